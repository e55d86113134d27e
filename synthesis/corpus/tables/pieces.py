"""A table in which long texts go on in numbered columns -> the same with each text in one column.

A cell of a workbook holds 32,767 characters at most; what is longer goes on under "Remark_2", "Remark_3".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from synthesis.corpus.tables.grid import Table

_PIECE = re.compile(r"(.+)_\d{1,2}")


def joined(table: Table, field_of: Callable[[str], str]) -> Table:
    """Put the pieces of texts together.

    Parameters
    ----------
    table : Table
    field_of : callable
        Our field for a heading, "" for a heading that is none of ours, which is left alone.

    Examples
    --------
    >>> table = Table(("Remark", "Colour", "Remark_2", "Colour_2"), (("Since ", "red", "May", "blue"),), (2,))
    >>> whole = joined(table, lambda heading: "remark" if heading == "Remark" else "")
    >>> whole.headings, whole.rows
    (('Remark', 'Colour', 'Colour_2'), (('Since May', 'red', 'blue'),))
    """
    headings: list[str] = []
    fields: list[str] = []
    places: list[list[int]] = []
    for place, heading in enumerate(table.headings):
        field, first = field_of(heading), heading
        piece = None if field else _PIECE.fullmatch(heading)
        if piece and field_of(piece[1]):
            field, first = field_of(piece[1]), piece[1]
            if field in fields:
                places[fields.index(field)].append(place)
                continue
        headings.append(first)
        fields.append(field)
        places.append([place])
    rows = (tuple("".join(row[place] for place in each) for each in places) for row in table.rows)
    return replace(table, headings=tuple(headings), rows=tuple(rows))
