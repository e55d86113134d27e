"""A standard <-> a table with a row for each rule; what it says of itself stands in its first row.

>>> standard = Standard("x-2018", "A session", "workshop", "2018", (Rule("a", "A."),), family="x")
>>> table = Table(tuple(COLUMNS.values()), tuple(standard_rows(standard)), (2,))
>>> read_standard_table(table, "x.csv") == standard
True
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from synthesis.community.standards.reading import OF_RULE, OF_STANDARD, Cell, Entry, standard_of
from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.corpus.tables.pieces import joined
from synthesis.errors import InputError
from synthesis.models import Rule, Standard

_HEAD = {
    "family": "Family",
    "version": "Version",
    "name": "Name of the standard",
    "session_type": "Session type",
    "note": "Note",
    "source": "Source of the standard",
}
_RULE = {
    "id": "Rule",
    "text": "What is asked",
    "force": "Force",
    "since": "Since",
    "check": "Check",
    "value": "Measure",
    "mend": "What would mend it",
    "source": "Source",
}
COLUMNS: Mapping[tuple[str, str], str] = {
    **{("standard", key): _HEAD[key] for key in OF_STANDARD if key in _HEAD},
    **{("rule", key): _RULE[key] for key in OF_RULE},
}
"""What a column is about and our name of it -> its heading, in the order of the columns."""

_KNOWN = {fold(heading): column for column, heading in COLUMNS.items()}


def is_standard(headings: Iterable[str]) -> bool:
    """Whether a table with these headings holds a standard rather than proposals.

    >>> is_standard(["Family", "Rule", "What is asked"]), is_standard(["Title", "Session type"])
    (True, False)
    """
    return {fold(_HEAD["family"]), fold(_RULE["text"])} <= set(map(fold, headings))


def standard_rows(standard: Standard) -> Iterator[tuple[str, ...]]:
    """Lay a standard out in `COLUMNS`, every cell as text."""
    family = standard.family or standard.id.removesuffix(f"-{standard.version}")
    for number, rule in enumerate(standard.rules):
        of_standard = {key: str(getattr(standard, key)) for key in _HEAD} | {"family": family}
        cells = {"standard": of_standard if number == 0 else {}, "rule": _cells(rule)}
        yield tuple(cells[about].get(key, "") for about, key in COLUMNS)


def _cells(rule: Rule) -> dict[str, str]:
    return {key: str(getattr(rule, key) or "") for key in _RULE}


def read_standard_table(table: Table, source: str) -> Standard:
    """Read and check one version of a standard.

    Raises
    ------
    InputError
        With the row: as `read_standard`, or a heading that is not known or stands twice, a row that could
        not be read, or a row that says something else of the standard than the first does.
    """
    for number, reason in table.faults:
        raise InputError(f"A row could not be read: {reason}", _row(source, number), "Mend it.")
    table = joined(table, lambda heading: fold(heading) in _KNOWN)
    columns = _columns(table.headings, source)
    head: dict[str, Cell] = {}
    rules = []
    for number, row in zip(table.row_numbers, table.rows, strict=True):
        of_rule: dict[str, Cell] = {}
        for column, cell in zip(columns, row, strict=True):
            if column is None or not cell.strip():
                continue
            about, key = column
            given = Cell(" ".join(cell.split()), number)
            if about == "rule":
                of_rule[key] = given
            elif head.setdefault(key, given).text != given.text:
                said = (
                    f"“{_HEAD[key]}” says {given.text!r} here and {head[key].text!r} in row {head[key].line}."
                )
                raise InputError(said, _row(source, number), "One file is one standard: leave one of them.")
        if of_rule:
            rules.append(Entry(of_rule, number, source, "row"))
    first = table.row_numbers[0]
    return standard_of(Entry(head, first, source, "row"), rules)


def _columns(headings: tuple[str, ...], source: str) -> list[tuple[str, str] | None]:
    """Return what each column is about; None for one without a heading."""
    found: list[tuple[str, str] | None] = []
    for heading in headings:
        column = _KNOWN.get(fold(heading))
        if heading and column is None:
            close = difflib.get_close_matches(fold(heading), _KNOWN, 1)
            hint = f"Did you mean {COLUMNS[_KNOWN[close[0]]]!r}?" if close else _known_words()
            raise InputError(f"No part of a standard has the heading {heading!r}.", source, hint)
        if column is not None and column in found:
            raise InputError(f"The heading {heading!r} stands twice.", source, "Keep one.")
        found.append(column)
    return found


def _known_words() -> str:
    return f"Known are {', '.join(COLUMNS.values())}."


def _row(source: str, number: int | None) -> str:
    return f"{source}, row {number}" if number else source
