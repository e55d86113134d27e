"""The phrases of a codebook in, where each stands in a passage out.

>>> index = PhraseIndex({"size": (Phrase("number of workshops"), Phrase("会议太多"))})
>>> [(hit.owner, hit.start, hit.end) for hit in index.find(split_words("Cut the number of the workshops."))]
[('size', 8, 31)]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from synthesis.coding.words import Word, is_unspaced, split_words
from synthesis.models import Phrase

MAX_GAP = 1
"""Words of other meaning that may stand between two words of a phrase ("more *public* visibility")."""

_SMALL = (
    "a an and at by d de del der des die du e el en et for in l la las le les los o of on or para por pour "
    "the to un una und une y"
)
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that a phrase may gain or lose without becoming another phrase."""


class Hit(NamedTuple):
    """A phrase found: whose it is, which, how many words it has, and `text[start:end]`."""

    owner: str
    phrase: str
    n_words: int
    start: int
    end: int


class _Pattern(NamedTuple):
    owner: str
    phrase: str
    stems: tuple[str, ...]


class PhraseIndex:
    """Finds phrases whatever their inflection, hyphens, case and accents; one look-up per word."""

    def __init__(self, phrases: Mapping[str, Iterable[Phrase]]) -> None:
        self._by_first: dict[str, list[_Pattern]] = {}
        self._unspaced: list[tuple[str, str, str]] = []
        for owner, listed in phrases.items():
            for text in dict.fromkeys(phrase.text for phrase in listed):
                self._add(owner, text)

    def _add(self, owner: str, text: str) -> None:
        words = split_words(text)
        if any(is_unspaced(word.folded) for word in words):
            self._unspaced.append((owner, text, "".join(word.folded for word in words)))
            return
        content = _content(words)
        kept = content if content else words
        if kept:
            stems = tuple(word.stem for word in kept)
            same_start = self._by_first.setdefault(stems[0], [])
            if all((pattern.owner, pattern.stems) != (owner, stems) for pattern in same_start):
                same_start.append(_Pattern(owner, text, stems))

    def find(self, words: list[Word]) -> list[Hit]:
        """Return every phrase that stands in a passage, in the order of the passage."""
        content = _content(words)
        stems = [word.stem for word in content]
        hits = []
        known = self._by_first
        for first in [at for at, stem in enumerate(stems) if stem in known]:
            for pattern in known[stems[first]]:
                last = _last_word(pattern.stems, stems, first)
                if last is not None:
                    start, end = content[first].start, content[last].end
                    hits.append(Hit(pattern.owner, pattern.phrase, len(pattern.stems), start, end))
        return [*hits, *self._find_unspaced(words)] if self._unspaced else hits

    def _find_unspaced(self, words: list[Word]) -> Iterable[Hit]:
        for word in words:
            if (
                word.folded.isascii()
                or not is_unspaced(word.folded)
                or len(word.folded) != word.end - word.start
            ):
                continue
            for owner, phrase, folded in self._unspaced:
                at = word.folded.find(folded)
                if at >= 0:
                    start = word.start + at
                    yield Hit(owner, phrase, max(1, len(folded) // 2), start, start + len(folded))


def _content(words: list[Word]) -> list[Word]:
    return [word for word in words if word.folded not in SMALL_WORDS]


def _last_word(wanted: tuple[str, ...], stems: list[str], first: int) -> int | None:
    """Follow a phrase through the text from its first word; where its last stands, or None."""
    at = first
    for stem in wanted[1:]:
        for step in range(1, MAX_GAP + 2):
            if at + step < len(stems) and stems[at + step] == stem:
                at += step
                break
        else:
            return None
    return at
