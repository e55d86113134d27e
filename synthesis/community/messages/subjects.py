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
    `strength`, of the same shape, is how much of it does, `says` how many
    leading terms the sentence itself has. `words` are the leading terms of each as written.
    """

    share: Matrix
    strength: Matrix
    says: Matrix
    words: tuple[tuple[str, ...], ...]
    likeness: Matrix


def find_subjects(sentences: Sequence[Sentence], ignored: Sequence[str] = ()) -> Subjects:
    """Find the subjects of sentences; `ignored` are words such as the speakers' names."""
    weights, own, written = _weighed(sentences, {stem(fold(word)) for word in ignored} | SPOKEN)
    n = min(max(len(sentences) // SENTENCES_PER_SUBJECT, FEWEST), MOST, *weights.shape)
    if n < 1 or not weights.nnz:
        nothing = np.zeros((len(sentences), 0))
        return Subjects(nothing, nothing, nothing, (), np.zeros((len(sentences), len(sentences))))
    strength, loading = _factors(weights, n)
    leading = np.argsort(-loading, axis=1, kind="stable")[:, :LEADING]
    says = np.stack([np.asarray(own[:, terms].sum(axis=1)).ravel() for terms in leading], axis=1)
    total = strength.sum(axis=1, keepdims=True)
    share = np.divide(strength, total, out=np.zeros_like(strength), where=total > 0)
    words = tuple(
        tuple(written[at] for at in np.argsort(-row, kind="stable")[:6] if row[at] > 0) for row in loading
    )
    return Subjects(share, strength, says, words, np.asarray((weights @ weights.T).toarray()))


def _factors(weights: sparse.csr_matrix, n: int) -> tuple[Matrix, Matrix]:
    from sklearn.decomposition import NMF

    model = NMF(n_components=n, init="nndsvd", max_iter=400, tol=1e-3, random_state=0)
    strength = model.fit_transform(weights)
    scale = np.linalg.norm(model.components_, axis=1)
    return np.asarray(strength * scale), np.asarray(
        model.components_ / np.where(scale > 0, scale, 1)[:, None]
    )


def _weighed(
    sentences: Sequence[Sentence], ignored: set[str]
) -> tuple[sparse.csr_matrix, sparse.csr_matrix, list[str]]:
    """Weigh windows by terms; return unit rows and each term as it is written most often first."""
    found = [[term for term in find_terms(each.text, ignored) if " " not in term.key] for each in sentences]
    said_by: dict[str, set[str]] = defaultdict(set)
    paragraphs: dict[str, set[int]] = defaultdict(set)
    written: dict[str, str] = {}
    for each, terms in zip(sentences, found, strict=True):
        for term in terms:
            said_by[term.key].add(each.speaker or str(each.paragraph))
            paragraphs[term.key].add(each.paragraph)
            written.setdefault(term.key, term.text)
    known = [key for key in said_by if len(said_by[key]) >= 2]
    column = {key: at for at, key in enumerate(known)}
    n_paragraphs = 1 + max((each.paragraph for each in sentences), default=0)
    rarity = np.array([np.log((1 + n_paragraphs) / (1 + len(paragraphs[key]))) for key in known])
    rows, columns, values = [], [], []
    for at, each in enumerate(sentences):
        for beside in range(max(0, at - WINDOW), min(len(sentences), at + WINDOW + 1)):
            if sentences[beside].paragraph != each.paragraph:
                continue
            for key in dict.fromkeys(term.key for term in found[beside] if term.key in column):
                rows.append(at)
                columns.append(column[key])
                values.append(1.0 if beside == at else BESIDE)
    counts = sparse.csr_matrix((values, (rows, columns)), shape=(len(sentences), len(known)))
    counts.data = np.minimum(counts.data, 1.5)
    weights = sparse.csr_matrix(counts.multiply(rarity[None, :])) if known else counts
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    scale = sparse.diags(np.divide(1.0, length, out=np.zeros_like(length), where=length > 0))
    own = sparse.csr_matrix(counts)
    own.data = (own.data >= 1.0).astype(float)
    return sparse.csr_matrix(scale @ weights), own, [written[key] for key in known]
