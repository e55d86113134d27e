"""Two versions of an entry -> what differs, field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from synthesis.models import Event
from synthesis.outputs.agenda.listing import KIND_WORDS
from synthesis.outputs.agenda.series import repeat_words

FIELD_WORDS = {
    "title": "Title",
    "kind": "Kind",
    "status": "Status",
    "starts": "Start",
    "ends": "End",
    "zone": "Time zone",
    "is_all_day": "Whole days",
    "rules": "Repeats",
    "added": "Times added",
    "left_out": "Times left out",
    "group_ids": "Hosted by",
    "hosted_by": "Host as written",
    "place": "Place",
    "access_link": "Access link",
    "how_to_join": "How to take part",
    "agenda": "Agenda",
    "theme_ids": "Themes",
    "categories": "Categories",
    "people": "People expected",
}
"""What people change, and what it is called; a sequence number counts the changes and is none."""

HIDDEN = "given, not shown here"


def differences(
    before: Event, after: Event, names: Mapping[str, str], *, shows_access: bool = False
) -> tuple[tuple[str, str, str], ...]:
    """List what differs: the field, what it said before, what it says after.

    Parameters
    ----------
    names : mapping
        Names of groups and themes by id.
    shows_access : bool, optional
        Whether links into meetings may be read.
    """
    found = []
    for field, words in FIELD_WORDS.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            is_secret = field == "access_link" and not shows_access
            said = (HIDDEN if is_secret and each else _value(field, each, names) for each in (old, new))
            found.append((words, *said))
    return tuple((name, old, new) for name, old, new in found)


def _value(field: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.day} {value:%b %Y, %H:%M}"
    if field == "kind":
        return KIND_WORDS.get(value, str(value))
    if isinstance(value, tuple):
        each = [repeat_words(one) if field == "rules" else _value("", one, names) for one in value]
        return ", ".join(names.get(one, one) for one in each) or "nothing"
    return str(value) or "nothing"
