"""What a person enters -> an event that can be, or what is wrong with it in words.

>>> from datetime import datetime
>>> late = Event("a", "Call", datetime(2018, 3, 25, 2, 30), datetime(2018, 3, 25, 4), "Europe/Paris")
>>> [fault.message for fault in faults(late)]
['On 25 March 2018 the clocks of Europe/Paris leave out 02:30: they go forward that night.']
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from difflib import get_close_matches
from urllib.parse import urlsplit

from synthesis.community.calendar.moments import YEARS
from synthesis.community.calendar.rules import read_rule
from synthesis.community.calendar.zones import known_zones, zone_info
from synthesis.errors import InputError
from synthesis.models import Event

LONGEST = timedelta(days=60)
"""Nothing in the calendar of a year lasts longer; a year mistyped does."""

STARTS, ENDS, ZONE = "First day, starts at", "Last day, ends at", "Time zone of these hours"
"""What the fields of the times are called where they are asked for."""


def faults(event: Event) -> tuple[InputError, ...]:
    """Return what is wrong with an entry, each with its field and what to do; none where it can stand."""
    return (*_of_words(event), *faults_of_times(event), *_of_rules(event))


def _of_words(event: Event) -> Iterator[InputError]:
    if not event.title.strip():
        yield InputError("An entry needs a title.", "Title", "Say what takes place.")
    if event.access_link and urlsplit(event.access_link).scheme not in ("http", "https"):
        yield InputError(
            "The access link is no address of the web.", "Access link", "It begins with https:// or http://."
        )


def faults_of_times(event: Event) -> Iterator[InputError]:
    """Yield what is wrong with the times of an entry."""
    if event.zone not in known_zones():
        yield _unknown_zone(event.zone)
        return
    if strange := tuple(_of_years(event)):
        yield from strange
        return
    if event.ends < event.starts or (event.ends == event.starts and event.kind != "deadline"):
        how = "ends as it begins" if event.ends == event.starts else "ends before it starts"
        yield InputError(
            f"This {how}: {_told(event.starts)} to {_told(event.ends)}.", ENDS, "Give a later end."
        )
    elif event.ends - event.starts > LONGEST:
        days = (event.ends - event.starts).days
        yield InputError(f"This lasts {days} days.", ENDS, "Look at the year of both days.")
    if not event.is_all_day:
        for name, wall in ((STARTS, event.starts), (ENDS, event.ends)):
            yield from _of_clock(name, wall, event.zone)


def _unknown_zone(zone: str) -> InputError:
    near = get_close_matches(zone, known_zones(), 1)
    hint = f"Did you mean {near[0]}?" if near else "Choose one such as Europe/Paris, or UTC."
    return InputError(f"Nobody knows the time zone “{zone}”.", ZONE, hint)


def _of_years(event: Event) -> Iterator[InputError]:
    """Yield what lies outside the years that the calendar knows; files are read by the same years."""
    known = f"Choose a day of the years {YEARS[0]} to {YEARS[-1]}."
    last = event.ends - timedelta(days=1) if event.is_all_day else event.ends
    for name, wall in ((STARTS, event.starts), (ENDS, last)):
        if wall.year not in YEARS:
            yield InputError(f"The calendar does not know the year {wall.year}.", name, known)


def _of_clock(name: str, wall: datetime, zone: str) -> Iterator[InputError]:
    """Yield what is wrong with a time in the night in which clocks change."""
    first, second = (wall.replace(tzinfo=zone_info(zone), fold=fold).utcoffset() for fold in (0, 1))
    assert first is not None
    assert second is not None
    day, hour = f"{wall.day} {wall:%B %Y}", f"{wall:%H:%M}"
    if second > first:
        yield InputError(
            f"On {day} the clocks of {zone} leave out {hour}: they go forward that night.",
            name,
            "Choose an hour before or after.",
        )
    elif second < first:
        yield InputError(
            f"On {day} the clocks of {zone} show {hour} twice: they go back that night.",
            name,
            "Choose another hour, or give the time in UTC.",
        )


def _of_rules(event: Event) -> Iterator[InputError]:
    for rule in event.rules:
        try:
            read_rule(rule)
        except InputError as error:
            yield InputError(f"It cannot repeat like this: {error.message}.", "Repeats", f"Given: {rule}.")


def _told(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M}"
