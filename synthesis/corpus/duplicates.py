"""Contributions that share their text are grouped, counted and never dropped: copies and campaign letters.

Texts are compared as sets of five words in a row. MinHash finds likely pairs among many texts, and each
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
from synthesis.models import Contribution, CopyGroup

Hashes = npt.NDArray[np.uint64]

ALIKE = 0.6
"""Least Jaccard likeness of near copies: a letter of 60 words with a new sentence of 20 is at .74."""

_SHINGLE = 5
"""Words in a row; shorter texts ("No comment") are nobody's copies."""
_BANDS, _ROWS = 40, 3
"""At a likeness of .6 a pair shares a band with probability 1 - (1 - .6**3)**40 = .99994."""
_SEED = 20180309
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def group_copies(contributions: Sequence[Contribution]) -> tuple[CopyGroup, ...]:
    """Return the groups of two or more whose texts are the same or nearly so, in the order given."""
    members = _members_by_text(contributions)
    texts = list(members)
    shingles = [_shingles(text.split()) for text in texts]
    leaders = _Leaders(len(texts))
    for i, j in _likely_pairs(shingles):
        if leaders.of(i) != leaders.of(j) and _likeness(shingles[i], shingles[j]) >= ALIKE:
            leaders.join(i, j)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(texts)):
        groups[leaders.of(i)].append(i)
    return tuple(
        _copy_group([at for i in group for at in members[texts[i]]], contributions, is_exact=len(group) == 1)
        for group in groups.values()
        if sum(len(members[texts[i]]) for i in group) > 1
    )


def _members_by_text(contributions: Sequence[Contribution]) -> dict[str, list[int]]:
    """Gather the places of each text, compared without case, accents, punctuation and spacing."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, contribution in enumerate(contributions):
        text = fold_text(spaced(contribution.text))
        if text.count(" ") >= _SHINGLE - 1:
            members[text].append(i)
    return members


def _copy_group(places: list[int], contributions: Sequence[Contribution], *, is_exact: bool) -> CopyGroup:
    ids = tuple(contributions[place].id for place in sorted(places))
    name = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:12]
    return CopyGroup(f"copies-{name}", ids, is_exact)


def _shingles(words: list[str]) -> Hashes:
    """Return the sorted, distinct hashes of every five words in a row."""
    hashes = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    n_shingles = len(words) - _SHINGLE + 1
    rolled = np.zeros(n_shingles, dtype=np.uint64)
    for offset in range(_SHINGLE):
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
