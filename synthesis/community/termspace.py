"""Texts in, unit vectors of the words that tell what they are about out, and the words that two share.

>>> space = TermSpace.fit(["Community networks in rural areas", "Networks of libraries", "Safe toys"])
>>> one, other, toys = space.vectors(["rural networks", "Rural areas need networks.", "toys"])
>>> shared(one, other)
('rural', 'networks')
>>> one.likeness(toys)
0.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from sys import intern

from synthesis.coding.topics.terms import find_terms

MOST_SHARED = 5
"""Words named where two texts share more."""


@dataclass(frozen=True, slots=True)
class Vector:
    """The weights of a text's stems, of length 1 together, and how it writes each.

    Empty for a text that says nothing here.
    """

    weights: Mapping[str, float]
    written: Mapping[str, str]

    def likeness(self, other: Vector) -> float:
        """Return the cosine, 0 to 1."""
        fewer, more = sorted((self.weights, other.weights), key=len)
        return sum(weight * more.get(stem, 0.0) for stem, weight in fewer.items())

    def n_shared(self, other: Vector) -> int:
        """Count the stems that both have."""
        return len(self.weights.keys() & other.weights.keys())


@dataclass(frozen=True, slots=True)
class TermSpace:
    """How much each stem tells, learnt from texts: weight (1 + ln tf) * (1 + ln((1 + n) / (1 + df))).

    Stems that no text it learnt from has weigh nothing.

    References
    ----------
    Salton and Buckley (1988), doi:10.1016/0306-4573(88)90021-0.
    """

    rarity: Mapping[str, float]

    @classmethod
    def fit(cls, texts: Sequence[str], ignored: Collection[str] = ()) -> TermSpace:
        """Learn from `texts` how rare each stem is; stems in `ignored` tell nothing."""
        in_texts = Counter(stem for text in texts for stem in told_by(text))
        told = {stem: n for stem, n in in_texts.items() if stem not in ignored}
        rarity = {stem: 1 + log((1 + len(texts)) / (1 + n)) for stem, n in told.items()}
        return cls(rarity)

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vector of each text."""
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> Vector:
        told = {stem: each for stem, each in told_by(text).items() if stem in self.rarity}
        weights = {stem: (1 + log(count)) * self.rarity[stem] for stem, (count, _) in told.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        written = {stem: word for stem, (_, word) in told.items()}
        return Vector({stem: weight / length for stem, weight in weights.items()}, written)


def shared(one: Vector, other: Vector, most: int = MOST_SHARED) -> tuple[str, ...]:
    """Return the words that add most to the likeness of two texts, as `one` writes them, the best first."""
    adds = {stem: weight * other.weights.get(stem, 0.0) for stem, weight in one.weights.items()}
    telling = sorted((stem for stem in adds if adds[stem] > 0), key=lambda stem: (-adds[stem], stem))
    return tuple(one.written[stem] for stem in telling[:most])


def _lowered(word: str) -> str:
    return word if word.isupper() else word.lower()


@lru_cache(maxsize=20_000)
def told_by(text: str) -> Mapping[str, tuple[int, str]]:
    """Return how often each telling word of a text stands in it, by stem, and how it is written first.

    Pairs of words would count them twice. Kept, because each filter asks for many of the same passages again.
    """
    told: dict[str, tuple[int, str]] = {}
    for term in find_terms(text):
        if " " not in term.key:
            count, word = told.get(term.key, (0, _lowered(term.text)))
            told[intern(term.key)] = (count + 1, intern(word))
    return told
