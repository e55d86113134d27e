"""The timeline: meetings in their order, with the inputs before them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import charts, ui
from dashboard.cards import Row
from synthesis.outputs import trace
from synthesis.outputs.phrases import day_words
from synthesis.outputs.tables import Frames
from synthesis.outputs.trace import sentences


def panel(narrowed: Frames) -> None:
    """Show the timeline, as a chart and as a table."""
    rows = trace.timeline(narrowed)
    if not (rows["kind"] == "meeting").any():
        ui.empty_state(
            "No meeting is here to stand on a timeline.",
            "Load the report of a meeting on the page Data, or remove a filter.",
        )
        return
    ui.section("Meetings, and the inputs before them")
    sentence = sentences.timeline_sentence(narrowed)
    st.html(_as_list(rows))
    with st.container(key="timeline_frame"):
        ui.chart_with_table("timeline", charts.timeline(rows), sentence, _as_table(rows))
    ui.note(
        "A bar reaches from the first to the last contribution of a cycle; where none has a date, it stands "
        "at the December in which inputs on the cycle begin. A circle is a meeting, with its number of "
        "decisions. On a narrow screen the same stands as a list."
    )


def _as_list(rows: pd.DataFrame) -> str:
    """Return the timeline as a list, which stands in for the chart where there is no room for it."""
    items = "".join(
        f'<li class="{row["kind"]}"><span class="note">{_when(row)}</span><br>'
        f"<span {ui.BIDI}>{ui.text(row['label'])}</span><br>{sentences.amounts_words(row)}</li>"
        for row in rows.sort_values("first", kind="stable").to_dict("records")
    )
    return f'<ol class="timeline" aria-label="The timeline as a list">{items}</ol>'


def _when(row: Row) -> str:
    if not row["first"] or not row["is_dated"]:
        return "date unknown"
    first, last = (date.fromisoformat(str(row[each])[:10]) for each in ("first", "last"))
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def _as_table(rows: pd.DataFrame) -> pd.DataFrame:
    is_meeting = rows["kind"] == "meeting"
    is_dated = rows["is_dated"] & (rows["first"] != "")
    return pd.DataFrame(
        {
            "What": rows["label"],
            "From": rows["first"].where(is_dated, "date unknown"),
            "To": rows["last"].where(is_dated, "date unknown"),
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
