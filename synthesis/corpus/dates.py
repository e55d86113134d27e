"""A written date -> a date, or None when it is none or can be read in two ways.

>>> parse_date("18 December 2017"), parse_date("05/04/2018")
(datetime.date(2017, 12, 18), None)
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from babel import Locale

from synthesis.corpus.folding import fold

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
"""With the year first the month comes next, whatever parts them: forms export "2024/01/05 10:11:12"."""
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: \d{1,2}:\d{2}.*)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: \d{1,2}:\d{2}.*)?")
"""Written with points the day comes first wherever dates are written so."""
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?")
"""Days as spreadsheets count them, from 1982 to 2064."""
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º|ª)?\.? (?:de |of )?(\D+?)\.?,? (?:de |del )?(\d{4})(?: г\.?)?"
)
_MONTH_FIRST = re.compile(r"(\D+?)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def parse_date(text: str) -> date | None:
    """Read a date strictly; day and month in figures only where no other reading is possible."""
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return _date(year, month, day) or _date(year, day, month)
    if match := _NUMBERS.fullmatch(text):
        return _unambiguous(int(match[1]), int(match[2]), int(match[3]))
    if match := _WORDS.fullmatch(text):
        return _date(int(match[3]), _months().get(fold(match[2]), 0), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _date(int(match[3]), _months().get(fold(match[1]), 0), int(match[2]))
    return None


def why_unread(text: str) -> str:
    """Say why `parse_date` reads no date, and how it is to be written.

    >>> why_unread("05/04/2018")
    "'05/04/2018' can be read as 2018-04-05 or 2018-05-04."
    >>> why_unread("43501")
    "'43501' is no date; a spreadsheet that counts days means 2019-02-05. Write it so."
    """
    text = " ".join(text.split())
    if match := _NUMBERS.fullmatch(text):
        first, second, year = map(int, match.groups())
        readings = [found for found in (_date(year, second, first), _date(year, first, second)) if found]
        if len(readings) > 1:
            return f"{text!r} can be read as {readings[0]} or {readings[1]}."
    if _SERIAL.fullmatch(text):
        meant = _SPREADSHEET_EPOCH + timedelta(days=int(float(text)))
        return f"{text!r} is no date; a spreadsheet that counts days means {meant}. Write it so."
    is_written_right = any(form.fullmatch(text) for form in (_ISO, _NUMBERS, _CHINESE))
    what = "day of the calendar" if is_written_right else "date that is known"
    return f"{text!r} is no {what}. Write it as 2017-12-18."


def parse_mail_date(text: str) -> date | None:
    """Read the Date header of a mail; the day is the sender's own."""
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _unambiguous(first: int, second: int, year: int) -> date | None:
    """Read "18/12/2017" either way round, "12/12/2017" too, and "05/04/2018" not at all."""
    if first > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Map the months' names and short names in the languages met to their numbers."""
    months: dict[str, int] = {}
    for language in ("en", "fr", "es", "pt", "ru", "ar"):
        by_form = Locale.parse(language).months["format"]
        for width in ("wide", "abbreviated"):
            months.update({fold(name): number for number, name in by_form[width].items()})
    return months | {"sept": 9}
