"""Decisions: the register of what meetings decided."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import data, filters, frame, register, ui
from synthesis.outputs import narrative


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    narrowed = data.narrowed(state, filters.of_decisions(chosen))
    frame.begin("Decisions", narrative.decisions_sentence(narrowed), "decisions")
    if frame.is_blank(state):
        return
    ui.note(
        "Decisions are proposed by the program from the reports' own words, to be confirmed by a person. "
        "Of the filters, only Theme applies to decisions."
    )
    (kept,) = st.tabs(["Register"], key="tab", bind="query-params")
    if kept.open:
        with kept:
            register.panel(state, chosen, datetime.now(UTC).date())


if __name__ == "__main__":
    show()
