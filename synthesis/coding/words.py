"""A text in, folded words with their offsets out; words that inflect alike share a stem.

>>> [word.stem for word in split_words("Les Séances parallèles!")]
['les', 'seanc', 'parallel']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_MARKS = {
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
}

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts written without spaces: kana, Han, Thai, Lao, Burmese, Khmer."""

_WORD = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
"""What the other comes to in folded ASCII, sooner."""

_IS_UNSPACED = re.compile(f"[{UNSPACED}]")

_LATIN_ENDING = re.compile(r"(?<=...)(?:ings?|ed|ies|es|os|as|y|s|e|a|o)$")
_CYRILLIC_ENDING = re.compile(
    r"(?<=....)(?:иями|ями|ами|иях|ого|ему|ыми|ими|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ом|ем|ов|ев|ах|ях|ам|ям|ию|ии|"
    r"ия|ую|юю|ых|их|ть|[аяоеёуюыийь])$"
)
_ARABIC_START = re.compile(r"^[وفبكل]?(?:ال|لل)(?=...)")
_ARABIC_ENDING = re.compile(r"(?<=...)(?:ات|ين|ون|ان|ها|هم|ية|ة|ه|ي)$")


class Word(NamedTuple):
    """One word of a text: its stem, its folded form, and where it stands: `text[start:end]`.

    `places` tells where each character of `folded` stands; empty where folding changed no length, so that
    one follows the other from `start` on.
    """

    stem: str
    folded: str
    start: int
    end: int
    places: tuple[int, ...] = ()


_new = tuple.__new__
"""Makes a Word sooner than its own constructor: there is one for each word of each text."""


class _Folding(dict[int, str]):
    """Character by character: compatibility form, no case, no accents (str.translate asks once each)."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", chr(code)).casefold())
        folded = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
        self[code] = _MARKS.get(folded, folded)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Fold case, width, ligatures and accents away, so that 'Éch\u00e9ances' meets 'echeances'."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def split_words(text: str) -> list[Word]:
    """Cut a text into words; a run of an unspaced script is one word.

    Offsets count characters of `text` as it was given, whatever folding did to its length.
    """
    folded = fold(text)
    found = [(match[0], match.start(), match.end()) for match in _pattern(folded).finditer(folded)]
    if len(folded) == len(text) and (text.isascii() or all(len(_FOLDING[ord(c)]) == 1 for c in set(text))):
        return [_new(Word, (stem(word), word, start, end, ())) for word, start, end in found]
    origin = [index for index, char in enumerate(text) for _ in _FOLDING[ord(char)]]
    return [
        Word(
            stem(word),
            word,
            origin[start],
            _after_marks(text, origin[end - 1]),
            tuple(origin[start:end]),
        )
        for word, start, end in found
    ]


def _pattern(folded: str) -> re.Pattern[str]:
    return _ASCII_WORD if folded.isascii() else _WORD


def _after_marks(text: str, last: int) -> int:
    """Return where a word ends whose last letter stands at `last`: behind the accents that follow it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Take a common ending off a folded word: light on purpose, the same for a keyword and a text.

    >>> stem("workshops"), stem("merging"), stem("merged"), stem("talleres"), stem("сессий")
    ('workshop', 'merg', 'merg', 'taller', 'сесс')
    """
    if word.isascii():
        short = _LATIN_ENDING.sub("", word)
        doubled = short != word and len(short) > 3 and short[-1] == short[-2] and short[-1] not in "sl"
        return short[:-1] if doubled else short
    if "\u0400" <= word[0] <= "\u04ff":
        return _CYRILLIC_ENDING.sub("", word)
    if "\u0600" <= word[0] <= "\u06ff":
        return _ARABIC_ENDING.sub("", _ARABIC_START.sub("", word))
    return word


def is_unspaced(word: str) -> bool:
    """Whether the word belongs to a script that is written without spaces."""
    return not word.isascii() and _IS_UNSPACED.search(word) is not None


class Words(NamedTuple):
    """What is weighed of a text: its words, folded and stemmed, and whether any is of an unspaced script."""

    folded: Sequence[str]
    stems: Sequence[str]
    has_unspaced: bool

    @classmethod
    def of(cls, folded: str) -> Words:
        """Return a single word as if it was a text."""
        return cls((folded,), (stem(folded),), is_unspaced(folded))


class Text:
    """A text as it was given, and its words; where they stand is worked out when it is asked for.

    `written` holds the words if they are others than those of `raw`.
    """

    __slots__ = ("_placed", "_written", "raw", "weighed")

    def __init__(self, raw: str, written: str = "") -> None:
        self.raw = raw
        self._written = written or raw
        self._placed: list[Word] | None = None
        found = fold(self._written)
        folded = _pattern(found).findall(found)
        has_unspaced = not found.isascii() and _IS_UNSPACED.search(found) is not None
        self.weighed = Words(folded, [*map(stem, folded)], has_unspaced)

    @property
    def words(self) -> list[Word]:
        """The words and where they stand; they run parallel to those of `weighed`."""
        if self._placed is None:
            self._placed = split_words(self._written)
        return self._placed


def terms(words: Words) -> Sequence[str]:
    """Return what is weighed: stems; characters and pairs of them where unspaced."""
    if not words.has_unspaced:
        return words.stems
    found: list[str] = []
    for folded, stemmed in zip(words.folded, words.stems, strict=True):
        if is_unspaced(folded):
            found += folded
            found += (folded[i : i + 2] for i in range(len(folded) - 1))
        else:
            found.append(stemmed)
    return found
