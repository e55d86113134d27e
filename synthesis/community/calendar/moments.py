"""Dates, times and lengths as iCalendar writes them (RFC 5545, 3.3.4 to 3.3.6).

>>> read_moment("20180306T140000", "Europe/Paris")
Moment(wall=datetime.datetime(2018, 3, 6, 14, 0), zone='Europe/Paris', is_date=False)
>>> read_length("-P1DT2H30M")
Length(days=-1, exact=datetime.timedelta(days=-1, seconds=77400))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from synthesis.community.calendar.zones import to_utc, to_wall
from synthesis.errors import InputError

YEARS = range(1900, 2201)
"""What lies outside is a slip of the pen, and the rules of zones say nothing of it."""

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,5})W|(?=[\dT])(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in a zone (empty: floating), or a day."""

    wall: datetime
    zone: str
    is_date: bool = False

    def seen_from(self, zone: str) -> datetime:
        """Return the wall time in another zone; a day and a floating time are the same everywhere."""
        if self.is_date or zone == self.zone or not zone or not self.zone:
            return self.wall
        return to_wall(to_utc(self.wall, self.zone), zone)


@dataclass(frozen=True, slots=True)
class Length:
    """Days, which are as long as the clocks make them, and exact time."""

    days: int
    exact: timedelta


def read_moment(value: str, zone: str) -> Moment:
    """Read a date, or a date with a time in a zone; UTC where the value says so.

    Raises
    ------
    InputError
        If it is neither, or no day of the calendar, or lies outside `YEARS`.
    """
    found = _MOMENT.fullmatch(value.strip())
    if not found:
        raise InputError(f"{value!r} is no date or time")
    year, month, day, hour, minute, second, utc = found.groups()
    if int(year) not in YEARS:
        raise InputError(f"the year {year} lies outside {YEARS[0]} to {YEARS[-1]}")
    try:
        wall = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError as error:
        raise InputError(f"{value!r} is no date or time ({error})") from error
    return Moment(wall, "UTC" if utc else zone, hour is None)


def read_length(value: str) -> Length:
    """Read a duration.

    Raises
    ------
    InputError
        If it is none.
    """
    found = _LENGTH.fullmatch(value.strip().upper())
    if not found:
        raise InputError(f"{value!r} is no length of time")
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Length(sign * (7 * weeks + days), sign * exact)


def write_moment(wall: datetime, zone: str, is_date: bool = False) -> str:
    """Write a date, or a wall time; with the mark of UTC where that is its zone."""
    if is_date:
        return write_date(wall)
    return f"{write_date(wall)}T{wall:%H%M%S}" + ("Z" if zone == "UTC" else "")


def write_date(day: date) -> str:
    """Write a date, early years with their four digits."""
    return f"{day.year:04}{day.month:02}{day.day:02}"
