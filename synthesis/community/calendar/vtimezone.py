"""VTIMEZONE (RFC 5545, 3.6.5): what the clocks of a zone do, for programs that do not know its name.

Where the changes keep to one rule from some year on, they are written as that rule, as Outlook wants it;
the years before, and zones that keep to none, are written change by change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from synthesis.community.calendar.moments import write_moment
from synthesis.community.calendar.zones import zone_info

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS_AHEAD = 12
"""For so long a rule has to hold to be one, and changes that keep to none are listed."""


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks change: at which wall time before it, from which offset to which, to which name."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


@lru_cache(maxsize=256)
def vtimezone(zone: str, first_year: int, last_year: int) -> tuple[str, ...]:
    """Return the lines for a zone, right from the first year on."""
    changes = list(_changes(zone, first_year - 1, last_year + _YEARS_AHEAD))
    rules = [list(_parts(same)) for _, same in _kinds(changes)]
    body = [line for part in rules for lines in part for line in lines]
    has_start = any(change.wall.year < first_year for change in changes)
    start = () if has_start else _start(zone, first_year)
    return ("BEGIN:VTIMEZONE", f"TZID:{zone}", *start, *body, "END:VTIMEZONE")


def _start(zone: str, year: int) -> tuple[str, ...]:
    """Say what holds before the first change that is written."""
    moment = datetime(year - 1, 1, 1, tzinfo=UTC).astimezone(zone_info(zone))
    offset = moment.utcoffset() or timedelta(0)
    wall = datetime(year - 1, 1, 1)
    first = Change(wall, offset, offset, moment.tzname() or zone, bool(moment.dst()))
    return _observance(first, ())


def _changes(zone: str, first_year: int, last_year: int) -> Iterator[Change]:
    """Find each change by halving the days between which the offset differs."""
    info = zone_info(zone)
    step = timedelta(days=10)
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + step
        if _clock(moment, info) != _clock(later, info):
            at = _halved(moment, later, info)
            before = (at - timedelta(seconds=1)).astimezone(info)
            after = at.astimezone(info)
            offset = before.utcoffset() or timedelta(0)
            yield Change(
                (at + offset).replace(tzinfo=None),
                offset,
                after.utcoffset() or timedelta(0),
                after.tzname() or zone,
                bool(after.dst()),
            )
        moment = later


def _clock(moment: datetime, info: ZoneInfo) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(info)
    return local.utcoffset(), local.tzname()


def _halved(low: datetime, high: datetime, info: ZoneInfo) -> datetime:
    seconds = int((high - low).total_seconds())
    start = low
    before = _clock(low, info)
    reach = 0
    while seconds - reach > 1:
        middle = (reach + seconds) // 2
        if _clock(start + timedelta(seconds=middle), info) == before:
            reach = middle
        else:
            seconds = middle
    return start + timedelta(seconds=seconds)


def _kinds(changes: Iterable[Change]) -> list[tuple[object, list[Change]]]:
    def kind(change: Change) -> tuple[timedelta, timedelta, str, bool]:
        return change.before, change.after, change.name, change.is_summer

    return [
        (key, list(same)) for key, same in groupby(sorted(changes, key=lambda c: (kind(c), c.wall)), kind)
    ]


def _parts(same: list[Change]) -> Iterator[tuple[str, ...]]:
    """Write changes of one kind: those of the last years as a rule if there is one, the others as dates."""
    for n in range(len(same)):
        rule = _rule(same[n:])
        if rule:
            if n:
                yield _observance(same[0], tuple(each.wall for each in same[1:n]))
            yield _observance(same[n], (), rule)
            return
    yield _observance(same[0], tuple(each.wall for each in same[1:]))


def _rule(same: list[Change]) -> str:
    """Return the rule that all these changes keep, one a year; empty where there is none."""
    first = same[0].wall
    if len(same) < _YEARS_AHEAD or any(each.wall.year != first.year + n for n, each in enumerate(same)):
        return ""
    if len({(each.wall.month, each.wall.weekday(), each.wall.time()) for each in same}) > 1:
        return ""
    nth = {(each.wall.day - 1) // 7 + 1 for each in same}
    is_last = all((each.wall + timedelta(days=7)).month != each.wall.month for each in same)
    if not is_last and len(nth) > 1:
        return ""
    which = "-1" if is_last else str(nth.pop())
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={which}{_DAYS[first.weekday()]}"


def _observance(change: Change, others: tuple[datetime, ...], rule: str = "") -> tuple[str, ...]:
    name = "DAYLIGHT" if change.is_summer else "STANDARD"
    more = [f"RRULE:{rule}"] if rule else []
    more += [f"RDATE:{write_moment(wall, '')}" for wall in others]
    return (
        f"BEGIN:{name}",
        f"DTSTART:{write_moment(change.wall, '')}",
        f"TZOFFSETFROM:{_signed(change.before)}",
        f"TZOFFSETTO:{_signed(change.after)}",
        f"TZNAME:{change.name}",
        *more,
        f"END:{name}",
    )


def _signed(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}" + (f"{left:02}" if left else "")
