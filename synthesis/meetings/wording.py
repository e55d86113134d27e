"""How much two wordings share.

>>> sorted(content_words("The Secretariat will circulate its notes"))
['circulat', 'not', 'secretariat']
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = (
    "the a an of to and or in on at by for with from that this these those their its his her our be is "
    "are was were will would should shall has have had been it they he she we as more than not no if into "
    "also which who what when all any each every some such there then so until after before under over "
    "about between one two"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_ENDING = re.compile(r"(?:ings?|ed|es|e|s|ly)$")


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, in lower case and without their commonest endings."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(_ENDING.sub("", word) if len(word) > 4 else word for word in words if word not in _SMALL)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of common words among all words of both, 0 to 1."""
    return len(a & b) / len(a | b) if a or b else 0.0
