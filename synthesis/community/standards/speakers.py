r"""Speakers <-> one cell: a line each, `name; organisation; group; region; gender; role; confirmed`.

A semicolon, backslash or line break inside a value is written with a backslash before it.

>>> people = (Speaker("A. Person", "Bits; Bytes", "Civil Society", is_confirmed=True),)
>>> write_speakers(people)
'A. Person; Bits\\; Bytes; Civil Society; ; ; ; yes'
>>> read_speakers(write_speakers(people)) == people
True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from synthesis.community.standards.values import read_gender, read_group, read_region, read_yes
from synthesis.models import Speaker

PARTS = ("name", "organisation", "stakeholder_group", "region", "gender", "role", "is_confirmed")
"""What a line says of a speaker, in its order."""

_READERS: Mapping[str, Callable[[str], str]] = {
    "stakeholder_group": read_group,
    "region": read_region,
    "gender": read_gender,
}
_CONFIRMED = {True: "yes", False: "no", None: ""}
_ESCAPED = re.compile(r"\\([;\\n])")
_PART_END = re.compile(r"(?<!\\)((?:\\\\)*);")


def speaker_of(parts: Mapping[str, str]) -> Speaker | None:
    """Make a speaker of what is written of one, known labels in our spelling; None if nothing is."""
    values = {name: text.strip() for name, text in parts.items() if text.strip()}
    if not values:
        return None
    texts = {name: _READERS.get(name, str)(text) for name, text in values.items() if name != "is_confirmed"}
    is_confirmed = read_yes(values.get("is_confirmed", ""))
    return Speaker(**{"name": ""} | texts, is_confirmed=is_confirmed)


def read_speakers(cell: str) -> tuple[Speaker, ...]:
    """Read a cell with one speaker a line."""
    found = (speaker_of(dict(zip(PARTS, _split(line), strict=False))) for line in cell.split("\n"))
    return tuple(speaker for speaker in found if speaker is not None)


def write_speakers(speakers: Iterable[Speaker]) -> str:
    """Write speakers as such a cell."""
    return "\n".join(write_line(values_of(speaker)) for speaker in speakers)


def values_of(speaker: Speaker) -> tuple[str, ...]:
    """Return what is said of a speaker as texts, in the order of `PARTS`."""
    texts = (str(getattr(speaker, name)) for name in PARTS[:-1])
    return (*texts, _CONFIRMED[speaker.is_confirmed])


def has_too_many_parts(cell: str) -> bool:
    """Whether a line says more than there are parts, so that something would be lost."""
    return any(len(_split(line)) > len(PARTS) for line in cell.split("\n"))


def write_line(values: Sequence[str]) -> str:
    """Write the texts of one speaker as a line; empty ones at the end are left out."""
    last = max((place for place, value in enumerate(values, start=1) if value), default=0)
    return "; ".join(_escape(value) for value in values[:last])


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace("\n", "\\n")


def _split(line: str) -> list[str]:
    """Split at semicolons that no backslash stands before, and take the backslashes away."""
    marked = _PART_END.sub("\\1\0", line)
    return [
        _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], part.strip()) for part in marked.split("\0")
    ]
