"""What can be asked of the news: since when, which kind, about which group; the address alone holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import navigation, ui
from synthesis.models import Filters, Happened, NoticeKind
from synthesis.outputs.notices import KIND_WORDS, Asked, Notice

KIND = "notice"
"""The kind in the address; `kind` is that of an entry of the calendar, and stays when another tab opens."""

PAGE_SIZE = 20
LONGEST_SHOWN = 80


def ask(everything: Happened, chosen: Filters) -> tuple[date | None, Asked]:
    """Show the controls; return the day that is looked back to (None: the last visit), and what is asked."""
    day, kinds, group = st.columns((1.2, 1.8, 1.8), vertical_alignment="bottom")
    with day:
        since = _since()
    with kinds:
        wanted = _kinds()
    with group:
        about = _about(everything)
    _strange(everything)
    return since, Asked(chosen.themes, about, tuple(wanted))


def _since() -> date | None:
    st.session_state["news_since"] = _day(st.query_params.get("since", ""))
    found: date | None = st.date_input(
        "Since (empty: your last visit)",
        key="news_since",
        min_value=date(2000, 1, 1),
        max_value=date(2100, 1, 1),
        on_change=_write_since,
        format="YYYY-MM-DD",
    )
    return found


def _write_since() -> None:
    day = st.session_state["news_since"]
    navigation.write_all({"since": day.isoformat() if day else "", "page": ""})


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2100, 1, 1) else None


def _kinds() -> list[NoticeKind]:
    st.session_state["news_kinds"] = [kind for kind in st.query_params.get_all(KIND) if kind in KIND_WORDS]
    found: list[NoticeKind] = st.multiselect(
        "Kind of notice",
        list(KIND_WORDS),
        format_func=KIND_WORDS.__getitem__,
        placeholder="All kinds",
        key="news_kinds",
        filter_mode="contains",
        select_all=False,
        on_change=lambda: navigation.write_all({KIND: list(st.session_state["news_kinds"]), "page": ""}),
    )
    return found


def _about(everything: Happened) -> tuple[str, ...]:
    names = {group.id: group.name for group in sorted(everything.groups, key=lambda each: each.name)}
    asked = st.query_params.get("about", "")
    st.session_state["news_about"] = asked if asked in names else None
    found = st.selectbox(
        "About the group",
        list(names),
        format_func=names.__getitem__,
        placeholder="All groups",
        key="news_about",
        on_change=lambda: navigation.write_all({"about": st.session_state["news_about"] or "", "page": ""}),
    )
    return (found,) if found else ()


def _strange(everything: Happened) -> None:
    """Say what of the address is not understood, so that nobody takes what is shown for what was asked."""
    since, about = st.query_params.get("since", ""), st.query_params.get("about", "")
    strange = [f"{KIND}: {kind}" for kind in st.query_params.get_all(KIND) if kind not in KIND_WORDS]
    if since and _day(since) is None:
        strange.append(f"since: {since}")
    if about and about not in {group.id for group in everything.groups}:
        strange.append(f"about: {about}")
    if strange:
        ui.error_box(
            "What this link is narrowed to is not here, so it is left out.",
            "; ".join(each[:LONGEST_SHOWN] for each in strange),
            f"A day is written like 2018-03-01; the kinds are {', '.join(KIND_WORDS)}. "
            "A group may be in another store.",
        )


def page_of(found: Sequence[Notice]) -> Sequence[Notice]:
    """Return the notices of the page that the address asks for; one that is not there becomes the last."""
    page = _page(-(-len(found) // PAGE_SIZE))
    return found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]


def pages(n: int) -> None:
    """Let another page be chosen, where there is more than one."""
    n_pages = -(-n // PAGE_SIZE)
    if n_pages > 1:
        st.session_state["news_page"] = _page(n_pages)
        st.pagination(n_pages, key="news_page", on_change=_turn)


def _page(n_pages: int) -> int:
    asked = st.query_params.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() else 1
    return max(min(page, n_pages), 1)


def _turn() -> None:
    page = int(st.session_state["news_page"])
    navigation.write("page", "" if page == 1 else str(page))
