"""The directory of groups as a file that can be changed and read in again: CSV, XLSX, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

import pandas as pd
import xlsxwriter

from synthesis.community.groups.columns import COLUMNS, as_cells
from synthesis.community.groups.records import as_records
from synthesis.errors import InputError
from synthesis.models import Group
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.export.xlsx_file import in_pieces
from synthesis.outputs.export.zipped import moment, repacked
from synthesis.outputs.words import SAMPLE_MARK

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
    if format == "csv":
        return _csv(groups)
    if format == "xlsx":
        return _xlsx(groups, changed_at)
    raise InputError(f"The directory is not written as {format!r}.", hint=f"Choose {', '.join(FORMATS)}.")


def _csv(groups: Sequence[Group]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for group in groups:
        writer.writerow([as_cell(printable(cell)) for cell in as_cells(group).values()])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(groups: Sequence[Group], changed_at: datetime | None) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"strings_to_numbers": False}) as book:
        created = moment(changed_at).replace(tzinfo=None)
        book.set_properties({"title": "Directory of groups", "created": created})
        sheet = book.add_worksheet("Groups")
        heading = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        is_sample = any(group.is_sample for group in groups)
        sheet.set_header(f"&LDirectory of groups&R{SAMPLE_MARK if is_sample else ''}")
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        rows = [as_cells(group) for group in groups]
        whole = in_pieces(pd.DataFrame(rows, columns=list(COLUMNS.values()), dtype="str"))
        for column, name in enumerate(whole.columns):
            sheet.set_column(column, column, 60 if name in _WIDE else 22)
            sheet.write_string(0, column, name, heading)
            for row, cell in enumerate(whole[name], start=1):
                sheet.write_string(row, column, as_cell(printable(cell)), text)
        sheet.autofilter(0, 0, len(rows), len(whole.columns) - 1)
    return repacked(out.getvalue(), changed_at)
