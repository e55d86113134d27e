"""A topic that is open: its passages, the nearest first, and beside them what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import cards, data, filters, navigation, paging, ui
from dashboard.topics import deciding, listing
from synthesis.coding.topics.copies import group_passages
from synthesis.models import Filters, Passage, Topic
from synthesis.outputs import topics
from synthesis.outputs.frames.tidy import Frames
from synthesis.outputs.phrases import counted

PAGE_SIZE = 10
"""Passages of an open topic on a page, copies put together."""


def panel(state: data.State, chosen: Filters, topic: Topic, waiting: Sequence[Topic]) -> None:
    """Show what was said on a topic, and ask what becomes of it."""
    narrowed = data.narrowed(state, chosen)
    navigation.link("themes", "All topics", filters.query_of(chosen, about="Topics"), key="all_topics")
    row = topics.topic_table(narrowed, [topic]).to_dict("records")[0]
    groups = _nearest(state, narrowed, topic)
    said, decide = st.columns((1.5, 1), gap="medium")
    with said:
        with st.container(key="card_topic"):
            st.html(listing.card(row, 2))
        if topic.history:
            ui.section("What was decided before")
            st.html(deciding.history(state, topic))
        shown = groups[paging.shown(len(groups), PAGE_SIZE)]
        n_shown = sum(map(len, shown))
        here = " on this page" if len(shown) < len(groups) else ""
        ui.section(
            "Its passages, the nearest first",
            f"{n_shown} of {counted(row['n_passages'], 'passage')}{here}, copies put together.",
        )
        _passages(state, shown, dict(zip(topic.passage_ids, topic.nearness, strict=True)), chosen)
        paging.choice(len(groups), PAGE_SIZE, "topic_page")
    with decide:
        deciding.panel(state, topic, [each for each in waiting if each.id != topic.id])


def _nearest(state: data.State, narrowed: Frames, topic: Topic) -> list[list[Passage]]:
    """Return the passages of a topic that pass the filters, nearest first, copies put together."""
    found = data.records(state).passage_of
    return group_passages([found[each] for each in topics.topic_passages(narrowed, topic)["id"]])


def _passages(
    state: data.State,
    groups: Sequence[Sequence[Passage]],
    nearness: Mapping[str, float],
    chosen: Filters,
) -> None:
    listed = data.passages(state, replace(chosen, themes=(), review=())).set_index("passage_id")
    for place, (first, *copies) in enumerate(groups):
        passage = listed.loc[first.id].to_dict()
        with st.container(key=f"card_near_{place}", gap=None):
            badges = ui.badge(f"Nearness {nearness[first.id]:.2f}", "outcome")
            if copies:
                badges += ui.badge(f"And {counted(len(copies), 'copy', 'copies')}", "outcome")
            st.html(cards.excerpt_card(passage, badges=badges))
            query = filters.query_of(
                chosen, contribution=str(passage["contribution_id"]), passage=str(first.id)
            )
            navigation.link("explore", "Read it in its contribution", query)
