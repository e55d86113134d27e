"""A sentence -> its atoms: the shortest stretches that can begin or end an item.

>>> text = "The limit stays, and the chair will write."
>>> [text[start:end] for start, end in part_atoms(text)]
['The limit stays', 'and the chair will write.']

What stands in brackets is part of what it explains.

>>> text = "They would help others (DCs, and BPFs)"
>>> len(part_atoms(text))
1
"""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters of a sentence that is read: nobody quotes a longer one."""

_CUT = re.compile(
    r"\((?:[a-z]|[ivx]{2,4}|\d)\)\s*|[;:–—]\s*|,\s*|\s-\s|\s*[=-]>\s*|\s(?=(?:and|but|while|whilst|whereas|which|who|that|so|because|if|unless|"
    r"until|provided|subject to|depending|once|where|when|as|although|though|hence|save)\s)",
    re.I,
)
_ASIDE = re.compile(r"\([^()]{4,400}\)")
_HAS_LETTERS = re.compile(r"\w")


def part_atoms(sentence: str) -> list[tuple[int, int]]:
    """Return the stretches of a sentence between marks and joining words, in characters, half-open."""
    if len(sentence) > LONGEST:
        return []
    asides = [aside.span() for aside in _ASIDE.finditer(sentence)]
    atoms, start = [], 0
    for cut in _CUT.finditer(sentence):
        if any(begins < cut.start() < ends for begins, ends in asides):
            continue
        if _HAS_LETTERS.search(sentence, start, cut.start()):
            atoms.append((start, cut.start()))
            start = cut.end()
    if _HAS_LETTERS.search(sentence, start):
        atoms.append((start, len(sentence)))
    return atoms
