"""What the machine found beyond the codebook, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TopicVerdict = Literal["promoted", "merged", "dismissed", "undone"]


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A word, or two in a row, that tells a topic from the rest.

    `key` is its stem, by which terms are compared; `text` is as people wrote it; `weight` from 0 to 1.
    """

    key: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class TopicDecision:
    """What a person decided about a topic: it became a theme, went into a theme or another topic, or is none.

    `theme_id` or `into_topic` is where it went. A decision that was undone is followed by one that says so.
    """

    topic_id: str
    version: int
    verdict: TopicVerdict
    by: str
    theme_id: str = ""
    into_topic: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the machine found among passages that no theme covers; never a theme until a person says so.

    `passage_ids` have the nearest first, `nearness` (0 to 1) runs parallel to them. `coherence` (-1 to 1)
    tells how often its terms stand together, `recurrence` in which share of the resamples it was found.
    `is_found` says whether the last search found it; one that people decided about is kept after that.
    `decision` is the one that stands, `history` all there were with what undid them, the oldest first.
    """

    id: str
    name: str
    terms: tuple[TopicTerm, ...]
    passage_ids: tuple[str, ...]
    nearness: tuple[float, ...] = ()
    coherence: float = 0.0
    recurrence: float = 0.0
    is_found: bool = True
    decision: TopicDecision | None = None
    history: tuple[TopicDecision, ...] = ()

    @property
    def version(self) -> int:
        """How often people decided about it, or undid that."""
        return len(self.history)

    @property
    def is_proposal(self) -> bool:
        """Whether it waits for a person: found, and nobody has decided."""
        return self.is_found and self.decision is None
