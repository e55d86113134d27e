"""The register as a table that can be read in again: CSV, XLSX; the same bytes for the same state."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from synthesis.meetings.register_table import COLUMNS, as_cells
from synthesis.models import Snapshot
from synthesis.outputs.export.plain_table import written

RegisterFormat = Literal["csv", "xlsx"]
_WIDE = {"Proposal", "Remark", "Context"}


def register_file(snapshot: Snapshot, listed: pd.DataFrame, format: str) -> bytes:
    """Write items of the register as a table.

    Parameters
    ----------
    snapshot : Snapshot
        Holds the items and their meetings.
    listed : DataFrame
        Rows of `decision_table`: which items, in which order, with their themes.
    format : {"csv", "xlsx"}

    Raises
    ------
    InputError
        If the register is not written in this format.
    """
    table = _rows(snapshot, listed)
    return written(
        table,
        format,
        "The register is",
        "Register of decisions",
        "Register",
        _WIDE,
        is_sample=bool((table[COLUMNS["sample"]] == "yes").any()),
        at=snapshot.changed_at,
    )


def _rows(snapshot: Snapshot, listed: pd.DataFrame) -> pd.DataFrame:
    """Lay items out in the columns of the table, every cell as text."""
    items = {item.id: item for item in snapshot.decisions}
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    themes = dict(zip(listed["id"], listed["themes"], strict=True))
    chosen = [items[each] for each in themes]
    rows = [as_cells(item, meetings[item.meeting_id]) | {"themes": themes[item.id]} for item in chosen]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").rename(columns=dict(COLUMNS))
