"""A proposal beside the one of the year before: what changed, who speaks again, what had been promised.

The earlier one is of the same group; without a group, of the same organiser or of nearly the same title.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from synthesis.community.standards.names import is_same_person
from synthesis.corpus.folding import fold
from synthesis.models import SessionProposal, Speaker

LIKE_TITLE = 85.0
"""Least likeness of two folded titles (0-100, Indel) at which they count as the same one."""

_FIELDS = ("title", "session_type", "organiser", "format", "duration_minutes")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else than before."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Again:
    """A speaker of both years; the names can be spelt differently."""

    before: Speaker
    now: Speaker

    @property
    def is_spelt_alike(self) -> bool:
        """Whether the name is written the same in both."""
        return self.before.name == self.now.name


@dataclass(frozen=True, slots=True)
class Comparison:
    """A proposal beside an earlier one; `why` says what makes them belong together."""

    earlier: SessionProposal
    why: str
    changed: tuple[FieldChange, ...]
    again: tuple[Again, ...]
    new: tuple[Speaker, ...]
    gone: tuple[Speaker, ...]


def earlier_proposal(
    proposal: SessionProposal, others: Iterable[SessionProposal]
) -> tuple[SessionProposal, str] | None:
    """Return the latest proposal of an earlier year that belongs to this one, and why; None without one."""
    if proposal.cycle is None:
        return None
    before = sorted(
        (each for each in others if each.cycle is not None and each.cycle < proposal.cycle),
        key=lambda each: (-(each.cycle or 0), each.id),
    )
    for each in before:
        if why := _kinship(proposal, each):
            return each, why
    return None


def _kinship(one: SessionProposal, other: SessionProposal) -> str:
    if one.group_id:
        return "of the same group" if one.group_id == other.group_id else ""
    if one.session_type != other.session_type:
        return ""
    if one.organiser and fold(one.organiser) == fold(other.organiser):
        return "of the same organiser"
    is_alike = fuzz.ratio(fold(one.title), fold(other.title)) >= LIKE_TITLE
    return "of nearly the same title" if is_alike else ""


def compare(proposal: SessionProposal, others: Iterable[SessionProposal]) -> Comparison | None:
    """Set a proposal beside the one before it; None where there is none."""
    found = earlier_proposal(proposal, others)
    if found is None:
        return None
    earlier, why = found
    again, new = [], []
    for speaker in proposal.speakers:
        before = next((each for each in earlier.speakers if is_same_person(each.name, speaker.name)), None)
        again.append(Again(before, speaker)) if before else new.append(speaker)
    stayed = {id(each.before) for each in again}
    gone = tuple(each for each in earlier.speakers if id(each) not in stayed)
    changed = tuple(
        FieldChange(field, _words(earlier, field), _words(proposal, field))
        for field in _FIELDS
        if getattr(earlier, field) != getattr(proposal, field)
    )
    return Comparison(earlier, why, changed, tuple(again), tuple(new), gone)


def _words(proposal: SessionProposal, field: str) -> str:
    value = getattr(proposal, field)
    return "" if value is None else str(value)
