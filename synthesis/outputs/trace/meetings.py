"""Meetings in their order, with the inputs before them."""

from __future__ import annotations

import pandas as pd

from synthesis.outputs.tables import Frames
from synthesis.outputs.tables.listings import decision_table
from synthesis.outputs.trace.sent import first_sent, sent_on


def timeline(narrowed: Frames) -> pd.DataFrame:
    """List the meetings, and before them the inputs of each cycle, in the order of their dates.

    Returns
    -------
    DataFrame
        `kind` (inputs or meeting), `label`, `first`, `last` (ISO days, "" if unknown), `n` (contributions of
        the cycle, or decisions of the meeting), `n_undated` (contributions without a date of their own),
        `is_dated` (whether the days are those of a contribution or meeting, and not of the cycle),
        `n_before` (contributions sent before the meeting), `lane` (the meeting's body).
    """
    rows = [*_inputs(narrowed), *_meetings(narrowed)]
    columns = ["kind", "label", "first", "last", "n", "n_undated", "is_dated", "n_before", "lane"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["first", "kind", "label"], kind="stable", ignore_index=True)


def _inputs(narrowed: Frames) -> list[tuple[str, str, str, str, int, int, bool, int, str]]:
    heard = narrowed.contributions
    rows = []
    for cycle, own in heard.groupby(heard["cycle"].astype("Int64"), dropna=False):
        dated = own.loc[own["submitted_on"] != "", "submitted_on"]
        days = dated if len(dated) else sent_on(own)
        label = "Inputs without a cycle" if pd.isna(cycle) else f"Inputs on {int(cycle)}"
        n_undated = len(own) - len(dated)
        rows.append(
            (
                "inputs",
                label,
                days.min(),
                days.max(),
                own["counts_as"].nunique(),
                n_undated,
                len(dated) > 0,
                0,
                "Contributions",
            )
        )
    return rows


def _meetings(narrowed: Frames) -> list[tuple[str, str, str, str, int, int, bool, int, str]]:
    decided = decision_table(narrowed)
    n_decided = decided[decided["is_decision"]].groupby("meeting_id").size()
    columns = ("id", "title", "held_on", "body")
    sent = first_sent(narrowed).groupby("counts_as")["sent"].first()
    rows = []
    for meeting_id, title, day, body in zip(*(narrowed.meetings[name] for name in columns), strict=True):
        n_before = int((sent <= day).sum())
        n = int(n_decided.get(meeting_id, 0))
        rows.append(("meeting", title, day, day, n, 0, bool(day), n_before, body or "Meetings"))
    return rows
