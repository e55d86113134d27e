"""Who is at work: one field for a name, at the top of every page on which people change something.

The page Data loads without a name. It asks for one beside the two things that need it: a load is taken out,
and a corrected report replaces the stored one.
"""

from __future__ import annotations

import streamlit as st

from dashboard import ui

KEY = "reviewer"
LABEL = "Your name, kept with every change"
WHERE = "Your name, at the top of the page"
"""Where an error or a note sends somebody who has given none; on Data the field is beside its button."""


def field() -> None:
    """Ask for the name; it is remembered while the page is open, on whatever page it was given."""
    st.text_input(
        LABEL,
        key=KEY,
        max_chars=80,
        persist_state="session",
        placeholder="Give it to add, confirm or change something",
        width=420,
    )


def way_to_field() -> None:
    """Offer to go up to the field, from where it is out of sight."""
    if st.button("Go to the field for your name", key="to_name", type="tertiary"):
        st.session_state["to_name_turn"] = turn = st.session_state.get("to_name_turn", 0) + 1
        ui.scroll_to(f".st-key-{KEY}", turn)


def name() -> str:
    """Return the name that was given; empty if there is none."""
    return str(st.session_state.get(KEY) or "").strip()
