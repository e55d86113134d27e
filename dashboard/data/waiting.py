"""What waits for a person: passages to review, items that later reports tell of."""

from __future__ import annotations

import streamlit as st

from dashboard.data.counted import narrowed_of
from dashboard.data.records import records_of
from dashboard.data.state import Chosen, Key, State, as_key
from synthesis.coding import review
from synthesis.meetings.suggestions import Suggestions, suggest
from synthesis.models import Filters, Snapshot
from synthesis.outputs.frames.register import standing_links

ORDERED_EVERY = 20
"""Changes after which a queue is ordered anew; until then it only loses what is reviewed."""


@st.cache_resource(max_entries=4, show_spinner=False)
def _suggestions(key: Key) -> Suggestions:
    records = records_of(key)
    return suggest(records.snapshot.decisions, records.meetings, standing_links(records.snapshot))


@st.cache_resource(max_entries=16, show_spinner=False)
def _review_queue(key: Key, chosen: Chosen, reviewer: str) -> tuple[str, ...]:
    ids = frozenset(narrowed_of(key, chosen).contributions["id"])
    records = records_of(key)
    n_since = key[1] - records.whole_at[1]
    order = _order(records.whole_at, n_since // ORDERED_EVERY, chosen, reviewer, records.snapshot, ids)
    return review.updated(order, records.snapshot, ids)


@st.cache_resource(max_entries=16, show_spinner=False)
def _order(
    whole_at: Key, step: int, chosen: Chosen, reviewer: str, _snapshot: Snapshot, _ids: frozenset[str]
) -> tuple[str, ...]:
    return review.queue(_snapshot, reviewer, _ids)


def review_queue(state: State, filters: Filters, reviewer: str) -> tuple[str, ...]:
    """Return the passages that wait for a review in the contributions that pass, the most telling first."""
    return _review_queue(state.key, as_key(filters), reviewer)


def suggestions(state: State) -> Suggestions:
    """Return what later reports suggest about the items of the register."""
    return _suggestions(state.key)
