"""A text -> the acronyms of groups in it, and the short forms that it introduces itself.

>>> [match.group("short") for match in _GIVEN.finditer(", hereafter DCP, is grateful")]
['DCP']
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from synthesis.community.groups.found import Found
from synthesis.community.groups.names import Directory, compact
from synthesis.corpus.folding import fold

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ \u00a0/_.&#]?| ?[‐-―-] ?")
_GIVEN = re.compile(
    r"\s*(?:\(|,\s*)\s*(?:hereafter|hereinafter|henceforth|in short|for short|short|or|the|called|"
    r"ci-après|en adelante|en lo sucesivo|abbreviated)?\s*(?:the\s+)?[\"“«']?\s*"
    r"(?P<short>[A-Z][A-Za-z0-9-]{1,9})\b"
)
_MAX_PARTS = 4
_SHORT = 4
_LONG = 8
_HEADS = ("dc", "bpf", "wg")


def acronyms_in(text: str, directory: Directory) -> Iterator[Found]:
    """Yield the longest acronym at each word, and names such as "the Secretariat" with their capital."""
    words = list(_WORD.finditer(text))
    letters = [fold(word.group()) for word in words]
    for place, first in enumerate(letters):
        if first in directory.acronym_beginnings:
            yield from _at(text, words, letters, place, directory)
        if first == "the":
            yield from _title_at(text, words, place, directory)


def _at(
    text: str, words: Sequence[re.Match[str]], letters: Sequence[str], place: int, directory: Directory
) -> Iterator[Found]:
    start = words[place].start()
    for last in range(min(place + _MAX_PARTS, len(words)) - 1, place - 1, -1):
        ids = directory.by_acronym.get("".join(letters[place : last + 1]))
        if ids and _are_close(text, words[place : last + 1]):
            end = words[last].end()
            if _is_written_so(text[start:end]):
                yield Found(start, end, ids)
                return


def _are_close(text: str, words: Sequence[re.Match[str]]) -> bool:
    between = (text[a.end() : b.start()] for a, b in itertools.pairwise(words))
    return all(map(_BETWEEN.fullmatch, between))


def _is_written_so(raw: str) -> bool:
    """Tell an acronym from a word of the same letters: short ones need their capitals ("MAG", "FIB")."""
    letters = compact(raw)
    is_short = len(letters) <= _SHORT and not any(map(str.isdigit, letters))
    if not is_short or letters.startswith(_HEADS):
        is_plain = " " in raw and raw == raw.lower()
        return not is_plain or letters.startswith(_HEADS) or len(letters) >= _LONG or "igf" in raw.split()
    return sum(map(str.isupper, raw)) * 2 >= len(letters)


def _title_at(text: str, words: Sequence[re.Match[str]], place: int, directory: Directory) -> Iterator[Found]:
    for last in range(min(place + _MAX_PARTS, len(words) - 1), place, -1):
        raw = text[words[place + 1].start() : words[last].end()]
        ids = directory.titles.get(raw.casefold())
        if ids and all(part[0].isupper() for part in raw.split()) and not _goes_on(text[words[last].end() :]):
            yield Found(words[place + 1].start(), words[last].end(), ids)
            return


def _goes_on(rest: str) -> bool:
    """Tell whether the name of another body follows: "the Secretariat of the Union"."""
    return bool(re.match(r"\s+of\b(?!\s+the\s+(?:IGF|Internet Governance Forum))", rest))


def given_in(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Yield every place of the short forms that a text gives right after a name."""
    for each in found:
        match = _GIVEN.match(text, each.end)
        short = match["short"] if match else ""
        if not short or sum(map(str.isupper, short)) < 2 or len(each.ids) != 1:
            continue
        if not _are_letters_of(short, text[each.start : each.end]):
            continue
        for place in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text[each.end :]):
            yield Found(each.end + place.start(), each.end + place.end(), each.ids)


def _are_letters_of(short: str, name: str) -> bool:
    """Tell whether the letters of a short form stand in a name in their order.

    >>> _are_letters_of("DCP", "Dynamic Coalition on Publicness"), _are_letters_of("ITU", "DC on Trade")
    (True, False)
    """
    letters = iter(name.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalnum())
