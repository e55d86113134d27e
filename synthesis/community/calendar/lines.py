r"""The lines of an iCalendar file (RFC 5545, 3.1): bytes -> components with their lines, and text -> lines.

>>> parsed = parse(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=en:A call\\, short\nEND:VEVENT\n")
>>> line = parsed.calendars[0].children[0].lines[0]
>>> line.name, line.parameters, unescape(line.value), line.row
('SUMMARY', {'LANGUAGE': 'en'}, 'A call, short', 3)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from synthesis.corpus.decoding import decode, without_controls
from synthesis.errors import UnreadableFileError
from synthesis.models import Problem

MAX_BYTES = 64 * 1024**2
"""A calendar of a hundred thousand meetings is smaller."""

_DEEPEST = 10
"""Nothing in the standard stands deeper than four; what does is kept as a line that cannot be read."""

_PHYSICAL = re.compile(rb"\r\n|\n|\r")
_QUOTED = r'(?:"[^"]*"|[^":;,]*)'
_LINE = re.compile(
    rf"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+={_QUOTED}(?:,{_QUOTED})*)*):(?P<value>.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(rf";([A-Za-z0-9-]+)=({_QUOTED}(?:,{_QUOTED})*)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r"((?:\\.|[^\\,]|\\$)*)(?:,|$)", re.DOTALL)
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_ALONE = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
"""What never stands within another: where one begins, the one before has lost its end."""


@dataclass(frozen=True)
class Line:
    """One unfolded line and its number in the file; a line without a name cannot be read."""

    row: int
    text: str
    name: str = ""
    value: str = ""

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The parameters by their names in capitals, quotes taken off; of several values a comma list."""
        return {name.upper(): _bare(value) for name, value in _PARAMETER.findall(self.head)}

    @property
    def head(self) -> str:
        """What stands before the value: name, parameters, colon."""
        return self.text[: len(self.text) - len(self.value)]


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of one line."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Component:
    """Something between BEGIN and END: its own lines, and what stands within it."""

    name: str
    row: int
    lines: list[Line] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)
    is_closed: bool = False

    def first(self, name: str) -> Line | None:
        """Return the first line of a name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        """Return the lines of a name, in order."""
        return [line for line in self.lines if line.name == name]


@dataclass(slots=True)
class Parsed:
    """The calendars of a file, and what stood where it does not belong."""

    calendars: list[Component]
    problems: list[Problem]


def parse(raw: bytes, file: str = "") -> Parsed:
    """Read the structure of a file; nothing within it can stop the rest.

    Raises
    ------
    UnreadableFileError
        If it is too large, no text, or no calendar at all.
    """
    if len(raw) > MAX_BYTES:
        hint = "Export a shorter span of time."
        raise UnreadableFileError(f"The file is larger than {MAX_BYTES // 1024**2} MB.", file, hint)
    builder = _Builder(file)
    for line in _logical_lines(raw, file, builder.problems):
        builder.add(line)
    if not builder.calendars:
        hint = "Export it as iCalendar (.ics)."
        raise UnreadableFileError("This is not a calendar: no line says BEGIN:VCALENDAR.", file, hint)
    return Parsed(builder.calendars, builder.problems)


def read_line(text: str, row: int = 0) -> Line:
    """Take one line apart."""
    found = _LINE.fullmatch(text.removeprefix("\ufeff"))
    return Line(row, text, found["name"].upper(), found["value"]) if found else Line(row, text)


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.calendars: list[Component] = []
        self.problems: list[Problem] = []
        self._open: list[Component] = []

    def add(self, line: Line) -> None:
        if line.name == "BEGIN" and len(self._open) > _DEEPEST:
            self._open[-1].lines.append(Line(line.row, line.text))
        elif line.name == "BEGIN":
            self._begin(line.value.strip().upper(), line.row)
        elif line.name == "END":
            self._end(line.value.strip().upper(), line.row)
        elif self._open:
            self._open[-1].lines.append(line)

    def _begin(self, name: str, row: int) -> None:
        component = Component(name, row)
        if name == "VCALENDAR":
            self._open = []
        elif name in _ALONE:
            self._back_to_calendar(row)
        if self._open:
            self._open[-1].children.append(component)
        elif name == "VCALENDAR":
            self.calendars.append(component)
        else:
            return
        self._open.append(component)

    def _back_to_calendar(self, row: int) -> None:
        if not self._open:
            self._begin("VCALENDAR", row)
        del self._open[1:]

    def _end(self, name: str, row: int) -> None:
        depth = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n].name == name), None)
        if depth is None:
            self.problems.append(Problem(self.file, f"END:{name} closes nothing; it is passed over.", row))
            return
        self._open[depth].is_closed = True
        del self._open[depth:]


def _logical_lines(raw: bytes, file: str, problems: list[Problem]) -> Iterator[Line]:
    """Join what was folded before it is decoded: programs fold within a letter of several bytes, too."""
    if b"\x00" in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = decode(raw, where=file).text.encode("utf-8", "replace")
    rows: list[int] = []
    joined: list[list[bytes]] = []
    for row, piece in enumerate(_PHYSICAL.split(raw), start=1):
        if joined and piece[:1] in (b" ", b"\t"):
            joined[-1].append(piece[1:])
        elif piece.strip():
            rows.append(row)
            joined.append([piece])
    if not joined:
        raise UnreadableFileError("The file is empty.", file, "Export the calendar again.")
    decoded = decode(b"\n".join(b"".join(pieces) for pieces in joined), where=file)
    problems.extend(Problem(file, warning) for warning in decoded.warnings)
    for row, text in zip(rows, decoded.text.split("\n"), strict=True):
        yield read_line(text, row)


def _bare(value: str) -> str:
    """Take the quotes off a parameter's values, and read the signs of RFC 6868."""
    bare = value.replace('"', "")
    return re.sub(r"\^[n^']", lambda found: _CARETS[found[0]], bare)


def unescape(value: str) -> str:
    r"""Return the text of a value (RFC 5545, 3.3.11), in one pass.

    >>> unescape(r"C:\\new\, line\n2")
    'C:\\new, line\n2'
    """
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def escape(text: str) -> str:
    r"""Return a text as a value; line ends of any kind become one, signs that control a machine are left out.

    >>> escape("a, b; c\r\nd")
    'a\\, b\\; c\\nd'
    """
    ended = without_controls(text).replace("\r\n", "\n").replace("\r", "\n")
    return ended.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def unescape_list(value: str) -> tuple[str, ...]:
    r"""Return the texts of a list.

    >>> unescape_list(r"a\,b,c,,d")
    ('a,b', 'c', 'd')
    """
    return tuple(unescape(part) for part in _COMMA.findall(value) if part)


def escape_list(texts: tuple[str, ...]) -> str:
    """Return texts as one list."""
    return ",".join(escape(text) for text in texts)


def fold(text: str) -> bytes:
    """Break a line so that no piece is longer than 75 bytes, between letters, and end it (RFC 5545, 3.1)."""
    pieces: list[bytes] = []
    rest = text.replace("\r", " ").replace("\n", " ").encode("utf-8", "replace")
    while len(rest) > (limit := 75 if not pieces else 74):
        while rest[limit] & 0xC0 == 0x80:
            limit -= 1
        pieces.append(rest[:limit])
        rest = rest[limit:]
    return b"\r\n ".join((*pieces, rest)) + b"\r\n"
