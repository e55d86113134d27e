"""Deadlines of processes side by side on one axis, and where some could be aligned."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard import data, ui
from dashboard.community.calendar import chart, diary
from dashboard.community.calendar.showing import View, control, event_link
from synthesis.community.calendar.deadlines import DAYS, Near, deadlines, near
from synthesis.outputs.agenda.deadlines import deadline_table, deadlines_sentence, near_sentence
from synthesis.outputs.phrases import counted

AHEAD = timedelta(days=400)
LANES = {"process": "Kind of process", "group": "Group"}
WITHIN = (3, 7, DAYS, 21, 28)


def show(state: data.State, view: View) -> None:
    """Draw the lanes, then what lies close together."""
    passing = {event.id for event in view.narrow(diary.events(state))}
    times = diary.times(state, view.day, view.day + AHEAD)
    found = deadlines(each for each in times if each.event.id in passing)
    lanes, days = _asked()
    close, groups = near(found, days), diary.groups(state)
    sentence = deadlines_sentence(found, close, days)
    ui.section("Deadlines")
    if not found:
        ui.empty_state(sentence, "Remove a filter, or look from an earlier day.")
        return
    table = deadline_table(found, groups, "group" if lanes == "group" else "process")
    shown = table[["lane", "until", "title", "hosts", "process"]]
    shown.columns = [LANES[lanes], "Until", "Deadline", "Asked by", "Sorted as"]
    with st.container(key="agenda_lane_frame"):
        ui.chart_with_table("agenda_deadlines", chart.lanes(table), sentence, shown)
    ui.note("Deadlines are sorted by the words of their titles, or by their categories where they have some.")
    ui.section(f"Close together ({len(close)})", level=3)
    if not close:
        ui.note(f"No two deadlines of one kind, or of one group, lie within {counted(days, 'day')}.")
        return
    st.html(f'<ul class="gaps">{"".join(_close(each, groups) for each in close)}</ul>')


def _asked() -> tuple[str, int]:
    asked = st.query_params.get("lanes", "process")
    within = st.query_params.get("days", "")
    lanes, days = st.columns(2, gap="small")
    with lanes:
        lane = control(
            st.segmented_control,
            "A lane for each",
            "lanes",
            list(LANES),
            asked if asked in LANES else "process",
            format_func=LANES.__getitem__,
            required=True,
        )
    with days:
        chosen = int(within) if within in {str(n) for n in WITHIN} else DAYS
        n = control(
            st.selectbox,
            "Close together means within",
            "days",
            WITHIN,
            chosen,
            format_func=lambda n: counted(n, "day"),
        )
    return lane, n


def _close(found: Near, groups: dict[str, str]) -> str:
    links = ", ".join(
        event_link(each.event.id, f"<span {ui.BIDI}>{ui.text(each.event.title)}</span>")
        for each in found.deadlines
    )
    words = ui.text(near_sentence(found, groups))
    return f'<li {ui.BIDI}>{words}<br><span class="note">Open: {links}</span></li>'
