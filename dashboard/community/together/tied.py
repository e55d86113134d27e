"""What ties the groups of the store, and each pair of them; the cached calls of the section Together."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.community import held
from dashboard.community.groups import directory
from synthesis.community.together import Pair, affinities
from synthesis.models import Filters, Group
from synthesis.outputs.ties import Naming, passages_naming, ties


def naming(state: data.State) -> Naming:
    """Return which passages name which group."""
    return passages_naming(directory.mentions(state))


@st.cache_resource(max_entries=8, show_spinner="Setting groups beside each other")
def _pairs(key: data.Key, chosen: Filters, _state: data.State) -> tuple[tuple[Pair, ...], int]:
    events = held.open_events(_state)
    members = directory.memberships(_state)
    evidence = ties(data.narrowed(_state, chosen), naming(_state), members, events)
    return tuple(affinities(held.records(_state, Group), evidence)), evidence.n_contributions


def pairs(state: data.State, chosen: Filters) -> tuple[tuple[Pair, ...], int]:
    """Return every pair of groups, the nearest first, and how many contributions that rests on."""
    return _pairs(state.key, chosen, state)
