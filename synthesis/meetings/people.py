"""Lines of a participants list -> Participants with the bodies they spoke for.

>>> read_participants("Participant 6 (DC3, DCNN, DCPR)")
(Participant(name='Participant 6', affiliations=('DC3', 'DCNN', 'DCPR')),)
"""

from __future__ import annotations

import re

from synthesis.models import Participant

_BRACKETED = re.compile(r"^(?P<name>[^()]{1,80}?)\s*\((?P<of>[^()]{1,200})\)$")
_DASHED = re.compile(r"^(?P<name>[^–—]{1,80}?)\s+[-–—]\s+(?P<of>.{1,200})$")
_LABEL = re.compile(r"^[A-Z][\w/ -]{1,30}:\s+(?=[A-Z])")
"""Where the people of a line come from, "Staff: A, B": said of none of them alone, so kept for none."""

_AFFILIATIONS = re.compile(r"\s*[,;/]\s*|\s+(?:and|&)\s+")
_BETWEEN_PEOPLE = re.compile(r"[;,]\s*(?![^()]{0,200}\))(?:and\s+)?", re.I)
_LONGEST_LIST = 20_000


def read_participants(line: str) -> tuple[Participant, ...]:
    """Read the people of one line: one, or several with commas or semicolons between."""
    line = line.strip(" *•-–\t")[:_LONGEST_LIST]
    cells = [cell.strip() for cell in re.split(r"[|\t]", line.strip("|")) if cell.strip()]
    if len(cells) >= 2:
        return (Participant(cells[0], _affiliations(", ".join(cells[1:]))),)
    names = _people(line)
    return tuple(person for name in names if (person := _person(name)))


def _people(line: str) -> list[str]:
    """Part a line at semicolons; at commas only where a list of people is plain to see."""
    bare = _LABEL.sub("", line)
    if bare != line and "(" not in bare:
        return _AFFILIATIONS.split(bare)
    if ";" in line and "(" not in line:
        return line.split(";")
    outer = _BETWEEN_PEOPLE.split(line)
    return outer if "(" in line or len(outer) > 2 else [line]


def _person(written: str) -> Participant | None:
    written = written.strip(" .*,")
    if match := _BRACKETED.match(written) or _DASHED.match(written):
        return Participant(match["name"].strip(" *"), _affiliations(match["of"]))
    name, _, affiliation = written.partition(",")
    return Participant(name.strip(), _affiliations(affiliation)) if name.strip() else None


def _affiliations(written: str) -> tuple[str, ...]:
    return tuple(part.strip(" *") for part in _AFFILIATIONS.split(written) if part.strip(" *"))
