"""Coded positions in, how far a passage leans for or against a theme out.

    lean = vector . direction + mean of the coded leans - cut

with for = 1, against = -1 and everything else 0 in what is learnt from; the cut lies where passages that
were left out are told apart best. A lean near 0 says nothing; a contrast ("but") between clauses that lean
to both sides is mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from synthesis.coding import ridge
from synthesis.coding.space import Direction, Vectors
from synthesis.coding.teaching import Matrix
from synthesis.models import Position

LEAST = 5
"""Codings for, and as many against, that a theme needs before its positions are learnt."""

UNCLEAR_WITHIN = 0.05
MIXED_WITHIN = 0.2
"""A passage that leans further than this is not mixed, whatever its clauses."""

BOTH_SIDES = 0.1
"""Both sides are heard where one clause leans this far for, another this far against."""


@dataclass(frozen=True)
class StanceModel:
    """Leans of passages on the themes whose positions are known from enough codings.

    `is_learnt` and `offset` have shape (n_themes,).
    """

    is_learnt: NDArray[np.bool_]
    offset: Matrix
    direction: Direction

    @classmethod
    def fit(cls, taught: Vectors, leans: Matrix, labels: Matrix, weights: Matrix) -> StanceModel:
        """Learn from taught passages and how they lean, shape (n_taught, n_themes).

        What has a lean and no label is a phrase of the codebook: it teaches, but where to cut, and whether
        enough is known, passages tell.
        """
        is_learnt = np.zeros(leans.shape[1], dtype=bool)
        offset = np.zeros(leans.shape[1])
        dual = np.zeros(leans.shape)
        for theme in range(leans.shape[1]):
            known = np.flatnonzero(~np.isnan(leans[:, theme]))
            said, is_passage = leans[known, theme], ~np.isnan(labels[known, theme])
            if min((said[is_passage] > 0).sum(), (said[is_passage] < 0).sum()) >= LEAST:
                own, left_out = ridge.fit(taught, known, said[:, np.newaxis], weights[known])
                is_learnt[theme] = True
                offset[theme] = -best_cut(left_out[is_passage, 0], said[is_passage])
                dual[known, theme] = own[:, 0]
        return cls(is_learnt, offset, Direction.learnt(taught, dual))

    def leans(self, vectors: Vectors) -> Matrix:
        """Return leans of shape (n_passages, n_themes), above 0 for; 0 where nothing is learnt."""
        return self.direction.along(vectors) + self.offset

    def pulls(self, words: sparse.csr_matrix) -> Matrix:
        """Return how far each word, given as a vector of its own, pulls; shape (n_words, n_themes)."""
        return np.asarray(words @ self.direction.words)


def may_be_mixed(lean: float) -> bool:
    """Whether it can matter how the clauses of a passage lean."""
    return abs(lean) < MIXED_WITHIN


def position_of(lean: float, clause_leans: Sequence[float]) -> Position:
    """Put a lean into a word; `clause_leans` is empty where nothing is set against something else."""
    if may_be_mixed(lean) and max(clause_leans, default=0) > BOTH_SIDES and min(clause_leans) < -BOTH_SIDES:
        return "mixed"
    if abs(lean) < UNCLEAR_WITHIN:
        return "unclear"
    return "for" if lean > 0 else "against"


def best_cut(left_out: Matrix, said: Matrix) -> float:
    """Return the value that tells for (above) from against with the highest mean of both F1.

    It lies halfway between two neighbouring values. Shapes (n,); `said` is 1, -1, or 0 for neither.
    """
    sides = said != 0
    order = np.argsort(left_out[sides], kind="stable")
    values, is_for = left_out[sides][order], said[sides][order] > 0
    n_for, n_against = is_for.sum(), (~is_for).sum()
    below = np.arange(1, len(values) + 1)
    for_below = np.cumsum(is_for)
    f1_against = 2 * (below - for_below) / (below + n_against)
    f1_for = 2 * (n_for - for_below) / (len(values) - below + n_for)
    can_cut_after = np.append(values[:-1] < values[1:], False)
    best = int(np.argmax(np.where(can_cut_after, f1_for + f1_against, -1)))
    return float((values[best] + values[min(best + 1, len(values) - 1)]) / 2)
