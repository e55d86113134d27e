"""Passages in, assignments out: long ones are coded by the parts that they would have been cut into.

A row that is longer than any passage is a text that nobody has cut: it is cut as a contribution is, and each
part is coded as every passage is (`coding.matters`). A theme of it has the highest score that it has in a
part, or in the whole: in 2,600 words even the best sentence would be outweighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from synthesis.coding.context import NO_CONTEXT, Context, contexts_of
from synthesis.corpus.paragraphs import count_words
from synthesis.corpus.segment import segment
from synthesis.models import Assignment, Codebook, Coding, Contribution, Passage, Position, Span

LONGEST = 90
"""Words of a passage that is coded as a whole; what is cut here is seldom longer."""


class Coder(Protocol):
    """`ThemeCoder`, or anything with a codebook that assigns."""

    codebook: Codebook

    def assign(self, passages: Sequence[Passage], contexts: Sequence[Context] = ()) -> tuple[Assignment, ...]:
        """Code passages in order."""
        ...


def assign_by_parts(coder: Coder, passages: Sequence[Passage]) -> Iterator[Assignment]:
    """Code passages that stand alone, the long ones by their parts; the result runs parallel to them."""
    contributions = {
        place: Contribution(id=str(place), text=passage.text)
        for place, passage in enumerate(passages)
        if count_words(passage.text) > LONGEST
    }
    cut = {place: segment(contribution) for place, contribution in contributions.items()}
    parts = [part for own in cut.values() for part in own]
    contexts = contexts_of(contributions.values(), parts)
    around = [contexts.get(part.id, NO_CONTEXT) for part in parts]
    assigned = iter(coder.assign([*parts, *passages], [*around, *[NO_CONTEXT] * len(passages)]))
    of_parts = {place: [(part, next(assigned)) for part in own] for place, own in cut.items()}
    ids = [theme.id for theme in coder.codebook.themes]
    for place, whole in enumerate(assigned):
        yield _of_all(whole, of_parts[place], ids) if place in of_parts else whole


def _of_all(whole: Assignment, parts: Sequence[tuple[Passage, Assignment]], ids: Sequence[str]) -> Assignment:
    """Join what the parts of a passage came to with what it came to in one piece."""
    found: dict[str, list[Coding]] = {}
    for part, assignment in parts:
        for coding in assignment.codings:
            found.setdefault(coding.theme_id, []).append(_moved(coding, whole.passage_id, part.start))
    alone = {coding.theme_id: coding for coding in whole.codings}
    codings = tuple(
        _joined(found[theme], alone.get(theme)) if theme in found else alone[theme]
        for theme in ids
        if theme in found or theme in alone
    )
    best = max((whole, *(each for _, each in parts)), key=lambda each: each.nearest_score)
    outcome = "coded" if codings else best.outcome
    return Assignment(whole.passage_id, outcome, codings, best.nearest_theme, best.nearest_score)


def _joined(parts: Sequence[Coding], whole: Coding | None) -> Coding:
    """Return the best coding with the words of all; it is mixed where the parts take two sides."""
    best = max(parts, key=lambda coding: coding.score)
    sides = {coding.position for coding in parts} - {"unclear"}
    position: Position = "mixed" if len(sides) > 1 else next(iter(sides), "unclear")
    return replace(
        best,
        score=max(best.score, whole.score if whole else 0.0),
        position=position,
        evidence=tuple(span for coding in parts for span in coding.evidence),
        position_evidence=tuple(span for coding in parts for span in coding.position_evidence),
    )


def _moved(coding: Coding, passage_id: str, start: int) -> Coding:
    """Place the coding of a part in the passage that it stands in."""
    return replace(
        coding,
        passage_id=passage_id,
        evidence=_spans(coding.evidence, start),
        position_evidence=_spans(coding.position_evidence, start),
    )


def _spans(spans: Sequence[Span], start: int) -> tuple[Span, ...]:
    return tuple(Span(start + span.start, start + span.end) for span in spans)
