r"""The lines above a transcript -> its title, day and place, as far as they stand there.

>>> found = find_heading("MAIN SESSION: ACCESS\n13 NOVEMBER 2018, PARIS\n")
>>> found.title, found.held_on.isoformat(), found.place
('MAIN SESSION: ACCESS', '2018-11-13', 'PARIS')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from synthesis.community.messages.phrases import plain_words
from synthesis.corpus.dates import parse_date
from synthesis.models import SAMPLE_SOURCE

_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\.? (?:de |of )?[^\W\d_]{3,12}\.? (?:de |del )?\d{4}|"
    r"[^\W\d_]{3,12} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
_QUOTED = re.compile(r"[\"“«„]([^\"”»“]{12,200})[\"”»“]")
_ABOUT_ITSELF = re.compile(
    r"\b(?:rough|captioning|caption output|transcript|verbatim|unedited|authoritative)\b", re.I
)
_PART = re.compile(r"\s*[,;|]\s*|\s+[-–—]\s+")
_ITEM = re.compile(r"\n[ \t]*(?:[-–—•·]|\*(?=\s))[ \t]+")
_LONGEST_PLACE = 4
_LONGEST_TITLE = 25
_PLACE = re.compile(r"[^\W\d_a-z][^\d_:.?!;]*")
"""A line of its own that can be a place: it begins with a capital and is no sentence."""

_LINES = 12
"""Lines of the head that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the head of a transcript says of it."""

    title: str = ""
    held_on: date | None = None
    place: str = ""
    source: str = ""


def find_heading(head: str) -> Found:
    """Read the lines before the first word that somebody says."""
    above = _ITEM.split(f"\n{head}", maxsplit=1)[0]
    lines = [line.strip(" *_#\t") for line in above.splitlines() if line.strip(" *_#\t")][:_LINES]
    source = next((line for line in lines if line.casefold().startswith(SAMPLE_SOURCE.casefold())), "")
    lines = [line for line in lines if line != source and not line.startswith(("[", "("))]
    day, dated = next(((day, line) for line in lines if (day := find_day(line))), (None, ""))
    title = _title(lines)
    return Found(title, day, _place(dated) or _place_beside(lines, dated, title), source)


def find_day(line: str) -> date | None:
    """Return the first day that is written in a line.

    >>> find_day("Main session, 20 December 2017, Geneva").isoformat()
    '2017-12-20'
    """
    for found in _DAY.finditer(line):
        day = parse_date(found[0].lower()) or parse_date(found[0])
        if day is not None:
            return day
    return None


def _title(lines: list[str]) -> str:
    for line in lines:
        if quoted := _QUOTED.search(line):
            return quoted[1]
    named = (_without_day(line) for line in lines if not _ABOUT_ITSELF.search(line))
    found = [line for line in named if line]
    return next((line for line in found if _can_be_title(line)), found[0] if found else "")


def _can_be_title(line: str) -> bool:
    """Whether a line is more than one word and no sentence of notes that begin right below their heading."""
    return 2 <= len(line.split()) <= _LONGEST_TITLE and not line.endswith(".")


def _without_day(line: str) -> str:
    return _DAY.sub("", line).strip(" ,;-–—|") if find_day(line) else line


def _place(line: str) -> str:
    """Return the part of the dated line beside the day that can be a place; the last, if there are two."""
    parts = [part for part in _PART.split(_QUOTED.sub("", line)) if part.strip()]
    rest = [
        part.strip()
        for part in parts
        if not find_day(part) and not re.search(r"\d|\bsession|\bmeeting", part, re.I)
    ]
    short = [part for part in rest if len(part.split()) <= _LONGEST_PLACE]
    return short[-1] if short and len(parts) > 1 else ""


def _place_beside(lines: list[str], dated: str, title: str) -> str:
    """Return the line below the dated one, or the one above, if it can be a place and nothing else."""
    if not dated:
        return ""
    at = lines.index(dated)
    beside = [*lines[at + 1 : at + 2], *lines[max(0, at - 1) : at]]
    return next((line for line in beside if line != title and _can_be_place(line)), "")


def _can_be_place(line: str) -> bool:
    words = re.findall(r"[^\W_]+", line.casefold())
    return (
        bool(_PLACE.fullmatch(line))
        and len(words) <= _LONGEST_PLACE
        and plain_words("no_names").isdisjoint(words)
        and not re.search(r"\bsession|\bmeeting", line, re.I)
        and not _ABOUT_ITSELF.search(line)
    )
