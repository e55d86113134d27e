"""From which day a page looks ahead: today, or an earlier day where nothing lies ahead of today.

>>> from datetime import date, datetime
>>> call = Event("call", "Call", datetime(2018, 11, 12, 9), datetime(2018, 11, 12, 10))
>>> as_of([call], date(2026, 11, 30))
AsOf(day=datetime.date(2017, 12, 1), is_shifted=True)
>>> as_of([call], date(2018, 11, 1))
AsOf(day=datetime.date(2018, 11, 1), is_shifted=False)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from synthesis.community.calendar.recurrence import days_of, upcoming
from synthesis.models import Event, Occurrence


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day from which a page looks ahead, and whether it is another than today."""

    day: date
    is_shifted: bool


def as_of(events: Iterable[Event], today: date, asked: date | None = None) -> AsOf:
    """Choose the day: the one that somebody asked for; else today, where something lies ahead of it.

    Where nothing does, it is the first day of the twelve months that end with the last event. Cancelled
    events do not count. A page says so where the day is not today.
    """
    if asked is not None:
        return AsOf(asked, asked != today)
    held = [event for event in events if event.status != "cancelled"]
    if next(upcoming(held, _midnight(today)), None) is not None:
        return AsOf(today, False)
    past = upcoming(held, datetime.min.replace(tzinfo=UTC) + timedelta(days=2))
    last = max((_last_day(each) for each in past), default=None)
    return AsOf(_a_year_before(last), True) if last else AsOf(today, False)


def _last_day(occurrence: Occurrence) -> date:
    return days_of(occurrence)[1]


def _a_year_before(day: date) -> date:
    """Return the first day of the twelve months that end with the month of a day."""
    return date(day.year, 1, 1) if day.month == 12 else date(day.year - 1, day.month + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
