"""Decisions: the register of what meetings decided, the trace from what was said to it, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard import data, filters, frame, register, trace, ui
from dashboard.trace import timeline
from synthesis.models import Filters
from synthesis.outputs import narrative
from synthesis.outputs.trace import sentences

TABS = ("Register", "Trace", "Timeline")


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    if _open_tab() == "Register":
        _register(state, chosen)
        return
    narrowed = data.narrowed(state, chosen)
    frame.begin("Decisions", sentences.trace_sentence(narrowed))
    if frame.is_blank(state):
        return
    frame.ask_who(state)
    tabs = _tabs()
    if tabs[1].open:
        with tabs[1]:
            trace.panel(state, chosen, datetime.now(UTC).date())
    if tabs[2].open:
        with tabs[2]:
            timeline.panel(narrowed)


def _open_tab() -> str:
    """Return the tab that is open, which decides what the page speaks of and which filters apply."""
    asked = st.session_state.get("tab", st.query_params.get("tab"))
    return asked if asked in TABS else TABS[0]


def _tabs() -> Sequence[Any]:
    return st.tabs(list(TABS), key="tab", bind="query-params")


def _register(state: data.State, chosen: Filters) -> None:
    narrowed = data.narrowed(state, filters.of_decisions(chosen))
    frame.begin("Decisions", narrative.decisions_sentence(narrowed), "decisions")
    if frame.is_blank(state):
        return
    frame.ask_who(state)
    with _tabs()[0]:
        ui.note(
            "Decisions are proposed by the program from the reports' own words, to be confirmed by a person. "
            "Of the filters, only Theme applies to decisions."
        )
        register.panel(state, chosen, datetime.now(UTC).date())


if __name__ == "__main__":
    show()
