"""What the section Groups rests on, worked out once for each state of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import streamlit as st

from dashboard import data, visitor
from dashboard.community import held
from dashboard.community.calendar import diary
from dashboard.community.calendar.showing import read_day
from synthesis.community.calendar.asof import AsOf
from synthesis.community.calendar.moments import YEARS
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.groups import Directory, Membership
from synthesis.community.groups import memberships as find_memberships
from synthesis.models import Filters, Group, Occurrence
from synthesis.outputs import groups as standing
from synthesis.outputs.naming import decisions_naming, mention_frame

AHEAD = timedelta(days=400)
"""How far ahead the next meeting is looked for: initiatives meet once a year."""


@st.cache_resource(max_entries=8, show_spinner=False)
def _keyed(key: data.Key, _state: data.State) -> tuple[int, Directory]:
    """Return the directory of a state with a number that is the same for the same groups."""
    groups = held.records(_state, Group)
    return hash(groups), Directory(groups)


def directory(state: data.State) -> Directory:
    """Return the groups, laid out by everything that they are called."""
    return _keyed(state.community_key, state)[1]


@st.cache_resource(max_entries=4, show_spinner="Looking for mentions of the groups")
def _mentions(key: data.Key, number: int, _passages: pd.DataFrame, _directory: Directory) -> pd.DataFrame:
    return mention_frame(_passages, _directory)


def mentions(state: data.State) -> pd.DataFrame:
    """Return every place of a passage that mentions a group; a review changes none."""
    number, known = _keyed(state.community_key, state)
    return _mentions(data.records(state).whole_at, number, data.whole(state).passages, known)


@st.cache_resource(max_entries=4, show_spinner=False)
def _named(key: data.Key, number: int, _decisions: pd.DataFrame, _directory: Directory) -> pd.DataFrame:
    return decisions_naming(_decisions, _directory)


def named(state: data.State) -> pd.DataFrame:
    """Return which decisions name which groups."""
    number, known = _keyed(state.community_key, state)
    return _named(state.key, number, data.whole(state).decisions, known)


@st.cache_resource(max_entries=16, show_spinner=False)
def _visibility(key: data.Key, number: int, chosen: data.Chosen, _state: data.State) -> pd.DataFrame:
    groups = directory(_state).groups
    narrowed = data.narrowed(_state, Filters(*chosen))
    return standing.visibility(narrowed, groups, mentions(_state), named(_state))


def visibility(state: data.State, chosen: Filters) -> pd.DataFrame:
    """Return where each group stands under the filters."""
    number = _keyed(state.community_key, state)[0]
    return _visibility(state.key, number, data.as_key(chosen), state)


@st.cache_resource(max_entries=4, show_spinner=False)
def _memberships(key: data.Key, _state: data.State) -> tuple[Membership, ...]:
    meetings = data.records(_state).snapshot.meetings
    return find_memberships(meetings, held.open_events(_state), directory(_state))


def memberships(state: data.State) -> tuple[Membership, ...]:
    """Return who sits in which groups."""
    return _memberships(state.key, state)


@st.cache_resource(max_entries=8, show_spinner=False)
def _next(key: data.Key, day: date, _state: data.State) -> Mapping[str, Occurrence]:
    since = datetime.combine(day, time.min, UTC)
    return _first_of_each(occurrences(held.open_events(_state), since, since + AHEAD))


@st.cache_resource(max_entries=8, show_spinner=False)
def _last(key: data.Key, day: date, _state: data.State) -> Mapping[str, Occurrence]:
    until = datetime.combine(day, time.min, UTC)
    past = occurrences(held.open_events(_state), datetime(YEARS[0], 1, 1, tzinfo=UTC), until)
    return _first_of_each(reversed(past))


def _first_of_each(found: Iterable[Occurrence]) -> dict[str, Occurrence]:
    """Return the first meeting of each group; neither deadlines nor what is cancelled are meetings."""
    first: dict[str, Occurrence] = {}
    for each in found:
        if each.event.status != "cancelled" and each.event.kind != "deadline":
            for group_id in each.event.group_ids:
                first.setdefault(group_id, each)
    return first


def next_meetings(state: data.State, day: date) -> Mapping[str, Occurrence]:
    """Return what each group does next from a day on, by group."""
    return _next(state.community_key, day, state)


def last_meetings(state: data.State, day: date) -> Mapping[str, Occurrence]:
    """Return what each group did last before a day, by group."""
    return _last(state.community_key, day, state)


def looked_from(state: data.State) -> AsOf:
    """Return the day from which the section looks ahead: the Calendar's; `on` in the address sets it."""
    return diary.day(state, visitor.today(), read_day(st.query_params.get("on", "")))
