"""A table in which long texts go on in numbered columns -> the same with each text in one column.

A cell of a workbook holds 32,767 characters at most; what is longer goes on under "Remark_2", "Remark_3".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from synthesis.corpus.folding import fold
from synthesis.corpus.tables.grid import Table

_PIECE = re.compile(r"(.+)_(\d{1,2})")


def joined(table: Table, is_ours: Callable[[str], object]) -> Table:
    """Put the pieces of texts together, by their numbers; where no column begins a text, nothing is joined.

    Parameters
    ----------
    table : Table
    is_ours : callable
        Says whether a heading is one of ours as it stands; of others no text goes on.

    Examples
    --------
    >>> table = Table(("Remark_2", "Remark", "Colour_2"), (("May", "Since ", "blue"),), (2,))
    >>> whole = joined(table, lambda heading: heading == "Remark")
    >>> whole.headings, whole.rows
    (('Remark', 'Colour_2'), (('Since May', 'blue'),))
    """
    first = _first_places(table, is_ours)
    pieces: dict[int, list[tuple[int, int]]] = {}
    for place, heading in enumerate(table.headings):
        start, number = _piece(heading, is_ours)
        begins, turn = (first[fold(start)], number) if number and fold(start) in first else (place, 0)
        pieces.setdefault(begins, []).append((turn, place))
    wholes = [[place for _, place in sorted(pieces[begins])] for begins in sorted(pieces)]
    headings = tuple(table.headings[places[0]] for places in wholes)
    rows = (tuple("".join(row[place] for place in places) for places in wholes) for row in table.rows)
    return replace(table, headings=headings, rows=tuple(rows))


def loose_pieces(table: Table, is_ours: Callable[[str], object]) -> tuple[str, ...]:
    """Return the headings with a number that go on with no column of the table.

    >>> loose_pieces(Table(("Remark_1", "Colour_2"), (), ()), lambda heading: heading == "Remark")
    ('Remark_1',)
    """
    first = _first_places(table, is_ours)
    starts = ((heading, *_piece(heading, is_ours)) for heading in table.headings)
    return tuple(heading for heading, start, number in starts if number and fold(start) not in first)


def _first_places(table: Table, is_ours: Callable[[str], object]) -> dict[str, int]:
    backwards = reversed(list(enumerate(table.headings)))
    return {fold(heading): place for place, heading in backwards if is_ours(heading)}


def _piece(heading: str, is_ours: Callable[[str], object]) -> tuple[str, int]:
    """Return the heading that one with a number goes on with, and its number; 0 where it stands by itself."""
    match = None if is_ours(heading) else _PIECE.fullmatch(heading)
    return (match[1], int(match[2])) if match and is_ours(match[1]) else ("", 0)
