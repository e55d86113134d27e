"""The only cached calls: one store a server, one set of tables a revision, one narrowed set a choice.

Keys are small tuples (address, revision, filters), never frames. What is returned is shared by every
session and is not to be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal

import pandas as pd
import streamlit as st

from synthesis.coding import review
from synthesis.coding.agreement import Evaluation
from synthesis.coding.encoder import Encoder
from synthesis.meetings.suggestions import Suggestions, suggest
from synthesis.models import (
    Assignment,
    Contribution,
    Decision,
    DraftVersion,
    Filters,
    Meeting,
    Passage,
    Snapshot,
    Topic,
)
from synthesis.outputs import search, tables
from synthesis.outputs.encoding import encoder_sentence
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Paper, PaperKind
from synthesis.outputs.register import standing_links
from synthesis.outputs.registered import with_folded
from synthesis.outputs.renewed import renewed
from synthesis.outputs.years import Weighting, YearOnYear, year_on_year
from synthesis.store import Store, open_store
from synthesis.store.connection import default_url, is_read_only

ORDERED_EVERY = 20
"""Changes after which a queue is ordered anew; until then it only loses what is reviewed."""

Chosen = tuple[tuple[str | int, ...] | bool, ...]
"""The values of Filters, field by field."""

PaperKey = tuple[PaperKind, str, Chosen]
"""Which paper, about which theme, narrowed to what."""


@dataclass(frozen=True, slots=True)
class State:
    """One revision of one store: the address of everything cached."""

    url: str
    revision: int
    is_read_only: bool

    @property
    def key(self) -> tuple[str, int]:
        """What cached calls are keyed on."""
        return self.url, self.revision


@dataclass(frozen=True, slots=True)
class Records:
    """A snapshot with its records by id; `passages` are by contribution, in the order they are shown.

    `whole_at` is the revision at which the texts and the machine's proposals were read.
    """

    snapshot: Snapshot
    whole_at: int
    contributions: Mapping[str, Contribution]
    passages: Mapping[str, tuple[Passage, ...]]
    passage_of: Mapping[str, Passage]
    assignments: Mapping[str, Assignment]
    meetings: Mapping[str, Meeting]
    decisions: Mapping[str, Decision]


def current() -> State:
    """Ask the store for its revision: one cheap read, made in every run."""
    url, read_only = default_url(), is_read_only()
    return State(url, store(url, read_only).revision(), read_only)


@st.cache_resource(show_spinner=False)
def store(url: str, read_only: bool) -> Store:
    """Open the store once; threads share it."""
    return open_store(url, read_only=read_only)


@dataclass(slots=True)
class Latest:
    """What was read and laid out last: the next revision starts from it, whoever asks for that."""

    records: Records | None = None
    tables: tuple[tables.Frames, Snapshot] | None = None
    papers: dict[PaperKey, tuple[tables.Frames, tuple[Topic, ...], Paper]] = field(default_factory=dict)


@st.cache_resource(max_entries=2, show_spinner=False)
def _latest(url: str) -> Latest:
    return Latest()


@st.cache_resource(max_entries=4, show_spinner=False)
def _records(key: tuple[str, int], read_only: bool) -> Records:
    latest = _latest(key[0])
    before = latest.records
    snapshot = store(key[0], read_only).snapshot(before.snapshot if before else None)
    records = _by_id(snapshot, before)
    latest.records = records
    return records


def _by_id(snapshot: Snapshot, before: Records | None) -> Records:
    assignments = {assignment.passage_id: assignment for assignment in snapshot.assignments}
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    decisions = {decision.id: decision for decision in snapshot.decisions}
    if before is not None and snapshot.passages is before.snapshot.passages:
        return replace(
            before, snapshot=snapshot, assignments=assignments, meetings=meetings, decisions=decisions
        )
    passages: dict[str, list[Passage]] = {}
    for passage in snapshot.passages:
        passages.setdefault(passage.contribution_id, []).append(passage)
    return Records(
        snapshot,
        snapshot.revision,
        {c.id: c for c in snapshot.contributions},
        {contribution_id: tuple(own) for contribution_id, own in passages.items()},
        {passage.id: passage for passage in snapshot.passages},
        assignments,
        meetings,
        decisions,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _whole(key: tuple[str, int], read_only: bool) -> tables.Frames:
    latest, snapshot = _latest(key[0]), _records(key, read_only).snapshot
    laid_out = renewed(*latest.tables, snapshot) if latest.tables else tables.frames(snapshot)
    latest.tables = (laid_out, snapshot)
    return laid_out


@st.cache_resource(max_entries=64, show_spinner=False)
def _narrowed(key: tuple[str, int], chosen: Chosen, read_only: bool) -> tables.Frames:
    return tables.narrow(_whole(key, read_only), Filters(*chosen))  # type: ignore[arg-type]


@st.cache_resource(max_entries=64, show_spinner=False)
def _totals(key: tuple[str, int], chosen: Chosen, read_only: bool) -> tables.Totals:
    return tables.totals(_narrowed(key, chosen, read_only))


@st.cache_resource(max_entries=64, show_spinner=False)
def _facets(key: tuple[str, int], chosen: Chosen, read_only: bool) -> dict[str, pd.DataFrame]:
    return tables.facet_counts(_whole(key, read_only), Filters(*chosen))  # type: ignore[arg-type]


@st.cache_resource(max_entries=16, show_spinner=False)
def _passages(key: tuple[str, int], chosen: Chosen, read_only: bool) -> pd.DataFrame:
    listed = tables.passage_table(_narrowed(key, chosen, read_only))
    return listed.assign(folded=[search.fold(text) for text in listed["text"]])


@st.cache_resource(max_entries=16, show_spinner=False)
def _register(
    key: tuple[str, int], chosen: Chosen, by: Literal["meeting", "theme"], read_only: bool
) -> pd.DataFrame:
    listed = tables.decision_table(_narrowed(key, chosen, read_only), by, has_rejected=True)
    return with_folded(listed)


@st.cache_resource(max_entries=4, show_spinner=False)
def _suggestions(key: tuple[str, int], read_only: bool) -> Suggestions:
    records = _records(key, read_only)
    return suggest(records.snapshot.decisions, records.meetings, standing_links(records.snapshot))


@st.cache_resource(max_entries=16, show_spinner=False)
def _review_queue(key: tuple[str, int], chosen: Chosen, reviewer: str, read_only: bool) -> tuple[str, ...]:
    ids = frozenset(_narrowed(key, chosen, read_only).contributions["id"])
    records = _records(key, read_only)
    n_since, whole_at = records.snapshot.revision - records.whole_at, records.whole_at
    order = _order((key[0], whole_at, n_since // ORDERED_EVERY), chosen, reviewer, records.snapshot, ids)
    return review.updated(order, records.snapshot, ids)


@st.cache_resource(max_entries=16, show_spinner=False)
def _order(
    step: tuple[str, int, int], chosen: Chosen, reviewer: str, _snapshot: Snapshot, _ids: frozenset[str]
) -> tuple[str, ...]:
    return review.queue(_snapshot, reviewer, _ids)


@st.cache_resource(max_entries=2, show_spinner=False)
def _quality(basis: str, _snapshot: Snapshot, _encoder: Encoder | None) -> Evaluation | None:
    from synthesis import pipeline

    return pipeline.measure(_snapshot, _encoder)


def quality(state: State) -> Evaluation | None:
    """Return how the machine of this store stands beside the coders of the gold set; None without one.

    It is measured again when what it rests on is another, not after every change of the store.
    """
    from synthesis import pipeline  # brings the whole engine, which no other page needs

    snapshot = records(state).snapshot
    encoder = pipeline.encoder_in_force(store(state.url, state.is_read_only))
    return _quality(pipeline.measured_on(snapshot, encoder), snapshot, encoder)


def agreement(state: State) -> str:
    """Say how far the program agrees with people, for a paper that rests on its proposals."""
    from synthesis import pipeline

    return pipeline.agreement_words(records(state).snapshot, lambda: quality(state))


@st.cache_resource(max_entries=4, show_spinner=False)
def _coded_with(key: tuple[str, int], read_only: bool) -> str:
    return encoder_sentence(store(key[0], read_only).runs())


def coded_with(state: State) -> str:
    """Say with which sentence encoder this store was coded; empty where nothing is."""
    return _coded_with(state.key, state.is_read_only)


@st.cache_resource(max_entries=8, show_spinner="Writing the paper")
def _paper(key: tuple[str, int], asked: PaperKey, read_only: bool) -> Paper:
    """Write a paper; where only drafts were saved since it was last written, that one is the same."""
    whole, papers = _whole(key, read_only), _latest(key[0]).papers
    topics, (kind, theme, chosen) = _records(key, read_only).snapshot.topics, asked
    before = papers.get(asked)
    if before is not None and before[1] == topics and _is_same(before[0], whole):
        return before[2]
    paper = make_paper(whole, Filters(*chosen), kind, theme, topics=topics)  # type: ignore[arg-type]
    papers.clear()
    papers[asked] = (whole, topics, paper)
    return paper


def _is_same(one: tables.Frames, other: tables.Frames) -> bool:
    """Whether two revisions hold the very same tables."""
    names = (each.name for each in fields(one) if each.name not in ("revision", "changed_at"))
    return all(getattr(one, name) is getattr(other, name) for name in names)


@st.cache_resource(max_entries=4, show_spinner=False)
def _drafts(key: tuple[str, int], read_only: bool) -> tuple[DraftVersion, ...]:
    return store(key[0], read_only).drafts()


@st.cache_resource(max_entries=8, show_spinner=False)
def _draft_history(key: tuple[str, int], draft_id: str, read_only: bool) -> tuple[DraftVersion, ...]:
    return store(key[0], read_only).draft_history(draft_id)


def paper(state: State, kind: PaperKind, theme: str, filters: Filters) -> Paper:
    """Return a paper as the program writes it, to be drafted; it does not say how far people agree."""
    return _paper(state.key, (kind, theme, _as_key(filters)), state.is_read_only)


def drafts(state: State) -> tuple[DraftVersion, ...]:
    """Return the newest version of every draft, the one saved last first."""
    return _drafts(state.key, state.is_read_only)


def draft_history(state: State, draft_id: str) -> tuple[DraftVersion, ...]:
    """Return every version of a draft, the oldest first; none where there is no such draft."""
    return _draft_history(state.key, draft_id, state.is_read_only)


@st.cache_resource(max_entries=4, show_spinner=False)
def _theme_names(key: tuple[str, int], read_only: bool) -> Mapping[str, str]:
    books = [book for _, book in store(key[0], read_only).codebook_history()]
    return {theme.id: theme.name for book in books for theme in book.themes}


def theme_names(state: State) -> Mapping[str, str]:
    """Return the names of all themes that are or were in the codebook, as they were last, by id."""
    return _theme_names(state.key, state.is_read_only)


@st.cache_resource(max_entries=4, show_spinner=False)
def _topic_search(key: tuple[str, int], read_only: bool) -> Mapping[str, int]:
    runs = [run for run in store(key[0], read_only).runs() if run.command == "discover"]
    return dict(runs[-1].counts) if runs else {}


def topic_search(state: State) -> Mapping[str, int]:
    """Return the counts of the last search for topics; empty before the first."""
    return _topic_search(state.key, state.is_read_only)


@st.cache_resource(max_entries=16, show_spinner=False)
def _years(key: tuple[str, int], chosen: Chosen, weighting: Weighting, read_only: bool) -> YearOnYear:
    return year_on_year(_narrowed(key, chosen, read_only), weighting)


def years(state: State, filters: Filters, weighting: Weighting) -> YearOnYear:
    """Return the cycles that pass the filters beside each other."""
    return _years(state.key, _as_key(filters), weighting, state.is_read_only)


def assignments(state: State) -> Mapping[str, Assignment]:
    """Return what coding each passage came to, by passage id."""
    return records(state).assignments


def review_queue(state: State, filters: Filters, reviewer: str) -> tuple[str, ...]:
    """Return the passages that wait for a review in the contributions that pass, the most telling first."""
    return _review_queue(state.key, _as_key(filters), reviewer, state.is_read_only)


def records(state: State) -> Records:
    """Return every record, by id."""
    return _records(state.key, state.is_read_only)


def whole(state: State) -> tables.Frames:
    """Return the tables of everything in the store."""
    return _whole(state.key, state.is_read_only)


def narrowed(state: State, filters: Filters) -> tables.Frames:
    """Return the tables of what passes the filters."""
    return _narrowed(state.key, _as_key(filters), state.is_read_only)


def totals(state: State, filters: Filters) -> tables.Totals:
    """Return how much everything on a page rests on."""
    return _totals(state.key, _as_key(filters), state.is_read_only)


def facets(state: State, filters: Filters) -> dict[str, pd.DataFrame]:
    """Return what each filter value would give, by field of `Filters`."""
    return _facets(state.key, _as_key(filters), state.is_read_only)


def passages(state: State, filters: Filters) -> pd.DataFrame:
    """Return one row per passage that passes the filters, with `folded`, its text to search in."""
    return _passages(state.key, _as_key(filters), state.is_read_only)


def register(state: State, filters: Filters, by: Literal["meeting", "theme"]) -> pd.DataFrame:
    """Return the items that pass the filters, rejected ones too, with `folded`, the text to search in."""
    return _register(state.key, _as_key(filters), by, state.is_read_only)


def suggestions(state: State) -> Suggestions:
    """Return what later reports suggest about the items of the register."""
    return _suggestions(state.key, state.is_read_only)


def _as_key(filters: Filters) -> Chosen:
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
