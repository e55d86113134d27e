r"""What two parts of a contribution both say is held once: of one part, what the other repeats is left out.

>>> keep_unrepeated("A title\n\nWe ask for fewer, longer talks.", "We ask for fewer,\nlonger talks. Thanks.")
'A title'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from synthesis.corpus.paragraphs import find_blocks, without_marker
from synthesis.corpus.sentences import find_sentences
from synthesis.models import Span

_RUN = 20
"""Letters in the same order that make a repetition, about four words; fewer are shared by chance."""

_WORD = re.compile(r"[^\W_]+")


def keep_unrepeated(part: str, other: str) -> str:
    """Return `part` without the sentences whose every letter stands, in order, in `other`.

    Letters are compared, not words: forms lose the space or hyphen between words at the end of a line.
    """
    runs = set(_runs(_letters(other)[0]))
    letters, places = _letters(part)
    repeated = bytearray(len(letters))
    for i, run in enumerate(_runs(letters)):
        if run in runs:
            repeated[i : i + _RUN] = b"\1" * _RUN
    dropped = []
    for span in _sentences(part):
        start = without_marker(part, span.start, span.end)
        first, last = bisect_left(places, start), bisect_left(places, span.end)
        if first < last and all(repeated[first:last]):
            dropped.append(span)
    return _without(part, dropped)


def _sentences(text: str) -> Iterator[Span]:
    for block in find_blocks(text):
        yield from find_sentences(text, Span(block.start, block.end), "en")


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters of a text and the place of each, as far as they survive a form.

    Forms lose letters outside ASCII ("So Paulo"), so a word is compared without these if others remain;
    numbers of items and pages differ between parts.
    """
    letters: list[str] = []
    places: list[int] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isdigit() and len(word) < 4:
            continue
        kept = [i for i, letter in enumerate(word) if letter.isascii()] or range(len(word))
        letters.extend(word[i].casefold()[0] for i in kept)
        places.extend(match.start() + i for i in kept)
    return "".join(letters), places


def _runs(letters: str) -> Iterator[str]:
    return (letters[i : i + _RUN] for i in range(len(letters) - _RUN + 1))


def _without(text: str, dropped: list[Span]) -> str:
    kept, at = [], 0
    for span in dropped:
        between = text[at : span.start]
        # Numbers and bullets of dropped items, left alone, would be no text of anybody's.
        kept.append(between if any(map(str.isalpha, between)) else "\n\n")
        at = span.end
    rest = "".join([*kept, text[at:]])
    return re.sub(r"[^\S\n]*\n(?:\s*\n)+", "\n\n", rest).strip()
