"""XLSX -> rows of the first visible sheet that holds a table; runs behind the guard.

Formulas give the value saved with them; dates are in ISO form; of merged cells the first has the text.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import defusedxml  # noqa: F401 - openpyxl parses with it where it is installed, so it must be
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from synthesis.corpus.package import check_package
from synthesis.corpus.tables.grid import MAX_COLUMNS, MAX_ROWS
from synthesis.corpus.tables.titles import SAMPLED_ROWS, count_titles
from synthesis.errors import UnreadableFileError

_CLEAR = "Delete what stands outside the table, or save the sheet as CSV."
_UNSAVED_FORMULA = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_MIN_TABLE_ROWS = 2
_MAX_EXACT = 2**53

Rows = list[tuple[int, list[str]]]


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the cells of one sheet as text."""
    check_package(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sheet, rows = _first_table(book.worksheets)
    warnings = [*_other_sheets(book.worksheets, sheet), *_unsaved_formulas(path)]
    return {"rows": rows, "sheet": sheet.title, "warnings": warnings}


def _first_table(sheets: list[Any]) -> tuple[Any, Rows]:
    """Find the first sheet that is a table, rather without a title above it, else the longest sheet.

    A hidden sheet is read only where no visible one is a table.
    """
    found: list[tuple[Any, Rows]] = []
    for sheet in sorted(sheets, key=_is_hidden):
        if _is_hidden(sheet) and any(_is_table(rows) for _, rows in found):
            break
        rows = _rows(sheet)
        if _is_table(rows) and not _n_titles(rows):
            return sheet, rows
        found.append((sheet, rows))
    tables = [pair for pair in found if _is_table(pair[1])]
    best = tables[0] if tables else max(found, key=lambda pair: len(pair[1]), default=None)
    if best is None or not best[1]:
        raise UnreadableFileError(
            "No sheet of the workbook holds a table.", hint="Ask the sender for it again."
        )
    return best


def _is_hidden(sheet: Any) -> bool:
    return bool(sheet.sheet_state != "visible")


def _is_table(rows: Rows) -> bool:
    """Whether there are two headings and a row below."""
    body = rows[_n_titles(rows) :]
    return len(body) >= _MIN_TABLE_ROWS and sum(map(bool, body[0][1])) > 1


def _n_titles(rows: Rows) -> int:
    return count_titles([cells for _, cells in rows[:SAMPLED_ROWS]])


def _other_sheets(sheets: list[Any], read_sheet: Any) -> list[str]:
    others = ", ".join(repr(sheet.title) for sheet in sheets if sheet is not read_sheet)
    return [f"Sheet {read_sheet.title!r} was read; not read: {others}."] if others else []


def _unsaved_formulas(path: Path) -> list[str]:
    """Count formulas without a value in all sheets: their cells come out empty."""
    with ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        n_unsaved = sum(len(_UNSAVED_FORMULA.findall(package.read(name))) for name in parts)
    if not n_unsaved:
        return []
    return [
        f"Formulas without a saved value, read as empty: {n_unsaved}. Save it once in a spreadsheet program."
    ]


def _rows(sheet: Any) -> Rows:
    """Read the rows that are not blank, with their numbers."""
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    rows: Rows = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        written = [_text(value) for value in cells]
        while written and not written[-1]:
            written.pop()
        if written:
            _check_place(number, len(written), sheet.title)
            rows.append((number, written))
    width = len(rows[_n_titles(rows)][1]) if rows else 0
    return [(number, written + [""] * (width - len(written))) for number, written in rows]


def _check_place(row: int, column: int, sheet: str) -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        cell = f"{get_column_letter(column)}{row}"
        raise UnreadableFileError(
            f"Sheet {sheet!r} has a cell at {cell}; "
            f"at most {MAX_ROWS:,} rows and {MAX_COLUMNS} columns are read.",
            hint=_CLEAR,
        )


def _text(value: Any) -> str:  # noqa: PLR0911 - one line for each kind of cell
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < _MAX_EXACT:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value)
