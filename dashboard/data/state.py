"""Which revision of which store a page shows, and what cached calls are keyed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from synthesis.models import Filters
from synthesis.store import Stamp, Store, open_store
from synthesis.store.connection import default_url, is_read_only

Key = tuple[str, int, datetime | None]
"""The address of a store, how much there is of something that only grows, and when that grew last.

The number alone comes again with other content, where a backup is put in the place of the store.
"""

_Texts = tuple[str, ...]
Chosen = tuple[tuple[int, ...], _Texts, _Texts, _Texts, _Texts, _Texts, bool, bool]
"""The values of Filters, field by field."""


@dataclass(frozen=True, slots=True)
class State:
    """One revision of one store: the address of everything cached."""

    url: str
    stamp: Stamp
    is_read_only: bool

    @property
    def key(self) -> Key:
        """What cached calls are keyed on."""
        return self.url, self.stamp.revision, self.stamp.changed_at

    @property
    def community_key(self) -> Key:
        """The same for what rests on the community's records alone: a review of a passage leaves it."""
        return self.url, self.stamp.n_entries, self.stamp.entered_at


def current() -> State:
    """Ask the store for its stamp: one cheap read, made in every run."""
    url = default_url()
    return State(url, store(url).stamp(), is_read_only())


def store(url: str) -> Store:
    """Return the store, which refuses every write where the environment asks for read-only mode."""
    return _opened(url, is_read_only())


@st.cache_resource(show_spinner=False)
def _opened(url: str, read_only: bool) -> Store:
    """Open the store once; threads share it."""
    return open_store(url, read_only=read_only)


def as_key(filters: Filters) -> Chosen:
    """Return the values of filters, field by field."""
    return (
        filters.cycles,
        filters.stakeholder_groups,
        filters.regions,
        filters.languages,
        filters.themes,
        filters.review,
        filters.copies_once,
        filters.without_repeats,
    )
