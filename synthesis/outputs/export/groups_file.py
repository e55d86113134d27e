"""The directory of groups as a file that can be changed and read in again: CSV, XLSX, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from synthesis.community.groups.columns import COLUMNS, as_cells
from synthesis.community.groups.records import as_records
from synthesis.models import Group
from synthesis.outputs.export.plain_table import written

_WIDE = {"remit", "how_to_join", "sources"}


def groups_file(groups: Sequence[Group], format: str, changed_at: datetime | None = None) -> bytes:
    """Write groups, the same bytes for the same groups.

    Parameters
    ----------
    groups : sequence of Group
    format : {"csv", "xlsx", "json"}
    changed_at : datetime, optional
        When the directory was changed last, for the properties of a workbook.

    Raises
    ------
    InputError
        If the directory is not written in this format.
    """
    return written(
        pd.DataFrame(map(as_cells, groups), columns=list(COLUMNS.values()), dtype="str"),
        format,
        "The directory is",
        "Directory of groups",
        "Groups",
        _WIDE,
        is_sample=any(group.is_sample for group in groups),
        at=changed_at,
        json=lambda: json.dumps({"groups": as_records(groups)}, ensure_ascii=False, indent=1).encode(),
    )
