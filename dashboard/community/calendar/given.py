"""What was given in the form of an entry -> the event as it was entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from synthesis.community.calendar.public import WORDS, Words, with_hidden
from synthesis.models import Event
from synthesis.outputs.agenda.series import choices

ONCE, AS_IT_IS = "once", "as it is"
"""Beside the rules that can be chosen: no repetition, and the one that there is."""


def entered(event: Event, seen: Event, given: Mapping[str, Any]) -> Event:
    """Return the event as it was entered; `seen` is what the form showed of it, which may be less."""
    timed = entered_times(event, given)
    words: dict[str, Any] = {field: _words(field, given[field].strip(), event, seen) for field in WORDS}
    people = tuple(dict.fromkeys(filter(None, (line.strip() for line in given["people"].splitlines()))))
    return replace(
        event,
        **words,
        kind=timed.kind,
        group_ids=tuple(given["group_ids"]),
        theme_ids=tuple(given["theme_ids"]),
        people=people,
        access_link=given.get("access_link", event.access_link).strip(),
        starts=timed.starts,
        ends=timed.ends,
        zone=timed.zone,
        is_all_day=timed.is_all_day,
        **_rules(event, timed.starts, given),
    )


def entered_times(event: Event, given: Mapping[str, Any]) -> Event:
    """Return the event with its kind and times as entered; a day that was cleared stays as it was."""
    is_all_day = given["is_all_day"]
    first, last = given["first"] or event.starts.date(), given["last"] or event.ends.date()
    starts, ends = _moments(first, last, given, is_all_day)
    return replace(
        event, kind=given["kind"], starts=starts, ends=ends, zone=given["zone"], is_all_day=is_all_day
    )


def _words(field: Words, given: str, event: Event, seen: Event) -> str:
    """Return the words of a field: what was not shown stays, and a field that nobody touched is as it was."""
    stored, shown = getattr(event, field), getattr(seen, field)
    if given == shown.strip():
        return str(stored)
    return given if shown == stored else with_hidden(field, given, stored, (event.access_link,))


def _moments(
    first: date, last: date, given: Mapping[str, Any], is_all_day: bool
) -> tuple[datetime, datetime]:
    if is_all_day:
        # No day follows the last of all; the calendar refuses its year anyway.
        last = min(last, date.max - timedelta(days=1))
        return datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    return (
        datetime.combine(first, given["starts"] or time()),
        datetime.combine(last, given["ends"] or time()),
    )


def _rules(event: Event, starts: datetime, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the entry repeats, from what was chosen; moved hours move what the series leaves out."""
    chosen = given.get("repeats", AS_IT_IS)
    if chosen == AS_IT_IS:
        shift = starts - event.starts
        return {
            "added": tuple(each + shift for each in event.added),
            "left_out": tuple(each + shift for each in event.left_out),
        }
    if chosen == ONCE:
        return {"rules": (), "added": (), "left_out": ()}
    weekly, fortnightly, monthly = choices(starts)
    rule = {"week": weekly, "fortnight": fortnightly, "month": monthly}[chosen]
    return {"rules": (f"{rule};COUNT={given['count']}",), "added": (), "left_out": ()}
