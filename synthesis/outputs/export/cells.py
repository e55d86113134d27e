r"""What a contributor wrote -> a cell of a spreadsheet that stays text, whatever opens it.

>>> as_cell("=1+1"), as_cell("\u200b＝1+1"), as_cell("2 + 2"), from_cell(as_cell("'-x"))
("'=1+1", "'\u200b＝1+1", '2 + 2', "'-x")
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from synthesis.corpus.tables import Table

LONGEST_CELL = 32_767
"""The most that a cell of a workbook holds, in UTF-16 units; programs cut what is longer, silently."""

_PIECE = LONGEST_CELL // 2
"""So many characters fit even where each takes two units, and a guard before them."""

_STARTS_FORMULA = "=+-@"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def as_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could read as a formula.

    That is one whose first visible character is = + - or @ (full-width forms too), or that begins with a tab
    or a line break. A text that already begins with apostrophes before such a one gets another, so that
    `from_cell` gives back exactly what was written.
    """
    return f"'{text}" if _is_formula_like(text.lstrip("'")) else text


def from_cell(cell: str) -> str:
    """Undo `as_cell`."""
    return cell[1:] if cell.startswith("'") and _is_formula_like(cell.lstrip("'")) else cell


def unguarded(table: Table) -> Table:
    """Undo `as_cell` in every cell of a table."""
    return replace(table, rows=tuple(tuple(map(from_cell, cells)) for cells in table.rows))


def pieces(text: str) -> list[str]:
    """Cut a text into parts that each fit a cell; one part if it fits whole."""
    if len(text) < _PIECE or len(text.encode("utf-16-le")) // 2 < LONGEST_CELL:
        return [text]
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def printable(text: str) -> str:
    """Replace what XML cannot hold (control characters, lone surrogates) by the replacement character."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _is_formula_like(text: str) -> bool:
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = next((c for c in text if not (c.isspace() or unicodedata.category(c) in ("Cf", "Cc"))), "")
    return bool(seen) and unicodedata.normalize("NFKC", seen)[0] in _STARTS_FORMULA
