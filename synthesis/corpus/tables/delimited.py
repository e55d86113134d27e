"""CSV and TSV -> Table, whatever the delimiter and the encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import Path

from synthesis.corpus.decoding import decode
from synthesis.corpus.tables.grid import NumberedRow, Table, is_blank, to_table
from synthesis.corpus.tables.titles import SAMPLED_ROWS, count_titles
from synthesis.errors import UnreadableFileError

DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"

csv.field_size_limit(2**31 - 1)  # a contribution can be longer than the 131,072 characters allowed at first


def read_delimited(path: Path, encoding: str | None = None) -> Table:
    """Read a delimited table; the delimiter is the one under which the rows agree best."""
    decoded = decode(path.read_bytes(), encoding, path.name)
    text = decoded.text.removeprefix("\ufeff")
    delimiter, text = declared_delimiter(text)
    delimiter = delimiter or best_delimiter(text)
    rows, warnings = _parse(text, delimiter)
    _check_prose(rows, path.name)
    return to_table(rows, path.name, "", (*decoded.warnings, *warnings))


def best_delimiter(text: str) -> str:
    r"""Choose among comma, semicolon, tab and bar.

    >>> best_delimiter("id;text\n1;one, two, three\n2;four")
    ';'

    Of a table of one column it is one that nobody writes, so that commas in its texts part nothing.
    """
    best = max(DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))
    return best if _agreement(text, best)[1] else _NO_DELIMITER


def declared_delimiter(text: str) -> tuple[str, str]:
    r"""Part a text from the line `sep=;` that spreadsheets write above a table and do not count as a row.

    >>> declared_delimiter("sep=;\nid;text")
    (';', 'id;text')
    """
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in DELIMITERS and len(first) == 5:
        return first[4], rest
    return "", text


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """Share of the first rows that are as wide as the heading row, and that width."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = list(islice((cells for cells in reader if not is_blank(cells)), SAMPLED_ROWS))
    widths = [len(cells) for cells in rows[count_titles(rows) :]]
    if not widths or widths[0] == 1:
        return (0.0, 0)
    return (Counter(widths)[widths[0]] / len(widths), widths[0])


def _parse(text: str, delimiter: str) -> tuple[list[NumberedRow], tuple[str, ...]]:
    try:
        return _rows(text, delimiter, is_strict=True), ()
    except csv.Error:
        warning = "A quotation mark is missing or too many; check the longest cells."
        return _rows(text, delimiter, is_strict=False), (warning,)


def _rows(text: str, delimiter: str, *, is_strict: bool) -> list[NumberedRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    return [(number, tuple(cells)) for number, cells in enumerate(reader, start=1)]


def _check_prose(rows: list[NumberedRow], where: str) -> None:
    heading = next((cells for _, cells in rows if not is_blank(cells)), ())
    if any(len(cell) > 1000 for cell in heading):
        raise UnreadableFileError(
            "This is not a table: its first row is running text.",
            where,
            "Give it a heading row, or the ending .txt.",
        )
