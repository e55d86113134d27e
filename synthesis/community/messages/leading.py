"""Which of the sentences that a message cites is its words: the one that can be read by itself.

A sentence can be worth citing and still need the talk around it: who "he" is, which question "the answer"
answers, whom it asks to please do something. Beside the others it says what it says; alone it reads oddly.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from synthesis.community.messages.phrases import pattern

LEANS = 0.8
"""What a sentence loses that begins with what was said before, or answers it."""

POINTS = 0.5
"""What one loses that points at somebody or something in the room; or that says little, being short."""

SHORT = 9
"""Words below which a sentence says little by itself."""

NAMED = 0.25
"""What a sentence gains for each of up to two leading terms of its subject beyond the first."""


def readable_alone(text: str, names: Collection[str] = ()) -> float:
    """Return how far a sentence can be read without the talk around it: 0 if it can, else below.

    Parameters
    ----------
    text : str
        One sentence.
    names : collection of str
        Parts of the speakers' names: who names one of them talks to, or of, somebody in the room.

    Examples
    --------
    >>> readable_alone("A phone of one's own is not the same thing as access.")
    0.0
    >>> readable_alone("So for me the answer is yes for the future and no for the past.")
    -0.8
    """
    plain = text.replace("’", "'")
    leans = sum(bool(pattern(name).search(plain)) for name in ("leaning", "answering"))
    words = set(re.findall(r"\w+", plain))
    points = len(plain.split()) < SHORT, not words.isdisjoint(names)
    found = (bool(pattern(name).search(plain)) for name in ("pointing", "asking", "telling"))
    return 0.0 - LEANS * leans - POINTS * (sum(points) + sum(found))


def named(n_terms: float) -> float:
    """Return what a sentence gains that says leading terms of its subject itself."""
    return NAMED * min(2.0, max(0.0, n_terms - 1))
