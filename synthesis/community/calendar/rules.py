"""Rules of repetition (RRULE, RFC 5545 3.3.10): checked, then followed from their first time.

>>> from datetime import datetime
>>> first = datetime(2018, 5, 8, 14)
>>> [f"{each:%d %b}" for each in walls("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", first, "UTC")]
['08 May', '12 Jun', '10 Jul']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from math import prod

from synthesis.community.calendar.zones import to_wall
from synthesis.errors import InputError

Parts = dict[str, str]

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
"""What a calendar of meetings can show; the standard knows each hour, minute and second too."""

MOST_A_DAY = 24
"""Times of one series on one day: a file could ask for every second of a century."""

_DAY = r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBER = r"[+-]?\d{1,3}"
_FORMS = {
    "FREQ": "|".join(FREQUENCIES),
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "COUNT": r"[1-9]\d{0,5}",
    "INTERVAL": r"[1-9]\d{0,4}",
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
    "BYDAY": rf"{_DAY}(?:,{_DAY})*",
}
_RANGES = {
    "BYSECOND": range(60),
    "BYMINUTE": range(60),
    "BYHOUR": range(24),
    "BYMONTHDAY": range(1, 32),
    "BYYEARDAY": range(1, 367),
    "BYWEEKNO": range(1, 54),
    "BYMONTH": range(1, 13),
    "BYSETPOS": range(1, 367),
}
_FROM_THE_END = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
"""Where -1 is the last."""

_FORMS |= dict.fromkeys(_RANGES, rf"{_NUMBER}(?:,{_NUMBER})*")
_OF_HOURS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_OF_DAYS = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY")
_YEARS_LOOKED_AT = 28
"""After so many years the days of the week fall on the same dates again (within a century)."""


def read_rule(value: str) -> Parts:
    """Return the parts of a rule by their names.

    Raises
    ------
    InputError
        If it does not say how it repeats, or says it in a form that the standard does not know, or never
        comes to pass.
    """
    parts = dict(_part(part) for part in value.strip().strip(";").upper().split(";"))
    if "FREQ" not in parts:
        raise InputError("the rule does not say how often (FREQ)")
    if prod(len(parts.get(name, "").split(",")) for name in _OF_HOURS) > MOST_A_DAY:
        raise InputError(f"the rule comes more than {MOST_A_DAY} times a day")
    _dateutil_takes(parts)
    if not (_can_fall(_joined(parts)) and _comes_to_pass(_joined(_without_end(parts)))):
        raise InputError("the rule falls on no day at all")
    return parts


def _part(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    name = name.strip()
    value = value.strip()
    if not sign or name not in _FORMS or not re.fullmatch(_FORMS[name], value) or not _in_range(name, value):
        raise InputError(f"the rule has a part {text.strip()!r}, which cannot be followed")
    return name, value


def _in_range(name: str, value: str) -> bool:
    if name not in _RANGES:
        return True
    numbers = _numbers(value)
    return all((abs(each) if name in _FROM_THE_END else each) in _RANGES[name] for each in numbers)


def _dateutil_takes(parts: Parts) -> None:
    """Refuse numbers that are out of range, or contradict one another, with the words of the library."""
    from dateutil.rrule import rrulestr

    try:
        rrulestr(_joined(_without_end(parts)), dtstart=datetime(2018, 1, 1))
        if "UNTIL" in parts:
            _until(parts["UNTIL"], "UTC")
    except (ValueError, TypeError) as error:
        raise InputError(f"the rule cannot be followed ({error})") from error


def _without_end(parts: Parts) -> Parts:
    return {name: value for name, value in parts.items() if name not in ("UNTIL", "COUNT")}


@lru_cache(maxsize=4096)
def _can_fall(rule: str) -> bool:
    """Whether there is a day that months, days of the month and days of the year agree on."""
    wanted = {name: _numbers(value) for name, value in _parted(rule) if name in _OF_DAYS}
    if len(wanted) < 2:
        return True
    first = date(2000, 1, 1)
    days = (first + timedelta(days=n) for n in range(366 * _YEARS_LOOKED_AT))
    return any(all(_falls(day, name, numbers) for name, numbers in wanted.items()) for day in days)


@lru_cache(maxsize=4096)
def _comes_to_pass(rule: str) -> bool:
    """Whether a rule that counts within a month, week or year ever finds what it counts to."""
    from dateutil.rrule import rrulestr

    if not re.search(r"BYSETPOS|BYWEEKNO|BYDAY=[^;]*\d", rule):
        return True
    return next(iter(rrulestr(rule, dtstart=datetime(2000, 1, 1))), None) is not None


def _parted(rule: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (part.partition("=") for part in rule.split(";"))]


def _numbers(listed: str) -> set[int]:
    return {int(number) for number in listed.split(",")}


def _falls(day: date, name: str, numbers: set[int]) -> bool:
    if name == "BYMONTH":
        return day.month in numbers
    if name == "BYMONTHDAY":
        next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return day.day in numbers or (day - next_month).days in numbers
    left = (day - date(day.year + 1, 1, 1)).days
    return day.timetuple().tm_yday in numbers or left in numbers


def ended(value: str, first: datetime, zone: str, before: datetime) -> str:
    """Return a rule that ends with its last time before a wall time.

    >>> ended("FREQ=DAILY;UNTIL=20180531", datetime(2018, 5, 8), "UTC", datetime(2018, 5, 10))
    'FREQ=DAILY;COUNT=2'
    """
    n_left = sum(1 for _ in takewhile(lambda wall: wall < before, walls(value, first, zone)))
    return f"{without_end(value)};COUNT={max(n_left, 1)}"


def without_end(value: str) -> str:
    """Return a rule that says how it repeats and not until when; one without end as it is."""
    parts = (part for part in value.split(";") if not part.strip().upper().startswith(("COUNT", "UNTIL")))
    return ";".join(parts)


def walls(value: str, first: datetime, zone: str, since: datetime | None = None) -> Iterator[datetime]:
    """Yield the wall times of a rule in order; without end where the rule has none.

    The first time counts as one of the series even where the rule would not have chosen it (RFC 5545,
    3.8.5.3); so a count of five stays five. A rule that cannot be followed yields the first time only.
    What comes between the first time and `since`, a wall time, may be left out.
    """
    try:
        parts = read_rule(value)
    except InputError:
        yield first
        return
    ruled = _followed(parts, _later(first, parts, since), zone)
    number = int(parts["COUNT"]) if "COUNT" in parts else None
    yield from islice(_with_first(first, ruled), number)


def _followed(parts: Parts, first: datetime, zone: str) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    until = _until(parts["UNTIL"], zone) if "UNTIL" in parts else None
    own = _without_end(parts)
    if until is not None:
        own["UNTIL"] = f"{until:%Y%m%dT%H%M%S}"
    return iter(rrulestr(_joined(own), dtstart=first))


def _later(first: datetime, parts: Parts, since: datetime | None) -> datetime:
    """Begin shortly before a time where nothing is counted from the first: a century of days is long."""
    days = {"DAILY": 1, "WEEKLY": 7}.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
    if since is None or "COUNT" in parts or not days:
        return first
    return first + timedelta(days=days * max((since - first).days // days - 1, 0))


def _with_first(first: datetime, ruled: Iterator[datetime]) -> Iterator[datetime]:
    yield first
    yield from (each for each in ruled if each != first)


def _joined(parts: Parts) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _until(value: str, zone: str) -> datetime:
    """Return the last wall time that may come; a day counts to its end."""
    if len(value) == 8:
        return datetime.combine(datetime.strptime(value, "%Y%m%d"), time.max).replace(microsecond=0)
    moment = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
    return to_wall(moment.replace(tzinfo=UTC), zone) if value.endswith("Z") else moment
