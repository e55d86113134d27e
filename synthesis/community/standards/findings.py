"""What a check comes to, and what it may know besides the proposal itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from synthesis.community.standards.names import People, people_of
from synthesis.models import Event, Group, Meeting, SessionProposal

Outcome = Literal["met", "not met", "unknown"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule came to on a proposal: why, in a sentence, and what would mend it where it is not met."""

    rule_id: str
    outcome: Outcome
    reason: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says; `mend` is said where the rule itself names nothing better."""

    outcome: Outcome
    reason: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides a proposal: the groups, meetings, other proposals and the calendar.

    `deadline` is a day that somebody chose; it stands over that of the standard and of the calendar.
    `people` is made of the proposals by `with_people`.
    """

    groups: Sequence[Group] = ()
    meetings: Sequence[Meeting] = ()
    proposals: Sequence[SessionProposal] = ()
    events: Sequence[Event] = ()
    deadline: date | None = None
    people: People | None = None

    def with_people(self) -> Context:
        """Index the speakers of the proposals once, for many checks."""
        return replace(self, people=people_of(self.proposals))
