"""A text -> the words by which groups are named in it, in one language and without spelling.

What a group is ("dynamic coalition", "coalition dynamique", "DC") becomes one short word, and what it is
about becomes words of the names that the directory holds.

>>> lexicon = Lexicon.of(["Dynamic Coalition on Network Neutrality"])
>>> words = lexicon.words("La coalition dynamique sur la neutralité du réseau")
>>> [word.norm for word in words if not word.is_stop]
['dc', 'neutrality', 'network']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from babel import Locale
from rapidfuzz import process
from rapidfuzz.distance import OSA

from synthesis.community.groups.rules import rules
from synthesis.corpus.folding import fold

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.;:!?()\[\]{}\"“”«»|\n\r\t]|\s[-–—]\s")
_SHORTEST_STEM = 4
_SHORTEST_TYPO = 5
"""Letters of a word from which on one that differs in one letter is it misspelt; twelve allow two."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, or several that are one; `gap` is what stands between it and the word before.

    `gap` holds the small words, `before` is the one just before it whatever it is; `is_broken` says that a
    sentence or a bracket ends between, `is_listed` that a comma does.
    """

    norm: str
    start: int
    end: int
    raw: str
    is_stop: bool = False
    is_plural: bool = False
    is_foreign: bool = False
    is_place: bool = False
    is_broken: bool = True
    is_listed: bool = False
    gap: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The words of the names of a directory; the same words are found in a text whatever their form."""

    vocabulary: frozenset[str]
    places: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    _seen: dict[str, tuple[str, bool, bool]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, names: Iterable[str], places: Iterable[str] = ()) -> Lexicon:
        """Learn the words of names, and of places the stems that nouns and adjectives share."""
        stems = _stems_of_places(places)
        first = cls(frozenset(), stems)
        read = [word for name in names for word in first.words(name) if not word.is_stop]
        parts = {part for each in (*rules().heads, *rules().joined) for part in each}
        vocabulary = {word.norm for word in read} | parts
        written = {fold(part) for word in read for part in word.raw.split()} | vocabulary
        known = {form for form, word in rules().words.items() if word in vocabulary}
        forms = sorted(form for form in written | known if len(form) >= _SHORTEST_TYPO)
        return cls(frozenset(vocabulary), stems, tuple(forms))

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the words of a text with what a group is put into one word each; small words are kept."""
        read = self._read(text)
        return _with_heads(_with_joined(_merged(read, self.vocabulary)))

    def _read(self, text: str) -> list[Word]:
        found: list[Word] = []
        end, before = 0, ""
        for match in _WORD.finditer(text):
            between, raw = text[end : match.start()], match.group()
            folded = fold(raw)
            norm, is_foreign, is_place = self._norm(folded)
            found.append(
                Word(
                    norm,
                    match.start(),
                    match.end(),
                    raw,
                    is_stop=folded in rules().stops and not raw.isupper(),
                    is_plural=folded.endswith("s") and norm != folded,
                    is_foreign=is_foreign,
                    is_place=is_place,
                    is_broken=bool(_BREAK.search(between)) or not found,
                    is_listed="," in between,
                    before=before,
                )
            )
            end, before = match.end(), folded
        return found

    def _norm(self, folded: str) -> tuple[str, bool, bool]:
        """Return the word of the names for a word of a text, and whether it was foreign, or of a place."""
        known = self._seen.get(folded)
        if known is None:
            known = self._seen[folded] = self._work_out(folded)
        return known

    def _work_out(self, folded: str) -> tuple[str, bool, bool]:
        known = self._known(folded)
        if known is None:
            mended = self._mended(folded)
            known = (self._known(mended) if mended else None) or (_singular(folded), False, False)
        return known

    def _known(self, folded: str) -> tuple[str, bool, bool] | None:
        translations = rules().words
        for form in (folded, _singular(folded)):
            if form in translations:
                word = translations[form]
                return self.places.get(word, word), True, False
        place = next((self.places[s] for s in _stems(folded) if s in self.places), "")
        if place:
            return place, False, folded != place
        word = _singular(folded)
        return (word, False, False) if word in self.vocabulary else None

    def _mended(self, folded: str) -> str:
        """Return the form of a name that a word is a slip of, or ''; another country is none."""
        if len(folded) < _SHORTEST_TYPO - 1 or not self.forms or not countries().isdisjoint(_stems(folded)):
            return ""
        slips = 1 if len(folded) < 12 else 2
        found = process.extractOne(folded, self.forms, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found and found[0][0] == folded[0] else ""


@cache
def countries() -> frozenset[str]:
    """Return the words that name a country in three languages, and what its adjective shares with them."""
    territories = [Locale(code).territories.items() for code in ("en", "fr", "es")]
    named = {fold(name) for each in territories for code, name in each if code.isalpha()}
    return frozenset(stem for name in named if " " not in name for stem in _stems(name))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us"))
    return word[:-1] if is_plural else word


def _stems(word: str) -> list[str]:
    """Return what a noun or an adjective of a place may share with the other, the longest first."""
    found = [word, *(word.removesuffix(end) for end in rules().endings if word.endswith(end))]
    found += [word[:-1]] if word[-1:] in "aeiou" else []
    return sorted({stem for stem in found if len(stem) >= _SHORTEST_STEM or stem == word}, key=len)[::-1]


def _stems_of_places(places: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in places:
        for raw in _WORD.findall(name):
            folded = fold(raw)
            word = rules().words.get(folded, folded)
            if word in rules().stops or word in rules().common or word in rules().qualifiers:
                continue
            stems = _stems(word)
            known = next((found[stem] for stem in stems if stem in found), "")
            for stem in [word] if known else stems:
                found.setdefault(stem, known or word)
    return found


def _merged(words: list[Word], vocabulary: frozenset[str]) -> list[Word]:
    """Put together what is one word in the names: "cyber security", "multi-year"."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        is_apart = word.is_broken or word.is_listed or word.is_stop or (word.norm,) in rules().heads
        if last and not is_apart and not last.is_stop and (last.norm,) not in rules().heads:
            both = last.norm + word.norm
            if both in vocabulary:
                found[-1] = _joined([last, word], both)
                continue
        found.append(word)
    return found


def _with_joined(words: list[Word]) -> list[Word]:
    return _sequences(words, rules().joined)


def _with_heads(words: list[Word]) -> tuple[Word, ...]:
    found = _sequences(words, rules().heads)
    gap: list[str] = []
    is_broken = is_listed = False
    out: list[Word] = []
    for word in found:
        is_broken, is_listed = is_broken or word.is_broken, is_listed or word.is_listed
        if word.is_stop:
            gap.append(fold(word.raw))
            out.append(word)
            continue
        out.append(replace(word, gap=tuple(gap), is_broken=is_broken, is_listed=is_listed))
        gap, is_broken, is_listed = [], False, False
    return tuple(out)


def _sequences(words: list[Word], known: Mapping[tuple[str, ...], str]) -> list[Word]:
    """Put one word for each known sequence of words, the longest first; small words may stand between."""
    longest = max(len(each) for each in known)
    found: list[Word] = []
    place = 0
    while place < len(words):
        solid = _solid_from(words, place, longest)
        size = next(
            (n for n in range(len(solid), 0, -1) if tuple(words[i].norm for i in solid[:n]) in known), 0
        )
        if not size:
            found.append(words[place])
            place += 1
            continue
        inside = [words[i] for i in solid[:size]]
        found.append(_joined(inside, known[tuple(word.norm for word in inside)]))
        place = solid[size - 1] + 1
    return found


def _solid_from(words: list[Word], place: int, longest: int) -> list[int]:
    if words[place].is_stop:
        return []
    solid = [place]
    for i in range(place + 1, len(words)):
        if words[i].is_broken or words[i].is_listed or len(solid) == longest:
            break
        if not words[i].is_stop:
            solid.append(i)
        elif fold(words[i].raw) in rules().ands:
            break
    return solid


def _joined(words: Sequence[Word], norm: str) -> Word:
    """Return one word for several; it is plural where what a group is is: "best practices forum" is not."""
    first, last = words[0], words[-1]
    nouns = [word for word in words if word.norm in ("coalition", "forum", "group", "party")] or [last]
    return replace(
        first,
        norm=norm,
        end=last.end,
        raw=" ".join(word.raw for word in words),
        is_plural=nouns[0].is_plural,
        is_foreign=any(word.is_foreign for word in words),
    )
