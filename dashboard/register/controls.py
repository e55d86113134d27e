"""What can be asked of the register: a view, filters, words, a page; the address alone holds what is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import navigation, ui
from synthesis.models import DECISION_REVIEWS
from synthesis.outputs.tables.registered import Wanted
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, PROGRESS_WORDS

VIEWS = {"meeting": "By meeting", "theme": "By theme", "table": "Table", "one": "One by one"}
NOT_NAMED = "Nobody named"
ONLY = "only"
"""The name in the address of the one item that a link leads to."""


def ask(listed: pd.DataFrame) -> tuple[str, Wanted]:
    """Show the controls; return the view and what is wanted. `listed` is everything that can be asked for."""
    view, search = st.columns((2.2, 1.8), vertical_alignment="bottom")
    with view:
        by = ui.one_of("View", VIEWS, "by", "meeting", on_change=_from_the_start)
    words = search.text_input(
        "Search in the register",
        key="find",
        max_chars=200,
        placeholder='words, or "a phrase"',
        bind="query-params",
        on_change=_from_the_start,
    )
    kind, state, standing, owner, late = st.columns((1.6, 1.6, 1.6, 1.6, 1), vertical_alignment="bottom")
    with kind:
        kinds = _several("Kind", "kind", KIND_WORDS, "All kinds")
    with state:
        states = _several("State", "state", PROGRESS_WORDS, "All states")
    with standing:
        reviews = _several(
            "Review",
            "standing",
            {each: DECISION_REVIEW_WORDS[each] for each in DECISION_REVIEWS},
            "Not rejected",
        )
    with owner:
        named = _owners(listed["owner"])
        owners = _several("Owner", "owner", {name: name for name in (NOT_NAMED, *named)}, "Anybody")
    with late:
        is_overdue = _only("Overdue", "overdue")
        is_unlinked = _only("Linked to nothing", "unlinked")
    wanted = Wanted(
        kinds=tuple(kinds),
        states=tuple(states),
        reviews=tuple(reviews),
        owners=tuple("" if each == NOT_NAMED else each for each in owners),
        is_overdue=is_overdue,
        is_unlinked=is_unlinked,
        words=words or "",
        only=_only_item(listed),
    )
    return by or "meeting", wanted


def _owners(named: pd.Series[str]) -> list[str]:
    """Return who is named, in the order of the alphabet; of one name in several cases the most frequent."""
    spelt: dict[str, str] = {}
    for name in named[named != ""].value_counts().index:
        spelt.setdefault(name.casefold(), name)
    return [spelt[each] for each in sorted(spelt)]


def _only_item(listed: pd.DataFrame) -> str:
    """Return the item that a link asks for, and lead on to all; of one that is not here, say so."""
    asked = st.query_params.get(ONLY, "")
    if not asked:
        return ""
    if asked not in set(listed["id"]):
        ui.note("The item of this link is not here; another filter may leave it out. All others are listed.")
        return ""
    st.button(
        "Only the item of the link ×", key="chips_only", on_click=_from_the_start, help="Show all items"
    )
    return asked


def _several(label: str, key: str, words: dict[str, str], placeholder: str) -> list[str]:
    return st.multiselect(
        label,
        list(words),
        format_func=lambda value: words[value],
        placeholder=placeholder,
        key=key,
        bind="query-params",
        filter_mode="contains",
        select_all=False,
        on_change=_from_the_start,
    )


def _only(label: str, key: str) -> bool:
    return st.checkbox(label, key=key, bind="query-params", on_change=_from_the_start)


def _from_the_start() -> None:
    """Show the first page of whatever is asked for now, and no longer the one item of a link."""
    navigation.write_all({"page": "", ONLY: ""})
