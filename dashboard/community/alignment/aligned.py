"""Topics of the store beside its groups and passages; the cached call of the section Alignment."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.community import held
from synthesis.community.alignment import Alignment, Reach, align
from synthesis.models import Filters, Group, ProposedTopic


@st.cache_resource(max_entries=8, show_spinner="Setting topics beside what was asked for")
def _aligned(
    key: data.Key,
    chosen: Filters,
    topic_ids: tuple[str, ...],
    reach: Reach,
    _state: data.State,
) -> Alignment:
    known = data.records(_state).passage_of
    passages = [known[each] for each in data.narrowed(_state, chosen).passages["id"]]
    topics = [topic for topic in held.records(_state, ProposedTopic) if topic.id in topic_ids]
    return align(topics, held.records(_state, Group), passages, reach)


def aligned(state: data.State, chosen: Filters, topic_ids: tuple[str, ...], reach: Reach) -> Alignment:
    """Set some topics beside all groups and the passages that pass the filters."""
    return _aligned(state.key, chosen, topic_ids, reach, state)
