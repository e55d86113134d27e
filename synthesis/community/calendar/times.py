"""When an event begins and ends, and the times of a series: DTSTART, DTEND or DURATION, RDATE, EXDATE."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from synthesis.community.calendar import own
from synthesis.community.calendar.filezones import FileZones
from synthesis.community.calendar.lines import Component, Line, Note, escape, unescape
from synthesis.community.calendar.moments import Moment, read_length, read_moment
from synthesis.community.calendar.zones import is_exact, to_utc, to_wall
from synthesis.errors import InputError

_DAY = timedelta(days=1)
_MIDNIGHT = datetime.min.time()


@dataclass(frozen=True, slots=True)
class Times:
    """The times of an event in its zone, and lines that could not be read."""

    starts: datetime
    ends: datetime
    zone: str
    is_all_day: bool
    added: tuple[datetime, ...] = ()
    left_out: tuple[datetime, ...] = ()
    replaces: Moment | None = None
    and_later: bool = False
    unread: tuple[str, ...] = ()


class RefusedEventError(InputError):
    """An event that cannot stand in a calendar, with the line and the property that say why."""

    def __init__(self, reason: str, row: int, column: str) -> None:
        super().__init__(reason)
        self.row = row
        self.column = column


def read_times(component: Component, zones: FileZones, own_zone: str, notes: list[Note]) -> Times:
    """Read the times of an event; `notes` grows by what a person should know.

    Raises
    ------
    RefusedEventError
        If it has no beginning that can be read, or ends before it.
    """
    return _Clock(component, zones, own_zone, notes).times()


class _Clock:
    def __init__(self, component: Component, zones: FileZones, own_zone: str, notes: list[Note]) -> None:
        self.component = component
        self.zones = zones
        self.own_zone = own_zone
        self.notes = notes
        self.unread: list[str] = []

    def times(self) -> Times:
        line = self.component.first("DTSTART")
        if line is None:
            raise RefusedEventError("It has no beginning (DTSTART).", self.component.row, "DTSTART")
        try:
            start = self.moment(line)
        except InputError as error:
            raise RefusedEventError(
                f"Its beginning cannot be read: {error.message}.", line.row, "DTSTART"
            ) from error
        start = self.placed(start, line)
        ends_at = self.end(start)
        if ends_at < start.wall:
            named = self.component.first("DTEND") or self.component.first("DURATION") or line
            raise RefusedEventError("It ends before it begins.", named.row, named.name)
        found = Times(start.wall, ends_at, start.zone, start.is_date)
        found = self.series(self.exact(found, start))
        return replace(found, unread=tuple(self.unread))

    def note(self, line: Line, reason: str) -> None:
        self.notes.append(Note(line.row, line.name, reason))

    def keep(self, line: Line, reason: str) -> None:
        self.note(line, reason)
        self.unread.append(own.unread(line))

    def moment(self, line: Line, value: str | None = None) -> Moment:
        tzid = line.parameters.get("TZID", "")
        return read_moment(line.value if value is None else value, self.zones.zone(tzid) if tzid else "")

    def placed(self, start: Moment, line: Line) -> Moment:
        """Say so where an event has no zone; whole days take that of our own field, or of the calendar."""
        if start.is_date:
            zone = self.own_zone or self.zones.of_calendar
            return replace(start, zone=self.zones.zone(zone) if zone else "")
        tzid = line.parameters.get("TZID", "")
        if tzid and not start.zone:
            self.note(line, f"The time zone {tzid!r} is not known: the time is kept without a zone.")
            if self.component.first(own.UNKNOWN_ZONE) is None:
                self.unread.append(f"{own.UNKNOWN_ZONE}:{escape(tzid)}")
        elif not start.zone:
            self.note(line, f"{self._was_unknown()}: it is kept as it is, and counts as UTC.")
        return start

    def _was_unknown(self) -> str:
        before = self.component.first(own.UNKNOWN_ZONE)
        return (
            f"The time has no zone ({unescape(before.value)!r} is not known)"
            if before
            else "The time has no zone"
        )

    def end(self, start: Moment) -> datetime:
        """Return the wall time of the end, in the zone of the beginning."""
        if ends := self.component.first("DTEND"):
            return self.said_end(start, ends)
        if length := self.component.first("DURATION"):
            return self.counted_end(start, length)
        return start.wall + (_DAY if start.is_date else timedelta(0))

    def said_end(self, start: Moment, line: Line) -> datetime:
        try:
            end = self.moment(line)
        except InputError as error:
            self.keep(line, f"Its end cannot be read: {error.message}. It is kept without one.")
            return start.wall + (_DAY if start.is_date else timedelta(0))
        if start.is_date != end.is_date:
            self.keep(line, "One of beginning and end is a day, the other has a time: the beginning counts.")
        if not start.is_date:
            return end.seen_from(start.zone)
        day = datetime.combine(end.wall, _MIDNIGHT)
        if end.wall.time() != _MIDNIGHT or day == start.wall:
            return day + _DAY
        return day

    def counted_end(self, start: Moment, line: Line) -> datetime:
        try:
            length = read_length(line.value)
        except InputError as error:
            self.keep(line, f"Its length cannot be read: {error.message}. It is kept without one.")
            return start.wall + (_DAY if start.is_date else timedelta(0))
        later = start.wall + timedelta(days=length.days)
        if start.is_date:
            return max(later, start.wall + _DAY) if length.days >= 0 else later
        return to_wall(to_utc(later, start.zone) + length.exact, start.zone)

    def exact(self, times: Times, start: Moment) -> Times:
        """Keep a single event in UTC where its end lies in the second of two equal hours."""
        ends = self._exact_end(start)
        if ends is None or is_exact(ends, times.zone) or self.component.first("RRULE") is not None:
            return times
        line = self.component.first("DTSTART")
        assert line is not None
        self.note(line, f"The clocks of {times.zone} change meanwhile: it is kept in UTC.")
        begins = to_wall(to_utc(times.starts, times.zone), "UTC")
        return replace(times, starts=begins, ends=to_wall(ends, "UTC"), zone="UTC")

    def _exact_end(self, start: Moment) -> datetime | None:
        if start.is_date or start.zone in ("", "UTC"):
            return None
        if line := self.component.first("DTEND"):
            end = self._or_none(line)
            return to_utc(end.wall, end.zone) if end and end.zone and end.zone != start.zone else None
        line = self.component.first("DURATION")
        if line is None:
            return None
        try:
            length = read_length(line.value)
        except InputError:
            return None
        return to_utc(start.wall + timedelta(days=length.days), start.zone) + length.exact

    def _or_none(self, line: Line) -> Moment | None:
        try:
            return self.moment(line)
        except InputError:
            return None

    def series(self, times: Times) -> Times:
        added = tuple(sorted(set(self.walls("RDATE", times))))
        left_out = tuple(sorted(set(self.walls("EXDATE", times))))
        replaces = self.replaced()
        later = replaces is not None and self.is_for_later()
        return replace(times, added=added, left_out=left_out, replaces=replaces, and_later=later)

    def walls(self, name: str, times: Times) -> Iterator[datetime]:
        for line in self.component.all(name):
            for value in line.value.split(","):
                start, slash, _ = value.partition("/")
                try:
                    moment = self.moment(line, start)
                except InputError as error:
                    self.keep(line, f"A time of the series cannot be read: {error.message}.")
                    continue
                if slash:
                    self.keep(line, "An added time has a length of its own; it is kept, and not shown.")
                yield wall_time(moment, times.zone, times.starts, times.is_all_day)

    def replaced(self) -> Moment | None:
        line = self.component.first("RECURRENCE-ID")
        if line is None:
            return None
        try:
            moment = self.moment(line)
        except InputError as error:
            raise RefusedEventError(
                f"Which of the series it is cannot be read: {error.message}.", line.row, line.name
            ) from error
        return moment

    def is_for_later(self) -> bool:
        """Whether it stands for all later times of the series too; other ranges are no longer standard."""
        line = self.component.first("RECURRENCE-ID")
        given = line.parameters.get("RANGE", "") if line else ""
        if line and given and given.upper() != "THISANDFUTURE":
            self.keep(line, f"The range {given!r} is not followed: it is shown for this one only.")
        return given.upper() == "THISANDFUTURE"


def wall_time(moment: Moment, zone: str, like: datetime, is_all_day: bool) -> datetime:
    """Return a moment as a wall time of a series; a day stands for the time of the series on it."""
    if moment.is_date or is_all_day:
        return datetime.combine(moment.wall, like.time())
    return moment.seen_from(zone)
