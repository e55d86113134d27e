"""Two versions of an entry -> what differs, field by field, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from synthesis.community.calendar.public import WORDS, public_words
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
SAME_BUT_HIDDEN = "the same, but for a part that is not shown here"


def differences(
    before: Event, after: Event, names: Mapping[str, str], *, shows_access: bool = False
) -> tuple[tuple[str, str, str], ...]:
    """List what differs: the field, what it said before, what it says after.

    Parameters
    ----------
    names : mapping
        Names of groups and themes by id.
    shows_access : bool, optional
        Whether links into meetings, and what else lets somebody in, may be read.
    """
    known = () if shows_access else (before.access_link, after.access_link)
    found = []
    for field, words in FIELD_WORDS.items():
        pair = getattr(before, field), getattr(after, field)
        if pair[0] == pair[1]:
            continue
        old, new = (_value(field, each, names) for each in pair)
        if not shows_access:
            old, new = (_open(field, each, said, known) for each, said in zip(pair, (old, new), strict=True))
            new = SAME_BUT_HIDDEN if old == new != HIDDEN else new
        found.append((words, old, new))
    return tuple(found)


def _open(field: str, value: Any, said: str, known: Collection[str]) -> str:
    """Return what everybody may read of a value: `said`, unless something in it lets somebody in."""
    if field == "access_link":
        return HIDDEN if value else said
    for each in WORDS:
        if each == field and value:
            return public_words(each, value, known) or HIDDEN
    return said


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
