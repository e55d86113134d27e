"""Decisions: the register of what meetings decided, the trace from what was said to it, and the timeline."""

from __future__ import annotations

import streamlit as st

from dashboard import data, filters, frame, register, trace, ui, visitor
from dashboard.trace import timeline
from synthesis.models import Filters
from synthesis.outputs import narrative
from synthesis.outputs.trace import sentences

TABS = ("Register", "Trace", "Timeline")


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    if frame.is_nothing_stored(state):
        frame.begin("Decisions", "")
        frame.is_blank(state)
        return
    head = st.container()  # what it says follows from the tab, which is known only once the tabs are drawn
    listed, traced, timed = st.tabs(list(TABS), key="tab", bind="query-params")
    if listed.open:
        with head:
            _head_of_register(state, chosen)
        with listed:
            ui.note(
                "Decisions are proposed by the program from the reports' own words, to be confirmed by a "
                "person. Of the filters, only Theme applies to decisions."
            )
            register.panel(state, chosen, visitor.today())
        return
    narrowed = data.narrowed(state, chosen)
    with head:
        frame.begin("Decisions", sentences.trace_sentence(narrowed))
        frame.ask_who(state)
    if traced.open:
        with traced:
            trace.panel(state, chosen, visitor.today())
    if timed.open:
        with timed:
            timeline.panel(narrowed)


def _head_of_register(state: data.State, chosen: Filters) -> None:
    narrowed = data.narrowed(state, filters.of_decisions(chosen))
    frame.begin("Decisions", narrative.decisions_sentence(narrowed), "decisions")
    frame.ask_who(state)


if __name__ == "__main__":
    show()
