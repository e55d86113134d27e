"""A sentence -> its atoms: the shortest stretches that can begin or end an item.

>>> text = "The limit stays, and the chair will write."
>>> [text[start:end] for start, end in part_atoms(text)]
['The limit stays', 'and the chair will write.']
"""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters of a sentence that is read: nobody quotes a longer one."""

_CUT = re.compile(
    r"[;:()–—]\s*|,\s*|\s-\s|\s*[=-]>\s*|\s(?=(?:and|but|while|whilst|whereas|which|who|that|so|because|if|unless|"
    r"until|provided|subject to|depending|once|where|when|as|although|though|hence|save)\s)",
    re.I,
)
_HAS_LETTERS = re.compile(r"\w")


def part_atoms(sentence: str) -> list[tuple[int, int]]:
    """Return the stretches of a sentence between marks and joining words, in characters, half-open."""
    if len(sentence) > LONGEST:
        return []
    atoms, start = [], 0
    for cut in _CUT.finditer(sentence):
        if _HAS_LETTERS.search(sentence, start, cut.start()):
            atoms.append((start, cut.start()))
            start = cut.end()
    if _HAS_LETTERS.search(sentence, start):
        atoms.append((start, len(sentence)))
    return atoms
