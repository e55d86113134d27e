"""States of an event: which is later, whether two say the same, and what a change of ours makes of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from synthesis.community.calendar.rules import ended
from synthesis.models import Event

_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_OF_OTHERS = ("DTSTAMP", "LAST-MODIFIED")
"""When another program last changed an event: no longer true once it was changed here."""


def revised(event: Event, before: Event) -> Event:
    """Return an event that a person changed here, as the next revision of what it was before."""
    extra = tuple(line for line in event.extra if not line.upper().startswith(_OF_OTHERS))
    return replace(event, sequence=before.sequence + 1, extra=extra)


def revision(event: Event) -> tuple[int, str]:
    """Return what tells an earlier state of an event from a later one: SEQUENCE, then LAST-MODIFIED."""
    changed = (line.rpartition(":")[2] for line in event.extra if line.upper().startswith("LAST-MODIFIED"))
    return event.sequence, next(changed, "")


def says_the_same(one: Event, other: Event) -> bool:
    """Whether two states of an event differ in nothing but when and from where they were exported."""
    return without_passing(one) == without_passing(other)


def without_passing(event: Event) -> Event:
    """Return an event without what changes with every export: the stamp, and the name of the file."""
    extra = tuple(line for line in event.extra if not line.upper().startswith("DTSTAMP"))
    return replace(event, extra=extra, source="")


def open_to_all(events: Iterable[Event]) -> tuple[Event, ...]:
    """Leave out what its sender marked as private: whole series, and times of an open series."""
    known = list(events)
    hidden = {(event.uid, event.replaces): event for event in known if is_private(event)}
    shown = (event for event in known if not {(event.uid, None), (event.uid, event.replaces)} & set(hidden))
    kept = (_without(event, [each for each in hidden.values() if each.uid == event.uid]) for event in shown)
    return tuple(event for event in kept if event is not None)


def _without(event: Event, hidden: Sequence[Event]) -> Event | None:
    """Take private times out of a series; before one that stands for all later ones it ends."""
    if not hidden or event.replaces is not None:
        return event
    times = {each.replaces for each in hidden if each.replaces is not None}
    ends = min((each.replaces for each in hidden if each.replaces and each.and_later), default=None)
    kept = replace(event, left_out=tuple(sorted({*event.left_out, *times})))
    return kept if ends is None else ended_before(kept, ends)


def ended_before(event: Event, wall: datetime) -> Event | None:
    """Return a series without its times from a wall time on; None where nothing is left of it."""
    if wall <= event.starts:
        return None
    rules = tuple(ended(rule, event.starts, event.zone, wall) for rule in event.rules)
    added, left_out = (tuple(each for each in some if each < wall) for some in (event.added, event.left_out))
    return replace(event, rules=rules, added=added, left_out=left_out)


def is_private(event: Event) -> bool:
    """Whether its sender marked it as private or confidential."""
    return any(
        line.upper().startswith("CLASS") and line.rpartition(":")[2].strip().upper() in _PRIVATE
        for line in event.extra
    )
