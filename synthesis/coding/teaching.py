"""What a codebook's coder learns from: its own examples, the shipped reference set, people's reviews."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import ReviewedPassage, check_themes
from synthesis.coding.words import Text
from synthesis.models import Codebook, Phrase, Position, Theme

Matrix = NDArray[np.float64]
UNSAID = float("nan")

REVIEWED = 8.0
"""A reviewed passage counts as much as this many composed ones: it is from the very text at hand."""


@dataclass(frozen=True)
class Teaching:
    """Passages whose themes are known.

    `labels` has shape (n_passages, n_themes): 1 where the theme applies, 0 where it does not, nan where
    nobody has said. `leans`, of the same shape, has the position of those with the theme: 1 for, -1 against,
    0 mixed or unclear, nan where nobody has said; of a phrase that only tells a position, no label is known.
    `example_of` has shape (n_passages,): the theme whose codebook example it is, or -1. `weights` has shape
    (n_passages,): REVIEWED where people reviewed, else 1.
    """

    texts: tuple[Text, ...]
    labels: Matrix
    leans: Matrix
    example_of: NDArray[np.int64]
    weights: Matrix


def gather_teaching(
    codebook: Codebook,
    reviewed: Sequence[ReviewedPassage] = (),
    reference: Sequence[ReviewedPassage] = (),
) -> Teaching:
    """Put together everything known about a codebook's themes.

    An example speaks for its own theme and is taken not to belong to the others; a phrase of a position for
    that position alone ("too many" is said of many things). The reference set speaks to the themes that
    have the shipped id and definition; a reviewed passage to those asked about.

    Raises
    ------
    InputError
        If a reviewed passage names a theme that the codebook does not have.
    """
    check_themes(reviewed, codebook)
    ids = [theme.id for theme in codebook.themes]
    shipped = shipped_themes(codebook)
    examples = [
        _Known(ReviewedPassage(example.text, (theme.id,)), ids, index)
        for index, theme in enumerate(codebook.themes)
        for example in theme.examples
    ]
    phrases = [
        _Known(ReviewedPassage(phrase.text, (theme.id,), positions=(side,)), ())
        for theme in codebook.themes
        for side, phrase in _phrases(theme)
    ]
    composed = [_Known(passage, shipped) for passage in reference] if shipped else []
    judged = [_Known(passage, ids if passage.asked is None else passage.asked) for passage in reviewed]
    found = [*examples, *phrases, *composed, *judged]
    shape = (len(found), len(ids))
    return Teaching(
        texts=tuple(Text(each.passage.text) for each in found),
        labels=np.array([_labels(each, ids) for each in found]).reshape(shape),
        leans=np.array([_leans(each, ids) for each in found]).reshape(shape),
        example_of=np.array([each.example_of for each in found], dtype=np.int64),
        weights=np.array([1.0] * (len(found) - len(judged)) + [REVIEWED] * len(judged)),
    )


class _Known(NamedTuple):
    """A passage, the themes of which it says whether they apply, and the theme whose example it is, or -1."""

    passage: ReviewedPassage
    themes: Collection[str]
    example_of: int = -1


def _phrases(theme: Theme) -> Iterator[tuple[Position, Phrase]]:
    yield from (("for", phrase) for phrase in theme.position_for.keywords)
    yield from (("against", phrase) for phrase in theme.position_against.keywords)


def shipped_themes(codebook: Codebook) -> set[str]:
    """Return the themes that the reference set speaks to: those with the id and definition that ship."""
    meant = {(theme.id, theme.definition) for theme in shipped_codebook().themes}
    return {theme.id for theme in codebook.themes if (theme.id, theme.definition) in meant}


def _labels(known: _Known, ids: Sequence[str]) -> list[float]:
    return [float(theme in known.passage.themes) if theme in known.themes else UNSAID for theme in ids]


def _leans(known: _Known, ids: Sequence[str]) -> list[float]:
    passage = known.passage
    said = dict(zip(passage.themes, passage.positions, strict=bool(passage.positions)))
    heard = known.themes or said  # a phrase judges no theme, and still is on a side of its own
    return [_LEAN.get(said[theme], 0.0) if theme in said and theme in heard else UNSAID for theme in ids]


_LEAN = {"for": 1.0, "against": -1.0}
