"""What a report says about its meeting: title, number, date, and what kind of text it is.

>>> find_number("Dynamic Coalition Coordination Group – Virtual Meeting XXV")
'XXV'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from synthesis.meetings.dates import MONTH, find_dates, first_date
from synthesis.models import ReportFormat

MEETING_WORD = (
    r"(?:meeting|call|session|teleconference|conference call|webinar|sitting|minutes|work ?plan|consultation)"
)
_NUMERAL = r"(?:[IVXLC]{1,8}|\d{1,3})"
_NUMBERS = (
    re.compile(
        rf"\b(?i:{MEETING_WORD})s?\s(?:(?i:no|nr|number)\b\.?\s?|"
        rf"#\s?)?(?P<n>{_NUMERAL})\b(?!\s?(?i:{MONTH})|(?!/20\d\d\b)[./:-]\d)"
    ),
    re.compile(
        rf"(?<!(?i:room)\s)(?<!(?i:hall)\s)(?<!(?i:salle)\s)(?<!(?i:day)\s)\b(?P<n>{_NUMERAL})(?:st|nd|rd|th)?\s"
        rf"(?:[A-Za-z][A-Za-z-]*\s){{0,4}}?(?i:{MEETING_WORD})\b"
    ),
    re.compile(r"#\s?(?P<n>\d{1,3})\b"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_ORDINALS = (
    _ONES
    + [
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ]
    + [word for ten in _TENS for word in (ten.replace("y", "ieth"), *(f"{ten}-{one}" for one in _ONES))]
)
ORDINAL = "(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_ORDINAL = re.compile(rf"\b(?P<word>{ORDINAL})\b", re.I)


def find_number(text: str) -> str:
    """Return the meeting's number as it is written, roman or arabic; '' if there is none.

    >>> find_number("Summary of the 60th DC coordination call"), find_number("Call of 9 March")
    ('60', '')
    """
    for pattern in _NUMBERS:
        if match := pattern.search(text):
            return match["n"]
    return ""


def number_in_words(text: str) -> str:
    """Return the number in 'the twenty-fifth call'; '' if none is written.

    A sitting is part of a meeting, and what is counted anew each year tells no meeting from others.

    >>> number_in_words("The twenty-fifth virtual meeting of the group")
    '25'
    """
    match = _ORDINAL.search(text)
    is_of_meeting = match and _IS_COUNTED.match(text[match.end() : match.end() + 90])
    return str(_ORDINALS.index(match["word"].lower()) + 1) if match and is_of_meeting else ""


_IS_COUNTED = re.compile(
    rf"(?!\s(?:open )?(?:sitting|consultation))\s(?:[\w-]+\s){{0,4}}?{MEETING_WORD}"
    r"(?!s?\s(?:[\w-]+\s){0,5}?cycle\b)",
    re.I,
)
_YEAR = re.compile(r"\b20\d\d\b")
_HELD = re.compile(r"\b(?:took place|held|met|convened|gathered|call|meeting|session|teleconference)\b", re.I)


_PUBLISHED = re.compile(
    r"^\W*(?:first |last |date )?(?:of )?(?:published|issued|circulated|posted|revised|uploaded|"
    r"distributed|updated|modified|publication)\b",
    re.I,
)
"""A line that says when the report came out, not when the meeting was."""

_AHEAD = re.compile(r"\b(?:next|by|before|until|on or before|deadline)\b[^.;]{0,40}$", re.I)
LATEST_REPORT = 60
"""Days after a meeting within which a mail reports on it."""


def find_date(
    head: Sequence[str], opening: Sequence[str], annexes: Sequence[str], sent: date | None
) -> date | None:
    """Return the day of the meeting: from the head, the first paragraphs, the annex titles, or the mail.

    A date without a year takes the year in which the mail was sent, or the one that the head of another
    report names ("Call 2 of 2021", "23 February").
    """
    head = [line for line in head if not _PUBLISHED.search(line)]
    for line in head:
        if held := first_date(line):
            return held
    for text in opening:
        if held := _date_near_meeting(text, sent):
            return held
    years = {int(year) for line in head for year in _YEAR.findall(line)}
    if not sent and len(years) == 1 and (held := _first(_in_year(line, min(years)) for line in head)):
        return held
    for text in (*head, *annexes):
        if held := first_date(text) or (_in_year(text, sent.year) if sent else None):
            return held
    return next((held for text in opening if (held := first_date(text))), sent)


def _date_near_meeting(text: str, sent: date | None) -> date | None:
    for found in find_dates(text[:600]):
        held = found.on(found.year) if found.year else sent and found.on(sent.year)
        before = text[max(0, found.start - 90) : found.start]
        if sent and held and (held > sent or (sent - held).days > LATEST_REPORT or _AHEAD.search(before)):
            continue
        if held and _HELD.search(before + text[found.start : found.end + 40]):
            return held
    return None


def _in_year(text: str, year: int) -> date | None:
    return _first(found.on(year) for found in find_dates(text))


def _first(days: Iterable[date | None]) -> date | None:
    return next((day for day in days if day), None)


_WORK_PLAN = re.compile(
    r"\b(?:work ?plan|work programme|programme of work|action plan|plan of (?:action|work))\b", re.I
)
_TURN = re.compile(r"^[ \t]{0,20}>>+[ \t]?(?:[^\W\d_][\w.'’ -]{0,60}:|[A-Z])", re.M)
_MAIL_HEADER_IN_QUOTE = re.compile(r"^[ \t]{0,20}>>+[ \t]?(?:From|To|Cc|Subject|Date|Sent|On)\b", re.M)
_CAPITALS_TURN = re.compile(r"^[ \t]{0,20}[A-Z][A-Z.'’ -]{3,60}:\s", re.M)
_NAMED_TURN = re.compile(
    r"^[ \t]{0,20}(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}):\s(?P<said>\S.*)$", re.M
)
_LABELS = re.compile(
    r"(?:actions?|decisions?|agreed|from|to|cc|subject|date|time|place|venue|chair|present|participants|attendees|"
    r"agenda|notes?|items?|topics?|next|summary|status|owners?|due|deadline|result|background|discussion)\b",
    re.I,
)
"""What stands before a colon and is no speaker."""

_SPOKEN = re.compile(r"\b(?:I|I['’]\w+|you|you['’]\w+)\b")
_CAPTIONS_NOTE = re.compile(
    r"\breal[- ]?time captioning|\brough (?:draft|edit) (?:format|copy)|\blive caption", re.I
)


def is_transcript(text: str) -> bool:
    r"""Whether a text is a record of speech, word for word, rather than a report.

    >>> is_transcript(">> PERSON A: Hello.\n>> PERSON B: Hello.\n>> PERSON A: We agreed that.")
    True
    """
    n_lines = 1 + text.count("\n")
    turns = len(_TURN.findall(text)) - len(_MAIL_HEADER_IN_QUOTE.findall(text))
    named = sum(1 for _ in re.finditer(r"^[ \t]{0,20}>>+[ \t]?[^\W\d_][\w.'’ -]{0,60}:", text, re.M))
    is_captioned = bool(_CAPTIONS_NOTE.search(text[:3000]))
    capitals = len(_CAPITALS_TURN.findall(text))
    if _is_talk(text):
        return True
    if is_captioned and (turns + capitals) >= 2:
        return True
    return (named >= 3 and 5 * turns >= n_lines // 3) or (capitals >= 5 and 5 * capitals >= n_lines // 2)


def _is_talk(text: str) -> bool:
    """Whether most lines are turns of named speakers who come back, and a third of them speak to somebody."""
    turns = [turn for turn in _NAMED_TURN.finditer(text) if not _LABELS.match(turn["who"])]
    n_lines = sum(bool(line.strip()) for line in text.splitlines())
    back = sum(n > 1 for n in Counter(turn["who"] for turn in turns).values())
    n_spoken = sum(bool(_SPOKEN.search(turn["said"])) for turn in turns)
    return len(turns) >= 5 and 2 * len(turns) > n_lines and back >= 2 and 3 * n_spoken >= len(turns)


def find_format(title: str, is_mail: bool, items: Sequence[str]) -> ReportFormat:
    """Tell a work plan from a mail and a report; a transcript has been told before."""
    aims = sum(bool(re.match(r"to [a-z]+\b", text, re.I)) for text in items)
    if _WORK_PLAN.search(title) or (items and 2 * aims > len(items) and aims >= 3):
        return "workplan"
    return "email" if is_mail else "report"
