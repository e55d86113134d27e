"""Numbered rows of cells -> Table: which row is the heading, and which rows do not fit it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from synthesis.corpus.decoding import clean
from synthesis.corpus.tables.titles import SAMPLED_ROWS, count_titles
from synthesis.errors import UnreadableFileError

MAX_ROWS = 200_000
MAX_COLUMNS = 200
_MAX_ROW_WARNINGS = 100

NumberedRow = tuple[int, tuple[str, ...]]
Fault = tuple[int | None, str]
"""The number of a row, or None for a whole sheet, and why it was not read."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text; row i is `rows[i]`, numbered `row_numbers[i]` (the heading is most often 1).

    Every row has as many cells as there are headings; a heading may be empty or stand twice.
    `warning_rows` has the row each of the `warnings` is about, None when it is about the whole.
    `faults` are rows and sheets that were met and are not among `rows`; `split` numbers rows of a delimited
    file with more cells than headings, in which a delimiter may stand unquoted.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    sheet: str = ""
    warnings: tuple[str, ...] = ()
    warning_rows: tuple[int | None, ...] = ()
    faults: tuple[Fault, ...] = ()
    split: frozenset[int] = frozenset()


def is_blank(cells: Iterable[str]) -> bool:
    """Whether no cell of a row says anything."""
    return not any(cell.strip() for cell in cells)


def to_table(
    rows: Sequence[NumberedRow],
    where: str,
    sheet: str = "",
    warnings: tuple[str, ...] = (),
    faults: tuple[Fault, ...] = (),
) -> Table:
    """Make a table of numbered rows; blank ones are passed over, titles above the headings are told.

    Raises
    ------
    UnreadableFileError
        If there is no heading row, no row below it, or more than 200,000 rows or 200 columns.
    """
    filled = [(number, tuple(map(clean, cells))) for number, cells in rows if not is_blank(cells)]
    if not filled:
        raise UnreadableFileError("The table is empty.", where, "Ask the sender for it again.")
    n_titles = count_titles([cells for _, cells in filled[:SAMPLED_ROWS]])
    headings = _headings(filled[n_titles][1])
    body = filled[n_titles + 1 :]
    _check_size(headings, len(body) + len(faults), where)
    about_rows = [*_above(filled[:n_titles]), *_unfitting(headings, body)]
    about_all = [*warnings, *_repeated(headings)]
    return Table(
        headings=headings,
        rows=tuple(_fit(cells, len(headings)) for _, cells in body),
        row_numbers=tuple(number for number, _ in body),
        sheet=sheet,
        warnings=(*about_all, *(text for _, text in about_rows)),
        warning_rows=(*(None for _ in about_all), *(number for number, _ in about_rows)),
        faults=faults,
    )


def _above(titles: Iterable[NumberedRow]) -> Iterator[tuple[int | None, str]]:
    for number, cells in titles:
        title = " ".join("".join(cells).split())[:80]
        yield number, f"It stands above the headings and was left out: {title!r}."


def _headings(cells: tuple[str, ...]) -> tuple[str, ...]:
    names = [" ".join(cell.split()) for cell in cells]
    while not names[-1]:
        names.pop()
    return tuple(names)


def _check_size(headings: tuple[str, ...], n_rows: int, where: str) -> None:
    if not n_rows:
        raise UnreadableFileError(
            "The table has a heading row and no rows below it.", where, "Add one row for each contribution."
        )
    if n_rows > MAX_ROWS or len(headings) > MAX_COLUMNS:
        raise UnreadableFileError(
            f"The table has {n_rows:,} rows and {len(headings):,} columns; "
            f"at most {MAX_ROWS:,} and {MAX_COLUMNS} are read.",
            where,
            "Split it.",
        )


def _repeated(headings: tuple[str, ...]) -> list[str]:
    counts = Counter(name.casefold() for name in headings)
    first = {name.casefold(): name for name in reversed(headings) if name}
    return [
        f"The heading {name!r} stands {counts[key]} times." for key, name in first.items() if counts[key] > 1
    ]


def _unfitting(headings: tuple[str, ...], body: list[NumberedRow]) -> list[tuple[int | None, str]]:
    """Describe the rows that do not have as many cells as the heading row."""
    found: list[tuple[int | None, str]] = []
    for number, cells in body:
        beyond = [cell for cell in cells[len(headings) :] if cell.strip()]
        if beyond:
            cut = "; ".join(beyond)[:80]
            found.append((number, f"It has cells beyond the last heading, left out: {cut!r}."))
        elif len(cells) < len(headings):
            found.append((number, f"It has {len(cells)} of {len(headings)} cells; the rest are empty."))
    if len(found) > _MAX_ROW_WARNINGS:
        rest = len(found) - _MAX_ROW_WARNINGS
        return [*found[:_MAX_ROW_WARNINGS], (None, f"{rest} more rows do not fit the heading row.")]
    return found


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))
