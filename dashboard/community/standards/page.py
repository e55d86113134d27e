"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

import streamlit as st

from dashboard import data, ui
from dashboard.community.standards import changes, listing, one
from synthesis.models import Filters

LEAD = "What a session has to meet, and which proposals do."

__all__ = ["LEAD", "panel"]


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section: the proposal that the address asks for, else all and the rules they are held to."""
    changes.told()
    if chosen != Filters():
        ui.note("The filters at the left choose contributions; they do not narrow the proposals.")
    asked = st.query_params.get("proposal", "")
    if asked and one.panel(state, asked):
        return
    if asked:
        ui.error_box(
            "There is no such proposal in this store.", asked, "The proposals there are stand below."
        )
    listing.panel(state)
