"""XLSX -> rows of the visible sheets that hold a table; runs behind the guard.

Formulas give the value saved with them; dates are in ISO form; of merged cells the first has the text.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import defusedxml  # noqa: F401 - openpyxl parses with it where it is installed, so it must be
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from synthesis.corpus.headings import field_of, is_known_heading, is_question
from synthesis.corpus.package import check_package
from synthesis.corpus.tables.grid import MAX_COLUMNS, MAX_ROWS
from synthesis.corpus.tables.titles import SAMPLED_ROWS, count_titles
from synthesis.errors import UnreadableFileError
from synthesis.grammar import counted

_OTHER_TABLE = (
    "The table in sheet {!r} ({}) was not read beside {}. Save it as a file of its own if it holds "
    "contributions."
)
_CLEAR = "Delete what stands outside the table, or save the sheet as CSV."
_UNSAVED_FORMULA = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_MIN_TABLE_ROWS = 2
_MAX_EXACT = 2**53
_BEGINNING = {"max_row": 1_000, "max_col": MAX_COLUMNS}
"""Enough of a sheet to see what it is."""

Rows = list[tuple[int, list[str]]]


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the cells of one sheet as text, or with `every` of all that hold contributions.

    `unread` tells of each other table in sight that may hold some.
    """
    check_package(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    chosen, others = _choose(book.worksheets, every=bool(options.get("every")))
    told = [sheet for sheet, _ in others]
    rest = [sheet for sheet in book.worksheets if sheet not in chosen and sheet not in told]
    read_ones = _named(chosen)
    return {
        "tables": [{"sheet": sheet.title, "rows": _rows(sheet)} for sheet in chosen],
        "warnings": [*_not_read(chosen, rest), *_unsaved_formulas(path)],
        "unread": [
            _OTHER_TABLE.format(other.title, counted(len(rows) - _n_titles(rows) - 1, "row"), read_ones)
            for other, rows in others
        ],
    }


def _choose(sheets: list[Any], *, every: bool) -> tuple[list[Any], list[tuple[Any, Rows]]]:
    """Return the sheets to read, and the other tables in sight that may hold contributions.

    To be read is the first table, rather one with our headings and without a title above it, or every one
    with our headings; a hidden one only where none is in sight. Where no sheet is a table it is the longest.
    """
    found = [(sheet, _rows(sheet, **_BEGINNING)) for sheet in sorted(sheets, key=_is_hidden)]
    tables = [(sheet, rows) for sheet, rows in found if _is_table(rows)]
    seen = [(sheet, rows) for sheet, rows in tables if not _is_hidden(sheet)]
    if not tables:
        longest, rows = max(found, key=lambda pair: len(pair[1]), default=(None, []))
        if not rows:
            raise UnreadableFileError(
                "No sheet of the workbook holds a table.", hint="Ask the sender for it again."
            )
        return [longest], []
    best, _ = min(seen or tables, key=lambda pair: (not _is_ours(pair[1]), bool(_n_titles(pair[1]))))
    chosen = [sheet for sheet, rows in seen if _is_ours(rows)] if every else []
    chosen = chosen or [best]
    return chosen, [(sheet, rows) for sheet, rows in seen if sheet not in chosen and _holds_text(rows)]


def _is_ours(rows: Rows) -> bool:
    """Whether headings are usual for contributions, as those of a legend or a list of members are not."""
    headings = rows[_n_titles(rows)][1]
    holds_text = any(field_of(heading) == "text" or is_question(heading, ()) for heading in headings)
    return holds_text and sum(map(is_known_heading, headings)) > 1


def _holds_text(rows: Rows) -> bool:
    """Whether a column may hold contributions, as none of a sheet of counts does."""
    (_, headings), *body = rows[_n_titles(rows) :]
    columns = zip_longest(*(cells[: len(headings)] for _, cells in body), fillvalue="")
    return any(
        field_of(heading) == "text" or is_question(heading, cells)
        for heading, cells in zip(headings, columns, strict=False)
    )


def _is_hidden(sheet: Any) -> bool:
    return bool(sheet.sheet_state != "visible")


def _is_table(rows: Rows) -> bool:
    """Whether there are two headings and a row below."""
    body = rows[_n_titles(rows) :]
    return len(body) >= _MIN_TABLE_ROWS and sum(map(bool, body[0][1])) > 1


def _n_titles(rows: Rows) -> int:
    return count_titles([cells for _, cells in rows[:SAMPLED_ROWS]])


def _not_read(chosen: list[Any], others: list[Any]) -> list[str]:
    names = ", ".join(repr(other.title) for other in others)
    was = "were" if len(chosen) > 1 else "was"
    named = _named(chosen)
    return [f"{named[0].upper()}{named[1:]} {was} read; not read: {names}."] if others else []


def _named(sheets: list[Any]) -> str:
    return f"sheet{'s' if len(sheets) > 1 else ''} {', '.join(repr(sheet.title) for sheet in sheets)}"


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


def _rows(sheet: Any, **within: int) -> Rows:
    """Read the rows that are not blank, with their numbers; all of them, or those within some bounds."""
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    rows: Rows = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, **within), start=1):
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
