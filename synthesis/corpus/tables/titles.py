"""Rows of cells -> how many of the first stand above the headings, as titles do in exports of surveys.

>>> count_titles([["Survey results 2018"], ["ID", "Text"], ["1", "Fewer sessions."]])
1
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from synthesis.corpus.headings import is_known_heading
from synthesis.corpus.paragraphs import count_words

SAMPLED_ROWS = 200
"""Rows that are looked at to tell the headings and the delimiter."""

_PROSE_WORDS = 8
"""Words from which a cell is prose, and no heading."""

_CERTAIN = 2
"""Known headings in a row that make it the headings, whatever else is in it."""


def count_titles(rows: Sequence[Sequence[str]]) -> int:
    """Count the first rows that are titles: one cell each, above headings and a table of several columns.

    A column headed "Text" with remarks beside it has no title, nor has a list of sentences whose commas
    could be taken for delimiters: they are followed by a space.

    Parameters
    ----------
    rows : sequence of sequence of str
        The rows that are not blank; the first 200 are looked at.
    """
    sampled = rows[:SAMPLED_ROWS]
    n_titles = next((i for i, cells in enumerate(sampled) if _n_filled(cells) > 1), 0)
    if not n_titles or 2 * sum(map(_has_columns, sampled)) < len(sampled):
        return 0
    return n_titles if _are_headings(sampled[n_titles], sampled[:n_titles]) else 0


def _n_filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _has_columns(cells: Sequence[str]) -> bool:
    return _n_filled(cells) > 1 and not any(cell[:1].isspace() for cell in islice(cells, 1, None))


def _are_headings(cells: Sequence[str], titles: Sequence[Sequence[str]]) -> bool:
    """Whether cells look like headings, and rather than what stands above them."""
    if sum(map(is_known_heading, cells)) >= _CERTAIN:
        return True
    is_prose = any(count_words(cell) >= _PROSE_WORDS for cell in cells)
    return not is_prose and not any(is_known_heading(cell) for title in titles for cell in title)
