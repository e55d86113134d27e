"""What people say where the program only proposes or cannot tell: ties of messages, judgements of rules.

Both are kept as the community's other records are, one version each time that somebody speaks. `by`, `at`
and `version` are those of the version; they are no part of what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from synthesis.models.register import LinkStatus

JudgedOutcome = Literal["met", "not met", "cannot tell"]
JUDGED_OUTCOMES: tuple[JudgedOutcome, ...] = get_args(JudgedOutcome)


@dataclass(frozen=True, slots=True)
class MessageTie:
    """Ties a message of a session to exactly one theme or later decision, with the reason shown to people."""

    session_id: str
    message_id: str
    theme_id: str = ""
    decision_id: str = ""
    score: float = 0.0
    status: LinkStatus = "proposed"
    why: str = ""
    by: str = ""
    at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if bool(self.theme_id) == bool(self.decision_id):
            raise ValueError("A message must be tied to exactly one thing: a theme or a decision.")

    @property
    def id(self) -> str:
        """What it ties together."""
        target = f"theme/{self.theme_id}" if self.theme_id else f"decision/{self.decision_id}"
        return f"{self.session_id}/{self.message_id}/{target}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person found of one rule of a standard on a proposal, with a note that says why.

    `asked` is the text of the rule and `proposal_version` the version of the proposal that the person read,
    so that a judgement of what was other then can be told.
    """

    proposal_id: str
    standard_id: str
    rule_id: str
    outcome: JudgedOutcome
    note: str = ""
    asked: str = ""
    proposal_version: int = 0
    by: str = ""
    at: datetime | None = None
    version: int = 0

    @property
    def id(self) -> str:
        """Which rule of which standard it is about, on which proposal."""
        return f"{self.proposal_id}/{self.standard_id}/{self.rule_id}"
