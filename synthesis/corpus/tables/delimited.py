"""CSV and TSV -> Table, whatever the delimiter and the encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from synthesis.corpus.decoding import decode
from synthesis.corpus.tables.grid import Fault, NumberedRow, Table, is_blank, to_table
from synthesis.corpus.tables.titles import SAMPLED_ROWS, count_titles
from synthesis.errors import UnreadableFileError

DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
_MEND_QUOTES = "Mend it, or save the table as XLSX."

csv.field_size_limit(2**31 - 1)  # a contribution can be longer than the 131,072 characters allowed at first


def read_delimited(path: Path, encoding: str | None = None) -> Table:
    """Read a delimited table; the delimiter is the one under which the rows agree best."""
    decoded = decode(path.read_bytes(), encoding, path.name)
    text = decoded.text.removeprefix("\ufeff")
    delimiter, text = declared_delimiter(text)
    delimiter = delimiter or best_delimiter(text)
    rows, faults = _parse(text, delimiter, path.name)
    _check_prose(rows, path.name)
    table = to_table(rows, path.name, "", decoded.warnings, faults)
    width = len(table.headings)
    wider = frozenset(number for number, cells in rows if not is_blank(cells[width:]))
    return replace(table, split=wider.intersection(table.row_numbers))


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


def _parse(text: str, delimiter: str, where: str) -> tuple[list[NumberedRow], tuple[Fault, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(number, tuple(cells)) for number, cells in enumerate(reader, start=1)], ()
    except csv.Error:
        return _parse_around_faults(text, delimiter, where)


def _parse_around_faults(
    text: str, delimiter: str, where: str
) -> tuple[list[NumberedRow], tuple[Fault, ...]]:
    """Read the rows around those whose quotation marks do not match, so that none takes the next along."""
    lines = list(io.StringIO(text, newline=""))
    width = _agreement(text, delimiter)[1]
    rows: list[NumberedRow] = []
    faults: list[Fault] = []
    for number, (cells, start, end) in enumerate(_stretches(lines, delimiter, width), start=1):
        if cells is not None:
            rows.append((number, cells))
        elif any(len(cells) == width > 1 for _, cells in rows):
            faults.append((number, f"{_unquoted(start + 1, end)} {_MEND_QUOTES}"))
        else:  # without headings of several columns nothing says where a row begins
            raise UnreadableFileError(_unquoted(start + 1, start + 1), where, _MEND_QUOTES)
    return rows, tuple(faults)


def _stretches(
    lines: Sequence[str], delimiter: str, width: int
) -> Iterator[tuple[tuple[str, ...] | None, int, int]]:
    """Yield the cells of each row, its first line and the one after its last.

    A row whose cells cannot be told, None, goes on up to the next line that is certainly a row.
    """
    start = 0
    while start < len(lines):
        cells, end = _row_at(lines, start, delimiter)
        if cells is None:
            later = range(start + 1, len(lines))
            end = next((at for at in later if _begins_row(lines, at, delimiter, width)), len(lines))
        yield cells, start, end
        start = end


def _row_at(lines: Sequence[str], start: int, delimiter: str) -> tuple[tuple[str, ...] | None, int]:
    following = map(lines.__getitem__, range(start, len(lines)))
    reader = csv.reader(following, delimiter=delimiter, strict=True)
    try:
        return tuple(next(reader)), start + reader.line_num
    except csv.Error:
        return None, start + 1


def _begins_row(lines: Sequence[str], start: int, delimiter: str, width: int) -> bool:
    """Whether a line begins a row rather than a sentence of a cell, whose commas a space follows."""
    cells, end = _row_at(lines, start, delimiter)
    if cells is None or len(cells) != width or any(cell[:1].isspace() for cell in cells):
        return False
    return "".join(lines[start:end]).count('"') % 2 == 0


def _unquoted(first: int, last: int) -> str:
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"A quotation mark is missing or too many in {lines} of the file: where its cells end is unknown."


def _check_prose(rows: list[NumberedRow], where: str) -> None:
    heading = next((cells for _, cells in rows if not is_blank(cells)), ())
    if any(len(cell) > 1000 for cell in heading):
        raise UnreadableFileError(
            "This is not a table: its first row is running text.",
            where,
            "Give it a heading row, or the ending .txt.",
        )
