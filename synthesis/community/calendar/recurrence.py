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
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile

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
        time of a series that is not here is listed for itself. Cancelled ones are listed: see `status`.
    since, until : datetime
        Aware; what has ended by `since`, or begins at `until` or later, is left out.

    Returns
    -------
    tuple of Occurrence
        By their beginnings, then ends, then ids. Floating times count as UTC.
    """
    known = list(events)
    replaced = _replaced(known)
    found = (
        each
        for event in known
        for each in _times(event, replaced.get(event.uid, frozenset()), since, until)
        if each.ends_at > since or each.starts_at >= since
    )
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.ends_at, each.event.id)))


def upcoming(events: Iterable[Event], since: datetime) -> Iterator[Occurrence]:
    """Yield, event by event, what takes place at a moment or later; endless series without end."""
    known = list(events)
    replaced = _replaced(known)
    for event in known:
        for each in _times(event, replaced.get(event.uid, frozenset()), since, None):
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


def _replaced(events: Sequence[Event]) -> dict[str, frozenset[datetime]]:
    found: dict[str, set[datetime]] = defaultdict(set)
    for event in events:
        if event.replaces is not None:
            found[event.uid].add(event.replaces)
    return {uid: frozenset(times) for uid, times in found.items()}


def _times(
    event: Event, replaced: Collection[datetime], since: datetime, until: datetime | None
) -> Iterator[Occurrence]:
    is_one = event.replaces is not None
    left_out: Collection[datetime] = () if is_one else {*event.left_out, *replaced}
    times: Iterable[datetime] = (event.starts,) if is_one else _series(event, _wall_before(event, since))
    last = to_wall(until, event.zone) + _ONE_DAY if until is not None else None
    for wall in takewhile(lambda wall: last is None or wall < last, times):
        if wall in left_out:
            continue
        each = _at(event, wall)
        if until is None or each.starts_at < until:
            yield each


def _wall_before(event: Event, since: datetime) -> datetime | None:
    """Return a wall time before which nothing of an event begins that still lasts at a moment."""
    if since.year <= _EARLIEST:
        return None
    return to_wall(since, event.zone) - max(event.ends - event.starts, timedelta(0)) - 2 * _ONE_DAY


def _series(event: Event, since: datetime | None) -> Iterator[datetime]:
    """Yield the wall times of a series in order, each once; those that are over by `since` may be missing."""
    ruled = [walls(rule, event.starts, event.zone, since) for rule in event.rules] or [iter((event.starts,))]
    previous = None
    for wall in heapq.merge(*ruled, sorted(event.added)):
        if wall != previous:
            yield wall
        previous = wall


def _at(event: Event, wall: datetime) -> Occurrence:
    """Place an event at a wall time: whole days keep their number, hours their exact length (RFC 5545)."""
    starts_at = to_utc(wall, event.zone)
    if event.is_all_day:
        return Occurrence(event, starts_at, to_utc(wall + (event.ends - event.starts), event.zone))
    length = to_utc(event.ends, event.zone) - to_utc(event.starts, event.zone)
    return Occurrence(event, starts_at, (starts_at + max(length, timedelta(0))).astimezone(UTC))
