"""A codebook and coded passages in, the languages that can be coded by them out.

>>> from synthesis.models import Phrase, Theme
>>> oaks = Theme("oaks", "Oaks", "Speaks of oaks.", keywords=(Phrase("chêne", "fr"),))
>>> sorted(languages_of(Codebook("Trees", "1", (oaks,))))
['fr']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.teaching import REVIEWED, shipped_themes
from synthesis.corpus.language import TOLD, certain_language
from synthesis.models import Codebook, Phrase

ENOUGH = 100
"""Composed passages of a language from which it can be coded; a reviewed one counts for REVIEWED of them."""


def languages_of(
    codebook: Codebook,
    reviewed: Sequence[ReviewedPassage] = (),
    reference: Sequence[ReviewedPassage] = (),
) -> frozenset[str]:
    """Return the languages of a codebook's phrases and definitions, and of passages enough.

    None, where nothing tells one, or where a phrase is in a language that cannot be told from others: a
    passage in it would be taken for one in a language that nothing is known in.
    """
    own = {_primary(phrase.language) for phrase in _phrases(codebook)} | {_of_definitions(codebook)}
    if not own <= {"", *TOLD}:
        return frozenset()
    known = Counter[str]()
    for passage in reference if shipped_themes(codebook) else ():
        known[passage.language] += 1
    for passage in reviewed:
        known[passage.language] += round(REVIEWED)
    return frozenset(own | {language for language, n in known.items() if n >= ENOUGH}) - {""}


def _primary(language: str) -> str:
    """Return the language of a code with a country or a script: "pt-br", "zh_hans"."""
    return language.replace("_", "-").split("-")[0]


def _phrases(codebook: Codebook) -> Iterator[Phrase]:
    for theme in codebook.themes:
        yield from (*theme.keywords, *theme.examples)


def _of_definitions(codebook: Codebook) -> str:
    return certain_language(" ".join(f"{theme.name}. {theme.definition}" for theme in codebook.themes))
