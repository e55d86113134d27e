"""The measure of a rule -> words with its unit, as its check takes it: at least, at most, or a day."""

from __future__ import annotations

from collections.abc import Mapping

from synthesis.corpus.dates import parse_date
from synthesis.outputs.phrases import counted, day_words, percent

_COUNTED: Mapping[str, tuple[str, str]] = {
    "speakers": ("at least", "speaker"),
    "confirmed": ("at least", "confirmed speaker"),
    "stakeholder_groups": ("at least", "group"),
    "regions": ("at least", "region"),
    "genders": ("at least", "gender"),
    "sessions_per_speaker": ("at most", "session"),
    "description": ("at most", "word"),
}
"""How a check takes its number, and what it counts."""


def measure_words(check: str, value: str) -> str:
    """Say what a check measures a proposal by; what has no unit keeps its words.

    >>> measure_words("deadline", "2018-06-29"), measure_words("duration", "at most 90")
    ('29 June 2018', 'at most 90 minutes')
    >>> measure_words("speakers", "3"), measure_words("coordination", "0.5")
    ('at least 3 speakers', 'at least 50 % of the meetings')
    """
    if not value:
        return ""
    if check == "deadline":
        day = parse_date(value)
        return day_words(day) if day else value
    if check == "duration":
        return f"{value} minutes"
    if check == "coordination":
        return f"at least {percent(round(float(value) * 100), 100)} of the meetings"
    if check in _COUNTED and value.isdecimal():
        bound, noun = _COUNTED[check]
        return f"{bound} {counted(int(value), noun)}"
    return value
