"""Dates and deadlines as reports write them -> `date`, where they can be known.

>>> first_date("on 9 March 2018")
datetime.date(2018, 3, 9)
>>> due_date("end of May", date(2018, 4, 10))
datetime.date(2018, 5, 31)
>>> due_date("early April", date(2018, 3, 9)) is None  # no day is meant, so none is made up
True
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS: dict[str, str] = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
"""Months in order, per language; a language is added by a line."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}

_MONTH_NUMBER = {name: at for names in MONTHS.values() for at, name in enumerate(names.split(), start=1)}
_MONTH_NUMBER |= {name[:3]: at for at, name in enumerate(MONTHS["en"].split(), start=1)} | {"sept": 9}

MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
"""Any month by name; every pattern of this module is used without regard to case."""

_YEAR = r"(?:,?\s(?:of\s|de\s)?(?P<year>(?:19|20)\d\d)\b)"
_RANGE = r"(?:\s?(?:[-–/]|to|and|&|et|y)\s?(?P<until>\d{1,2})(?:st|nd|rd|th)?)?"
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?{_RANGE}\s(?:of\s|de\s)?(?P<month>{MONTH}){_YEAR}?", re.I
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_RANGE}{_YEAR}?", re.I
)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)\b")
# The United Nations write the day first; 03/04/2018 is read as 3 April.
_IN_DIGITS = r"(?<![\d./-])(?P<{}>\d{{1,2}})(?P<sign>[./-])(?P<{}>\d{{1,2}})(?P=sign)"
_IN_DIGITS += r"(?P<year>(?:19|20)?\d\d)(?![./-]?\d)"
_NUMERIC = re.compile(_IN_DIGITS.format("day", "month"))
_MONTH_FIRST_NUMERIC = re.compile(_IN_DIGITS.format("month", "day"))
_NO_DATE = re.compile(
    r"(?:\b(?:v|version|release|(?:section|chapter|paragraph|para|clause|item|no|recommendation|objective|target|"
    r"goal|article|art|annex|rule|action|point|table|figure|fig|indicator|output)s?)\.?\s?|§\s?)$",
    re.I,
)
"""What stands before numbers with dots that are no date: "section 3.2.11"."""

_NINETIES = 70
"""Of years in two digits, the first that is of the last century."""

_FORMS = (_ISO, _NUMERIC, _MONTH_FIRST_NUMERIC, _DAY_FIRST, _MONTH_FIRST)


class FoundDate(NamedTuple):
    """A date in a text; `year` is None where it is not written."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """Return the date, in `year` if none is written; None if there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None

    def nearest(self, day: date) -> date | None:
        """Return the date, without a written year the one nearest to a day; None if there is no such day."""
        years = (self.year,) if self.year else (day.year - 1, day.year, day.year + 1)
        found = (self.on(year) for year in years)
        return min((each for each in found if each), key=lambda each: abs(each - day), default=None)


def find_dates(text: str) -> list[FoundDate]:
    """Return every date with a day and a month, in the order of the text, overlaps once."""
    found = sorted((each for form in _FORMS for each in _read(form, text)), key=lambda each: each.start)
    kept: list[FoundDate] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif (each.end - each.start) > (kept[-1].end - kept[-1].start):
            kept[-1] = each
    return kept


def _read(form: re.Pattern[str], text: str) -> Iterator[FoundDate]:
    for match in form.finditer(text):
        start, day, month = match.start(), int(match["day"]), _month_number(match["month"])
        until = match.groupdict().get("until")
        if form is _DAY_FIRST and until and int(until) < day:  # no range: "Meeting 20 - 12 May"
            start, day = match.start("until"), int(until)
        has_dots = match.groupdict().get("sign") == "."
        is_number = has_dots and _NO_DATE.search(text[max(0, start - 20) : start])
        is_date = 1 <= month <= 12 and 1 <= day <= 31 and not is_number
        if is_date and not (form is _MONTH_FIRST_NUMERIC and day <= 12):
            yield FoundDate(start, match.end(), _year(match["year"]), month, day)


def _year(written: str | None) -> int | None:
    if not written or len(written) > 2:
        return int(written) if written else None
    return int(written) + (1900 if int(written) >= _NINETIES else 2000)


def _month_number(written: str) -> int:
    return int(written) if written.isdigit() else _MONTH_NUMBER[written.rstrip(".").lower()]


def first_date(text: str) -> date | None:
    """Return the first date that is written with its year and exists."""
    dates = (each.on(each.year) for each in find_dates(text) if each.year)
    return next((each for each in dates if each), None)


_END_OF_MONTH = re.compile(rf"\b(?:end|last day) (?:of )?(?P<month>{MONTH}){_YEAR}?", re.I)
_END_OF_YEAR = re.compile(r"\bend of (?:the year|(?P<year>(?:19|20)\d\d))\b|\byear(?:['’]s)?[- ]end\b", re.I)
_DAY_ALONE = re.compile(r"^(?:the\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)$", re.I)
_SPELL = re.compile(
    rf"\b(?:within|in) (?P<n>{'|'.join(COUNTS)}|the|\d{{1,2}}) (?P<unit>day|week|(?:next )?fortnight)s?\b",
    re.I,
)
_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_WEEKDAY = re.compile(
    rf"\b(?P<ahead>a week from )?(?P<next>next )?(?P<day>{'|'.join(WEEKDAYS)})\b(?P<week> week\b)?", re.I
)
_SOON = re.compile(r"\b(?:today|tonight|tomorrow)\b", re.I)
_SLASHED = re.compile(r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])$")
_VAGUE = re.compile(r"\b(?:week of|approximately|about|around|roughly)\b", re.I)


def due_date(written: str, held_on: date | None) -> date | None:
    """Tell the day that a deadline means, from when the meeting was held; None if no day is meant.

    A date without a year is the next one after the meeting. "End of May" is its last day, "within two
    weeks" counts from the meeting, "Friday" is the next one. "Early April", "May" or "the next call"
    name no day, and a day that does not exist (31 February) is none.
    """
    found = find_dates(written)
    if found and not written.lower().startswith("week of"):
        return _following(found[0], held_on)
    if _VAGUE.search(written):
        return None
    if match := _END_OF_MONTH.search(written):
        return _end_of_month(match, held_on)
    if match := _END_OF_YEAR.search(written):
        year = int(match["year"]) if match["year"] else held_on and held_on.year
        return date(year, 12, 31) if year else None
    return _counted(written, held_on) if held_on else None


def _following(found: FoundDate, held_on: date | None) -> date | None:
    if found.year or not held_on:
        return found.on(found.year) if found.year else None
    this_year = found.on(held_on.year)
    return this_year if this_year is None or this_year >= held_on else found.on(held_on.year + 1)


def _end_of_month(match: re.Match[str], held_on: date | None) -> date | None:
    month = _month_number(match["month"])
    if match["year"]:
        year = int(match["year"])
    elif held_on:
        year = held_on.year + (month < held_on.month)
    else:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _counted(written: str, held_on: date) -> date | None:
    if match := _SLASHED.search(written):
        found = FoundDate(0, 0, None, int(match["month"]), int(match["day"]))
        return _following(found, held_on)
    if match := _SPELL.search(written):
        n = int(match["n"]) if match["n"].isdigit() else COUNTS.get(match["n"].lower(), 1)
        return held_on + timedelta(days=n * _UNITS[match["unit"].lower().split()[-1]])
    if match := _DAY_ALONE.search(written):
        return _day_alone(int(match["day"]), held_on)
    if match := _SOON.search(written):
        return held_on + timedelta(days=match.group().lower() == "tomorrow")
    match = _WEEKDAY.search(written)
    if match and not match["next"]:  # "next Friday" is said of two different days
        ahead = (WEEKDAYS.index(match["day"].lower()) - held_on.weekday() - 1) % 7 + 1
        is_later = bool(match["ahead"] or match["week"])  # "Wednesday week" is a week after Wednesday
        return held_on + timedelta(days=ahead + 7 * is_later)
    return None


def _day_alone(day: int, held_on: date) -> date | None:
    """Return the next day of that number: "the 20th"; None if the month has none."""
    month = held_on.month + (day < held_on.day)
    year, month = held_on.year + month // 13, (month - 1) % 12 + 1
    return FoundDate(0, 0, year, month, day).on(year)
