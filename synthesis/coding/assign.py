"""Passages in, an `Assignment` for each out: its themes with score and evidence, none, or undecided.

>>> coder = ThemeCoder(shipped_codebook())
>>> coder.assign([Passage("p:0-28", "p", 0, 28, "There were too many sessions")])[0].codings[0].theme_id
'programme_size'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.codebook import shipped_codebook as shipped_codebook
from synthesis.coding.keywords import SMALL_WORDS, Hit
from synthesis.coding.learn import Scorer
from synthesis.coding.reference import ReviewedPassage as ReviewedPassage
from synthesis.coding.words import Word, is_unspaced, split_words
from synthesis.models import Assignment, Codebook, Coding, Outcome, Passage, Span

Scores = NDArray[np.float64]

THRESHOLD = 0.5
"""A score is scaled per theme so that one half is where the theme applies."""

UNDECIDED_FROM = 0.35
"""Between here and the threshold, and with no other theme, the passage is undecided."""

BATCH = 2_000
MAX_EVIDENCE = 3
"""Words shown where no keyword stands in the passage."""

MIN_LETTERS = 8
_FILLERS = (
    "ras|na|n a|none|nothing|ok|okay|no comment|no comments|not applicable|nil|see above|same as above|"
    "no answer|nothing to add|rien a signaler|neant|sans objet|aucun commentaire|ninguno|nada|"
    "sin comentarios|no aplica|thank you|thanks|merci|gracias"
)
FILLERS = frozenset(_FILLERS.split("|"))


class ThemeCoder:
    """Codes passages to the themes of a codebook, better with each reviewed passage.

    Parameters
    ----------
    codebook : Codebook
    reviewed : sequence of ReviewedPassage
        Passages whose themes people have confirmed, or which have none.

    Raises
    ------
    InputError
        If a reviewed passage names a theme that the codebook does not have.
    """

    def __init__(self, codebook: Codebook, reviewed: Sequence[ReviewedPassage] = ()) -> None:
        self.codebook = codebook
        self._scorer = Scorer(codebook, reviewed)

    def assign(self, passages: Sequence[Passage]) -> tuple[Assignment, ...]:
        """Code each passage by itself; the result runs parallel to `passages`."""
        starts = range(0, len(passages), BATCH)
        return tuple(found for start in starts for found in self._assign(passages[start : start + BATCH]))

    def _assign(self, passages: Sequence[Passage]) -> Iterator[Assignment]:
        texts = [split_words(passage.text) for passage in passages]
        scores, hits = self._scorer.score(texts)
        for row, passage in enumerate(passages):
            if is_filler(texts[row]) and not hits[row]:
                yield Assignment(passage.id, "none")
            else:
                yield self._decide(passage, texts[row], scores[row], hits[row])

    def _decide(self, passage: Passage, words: list[Word], scores: Scores, hits: list[Hit]) -> Assignment:
        ids = self._scorer.theme_ids
        codings = tuple(
            self._coding(passage, words, ids[column], float(scores[column]), hits)
            for column in np.flatnonzero(scores >= THRESHOLD)
        )
        nearest = int(np.argmax(scores))
        near = float(scores[nearest])
        outcome: Outcome = "coded" if codings else "undecided" if near >= UNDECIDED_FROM else "none"
        return Assignment(passage.id, outcome, codings, ids[nearest], round(near, 4))

    def _coding(
        self, passage: Passage, words: list[Word], theme_id: str, score: float, hits: list[Hit]
    ) -> Coding:
        own = [(hit.start, hit.end) for hit in hits if hit.owner == theme_id]
        evidence = _merge(own) if own else self._telling_words(words, theme_id)
        return Coding(passage.id, theme_id, round(score, 4), evidence=evidence)

    def _telling_words(self, words: list[Word], theme_id: str) -> tuple[Span, ...]:
        """Where no keyword stands: the words that added most to the score, in the order of the text."""
        distinct = (
            list({word.folded: word for word in words if word.folded not in SMALL_WORDS}.values()) or words
        )
        column = self._scorer.theme_ids.index(theme_id)
        weights = self._scorer.contributions(distinct)[:, column]
        best = np.argsort(-weights, kind="stable")[:MAX_EVIDENCE]
        kept = [distinct[i] for i in best if weights[i] > 0] or [distinct[best[0]]]
        return _merge([(word.start, word.end) for word in kept])


def is_filler(words: list[Word]) -> bool:
    """Whether a passage says nothing: "RAS", "N/A", "no comment", a bullet without a text."""
    letters = sum(len(word.folded) * (3 if is_unspaced(word.folded) else 1) for word in words)
    return letters < MIN_LETTERS or " ".join(word.folded for word in words) in FILLERS


def _merge(stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Join stretches that touch or overlap, in the order of the text."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)
