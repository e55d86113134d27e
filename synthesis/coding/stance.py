"""Coded positions in, how far a passage leans for or against a theme out.

    lean = vector . direction + mean of the coded leans - cut

with for = 1, against = -1 and everything else 0 in what is learnt from; the cut lies where passages that
were left out are told apart best. A lean near 0 says nothing; a contrast ("but") between clauses that lean
to both sides is mixed.
"""

from __future__ import annotations

from collections.abc import Sequence

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


class StanceModel:
    """Leans of passages on the themes whose positions are known from enough codings.

    Attributes
    ----------
    is_learnt : ndarray of bool, shape (n_themes,)
    held_out : ndarray of shape (n_taught, n_themes)
        The lean of each passage that was learnt from, as if it had been left out; nan elsewhere.
    """

    def __init__(self, taught: Vectors, leans: Matrix, weights: Matrix) -> None:
        n_themes = leans.shape[1]
        self.is_learnt: NDArray[np.bool_] = np.zeros(n_themes, dtype=bool)
        self.held_out = np.full(leans.shape, np.nan)
        self._offset = np.zeros(n_themes)
        dual = np.zeros(leans.shape)
        for theme in range(n_themes):
            known = np.flatnonzero(~np.isnan(leans[:, theme]))
            said = leans[known, theme]
            if min((said > 0).sum(), (said < 0).sum()) >= LEAST:
                own, left_out = ridge.fit(taught[known].kernel(), said[:, np.newaxis], weights[known])
                cut = best_cut(left_out[:, 0], said)
                self.is_learnt[theme] = True
                self.held_out[known, theme] = left_out[:, 0] - cut
                self._offset[theme] = -cut
                dual[known, theme] = own[:, 0]
        self._direction = Direction.learnt(taught, dual)

    def leans(self, vectors: Vectors) -> Matrix:
        """Return leans of shape (n_passages, n_themes), above 0 for; 0 where nothing is learnt."""
        return self._direction.along(vectors) + self._offset

    def pulls(self, words: sparse.csr_matrix) -> Matrix:
        """Return how far each word, given as a vector of its own, pulls; shape (n_words, n_themes)."""
        return np.asarray(words @ self._direction.words)


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
