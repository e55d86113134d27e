"""A word broken at the end of a line -> the word; a hyphen that belongs to it stays.

Whether it belongs is told by the same document first: how the word stands where it is not broken.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(\w+(?:-\w+)*)[-\u00ad\u2010]$")
_FIRST_WORD = re.compile(r"\w+")
_KEEPS_HYPHEN = frozenset(
    [
        "all", "anti", "bottom", "cross", "decision", "end", "evidence", "follow", "full", "half", "high",
        "human", "ill", "inter", "intra", "large", "long", "low", "mid", "multi", "near", "non", "open",
        "policy", "public", "rights", "self", "semi", "short", "single", "small", "top", "two", "well",
        "wide",
    ]
)  # fmt: skip
"""First parts that mostly keep their hyphen; `in-`, `pro-`, `re-` are left out, for words begin so too."""


def is_broken(text: str) -> bool:
    """Whether a line ends inside a word."""
    return bool(_BROKEN.search(text))


def join_lines(text: str, following: str, words: frozenset[str]) -> str:
    """Join two lines of a paragraph.

    Parameters
    ----------
    text : str
        What comes before, whose last word may be broken.
    following : str
        The next line.
    words : frozenset of str
        Case-folded words that stand unbroken in the document, with their hyphens.

    >>> join_lines("the develop-", "ment of", frozenset())
    'the development of'
    >>> join_lines("a multi-", "stakeholder forum", frozenset({"multi-stakeholder"}))
    'a multi-stakeholder forum'
    """
    broken = _BROKEN.search(text)
    first = _FIRST_WORD.match(following)
    if not broken or not first:
        return f"{text.rstrip(SOFT_HYPHEN)} {following}"
    start = text[: broken.end(1)]
    if _keeps(broken[1], first[0], words):
        return f"{start}-{following}"
    return start + following


def _keeps(stem: str, tail: str, words: frozenset[str]) -> bool:
    """Decide whether the hyphen between the parts belongs to the word."""
    stem, folded = stem.casefold(), tail.casefold()
    if not tail[0].islower() or stem[-1].isdigit():
        return True
    if f"{stem}-{folded}" in words:
        return True
    if f"{stem}{folded}" in words:
        return False
    return stem in _KEEPS_HYPHEN
