"""Events and series -> each time that they take place.

>>> from datetime import UTC, datetime
>>> call = Event("call", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15), "Europe/Paris",
...              rules=("FREQ=MONTHLY;BYDAY=1TU",))
>>> found = occurrences([call], datetime(2018, 3, 1, tzinfo=UTC), datetime(2018, 5, 1, tzinfo=UTC))
>>> [f"{each.starts_at:%d %b %H:%M}" for each in found]
['06 Mar 13:00', '03 Apr 12:00']
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, takewhile

from synthesis.community.calendar.rules import walls
from synthesis.community.calendar.zones import to_utc, to_wall
from synthesis.models import Event, Occurrence

_ONE_DAY = timedelta(days=1)
_EARLIEST = 1900


def occurrences(events: Iterable[Event], since: datetime, until: datetime) -> tuple[Occurrence, ...]:
    """List every time that an event takes place in a span.

    Parameters
    ----------
    events : iterable of Event
        Series and the events that stand for one of them (`replaces`) in any order; one that stands for a
        time of a series that is not here is listed for itself. One that stands for all later ones too takes
        their place, moved alike, up to the next such one. Cancelled ones are listed: see `status`.
    since, until : datetime
        Aware; what has ended by `since`, or begins at `until` or later, is left out.

    Returns
    -------
    tuple of Occurrence
        By their beginnings, then ends, then ids. Floating times count as UTC.
    """
    found = (
        each
        for event, family in _with_families(events)
        for each in _times(event, family, since, until)
        if each.ends_at > since or each.starts_at >= since
    )
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.ends_at, each.event.id)))


def upcoming(events: Iterable[Event], since: datetime) -> Iterator[Occurrence]:
    """Yield, event by event, what takes place at a moment or later; endless series without end."""
    for event, family in _with_families(events):
        for each in _times(event, family, since, None):
            if each.ends_at > since:
                yield each


def days_of(occurrence: Occurrence, zone: str = "") -> tuple[date, date]:
    """Return the first and the last day of an occurrence: of a whole-day event its own, wherever one looks.

    Parameters
    ----------
    occurrence : Occurrence
    zone : str
        The zone of the person who looks, for events with hours; UTC if not given.
    """
    of = occurrence.event.zone if occurrence.event.is_all_day else zone
    first, end = to_wall(occurrence.starts_at, of), to_wall(occurrence.ends_at, of)
    last = end - timedelta(microseconds=1) if end > first else end
    return first.date(), last.date()


def original(change: Event, series: Event, wall: datetime) -> datetime:
    """Return the time of a series (RECURRENCE-ID) that became a later time of a change.

    Parameters
    ----------
    change : Event
        It stands for one time of the series and for all later ones.
    series : Event
    wall : datetime
        When the time begins now, by the clocks of the change.
    """
    shift, zone = shift_of(change, series)
    return seen_from(wall, change.zone, zone) - shift


def standing_for(event: Event, series: Event | None, wall: datetime, *, and_later: bool = False) -> Event:
    """Return what stands for one time of a series, or for all from it on, saying the same as so far.

    Parameters
    ----------
    event : Event
        The series, or a change of its later times, that the time belongs to.
    series : Event or None
        The series; None where it is not here.
    wall : datetime
        When the time begins now, by the clocks of `event`.
    """
    return replace(
        event,
        starts=wall,
        ends=wall + (event.ends - event.starts),
        rules=(),
        added=(),
        left_out=(),
        replaces=original(event, series, wall) if event.and_later and series else wall,
        and_later=and_later,
    )


def has_time(series: Event, wall: datetime) -> bool:
    """Whether a series, without what stands for times of it, begins at a wall time."""
    times = takewhile(lambda time: time <= wall, _series(series, wall))
    return wall not in series.left_out and any(time == wall for time in times)


@dataclass(frozen=True, slots=True)
class Family:
    """A series with what stands for times of it: by itself, or for all later ones too, in their order.

    `replaced` are the times that have an entry of their own; `changes` those for all later times.
    """

    series: Event | None
    replaced: frozenset[datetime]
    changes: tuple[Event, ...]

    def before(self, event: Event) -> datetime | None:
        """Return the time of the series from which on another change counts, if there is one."""
        times = [each.replaces for each in self.changes if each.replaces is not None]
        return next((time for time in times if event.replaces is None or time > event.replaces), None)

    def holding(self, time: datetime) -> Event | None:
        """Return the change that a time of the series would follow, if there is one."""
        earlier = (each for each in self.changes if each.replaces is not None and each.replaces < time)
        return max(earlier, key=lambda each: each.replaces or time, default=None)


def _with_families(events: Iterable[Event]) -> Iterator[tuple[Event, Family]]:
    known = list(events)
    of_uid: dict[str, list[Event]] = defaultdict(list)
    for event in known:
        of_uid[event.uid].append(event)
    families = {uid: family_of(own) for uid, own in of_uid.items()}
    yield from ((event, families[event.uid]) for event in known)


def family_of(events: Sequence[Event]) -> Family:
    """Return a series, given with all entries that stand for times of it; they share their UID."""
    ones = {event.replaces: event for event in events if event.replaces is not None}
    changes = tuple(ones[time] for time in sorted(ones) if ones[time].and_later)
    return Family(next((each for each in events if each.replaces is None), None), frozenset(ones), changes)


def _times(event: Event, family: Family, since: datetime, until: datetime | None) -> Iterator[Occurrence]:
    """Yield the times of an event; of a change of a series its own, and all later ones if it is for them."""
    own = [] if event.replaces is None else [_at(event, event.starts, event.zone)]
    ruled = _ruled(event, family, since, until) if event.replaces is None or event.and_later else ()
    yield from (each for each in chain(own, ruled) if until is None or each.starts_at < until)


def _ruled(event: Event, family: Family, since: datetime, until: datetime | None) -> Iterator[Occurrence]:
    """Yield what the rules of a series make of it, or of a change of all its later times."""
    series = event if event.replaces is None else family.series
    if series is None:
        return
    shift, zone = shift_of(event, series)
    gone = {*series.left_out, *family.replaced}
    asked_until = to_wall(until, zone) + _ONE_DAY - shift if until else None
    ends = min(filter(None, (family.before(event), asked_until)), default=None)
    for wall in _series(series, _wall_before(event, zone, since, shift)):
        if ends is not None and wall >= ends:
            return
        if wall not in gone and (event.replaces is None or wall > event.replaces):
            yield _at(event, wall + shift, zone)


def shift_of(change: Event, series: Event) -> tuple[timedelta, str]:
    """Return by how much a change moves the later times, and by the clocks of which zone (RFC 5545, 3.8.4.4).

    The standard says "by the same time difference": it is taken by the clocks of the series, so that a call
    moved from 14:00 to 16:00 stays at 16:00 there when the clocks change. Whole days have no clocks.
    """
    has_days = change.is_all_day or series.is_all_day
    zone = change.zone if has_days or not series.zone else series.zone
    starts = change.starts if has_days else seen_from(change.starts, change.zone, zone)
    return starts - (change.replaces or series.starts), zone


def seen_from(wall: datetime, of: str, zone: str) -> datetime:
    """Return a wall time of one zone as one of another."""
    return wall if of == zone else to_wall(to_utc(wall, of), zone)


def _wall_before(event: Event, zone: str, since: datetime, shift: timedelta) -> datetime | None:
    """Return a time of the series before which nothing of an event begins that still lasts at a moment."""
    if since.year <= _EARLIEST:
        return None
    return to_wall(since, zone) - shift - max(event.ends - event.starts, timedelta(0)) - 2 * _ONE_DAY


def _series(event: Event, since: datetime | None) -> Iterator[datetime]:
    """Yield the wall times of a series in order, each once; those that are over by `since` may be missing."""
    ruled = [walls(rule, event.starts, event.zone, since) for rule in event.rules] or [iter((event.starts,))]
    previous = None
    for wall in heapq.merge(*ruled, sorted(event.added)):
        if wall != previous:
            yield wall
        previous = wall


def _at(event: Event, wall: datetime, zone: str) -> Occurrence:
    """Place an event at a wall time: whole days keep their number, hours their exact length (RFC 5545)."""
    starts_at = to_utc(wall, zone)
    if event.is_all_day:
        return Occurrence(event, starts_at, to_utc(wall + (event.ends - event.starts), zone))
    length = to_utc(event.ends, event.zone) - to_utc(event.starts, event.zone)
    return Occurrence(event, starts_at, (starts_at + max(length, timedelta(0))).astimezone(UTC))
