"""Occurrences -> the list of the calendar, one row a time that something takes place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import pandas as pd

from synthesis.community.calendar.zones import to_wall
from synthesis.models import Event, EventKind, Occurrence
from synthesis.outputs.agenda.times import days_shown, time_words, utc_words, when_words

KIND_WORDS: dict[EventKind, str] = {
    "meeting": "Meeting",
    "session": "Session",
    "deadline": "Deadline",
    "event": "Event",
}
"""Kinds of entries, as people read them."""

COLUMNS = [
    "id",
    "at",
    "starts_at",
    "ends_at",
    "first",
    "last",
    "time",
    "when",
    "also",
    "title",
    "kind",
    "status",
    "hosts",
    "place",
    "how_to_join",
    "agenda",
    "themes",
    "group_ids",
    "theme_ids",
    "is_series",
    "is_sample",
]

Facet = Literal["group", "kind", "theme"]


def agenda_table(
    occurrences: Iterable[Occurrence], groups: Mapping[str, str], themes: Mapping[str, str], zone: str
) -> pd.DataFrame:
    """List occurrences by their beginning, a deadline by its moment.

    Parameters
    ----------
    occurrences : iterable of Occurrence
    groups, themes : mapping
        Names by id.
    zone : str
        The zone by whose clocks times are given.

    Returns
    -------
    DataFrame
        `id` of the event, `at` its wall time (tells one of a series), `starts_at, ends_at` in UTC, `first,
        last` the ISO days that it stands on, `time, when, also` in words, and what the event says.
    """
    rows = [_row(each, groups, themes, zone) for each in sorted(occurrences, key=moment)]
    return pd.DataFrame(rows, columns=COLUMNS)


def moment(occurrence: Occurrence) -> tuple[object, str]:
    """Return what occurrences are listed by: when one begins, of a deadline when it is over."""
    is_deadline = occurrence.event.kind == "deadline"
    return (occurrence.ends_at if is_deadline else occurrence.starts_at), occurrence.event.id


def _row(
    occurrence: Occurrence, groups: Mapping[str, str], themes: Mapping[str, str], zone: str
) -> tuple[object, ...]:
    event = occurrence.event
    first, last = days_shown(occurrence, zone)
    return (
        event.id,
        to_wall(occurrence.starts_at, event.zone).isoformat(timespec="minutes") if is_series(event) else "",
        occurrence.starts_at.isoformat(timespec="minutes"),
        occurrence.ends_at.isoformat(timespec="minutes"),
        first.isoformat(),
        last.isoformat(),
        time_words(occurrence, zone),
        when_words(occurrence, zone),
        utc_words(occurrence, zone),
        event.title,
        event.kind,
        event.status,
        hosts_words(event, groups),
        event.place,
        event.how_to_join,
        event.agenda,
        ", ".join(themes.get(each, each) for each in event.theme_ids),
        event.group_ids,
        event.theme_ids,
        is_series(event),
        event.is_sample,
    )


def is_series(event: Event) -> bool:
    """Whether an event takes place more than once."""
    return event.replaces is None and bool(event.rules or event.added)


def hosts_words(event: Event, groups: Mapping[str, str]) -> str:
    """Name who hosts an event: the groups, or what the event itself says."""
    return ", ".join(groups.get(each, each) for each in event.group_ids) or event.hosted_by


def narrow(
    events: Iterable[Event],
    groups: Collection[str] = (),
    kinds: Collection[str] = (),
    themes: Collection[str] = (),
) -> tuple[Event, ...]:
    """Return the events that pass: one of the groups, one of the kinds, one of the themes; none means any."""
    return tuple(
        event
        for event in events
        if (not groups or not set(groups).isdisjoint(event.group_ids))
        and (not kinds or event.kind in kinds)
        and (not themes or not set(themes).isdisjoint(event.theme_ids))
    )


def count_by(events: Iterable[Event], facet: Facet) -> dict[str, int]:
    """Count entries by group, kind or theme, a series once; the most frequent first."""
    seen: dict[str, set[str]] = {}
    for event in events:
        values = (
            (event.kind,) if facet == "kind" else event.group_ids if facet == "group" else event.theme_ids
        )
        for value in values:
            seen.setdefault(value, set()).add(event.uid)
    counts = {value: len(uids) for value, uids in seen.items()}
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def listed(table: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Return the list as people read and download it: words for headings, no ids and no access links."""
    words = {
        "when": f"When ({zone})",
        "also": "In UTC",
        "title": "Title",
        "kind": "Kind",
        "status": "Status",
        "hosts": "Hosted by",
        "place": "Place",
        "how_to_join": "How to take part",
        "agenda": "Agenda",
        "themes": "Themes",
        "starts_at": "Starts (UTC)",
        "ends_at": "Ends (UTC)",
    }
    return table.assign(kind=table["kind"].map(KIND_WORDS))[list(words)].rename(columns=words)
