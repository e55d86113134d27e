"""The cached calls of the trace: like those of `data`, keyed on the revision and the filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data
from synthesis.models import Filters
from synthesis.outputs import trace
from synthesis.outputs.tables import Frames
from synthesis.outputs.tables.registered import overdue
from synthesis.outputs.trace import sentences

Row = Mapping[Any, Any]
Key = tuple[object, ...]


def table(state: data.State, filters: Filters, day: str) -> pd.DataFrame:
    """Return each decision of a theme, what had been said and what became of it; overdue on an ISO day."""
    traced = _table((*state.key, astuple(filters)), data.narrowed(state, filters))
    return traced.assign(is_overdue=overdue(traced, day))


@st.cache_resource(max_entries=16, show_spinner=False)
def _table(key: Key, _narrowed: Frames) -> pd.DataFrame:
    return trace.trace_table(_narrowed)


def gaps(state: data.State, filters: Filters, day: str) -> tuple[sentences.Gaps, ...]:
    """Return where the chain breaks; what is overdue on an ISO day."""
    return _gaps((*state.key, astuple(filters), day), data.narrowed(state, filters), day)


@st.cache_resource(max_entries=16, show_spinner=False)
def _gaps(key: Key, _narrowed: Frames, day: str) -> tuple[sentences.Gaps, ...]:
    return sentences.all_gaps(_narrowed, day)


def answers(state: data.State) -> Mapping[str, Sequence[Row]]:
    """Return which decisions answer a passage, by its id: rows of `trace.answers`."""
    return _answers(state.key, data.whole(state))


@st.cache_resource(max_entries=4, show_spinner=False)
def _answers(key: Key, _whole: Frames) -> Mapping[str, Sequence[Row]]:
    by_passage: dict[str, list[Row]] = {}
    for row in trace.answers(_whole).to_dict("records"):
        by_passage.setdefault(row["passage_id"], []).append(row)
    return by_passage


def told_later(state: data.State, later: Sequence[str]) -> list[Row]:
    """Return the decisions with these ids, the first meeting first: rows of `Frames.decisions`."""
    decisions = data.whole(state).decisions
    found = decisions[decisions["id"].isin(later)].sort_values("held_on", kind="stable")
    return list(found.to_dict("records"))
