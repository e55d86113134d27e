"""The cells of a row -> the values of a proposal; what is none is left unknown and told, never bent."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from synthesis.community.standards.coordination import group_names
from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.speakers import has_too_many_parts, read_speakers
from synthesis.community.standards.values import read_cycle, read_duration, read_type, read_yes
from synthesis.corpus.dates import parse_date
from synthesis.corpus.folding import fold
from synthesis.errors import InputError
from synthesis.models import Group, SessionType, Speaker

LONGEST_DURATION = 600
"""Minutes; more than ten hours is taken as it is given, and asked about."""

_TEXTS = ("title", "organiser", "description", "format", "activity_report", "last_session_report", "outcome",
          "online_participation", "source")  # fmt: skip

T = TypeVar("T")
Note = Callable[[int | None, str, str], None]
"""Tells of a row and a column what a person should know."""


class CellReader:
    """Reads cells by field; knows which groups and themes there are."""

    def __init__(self, groups: Sequence[Group], theme_names: Mapping[str, str], note: Note) -> None:
        self.groups = group_names(groups)
        self.themes = {fold(name): theme_id for theme_id, name in theme_names.items()}
        self.themes |= {fold(theme_id): theme_id for theme_id in theme_names}
        self._note = note

    def read(self, number: int, field: str, cell: Any) -> Any:
        """Return the value of a cell; what is none is left unknown, and told."""
        if field in _TEXTS:
            return str(cell).strip()
        reader: Callable[[int, Any], Any] = getattr(self, f"_read_{field}")
        return reader(number, cell)

    def _read_session_type(self, _: int, cell: str) -> SessionType | None:
        found = read_type(cell)
        if cell.strip() and found is None:
            reason = f"{cell.strip()!r} is no type of session. Write “DC session” or “workshop”."
            raise InputError(reason, COLUMNS["session_type"])
        return found

    def _read_cycle(self, number: int, cell: str) -> int | None:
        return self._or_note(number, "cycle", cell, read_cycle(cell), "is no year of an IGF")

    def _read_submitted_on(self, number: int, cell: str) -> date | None:
        found = parse_date(cell) if cell.strip() else None
        why = "is no date, or can be read in two ways; write it like 2018-06-29"
        return self._or_note(number, "submitted_on", cell, found, why)

    def _read_attends_coordination(self, number: int, cell: str) -> bool | None:
        return self._or_note(number, "attends_coordination", cell, read_yes(cell), "says neither yes nor no")

    def _read_duration_minutes(self, number: int, cell: str) -> int | None:
        found = self._or_note(
            number, "duration_minutes", cell, read_duration(cell), "is no number of minutes"
        )
        if found is not None and not 0 < found <= LONGEST_DURATION:
            self._note(
                number, f"{found} minutes is no usual length; kept as given.", COLUMNS["duration_minutes"]
            )
        return found

    def _or_note(self, number: int, field: str, cell: str, found: T | None, why: str) -> T | None:
        if found is None and cell.strip():
            self._note(number, f"{cell.strip()[:80]!r} {why}. It is left unknown.", COLUMNS[field])
        return found

    def _read_group_id(self, number: int, cell: str) -> str:
        given = cell.strip()
        found = self.groups.get(fold(given), "")
        if given and not found and self.groups:
            close = difflib.get_close_matches(fold(given), self.groups, 1, 0.8)
            hint = f" Did you mean {self.groups[close[0]]!r}?" if close else ""
            self._note(
                number, f"No group here is called {given!r}; kept as given.{hint}", COLUMNS["group_id"]
            )
        return found or given

    def _read_theme_ids(self, number: int, cell: str) -> tuple[str, ...]:
        given = [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
        unknown = [each for each in given if self.themes and fold(each) not in self.themes]
        if unknown:
            words = ", ".join(unknown)
            self._note(
                number, f"No theme of the codebook is called {words}; kept as given.", COLUMNS["theme_ids"]
            )
        return tuple(dict.fromkeys(self.themes.get(fold(each), each) for each in given))

    def _read_speakers(self, number: int, cell: str | tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        if isinstance(cell, tuple):
            return cell
        if has_too_many_parts(cell):
            reason = "A line of speakers has more than its seven parts, which end with role and confirmed. "
            raise InputError(f"{reason}Put a backslash before a semicolon in a value.", COLUMNS["speakers"])
        return read_speakers(cell)
