"""What happened to the records: the steps of each from version to version, and names to tell them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from synthesis.models.community import (
    Event,
    Group,
    ProposedTopic,
    Session,
    SessionMessages,
    SessionProposal,
    Standard,
)
from synthesis.models.judged import Judgement, MessageTie
from synthesis.models.register import Decision, DecisionLink, Meeting

CommunityRecord = (
    Group
    | Event
    | Standard
    | SessionProposal
    | ProposedTopic
    | Session
    | SessionMessages
    | MessageTie
    | Judgement
)
"""What the store keeps whole, one version after another."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the time of a change where nothing was ever changed."""

Subject = Decision | DecisionLink | CommunityRecord
NoticeKind = Literal[
    "decision",
    "review",
    "state",
    "edit",
    "meeting",
    "group",
    "session",
    "standard",
    "contribution",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One record before and after somebody changed it.

    `before` is None for what is new, `now` for what was removed. `by` is empty for what the program did.
    `is_anew` marks what the program proposed from a report that it had read before.
    """

    id: str
    version: int
    at: datetime
    now: Subject | None
    before: Subject | None = None
    by: str = ""
    note: str = ""
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one change of the store brought in numbers: contributions, or a report that no decision is from.

    `what` is how the change log tells it, `number` its number there. `is_sample` marks contributions that
    were all composed for this project.
    """

    number: int
    at: datetime
    n_contributions: int = 0
    n_reports: int = 0
    what: str = ""
    by: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in a store since some time, the oldest first, and the names that it is told with.

    `meetings` are without what their reports say, `decisions` as they stand now by id, `links` those of
    decisions to themes that stand, `sessions` those whose messages changed, without what was said.
    `proposals` are those whose rules people judged.
    `hidden` are the ids of the events that their senders keep private, which nobody is told of.
    `began_at` is the time of the store's first change, which tells one store from another; `changed_at` is
    that of its last.
    """

    steps: tuple[Step, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    links: tuple[DecisionLink, ...] = ()
    themes: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    sessions: Mapping[str, Session] = field(default_factory=dict)
    proposals: Mapping[str, SessionProposal] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    began_at: datetime | None = None
    changed_at: datetime | None = None
