"""Words looked for -> where they stand, without regard to case and accents; offsets are of the text as sent.

>>> find("Les RÉUNIONS régionales", parse("reunion"))
(Span(start=4, end=11),)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from synthesis.models import Span, Theme

MOST_TOLD = 3
"""Themes offered for words that are searched for: more would be no answer."""

_PART = re.compile(r'"([^"]+)"|(\S+)')


def parse(query: str) -> tuple[str, ...]:
    """Split what was typed into words and "phrases", folded; doubled ones once.

    >>> parse('Sessions "Main  Session" sessions')
    ('sessions', 'main session')
    """
    return tuple(dict.fromkeys(folded for part in typed(query) if (folded := fold(part))))


def typed(query: str) -> tuple[str, ...]:
    """Split what was typed into words and phrases as they were written, without their quotation marks.

    >>> typed('Main "too  many" main "')
    ('Main', 'too many', 'main')
    """
    parts = (phrase or word.strip('"') for phrase, word in _PART.findall(query))
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def fold(text: str) -> str:
    """Return the text without case and accents, every run of white space as one space."""
    return " ".join(_bare(text).split())


def matches(folded: str, terms: Sequence[str]) -> bool:
    """Tell whether a folded text holds every term."""
    return all(term in folded for term in terms)


def themes_told(themes: Sequence[Theme], terms: Sequence[str]) -> tuple[Theme, ...]:
    """Return the themes that words tell of, at most `MOST_TOLD`: by name, else by keyword, else by guideline.

    All the words have to begin words of one name, one keyword, or one line of what is coded to the theme.
    """
    if not terms:
        return ()
    found = [
        (place, theme)
        for theme in themes
        for place, lines in enumerate(
            ([theme.name], [keyword.text for keyword in theme.keywords], theme.includes)
        )
        if any(_begin_words(fold(line), terms) for line in lines)
    ]
    ranked = sorted(found, key=lambda pair: pair[0])  # stable: the codebook's order within each
    return tuple({theme.id: theme for _, theme in ranked}.values())[:MOST_TOLD]


def _begin_words(folded: str, terms: Sequence[str]) -> bool:
    return all(re.search(rf"(?<!\w){re.escape(term)}", folded) for term in terms)


def find(text: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """Return where the terms stand in a text as it was written, joined where they overlap."""
    if not terms:
        return ()
    folded, places = _with_places(text)
    found = []
    for term in terms:
        start = folded.find(term)
        while start >= 0:
            end = start + len(term)
            found.append((places[start], places[end - 1] + 1))
            start = folded.find(term, end)
    return join(found)


def join(stretches: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Sort stretches and join those that touch or overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(start, end) for start, end in joined)


def _bare(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter)).casefold()


def _with_places(text: str) -> tuple[str, list[int]]:
    """Fold letter by letter, with the place in the text that each folded letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for bare in " " if letter.isspace() else _bare(letter):
            if bare != " " or (letters and letters[-1] != " "):
                letters.append(bare)
                places.append(place)
    return "".join(letters), places
