"""The phrases of a codebook in, where each stands in a passage out.

>>> index = PhraseIndex({"size": (Phrase("number of workshops"), Phrase("会议太多"))})
>>> [(hit.owner, hit.start, hit.end) for hit in index.find(split_words("Cut the number of the workshops."))]
[('size', 8, 31)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from synthesis.coding.words import Text, Word, is_unspaced, split_words
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
        self._unspaced: list[tuple[str, str, re.Pattern[str]]] = []
        for owner, listed in phrases.items():
            for text in dict.fromkeys(phrase.text for phrase in listed):
                self._add(owner, text)

    def _add(self, owner: str, text: str) -> None:
        words = split_words(text)
        if any(is_unspaced(word.folded) for word in words):
            self._unspaced.append((owner, text, re.compile(re.escape(_as_written(words)))))
            return
        content = _content(words)
        kept = content if content else words
        if kept:
            stems = tuple(word.stem for word in kept)
            same_start = self._by_first.setdefault(stems[0], [])
            if all((pattern.owner, pattern.stems) != (owner, stems) for pattern in same_start):
                same_start.append(_Pattern(owner, text, stems))

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Return every phrase that stands in a passage, in the order of the passage."""
        stretches = self._stretches([word.folded for word in words], [word.stem for word in words])
        return [*_hits(stretches, words), *self._find_unspaced(words)]

    def find_in(self, text: Text) -> list[Hit]:
        """Return the same for a text, whose words are placed only where a phrase stands."""
        folded, stems, has_unspaced = text.weighed
        stretches = self._stretches(folded, stems)
        hits = _hits(stretches, text.words) if stretches else []
        return [*hits, *self._find_unspaced(text.words)] if has_unspaced else hits

    def _stretches(self, folded: Sequence[str], stems: Sequence[str]) -> list[_Stretch]:
        content = [at for at, word in enumerate(folded) if word not in SMALL_WORDS]
        kept = [stems[at] for at in content]
        known = self._by_first
        found = []
        for first in [at for at, stem in enumerate(kept) if stem in known]:
            for pattern in known[kept[first]]:
                last = _last_word(pattern.stems, kept, first)
                if last is not None:
                    found.append((pattern, content[first], content[last]))
        return found

    def _find_unspaced(self, words: Sequence[Word]) -> Iterable[Hit]:
        if not self._unspaced or not any(is_unspaced(word.folded) for word in words):
            return
        text = f" {' '.join(word.folded for word in words)} "
        places = _places(words)
        for owner, phrase, pattern in self._unspaced:
            for found in pattern.finditer(text):
                wanted = found.group()
                first, last = found.start() + wanted.startswith(" "), found.end() - wanted.endswith(" ")
                n_words = max(1, len(wanted.replace(" ", "")) // 2)
                # One written character can fold to two, and a phrase can end between them.
                end = max(places[last], places[last - 1] + 1)
                yield Hit(owner, phrase, n_words, places[first], end)


_Stretch = tuple[_Pattern, int, int]
"""A phrase, and the numbers of the first and the last of the words that it stands in."""


def _hits(stretches: Iterable[_Stretch], words: Sequence[Word]) -> list[Hit]:
    return [
        Hit(pattern.owner, pattern.phrase, len(pattern.stems), words[first].start, words[last].end)
        for pattern, first, last in stretches
    ]


def _as_written(words: list[Word]) -> str:
    """Return a phrase as it stands between words; only its words of a spaced script have to be whole ones."""
    before, after = ("" if is_unspaced(word.folded) else " " for word in (words[0], words[-1]))
    return f"{before}{' '.join(word.folded for word in words)}{after}"


def _places(words: Sequence[Word]) -> list[int]:
    """Tell where the characters of the joined words stand; the space after a word stands at its end."""
    places = [words[0].start]
    for word in words:
        places += word.places or range(word.start, word.start + len(word.folded))
        places.append(word.end)
    return places


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
