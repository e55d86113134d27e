"""Terms in, the columns that they are weighed in out: a place for each word, known or never seen before.

>>> columns(["number", "of", "number"]).tolist()
[66007, 86316, 66007]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

N_COLUMNS = 2**17
"""Of each half of a vector; a codebook with its reference set fills about a quarter."""

Columns = NDArray[np.int32]
Hashes = NDArray[np.uint32]

_MIX = np.uint32(0xCC9E2D51), np.uint32(0x1B873593)
_STEP = np.uint32(5), np.uint32(0xE6546B64)
_FINISH = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)


def columns(terms: Sequence[str]) -> Columns:
    """Return the column of each term; shape (n_terms,)."""
    hashes = murmur3([term.encode("utf-8") for term in terms])
    return np.asarray(np.abs(hashes.view(np.int32).astype(np.int64)) % N_COLUMNS, dtype=np.int32)


def murmur3(values: Sequence[bytes]) -> Hashes:
    """Return MurmurHash3 (x86, 32 bits, seed 0) of each value; shape (n_values,).

    All values of one length go through it together.

    References
    ----------
    Appleby, MurmurHash3, in the public domain: github.com/aappleby/smhasher.
    """
    lengths = np.fromiter(map(len, values), dtype=np.int64, count=len(values))
    hashes = np.zeros(len(values), dtype=np.uint32)
    for length in np.flatnonzero(np.bincount(lengths)) if len(values) else ():
        alike = np.flatnonzero(lengths == length)
        joined = b"".join([values[at] for at in alike.tolist()])
        hashes[alike] = _of_one_length(joined, len(alike), int(length))
    return hashes


def _of_one_length(joined: bytes, n: int, length: int) -> Hashes:
    hashes = np.zeros(n, dtype=np.uint32)
    padded = np.zeros((n, -(-length // 4) * 4), dtype=np.uint8)
    padded[:, :length] = np.frombuffer(joined, dtype=np.uint8).reshape(n, length)
    blocks = padded.view("<u4").astype(np.uint32).T
    for block in blocks[: length // 4]:
        hashes = _turned(hashes ^ _mixed(block), 13) * _STEP[0] + _STEP[1]
    for rest in blocks[length // 4 :]:
        hashes = hashes ^ _mixed(rest)
    return _finished(hashes ^ np.uint32(length))


def _mixed(block: Hashes) -> Hashes:
    return _turned(block * _MIX[0], 15) * _MIX[1]


def _turned(values: Hashes, bits: int) -> Hashes:
    return (values << np.uint32(bits)) | (values >> np.uint32(32 - bits))


def _finished(hashes: Hashes) -> Hashes:
    hashes = (hashes ^ (hashes >> np.uint32(16))) * _FINISH[0]
    hashes = (hashes ^ (hashes >> np.uint32(13))) * _FINISH[1]
    return hashes ^ (hashes >> np.uint32(16))


def columns_of_runs(words: Sequence[str]) -> list[Columns]:
    """Return the columns of all runs of 3 to 5 characters in each word, its edges included.

    A column stands as often as its runs do.
    """
    runs = [_runs(word) for word in words]
    distinct = list(dict.fromkeys(chain.from_iterable(runs)))
    column = dict(zip(distinct, columns(distinct).tolist(), strict=True))
    return [np.array([column[run] for run in own], dtype=np.int32) for own in runs]


def _runs(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[at : at + n] for n in (3, 4, 5) for at in range(len(edged) - n + 1)]
