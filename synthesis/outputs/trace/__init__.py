"""Frames -> what was said, what was decided on it, and what became of it, as tidy DataFrames.

A decision can answer only what was sent before its meeting: each is set beside the contributions of that
time, counted as everywhere (n of N contributions, by position and group). Where a contribution has no date,
its cycle stands for it (`meetings.order`). No function reads a clock: what is overdue depends on a day given.

chain      each decision beside what had been said, and what became of it
gaps       where that chain breaks
links      which decision answers what
sent       when contributions were sent
meetings   the timeline
sentences  what it all comes to, in words
"""

from synthesis.outputs.trace.chain import trace_table
from synthesis.outputs.trace.gaps import (
    GROUPS_RAISE,
    RECURRING_CYCLES,
    RECURRING_SHARE,
    not_decided,
    overdue,
    recurring,
    unlinked,
    without_input,
)
from synthesis.outputs.trace.links import answers, standing_links
from synthesis.outputs.trace.meetings import timeline
from synthesis.outputs.trace.sent import sent_on, spoken_before

__all__ = [
    "GROUPS_RAISE",
    "RECURRING_CYCLES",
    "RECURRING_SHARE",
    "answers",
    "not_decided",
    "overdue",
    "recurring",
    "sent_on",
    "spoken_before",
    "standing_links",
    "timeline",
    "trace_table",
    "unlinked",
    "without_input",
]
