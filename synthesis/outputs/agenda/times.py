"""Times in words: as the clocks of one zone show them, and in UTC where that is another hour.

>>> from datetime import datetime
>>> from synthesis.community.calendar.zones import to_utc
>>> from synthesis.models import Event
>>> starts, ends = datetime(2018, 3, 13, 15), datetime(2018, 3, 13, 16)
>>> call = Occurrence(Event("call", "Call", starts, ends, "Europe/Paris"),
...                   to_utc(starts, "Europe/Paris"), to_utc(ends, "Europe/Paris"))
>>> when_words(call, "Asia/Tokyo"), utc_words(call, "Asia/Tokyo")
('Tue 13 Mar 2018, 23:00 to Wed 14 Mar 2018, 00:00', '14:00 to 15:00 UTC')
"""

from __future__ import annotations

from datetime import date, datetime

from synthesis.community.calendar.recurrence import days_of
from synthesis.community.calendar.zones import to_wall
from synthesis.models import Occurrence


def day_words(day: date) -> str:
    """Name a day.

    >>> day_words(date(2018, 3, 5))
    'Mon 5 Mar 2018'
    """
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def hour(moment: datetime) -> str:
    """Return what a clock shows."""
    return f"{moment:%H:%M}"


def when_words(occurrence: Occurrence, zone: str) -> str:
    """Say when something takes place by the clocks of a zone; whole days are those of its own place."""
    if occurrence.event.is_all_day:
        return _whole_days(occurrence)
    starts, ends = to_wall(occurrence.starts_at, zone), to_wall(occurrence.ends_at, zone)
    if occurrence.event.kind == "deadline":
        return f"{day_words(ends)}, by {hour(ends)}"
    if starts == ends:
        return f"{day_words(starts)}, {hour(starts)}"
    last = "" if starts.date() == ends.date() else f"{day_words(ends)}, "
    return f"{day_words(starts)}, {hour(starts)} to {last}{hour(ends)}"


def _whole_days(occurrence: Occurrence) -> str:
    first, last = days_of(occurrence)
    if occurrence.event.kind == "deadline":
        return f"{day_words(last)}, by the end of the day in {occurrence.event.zone or 'UTC'}"
    return f"{day_words(first)}, all day" if first == last else f"{day_words(first)} to {day_words(last)}"


def utc_words(occurrence: Occurrence, zone: str) -> str:
    """Say the same in UTC; empty where a zone shows the same hour, and for whole days.

    Of a deadline at the end of a day it is the moment by the clocks of the zone.
    """
    event = occurrence.event
    if event.is_all_day and event.kind == "deadline":
        moment = to_wall(occurrence.ends_at, zone)
        is_same = to_wall(occurrence.ends_at, event.zone) == moment
        return "" if is_same else f"{day_words(moment)}, {hour(moment)} in {zone}"
    here, utc = (to_wall(occurrence.starts_at, each) for each in (zone, "UTC"))
    if here == utc or event.is_all_day:
        return ""
    words = f"{when_words(occurrence, 'UTC')} UTC"
    return words.removeprefix(f"{day_words(here)}, ")


def days_shown(occurrence: Occurrence, zone: str) -> tuple[date, date]:
    """Return the first and the last day on which something stands in a calendar: a deadline on its last."""
    first, last = days_of(occurrence, zone)
    return (last, last) if occurrence.event.kind == "deadline" else (first, last)


def time_words(occurrence: Occurrence, zone: str) -> str:
    """Return the hour that stands before a title in a month; empty for whole days."""
    if occurrence.event.is_all_day:
        return ""
    if occurrence.event.kind == "deadline":
        return f"by {hour(to_wall(occurrence.ends_at, zone))}"
    return hour(to_wall(occurrence.starts_at, zone))
