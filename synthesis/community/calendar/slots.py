"""A free hour for several groups: none of their meetings, none of their people's, within working hours.

>>> from datetime import date, timedelta
>>> found = free_slots([], ["dc-iot"], {}, length=timedelta(hours=1),
...                    first=date(2018, 3, 13), last=date(2018, 3, 13),
...                    zones=["Europe/Paris", "Asia/Shanghai"])
>>> f"{found[0].starts_at:%a %d %b %H:%M}", [f"{each.starts:%H:%M}" for each in found[0].clocks]
('Tue 13 Mar 08:00', ['09:00', '16:00'])
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from synthesis.community.calendar.clashes import Memberships, person_key
from synthesis.community.calendar.zones import to_wall
from synthesis.models import Event, Occurrence

STEP = timedelta(minutes=30)
"""Meetings begin at a full or half hour."""

WORKING = (time(9), time(18))
"""From when to when people are asked to meet, by the clocks of their own place."""

WEEKEND = (5, 6)
"""Saturday and Sunday; places with other days of rest are not known here."""

NIGHT = 24.0
"""Hours off that a day of rest counts for, so that any working day comes before it."""

LATE, EARLY = time(22), time(6)
"""From when to when it is night."""

AGAIN = 2.0
"""Hours off that a time counts for where one near its hour of the day is proposed already."""

NEAR = timedelta(hours=2)
"""Hours of the day that are less apart are nearly the same to whoever cannot come then."""

MOST = 10


@dataclass(frozen=True, slots=True)
class Clock:
    """What a slot is by the clocks of one zone; `hours_off` is how far it lies outside working hours."""

    zone: str
    starts: datetime
    ends: datetime
    hours_off: float

    @property
    def is_working(self) -> bool:
        """Whether all of it lies within working hours of a working day."""
        return self.hours_off == 0

    @property
    def is_night(self) -> bool:
        """Whether some of it lies at night."""
        is_over_midnight = self.starts.date() != self.ends.date() and self.ends.time() > time()
        ends_late = self.ends.time() > LATE or self.ends.time() == time()
        return is_over_midnight or self.starts.time() >= LATE or self.starts.time() < EARLY or ends_late

    @property
    def is_rest(self) -> bool:
        """Whether it begins on a day of rest."""
        return self.starts.weekday() in WEEKEND


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which nothing of the groups and their people takes place."""

    starts_at: datetime
    ends_at: datetime
    clocks: tuple[Clock, ...]

    @property
    def day(self) -> date:
        """The day by the clock of the first place."""
        return self.clocks[0].starts.date()

    @property
    def rank(self) -> tuple[float, float, datetime]:
        """What slots are ordered by: the worst clock, then all of them, then the earlier."""
        off = [clock.hours_off for clock in self.clocks]
        return max(off, default=0.0), sum(off), self.starts_at

    @property
    def place(self) -> tuple[int, int, int, datetime]:
        """What slots that were found are listed by: places on a day of rest, at night, not working."""
        n_rest = sum(clock.is_rest for clock in self.clocks)
        n_night = sum(clock.is_night for clock in self.clocks)
        return n_rest, n_night, sum(not clock.is_working for clock in self.clocks), self.starts_at


def free_slots(
    occurrences: Iterable[Occurrence],
    group_ids: Collection[str],
    memberships: Memberships,
    *,
    length: timedelta,
    first: date,
    last: date,
    zones: Sequence[str],
    working: tuple[time, time] = WORKING,
    most: int = MOST,
) -> tuple[Slot, ...]:
    """Find times at which chosen groups can meet, on different days and at different hours, the best first.

    A slot is as good as its worst clock: the hours by which it lies outside working hours, where those are
    the most; a day of rest is worse than any hour of the night. Each is the best of the days that are left;
    an hour of the day that was proposed before counts as `AGAIN` hours off, each time. What is found is
    listed by how many places it is a day of rest for, then night, then outside working hours, then by day.

    Parameters
    ----------
    occurrences : iterable of Occurrence
        What the calendar holds in these days, of all groups.
    group_ids : collection
        The groups that want to meet.
    memberships : mapping
        The groups of each person; people whom events of the groups name count as theirs too.
    length : timedelta
        How long they want to meet.
    first, last : date
        The days, by the clocks of the first zone.
    zones : sequence
        Where people sit; UTC if there is none.
    working : tuple of time, optional
        Beginning and end of the working day in each zone.
    most : int, optional
        How many are wanted.
    """
    places = tuple(zones) or ("UTC",)
    taken = _Taken(busy(occurrences, group_ids, memberships))
    free = (
        Slot(starts, starts + length, tuple(_clock(starts, length, zone, working) for zone in places))
        for starts in _beginnings(first, last, places[0])
        if taken.is_free(starts, starts + length)
    )
    return tuple(sorted(islice(_spread(list(free)), most), key=lambda slot: slot.place))


def _spread(free: list[Slot]) -> Iterator[Slot]:
    """Yield slots, the best first, one a day, those at hours of the day proposed before later."""
    chosen: list[Slot] = []
    while free:
        best = min(free, key=lambda slot: _cost(slot, chosen))
        yield best
        chosen.append(best)
        free = [slot for slot in free if slot.day != best.day]


def _cost(slot: Slot, chosen: Sequence[Slot]) -> tuple[float, float, datetime]:
    worst, all_off, starts = slot.rank
    n_near = sum(_apart(slot.starts_at, each.starts_at) < NEAR for each in chosen)
    return worst + AGAIN * n_near, all_off, starts


def _apart(one: datetime, other: datetime) -> timedelta:
    """Return how far apart two moments are on the face of a clock of 24 hours."""
    apart = (one - other) % timedelta(days=1)
    return min(apart, timedelta(days=1) - apart)


def busy(
    occurrences: Iterable[Occurrence], group_ids: Collection[str], memberships: Memberships
) -> tuple[Occurrence, ...]:
    """Return what keeps chosen groups or their people from meeting; no deadlines, nothing cancelled."""
    held = [
        each for each in occurrences if each.event.kind != "deadline" and each.event.status != "cancelled"
    ]
    wanted = set(group_ids)
    people = {person_key(name) for name, groups in memberships.items() if wanted & set(groups)}
    for each in held:
        if wanted.intersection(each.event.group_ids):
            people.update(map(person_key, each.event.people))
    return tuple(each for each in held if _keeps(each.event, wanted, people))


def _keeps(event: Event, wanted: set[str], people: set[str]) -> bool:
    return bool(wanted.intersection(event.group_ids)) or any(
        person_key(name) in people for name in event.people
    )


class _Taken:
    """Spans that are taken, joined where they touch, to be asked quickly."""

    def __init__(self, occurrences: Iterable[Occurrence]) -> None:
        joined: list[list[datetime]] = []
        for starts, ends in sorted((each.starts_at, each.ends_at) for each in occurrences):
            if joined and starts <= joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], ends)
            else:
                joined.append([starts, ends])
        self._starts = [starts for starts, _ in joined]
        self._ends = [ends for _, ends in joined]

    def is_free(self, starts: datetime, ends: datetime) -> bool:
        """Whether nothing is under way in a span."""
        place = bisect_left(self._starts, ends)
        return place == 0 or self._ends[place - 1] <= starts


def _beginnings(first: date, last: date, zone: str) -> Iterator[datetime]:
    """Yield each full and half hour of the days by the clocks of a zone."""
    moment = datetime.combine(first, time(), UTC) - timedelta(days=1)
    while moment < datetime.combine(last, time(), UTC) + timedelta(days=2):
        if first <= to_wall(moment, zone).date() <= last:
            yield moment
        moment += STEP


def _clock(starts: datetime, length: timedelta, zone: str, working: tuple[time, time]) -> Clock:
    here, there = to_wall(starts, zone), to_wall(starts + length, zone)
    return Clock(zone, here, there, _hours_off(here, there, working))


def _hours_off(starts: datetime, ends: datetime, working: tuple[time, time]) -> float:
    """Return by how many hours a span lies outside the working day nearest to it."""
    days = (starts.date() + timedelta(days=step) for step in (-1, 0, 1))
    return min(_off(day, starts, ends, working) for day in days)


def _off(day: date, starts: datetime, ends: datetime, working: tuple[time, time]) -> float:
    opens, closes = (datetime.combine(day, moment) for moment in working)
    outside = max(opens - starts, ends - closes, timedelta(0))
    rest = NIGHT if starts.weekday() in WEEKEND else 0.0
    return outside.total_seconds() / 3600 + rest
