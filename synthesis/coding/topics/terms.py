"""A passage in, the terms that can tell a topic out: words and pairs of words, without what every text has.

>>> [term.text for term in find_terms("We ask for freedom of expression, see https://example.org/x.")]
['freedom', 'expression', 'freedom of expression']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from synthesis.coding.evidence import GRAMMAR
from synthesis.coding.keywords import SMALL_WORDS
from synthesis.coding.words import Word, fold, is_unspaced, split_words
from synthesis.corpus.addresses import without_addresses

GENERAL = Path(__file__).with_name("general.yaml")
COURTESIES = Path(__file__).with_name("courtesies.yaml")
MIN_LETTERS = 3

OPENING = 8
"""Words within which a sentence has to thank, greet or take leave for it to be a courtesy as a whole."""

_SENTENCE = re.compile(r"[^.!?;。！？\n]+")


class Term(NamedTuple):
    """A word or a pair, as stems (`key`), and as it is written at one place."""

    key: str
    text: str


def find_terms(text: str, ignored: Collection[str] = ()) -> list[Term]:
    """Return the terms of a text in its order.

    Parameters
    ----------
    text : str
    ignored : collection of str
        Stems that tell nothing here, such as those of the form's questions.

    Returns
    -------
    list of Term
        Words, and pairs of words that stand together or have only small words ("of the") between them.
        Scripts without spaces give pairs of characters. Addresses, numbers, general words and sentences that
        thank, greet or take leave are left out.
    """
    return list(_terms(_without_courtesies(without_addresses(text)), ignored))


def _without_courtesies(text: str) -> str:
    """Blank the sentences out that thank, greet or take leave; all that follows keeps its place."""
    return _SENTENCE.sub(_without_courtesy, text)


def _without_courtesy(sentence: re.Match[str]) -> str:
    said = sentence.group()
    return " " * len(said) if _is_courteous(said) else said


def _is_courteous(sentence: str) -> bool:
    opening = split_words(sentence)[:OPENING]
    return any(
        form in word.folded if is_unspaced(word.folded) else form == word.folded
        for word in opening
        for form in courtesies()
    )


def _terms(text: str, ignored: Collection[str]) -> Iterator[Term]:
    before: Word | None = None
    for word in split_words(text):
        if is_unspaced(word.folded):
            yield from _pairs_of_characters(word.folded)
            before = None
        elif not _tells(word, ignored):
            before = before if word.folded in SMALL_WORDS else None
        else:
            yield Term(word.stem, text[word.start : word.end])
            if before is not None and _is_close(text[before.end : word.start]):
                yield Term(f"{before.stem} {word.stem}", " ".join(text[before.start : word.end].split()))
            before = word


def _is_close(between: str) -> bool:
    """Whether what stands between two words joins them: no end of a sentence or line, nothing long."""
    return len(between) <= 12 and not re.search(r"[.,;:!?()\n\"“”]", between)


def _tells(word: Word, ignored: Collection[str]) -> bool:
    return (
        len(word.folded) >= MIN_LETTERS
        and not any(letter.isdigit() for letter in word.folded)
        and word.folded not in general_words()
        and word.stem not in ignored
    )


def _pairs_of_characters(run: str) -> Iterator[Term]:
    pairs = (run[at : at + 2] for at in range(len(run) - 1))
    return (Term(pair, pair) for pair in pairs if general_words().isdisjoint((pair, *pair)))


@cache
def general_words() -> frozenset[str]:
    """Return the folded words that never tell what a passage is about."""
    return _listed(GENERAL) | GRAMMAR


@cache
def courtesies() -> frozenset[str]:
    """Return the folded words that make a sentence which opens with them a courtesy."""
    return _listed(COURTESIES)


def _listed(path: Path) -> frozenset[str]:
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return frozenset(fold(word) for words in listed.values() for word in words.split())


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems of every word of these texts."""
    return frozenset(word.stem for text in texts for word in split_words(text))
