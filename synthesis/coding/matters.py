"""A passage of several sentences can speak of several matters: its best sentence counts beside the whole.

    distance = (1 - BEST) * distance of the whole + BEST * that of the sentence nearest to the theme

A passage is one vector, and a theme that one sentence of four is about is thinned in it. The best sentence by
itself would give themes to passages that say a thing in passing. docs/method.md has what was measured.

>>> sentences_of("It was cold. There were too many workshops.")
[Span(start=0, end=12), Span(start=13, end=43)]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.odds import distance, score
from synthesis.corpus.paragraphs import find_blocks
from synthesis.corpus.sentences import find_sentences
from synthesis.models import Span

Matrix = NDArray[np.float64]
Row = int

BEST = 0.4
"""What the best sentence counts; the whole counts the rest."""

SEVERAL = 3
"""Sentences from which on a passage may speak of several matters."""


def sentences_of(text: str) -> list[Span]:
    """Return where the sentences and items of a text stand; they rest on the text alone, not its language."""
    return [
        sentence
        for block in find_blocks(text)
        for sentence in find_sentences(text, Span(block.start, block.end), "")
    ]


def with_sentences(
    scores: Matrix,
    texts: Sequence[str],
    sentences: Sequence[Sequence[Span]],
    by_itself: Callable[[list[str]], Matrix],
) -> tuple[Matrix, dict[Row, list[Span]]]:
    """Return the scores that texts have with their sentences, and the sentence nearest to each theme.

    Parameters
    ----------
    scores : ndarray of shape (n_texts, n_themes)
        Of the texts as wholes, one half where a theme applies. Not modified.
    texts : sequence of str
    sentences : sequence of sequences of Span
        Those of each text.
    by_itself : callable
        Scores further texts as wholes.

    Returns
    -------
    scores : ndarray of shape (n_texts, n_themes)
    nearest : dict
        Of each text with SEVERAL sentences, by its row: one sentence for each theme.
    """
    cut = {
        row: [texts[row][each.start : each.end] for each in own]
        for row, own in enumerate(sentences)
        if len(own) >= SEVERAL
    }
    if not cut:
        return scores, {}
    distinct = list(dict.fromkeys(chain.from_iterable(cut.values())))
    far = distance(by_itself(distinct))
    place_of = {sentence: place for place, sentence in enumerate(distinct)}
    heard = scores.copy()
    nearest: dict[Row, list[Span]] = {}
    for row, own in cut.items():
        each = far[[place_of[sentence] for sentence in own]]
        heard[row] = score(mixed(distance(scores[row]), each.max(axis=0)))
        nearest[row] = [sentences[row][place] for place in each.argmax(axis=0)]
    return heard, nearest


def mixed(whole: Matrix, best: Matrix) -> Matrix:
    """Return what a whole and its best sentence tell together."""
    return np.asarray((1 - BEST) * whole + BEST * best)
