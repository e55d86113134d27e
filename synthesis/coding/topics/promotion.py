"""A topic and what a person confirmed of it in, the next version of the codebook out.

Each change of the themes makes a version of its own: the number after the first dot counts up, and what
follows it is left out, so that 1.1 is followed by 1.2 and 2 by 2.1.

>>> next_version("1.1"), next_version("2"), next_version("1.9.3"), next_version("draft")
('1.2', '2.1', '1.10', 'draft.1')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from synthesis.coding.codebook import codebook_from_dict, codebook_to_dict
from synthesis.coding.words import fold
from synthesis.models import Codebook, Phrase, Theme

_VERSION = re.compile(r"([^.]*)(?:\.(\d+))?")


def next_version(version: str) -> str:
    """Return the version that follows when themes change."""
    found = _VERSION.match(version)
    first, second = found.groups() if found else (version, None)
    return f"{first}.{int(second or 0) + 1}"


def with_new_theme(
    codebook: Codebook, name: str, definition: str, keywords: Sequence[Phrase], examples: Sequence[Phrase]
) -> tuple[Codebook, str]:
    """Add a theme; return the next version of the codebook and the id of the theme.

    Raises
    ------
    CodebookError
        If the name or the definition is missing, or a theme has the name already.
    """
    theme = Theme(
        _free_id(codebook, name),
        name.strip(),
        definition.strip(),
        keywords=tuple(keywords),
        examples=tuple(examples),
    )
    return _checked(codebook, (*codebook.themes, theme)), theme.id


def with_more_phrases(
    codebook: Codebook, theme_id: str, keywords: Sequence[Phrase], examples: Sequence[Phrase]
) -> Codebook:
    """Add keywords and examples to a theme; return the next version, or the same if nothing is new.

    Raises
    ------
    KeyError
        If there is no such theme.
    """
    old = codebook.theme(theme_id)
    new = replace(
        old,
        keywords=tuple(dict.fromkeys((*old.keywords, *keywords))),
        examples=tuple(dict.fromkeys((*old.examples, *examples))),
    )
    if new == old:
        return codebook
    return _checked(codebook, tuple(new if theme.id == theme_id else theme for theme in codebook.themes))


def without_addition(codebook: Codebook, before: Codebook, after: Codebook, theme_id: str) -> Codebook:
    """Take what was added to a codebook earlier out of the one in force now.

    Parameters
    ----------
    codebook : Codebook
        The one in force.
    before, after : Codebook
        The versions between which the theme came in, or got more keywords and examples.
    theme_id : str

    Returns
    -------
    Codebook
        The next version; the one in force if nothing of it is left there. What else changed since stays.
    """
    ids = {theme.id for theme in codebook.themes}
    if theme_id not in ids:
        return codebook
    if theme_id not in {theme.id for theme in before.themes}:
        return _checked(codebook, tuple(theme for theme in codebook.themes if theme.id != theme_id))
    earlier, later, now = before.theme(theme_id), after.theme(theme_id), codebook.theme(theme_id)
    added = {*later.keywords, *later.examples} - {*earlier.keywords, *earlier.examples}
    kept = replace(
        now,
        keywords=tuple(each for each in now.keywords if each not in added),
        examples=tuple(each for each in now.examples if each not in added),
    )
    if kept == now:
        return codebook
    return _checked(codebook, tuple(kept if theme.id == theme_id else theme for theme in codebook.themes))


def _checked(codebook: Codebook, themes: tuple[Theme, ...]) -> Codebook:
    """Make the next version, held to the same rules as a codebook that is read from a file."""
    changed = Codebook(codebook.name, next_version(codebook.version), themes)
    return codebook_from_dict(codebook_to_dict(changed), source=f"{codebook.name} {changed.version}")


def _free_id(codebook: Codebook, name: str) -> str:
    """Make an id of the words of a name that no theme has."""
    plain = re.sub(r"[\W_]+", "_", fold(name)).strip("_") or "theme"
    taken = {theme.id.casefold() for theme in codebook.themes} | {"none", "undecided"}
    names = [plain, *(f"{plain}_{number}" for number in range(2, len(taken) + 3))]
    return next(each for each in names if each not in taken)
