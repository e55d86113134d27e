"""Passages without a theme in, topics out: the same for any order, and the same bytes twice."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from synthesis.coding.assign import is_filler
from synthesis.coding.topics.consensus import recurrent_directions
from synthesis.coding.topics.copies import group_passages
from synthesis.coding.topics.terms import Term, find_terms, stems_of
from synthesis.coding.topics.vectors import passage_vectors
from synthesis.coding.words import Text, fold
from synthesis.models import Passage, Topic, TopicTerm

ENOUGH = 150
"""Passages with words of their own below which nothing is clustered."""

NEAR = 0.15
"""Least cosine of a passage to the topic that it is put to; most passages get none."""

LEAST_PASSAGES, LEAST_CONTRIBUTIONS = 5, 3
"""A topic needs as many different passages, and as many contributions that they come from."""

TERMS, TERMS_OF_NAME = 10, 3
"""Most terms of a topic, and most that its name is made of."""

COHERENCE_TERMS = 6
"""The strongest terms, which the coherence of a topic is measured on."""

NEAREST = 10
"""Passages that a topic is named by: those that a reader is shown first."""

HELD = 0.25
"""Least share of them that a term of the name stands in; a topic with one such term is named by that."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a search found: `n_different` of `n_passages` say something of their own.

    Where they are fewer than `n_needed` nothing was clustered.
    """

    topics: tuple[Topic, ...]
    n_passages: int
    n_different: int
    n_needed: int = ENOUGH


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage with its terms, and the copies of it."""

    passage: Passage
    folded: str
    terms: list[Term]
    copies: tuple[Passage, ...] = ()


def find_topics(
    passages: Sequence[Passage], questions: Collection[str] = (), elsewhere: Sequence[Passage] = ()
) -> Discovery:
    """Find what recurs among passages.

    Parameters
    ----------
    passages : sequence of Passage
        Those that no theme covers, copies included.
    questions : collection of str
        The questions of the forms; their words name no topic.
    elsewhere : sequence of Passage, optional
        Passages that have a theme: what stands there as often is no subject beyond the codebook.

    Returns
    -------
    Discovery
        Topics with the most passages first. Copies count once for what is found, and are members like
        any other passage. A passage is in one topic or in none.
    """
    ignored = stems_of(questions)
    read = _read(passages, ignored)
    if len(read) < ENOUGH:
        return Discovery((), len(passages), len(read))
    vectors = passage_vectors(
        [[term.key for term in each.terms] for each in read],
        [each.passage.language for each in read],
        [[term.key for term in find_terms(each.text, ignored)] for each in elsewhere],
    )
    directions, recurrence = recurrent_directions(vectors.rows, [each.folded for each in read])
    nearness = np.asarray(vectors.rows @ directions.T)
    found = []
    for place, members in enumerate(_members(nearness)):
        own = [read[row] for row in members]
        if _is_a_topic(own):
            terms = _named_terms(directions[place], vectors.keys, own)
            coherence = _coherence(vectors.rows, directions[place])
            topic = _topic(terms, own, nearness[members, place])
            found.append(replace(topic, coherence=round(coherence, 4), recurrence=float(recurrence[place])))
    found.sort(key=lambda topic: (-len(topic.passage_ids), topic.name, topic.id))
    return Discovery(tuple(found), len(passages), len(read))


def _read(passages: Sequence[Passage], ignored: Collection[str]) -> list[_Read]:
    """Read what says something, one of each group of copies, in an order that comes from the words alone."""
    ordered = sorted(passages, key=lambda each: (fold(each.text), each.id))
    telling = [passage for passage in ordered if not is_filler(Text(passage.text))]
    read = []
    for first, *copies in group_passages(telling):
        if terms := find_terms(first.text, ignored):
            read.append(_Read(first, fold(first.text), terms, tuple(copies)))
    return read


def _members(nearness: Matrix) -> list[NDArray[np.intp]]:
    """Give each passage to the nearest topic if it is near enough; rows by topic, the nearest first."""
    if not nearness.shape[1]:
        return []
    best = nearness.argmax(axis=1)
    nearest = nearness.max(axis=1)
    return [
        rows[np.argsort(-nearest[rows], kind="stable")]
        for topic in range(nearness.shape[1])
        for rows in [np.flatnonzero((best == topic) & (nearest >= NEAR))]
    ]


def _is_a_topic(own: Sequence[_Read]) -> bool:
    contributions = {each.passage.contribution_id for each in own}
    return len(own) >= LEAST_PASSAGES and len(contributions) >= LEAST_CONTRIBUTIONS


def _coherence(rows: sparse.csr_matrix, direction: Matrix) -> float:
    """Mean normalised pointwise mutual information of the strongest terms, over passages.

    References
    ----------
    Bouma (2009), Normalized (pointwise) mutual information in collocation extraction.
    """
    strongest = np.argsort(-direction, kind="stable")[:COHERENCE_TERMS]
    has = (rows[:, strongest].toarray() > 0).astype(float)
    alone, together = has.mean(axis=0), (has.T @ has) / len(has)
    pairs = [(i, j) for i in range(len(strongest)) for j in range(i)]
    return float(np.mean([_npmi(together[i, j], alone[i], alone[j]) for i, j in pairs])) if pairs else 0.0


def _npmi(together: float, one: float, other: float) -> float:
    if together <= 0 or together >= 1:
        return -1.0 if together <= 0 else 1.0
    return float(np.log(together / (one * other)) / -np.log(together))


def _named_terms(direction: Matrix, keys: Sequence[str], own: Sequence[_Read]) -> tuple[TopicTerm, ...]:
    """Return the strongest terms of the nearest passages, as most of the topic's passages write them."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for each in own:
        for term in set(each.terms):
            written[term.key][term.text] += 1
    share = _shares(own[:NEAREST])
    weights = {keys[column]: float(direction[column]) for column in map(int, np.flatnonzero(direction > 0))}
    strength = {key: weight * share.get(key, 0.0) for key, weight in weights.items()}
    ranked = sorted((key for key in strength if strength[key] > 0), key=lambda key: (-strength[key], key))
    return tuple(
        TopicTerm(key, max(written[key], key=lambda form: (written[key][form], form)), round(weights[key], 4))
        for key in ranked[:TERMS]
    )


def _shares(nearest: Sequence[_Read]) -> dict[str, float]:
    """Return in what share of these passages each term stands."""
    n_with = Counter(key for each in nearest for key in {term.key for term in each.terms})
    return {key: n / len(nearest) for key, n in n_with.items()}


def _name(terms: Sequence[TopicTerm], own: Sequence[_Read]) -> str:
    share = _shares(own[:NEAREST])
    return name_of([term for term in terms if share[term.key] >= HELD] or terms[:1])


def _topic(terms: tuple[TopicTerm, ...], own: Sequence[_Read], near: Matrix) -> Topic:
    members = [
        (passage.id, round(float(nearness), 4))
        for each, nearness in zip(own, near, strict=True)
        for passage in (each.passage, *each.copies)
    ]
    digest = hashlib.sha256("\n".join(sorted(term.key for term in terms)).encode()).hexdigest()
    return Topic(
        id=f"topic-{digest[:10]}",
        name=_name(terms, own),
        terms=terms,
        passage_ids=tuple(passage_id for passage_id, _ in members),
        nearness=tuple(nearness for _, nearness in members),
    )


def name_of(terms: Sequence[TopicTerm]) -> str:
    """Name a topic by its first terms; a pair stands in for the words it is made of.

    >>> name_of([TopicTerm("visa", "visa", 0.6), TopicTerm("visa lett", "visa letters", 0.4)])
    'visa letters'
    """
    chosen: list[TopicTerm] = []
    for term in terms:
        parts = set(term.key.split())
        if any(parts <= set(other.key.split()) for other in chosen):
            continue
        overlapping = [other for other in chosen if not parts.isdisjoint(other.key.split())]
        if overlapping and all(set(other.key.split()) < parts for other in overlapping):
            chosen[chosen.index(overlapping[0])] = term
            chosen = [other for other in chosen if other not in overlapping]
        elif not overlapping and len(chosen) < TERMS_OF_NAME:
            chosen.append(term)
    return ", ".join(term.text for term in chosen)
