"""XLSX: sheets About, Themes, Excerpts, Groups, Decisions, Links, Run; every text is written as text.

A text that begins like a formula has an apostrophe before it, in case another program rewrites the file.
A text longer than a cell can hold goes on in columns `text_2`, `text_3` and so on.
"""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import xlsxwriter

from synthesis.outputs.export.cells import as_cell, pieces, printable
from synthesis.outputs.export.rows import (
    decision_rows,
    excerpt_rows,
    group_rows,
    link_rows,
    run_rows,
    theme_rows,
)
from synthesis.outputs.export.zipped import moment, repacked
from synthesis.outputs.facts import Facts
from synthesis.outputs.tables import Frames

_WIDE = {"text", "quote", "context", "definition", "passage", "links", "why"}
_NOTES = (
    ("Unit", "n counts contributions of N, those that pass the filters other than theme and review; "
             "n_passages counts passages. One row of Excerpts is one passage coded to one theme."),
    ("Texts", "As they were written. An apostrophe stands before a text that begins like a formula; "
              "one too long for a cell goes on in the column with the next number."),
    ("Filters and decisions",
              "Filters on cycle, group, region and language choose contributions, and with them the "
              "passages of Links; only a filter on themes chooses decisions."),
)  # fmt: skip


def as_xlsx(narrowed: Frames, about: Facts) -> bytes:
    """Write the workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"strings_to_numbers": False}) as book:
        created = moment(about.changed_at).replace(tzinfo=None)
        book.set_properties(
            {"title": printable(about.title), "created": created, "subject": about.sample_mark}
        )
        _Sheet(book, "About", about).write(about_rows(about))
        _Sheet(book, "Themes", about).write(theme_rows(narrowed))
        _Sheet(book, "Excerpts", about).write(excerpt_rows(narrowed).assign(sample_data=_sample(narrowed)))
        _Sheet(book, "Groups", about).write(group_rows(narrowed))
        _Sheet(book, "Decisions", about).write(decision_rows(narrowed))
        _Sheet(book, "Links", about).write(link_rows(narrowed))
        _Sheet(book, "Run", about).write(run_rows(narrowed, about))
    return repacked(out.getvalue(), about.changed_at)


def about_rows(about: Facts) -> pd.DataFrame:
    """List what the file says about itself, one thing a row."""
    rows = [
        ("Title", about.title),
        ("Sample data", about.sample_note or "no"),
        ("Filters", about.filters),
        ("Counting", about.counting),
        ("State of", about.state),
        ("Codebook", about.codebook),
        *about.counts.items(),
        *_NOTES,
    ]
    return pd.DataFrame(rows, columns=["what", "value"], dtype="str")


def _sample(narrowed: Frames) -> str:
    return "yes" if narrowed.is_sample else "no"


class _Sheet:
    """One sheet with its headings frozen, printed on every page, and the sample mark in its header."""

    def __init__(self, book: Any, name: str, about: Facts) -> None:
        self._sheet = book.add_worksheet(name)
        self._heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._year = book.add_format({"num_format": "0", "valign": "top"})
        self._share = book.add_format({"num_format": "0%", "valign": "top"})
        self._decimal = book.add_format({"num_format": "0.00", "valign": "top"})
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_header(f"&L{name}&R{about.sample_mark}")
        self._sheet.set_footer("&CPage &P of &N")

    def write(self, table: pd.DataFrame) -> None:
        """Write a table from the first cell on."""
        table = in_pieces(table)
        for column, name in enumerate(table.columns):
            self._sheet.write_string(0, column, as_cell(printable(str(name))), self._heading)
            self._sheet.set_column(column, column, _width(str(name)))
            for row, value in enumerate(table[name], start=1):
                self._cell(row, column, str(name), value)
        self._sheet.autofilter(0, 0, len(table), len(table.columns) - 1)

    def _cell(self, row: int, column: int, name: str, value: Any) -> None:
        if isinstance(value, str):
            self._sheet.write_string(row, column, as_cell(printable(value)), self._text)
        elif pd.isna(value):
            self._sheet.write_blank(row, column, None, self._text)
        elif isinstance(value, bool):
            self._sheet.write_string(row, column, "yes" if value else "no", self._text)
        else:
            self._sheet.write_number(row, column, float(value), self._format(name))

    def _format(self, name: str) -> Any:
        return {"share": self._share, "cycle": self._year, "score": self._decimal}.get(name, self._number)


def in_pieces(table: pd.DataFrame) -> pd.DataFrame:
    """Let a text that is too long for a cell go on in further columns; nothing is cut off."""
    widened = {}
    for name in table.columns:
        if table[name].dtype != "str":
            widened[str(name)] = table[name]
            continue
        cut = [pieces(text) for text in table[name]]
        for number in range(max(map(len, cut), default=1)):
            heading = str(name) if number == 0 else f"{name}_{number + 1}"
            cells = [parts[number] if number < len(parts) else "" for parts in cut]
            widened[heading] = pd.Series(cells, index=table.index, dtype="str")
    return pd.DataFrame(widened, index=table.index)


def _width(name: str) -> int:
    return 80 if name.rstrip("_0123456789") in _WIDE or name == "value" else max(14, len(name) + 2)
