"""One VEVENT -> an event, and what a person should know of it; each line ends in a field or in `extra`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

from synthesis.community.calendar import own
from synthesis.community.calendar.filezones import FileZones
from synthesis.community.calendar.hosts import Hosts, invited, named_host
from synthesis.community.calendar.kept import is_valid, kept, lines_of
from synthesis.community.calendar.lines import (
    Component,
    Line,
    Note,
    escape,
    read_line,
    unescape,
    unescape_list,
)
from synthesis.community.calendar.links import (
    access_link,
    inline_without_access,
    place_without_access,
    without_access,
)
from synthesis.community.calendar.moments import Moment
from synthesis.community.calendar.own import unread
from synthesis.community.calendar.rules import read_rule
from synthesis.community.calendar.times import Times, read_times
from synthesis.corpus.folding import fold
from synthesis.errors import InputError
from synthesis.models import EVENT_KINDS, Event, EventKind, EventStatus
from synthesis.models.corpus import is_sample_source

STATUSES: dict[str, EventStatus] = {each.upper(): each for each in get_args(EventStatus)}
_ONCE = ("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "SEQUENCE", "DTSTART", "DTEND", "DURATION")
_ONCE_MORE = ("RECURRENCE-ID", *sorted(own.NAMES))
_NO_ENDING = own.Ending()
_SEVERAL = ("CATEGORIES", "RRULE", "RDATE", "EXDATE")
_ALONE = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "CLASS", "GEO", "ORGANIZER", "PRIORITY", "TRANSP", "URL")
"""What an event has once (RFC 5545, 3.6.1), besides what fields read."""

_CARRIED = frozenset({"VALUE", "TZID"})
"""Parameters whose meaning is in the fields; a line with others is kept whole beside them."""


@dataclass(slots=True)
class Found:
    """An event as its lines have it; `replaces` waits for the zone of its series."""

    event: Event
    row: int
    replaces: Moment | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all events of a calendar."""

    zones: FileZones
    hosts: Hosts
    source: str
    is_own: bool = False
    is_cancelled: bool = False


def read_event(component: Component, setting: Setting) -> Found:
    """Read an event.

    Raises
    ------
    InputError
        If it cannot stand in a calendar: without a beginning, or with an end before it; `where` is the
        line and the property.
    """
    return _Reading(component, setting).found()


class _Reading:
    def __init__(self, component: Component, setting: Setting) -> None:
        self.component = component
        self.setting = setting
        self.notes: list[Note] = []
        self.kept: list[str] = []
        self.lines = {name: line for name in (*_ONCE, *_ONCE_MORE) if (line := component.first(name))}
        self.is_own = own.KIND in self.lines
        self.link = access_link(component.lines)

    def found(self) -> Found:
        times = read_times(self.component, self.setting.zones, self.text(own.ZONE), self.notes)
        rules = self.rules()
        how_to_join = self.text(own.HOW_TO_JOIN)
        source = self.text(own.SOURCE) or self.setting.source
        group_ids, hosted_by = self.hosts()
        categories = self.listed("CATEGORIES")
        event = Event(
            uid=self.text("UID").strip(),
            title=self.shown("SUMMARY") or own.NO_TITLE,
            starts=times.starts,
            ends=times.ends,
            zone=times.zone,
            is_all_day=times.is_all_day,
            kind=self.kind(times, categories),
            status=self.status(),
            group_ids=group_ids,
            hosted_by=hosted_by,
            place=self.shown("LOCATION"),
            access_link=self.link,
            how_to_join=how_to_join,
            agenda=self.shown("DESCRIPTION", own.Ending(how_to_join, self.link, is_sample_source(source))),
            theme_ids=self.listed(own.THEMES),
            categories=categories,
            people=self.people(),
            rules=rules,
            added=times.added,
            left_out=times.left_out,
            and_later=times.and_later,
            sequence=self.sequence(),
            source=source,
            extra=self.left(times),
        )
        return Found(event, self.component.row, times.replaces, self.notes)

    def text(self, name: str) -> str:
        line = self.lines.get(name)
        return unescape(line.value) if line else ""

    def listed(self, name: str) -> tuple[str, ...]:
        return tuple(text for line in self.component.all(name) for text in unescape_list(line.value))

    def note(self, line: Line, reason: str) -> None:
        self.notes.append(Note(line.row, line.name, reason))

    def shown(self, name: str, ending: own.Ending = _NO_ENDING) -> str:
        """Return what everybody may read of a text; the line is kept where it says more."""
        line = self.lines.get(name)
        if line is None:
            return ""
        whole = own.without_ending(unescape(line.value), ending)
        public = public_text(name, whole, self.link)
        if whole and (public != whole or set(line.parameters) - _CARRIED):
            is_text = line.parameters.get("VALUE", "TEXT").upper() == "TEXT"
            self.kept.append((line.head if is_text else f"{name}:") + escape(whole))
        return public

    def rules(self) -> tuple[str, ...]:
        found = []
        for line in self.component.all("RRULE"):
            try:
                read_rule(line.value)
                found.append(line.value)
            except InputError as error:
                self.note(line, f"It is kept as a single event: {error.message}.")
                self.kept.append(unread(line))
        return tuple(found)

    def kind(self, times: Times, categories: tuple[str, ...]) -> EventKind:
        """Return the kind that the file says, or that a category has as its name; else one by its length."""
        said = [self.text(own.KIND)] if self.is_own else [fold(each) for each in categories]
        default: EventKind = "event" if times.is_all_day else "meeting"
        return next((kind for kind in EVENT_KINDS if kind in said), default)

    def status(self) -> EventStatus:
        line = self.lines.get("STATUS")
        if self.setting.is_cancelled:
            return "cancelled"
        if line is None:
            return "confirmed"
        given = line.value.strip().upper()
        if given not in STATUSES:
            self.note(line, f"{line.value!r} is no status of an event; it counts as confirmed.")
            self.kept.append(unread(line))
        return STATUSES.get(given, "confirmed")

    def sequence(self) -> int:
        line = self.lines.get("SEQUENCE")
        if line is None:
            return 0
        if line.value.strip().isascii() and line.value.strip().isdigit() and len(line.value.strip()) < 10:
            return int(line.value)
        self.note(line, f"{line.value!r} is no number of a revision; it counts as 0.")
        self.kept.append(unread(line))
        return 0

    def hosts(self) -> tuple[tuple[str, ...], str]:
        """Return the groups that host it, and the host's name where no group has it."""
        if self.is_own:
            return self.listed(own.GROUPS), self.text(own.HOST)
        named = named_host(self.component.lines)
        for shared in filter(None, [self.setting.hosts.sharing(named)]):
            self.note(
                self.component.first("ORGANIZER") or self.component.lines[0],
                f"{named!r} is the name of several groups ({', '.join(shared)}): choose one on the page.",
            )
        hosting = self.setting.hosts.ids(named)
        filed = (each for name in self.listed("CATEGORIES") for each in self.setting.hosts.ids(name))
        return tuple(dict.fromkeys((*hosting, *filed))), "" if hosting else named

    def people(self) -> tuple[str, ...]:
        return self.listed(own.PEOPLE) if self.is_own else invited(self.component.lines)

    def left(self, times: Times) -> tuple[str, ...]:
        """Return what no field holds, as lines."""
        known = {*self.lines, *_SEVERAL}
        seen: set[str] = set()
        for line in self.component.lines:
            is_again = line.name in seen and (line.name in self.lines or line.name in _ALONE)
            seen.add(line.name)
            if not line.name:
                self.notes.append(Note(line.row, "", "This line cannot be read; it is kept as it is."))
                self.kept.append(unread(line))
            elif is_again:
                self.note(line, "An event has one of these; the first counts, this one is kept as it is.")
                self.kept.append(unread(line))
            elif line.name not in known and not self._says_nothing_new(line):
                if not is_valid(line):
                    self.note(line, f"{line.value[:80]!r} is no value of {line.name}; it is kept as it is.")
                self.kept.append(kept(line))
        inner = [text for child in self.component.children for text in lines_of(child)]
        return (*sorted(self.kept, key=_rank), *times.unread, *inner)

    def _says_nothing_new(self, line: Line) -> bool:
        """Whether it is what the writer makes of a field: the link alone, the stamp of our own file."""
        if line.name == "CONFERENCE":
            return line.parameters == {"VALUE": "URI"} and line.value == self.link
        return line.name == "DTSTAMP" and self.setting.is_own and own.STAMP not in self.lines


def _rank(text: str) -> int:
    """Put the lines of fields first, then the stamp: the order in which they are written."""
    name = read_line(text).name
    return 0 if name in ("SUMMARY", "LOCATION", "DESCRIPTION") else 1 if name == "DTSTAMP" else 2


def public_text(name: str, text: str, link: str) -> str:
    """Return what everybody may read of a property's text; `link` lets somebody in whatever its host is."""
    if name == "SUMMARY":
        return inline_without_access(text, (link,))
    if name == "LOCATION":
        return place_without_access(text, (link,))
    return without_access(text, (link,)) if name == "DESCRIPTION" else text
