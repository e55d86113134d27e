"""Steps of events of the calendar -> what is told of them; a link to take part never is."""

from __future__ import annotations

from dataclasses import replace

from synthesis.community.calendar.public import public_title
from synthesis.community.calendar.revisions import is_private
from synthesis.models import Event, Step
from synthesis.outputs.notices.telling import Item, Told, by_words
from synthesis.outputs.phrases import day_words, joined, quoted

CHANGED = {
    "title": "title",
    "kind": "kind",
    "group_ids": "groups",
    "hosted_by": "host",
    "place": "place",
    "access_link": "access link",
    "how_to_join": "how to take part",
    "agenda": "agenda",
    "theme_ids": "themes",
    "people": "people",
    "rules": "dates of the series",
    "added": "dates of the series",
    "left_out": "dates of the series",
}
"""Fields whose change is told, and their words."""

_TIMES = ("starts", "ends", "zone", "is_all_day")
_WENT = {"cancelled": "is cancelled", "tentative": "is tentative now", "confirmed": "is confirmed now"}


def tell_event(step: Step) -> list[Told]:
    """Tell that an event is new, moved, cancelled, changed or taken out of the calendar.

    Nothing is told of one that was private before or after: the title alone may say too much.
    """
    now, before, by = step.now, step.before, by_words(step.by)
    if any(isinstance(each, Event) and is_private(each) for each in (now, before)):
        return []
    if isinstance(now, Event) and isinstance(before, Event):
        changes = _changes(now, before)
        return [_told(now, joined(changes), _deed(changes), f", says {by}", by)] if changes else []
    if isinstance(now, Event):
        return [_one_of_series(now, by) if now.replaces else _new(now, by)]
    if isinstance(before, Event):
        return [_taken_back(before, by) if before.replaces else _taken_out(before, by)]
    return []


def _new(event: Event, by: str) -> Told:
    one = f"New {noun(event)} in the calendar: {quoted(public_title(event))}, {when(event)}"
    return Told("meeting", one, f"entries of the calendar added by {by}", _item(event, when(event)))


def _taken_out(event: Event, by: str) -> Told:
    return _told(event, "was taken out of the calendar", "taken out", f" by {by}", by)


def _one_of_series(event: Event, by: str) -> Told:
    """Tell what became of one time of a series: an event of its own stands for it from now on."""
    name, day = quoted(public_title(event)), _day_of_series(event)
    if event.status == "cancelled":
        one, deed = f"Cancelled: {name} on {day}", "cancelled"
    elif event.starts != event.replaces:
        one, deed = f"{name} of {day} moved to {when(event)}", "moved"
    else:
        one, deed = f"{name} of {day} is not as the rest of its series", "changed"
    return Told("meeting", one, f"entries of the calendar {deed} by {by}", _item(event, f"{day}, {deed}"))


def _day_of_series(event: Event) -> str:
    assert event.replaces is not None
    return day_words(event.replaces) + (" and all later times" if event.and_later else "")


def _taken_back(event: Event, by: str) -> Told:
    one = f"The change of {quoted(public_title(event))} of {_day_of_series(event)} was taken back by {by}"
    item = _item(event, "change taken back")
    return Told(
        "meeting",
        one,
        f"changes of one time of a series taken back by {by}",
        replace(item, query=item.query[:1]),
    )


def _told(event: Event, what: str, deed: str, says: str, by: str) -> Told:
    of_day = f" of {_day_of_series(event)}" if event.replaces else ""
    one = f"The {noun(event)} {quoted(public_title(event))}{of_day} {what}{says}"
    item = _item(event, what)
    if deed == "taken out":  # there is nothing to open but the calendar
        item = replace(item, query=item.query[:1])
    return Told("meeting", one, f"entries of the calendar {deed} by {by}", item)


def _item(event: Event, more: str) -> Item:
    return Item(
        f"{public_title(event)}: {more}",
        "community",
        (("section", "Calendar"), ("event", event.id)),
        event.theme_ids,
        event.group_ids,
        event.is_sample,
    )


def _changes(now: Event, before: Event) -> list[str]:
    """Say each change; what else is different of an event that is cancelled does not matter any more."""
    if now.status != before.status and now.status == "cancelled":
        return [_WENT["cancelled"]]
    said = [_WENT[now.status]] if now.status != before.status else []
    if moved := _moved(now, before):
        said.append(moved)
    words = dict.fromkeys(w for name, w in CHANGED.items() if getattr(now, name) != getattr(before, name))
    return [*said, f"changed ({joined(list(words))})"] if words else said


def _deed(changes: list[str]) -> str:
    """Name what was done to an event in one word, to tell several together."""
    if _WENT["cancelled"] in changes:
        return "cancelled"
    return "moved" if any(change.startswith("moved") for change in changes) else "changed"


def _moved(now: Event, before: Event) -> str:
    if all(getattr(now, name) == getattr(before, name) for name in _TIMES):
        return ""
    if when(now) == when(before):
        return f"ends at {now.ends:%H:%M} instead of {before.ends:%H:%M}"
    return f"moved from {when(before)} to {when(now)}"


def noun(event: Event) -> str:
    """Name what an event is.

    >>> from datetime import datetime
    >>> noun(Event("a", "Call", datetime(2018, 3, 5), datetime(2018, 3, 5), rules=("FREQ=WEEKLY",)))
    'series of meetings'
    """
    return f"series of {event.kind}s" if event.rules else event.kind


def when(event: Event) -> str:
    """Say when an event begins, in its own zone.

    >>> from datetime import datetime
    >>> when(Event("a", "Call", datetime(2018, 3, 5, 14), datetime(2018, 3, 5, 15), zone="Europe/Paris"))
    '5 March 2018, 14:00 (Europe/Paris)'
    """
    day = day_words(event.starts)
    if event.is_all_day:
        return day
    return f"{day}, {event.starts:%H:%M} ({event.zone or 'local time'})"
