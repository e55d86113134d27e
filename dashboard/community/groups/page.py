"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, navigation, person, ui
from dashboard.community import held
from dashboard.community.groups import directory, editing, listing, one, tables, visibility
from synthesis.models import Filters, Group
from synthesis.outputs.group_words import KINDS_WORDS, found_by, in_order
from synthesis.outputs.phrases import of_total
from synthesis.outputs.words import SAMPLE_MARK

LEAD = "What each group does, how to join it, and where it stands in the stocktaking."
VIEWS = {"directory": "Directory", "visibility": "Visibility"}


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section: one group where the address names one, else the directory or how visible all are."""
    by = "" if state.is_read_only else person.name()
    editing.told(by)
    if by and editing.conflict(state, by):
        return
    groups = held.records(state, Group)
    asked = st.query_params.get("community_group", "")
    known = directory.directory(state).by_id
    if asked in known:
        one.panel(state, chosen, known[asked], by)
        return
    if asked:
        ui.error_box(
            "The group of this link is not in the directory.",
            asked[:80],
            "It was removed, or is in another store. All groups are below.",
        )
    if not groups:
        _nothing(state, by)
        return
    _directory(state, chosen, by)


def _nothing(state: data.State, by: str) -> None:
    ui.empty_state(
        "No group is in the directory.",
        "Read a table of groups in, or add one; the sample data of this program has 48.",
    )
    if not state.is_read_only:
        editing.add(state, by)
        tables.panel(state, (), by)


def _directory(state: data.State, chosen: Filters, by: str) -> None:
    groups = in_order(held.records(state, Group))
    view, kinds, words = _asked()
    found = found_by(groups, kinds, words)
    ui.note(f"Listed: {of_total(len(found), len(groups), 'group')}.{_sample_words(found)}")
    if not found:
        ui.empty_state("No group is of this kind or has these words.", "Choose fewer kinds, or other words.")
    elif view == "visibility":
        visibility.panel(state, chosen, found)
    else:
        listing.panel(state, chosen, found)
    editing.add(state, by)
    tables.panel(state, found, by)


def _sample_words(found: Sequence[Group]) -> str:
    n = sum(group.is_sample for group in found)
    return f" {SAMPLE_MARK}: {n:,} of them." if n else ""


def _asked() -> tuple[str, list[str], str]:
    left, middle, right = st.columns((1.2, 1.8, 1.4), vertical_alignment="bottom")
    with left:
        view = ui.one_of("Show", VIEWS, "groups_view", "directory")
    kinds = middle.multiselect(
        "Kind of group",
        list(KINDS_WORDS),
        format_func=lambda kind: KINDS_WORDS[kind],
        placeholder="All kinds",
        key="group_kind",
        bind="query-params",
        select_all=False,
        on_change=_from_the_start,
    )
    words = right.text_input(
        "Search in the groups",
        key="group_find",
        max_chars=200,
        placeholder="a name, or words of what it does",
        bind="query-params",
        on_change=_from_the_start,
    )
    return view or "directory", kinds, words or ""


def _from_the_start() -> None:
    """Show the first page of whatever is asked for now."""
    navigation.write("groups_page", "")
