"""Contributions -> organisations that stand there under several spellings, to be looked at by a person."""

from __future__ import annotations

from collections.abc import Iterable

from synthesis.corpus.folding import fold


def spelt_alike(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the names that have the same letters but for case, accents, points and spaces.

    >>> spelt_alike(["Freedom Net e.V.", "Open Rights", "Freedom Net eV", "Open Rights"])
    (('Freedom Net e.V.', 'Freedom Net eV'),)
    """
    spellings: dict[str, dict[str, None]] = {}
    for name in names:
        letters = fold(name).replace(" ", "")
        if letters:
            spellings.setdefault(letters, {})[" ".join(name.split())] = None
    return tuple(tuple(found) for found in spellings.values() if len(found) > 1)
