"""Papers as the program writes them, what people made of them, and the names of all themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import streamlit as st

from dashboard.data.counted import whole_of
from dashboard.data.records import records_of
from dashboard.data.state import Chosen, Key, State, as_key, store
from synthesis.models import DraftVersion, Filters, Topic
from synthesis.outputs import tables
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Paper, PaperKind

PaperKey = tuple[PaperKind, str, Chosen]
"""Which paper, about which theme, narrowed to what."""

Written = dict[PaperKey, tuple[tables.Frames, tuple[Topic, ...], Paper]]
"""The paper that was written last, with what it rests on."""


@st.cache_resource(max_entries=2, show_spinner=False)
def _latest(url: str) -> Written:
    return {}


@st.cache_resource(max_entries=8, show_spinner="Writing the paper")
def _paper(key: Key, asked: PaperKey) -> Paper:
    """Write a paper; where only drafts were saved since it was last written, that one is the same."""
    whole, papers = whole_of(key), _latest(key[0])
    topics, (kind, theme, chosen) = records_of(key).snapshot.topics, asked
    before = papers.get(asked)
    if before is not None and before[1] == topics and _is_same(before[0], whole):
        return before[2]
    paper = make_paper(whole, Filters(*chosen), kind, theme, topics=topics)
    papers.clear()
    papers[asked] = (whole, topics, paper)
    return paper


def _is_same(one: tables.Frames, other: tables.Frames) -> bool:
    """Whether two revisions hold the very same tables."""
    names = (each.name for each in fields(one) if each.name not in ("revision", "changed_at"))
    return all(getattr(one, name) is getattr(other, name) for name in names)


@st.cache_resource(max_entries=4, show_spinner=False)
def _drafts(key: Key) -> tuple[DraftVersion, ...]:
    return store(key[0]).drafts()


@st.cache_resource(max_entries=8, show_spinner=False)
def _draft_history(key: Key, draft_id: str) -> tuple[DraftVersion, ...]:
    return store(key[0]).draft_history(draft_id)


def paper(state: State, kind: PaperKind, theme: str, filters: Filters) -> Paper:
    """Return a paper as the program writes it, to be drafted; it does not say how far people agree."""
    return _paper(state.key, (kind, theme, as_key(filters)))


def drafts(state: State) -> tuple[DraftVersion, ...]:
    """Return the newest version of every draft, the one saved last first."""
    return _drafts(state.key)


def draft_history(state: State, draft_id: str) -> tuple[DraftVersion, ...]:
    """Return every version of a draft, the oldest first; none where there is no such draft."""
    return _draft_history(state.key, draft_id)


@st.cache_resource(max_entries=4, show_spinner=False)
def _theme_names(key: Key) -> Mapping[str, str]:
    books = [book for _, book in store(key[0]).codebook_history()]
    return {theme.id: theme.name for book in books for theme in book.themes}


def theme_names(state: State) -> Mapping[str, str]:
    """Return the names of all themes that are or were in the codebook, as they were last, by id."""
    return _theme_names(state.key)
