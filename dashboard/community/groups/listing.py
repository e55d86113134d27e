"""The directory: a card for each group, two abreast, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, navigation, ui
from dashboard.community.groups import directory, links
from synthesis.models import Filters, Group
from synthesis.outputs.group_words import KIND_WORDS, listing, next_words
from synthesis.outputs.phrases import counted, day_words, of_total
from synthesis.outputs.words import SAMPLE_MARK

PAGE_SIZE = 12
LONGEST_REMIT = 240


def panel(state: data.State, chosen: Filters, found: Sequence[Group]) -> None:
    """Show a page of the groups found, and all of them as a table to read or take along."""
    table = directory.visibility(state, chosen)
    day = directory.looked_from(state)
    next_at = directory.next_meetings(state, day.day)
    last_at = directory.last_meetings(state, day.day)
    if day.is_shifted:
        ui.note(f"Next meetings are those from {day_words(day.day)} on.")
    counts = {row["group_id"]: row for row in table.to_dict("records")}
    page = _page(-(-len(found) // PAGE_SIZE))
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    with st.container(key="group_cards"):
        for first in range(0, len(shown), 2):
            for column, group in zip(st.columns(2, gap="small"), shown[first : first + 2], strict=False):
                with column, st.container(key=f"card_group_{group.id}"):
                    standing = of_total(int(counts[group.id]["n"]), int(counts[group.id]["N"]))
                    meeting = next_words(next_at.get(group.id), last_at.get(group.id))
                    st.html(card(group, standing, meeting))
                    links.link(chosen, group, f"Open {group.short_name}", f"open_group_{group.id}")
    _pages(-(-len(found) // PAGE_SIZE))
    with st.expander("The same as a table", key="groups_as_table"):
        whole = listing(found, table, next_at, last_at)
        st.html(ui.html_table(whole, f"{counted(len(found), 'group')} of the directory"))
        ui.download(whole, "groups-listed.csv")


def card(group: Group, standing: str, meeting: str) -> str:
    """Return a group in short."""
    sample = f' <span class="mark-sample">{SAMPLE_MARK}</span>' if group.is_sample else ""
    acronym = f" ({ui.text(group.acronym)})" if group.acronym else ""
    remit = group.remit
    if len(remit) > LONGEST_REMIT:
        remit = f"{remit[:LONGEST_REMIT].rsplit(' ', 1)[0]} …"
    facts = (("Next", meeting), ("Mentioned by", standing))
    listed = "".join(
        f"<div><dt>{name}</dt><dd {ui.BIDI}>{ui.text(value)}</dd></div>" for name, value in facts
    )
    return (
        f'<article class="group"><p class="badges">{ui.badge(KIND_WORDS[group.kind], "kind")}{sample}</p>'
        f"<h3 {ui.BIDI}>{ui.text(group.name)}{acronym}</h3>"
        f'<p class="said" {ui.BIDI}>{ui.text(remit or "What it does is not known.")}</p>'
        f'<dl class="facts">{listed}</dl></article>'
    )


def _page(n_pages: int) -> int:
    asked = st.query_params.get("groups_page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() else 1
    return min(max(page, 1), max(n_pages, 1))


def _pages(n_pages: int) -> None:
    if n_pages > 1:
        st.session_state["groups_turn"] = _page(n_pages)
        st.pagination(n_pages, key="groups_turn", on_change=_turn)


def _turn() -> None:
    page = int(st.session_state["groups_turn"])
    navigation.write("groups_page", "" if page == 1 else str(page))
