"""The timeline: meetings in their order, with the inputs before them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts, ui
from synthesis.outputs import trace
from synthesis.outputs.tables import Frames
from synthesis.outputs.trace import sentences


def panel(narrowed: Frames) -> None:
    """Show the timeline, as a chart and as a table."""
    rows = trace.timeline(narrowed)
    if rows.empty:
        ui.empty_state(
            "Nothing is here to stand on a timeline.", "Load contributions or reports, or remove a filter."
        )
        return
    ui.section("Meetings, and the inputs before them")
    sentence = sentences.timeline_sentence(narrowed)
    with st.container(key="timeline_frame"):
        ui.chart_with_table("timeline", charts.timeline(rows), sentence, _as_table(rows))
    ui.note(
        "A bar reaches from the first to the last contribution of a cycle; where none has a date, it stands "
        "at the December in which inputs on the cycle begin. A circle is a meeting, with its number of "
        "decisions. On a narrow screen the chart moves sideways."
    )


def _as_table(rows: pd.DataFrame) -> pd.DataFrame:
    is_meeting = rows["kind"] == "meeting"
    return pd.DataFrame(
        {
            "What": rows["label"],
            "From": rows["first"].where(rows["first"] != "", "date unknown"),
            "To": rows["last"].where(rows["last"] != "", "date unknown"),
            "Contributions": [
                str(n) if not meeting else "" for n, meeting in zip(rows["n"], is_meeting, strict=True)
            ],
            "Without a date": [
                str(n) if not meeting else ""
                for n, meeting in zip(rows["n_undated"], is_meeting, strict=True)
            ],
            "Decisions": [
                str(n) if meeting else "" for n, meeting in zip(rows["n"], is_meeting, strict=True)
            ],
            "Sent before": [
                str(n) if meeting else "" for n, meeting in zip(rows["n_before"], is_meeting, strict=True)
            ],
        }
    )
