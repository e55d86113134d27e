"""A series that goes on otherwise from some time on -> series that end and series that begin.

Most calendar programs do not follow a change of "this and all later times" (RECURRENCE-ID with
RANGE=THISANDFUTURE): they show the one time as changed and all later ones at the old hour. They make such a
change as two series, and so it is given to them; docs/decisions/0016 tells who does what.

>>> from datetime import datetime
>>> call = Event("call", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15), rules=("FREQ=WEEKLY",))
>>> day = datetime(2018, 3, 20, 14)
>>> starts, ends = datetime(2018, 3, 21, 9), datetime(2018, 3, 21, 10)
>>> later = Event("call", "Call", starts, ends, replaces=day, and_later=True)
>>> for part in apart([call, later]):
...     print(part.event.uid, f"{part.event.starts:%a %d %b %H:%M}", *part.event.rules)
call Tue 06 Mar 14:00 FREQ=WEEKLY;COUNT=2
call_R20180320T140000 Wed 21 Mar 09:00 FREQ=WEEKLY
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import dropwhile, islice, takewhile, zip_longest

from synthesis.community.calendar.lines import escape
from synthesis.community.calendar.recurrence import Family, family_of, seen_from, shift_of
from synthesis.community.calendar.revisions import ended_before
from synthesis.community.calendar.rules import walls, without_end
from synthesis.models import Event

MOST = 20_000
"""Times of a part that are followed at most, with an end or without: fifty years of days."""

COMPARED = 28
"""Years over which an endless rule must agree: then the days of the week fall on the same dates again."""

BY_DATE = 10
"""Years of an endless series that are given one by one where no rule says when its times are."""

FEWEST = 12
"""Times of an endless series that are followed however many years apart they are."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Part:
    """An event as others read it, and the ids of the entries that it says."""

    event: Event
    made_of: tuple[str, ...]


def apart(events: Iterable[Event]) -> tuple[Part, ...]:
    """Return events of which each series repeats by itself, and none stands for later times of another.

    Each part is a series of its own with a UID of its own, related to the first (RELTYPE=FIRST, RFC 9253)
    where anything is left of that.
    What stands for one time goes with the part that the time belongs to. Events without such changes, and
    changes of a series that is not here, stay as they are.
    """
    of_uid: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        of_uid[event.uid].append(event)
    return tuple(part for own in of_uid.values() for part in _parts(own))


def _parts(own: Sequence[Event]) -> Iterator[Part]:
    family = family_of(own)
    series = family.series
    if series is None or not family.changes:
        yield from (Part(event, (event.id,)) for event in own)
        return
    first = tuple(_earlier(series, family))
    for event in own:
        if event.and_later:
            later = _later(event, series, family.before(event))
            yield Part(_related(later, series.uid) if first else later, (series.id, event.id))
        elif event.replaces is None:
            yield from first
        else:
            yield Part(_one(event, event.replaces, family), (event.id,))


def _earlier(series: Event, family: Family) -> Iterator[Part]:
    until = family.before(series)
    left = ended_before(series, until) if until else series
    if left is not None:
        yield Part(left, (series.id, family.changes[0].id))


def _later(change: Event, series: Event, until: datetime | None) -> Event:
    """Return what a change makes of the later times of its series, as a series of its own."""
    shift, zone = shift_of(change, series)
    is_days = change.is_all_day or series.is_all_day
    starts, ends = (
        wall if is_days else seen_from(wall, change.zone, zone) for wall in (change.starts, change.ends)
    )
    since = change.replaces or series.starts
    added, left_out = (
        tuple(wall + shift for wall in some if wall > since and (until is None or wall < until))
        for some in (series.added, series.left_out)
    )
    part = replace(
        change,
        uid=_uid(series.uid, since),
        starts=starts,
        ends=ends,
        zone=zone,
        left_out=left_out,
        replaces=None,
        and_later=False,
    )

    def later(years: int) -> list[datetime]:
        ruled = (_later_times(rule, series, since, until, years) for rule in series.rules)
        return sorted({wall + shift for times in ruled for wall in times})

    is_endless = until is None and any(rule == without_end(rule) for rule in series.rules)
    rules = _rules(part, series.rules[0], later(COMPARED), is_endless) if len(series.rules) == 1 else ()
    return replace(part, rules=rules, added=added if rules else tuple(sorted({*later(BY_DATE), *added})))


def _related(part: Event, uid: str) -> Event:
    return replace(part, extra=(*part.extra, f"RELATED-TO;RELTYPE=FIRST:{escape(uid)}"))


def _later_times(
    rule: str, series: Event, since: datetime, until: datetime | None, years: int
) -> Iterator[datetime]:
    """Yield the times of a rule after one of them: before another, to its end, or for some years."""
    later: Iterator[datetime] = dropwhile(
        lambda wall: wall <= since, walls(rule, series.starts, series.zone, since)
    )
    if until is not None:
        later = takewhile(lambda wall: wall < until, later)
    elif rule == without_end(rule):
        last = since.year + years
        later = (
            wall for _, wall in takewhile(lambda at: at[0] < FEWEST or at[1].year <= last, enumerate(later))
        )
    return islice(later, MOST)


def _rules(part: Event, given: str, later: Sequence[datetime], is_endless: bool) -> tuple[str, ...]:
    """Return the rule that gives just these times after the first; none where none does."""
    if not later:
        return ()
    wanted = [part.starts, *later]
    for bare in dict.fromkeys(_turned(without_end(given), n) for n in range(7)):
        rule = bare if is_endless else f"{bare};COUNT={len(wanted)}"
        found = islice(walls(rule, part.starts, part.zone), len(wanted))
        if all(one == other for one, other in zip_longest(found, wanted)):
            return (rule,)
    return ()


def _turned(rule: str, n: int) -> str:
    """Return a rule with its days of the week moved on by some days.

    >>> _turned("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", 1)
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;WKST=TU'
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    if n == 0 or "BYDAY" not in parts:
        return rule
    days = [f"{day[:-2]}{_next(day[-2:], n)}" for day in parts["BYDAY"].split(",")]
    week = _next(parts.get("WKST", "MO"), n)
    return ";".join(
        f"{name}={value}" for name, value in (parts | {"BYDAY": ",".join(days), "WKST": week}).items()
    )


def _next(day: str, n: int) -> str:
    return _DAYS[(_DAYS.index(day) + n) % 7]


def _one(event: Event, time: datetime, family: Family) -> Event:
    """Return what stands for one time of a series as one of the part that the time belongs to."""
    holder, series = family.holding(time), family.series
    if holder is None or holder.replaces is None or series is None:
        return event
    shift: timedelta = shift_of(holder, series)[0]
    return replace(event, uid=_uid(series.uid, holder.replaces), replaces=time + shift)


def _uid(uid: str, since: datetime) -> str:
    head, at, host = uid.partition("@")
    return f"{head}_R{since:%Y%m%dT%H%M%S}{at}{host}"
