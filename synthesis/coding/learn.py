"""A codebook and coded passages in, what is learnt from them out; `coding.score` weighs passages by it.

docs/method.md has where each constant comes from and what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from synthesis.coding import ridge
from synthesis.coding.encoder import Encoder
from synthesis.coding.reference import ReviewedPassage, shipped_reference
from synthesis.coding.score import KEYWORDS, KeywordEvidence, Learnt, lead
from synthesis.coding.space import MEANT, Direction, Space, Vectors
from synthesis.coding.stance import StanceModel
from synthesis.coding.teaching import Matrix, Teaching, gather_teaching
from synthesis.coding.words import Text
from synthesis.models import Codebook, Theme

Rows = NDArray[np.intp]

EXAMPLES = 1.5
EXCLUDES = 0.3
LEARNT = 0.8
HALF_LEARNT = 4
"""Passages known of a theme at which what is learnt has half its weight."""

MEANT_ALONE = 0.4
"""The share of meaning in a description of which no passage is known, with an encoder; it falls to MEANT."""

DEFAULT_THRESHOLD = 0.12
"""For a theme of which fewer than two passages are known; measured on another consultation."""

POOLED = 20
"""A theme's own threshold counts as much as that of all themes once this many of its passages are known."""

ON_EACH_SIDE = 3
"""Passages with a theme, and without, from which a threshold holds; with one or two it lets everything in."""

SAME = 1e-9
"""Scores nearer than this are one: passages of the same words differ in the last bits."""

MARGIN = 0.02
"""Between a threshold and the last score, where no score lies on its other side."""


@lru_cache(maxsize=2)
def learn(
    codebook: Codebook,
    reviewed: tuple[ReviewedPassage, ...] = (),
    reference: tuple[ReviewedPassage, ...] | None = None,
    encoder: Encoder | None = None,
) -> Learnt:
    """Return what is learnt from these, made once a process; it is never changed and can be shared.

    On one thread, so that it comes out the same to the last bit on any number of processors.

    Raises
    ------
    InputError
        If a reviewed passage names a theme that the codebook does not have.
    """
    composed = shipped_reference() if reference is None else reference
    teaching = gather_teaching(codebook, reviewed, composed)
    with threadpool_limits(1):
        space, taught = Space.fit(_background(codebook, composed, teaching.texts), teaching.texts, encoder)
        meant = _shares_of_meaning(teaching.labels)
        likeness = _prototypes(space, codebook.themes, meant)
        evidence, _ = KeywordEvidence(codebook).of(teaching.texts)
        described = likeness.along(taught) - _own_share(taught, teaching, meant) + KEYWORDS * evidence
        direction, held_out = _learn(taught, teaching, described)
        leads = lead(described + held_out)
        threshold = learn_thresholds(leads, teaching.labels, teaching.weights)
        stances = StanceModel.fit(taught, teaching.leans, teaching.labels, teaching.weights)
    return Learnt(space.features, space.latent, space.common, likeness + direction, threshold, stances)


def _background(
    codebook: Codebook, reference: Sequence[ReviewedPassage], taught: Sequence[Text]
) -> list[Text]:
    """Return the texts that tell common words from rare ones: the codebook and what ships beside it."""
    read = {text.raw: text for text in taught}
    composed = {text: read.get(text) or Text(text) for text in (each.text for each in reference)}
    own = [text for text in taught if text.raw not in composed]
    return [*map(_described, codebook.themes), *composed.values(), *own]


def _prototypes(space: Space, themes: Sequence[Theme], meant: Matrix) -> Direction:
    """One description per theme: its own, EXAMPLES times the mean example, less what it excludes."""
    described = space.vectors([_described(theme) for theme in themes])
    words, meaning = described.words.toarray(), described.meaning.copy()
    for column, sense, theme in zip(words, meaning, themes, strict=True):
        if theme.examples:
            examples = space.vectors([Text(example.text) for example in theme.examples])
            column += EXAMPLES * np.asarray(examples.words.mean(axis=0)).ravel()
            sense += EXAMPLES * examples.meaning.mean(axis=0)
        excluded = space.words([Text("\n".join(theme.excludes)).weighed]).toarray()[0]
        column -= EXCLUDES * np.where(column > 0, 0, excluded)
    return Direction.towards(words, Vectors(described.words, described.latent, meaning), meant)


def _described(theme: Theme) -> Text:
    """Return all words of a theme's description; what is meant is told by the sentence that defines it."""
    texts = (theme.name, theme.definition, *theme.includes, *(phrase.text for phrase in theme.keywords))
    return Text(f"{theme.name}. {theme.definition}", "\n".join(texts))


def _shares_of_meaning(labels: Matrix) -> Matrix:
    """Return how much meaning counts beside words in each theme's description; shape (n_themes,)."""
    n_known = np.nansum(labels, axis=0)
    return np.asarray(MEANT + (MEANT_ALONE - MEANT) * HALF_LEARNT / (n_known + HALF_LEARNT))


def _own_share(taught: Vectors, teaching: Teaching, meant: Matrix) -> Matrix:
    """Return how much of an example's likeness to its theme comes from being an example of it itself."""
    share = np.zeros_like(teaching.labels)
    for theme, _ in enumerate(teaching.labels.T):
        members = np.flatnonzero(teaching.example_of == theme)
        if len(members):
            alike = taught[members].likeness(taught[members], meant[theme])
            others = (alike.sum(axis=1) - np.diag(alike)) / max(1, len(members) - 1)
            share[members, theme] = EXAMPLES * (alike.mean(axis=1) - others)
    return share


def _learn(taught: Vectors, teaching: Teaching, described: Matrix) -> tuple[Direction, Matrix]:
    """Learn what the description of each theme gets wrong on passages of which people have judged it.

    `described` has the labels' shape: what description and keywords say by themselves.

    Returns
    -------
    direction : Direction
    held_out : ndarray of shape (n_taught, n_themes)
        Both times the weight that learning has for the theme; zero where there is nothing to learn from.
    """
    held_out = np.zeros_like(teaching.labels)
    dual = np.zeros_like(teaching.labels)
    for known, themes in _judged_together(teaching.labels):
        labels = teaching.labels[np.ix_(known, themes)]
        n = labels.sum(axis=0)
        weight = LEARNT * n / (n + HALF_LEARNT)
        missing = labels - described[np.ix_(known, themes)]
        own, left_out = ridge.fit(taught, known, missing, teaching.weights[known])
        dual[np.ix_(known, themes)] = weight * own
        held_out[np.ix_(known, themes)] = weight * left_out
    return Direction.learnt(taught, dual), held_out


def _judged_together(labels: Matrix) -> list[tuple[Rows, Rows]]:
    """Return passages and themes that can be learnt together: the same passages speak of them all."""
    together: dict[bytes, list[int]] = {}
    for theme, column in enumerate(labels.T):
        is_known = ~np.isnan(column)
        if _can_learn(column[is_known]):
            together.setdefault(is_known.tobytes(), []).append(theme)
    return [(np.flatnonzero(~np.isnan(labels[:, own[0]])), np.array(own)) for own in together.values()]


def _can_learn(labels: Matrix) -> bool:
    """Whether there are at least two passages with the theme and one without."""
    return bool(2 <= labels.sum() < len(labels))


def learn_thresholds(held_out: Matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Find where each theme's F1 is highest on left-out passages, drawn towards the threshold of all themes.

    That of all lets in as many as there are: with few passages the highest F1 is often where all are let in.
    With fewer than ON_EACH_SIDE with, or without, a theme it is drawn towards DEFAULT_THRESHOLD.
    A theme that passages are known to lack, and none to carry, has what lets few of them in.
    """
    is_known = ~np.isnan(labels)
    usable = [theme for theme in range(labels.shape[1]) if _can_learn(labels[is_known[:, theme], theme])]
    threshold = np.array([_without_learning(*each) for each in zip(held_out.T, labels.T, strict=True)])
    if not usable:
        return threshold
    rows = is_known[:, usable]
    every = np.broadcast_to(weights[:, np.newaxis], rows.shape)[rows]
    pooled = even_threshold(held_out[:, usable][rows], labels[:, usable][rows], every)
    n_both = _of_the_rarer(labels[:, usable][rows])
    pooled += (DEFAULT_THRESHOLD - pooled) * max(0.0, 1 - n_both / ON_EACH_SIDE)
    for theme in usable:
        known = is_known[:, theme]
        n = _of_the_rarer(labels[known, theme])
        own = best_threshold(held_out[known, theme], labels[known, theme], weights[known])
        threshold[theme] = (n * own + POOLED * pooled) / (n + POOLED)
    return threshold


def _without_learning(scores: Matrix, labels: Matrix) -> float:
    """Return the default, or what lies nearer to the highest of those wrongly let in, the more there are.

    With ON_EACH_SIDE of them it lies above it.
    """
    let_in = scores[(labels == 0) & (scores >= DEFAULT_THRESHOLD)]
    if not len(let_in) or np.nansum(labels):
        return DEFAULT_THRESHOLD
    share = min(1.0, len(let_in) / ON_EACH_SIDE)
    return float(DEFAULT_THRESHOLD + share * (let_in.max() + MARGIN - DEFAULT_THRESHOLD))


def _of_the_rarer(labels: Matrix) -> float:
    """Return how many are 1, or how many 0 if fewer: with few of these, F1 is best where all is let in."""
    return float(min(labels.sum(), len(labels) - labels.sum()))


def best_threshold(scores: Matrix, labels: Matrix, weights: Matrix) -> float:
    """Return the value at or above which calling a passage positive gives the highest F1.

    Shapes (n,); labels are 0 or 1, at least one 1.
    """
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum((labels * weights)[order])
    f1 = 2 * hits / (np.cumsum(weights[order]) + (labels * weights).sum())
    return _below(ranked, int(np.argmax(np.where(_can_cut_after(ranked), f1, -1))))


def even_threshold(scores: Matrix, labels: Matrix, weights: Matrix) -> float:
    """Return the value at or above which as many passages, by weight, are called positive as are.

    Shapes and labels as in `best_threshold`.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    too_many = np.abs(np.cumsum(weights[order]) - (labels * weights).sum())
    return _below(ranked, int(np.argmin(np.where(_can_cut_after(ranked), too_many, np.inf))))


def _can_cut_after(ranked: Matrix) -> NDArray[np.bool_]:
    """Return after which of the ranked scores a lower one follows; copies of one passage stay together."""
    return np.append(ranked[:-1] > ranked[1:] + SAME, True)


def _below(ranked: Matrix, last: int) -> float:
    """Return what lies halfway between the last score that is let in and the next one."""
    below = ranked[last + 1] if last + 1 < len(ranked) else ranked[last] - MARGIN
    return float((ranked[last] + below) / 2)
