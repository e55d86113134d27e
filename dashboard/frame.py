"""What the frame hands to the page inside it: the revision of the store and the filters of this run."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import data, filters, navigation, person, ui
from dashboard.files import loading
from synthesis.models import Filters
from synthesis.outputs import narrative

ICON = str(Path(__file__).with_name("icon.svg"))


def remember(state: data.State, chosen: Filters, strange: filters.Strange) -> None:
    """Keep for the page what the frame has read already in this run."""
    st.session_state["frame"] = (state, chosen)
    st.session_state["strange"] = strange


def recall() -> tuple[data.State, Filters]:
    """Return the revision and the filters of this run."""
    state, chosen = st.session_state["frame"]
    return state, chosen


def begin(title: str, lead: str, unit: filters.Unit = "contributions") -> None:
    """Show a page's heading, what of the address is not here and, where something is filtered, the chips.

    A page of decisions shows the filters that apply to them.
    """
    state, chosen = recall()
    ui.page_head(title, "" if is_nothing_stored(state) else lead)
    filters.leave_out(st.session_state["strange"])
    _uncoded(state)
    filters.chips(state, filters.of_decisions(chosen) if unit == "decisions" else chosen, unit)
    if filters.only_counting(chosen) != Filters() and unit == "contributions":
        ui.note(narrative.counting_sentence(data.narrowed(state, chosen)))


def ask_who(state: data.State) -> None:
    """Ask under the heading who is at work, on a page that takes changes."""
    if not state.is_read_only:
        person.field()


def _uncoded(state: data.State) -> None:
    """Say what of the store is not coded yet, and let it be coded."""
    sentence = narrative.uncoded_sentence(data.whole(state))
    if not sentence:
        return
    with st.container(key="uncoded", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="sample" role="note">{ui.text(sentence)}</p>', width="content")
        if not state.is_read_only:
            loading.rest(state)


def brand(state: data.State) -> None:
    """Name the dashboard, and say so when it takes no changes."""
    mode = '<p class="brand-note">Read-only</p>' if state.is_read_only else ""
    st.html(
        '<p class="brand">Stakeholder synthesis</p>'
        f'<p class="brand-note">Contributions beside what meetings decided</p>{mode}'
    )


def is_blank(state: data.State, *, is_data_page: bool = False) -> bool:
    """Say what to do where nothing is stored, and tell whether that is so."""
    if not is_nothing_stored(state):
        return False
    if state.is_read_only:
        ui.empty_state(
            "There is nothing in this store yet.",
            "It is served read-only. Whoever runs it can fill it, for example with: python -m synthesis demo",
        )
        return True
    ui.empty_state(
        "There are no contributions yet.",
        "Load your own files, or look around first with the sample stocktaking that comes with this program.",
    )
    with st.container(horizontal=True, vertical_alignment="center", key="begin"):
        if not is_data_page:
            navigation.link("data", "Load contributions", {}, key="to_load")
        loading.sample(state)
    return True


def is_nothing_stored(state: data.State) -> bool:
    """Whether there is neither a contribution nor a meeting."""
    whole = data.whole(state)
    return not len(whole.universe) and not len(whole.meetings)
