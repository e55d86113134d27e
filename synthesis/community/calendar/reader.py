r"""iCalendar bytes -> events (RFC 5545): what can be read is read, and everything else is told, line by line.

>>> read = read_calendar(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20180306T130000Z\r\n"
...                      b"DURATION:PT1H\r\nSUMMARY:Call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
>>> read.received, [(event.title, f"{event.ends:%H:%M}", event.zone) for event in read.events]
(1, [('Call', '14:00', 'UTC')])
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from synthesis.community.calendar import own
from synthesis.community.calendar.fields import Found, Setting, read_event
from synthesis.community.calendar.filezones import FileZones
from synthesis.community.calendar.hosts import Hosts
from synthesis.community.calendar.kept import lines_of
from synthesis.community.calendar.lines import Component, parse, unescape
from synthesis.community.calendar.revisions import is_private, revision, says_the_same
from synthesis.community.calendar.times import RefusedEventError, wall_time
from synthesis.models import Event, Group, Problem

OTHERS = {"VTODO": "a task", "VJOURNAL": "a journal entry", "VFREEBUSY": "a statement of free and busy time"}
_PASSING = ("DTSTAMP", "UID", "CREATED", "LAST-MODIFIED")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file came to: `received == len(events) + merged + refused`, refused being those of `problems`.

    `name` is what the calendar calls itself, `is_own` whether this program wrote it.
    """

    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    received: int
    merged: int = 0
    name: str = ""
    is_own: bool = False

    @property
    def refused(self) -> int:
        """How many of what was received could not be taken."""
        return sum(problem.is_refusal for problem in self.problems)


def read_calendar(
    raw: bytes, file: str = "", groups: Iterable[Group] = (), known: Iterable[Event] = ()
) -> Read:
    """Read a file of one or more calendars.

    Parameters
    ----------
    raw : bytes
    file : str
        Its name, for messages and as the source of its events.
    groups : iterable of Group
        Hosts are looked up among them, by exactly their names, acronyms and aliases.
    known : iterable of Event
        The calendar so far: a file of single times says of which series they are, not by which clocks.

    Raises
    ------
    UnreadableFileError
        If it is no calendar at all, no text, or larger than `lines.MAX_BYTES`.
    """
    parsed = parse(raw, file)
    reading = _Reading(file, Hosts(groups), list(parsed.problems), known)
    for calendar in parsed.calendars:
        reading.add(calendar)
    return reading.read()


class _Reading:
    def __init__(self, file: str, hosts: Hosts, problems: list[Problem], known: Iterable[Event]) -> None:
        self.file = file
        self.hosts = hosts
        self.problems = problems
        self.series = {event.uid: event for event in known if event.replaces is None}
        self.found: list[Found] = []
        self.received = 0
        self.name = ""
        self.is_own = False

    def add(self, calendar: Component) -> None:
        setting = self.setting(calendar)
        if not calendar.is_closed:
            self.tell(
                "The calendar has no end (END:VCALENDAR): the file may have been cut off.", calendar.row
            )
        for child in calendar.children:
            if child.name == "VEVENT":
                self.received += 1
                self.add_event(child, setting)
            elif child.name != "VTIMEZONE":
                self.received += child.name in OTHERS
                self.pass_over(child)
        for row, reason in setting.zones.guessed.items():
            self.tell(reason, row, "TZID")

    def setting(self, calendar: Component) -> Setting:
        named = calendar.first("X-WR-CALNAME") or calendar.first("NAME")
        self.name = self.name or (unescape(named.value) if named else "")
        method, made_by = calendar.first("METHOD"), calendar.first("PRODID")
        is_cancelled = bool(method and method.value.strip().upper() == "CANCEL")
        if is_cancelled:
            self.tell("The calendar cancels what it holds (METHOD:CANCEL).", calendar.row)
        is_own = bool(made_by and made_by.value.strip() == own.PRODID)
        self.is_own = self.is_own or is_own
        return Setting(FileZones(calendar), self.hosts, self.file, is_own, is_cancelled)

    def tell(self, reason: str, row: int, column: str = "", *, is_refusal: bool = False) -> None:
        self.problems.append(Problem(self.file, reason, row, column, is_refusal))

    def pass_over(self, component: Component) -> None:
        if component.name in OTHERS:
            reason = f"This is {OTHERS[component.name]} ({component.name}), not an event: it is left out."
            self.tell(reason, component.row, is_refusal=True)
        else:
            self.tell(
                f"{component.name} is nothing that a calendar of events has; it is left out.", component.row
            )

    def add_event(self, component: Component, setting: Setting) -> None:
        name = _named(component)
        if not component.is_closed:
            reason = f"{name} has no end (END:VEVENT): the file is broken here. Export it again."
            self.tell(reason, component.row, is_refusal=True)
            return
        try:
            found = read_event(component, setting)
        except RefusedEventError as refusal:
            reason = f"{name} is refused. {refusal.message} Mend it where it comes from, and import it again."
            self.tell(reason, refusal.row, refusal.column, is_refusal=True)
            return
        for note in found.notes:
            self.tell(f"{name}: {note.reason}", note.row, note.column)
        self.found.append(self.completed(found, component))

    def completed(self, found: Found, component: Component) -> Found:
        """Give an event a UID where it has none, and say so where its sender wants it private."""
        if is_private(found.event):
            reason = f"{_named(component)} is marked as private: it is kept, and no feed shows it."
            self.tell(reason, found.row, "CLASS")
        if not found.event.uid:
            self.tell(f"{_named(component)} has no UID; one is made of what it says.", found.row, "UID")
            found.event = replace(found.event, uid=_made_uid(component))
        return found

    def read(self) -> Read:
        self.name_replaced()
        kept = self.without_doubles()
        return Read(
            tuple(each.event for each in kept),
            tuple(self.problems),
            self.received,
            len(self.found) - len(kept),
            self.name,
            self.is_own,
        )

    def name_replaced(self) -> None:
        """Say in the zone of its series which time an event stands for."""
        series = self.series | {each.event.uid: each.event for each in self.found if each.replaces is None}
        for each in self.found:
            if each.replaces is not None:
                of = series.get(each.event.uid, each.event)
                each.event = replace(
                    each.event, replaces=wall_time(each.replaces, of.zone, of.starts, of.is_all_day)
                )

    def without_doubles(self) -> list[Found]:
        """Keep one of each id: of two that differ the later revision, and say which."""
        same: dict[str, list[Found]] = defaultdict(list)
        for each in self.found:
            same[each.event.id].append(each)
        return [each[0] if len(each) == 1 else self.latest(each) for each in same.values()]

    def latest(self, doubles: Sequence[Found]) -> Found:
        kept = max(enumerate(doubles), key=lambda pair: (*revision(pair[1].event), pair[0]))[1]
        for each in doubles:
            if each is not kept and not says_the_same(each.event, kept.event):
                reason = (
                    f"{each.event.title!r} ({each.event.id}) stands in the file again, in line {kept.row}, "
                    f"with {_why(each.event, kept.event)}: that one is kept."
                )
                self.tell(reason, each.row, "UID")
        return kept


def _why(event: Event, kept: Event) -> str:
    if revision(kept)[0] > revision(event)[0]:
        return "a higher SEQUENCE"
    if revision(kept) > revision(event):
        return "a later LAST-MODIFIED"
    return "other words and no later revision"


def _named(component: Component) -> str:
    title, uid = component.first("SUMMARY"), component.first("UID")
    shown = f"{unescape(title.value)!r}" if title and title.value else "An event without a title"
    return f"{shown} (UID {uid.value.strip()})" if uid and uid.value.strip() else shown


def _made_uid(component: Component) -> str:
    lines = (line for line in lines_of(component) if not line.upper().startswith(_PASSING))
    return f"made-{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:24]}"
