"""Occurrences -> the list of the calendar, one row a time that something takes place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import pandas as pd

from synthesis.community.calendar.public import public
from synthesis.community.calendar.zones import to_wall
from synthesis.models import Event, EventKind, Occurrence
from synthesis.outputs.agenda.series import moved_words
from synthesis.outputs.agenda.times import days_shown, time_words, utc_words, when_words
from synthesis.outputs.export.ics_file import CalendarFilters, narrow_events

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
    "moved",
]

Facet = Literal["group", "kind", "theme"]


def agenda_table(
    occurrences: Iterable[Occurrence],
    groups: Mapping[str, str],
    themes: Mapping[str, str],
    zone: str,
    *,
    with_links: bool = False,
) -> pd.DataFrame:
    """List occurrences by the day that they begin on, whole days first, a deadline by its moment.

    Parameters
    ----------
    occurrences : iterable of Occurrence
    groups, themes : mapping
        Names by id.
    zone : str
        The zone by whose clocks times are given.
    with_links : bool, optional
        Whether links into meetings may stand in places and texts.

    Returns
    -------
    DataFrame
        `id` of the event, `at` its wall time (tells one of a series), `starts_at, ends_at` in UTC, `first,
        last` the ISO days that it stands on, `time, when, also` in words, and what the event says.
    """
    said = _Said(groups, themes, with_links)
    rows = [_row(each, said, zone) for each in sorted(occurrences, key=lambda each: _place(each, zone))]
    return pd.DataFrame(rows, columns=COLUMNS)


def _place(occurrence: Occurrence, zone: str) -> tuple[object, ...]:
    """Return what occurrences are listed by; a whole day begins where it is, not at an hour of the zone."""
    event = occurrence.event
    moment = occurrence.ends_at if event.kind == "deadline" else occurrence.starts_at
    return days_shown(occurrence, zone)[0], not event.is_all_day, moment, event.id


class _Said:
    """What events say, in words; each event is put into words once, however often it takes place."""

    def __init__(self, groups: Mapping[str, str], themes: Mapping[str, str], with_links: bool) -> None:
        self._groups, self._themes, self._with_links = groups, themes, with_links
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, event: Event) -> tuple[str, ...]:
        """Return title, hosts, place, how to take part, agenda and themes."""
        if event.id not in self._known:
            said = event if self._with_links else public(event)
            hosts = hosts_words(event, self._groups)
            themes = ", ".join(self._themes.get(each, each) for each in event.theme_ids)
            self._known[event.id] = (said.title, hosts, said.place, said.how_to_join, said.agenda, themes)
        return self._known[event.id]


def _row(occurrence: Occurrence, said: _Said, zone: str) -> tuple[object, ...]:
    event = occurrence.event
    first, last = days_shown(occurrence, zone)
    title, *words = said.of(event)
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
        title,
        event.kind,
        event.status,
        *words,
        event.group_ids,
        event.theme_ids,
        is_series(event),
        event.is_sample,
        moved_words(event),
    )


def is_series(event: Event) -> bool:
    """Whether an event takes place more than once."""
    return event.and_later if event.replaces else bool(event.rules or event.added)


def hosts_words(event: Event, groups: Mapping[str, str]) -> str:
    """Name who hosts an event: the groups, or what the event itself says."""
    return ", ".join(groups.get(each, each) for each in event.group_ids) or event.hosted_by


def narrow(
    events: Iterable[Event],
    groups: Collection[str] = (),
    kinds: Collection[str] = (),
    themes: Collection[str] = (),
) -> tuple[Event, ...]:
    """Return the events that pass: one of the groups, the kinds and the themes; none means any.

    As in the feed, what stands for one of a series passes with the series.
    """
    return narrow_events(events, CalendarFilters(tuple(groups), tuple(kinds), tuple(themes)))


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
        "moved": "Moved",
    }
    return table.assign(kind=table["kind"].map(KIND_WORDS))[list(words)].rename(columns=words)
