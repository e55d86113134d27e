"""Lines that no field reads, kept so that they can stand in a file again; an invalid value as a text."""

from __future__ import annotations

import re
from collections.abc import Callable

from synthesis.community.calendar.lines import Component, Line
from synthesis.community.calendar.moments import read_length, read_moment
from synthesis.community.calendar.own import unread
from synthesis.community.calendar.rules import read_rule
from synthesis.errors import InputError

Check = Callable[[str], object]

_NUMBER = re.compile(r"[+-]?\d{1,9}")
_PLACE = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?;[+-]?\d{1,3}(?:\.\d+)?")
_ADDRESS = re.compile(r"[^\s\\]*")
_WORD = re.compile(r"[A-Za-z0-9-]+")


def kept(line: Line) -> str:
    """Return a line as it was, or as a text where others could not read it."""
    return line.text if is_valid(line) else unread(line)


def is_valid(line: Line) -> bool:
    """Whether a line has a value of the type that the standard gives its property."""
    said = line.parameters.get("VALUE", "").upper() if line.name else ""
    checks = [check for check in (_CHECKS.get(line.name), _OF_TYPES.get(said)) if check]
    try:
        for check in checks:
            check(line.value)
    except InputError:
        return False
    return bool(line.name)


def lines_of(component: Component) -> list[str]:
    """Return a component as lines."""
    lines = [kept(line) for line in component.lines]
    inner = [text for child in component.children for text in lines_of(child)]
    return [f"BEGIN:{component.name}", *lines, *inner, f"END:{component.name}"]


def _moment(value: str) -> None:
    read_moment(value, "")


def _moments(value: str) -> None:
    for each in value.split(","):
        read_moment(each, "")


def _moment_or_length(value: str) -> None:
    try:
        read_length(value)
    except InputError:
        read_moment(value, "")


def _matching(form: re.Pattern[str]) -> Check:
    def check(value: str) -> None:
        if not form.fullmatch(value.strip()):
            raise InputError(f"{value!r} is no value of this property")

    return check


_CHECKS: dict[str, Check] = {
    **dict.fromkeys(("DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "DUE", "COMPLETED"), _moment),
    **dict.fromkeys(("RECURRENCE-ID", "ACKNOWLEDGED"), _moment),
    **dict.fromkeys(("RDATE", "EXDATE"), _moments),
    **dict.fromkeys(("PRIORITY", "REPEAT", "SEQUENCE", "PERCENT-COMPLETE"), _matching(_NUMBER)),
    **dict.fromkeys(("RRULE", "EXRULE"), read_rule),
    **dict.fromkeys(("CLASS", "TRANSP", "ACTION"), _matching(_WORD)),
    **dict.fromkeys(("URL", "CONFERENCE", "ATTACH", "ORGANIZER", "ATTENDEE"), _matching(_ADDRESS)),
    "DURATION": read_length,
    "TRIGGER": _moment_or_length,
    "GEO": _matching(_PLACE),
}

_OF_TYPES: dict[str, Check] = {"DATE": _moments, "DATE-TIME": _moments, "DURATION": read_length}
_OF_TYPES |= dict.fromkeys(("URI", "CAL-ADDRESS"), _matching(_ADDRESS))
"""By what a line itself says of its value."""
