"""What a clause hangs on: a day or a body named only there binds nobody.

>>> clause = "It would choose a theme if the MAG has one by the end of May."
>>> [clause[start:end] for start, end in find_conditions(clause)]
['if the MAG has one by the end of May.']
>>> clause = "If nobody objects by Friday, Ada sends it by 5 May."
>>> [clause[start:end] for start, end in find_conditions(clause)]
['If nobody objects by Friday']
"""

from __future__ import annotations

import re

_BEGINS = re.compile(
    r"\b(?:if|unless|provided(?:\sthat)?|in case|as long as|on condition)\s"
    r"(?!possible\b|needed\b|necessary\b|any\b|required\b|appropriate\b|so\b|at all\b)",
    re.I,
)
_LEADING = 2
"""Words before a condition that still stands first: "Only if"."""


def find_conditions(clause: str) -> list[tuple[int, int]]:
    """Return where conditions stand: one that comes first ends at the comma, any other with the clause."""
    found: list[tuple[int, int]] = []
    for match in _BEGINS.finditer(clause):
        if found and match.start() < found[-1][1]:
            continue
        ends = "," if is_leading(clause, match.start()) else ";"
        end = clause.find(ends, match.end())
        found.append((match.start(), end if end >= 0 else len(clause)))
    return found


def is_leading(clause: str, start: int) -> bool:
    """Whether what begins there stands first in its clause."""
    return len(clause[:start].split()) <= _LEADING


def hangs_on(clause: str, name: str) -> bool:
    """Whether a clause names somebody only in a condition behind what is to be done.

    >>> hangs_on("A later date would be considered, provided that the MAG leaves room", "MAG")
    True
    """
    trailing = [span for span in find_conditions(clause) if not is_leading(clause, span[0])]
    places = [match.start() for match in re.finditer(re.escape(name), clause)] if name else []
    return bool(places) and all(any(start <= at < end for start, end in trailing) for at in places)
