"""Passages of one paragraph speak of one matter more often than not: each counts for those beside it.

    distance  = ln(score / (1 - score))                     0 at a theme's threshold
    pull      = min(max(distance, LEAST), MOST) + EVEN       of a neighbour in the same paragraph
    distance  = own distance + (BEFORE * pull of the passage before + AFTER * pull of the one after) / n

with n sentences of the passage: the more it says itself, the less those beside it tell of it. The neighbours'
own scores are those that they have by themselves. A passage that is alone in its paragraph keeps its score.
docs/method.md has what was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.odds import distance, score

Matrix = NDArray[np.float64]

BEFORE, AFTER = 0.4, 0.2
"""What comes after leans on what stands before more than the other way round."""

EVEN = 2.0
"""A neighbour this far below a theme's threshold tells neither for nor against the theme."""

LEAST, MOST = -4.0, 4.0
"""No neighbour tells more than one at these distances."""


def with_neighbours(
    scores: Matrix,
    texts: Sequence[str],
    before: Sequence[str],
    after: Sequence[str],
    n_sentences: Sequence[int],
    alone: Callable[[list[str]], Matrix],
) -> Matrix:
    """Return the scores that passages have with their neighbours.

    Parameters
    ----------
    scores : ndarray of shape (n_texts, n_themes)
        Of the passages by themselves, one half where a theme applies. Not modified.
    texts, before, after : sequence of str
        Parallel to the scores; an empty neighbour is none.
    n_sentences : sequence of int
        Of each text; one without any counts as one.
    alone : callable
        Scores further texts by themselves.
    """
    rows = [row for row, beside in enumerate(zip(before, after, strict=True)) if any(beside)]
    if not rows:
        return scores
    row_of = {text: row for row, text in enumerate(texts)}
    further = sorted({*before, *after} - {""} - row_of.keys())
    known = np.vstack([scores, alone(further)]) if further else scores
    row_of |= {text: len(texts) + at for at, text in enumerate(further)}
    far = distance(known)
    pull = np.clip(far, LEAST, MOST) + EVEN
    heard = far[: len(texts)].copy()
    for row in rows:
        for text, weight in ((before[row], BEFORE), (after[row], AFTER)):
            if text:
                heard[row] += weight * pull[row_of[text]] / max(1, n_sentences[row])
    found = scores.copy()
    found[rows] = score(heard[rows])
    return found
