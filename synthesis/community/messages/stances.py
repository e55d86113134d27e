"""Opposed stances without a phrase of disagreement: one asks for what another would not have.

"The rule must be binding" beside "the label should be voluntary" are on two sides, although neither speaker
names the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from synthesis.community.messages.phrases import pattern

ASPECTS = ("bound", "pay")
"""What people are for or against: that something binds, that somebody pays for it."""


def opposed(texts: Sequence[str]) -> tuple[int | None, ...]:
    """Put sentences of one subject on two sides by the first aspect in which they are opposed.

    Returns
    -------
    tuple of int or None
        For each sentence 0 (the side of the first that takes one), 1, or None where it takes none; empty
        where no two are opposed.

    >>> opposed(["The label must be law.", "Who pays?", "A label should be voluntary."])
    (0, None, 1)
    >>> opposed(["The label must be law.", "It is tested."])
    ()
    """
    for aspect in ASPECTS:
        stances = [stance(text, aspect) for text in texts]
        if True in stances and False in stances:
            ours = next(each for each in stances if each is not None)
            return tuple(None if each is None else int(each != ours) for each in stances)
    return ()


def stance(text: str, aspect: str) -> bool | None:
    """Return whether a sentence is for something, against it, or neither; a negation goes first."""
    said = text.replace("’", "'")
    if pattern(f"stance_{aspect}_no").search(said):
        return False
    return True if pattern(f"stance_{aspect}_yes").search(said) else None
