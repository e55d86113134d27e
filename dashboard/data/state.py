"""Which revision of which store a page shows, and what cached calls are keyed on."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from synthesis.models import Filters
from synthesis.store import Store, open_store
from synthesis.store.connection import default_url, is_read_only

Key = tuple[str, int]
"""The address of a store and one revision of it."""

_Texts = tuple[str, ...]
Chosen = tuple[tuple[int, ...], _Texts, _Texts, _Texts, _Texts, _Texts, bool, bool]
"""The values of Filters, field by field."""


@dataclass(frozen=True, slots=True)
class State:
    """One revision of one store: the address of everything cached."""

    url: str
    revision: int
    is_read_only: bool

    @property
    def key(self) -> Key:
        """What cached calls are keyed on."""
        return self.url, self.revision


def current() -> State:
    """Ask the store for its revision: one cheap read, made in every run."""
    url, read_only = default_url(), is_read_only()
    return State(url, store(url, read_only).revision(), read_only)


@st.cache_resource(show_spinner=False)
def store(url: str, read_only: bool) -> Store:
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
