"""Two spellings of a person's name: the same person, as far as spelling can tell.

>>> is_same_person("Dr. Hernán Ucumari Vela", "Hernan Ucumari"), is_same_person("A. Vela", "Hernan Vela")
(True, False)
"""

from __future__ import annotations

from functools import lru_cache

from synthesis.corpus.folding import fold

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
