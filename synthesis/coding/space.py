"""Texts in, vectors out: their words, what their words stand for, and, with an encoder, what they mean.

Two passages are compared in two ways. Against a description, by the mean of their cosines:

    likeness = (1 - meant) * words . words + meant * meaning . meaning

For learning, by a sum of kernels, in which squares let what is learnt rest on two things being there
together:

    kernel = rest * words . words + STRAIGHT * 100 / (n_texts + 100) * meaning . meaning
           + LATENT * (latent . latent)^2 + MEANING * (meaning . meaning)^2

Without an encoder the shares of meaning are 0. All vectors have length 1, or 0 where a text has no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from synthesis.coding.encoder import Encoder
from synthesis.coding.features import TextFeatures
from synthesis.coding.hashing import N_COLUMNS
from synthesis.coding.words import Text, Words

Matrix = NDArray[np.float64]

MEANT = 0.2
"""The share of meaning in a likeness, where there is an encoder."""

LATENT, LATENT_BESIDE_MEANING = 0.3, 0.2
"""The share of squares of latent dimensions in the kernel, without an encoder and with one."""

STRAIGHT = 0.2
"""The share of meaning as it is: soon learnt, but blind to near misses."""

HALF_STRAIGHT = 100
"""With this many texts to learn from, meaning as it is counts half as much."""

MEANING = 0.3
"""The share of squares of meaning."""

N_LATENT = 200
"""Most dimensions of the latent space."""

BLOCK = 500
"""Rows of a matrix of products that are made at once."""

USUAL = 500
"""Columns that are multiplied as dense ones."""

ROUNDS, SPARE = 4, 10
"""Rounds of subspace iteration, and dimensions that it carries along beyond those that are kept."""

TEXTS_PER_DIMENSION = 10
"""Fewer texts than this for each dimension, and the dimensions are fewer."""

FEWEST = 50
"""Fewer dimensions than this would be the chance of a few texts: there are none then."""


class Shares(NamedTuple):
    """What words, meaning, squares of latent dimensions and squares of meaning count; their sum is 1."""

    words: float
    straight: float
    latent: float
    meaning: float


@dataclass(frozen=True)
class Vectors:
    """Texts as rows of three matrices.

    `words` is a csr_matrix of shape (n, 2 * N_COLUMNS), `latent` of shape (n, n_latent), `meaning` of shape
    (n, n_meaning); the last has no columns without an encoder.
    """

    words: sparse.csr_matrix
    latent: Matrix
    meaning: Matrix

    def __getitem__(self, rows: NDArray[np.intp]) -> Vectors:
        return Vectors(self.words[rows], self.latent[rows], self.meaning[rows])

    @property
    def has_meaning(self) -> bool:
        """Whether there is an encoder."""
        return bool(self.meaning.shape[1])

    @property
    def shares(self) -> Shares:
        """What each part counts in the kernel of these texts."""
        few = HALF_STRAIGHT / (self.words.shape[0] + HALF_STRAIGHT)
        straight, meaning = (STRAIGHT * few, MEANING) if self.has_meaning else (0.0, 0.0)
        latent = (LATENT_BESIDE_MEANING if self.has_meaning else LATENT) if self.latent.shape[1] else 0.0
        return Shares(1 - straight - latent - meaning, straight, latent, meaning)

    def likeness(self, others: Vectors, meant: float = MEANT) -> Matrix:
        """Return the mean cosine of every text with every other one; shape (n, n_others)."""
        words = np.asarray((self.words @ others.words.T).toarray())
        if not self.has_meaning:
            return words
        return (1 - meant) * words + meant * (self.meaning @ others.meaning.T)

    def kernel(
        self, precision: type[np.floating[Any]] = np.float64, shares: Shares | None = None
    ) -> NDArray[np.floating[Any]]:
        """Return the kernel of every text with every other one of these, as `precision`; shape (n, n).

        `shares` are those of the texts that these were chosen from.
        """
        shares = shares or self.shares
        alike = _products(self.words, precision)
        alike *= precision(shares.words)
        for rows, straight, squared in (
            (self.latent, 0.0, shares.latent),
            (self.meaning, shares.straight, shares.meaning),
        ):
            if straight or squared:
                for block in _blocks(len(rows)):  # with thousands of texts a second matrix is 400 MB
                    part = rows[block] @ rows.T
                    alike[block] += part * (squared * part + straight)
        return alike


@dataclass(frozen=True)
class Direction:
    """What is learnt about `n` themes, in a form that needs none of the passages it was learnt from.

    `words` has shape (2 * N_COLUMNS, n), `meaning` (n_meaning, n); the forms (n, n_latent, n_latent) and
    (n, n_meaning, n_meaning) hold what squares in the kernel come to: x' form x.
    """

    words: Matrix
    meaning: Matrix
    latent_form: Matrix
    meaning_form: Matrix

    @classmethod
    def towards(cls, words: Matrix, vectors: Vectors, meant: Matrix) -> Direction:
        """Point to descriptions: rows of `words`, shape (n, 2 * N_COLUMNS), and of `vectors.meaning`.

        `meant`, of shape (n,), is the share of meaning in each.
        """
        n, n_latent, n_meaning = len(words), vectors.latent.shape[1], vectors.meaning.shape[1]
        meant = meant if n_meaning else np.zeros(n)
        forms = np.zeros((n, n_latent, n_latent)), np.zeros((n, n_meaning, n_meaning))
        return cls(np.ascontiguousarray((1 - meant) * words.T), meant * vectors.meaning.T, *forms)

    @classmethod
    def learnt(cls, taught: Vectors, dual: Matrix) -> Direction:
        """Point to where the kernel with the taught passages, each times its `dual`, is high."""
        shares = taught.shares
        return cls(
            shares.words * np.asarray(taught.words.T @ dual),
            shares.straight * (taught.meaning.T @ dual),
            shares.latent * _forms(taught.latent, dual),
            shares.meaning * _forms(taught.meaning, dual),
        )

    def __add__(self, other: Direction) -> Direction:
        return Direction(
            self.words + other.words,
            self.meaning + other.meaning,
            self.latent_form + other.latent_form,
            self.meaning_form + other.meaning_form,
        )

    def along(self, vectors: Vectors) -> Matrix:
        """Return how far each text goes in this direction; shape (n_texts, n)."""
        straight = np.asarray(vectors.words @ self.words) + vectors.meaning @ self.meaning
        return (
            straight + _square(vectors.latent, self.latent_form) + _square(vectors.meaning, self.meaning_form)
        )


def _forms(rows: Matrix, dual: Matrix) -> Matrix:
    shape = (dual.shape[1], rows.shape[1], rows.shape[1])
    return np.array([(rows.T * column) @ rows for column in dual.T]).reshape(shape)


def _square(rows: Matrix, forms: Matrix) -> Matrix:
    squares = [((rows @ form) * rows).sum(axis=1) for form in forms]
    return np.array(squares).reshape(len(forms), len(rows)).T


class Space:
    """Turns texts into vectors, by what has been learnt about words and about what texts mean on average."""

    def __init__(
        self, features: TextFeatures, latent: LatentSpace, common: Matrix, encoder: Encoder | None = None
    ) -> None:
        self.features = features
        self.latent = latent
        self.common = common
        self._encoder = encoder

    @classmethod
    def fit(
        cls, background: Sequence[Text], taught: Sequence[Text] = (), encoder: Encoder | None = None
    ) -> tuple[Space, Vectors]:
        """Learn how common a word is, and what texts mean on average, from `background`.

        What words stand for is learnt from the texts that are `taught`; their vectors are returned too.
        """
        features = TextFeatures.fit([text.weighed for text in background])
        words = features.transform([text.weighed for text in taught])
        common = encode(encoder, background).mean(axis=0) if encoder and background else np.zeros(0)
        space = cls(features, LatentSpace.fit(words[:, :N_COLUMNS]), common, encoder)
        return space, space._with_words(taught, words)

    def vectors(self, texts: Sequence[Text]) -> Vectors:
        """Return the vectors of texts."""
        return self._with_words(texts, self.words([text.weighed for text in texts]))

    def _with_words(self, texts: Sequence[Text], words: sparse.csr_matrix) -> Vectors:
        meaning = np.zeros((len(texts), self.common.size))
        if self._encoder and texts:  # an encoder cannot tell its width by no text
            meaning = _unit(encode(self._encoder, texts) - self.common)
        return Vectors(words, self.latent.transform(words[:, :N_COLUMNS]), meaning)

    def words(self, texts: Sequence[Words]) -> sparse.csr_matrix:
        """Return word vectors alone, of single words for instance."""
        return self.features.transform(texts)


def encode(encoder: Encoder, texts: Sequence[Text]) -> Matrix:
    """Return what texts mean; shape (n_texts, n_meaning)."""
    return encoder.encode([text.raw for text in texts]).astype(np.float64)


@dataclass(frozen=True)
class LatentSpace:
    """Latent semantic analysis of word vectors: texts that share no word can be alike here.

    The dimensions are divided by the root of their singular values, so that the first few do not rule.
    `columns`, of shape (n_known,), are those of the words that are known, `components`, of shape
    (n_known, n_latent), what they stand for.

    References
    ----------
    Deerwester et al. (1990), doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9. The dimensions
    come from subspace iteration, Halko et al. (2011), doi:10.1137/090771806, on the products of the texts.
    """

    columns: NDArray[np.int32]
    components: NDArray[np.float32]

    @classmethod
    def fit(cls, words: sparse.csr_matrix) -> LatentSpace:
        """Learn from word vectors, csr_matrix of shape (n_texts, N_COLUMNS)."""
        columns = np.unique(words.indices)
        known = words[:, columns]
        n_dimensions = min(N_LATENT, words.shape[0] // TEXTS_PER_DIMENSION)
        if n_dimensions < FEWEST:
            return cls(columns, np.zeros((len(columns), 0), dtype=np.float32))
        texts, values = _leading(known, n_dimensions)
        # An eigenvalue is a singular value squared: a power of 1/2 would make the columns unit vectors, the
        # further 1/4 divides them by the root of the singular value.
        return cls(columns, np.asarray(known.T @ (texts / values**0.75), dtype=np.float32))

    def transform(self, words: sparse.csr_matrix) -> Matrix:
        """Return texts in this space; shape (n_texts, n_latent)."""
        row_of = self._row_of[words.indices]
        known = np.flatnonzero(row_of >= 0)
        ends = np.searchsorted(known, words.indptr)
        weights = words.data[known].astype(np.float32)  # as the components are: else those are copied
        rows = sparse.csr_matrix((weights, row_of[known], ends), shape=(words.shape[0], len(self.columns)))
        return _unit(np.asarray(rows @ self.components, dtype=np.float64))

    @cached_property
    def _row_of(self) -> NDArray[np.int32]:
        """Where in `components` each column stands, or -1; sooner than a choice of columns by scipy."""
        row_of = np.full(N_COLUMNS, -1, dtype=np.int32)
        row_of[self.columns] = np.arange(len(self.columns))
        return row_of


def _products(rows: sparse.csr_matrix, precision: type[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return the products of every row with every other one, dense; shape (n, n).

    A few hundred terms that stand in most rows make four fifths of the work, which dense matrices do sooner.
    """
    n = rows.shape[0]
    products = np.empty((n, n), dtype=precision)
    usual, rest = _parted(rows.astype(precision))
    turned = rest.T.tocsr()
    for block in _blocks(n):  # a sparse product of all would hold twice the memory
        part = (rest[block] @ turned[:, block.start :]).toarray()
        part += usual[block] @ usual[block.start :].T
        products[block, block.start :] = part
        products[block.start :, block] = part.T  # they are symmetric: half the work
    return products


def _parted(rows: sparse.csr_matrix) -> tuple[NDArray[np.floating[Any]], sparse.csr_matrix]:
    """Return the USUAL columns that most rows have, dense, and the others."""
    n_having = np.bincount(rows.indices, minlength=rows.shape[1])
    usual = np.sort(np.argsort(-n_having, kind="stable")[:USUAL])
    is_usual = np.zeros(rows.shape[1], dtype=bool)
    is_usual[usual] = True
    rest = rows.copy()
    rest.data[is_usual[rows.indices]] = 0
    rest.eliminate_zeros()
    return rows[:, usual].toarray(), rest


def _blocks(n: int) -> Iterator[slice]:
    return (slice(start, start + BLOCK) for start in range(0, n, BLOCK))


def _leading(rows: sparse.csr_matrix, n: int) -> tuple[Matrix, Matrix]:
    """Return the leading eigenvectors, shape (n_rows, n), and eigenvalues of the products of all rows."""
    n_rows = rows.shape[0]
    basis = np.random.default_rng(0).standard_normal((n_rows, min(n + SPARE, n_rows)))
    for _ in range(ROUNDS):
        basis = np.linalg.qr(rows @ (rows.T @ basis))[0]
    turned = rows.T @ basis
    values, turned = np.linalg.eigh(turned.T @ turned)
    best = np.argsort(-values, kind="stable")[:n]
    return basis @ turned[:, best], np.maximum(values[best], 1e-12)


def _unit(rows: Matrix) -> Matrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-12))
