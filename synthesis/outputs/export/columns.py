"""A table -> how wide its columns are, on paper.

>>> from synthesis.outputs.papers.blocks import Table
>>> made = column_widths(Table(("Theme", "n"), (("Visibility of coalitions", "54 of 107"),)), 15)
>>> [round(width, 1) for width in made]
[12.9, 2.1]
"""

from __future__ import annotations

from synthesis.outputs.papers.blocks import Table

LONGEST_WORD = 22
"""Letters of a word after which a line may end in a cell."""

_LETTER_CM = 0.19
"""What a letter of a bold heading takes at 9 points: "Mixed" is 0.96 cm wide in Noto Sans."""

_BESIDE_CM = 0.42
"""What stands free beside the words of a cell: margins of 0.19 cm on either side, as Word has them."""

_SHORT = 14
"""Letters of a cell that is given a line of its own, however short the others of its column are."""


def column_widths(table: Table, total: float) -> list[float]:
    """Share the width of a text among the columns of a table.

    Columns of numbers get what their longest cell takes, those of words at least their longest word, and
    more the longer their cells are on the average, so that one long cell among empty ones takes no width from
    a column that is full; where all that is too wide, all are narrowed alike.

    Parameters
    ----------
    table : Table
    total : float
        In cm.

    Returns
    -------
    list of float
        In cm; they add up to `total`.
    """
    columns = list(zip(table.headings, *table.rows, strict=True))
    least = [_width(_longest_word(column)) for column in columns[: table.n_text]]
    wanted = [_width(_usual(column)) for column in columns[: table.n_text]]
    numbers = [_width(max(map(len, column))) for column in columns[table.n_text :]]
    free = max(total - sum(numbers) - sum(least), 0)
    more = [max(wish - need, 0) for wish, need in zip(wanted, least, strict=True)]
    if sum(more) < free and more:
        more[more.index(max(more))] += free - sum(more)
    share = free / sum(more) if sum(more) else 0
    widths = [*(need + each * share for need, each in zip(least, more, strict=True)), *numbers]
    return [width * total / sum(widths) for width in widths]


def _usual(column: tuple[str, ...]) -> int:
    """Return the letters of a cell: the longest that fits on a line, or the average where that is more."""
    longest, average = max(map(len, column)), sum(map(len, column)) // len(column)
    return min(longest, max(average, _SHORT))


def _longest_word(column: tuple[str, ...]) -> int:
    return min(max((len(word) for cell in column for word in cell.split()), default=0), LONGEST_WORD)


def _width(letters: int) -> float:
    return letters * _LETTER_CM + _BESIDE_CM
