"""Terms of passages in, one unit vector each out: TF-IDF over what can tell a topic.

`passage_vectors` is the one place to change for vectors of another kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

MOST_OF_A_LANGUAGE = 0.1
"""A term in more than this share of a language's passages holds that language together and tells nothing."""

ENOUGH_OF_A_LANGUAGE = 30
"""Passages of a language from which on that share says something."""

SELDOM = 1 / 2_000
LEAST_PASSAGES = 3
"""A term in fewer passages than either is about one contribution, or a slip of the pen."""


SHARPNESS = 2.0
"""Power of a term's leaning towards these passages by which it weighs."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit rows, csr_matrix of shape (n_passages, n_terms), and the key of each column, sorted."""

    rows: sparse.csr_matrix
    keys: tuple[str, ...]


def passage_vectors(
    texts: Sequence[Sequence[str]],
    languages: Sequence[str],
    elsewhere: Sequence[Sequence[str]] = (),
    *,
    keep_common: bool = False,
) -> Vectors:
    """Weigh the terms of passages: (1 + ln tf) * (1 + ln((1 + n) / (1 + df))), rows of length one.

    Parameters
    ----------
    texts : sequence of sequences of str
        The keys of each passage's terms.
    languages : sequence of str
        Of the passages. What most passages of one language share is left out, or topics would be languages.
    elsewhere : sequence of sequences of str, optional
        The same of passages that have a theme. What stands there about as often is left out.
    keep_common : bool
        Keep what many passages of one language share: among members of topics alone, that makes the topics.

    References
    ----------
    Salton and Buckley (1988), doi:10.1016/0306-4573(88)90021-0.
    """
    counted = [Counter(keys) for keys in texts]
    in_passages = Counter(key for counts in counted for key in counts)
    least = max(LEAST_PASSAGES, SELDOM * len(texts))
    common = set() if keep_common else _common_in_a_language(counted, languages)
    leaning = _leaning(in_passages, len(texts), elsewhere)
    keys = tuple(sorted(key for key, n in in_passages.items() if n >= least and key not in common))
    weight = {key: leaning[key] * (1 + np.log((1 + len(texts)) / (1 + in_passages[key]))) for key in keys}
    return Vectors(_rows(counted, keys, weight), keys)


def _common_in_a_language(counted: Sequence[Counter[str]], languages: Sequence[str]) -> set[str]:
    within: dict[str, Counter[str]] = defaultdict(Counter)
    for counts, language in zip(counted, languages, strict=True):
        within[language].update(counts.keys())
    n_of = Counter(languages)
    return {
        key
        for language, counts in within.items()
        if n_of[language] >= ENOUGH_OF_A_LANGUAGE
        for key, n in counts.items()
        if n > MOST_OF_A_LANGUAGE * n_of[language]
    }


def _leaning(
    in_passages: Mapping[str, int], n_passages: int, elsewhere: Sequence[Sequence[str]]
) -> dict[str, float]:
    """Tell, from 0 to 1, how much more often a term stands here than elsewhere; 1 if there is no elsewhere.

    Shares of passages are compared, with one passage added to each side so that rare terms claim little.
    """
    there = Counter(key for keys in elsewhere for key in set(keys))
    per_passage = (n_passages + 1) / (len(elsewhere) + 1)
    return {
        key: ((n + 1) / (n + 1 + (there[key] + 1) * per_passage)) ** SHARPNESS if elsewhere else 1.0
        for key, n in in_passages.items()
    }


def _rows(
    counted: Sequence[Counter[str]], keys: Sequence[str], weight: Mapping[str, float]
) -> sparse.csr_matrix:
    columns = {key: column for column, key in enumerate(keys)}
    rows, places, values = [], [], []
    for row, counts in enumerate(counted):
        for key in sorted(counts.keys() & columns.keys()):
            rows.append(row)
            places.append(columns[key])
            values.append((1 + np.log(counts[key])) * weight[key])
    matrix = sparse.csr_matrix((values, (rows, places)), shape=(len(counted), len(keys)), dtype=np.float64)
    return sparse.csr_matrix(sparse.diags_array(1 / _lengths(matrix)) @ matrix)


def _lengths(matrix: sparse.csr_matrix) -> NDArray[np.float64]:
    """Return the length of each row; 1 for an empty one, so that it stays empty."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return np.where(lengths > 0, lengths, 1.0)
