"""The directory of groups as a file that can be changed and read in again: CSV, XLSX, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

import pandas as pd

from synthesis.community.groups.columns import COLUMNS, as_cells
from synthesis.community.groups.records import as_records
from synthesis.errors import InputError
from synthesis.models import Group
from synthesis.outputs.export.plain_table import csv_bytes, xlsx_bytes

GroupsFormat = Literal["csv", "xlsx", "json"]
FORMATS: tuple[GroupsFormat, ...] = get_args(GroupsFormat)
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
    if format == "json":
        return json.dumps({"groups": as_records(groups)}, ensure_ascii=False, indent=1).encode()
    table = pd.DataFrame(map(as_cells, groups), columns=list(COLUMNS.values()), dtype="str")
    if format == "csv":
        return csv_bytes(table)
    if format == "xlsx":
        is_sample = any(group.is_sample for group in groups)
        return xlsx_bytes(table, "Directory of groups", "Groups", _WIDE, is_sample=is_sample, at=changed_at)
    raise InputError(f"The directory is not written as {format!r}.", hint=f"Choose {', '.join(FORMATS)}.")
