"""Decisions -> what later meetings tell of each: an item that says the same things again, or how they went.

>>> sorted(telling_words("The Secretariat will look into a common calendar."))
['calendar', 'common']
"""

from __future__ import annotations

from synthesis.coding.topics.terms import find_terms
from synthesis.meetings.trace import HOUSE_STEMS

FEWEST_SHARED = 2
"""Telling words that a later item has to share with a decision on the same theme; one is often chance."""


def telling_words(text: str) -> frozenset[str]:
    """Return the stems of the words that say what a text is about, without those of every meeting."""
    return frozenset(term.key for term in find_terms(text, HOUSE_STEMS) if " " not in term.key)


def tells_of(later: frozenset[str], decision: frozenset[str]) -> bool:
    """Whether an item of a later meeting, by its telling words, tells of a decision on the same theme."""
    return len(later & decision) >= FEWEST_SHARED
