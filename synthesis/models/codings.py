"""What passages say: the codebook, the codings made with it, and what people said of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

Position = Literal["for", "against", "mixed", "unclear"]
Origin = Literal["codebook", "model", "person"]
CodingStatus = Literal["proposed", "accepted", "rejected"]
Outcome = Literal["coded", "none", "undecided"]
POSITIONS: tuple[Position, ...] = get_args(Position)

PROPOSED_FROM = 0.5
"""A score is scaled per theme so that one half is where the theme applies."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, in characters: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span must have 0 <= start < end. Got {self.start}, {self.end} instead.")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a codebook in one language; an empty language means any."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PositionGuide:
    """What being for, or against, means for one theme, and the words that tell it.

    `label` is the meaning in a few words, to stand beside a number: `20 for: a smaller programme`.
    """

    meaning: str = ""
    keywords: tuple[Phrase, ...] = ()
    label: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing of the position."""
        return not (self.meaning or self.keywords or self.label)


@dataclass(frozen=True, slots=True)
class Theme:
    """One entry of the people's scheme."""

    id: str
    name: str
    definition: str
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    keywords: tuple[Phrase, ...] = ()
    examples: tuple[Phrase, ...] = ()
    parent: str = ""
    position_for: PositionGuide = field(default_factory=PositionGuide)
    position_against: PositionGuide = field(default_factory=PositionGuide)

    @property
    def has_guide(self) -> bool:
        """Whether it says what being for, or against, means."""
        return not (self.position_for.is_empty and self.position_against.is_empty)


@dataclass(frozen=True, slots=True)
class Codebook:
    """A named, versioned scheme of themes; `coding.codebook` reads and checks it."""

    name: str
    version: str
    themes: tuple[Theme, ...]

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id; KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


@dataclass(frozen=True, slots=True)
class Coding:
    """One theme applied to one passage, by whom, on which evidence (offsets inside the passage)."""

    passage_id: str
    theme_id: str
    score: float
    position: Position = "unclear"
    evidence: tuple[Span, ...] = ()
    position_evidence: tuple[Span, ...] = ()
    origin: Origin = "codebook"
    status: CodingStatus = "proposed"
    coder: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError(f"A score must be between 0 and 1. Got {self.score} instead.")
        if self.origin == "person" and not self.coder:
            raise ValueError("A person's coding must carry the person's name.")


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of a passage as a whole: these themes, and of those asked about no others.

    `codings` are the accepted, and the rejected where the machine had proposed; their `score` is the
    machine's at that time, 0 for a theme that it had not proposed. `asked` are the themes of the codebook
    then in force, named in `codebook`. A withdrawal takes the review before it back.
    """

    passage_id: str
    version: int
    coder: str
    codings: tuple[Coding, ...] = ()
    asked: tuple[str, ...] = ()
    codebook: str = ""
    at: datetime | None = None
    note: str = ""
    is_withdrawal: bool = False

    @property
    def themes(self) -> dict[str, Position]:
        """The themes that the person found in the passage, with the position on each."""
        return {coding.theme_id: coding.position for coding in self.codings if coding.status == "accepted"}


@dataclass(frozen=True, slots=True)
class Assignment:
    """What coding one passage came to; `none` (no theme) and `undecided` (cannot tell) differ.

    `nearest_theme` and `nearest_score` are of the machine's best theme, coded or not. `review` is the one
    that stands; `version` counts all there were, withdrawn ones too.
    """

    passage_id: str
    outcome: Outcome
    codings: tuple[Coding, ...] = ()
    nearest_theme: str = ""
    nearest_score: float = 0.0
    review: Review | None = None
    version: int = 0

    @property
    def is_filler(self) -> bool:
        """Whether the passage says nothing ("N/A"): coding finds no theme near it, and no person did."""
        return self.outcome == "none" and not self.nearest_theme and self.review is None

    def with_review(self, review: Review, themes: Collection[str]) -> Assignment:
        """Lay what a person found over what the machine proposes.

        The machine still speaks of `themes`, those of the codebook, that the person was not asked about.

        >>> machine = Assignment("p", "coded", (Coding("p", "visibility", 0.8),))
        >>> machine.with_review(Review("p", 1, "A. Reader", asked=("visibility",)), ["visibility"]).outcome
        'none'
        """
        said = [coding for coding in review.codings if coding.theme_id in themes]
        judged = {*review.asked, *(coding.theme_id for coding in said)}
        open_ones = [coding for coding in self.codings if coding.theme_id not in judged]
        codings = tuple(sorted((*said, *open_ones), key=lambda coding: coding.theme_id))
        has_theme = any(coding.status != "rejected" for coding in codings)
        return replace(self, codings=codings, outcome="coded" if has_theme else "none", review=review)


@dataclass(frozen=True, slots=True)
class BlindCoding:
    """What one person found in one passage of a sample without seeing the machine or each other.

    A settlement is what was agreed on where two differed, or is the same where they did not.
    """

    passage_id: str
    coder: str
    themes: tuple[tuple[str, Position], ...] = ()
    at: datetime | None = None
    is_settlement: bool = False


@dataclass(frozen=True, slots=True)
class DoubleSample:
    """Passages drawn to be coded by two people each; `asked` are the themes that they choose from."""

    id: str
    passage_ids: tuple[str, ...]
    asked: tuple[str, ...]
    drawn_by: str
    codebook: str = ""
    at: datetime | None = None
    codings: tuple[BlindCoding, ...] = ()
