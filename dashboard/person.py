"""Who is at work: one field for a name, in one place of every page on which something can be changed."""

from __future__ import annotations

import streamlit as st

KEY = "reviewer"
LABEL = "Your name, kept with every change"
WHERE = "Your name, at the top of the page"
"""Where an error or a note sends somebody who has given none."""


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


def name() -> str:
    """Return the name that was given; empty if there is none."""
    return str(st.session_state.get(KEY) or "").strip()
