"""What a rapporteur or moderator says of where a session agreed and where not: counted, never cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synthesis.coding.words import split_words
from synthesis.community.messages.phrases import pattern
from synthesis.community.messages.speech import Sentence

_POINTS = re.compile(r"[,;:]\s")
"""What parts the points of a list: "no convergence on a text, on the number of rooms"."""

FOLLOWING = 2
"""Sentences after one that says so which it is about as well."""


def summed_up(sentences: Sequence[Sentence], subjects: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Count for each subject how often it was said to have been agreed, and how often not."""
    stems = [{word.stem for written in words for word in split_words(written)} for words in subjects]
    found = [[0, 0] for _ in subjects]
    for at, each in enumerate(sentences):
        sides = (
            bool(pattern("summed_agreed").search(each.text)),
            bool(pattern("summed_parted").search(each.text)),
        )
        if not each.is_order or not any(sides):
            continue
        near = [one.text for one in sentences[at : at + 1 + FOLLOWING] if one.turn == each.turn]
        for point in (*_POINTS.split(each.text), " ".join(near)):
            said = {word.stem for word in split_words(point)}
            overlaps = [len(own & said) for own in stems]
            best = max(overlaps, default=0)
            for place, overlap in enumerate(overlaps):
                if overlap == best and best:
                    found[place][0] += sides[0] and not sides[1]
                    found[place][1] += sides[1]
    return [(agreed, parted) for agreed, parted in found]
