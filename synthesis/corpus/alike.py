"""Texts -> groups of those that share most of their words, without comparing each with each.

Texts are compared as sets of words in a row. MinHash finds likely pairs among many texts, and each
pair is confirmed by the true Jaccard likeness before it counts.

References
----------
Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from synthesis.corpus.folding import fold_text
from synthesis.corpus.paragraphs import spaced

Hashes = npt.NDArray[np.uint64]

ALIKE = 0.6
"""Least Jaccard likeness of near copies: a letter of 60 words with a new sentence of 20 is at .74."""

_BANDS, _ROWS = 40, 3
"""At a likeness of .6 a pair shares a band with probability 1 - (1 - .6**3)**40 = .99994."""
_SEED = 20180309
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def bare_words(text: str) -> list[str]:
    """Return the words that are compared: without case, accents and punctuation."""
    return fold_text(spaced(text)).split()


def group_alike(
    texts: Sequence[Sequence[str]], n_in_row: int, owners: Sequence[str] | None = None
) -> list[list[int]]:
    """Group texts that are alike; likeness is passed on from text to text.

    Parameters
    ----------
    texts : sequence of sequences of str
        Of `bare_words`, `n_in_row` or more each.
    n_in_row : int
        So many words in a row are compared, >= 1; the fewer, the less an exchanged word weighs.
    owners : sequence of str, optional
        Whose each text is; texts of two owners are never alike. One owner for all if not given.

    Returns
    -------
    list of list of int
        The places of each group, in order, by the first of each; a text that is like no other is alone.
    """
    shingles = [_shingles(words, n_in_row) for words in texts]
    if owners is not None:
        shingles = [own ^ np.uint64(_word_hash(owner)) for own, owner in zip(shingles, owners, strict=True)]
    leaders = _Leaders(len(texts))
    for i, j in _likely_pairs(shingles):
        if leaders.of(i) != leaders.of(j) and _likeness(shingles[i], shingles[j]) >= ALIKE:
            leaders.join(i, j)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(texts)):
        groups[leaders.of(i)].append(i)
    return list(groups.values())


def _shingles(words: Sequence[str], n_in_row: int) -> Hashes:
    """Return the sorted, distinct hashes of every so many words in a row."""
    hashes = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    n_shingles = len(words) - n_in_row + 1
    rolled = np.zeros(n_shingles, dtype=np.uint64)
    for offset in range(n_in_row):
        rolled = _mixed(rolled * _MULTIPLIER + hashes[offset : offset + n_shingles])
    return np.unique(rolled)


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    # Python's own hash differs from run to run.
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _mixed(hashes: Hashes) -> Hashes:
    """Spread every bit over all (the finaliser of MurmurHash3)."""
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))


def _likely_pairs(shingles: list[Hashes]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share all the least hashes of one band; each with its neighbour and the first."""
    if len(shingles) < 2:
        return
    every = np.concatenate(shingles)
    starts = np.cumsum([0, *map(len, shingles[:-1])])
    salts = np.random.default_rng(_SEED).integers(1, 2**63, (_BANDS, _ROWS), dtype=np.uint64)
    for band in salts:
        key = np.zeros(len(shingles), dtype=np.uint64)
        for salt in band:
            key = _mixed(key * _MULTIPLIER + np.minimum.reduceat((every ^ salt) * _MULTIPLIER, starts))
        order = np.argsort(key, kind="stable")
        first = 0
        for at in range(1, len(order)):
            if key[order[at]] != key[order[first]]:
                first = at
                continue
            yield int(order[at - 1]), int(order[at])
            if first != at - 1:
                yield int(order[first]), int(order[at])


def _likeness(one: Hashes, other: Hashes) -> float:
    """Return the Jaccard likeness of two sets of shingles, 0 to 1."""
    n_shared = len(np.intersect1d(one, other, assume_unique=True))
    return n_shared / (len(one) + len(other) - n_shared)


class _Leaders:
    """Disjoint sets: each text leads itself until it is joined to another; the earliest leads."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def of(self, i: int) -> int:
        while self._leader[i] != i:
            self._leader[i] = self._leader[self._leader[i]]
            i = self._leader[i]
        return i

    def join(self, i: int, j: int) -> None:
        first, second = sorted((self.of(i), self.of(j)))
        self._leader[second] = first
