"""Sentences -> the subjects that several speakers spoke about, each in their own words.

Windows of three sentences of a paragraph are weighed by their terms (TF-IDF over those that two speakers
said), and taken apart into parts, more of them the longer the session (non-negative matrix factorization). A
sentence belongs to the parts that its window rests on.

References
----------
Lee and Seung (1999), doi:10.1038/44565; initial values by Boutsidis and Gallopoulos (2008),
doi:10.1016/j.patcog.2007.09.010, so that a session gives the same subjects each time.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from synthesis.coding.topics.terms import find_terms
from synthesis.coding.words import fold, stem
from synthesis.community.messages.phrases import plain_words
from synthesis.community.messages.speech import Sentence

Matrix = NDArray[np.float64]

WINDOW = 1
"""Sentences before and after one, within its paragraph, that say what it is about."""

BESIDE = 0.5
"""Weight of the words of the sentences beside."""

MOST_WEIGHT = 1.5
"""A term that stands in the sentence and on both sides of it weighs no more than this."""

LEAST_RARE = 0.1
"""Rarity of a term that every paragraph has, as in a session of two sentences."""

FIRST = 1e-4
"""Share by which the term said first outweighs the one said last, so that of two equal terms or subjects the
one said first leads on any processor: without it the last bits of a sum decide."""

N_WORDS = 6
"""Leading terms that name a subject."""

SENTENCES_PER_SUBJECT = 32
LEADING = 14
"""Terms of a subject, one of which a sentence has to say itself in order to be cited for it."""

FEWEST, MOST = 4, 14
"""Subjects that a session is taken apart into."""

BELONGS_FROM = 0.3
"""Share of a window that has to rest on a subject for its sentence to belong to it."""

SPOKEN = frozenset(stem(fold(word)) for word in plain_words("spoken"))
"""What is said in any session."""


@dataclass(frozen=True)
class Subjects:
    """What a session is about.

    `share` has shape (n_sentences, n_subjects): the share of a sentence's window that rests on a subject.
    `says`, of the same shape, is how many leading terms of it the sentence itself has. `words` are the first
    of these as they are written. `likeness`, of shape (n_sentences, n_sentences), are cosines of windows.
    """

    share: Matrix
    says: Matrix
    words: tuple[tuple[str, ...], ...]
    likeness: Matrix


def find_subjects(sentences: Sequence[Sentence], ignored: Sequence[str] = ()) -> Subjects:
    """Find the subjects of sentences; `ignored` are words such as the speakers' names."""
    terms = _terms(sentences, {stem(fold(word)) for word in ignored} | SPOKEN)
    n = min(max(len(sentences) // SENTENCES_PER_SUBJECT, FEWEST), MOST, len(sentences), len(terms.written))
    if n < 1:
        nothing = np.zeros((len(sentences), 0))
        return Subjects(nothing, nothing, (), np.zeros((len(sentences), len(sentences))))
    weights = _windows(sentences, terms)
    strength, loading = _factors(weights, n)
    total = strength.sum(axis=1, keepdims=True)
    share = np.divide(strength, total, out=np.zeros_like(strength), where=total > 0)
    leading = np.argsort(-loading, axis=1, kind="stable")[:, :LEADING]
    own = _shifted(sentences, terms, 0)
    says = np.stack(
        [np.asarray(own[:, places].sum(axis=1), dtype=np.float64).ravel() for places in leading], axis=1
    )
    written = list(terms.written.values())
    words = tuple(tuple(written[at] for at in row[:N_WORDS]) for row in leading)
    return Subjects(share, says, words, np.asarray((weights @ weights.T).toarray()))


def _factors(weights: sparse.csr_matrix, n: int) -> tuple[Matrix, Matrix]:
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    first = sparse.diags(1 - FIRST * np.linspace(0, 1, weights.shape[1]))
    model = NMF(n_components=n, init="nndsvd", max_iter=400, tol=1e-3, random_state=0)
    # What is left over comes out below 0 where nothing is; with few words it can go on changing for long.
    with np.errstate(invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        strength = model.fit_transform(weights @ first)
    scale = np.linalg.norm(model.components_, axis=1)
    return np.asarray(strength * scale), np.asarray(
        model.components_ / np.where(scale > 0, scale, 1)[:, None]
    )


@dataclass(frozen=True)
class _Terms:
    """The terms of each sentence, those that two speakers said as columns, and how rare each of these is."""

    said: list[list[str]]
    written: dict[str, str]
    rarity: Matrix

    @property
    def column(self) -> dict[str, int]:
        """Where each term stands among the columns."""
        return {key: at for at, key in enumerate(self.written)}


def _terms(sentences: Sequence[Sentence], ignored: set[str]) -> _Terms:
    """Find the terms; rarity is ln((1 + n) / (1 + df)) over paragraphs, and never nothing."""
    found = [[term for term in find_terms(each.text, ignored) if " " not in term.key] for each in sentences]
    said_by: dict[str, set[str]] = defaultdict(set)
    paragraphs: dict[str, set[int]] = defaultdict(set)
    written: dict[str, str] = {}
    for each, terms in zip(sentences, found, strict=True):
        for term in terms:
            said_by[term.key].add(each.speaker or str(each.paragraph))
            paragraphs[term.key].add(each.paragraph)
            written.setdefault(term.key, term.text)
    shared = {key: text for key, text in written.items() if len(said_by[key]) >= 2}
    n = 1 + max((each.paragraph for each in sentences), default=0)
    rarity = np.array([max(np.log((1 + n) / (1 + len(paragraphs[key]))), LEAST_RARE) for key in shared])
    said = [[key for key in dict.fromkeys(term.key for term in terms) if key in shared] for terms in found]
    return _Terms(said, shared, rarity)


def _windows(sentences: Sequence[Sentence], terms: _Terms) -> sparse.csr_matrix:
    """Weigh the terms of each sentence, and less those of the ones beside; rows of length 1."""
    counts = _shifted(sentences, terms, 0)
    for step in range(1, WINDOW + 1):
        counts = sparse.csr_matrix(
            counts + BESIDE * (_shifted(sentences, terms, -step) + _shifted(sentences, terms, step))
        )
    counts.data = np.minimum(counts.data, MOST_WEIGHT)
    weights = sparse.csr_matrix(counts.multiply(terms.rarity[None, :]))
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    scale = sparse.diags(np.divide(1.0, length, out=np.zeros_like(length), where=length > 0))
    return sparse.csr_matrix(scale @ weights)


def _shifted(sentences: Sequence[Sentence], terms: _Terms, step: int) -> sparse.csr_matrix:
    """Return which terms the sentence so many places on has, where it stands in the same paragraph."""
    column = terms.column
    places = [
        (at, column[key])
        for at, each in enumerate(sentences)
        if 0 <= at + step < len(sentences) and sentences[at + step].paragraph == each.paragraph
        for key in terms.said[at + step]
    ]
    rows, columns = zip(*places, strict=True) if places else ((), ())
    shape = (len(sentences), len(column))
    return sparse.csr_matrix((np.ones(len(places)), (rows, columns)), shape=shape)
