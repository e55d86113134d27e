"""The tables of a revision, whole and narrowed by filters, and what is counted in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.data.records import records_of
from dashboard.data.state import Chosen, Key, State, as_key
from synthesis.models import Filters, Snapshot
from synthesis.outputs import search, tables
from synthesis.outputs.frames.renewed import renewed
from synthesis.outputs.tables.registered import with_folded
from synthesis.outputs.years.shares import Weighting, YearOnYear, year_on_year


@dataclass(slots=True)
class Latest:
    """What was laid out last, and from what: the next revision keeps what is the same."""

    tables: tuple[tables.Frames, Snapshot] | None = None


@st.cache_resource(max_entries=2, show_spinner=False)
def _latest(url: str) -> Latest:
    return Latest()


@st.cache_resource(max_entries=4, show_spinner=False)
def whole_of(key: Key) -> tables.Frames:
    """Lay out the tables of the revision with this key."""
    latest, snapshot = _latest(key[0]), records_of(key).snapshot
    laid_out = renewed(*latest.tables, snapshot) if latest.tables else tables.frames(snapshot)
    latest.tables = (laid_out, snapshot)
    return laid_out


@st.cache_resource(max_entries=64, show_spinner=False)
def narrowed_of(key: Key, chosen: Chosen) -> tables.Frames:
    """Narrow the tables of the revision with this key."""
    return tables.narrow(whole_of(key), Filters(*chosen))


@st.cache_resource(max_entries=64, show_spinner=False)
def _totals(key: Key, chosen: Chosen) -> tables.Totals:
    return tables.totals(narrowed_of(key, chosen))


@st.cache_resource(max_entries=64, show_spinner=False)
def _facets(key: Key, chosen: Chosen) -> dict[str, pd.DataFrame]:
    return tables.facet_counts(whole_of(key), Filters(*chosen))


@st.cache_resource(max_entries=16, show_spinner=False)
def _passages(key: Key, chosen: Chosen) -> pd.DataFrame:
    listed = tables.passage_table(narrowed_of(key, chosen))
    return listed.assign(folded=[search.fold(text) for text in listed["text"]])


@st.cache_resource(max_entries=16, show_spinner=False)
def _register(key: Key, chosen: Chosen, by: Literal["meeting", "theme"]) -> pd.DataFrame:
    listed = tables.decision_table(narrowed_of(key, chosen), by, has_rejected=True)
    return with_folded(listed)


@st.cache_resource(max_entries=16, show_spinner=False)
def _years(key: Key, chosen: Chosen, weighting: Weighting) -> YearOnYear:
    return year_on_year(narrowed_of(key, chosen), weighting)


def whole(state: State) -> tables.Frames:
    """Return the tables of everything in the store."""
    return whole_of(state.key)


def narrowed(state: State, filters: Filters) -> tables.Frames:
    """Return the tables of what passes the filters."""
    return narrowed_of(state.key, as_key(filters))


def totals(state: State, filters: Filters) -> tables.Totals:
    """Return how much everything on a page rests on."""
    return _totals(state.key, as_key(filters))


def facets(state: State, filters: Filters) -> dict[str, pd.DataFrame]:
    """Return what each filter value would give, by field of `Filters`."""
    return _facets(state.key, as_key(filters))


def passages(state: State, filters: Filters) -> pd.DataFrame:
    """Return one row per passage that passes the filters, with `folded`, its text to search in."""
    return _passages(state.key, as_key(filters))


def register(state: State, filters: Filters, by: Literal["meeting", "theme"]) -> pd.DataFrame:
    """Return the items that pass the filters, rejected ones too, with `folded`, the text to search in."""
    return _register(state.key, as_key(filters), by)


def years(state: State, filters: Filters, weighting: Weighting) -> YearOnYear:
    """Return the cycles that pass the filters beside each other."""
    return _years(state.key, as_key(filters), weighting)
