"""The deadline in a clause, as it is written.

>>> find_due("It was agreed to meet in about one month, in early April", None)
'early April'
>>> find_due("The Secretariat will write by 4 May 2018 to those who came on 3 April 2018", None)
'4 May 2018'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from synthesis.meetings.conditions import find_conditions
from synthesis.meetings.dates import COUNTS, MONTH, MONTHS, WEEKDAYS, FoundDate, find_dates
from synthesis.meetings.identity import MEETING_WORD, ORDINAL

_YEAR = r"(?:,?\s(?:of\s)?(?:19|20)\d\d\b)?"
_PART = re.compile(
    rf"\b(?:(?:early|mid|late)[- ]?|(?:very\s)?(?:beginning|start|middle|end|first half|second half|"
    rf"(?:first|second|third|last) week|first days)\s(?:of\s)?)(?:(?:the\s)?(?:{MONTH}{_YEAR}|year\b|"
    rf"month\b|week\b|summer\b)|(?:19|20)\d\d\b)|\bQ[1-4]\b(?:\s(?:of\s)?(?:19|20)\d\d\b)?",
    re.I,
)
_LAST_DAY = re.compile(
    rf"\b(?:the\s)?(?:last day|first) of (?:{MONTH}{_YEAR}|the (?:month|year))|"
    rf"(?<![\d/])\d{{1,2}}/(?:1[3-9]|2\d|3[01])\b(?!/)",
    re.I,
)
_MONTHS = "|".join(name.title() for name in MONTHS["en"].split())
_BARE_MONTH = re.compile(
    rf"\b(?:{_MONTHS})\b(?:\s?[–-]\s?(?:{_MONTHS})\b)?{_YEAR}(?!\s(?:\d{{1,2}}\b|(?:MAG\s)?(?:call|"
    rf"meeting|session)))"
)
_DAY_OF_WEEK = "|".join(day.title() for day in WEEKDAYS)
_WEEKDAY = re.compile(
    rf"\b(?:a week from\s|(?:end of day|close of business|COB)(?:\son)?\s|(?:next|this|the coming|coming)\s)?"
    rf"(?:Easter\s|Ash\s)?(?:{_DAY_OF_WEEK})\b(?:\s(?:week|noon|night|morning|evening)\b)?|\b[Tt]omorrow\b"
)
_SPELL = re.compile(
    rf"\bwithin\s(?:the|a)\s(?:day|week|month|year)\b|"
    rf"\b(?:within|in)\s(?:approximately\s|about\s|the next\s|not more than\s)?(?:(?:{'|'.join(COUNTS)}|"
    rf"\d{{1,2}})\s"
    rf"(?:working\s)?(?:day|week|month|fortnight)s?\b(?:['’]?\s(?:time\b|of\s(?!{MONTH})\w+))?|(?:the|"
    rf"a) (?:next )?fortnight\b|"
    rf"the week following\b)",
    re.I,
)
_NEXT = re.compile(
    r"\bnext\s(?:[\w-]+\s){0,2}?(?:call|meeting|sitting|session|mtg)\b|\b(?:next|this(?: same)?|"
    r"the same) (?:week|month|year)\b|\bthe same day\b|"
    rf"\b(?:the\s)?(?:(?:{MONTH}\s)?MAG|annual|{MONTH}|\w+th|first|second|third) (?:meeting|call|session|"
    rf"sitting)(?:\sof\s{MONTH})?\b|"
    r"\bcall\s\d+\b|#\d+\b|\btonight\b|\btoday(?:\s\w+ing)?\b|\bthis week-?end\b",
    re.I,
)
_FEAST = re.compile(
    r"\b(?:(?:the\s)?(?:Easter|Christmas|Thanksgiving|Halloween|Ramadan|Diwali|Eid|New Year|Memorial Day|"
    r"Labou?r Day|"
    r"Ash Wednesday|Pentecost|Passover|Nowruz|summer|winter|holiday)\s?(?:break|holidays?|recess|vacation)?|"
    r"(?:the\s)?(?:end of (?:the )?(?:day|(?:next |this )?week|month)|(?:month|year)['’]s end|"
    r"year[- ]end|week-?end|"
    r"(?-i:[A-Z]{3,8}\s?\d{2,4})|"
    r"\d{1,2}(?:st|nd|rd|th)(?:\sinstant)?))\b",
    re.I,
)
_FORMS = (_PART, _LAST_DAY, _WEEKDAY, _SPELL, _NEXT, _FEAST, _BARE_MONTH)
"""After full dates, from the most to the least exact."""

_LATEST = re.compile(
    r"\b(?:(?:no|not) later than|on or before|prior to|at the latest (?:on|in|by))\s(?:the\s)?$", re.I
)
"""Words that bind more than "by" and are kept with the day."""

_ENDS_AT = re.compile(
    r"\b(?:by|before|prior to|clos(?:es|ing|e) on|ends?(?:\son)?|lapses? on|no later than|not later than|"
    r"until|till|due(?:\s(?:by|on|date))?:?|"
    r"deadline(?:\s\w+){0,2}?:?|ahead of|in time for|at the latest(?:\sin|\sby|\son)?|up to)"
    r"\s?(?:COB\s|close of business\s|noon\s|end of day\s)?(?:on\s)?(?:the\s|our\s|its\s)?(?:very\s)?"
    r"(?:(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?,?\s)?$",
    re.I,
)
_STANDS_IN = re.compile(
    r"\b(?:COB|close of business)\s$|\b(?:in|on|at|around|for|during|to|brief|inform|update|is|of|week of|"
    r"from)\s(?:the\s|our\s|its\s|"
    r"a\s)?$|[(,:–-]\s?$",
    re.I,
)
_STANDS_ALONE = re.compile(
    rf"(?:tomorrow|tonight|today|the same day|this\s(?!same|year)|next (?:week|{'|'.join(WEEKDAYS)})|"
    rf"a week from|\w+day week)\b",
    re.I,
)
"""Said of a day without any preposition."""

_BELONGS = re.compile(r"\b(?<!ahead )of\s(?:the\s)?$", re.I)
_IS_PLACE = re.compile(
    rf"(?:\b(?:MAG|annual) meeting|^(?:the\s)?(?:{ORDINAL}) \w+|(?<!to)day (?:noon|night|morning|evening))$",
    re.I,
)
"""Deadlines only after "before" and the like; else the place where something happens: "Thursday morning"."""

_IS_FOR = re.compile(r"\bfor\s(?:the\s)?$", re.I)
_OF_PAST = re.compile(
    r"\b(?:minutes|summary|notes|report|letter|record|meeting|call|session)s?\s(?:of|from|dated)\s(?:the\s)?$",
    re.I,
)
_AHEAD = re.compile(r"\b(?:will|would|shall|should|must|may|can|could|to|is|are|be|by|next)\b", re.I)
"""What tells that a day lies ahead; without it the nearest is meant, and one that is past is no deadline."""

_MEETS_NEXT = re.compile(
    rf"\b(?:next|following|{ORDINAL})\s(?:[\w-]+\s){{0,3}}?{MEETING_WORD}s?\W{{0,3}}(?:[:–-]\W{{0,3}}\s|"
    r"(?:(?:will|would|shall|is|was|has been|to)\b[^.;]{0,30}?\b)?"
    r"(?:be on|held|takes? place|convened|fixed|set|scheduled|planned)\b)|"
    rf"\b(?:next|following)\s(?:[\w-]+\s){{0,3}}?{MEETING_WORD}\sis\b|"
    r"\b(?:will|would|shall|is to|to)\s(?:(?:next|again)\s(?:meet|convene)\b|"
    r"(?:meet|convene)\s(?:again|next)\b|reconvene\s(?:again|next|on|in|at)\b)|"
    r"\b(?:meets|convenes|reconvenes) (?:again|next)\b|"
    r"\b(?:hold|convene) (?:the|its|their) next\b",
    re.I,
)
_WILL = re.compile(r"\b(?:will|would|shall)\b", re.I)
_LACKS = re.compile(r"\bwithout\s[^,;.]{1,60}$", re.I)
"""What leads to a day by which something is missing: "coalitions without a report by 15 October"."""

_BOUND = 3


class _Candidate(NamedTuple):
    is_calendar: bool
    strength: int
    exactness: int
    start: int
    text: str


def find_due(clause: str, held_on: date | None, *, only_bounds: bool = False) -> str:
    """Return the deadline of a clause as written, '' if it names none.

    "By", "before", "until" bind most; else what stands after "in", "on", "at". A day before the meeting
    is no deadline, nor is one by which a condition has to hold (of 23 such days of the hands two are). With
    `only_bounds` nothing but the former counts.
    """
    hanging = find_conditions(clause)
    found = [
        each
        for each in _candidates(clause, held_on)
        if each.strength >= (_BOUND if only_bounds else 1)
        and not any(start <= each.start < end for start, end in hanging)
    ]
    best = max(
        found, key=lambda each: (each.is_calendar, each.strength, each.exactness, -each.start), default=None
    )
    return _as_written(clause, best) if best else ""


def is_next_meeting(clause: str) -> bool:
    """Whether a clause says when the body meets again: nobody owes that, so it is never overdue.

    >>> is_next_meeting("Next call: 4 April"), is_next_meeting("He writes before the next call on 4 April")
    (True, False)
    """
    found = _MEETS_NEXT.search(clause)
    return found is not None and not _WILL.search(clause, 0, found.start())


def _as_written(clause: str, best: _Candidate) -> str:
    """Put "not later than" before a day: without it the words would say less."""
    latest = _LATEST.search(clause[: best.start])
    return f"{latest.group()}{best.text}".strip() if latest else best.text


def _candidates(clause: str, held_on: date | None) -> Iterator[_Candidate]:
    taken: list[tuple[int, int]] = []
    for found in find_dates(clause):
        taken.append((found.start, found.end))
        on = found.on(found.year) if found.year else None
        strength = _strength(clause, found.start)
        start = found.start - len("week of ") * clause[: found.start].lower().endswith("week of ")
        is_past = bool(held_on and (on <= held_on if on else found.on(held_on.year) == held_on))
        if _LACKS.search(clause[: found.start]) or _is_told(clause[: found.start], found, held_on):
            continue
        if strength and not (is_past and strength < _BOUND):
            yield _Candidate(True, strength, len(_FORMS), found.start, clause[start : found.end].strip(" ."))
    for rank, form in enumerate(_FORMS):
        for match in form.finditer(clause):
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                strength = (
                    _BOUND if match.group().lower().startswith("within") else _strength(clause, match.start())
                )
                if form is _SPELL or _STANDS_ALONE.match(match.group()):
                    strength = max(strength, 1)
                if form is _NEXT and _BELONGS.search(clause[: match.start()]):
                    continue
                is_place = _IS_PLACE.search(match.group()) and not _IS_FOR.search(clause[: match.start()])
                if strength < _BOUND and (form is _FEAST or is_place):
                    continue
                exactness = len(_FORMS) - 1 - rank
                yield _Candidate(
                    form is not _NEXT, strength, exactness, match.start(), match.group().strip(" .")
                )


def _is_told(before: str, found: FoundDate, held_on: date | None) -> bool:
    """Whether a day is told of, not set: "the minutes of 7 April", "the version sent on 20 January"."""
    if _OF_PAST.search(before) and not held_on:
        return True
    nearest = found.nearest(held_on) if held_on else None
    is_past = bool(nearest and held_on and nearest < held_on)
    return is_past and bool(_OF_PAST.search(before) or not (found.year or _AHEAD.search(before)))


def _strength(clause: str, start: int) -> int:
    before = clause[max(0, start - 40) : start]
    weekday = re.search(rf"(?:{'|'.join(WEEKDAYS)}),?\s$", before, re.I)
    before = before[: weekday.start()] if weekday else before
    if _ENDS_AT.search(before):
        return _BOUND
    return 2 if _STANDS_IN.search(before) else 0
