"""Topics beyond the codebook: what recurs among passages without a theme.

listing   those that wait, as a list and on a map
one       one that is open, with its passages
deciding  what a person decides about it
"""

from __future__ import annotations

import streamlit as st

from dashboard import acting, data, ui
from dashboard.topics import deciding, listing, one
from dashboard.topics.listing import TITLE
from synthesis.coding.topics import standing
from synthesis.models import Filters
from synthesis.outputs.phrases import counted

__all__ = ["LEAD", "TITLE", "panel"]

LEAD = (
    "What recurs among the passages that no theme covers. The machine proposes topics; people make them "
    "themes, merge them or put them aside."
)


def panel(state: data.State, chosen: Filters) -> None:
    """Show the topics that wait and those decided, or the one that the address asks for."""
    acting.told(deciding.PLACE)
    every = data.records(state).snapshot.topics
    waiting = standing.proposals(every)
    asked = st.query_params.get("topic", "")
    opened = next((topic for topic in waiting if topic.id == asked), None)
    if opened is not None:
        one.panel(state, chosen, opened, waiting)
        return
    deciding.look_away()
    if asked:
        ui.note("The topic of this link does not wait for a decision; those that do are below.")
    if waiting:
        listing.panel(state, chosen, waiting)
    else:
        _none(state)
    deciding.orphaned(state)
    deciding.decided(state, standing.decided(every))


def _none(state: data.State) -> None:
    """Say why there is no topic: no search yet, too little to cluster, or nothing that recurs."""
    search = data.topic_search(state)
    if not search:
        ui.empty_state("Nobody has looked for topics yet.", "They are found when contributions are coded.")
        return
    different = counted(search["different"], "different passage")
    if search["different"] < search["needed"]:
        ui.empty_state(
            f"Too few to cluster: {different} without a theme.",
            f"At least {search['needed']} are needed before topics are stable. Explore lists them.",
        )
    else:
        ui.empty_state(
            "No topic waits for a decision.", f"Nothing else recurs among {different} without a theme."
        )
