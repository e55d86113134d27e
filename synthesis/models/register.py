"""What meetings decided: reports, the items of the register, and their links to what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from synthesis.models.corpus import is_sample_source

DecisionKind = Literal["decision", "restated", "commitment", "conditional", "information"]
DecisionReview = Literal["proposed", "confirmed", "rejected"]
Progress = Literal["open", "under way", "done", "declined", "superseded"]
LinkStatus = Literal["proposed", "confirmed", "rejected"]
ReportFormat = Literal["report", "email", "workplan", "transcript", "table"]
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
PROGRESS: tuple[Progress, ...] = get_args(Progress)
DECISION_REVIEWS: tuple[DecisionReview, ...] = get_args(DecisionReview)
UNFINISHED: tuple[Progress, ...] = ("open", "under way")

RESTATES_NOTHING = "none"
"""Stands in `Decision.restates` where a person said that the item repeats no earlier one."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone at a meeting and the bodies they spoke for."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report with the number it carries there (or one counted by us)."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its report tells it; the date and the body, not the number, are the key."""

    id: str
    title: str
    body: str = ""
    number: str = ""
    held_on: date | None = None
    format: ReportFormat = "report"
    agenda: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    source: str = ""

    @property
    def is_sample(self) -> bool:
        """Whether it was composed or retold for this project rather than received."""
        return is_sample_source(self.source)


@dataclass(frozen=True, slots=True)
class Decision:
    """An item of the register: the exact words of a report and what became of them.

    `progress_by` is who said how far it is; empty where that is only what the report itself says, or where
    nobody has said anything and it counts as open. `progress_reason` says why it was declined, `reason` why
    a person rejected the item. `restates` is the id of the earlier item of which this one is a repetition,
    as a person confirmed it. `source`, `reference` and the rest of that line are the columns of a table of
    proposals. `version` counts what the register holds of it, 1 as it was first proposed.
    """

    id: str
    meeting_id: str
    paragraph: str
    quote: str
    kind: DecisionKind
    context: str = ""
    owner: str = ""
    due: str = ""
    due_on: date | None = None
    review: DecisionReview = "proposed"
    progress: Progress = "open"
    progress_by: str = ""
    progress_reason: str = ""
    superseded_by: str = ""
    restates: str = ""
    reason: str = ""
    category: str = ""
    tags: str = ""
    source: str = ""
    reference: str = ""
    cross_reference: str = ""
    cost: str = ""
    remark: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class DecisionLink:
    """Ties a decision to exactly one theme or passage, with the reason shown to people.

    `by` and `at` say who confirmed or rejected it last, and when; `version` counts how often people did.
    """

    decision_id: str
    theme_id: str = ""
    passage_id: str = ""
    score: float = 0.0
    status: LinkStatus = "proposed"
    why: str = ""
    by: str = ""
    at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if bool(self.theme_id) == bool(self.passage_id):
            raise ValueError("A decision link must have exactly one target: a theme or a passage.")

    @property
    def key(self) -> tuple[str, str, str]:
        """What it ties together."""
        return self.decision_id, self.theme_id, self.passage_id
