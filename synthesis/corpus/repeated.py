r"""What two parts of a contribution both say is held once: of one part, what the other repeats is left out.

>>> keep_unrepeated("A title\n\nWe ask for fewer, longer talks.", "We ask for fewer,\nlonger talks. Thanks.")
'A title'
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from synthesis.corpus.paragraphs import find_blocks
from synthesis.corpus.sentences import find_sentences
from synthesis.models import Span

_RUN = 5
"""Words in the same order that make a repetition; four and fewer are shared by chance."""

_WORD = re.compile(r"[^\W_]+")


def keep_unrepeated(part: str, other: str) -> str:
    """Return `part` without the sentences whose every word stands, in order, in `other`."""
    runs = set(_runs([word for word, _ in _words(other)]))
    words = _words(part)
    repeated = _repeated_places(words, runs)
    places = [place for _, place in words]
    dropped = []
    for span in _sentences(part):
        first, last = bisect_left(places, span.start), bisect_left(places, span.end)
        if first < last and all(repeated[first:last]):
            dropped.append(span)
    return _without(part, dropped)


def _sentences(text: str) -> Iterator[Span]:
    for block in find_blocks(text):
        yield from find_sentences(text, Span(block.start, block.end), "en")


def _words(text: str) -> list[tuple[str, int]]:
    """Return the words with their places, in a form that survives lost accents and other line breaks.

    Forms lose letters outside ASCII ("So Paulo"), so these are left out where others remain; numbers of
    items and pages differ between parts.
    """
    words = []
    for match in _WORD.finditer(text.replace("\xad", " ")):
        word = unicodedata.normalize("NFC", match.group().casefold())
        if not (word.isdigit() and len(word) < 4):
            bare = "".join(letter for letter in word if letter.isascii())
            words.append((bare or word, match.start()))
    return words


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _repeated_places(words: list[tuple[str, int]], runs: set[tuple[str, ...]]) -> list[bool]:
    repeated = [False] * len(words)
    for i, run in enumerate(_runs([word for word, _ in words])):
        if run in runs:
            repeated[i : i + _RUN] = [True] * _RUN
    return repeated


def _without(text: str, dropped: list[Span]) -> str:
    kept, at = [], 0
    for span in dropped:
        between = text[at : span.start]
        # Numbers and bullets of dropped items, left alone, would be no text of anybody's.
        kept.append(between if any(map(str.isalpha, between)) else "\n\n")
        at = span.end
    rest = "".join([*kept, text[at:]])
    return re.sub(r"[^\S\n]*\n(?:\s*\n)+", "\n\n", rest).strip()
