"""A table of texts with themes confirmed by people -> passages to learn from."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import NO_THEME, ReviewedPassage
from synthesis.corpus.tables import Table, read_table
from synthesis.errors import InputError
from synthesis.models import POSITIONS, Codebook

REQUIRED = ("text", "theme")
OPTIONAL = ("position", "language")


@dataclass(slots=True)
class _Said:
    """What the rows so far say of one text; `row` is the first of them."""

    row: int
    language: str
    is_none: bool
    themes: dict[str, str] = field(default_factory=dict)


def read_reviewed(path: Path, codebook: Codebook | None = None) -> tuple[ReviewedPassage, ...]:
    """Read `text, theme` rows confirmed by people; a text with several themes has several rows.

    A theme that is empty or "none" says that no theme applies. Columns `position` and `language` may
    stand beside. The themes are those of the codebook, the shipped one if not given.

    Raises
    ------
    InputError
        With the row: a column is missing or stands twice, a row cannot be read or has no text, a theme or
        a position is none, or two rows contradict each other.
    """
    table = read_table(path)
    scheme = codebook or shipped_codebook()
    found: dict[str, _Said] = {}
    for number, row in _rows(table, path.name):
        _add(found, number, row, scheme, f"{path.name}, row {number}")
    return tuple(
        ReviewedPassage(text, tuple(said.themes), said.language, _positions(said))
        for text, said in found.items()
    )


def _rows(table: Table, where: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    headings = [heading.strip().casefold() for heading in table.headings]
    for name in REQUIRED:
        if headings.count(name) != 1:
            fault = "stands twice" if name in headings else "is missing"
            raise InputError(f"The column {name!r} {fault}.", where, "Name one column text and one theme.")
    for name in OPTIONAL:
        if headings.count(name) > 1:
            raise InputError(f"The column {name!r} stands twice.", where, "Keep one of them.")
    for row, fault in table.faults:
        place = f"{where}, row {row}" if row else where
        raise InputError(fault, place, "No row of confirmed themes is left out unseen.")
    for number, cells in zip(table.row_numbers, table.rows, strict=True):
        yield number, dict(zip(headings, (cell.strip() for cell in cells), strict=True))


def _add(
    found: dict[str, _Said], number: int, row: Mapping[str, str], codebook: Codebook, where: str
) -> None:
    text, theme = row["text"], row["theme"]
    if not text:
        raise InputError("The row has no text.", where, "Fill it or take it out.")
    is_none = theme.casefold() in {"", NO_THEME}
    said = found.setdefault(text, _Said(number, row.get("language", ""), is_none))
    if said.is_none != is_none:
        raise InputError(
            f"The same text has a theme in one row and none in another (row {said.row}).",
            where,
            "Keep the rows that are right.",
        )
    if not is_none:
        _check_theme(theme, codebook, where)
        said.themes[theme] = _one_position(said, theme, row.get("position", ""), where)


def _check_theme(theme: str, codebook: Codebook, where: str) -> None:
    ids = [each.id for each in codebook.themes]
    if theme in ids:
        return
    spelt = {name.casefold(): each.id for each in codebook.themes for name in (each.name, each.id)}
    close = difflib.get_close_matches(theme.casefold(), spelt, 1)
    meant = f"Did you mean {spelt[close[0]]!r}? " if close else ""
    raise InputError(
        f"{theme!r} is no theme of the codebook {codebook.name!r}.",
        where,
        f"{meant}Its themes are {', '.join(ids)}; or write {NO_THEME!r}.",
    )


def _positions(said: _Said) -> tuple[str, ...]:
    """Return the positions, none where all were left open: silence is no answer that they are unclear."""
    given = said.themes.values()
    return tuple(position or "unclear" for position in given) if any(given) else ()


def _one_position(said: _Said, theme: str, given: str, where: str) -> str:
    """Return the position on a theme, empty where it was left open; two rows may not differ on it."""
    position, before = given.casefold(), said.themes.get(theme, "")
    if position and position not in POSITIONS:
        raise InputError(f"{given!r} is no position.", where, f"It must be one of {', '.join(POSITIONS)}.")
    if position and before and position != before:
        raise InputError(
            f"The same text is {before} {theme!r} in one row and {position} in another.",
            where,
            "Keep the row that is right, or write mixed.",
        )
    return position or before
