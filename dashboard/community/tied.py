"""What ties the groups of the store, and each pair of them; the cached calls of the section Together."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.community import held
from synthesis.community.groups import Directory
from synthesis.community.together import Pair, affinities
from synthesis.models import Event, Filters, Group
from synthesis.outputs.ties import Mentions, passages_naming, ties


@st.cache_resource(max_entries=4, show_spinner="Reading where groups are named")
def _mentions(url: str, whole_at: int, held_key: held.Key, _state: data.State) -> Mentions:
    passages = data.records(_state).snapshot.passages
    return passages_naming(passages, Directory(held.records(_state, Group)))


def mentions(state: data.State) -> Mentions:
    """Return which passages name which group."""
    return _mentions(state.url, data.records(state).whole_at, held.key(state), state)


@st.cache_resource(max_entries=8, show_spinner="Setting groups beside each other")
def _pairs(
    key: tuple[str, int], held_key: held.Key, chosen: Filters, _state: data.State
) -> tuple[tuple[Pair, ...], int]:
    groups = held.records(_state, Group)
    meetings = data.records(_state).snapshot.meetings
    evidence = ties(
        data.narrowed(_state, chosen),
        mentions(_state),
        meetings,
        held.records(_state, Event),
        Directory(groups),
    )
    return tuple(affinities(groups, evidence)), evidence.n_contributions


def pairs(state: data.State, chosen: Filters) -> tuple[tuple[Pair, ...], int]:
    """Return every pair of groups, the nearest first, and how many contributions that rests on."""
    return _pairs(state.key, held.key(state), chosen, state)
