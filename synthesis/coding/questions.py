"""Short answers to pointed questions: "Far too many." speaks of what its question asks about.

Only what is a whole answer, of few words and without a theme of its own, is read together with its question,
and only where the question by itself is surely about a theme: "What worked less well?" is about none.

>>> answers = (Answer("Were there too many sessions?", 0, 13),)
>>> question_of(Passage("1:0-13", "1", 0, 13, "Far too many."), answers)
'Were there too many sessions?'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.models import PROPOSED_FROM, Answer, Passage

Matrix = NDArray[np.float64]

POINTED_FROM = 0.9
"""Score of a question by itself from which it is surely about a theme."""

MOST_WORDS = 25
"""Words of a passage that leans on its question."""

WHOLE = 0.8
"""Share of an answer that a passage has to be, for the question to be asked of it alone."""


def question_of(passage: Passage, answers: Sequence[Answer]) -> str:
    """Return the question of a short passage that is a whole answer; else an empty text."""
    answer = _answer_that_is(passage, answers)
    return answer.question.strip() if answer and len(passage.text.split()) <= MOST_WORDS else ""


def _answer_that_is(passage: Passage, answers: Sequence[Answer]) -> Answer | None:
    for answer in answers:
        if answer.start <= passage.start and passage.end <= answer.end:
            is_whole = passage.end - passage.start >= WHOLE * (answer.end - answer.start)
            return answer if is_whole else None
    return None


def with_questions(
    scores: Matrix, texts: Sequence[str], questions: Sequence[str], score: Callable[[list[str]], Matrix]
) -> Matrix:
    """Return the scores that texts have together with their questions.

    Parameters
    ----------
    scores : ndarray of shape (n_texts, n_themes)
        Of the texts by themselves, one half where a theme applies. Not modified.
    texts, questions : sequence of str
        An empty question asks nothing.
    score : callable
        Scores further texts.
    """
    rows = [row for row, asked in enumerate(questions) if asked and scores[row].max() < PROPOSED_FROM]
    if not rows:
        return scores
    distinct = sorted({questions[row] for row in rows})
    about = dict(zip(distinct, score(distinct) >= POINTED_FROM, strict=True))
    rows = [row for row in rows if about[questions[row]].any()]
    if not rows:
        return scores
    joined = score([f"{questions[row]} {texts[row]}" for row in rows])
    is_asked = np.stack([about[questions[row]] for row in rows])
    heard = scores.copy()
    heard[rows] = np.where(is_asked & (joined >= PROPOSED_FROM), joined, scores[rows])
    return heard
