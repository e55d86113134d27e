"""The calendar as it is stored, read and laid out once for each state of it, year by year."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.community import held
from synthesis.community.calendar.asof import AsOf, as_of
from synthesis.community.calendar.clashes import Clash, clashes
from synthesis.community.calendar.public import public
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.revisions import is_private
from synthesis.community.groups import Directory, memberships
from synthesis.community.groups.people import certain_groups
from synthesis.community.together.remits import remit_likeness
from synthesis.models import Event, Group, Occurrence
from synthesis.outputs.agenda import agenda_table
from synthesis.store import Entry

Names = tuple[tuple[str, str], ...]

WIDEST_OFFSET = timedelta(hours=14)
"""No clock is farther from UTC: what stands in a year anywhere begins within so much of it."""


def events(state: data.State) -> tuple[Event, ...]:
    """Return every entry of the calendar that is shown, by id."""
    return held.records(state, Event) if shows_access_links() else held.open_events(state)


def family(state: data.State, event: Event) -> tuple[Event, ...]:
    """Return an entry with the others of its series: the series, and what stands for times of it."""
    return tuple(each for each in events(state) if each.uid == event.uid)


def series_of(state: data.State, event: Event) -> Event | None:
    """Return the series of an entry: itself, or the one of which it stands for one time or more."""
    return next((each for each in family(state, event) if each.replaces is None), None)


def series_entry(state: data.State, event: Event) -> Entry[Event] | None:
    """Return the series of which an entry stands for one time or more, as it is stored."""
    own = (each for each in held.entries(state, Event) if each.record.uid == event.uid)
    return next((each for each in own if each.record.replaces is None), None)


def changed_after(state: data.State, event: Event) -> tuple[Event, ...]:
    """Return what stands for times of a series after the one that an entry stands for, in their order."""
    since = event.replaces or event.starts
    later = (each for each in family(state, event) if each.replaces and each.replaces > since)
    return tuple(sorted(later, key=lambda each: each.replaces or since))


def shown(event: Event) -> Event:
    """Return an entry as it is shown: without what lets somebody in, unless that is shown here."""
    return event if shows_access_links() else public(event)


def n_hidden(state: data.State) -> int:
    """Count the entries that are kept and not shown, as their senders marked them as private."""
    return len(held.entries(state, Event)) - len(events(state))


def is_hidden(state: data.State, event: Event) -> bool:
    """Whether an entry is kept and not shown."""
    return all(each.id != event.id for each in events(state))


def was_hidden(state: data.State, event: Event) -> bool:
    """Whether an entry that was taken out is not to be shown: it was private, or its series is or was."""
    if shows_access_links():
        return False
    series = data.store(state.url).community.history(Event, event.uid)
    return is_private(event) or bool(series and is_private(series[-1].record))


def groups(state: data.State) -> dict[str, str]:
    """Return what each group is called for short, by id."""
    return {group.id: group.short_name for group in held.records(state, Group)}


@st.cache_resource(max_entries=16, show_spinner=False)
def _as_of(key: data.Key, today: date, asked: date | None, _state: data.State) -> AsOf:
    return as_of(events(_state), today, asked)


def day(state: data.State, today: date, asked: date | None) -> AsOf:
    """Return the day from which the page looks ahead."""
    return _as_of(state.community_key, today, asked, state)


@st.cache_resource(max_entries=24, show_spinner=False)
def _times(key: data.Key, year: int, _state: data.State) -> tuple[Occurrence, ...]:
    since = datetime(year, 1, 1, tzinfo=UTC) - WIDEST_OFFSET
    until = datetime(year + 1, 1, 1, tzinfo=UTC) + WIDEST_OFFSET
    return occurrences(events(_state), since, until)


@st.cache_resource(max_entries=24, show_spinner=False)
def _table(
    key: data.Key, year: int, zone: str, names: tuple[Names, Names], _state: data.State
) -> pd.DataFrame:
    groups, themes = (dict(each) for each in names)
    return agenda_table(_times(key, year, _state), groups, themes, zone, with_links=shows_access_links())


def times(state: data.State, first: date, last: date) -> tuple[Occurrence, ...]:
    """Return what takes place from one day to another (UTC), each time once."""
    key, since = state.community_key, datetime(first.year, first.month, first.day, tzinfo=UTC)
    until = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    found = (
        each
        for year in range(first.year, last.year + 1)
        for each in _times(key, year, state)
        if each.ends_at > since and each.starts_at < until
    )
    return tuple({(each.event.id, each.starts_at): each for each in found}.values())


def listing(state: data.State, first: date, last: date, zone: str) -> pd.DataFrame:
    """Return the list of the calendar from one day to another, by the clocks of a zone."""
    names = tuple(groups(state).items()), tuple(data.theme_names(state).items())
    key, years = state.community_key, range(first.year, last.year + 1)
    tables = [_table(key, year, zone, names, state) for year in years]
    table = pd.concat(tables) if len(tables) > 1 else tables[0]
    is_near = (table["last"] >= first.isoformat()) & (table["first"] <= last.isoformat())
    return table[is_near].drop_duplicates(["id", "starts_at"]).reset_index(drop=True)


@st.cache_resource(max_entries=4, show_spinner=False)
def _people(key: data.Key, _state: data.State) -> dict[str, tuple[str, ...]]:
    meetings = data.records(_state).snapshot.meetings
    directory = Directory(held.records(_state, Group))
    return certain_groups(memberships(meetings, events(_state), directory))


def people(state: data.State) -> Mapping[str, tuple[str, ...]]:
    """Return the groups of each person, where a report or an event says so plainly."""
    return _people(state.key, state)


@st.cache_resource(max_entries=4, show_spinner=False)
def _likeness(key: data.Key, _state: data.State) -> dict[tuple[str, str], float]:
    return remit_likeness(held.records(_state, Group))


@st.cache_resource(max_entries=8, show_spinner=False)
def _clashes(key: data.Key, span: tuple[date, date], _state: data.State) -> tuple[Clash, ...]:
    return clashes(
        times(_state, *span),
        people(_state),
        _likeness(_state.community_key, _state),
        names=groups(_state),
    )


def clashing(state: data.State, first: date, last: date) -> tuple[Clash, ...]:
    """Return what clashes from one day to another."""
    return _clashes(state.key, (first, last), state)


def shows_access_links() -> bool:
    """Whether this dashboard is run so that links into meetings are shown."""
    return os.environ.get("SYNTHESIS_ACCESS_LINKS", "").strip() == "1"
