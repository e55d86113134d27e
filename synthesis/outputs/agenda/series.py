"""Rules of repetition in words, and the few that a person can choose on the page.

>>> from datetime import datetime
>>> repeat_words("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=12")
'every 2 weeks on Thursday, 12 times'
>>> repeat_words("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20181231T000000Z")
'every month on the second Tuesday, until 31 Dec 2018'
>>> choices(datetime(2018, 3, 13))["FREQ=MONTHLY;BYDAY=2TU"]
'every month on the second Tuesday'
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from synthesis.models import Event
from synthesis.outputs.phrases import counted, joined

_UNITS = {"HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_NTH = {
    "1": "first",
    "2": "second",
    "3": "third",
    "4": "fourth",
    "5": "fifth",
    "-1": "last",
    "-2": "last but one",
}
_TOLD = {"FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"}


def repeat_words(rule: str) -> str:
    """Say how something repeats; a rule with rarer parts is given as it is written."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";") if part)
    if parts.get("FREQ") not in _UNITS or not parts.keys() <= _TOLD:
        return f"by the rule {rule}"
    unit, n = _UNITS[parts["FREQ"]], parts.get("INTERVAL", "1")
    words = f"every {unit}" if n == "1" else f"every {n} {unit}s"
    if "BYDAY" in parts:
        words += f" on {' and '.join(_day(each) for each in parts['BYDAY'].split(','))}"
    return words + _end(parts)


def _day(value: str) -> str:
    number, name = value[:-2].lstrip("+"), _DAYS.get(value[-2:], value)
    return f"the {_NTH.get(number, number + 'th')} {name}" if number else name


def _end(parts: dict[str, str]) -> str:
    if "COUNT" in parts:
        return f", {parts['COUNT']} times"
    if "UNTIL" in parts:
        until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d")
        return f", until {until.day} {until:%b %Y}"
    return ", without end"


def series_words(event: Event) -> str:
    """Say how an event repeats; empty where it takes place once."""
    if event.replaces is not None and event.and_later:
        return f"as its series does, from {event.replaces.day} {event.replaces:%B %Y} on"
    words = "; ".join(repeat_words(rule) for rule in event.rules)
    if event.added:
        words += f"{' and ' if words else 'besides its first time, '}{len(event.added)} more by date"
    return words + (f", except {_days_words(event.left_out)}" if words and event.left_out else "")


def _days_words(moments: Sequence[datetime]) -> str:
    """Name days one after another; the year stands with the last of each year."""
    days = sorted({each.date() for each in moments})
    is_last_of_year = [day.year != after.year for day, after in pairwise(days)] + [True]
    return joined(
        [
            f"{day.day} {day:%B}" + (f" {day.year}" if is_last else "")
            for day, is_last in zip(days, is_last_of_year, strict=True)
        ]
    )


def moved_words(event: Event) -> str:
    """Say from where one time of a series was moved, or how far all of a part of it; empty where not.

    >>> from dataclasses import replace
    >>> call = Event("call", "Call", datetime(2018, 5, 8, 15), datetime(2018, 5, 8, 16))
    >>> moved_words(replace(call, replaces=datetime(2018, 5, 7, 15)))
    'moved from 7 May'
    >>> moved_words(replace(call, replaces=datetime(2018, 5, 8, 9)))
    'moved from 09:00'
    >>> moved_words(replace(call, replaces=datetime(2018, 5, 7, 9)))
    'moved from 7 May, 09:00'
    """
    before = event.replaces
    if before is None or before == event.starts:
        return ""
    if before.date() == event.starts.date():
        return f"moved from {before:%H:%M}"
    is_other_hour = before.time() != event.starts.time() and not event.is_all_day
    if event.and_later:
        days = (event.starts.date() - before.date()).days
        hours = f", from {before:%H:%M} to {event.starts:%H:%M}" if is_other_hour else ""
        return f"moved {counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}{hours}"
    year = "" if before.year == event.starts.year else f" {before.year}"
    return f"moved from {before.day} {before:%B}{year}" + (f", {before:%H:%M}" if is_other_hour else "")


def choices(starts: datetime) -> dict[str, str]:
    """Return the rules that fit a first day, with their words, without how often."""
    day = list(_DAYS)[starts.weekday()]
    nth = f"{(starts.day - 1) // 7 + 1}{day}"
    rules = [f"FREQ=WEEKLY;BYDAY={day}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"]
    rules += [f"FREQ=MONTHLY;BYDAY={nth}"] if not nth.startswith("5") else [f"FREQ=MONTHLY;BYDAY=-1{day}"]
    return {rule: repeat_words(rule).removesuffix(", without end") for rule in rules}
