r"""What everybody may read of an event: its words without what lets somebody in.

>>> public_words("agenda", "1. News\nPasscode: 99")
'1. News'
>>> with_hidden("agenda", "1. Reports", "1. News\nPasscode: 99")
'1. Reports\nPasscode: 99'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Final, Literal

from synthesis.community.calendar import own
from synthesis.community.calendar.links import (
    hidden_lines,
    hidden_parts,
    inline_without_access,
    place_without_access,
    without_access,
)
from synthesis.community.calendar.revisions import open_to_all
from synthesis.models import Event

Words = Literal["title", "place", "how_to_join", "agenda"]
WORDS: Final[tuple[Words, ...]] = ("title", "place", "how_to_join", "agenda")
"""The fields of an event in which somebody may have written how to get in."""

_OF_ONE_LINE = ("title", "place")


def for_everybody(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that are open to all, each as everybody may read it."""
    return tuple(map(public, open_to_all(events)))


def public(event: Event) -> Event:
    """Return an event without access links: neither in the field for one, nor in its words."""
    known = (event.access_link,)
    words: dict[str, Any] = {field: public_words(field, getattr(event, field), known) for field in WORDS}
    return replace(event, **words, access_link="")


def public_title(event: Event) -> str:
    """Return the title of an event as everybody may read it."""
    return public_words("title", event.title, (event.access_link,))


def public_words(field: Words, text: str, known: Collection[str] = ()) -> str:
    """Return what everybody may read of a field; `known` are links whatever their host is."""
    if field == "title":
        return inline_without_access(text, known) or (own.NO_TITLE if text else "")
    return place_without_access(text, known) if field == "place" else without_access(text, known)


def with_hidden(field: Words, given: str, stored: str, known: Collection[str] = ()) -> str:
    """Return what a person wrote who did not see all that is stored, with what was hidden at its end."""
    is_one_line = field in _OF_ONE_LINE
    hidden = (hidden_parts if is_one_line else hidden_lines)(stored, known)
    left = (part for part in hidden if part not in given)
    return ("; " if is_one_line else "\n").join(filter(None, (given, *left)))
