"""The register as a table that can be read in again: CSV, XLSX; the same bytes for the same state."""

from __future__ import annotations

import csv
import io
from typing import Literal

import pandas as pd
import xlsxwriter

from synthesis.errors import InputError
from synthesis.meetings.register_table import COLUMNS, as_cells
from synthesis.models import Snapshot
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.export.xlsx_file import in_pieces
from synthesis.outputs.export.zipped import moment, repacked
from synthesis.outputs.words import SAMPLE_MARK

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
    writers = {"csv": _csv, "xlsx": _xlsx}
    if format not in writers:
        raise InputError(f"The register is not written as {format!r}.", hint="Choose csv or xlsx.")
    return writers[format](register_rows(snapshot, listed), snapshot)


def register_rows(snapshot: Snapshot, listed: pd.DataFrame) -> pd.DataFrame:
    """Lay items out in the columns of the table, every cell as text."""
    items = {item.id: item for item in snapshot.decisions}
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    themes = dict(zip(listed["id"], listed["themes"], strict=True))
    chosen = [items[each] for each in themes]
    rows = [as_cells(item, meetings[item.meeting_id]) | {"themes": themes[item.id]} for item in chosen]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").rename(columns=dict(COLUMNS))


def _csv(table: pd.DataFrame, _: Snapshot) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow([as_cell(printable(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(table: pd.DataFrame, snapshot: Snapshot) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"strings_to_numbers": False}) as book:
        created = moment(snapshot.changed_at).replace(tzinfo=None)
        book.set_properties({"title": "Register of decisions", "created": created})
        sheet = book.add_worksheet("Register")
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        is_sample = (table[COLUMNS["sample"]] == "yes").any()
        sheet.set_header(f"&LRegister of decisions&R{SAMPLE_MARK if is_sample else ''}")
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        whole = in_pieces(table)
        for column, name in enumerate(whole.columns):
            sheet.set_column(column, column, 60 if name in _WIDE else 18)
            sheet.write_string(0, column, name, heading)
            for row, cell in enumerate(whole[name], start=1):
                sheet.write_string(row, column, as_cell(printable(cell)), text)
        sheet.autofilter(0, 0, len(whole), len(whole.columns) - 1)
    return repacked(out.getvalue(), snapshot.changed_at)
