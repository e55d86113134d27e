"""How the machine of a store stands beside people, and with what it worked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.data.records import records
from dashboard.data.state import Key, State, store
from synthesis import pipeline
from synthesis.coding.agreement import Evaluation
from synthesis.coding.encoder import Encoder
from synthesis.coding.reference import ReviewedPassage
from synthesis.models import Snapshot
from synthesis.outputs.encoding import encoder_sentence


@st.cache_resource(max_entries=2, show_spinner=False)
def _quality(
    basis: str, _snapshot: Snapshot, _learnt: Sequence[ReviewedPassage], _encoder: Encoder | None
) -> Evaluation | None:
    return pipeline.measure(_snapshot, _learnt, _encoder)


def quality(state: State) -> Evaluation | None:
    """Return how the machine of this store stands beside the coders of the gold set; None without one.

    It is measured again when what it rests on is another, not after every change of the store: reviews count
    once they were applied.
    """
    snapshot, own = records(state).snapshot, store(state.url)
    learnt, encoder = pipeline.reviews_in_force(own, snapshot), pipeline.encoder_in_force(own)
    return _quality(pipeline.measured_on(snapshot, learnt, encoder), snapshot, learnt, encoder)


def agreement(state: State) -> str:
    """Say how far the program agrees with people, for a paper that rests on its proposals."""
    return pipeline.agreement_words(records(state).snapshot, lambda: quality(state))


@st.cache_resource(max_entries=4, show_spinner=False)
def _coded_with(key: Key) -> str:
    return encoder_sentence(store(key[0]).runs())


def coded_with(state: State) -> str:
    """Say with which sentence encoder this store was coded; empty where nothing is."""
    return _coded_with(state.key)


@st.cache_resource(max_entries=4, show_spinner=False)
def _topic_search(key: Key) -> Mapping[str, int]:
    runs = [run for run in store(key[0]).runs() if run.command == "discover"]
    return dict(runs[-1].counts) if runs else {}


def topic_search(state: State) -> Mapping[str, int]:
    """Return the counts of the last search for topics; empty before the first."""
    return _topic_search(state.key)
