"""Every record of a revision, by id; the next revision starts from what the last one read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.data.state import Key, State, store
from synthesis.models import Assignment, Contribution, Decision, Meeting, Passage, Snapshot


@dataclass(frozen=True, slots=True)
class Records:
    """A snapshot with its records by id; `passages` are by contribution, in the order they are shown.

    `whole_at` is the key of the revision at which the texts and the machine's proposals were read.
    """

    snapshot: Snapshot
    whole_at: Key
    contributions: Mapping[str, Contribution]
    passages: Mapping[str, tuple[Passage, ...]]
    passage_of: Mapping[str, Passage]
    assignments: Mapping[str, Assignment]
    meetings: Mapping[str, Meeting]
    decisions: Mapping[str, Decision]


@dataclass(slots=True)
class Latest:
    """What was read last: the next revision starts from it, whoever asks for that."""

    records: Records | None = None


@st.cache_resource(max_entries=2, show_spinner=False)
def _latest(url: str) -> Latest:
    return Latest()


@st.cache_resource(max_entries=4, show_spinner=False)
def records_of(key: Key) -> Records:
    """Read every record of the revision with this key."""
    latest = _latest(key[0])
    before = latest.records
    snapshot = store(key[0]).snapshot(before.snapshot if before else None)
    records = _by_id(key, snapshot, before)
    latest.records = records
    return records


def _by_id(key: Key, snapshot: Snapshot, before: Records | None) -> Records:
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
        key,
        {c.id: c for c in snapshot.contributions},
        {contribution_id: tuple(own) for contribution_id, own in passages.items()},
        {passage.id: passage for passage in snapshot.passages},
        assignments,
        meetings,
        decisions,
    )


def records(state: State) -> Records:
    """Return every record, by id."""
    return records_of(state.key)


def assignments(state: State) -> Mapping[str, Assignment]:
    """Return what coding each passage came to, by passage id."""
    return records(state).assignments
