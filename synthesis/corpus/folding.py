"""Two spellings of one word become equal: without case, accents, punctuation and spacing.

>>> fold("  Société  civile (ONG) ")
'societe civile ong'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a name in lower case, without accents, its words parted by single spaces."""
    return fold_text(text)


def fold_text(text: str) -> str:
    """Do the same for a long text, which is not worth remembering."""
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare.casefold()).strip()


def singular(folded: str) -> str:
    """Return a folded text without the plural "s" of its longer words ("organisations").

    >>> singular("private sectors")
    'private sector'
    """
    return " ".join(_without_s(word) for word in folded.split())


def _without_s(word: str) -> str:
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word
