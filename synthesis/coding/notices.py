"""A codebook, and what coding with it came to, in; sentences on what is allowed but probably not meant out.

>>> outcome_notices({"trees": "Trees"}, {"trees": 980}, 1_000)
("'Trees' was found in 980 of 1,000 passages: look at its keywords and examples.",)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from babel import Locale

from synthesis.coding.evidence import GRAMMAR
from synthesis.coding.keywords import SMALL_WORDS
from synthesis.coding.words import fold, split_words
from synthesis.models import Codebook, Theme

NEARLY_ALL = 0.9
"""A theme in at least this share of the passages tells nothing apart; most often a keyword is too common."""

ENOUGH_PASSAGES = 5
"""Of fewer passages it is no wonder that a theme is in all or in none."""

SHOWN = 60
"""Characters of an example that are quoted."""


def codebook_notices(codebook: Codebook) -> tuple[str, ...]:
    """Say what in a codebook contradicts itself, or can never be found."""
    return (
        *_shared_keywords(codebook),
        *_two_sided_keywords(codebook),
        *_shared_examples(codebook),
        *_shared_definitions(codebook),
        *(notice for theme in codebook.themes for notice in _of_theme(theme)),
    )


def _shared_keywords(codebook: Codebook) -> Iterator[str]:
    keywords = {theme.id: [phrase.text for phrase in theme.keywords] for theme in codebook.themes}
    for text, ids in _shared(keywords):
        yield f"The keyword {text!r} stands in {_listed(ids)}; it speaks for each of them."


def _shared_examples(codebook: Codebook) -> Iterator[str]:
    examples = {theme.id: [phrase.text for phrase in theme.examples] for theme in codebook.themes}
    for text, ids in _shared(examples):
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
        yield f"The example {shown!r} stands in {_listed(ids)}; it speaks for each and against the others."


def _shared_definitions(codebook: Codebook) -> Iterator[str]:
    for _, ids in _shared({theme.id: [theme.definition] for theme in codebook.themes}):
        yield f"{_listed(ids)} have the same definition; only keywords and examples can tell them apart."


def _shared(texts: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each text, without case, that stands in more than one theme, with their ids."""
    owners: dict[str, list[str]] = {}
    for theme_id, own in texts.items():
        for text in dict.fromkeys(each.casefold() for each in own):
            owners.setdefault(text, []).append(theme_id)
    yield from ((text, ids) for text, ids in owners.items() if len(ids) > 1)


def _two_sided_keywords(codebook: Codebook) -> Iterator[str]:
    for theme in codebook.themes:
        against = {phrase.text.casefold() for phrase in theme.position_against.keywords}
        for phrase in theme.position_for.keywords:
            if phrase.text.casefold() in against:
                yield f"{phrase.text!r} stands for both positions of {theme.id}; it decides neither."


def _of_theme(theme: Theme) -> Iterator[str]:
    excluded = {fold(text) for text in theme.excludes}
    for text in dict.fromkeys(phrase.text for phrase in theme.keywords):
        words = {word.folded for word in split_words(text)}
        if not words <= SMALL_WORDS:
            if fold(text) in excluded:
                yield f"The keyword {text!r} of {theme.id} stands in its excludes too; take it out of one."
        elif words:
            yield f"The keyword {text!r} of {theme.id} is never found: it holds small words only."
        else:
            yield f"The keyword {text!r} of {theme.id} is never found: it holds no letter and no digit."
        if words <= GRAMMAR and not words <= SMALL_WORDS:
            yield f"The keyword {text!r} of {theme.id} stands in nearly every text; take it out."
    if not any(split_words(text) for text in _describing(theme)):
        yield f"{theme.id} has a name only: its definition holds no word, and it has no keyword or example."
    for text in theme.includes:
        if fold(text) in excluded:
            yield f"{text!r} stands in the includes and the excludes of {theme.id}; take it out of one."


def _describing(theme: Theme) -> Iterator[str]:
    """Yield what says more of a theme than its name."""
    yield theme.definition
    yield from (phrase.text for phrase in (*theme.keywords, *theme.examples))


def outcome_notices(names: Mapping[str, str], found: Mapping[str, int], n_passages: int) -> tuple[str, ...]:
    """Say which themes were found in nearly every passage, and which in none.

    Parameters
    ----------
    names : mapping
        Theme id -> name, of every theme that was looked for.
    found : mapping
        Theme id -> passages with the theme; others than those of `names` are passed over.
    n_passages : int
    """
    if not n_passages:
        return ()
    enough = n_passages >= ENOUGH_PASSAGES
    common = [
        f"{names[theme]!r} was found in {n:,} of {n_passages:,} passages: look at its keywords and examples."
        for theme, n in found.items()
        if enough and theme in names and n >= NEARLY_ALL * n_passages
    ]
    absent = [repr(name) for theme, name in names.items() if not found.get(theme)]
    return (*common, *([_in_none(absent, n_passages, enough)] if absent else []))


def _in_none(absent: list[str], n_passages: int, enough: bool) -> str:
    was, its = ("was", "its") if len(absent) == 1 else ("were", "their")
    passages = "passage" if n_passages == 1 else "passages"
    advice = f": look at {its} keywords and examples" if enough else ""
    return f"{_listed(absent)} {was} found in none of {n_passages:,} {passages}{advice}."


def language_notices(left_open: Mapping[str, int], n_passages: int) -> tuple[str, ...]:
    """Say in which languages nothing is known of the themes; `left_open` counts their passages by ISO code.

    >>> language_notices({"ko": 3}, 20)[0][:40]
    'The codebook has no words in Korean: for'
    """
    if not left_open:
        return ()
    names, n = Locale("en").languages, sum(left_open.values())
    told = _listed(
        [names.get(code, code) for code in sorted(left_open, key=lambda each: (-left_open[each], each))]
    )
    these = "these languages" if len(left_open) > 1 else "this language"
    return (
        f"The codebook has no words in {told}: for {n:,} of {n_passages:,} passages stored it cannot be told "
        f"whether they have a theme. Give it keywords or examples in {these}, or review some passages.",
    )


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
