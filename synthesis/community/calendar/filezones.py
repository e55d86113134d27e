"""The zones of a file: TZID -> IANA zone, by its name, or by what its VTIMEZONE says of the clocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from synthesis.community.calendar.lines import Component, Line, unescape
from synthesis.community.calendar.moments import read_moment
from synthesis.community.calendar.rules import walls
from synthesis.community.calendar.zones import iana_name, known_zones, zone_info
from synthesis.errors import InputError

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_EVERY = timedelta(days=5)
_YEARS_COMPARED = 3
_COMMON = (
    "UTC",
    "Europe/London",
    "Europe/Paris",
    "Europe/Athens",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""Tried first, so that a person recognises the zone: New York rather than Havana."""


class FileZones:
    """What the names of zones mean in one calendar of a file.

    Parameters
    ----------
    calendar : Component
        Its VTIMEZONE components are used for names that say nothing by themselves.

    Attributes
    ----------
    of_calendar : str
        The zone that the calendar names for itself.
    guessed : dict of int to str
        What a person should know of zones that were told by their clocks alone, by their lines.
    """

    def __init__(self, calendar: Component) -> None:
        self._defined = {_tzid(each): each for each in calendar.children if each.name == "VTIMEZONE"}
        self._found: dict[str, str] = {}
        self.guessed: dict[int, str] = {}
        self._years = _years(calendar)
        own = calendar.first("X-WR-TIMEZONE")
        self.of_calendar = iana_name(unescape(own.value)) if own else ""

    def zone(self, tzid: str) -> str:
        """Return the IANA name; empty for a zone that nobody knows."""
        if tzid not in self._found:
            self._found[tzid] = iana_name(tzid) or self._by_definition(tzid)
        return self._found[tzid]

    def _by_definition(self, tzid: str) -> str:
        component = self._defined.get(tzid)
        if component is None:
            return ""
        place = component.first("X-LIC-LOCATION")
        if found := iana_name(unescape(place.value)) if place else "":
            return found
        if found := _alike(component, self._years):
            self.guessed[component.row] = (
                f"The time zone {tzid!r} is taken as {found}, whose clocks show the same."
            )
        return found


def _tzid(component: Component) -> str:
    line = component.first("TZID")
    return unescape(line.value).strip() if line else ""


def _years(calendar: Component) -> range:
    """Return the years by which zones are compared: those in which the first events lie."""
    starts = (event.first("DTSTART") for event in calendar.children if event.name == "VEVENT")
    years = [
        int(line.value[:4])
        for line in starts
        if line and line.value[:4].isascii() and line.value[:4].isdigit()
    ]
    first = min((year for year in years if 1970 <= year <= 2100), default=2018)
    return range(first, first + _YEARS_COMPARED)


def _alike(component: Component, years: range) -> str:
    """Return the best known zone whose clocks show the same in every week of some years."""
    onsets = _onsets(component, years)
    if not onsets:
        return ""
    first = datetime(years[0], 1, 1, tzinfo=UTC)
    samples = [first + n * _EVERY for n in range(len(years) * 73)]
    offsets = [_offset_at(onsets, moment) for moment in samples]
    return next((zone for zone in _candidates() if _shows(zone, samples, offsets)), "")


def _candidates() -> list[str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    named = (zone for zone in WINDOWS_TO_OLSON.values() if zone in known_zones())
    return [*_COMMON, *named, *sorted(known_zones())]


def _shows(zone: str, samples: Sequence[datetime], offsets: Sequence[timedelta]) -> bool:
    info = zone_info(zone)
    return all(
        moment.astimezone(info).utcoffset() == offset for moment, offset in zip(samples, offsets, strict=True)
    )


def _offset_at(onsets: Sequence[tuple[datetime, timedelta, timedelta]], moment: datetime) -> timedelta:
    past = [after for at, _, after in onsets if at <= moment]
    return past[-1] if past else onsets[0][1]


def _onsets(component: Component, years: range) -> list[tuple[datetime, timedelta, timedelta]]:
    """List when the clocks change: the moment, the offset before and after."""
    found: list[tuple[datetime, timedelta, timedelta]] = []
    for part in component.children:
        try:
            found += _onsets_of(part, datetime(years[-1] + 1, 1, 1))
        except InputError:
            return []
    return sorted(found)


def _onsets_of(part: Component, until: datetime) -> list[tuple[datetime, timedelta, timedelta]]:
    before, after = (_offset(part.first(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    start = part.first("DTSTART")
    # Outlook's rules begin in 1601
    first = (
        read_moment(re.sub(r"^1[0-8]\d\d", "1970", start.value.strip()), "").wall
        if start
        else datetime(1970, 1, 1)
    )
    times = [
        first,
        *(read_moment(each, "").wall for line in part.all("RDATE") for each in line.value.split(",")),
    ]
    for rule in part.all("RRULE"):
        times += takewhile(lambda wall: wall < until, walls(rule.value, first, ""))
    return [((wall - before).replace(tzinfo=UTC), before, after) for wall in times]


def _offset(line: Line | None) -> timedelta:
    found = _OFFSET.fullmatch(line.value.strip()) if line else None
    if not found:
        raise InputError("a zone without its offsets")
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length
