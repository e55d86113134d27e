"""Two spellings of a person's name: the same person, as far as spelling can tell.

>>> is_same_person("Dr. Hernán Ucumari Vela", "Hernan Ucumari"), is_same_person("A. Vela", "Hernan Vela")
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from synthesis.corpus.folding import fold
from synthesis.models import SessionProposal

People = Mapping[str, tuple[tuple[str, str, int | None], ...]]
"""A word of a name -> who has it: the name, and the id and year of the proposal that lists it."""

_TITLES = frozenset(
    ["dr", "prof", "professor", "mr", "mrs", "ms", "mx", "engr", "ing", "mme", "m", "sr", "sra", "hon"]
)
_BARRED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})
_LEAST_WORDS = 2
"""Names that share one word alone are as a rule two people."""


def is_same_person(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other: titles, accents and middle names aside."""
    if not one or not other:
        return False
    ours, theirs = _words(one), _words(other)
    if ours == theirs:
        return bool(ours)
    return min(len(ours), len(theirs)) >= _LEAST_WORDS and (ours <= theirs or theirs <= ours)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    words = fold(name.translate(_BARRED)).split()
    return frozenset(words[1:] if len(words) > 1 and words[0] in _TITLES else words)


def people_of(proposals: Iterable[SessionProposal]) -> People:
    """Index who is listed where by the words of the names, so that one is found without a look at all."""
    found: dict[str, list[tuple[str, str, int | None]]] = {}
    for proposal in proposals:
        for speaker in proposal.speakers:
            for word in _words(speaker.name):
                found.setdefault(word, []).append((speaker.name, proposal.id, proposal.cycle))
    return {word: tuple(listed) for word, listed in found.items()}


def proposals_with(name: str, cycle: int | None, people: People) -> set[str]:
    """Return the ids of the proposals of a year that list a person, under any spelling of the name."""
    near = {each for word in _words(name) for each in people.get(word, ())}
    return {place for other, place, year in near if year == cycle and is_same_person(name, other)}
