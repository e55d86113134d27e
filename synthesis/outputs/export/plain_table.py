"""A table of texts -> CSV or XLSX that can be changed and read in again; the same table, the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Literal, get_args

import pandas as pd
import xlsxwriter

from synthesis.errors import InputError
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.export.xlsx_file import in_pieces
from synthesis.outputs.export.zipped import moment, repacked
from synthesis.outputs.words import SAMPLE_MARK

TableFormat = Literal["csv", "xlsx", "json"]
FORMATS: tuple[TableFormat, ...] = get_args(TableFormat)
"""What most tables of records are written in."""


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Write a table of texts as CSV; no cell can become a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow([as_cell(printable(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(
    table: pd.DataFrame,
    title: str,
    sheet_name: str,
    wide: Collection[str] = (),
    *,
    is_sample: bool = False,
    at: datetime | None = None,
) -> bytes:
    """Write a table of texts as a workbook of one sheet that can be filtered, the columns of long texts wide.

    `at` is when what is written was last changed.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"strings_to_numbers": False}) as book:
        book.set_properties({"title": title, "created": moment(at).replace(tzinfo=None)})
        sheet = book.add_worksheet(sheet_name)
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_header(f"&L{title}&R{SAMPLE_MARK if is_sample else ''}")
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        whole = in_pieces(table)
        for column, name in enumerate(whole.columns):
            sheet.set_column(column, column, 60 if name in wide else 18)
            sheet.write_string(0, column, name, heading)
            for row, cell in enumerate(whole[name], start=1):
                sheet.write_string(row, column, as_cell(printable(cell)), text)
        sheet.autofilter(0, 0, len(whole), len(whole.columns) - 1)
    return repacked(out.getvalue(), at)


def written(
    table: pd.DataFrame,
    format: str,
    what: str,
    title: str,
    sheet_name: str = "Table",
    wide: Collection[str] = (),
    *,
    is_sample: bool = False,
    at: datetime | None = None,
    **others: Callable[[], bytes],
) -> bytes:
    """Write a table of texts in a format.

    Parameters
    ----------
    table : DataFrame
    format : {"csv", "xlsx"}, or the name of one of `others`
    what : str
        What is written, with its verb, for the refusal of another format: "Topics are".
    title, sheet_name, wide, is_sample, at
        As for `xlsx_bytes`.
    others : callable
        What writes the same in a further format.

    Raises
    ------
    InputError
        If it is not written in this format.
    """
    writers: Mapping[str, Callable[[], bytes]] = {
        "csv": lambda: csv_bytes(table),
        "xlsx": lambda: xlsx_bytes(table, title, sheet_name, wide, is_sample=is_sample, at=at),
        **others,
    }
    if format not in writers:
        raise InputError(f"{what} not written as {format!r}.", hint=f"Choose {', '.join(writers)}.")
    return writers[format]()
