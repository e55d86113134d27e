"""What the store holds of the community, read once for each state of it; the cached calls of the page."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from synthesis.community.calendar.public import for_everybody
from synthesis.models import Event
from synthesis.store import Entry
from synthesis.store.entries import T


@st.cache_resource(max_entries=16, show_spinner=False)
def _entries(key: data.Key, kind: type[T]) -> tuple[Entry[T], ...]:
    return data.store(key[0]).community.entries(kind)


def entries(state: data.State, kind: type[T]) -> tuple[Entry[T], ...]:
    """Return the newest version of each record of a kind, by id."""
    return _entries(state.community_key, kind)


def records(state: data.State, kind: type[T]) -> tuple[T, ...]:
    """Return the records of a kind as they stand, by id."""
    return tuple(entry.record for entry in entries(state, kind))


@st.cache_resource(max_entries=8, show_spinner=False)
def _open_events(key: data.Key, _state: data.State) -> tuple[Event, ...]:
    return for_everybody(records(_state, Event))


def open_events(state: data.State) -> tuple[Event, ...]:
    """Return the events that are for everybody: no private ones, and no ways in among their words."""
    return _open_events(state.community_key, state)
