"""Two texts -> the stretches of each that the other does not have, word by word.

>>> differences("Dear all, we ask for half.", "We ask for a third!")
((Span(start=0, end=8), Span(start=21, end=25)), (Span(start=11, end=18),))
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Indel

from synthesis.corpus.folding import fold_text
from synthesis.models import Span

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""A character of a script without spaces is a word of its own."""


def differences(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return what stands in `one` alone and what in `other` alone, in the order of each text.

    The fewest words possible are left over. Words are compared without case and accents; punctuation and
    spacing make no difference.
    """
    ours, theirs = _words(one), _words(other)
    edits = Indel.editops([word for word, _ in ours], [word for word, _ in theirs])
    alone = [ours[edit.src_pos][1] for edit in edits if edit.tag == "delete"]
    added = [theirs[edit.dest_pos][1] for edit in edits if edit.tag == "insert"]
    return _joined(one, alone), _joined(other, added)


def _words(text: str) -> list[tuple[str, Span]]:
    return [(fold_text(match.group()), Span(*match.span())) for match in _WORD.finditer(text)]


def _joined(text: str, words: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours, so that a sentence that the other text lacks is one stretch."""
    joined: list[Span] = []
    for word in words:
        if joined and not _WORD.search(text, joined[-1].end, word.start):
            word = Span(joined.pop().start, word.end)
        joined.append(word)
    return tuple(joined)
