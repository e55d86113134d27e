"""Blocks of a document -> its text: a blank line between paragraphs, none between items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_MAX_BLOCKS_IN_LINE = 3
_LONGEST_CARRIED = 200
"""Characters of a cell that is given to the rows below it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or an item of a list or line of a table, which stand closer together."""

    text: str
    is_item: bool = False


def join_blocks(blocks: Iterable[Block]) -> str:
    r"""Join what is not blank.

    >>> join_blocks([Block("We ask:"), Block("• less", is_item=True), Block("• more", is_item=True)])
    'We ask:\n\n• less\n• more'
    """
    text = ""
    was_item = False
    for block in blocks:
        if not block.text.strip():
            continue
        if text:
            text += "\n" if was_item and block.is_item else "\n\n"
        text += _tidy(block.text)
        was_item = block.is_item
    return text


def marked_heading(text: str, level: int) -> str:
    r"""Mark each line of a heading, as Markdown does.

    >>> marked_heading("Forum on Cables\nCall 4", 1)
    '# Forum on Cables\n# Call 4'
    """
    return "\n".join(f"{'#' * level} {line.strip()}" for line in text.splitlines() if line.strip())


def row_blocks(cells: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield a row of a table as one line; a row that only lays out a page or a form gives its paragraphs.

    That is one with a single filled cell, or with long text in a cell: mails and forms are made so.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or any(len(cell) > _MAX_BLOCKS_IN_LINE for cell in filled):
        for cell in filled:
            yield from cell
    elif filled:
        yield Block(table_line(join_blocks(cell) for cell in cells), is_item=True)


class ReachingCells:
    """The cells of a table that reach over several rows, by their column: each row is given them again.

    Only short ones, and only beside others: pages are laid out with tables too.
    """

    def __init__(self) -> None:
        self._below: dict[int, tuple[int, int, Sequence[Block]]] = {}

    def filled(
        self, cells: Sequence[Sequence[Block]], spans: Sequence[tuple[int, int]]
    ) -> list[Sequence[Block]]:
        """Return the cells of the next row with those that reach down to it.

        Parameters
        ----------
        cells : sequence of sequence of Block
            The row's own.
        spans : sequence of tuple of int, int
            Over how many rows and how many columns each of them reaches.
        """
        found: list[Sequence[Block]] = []
        left, below = list(zip(spans, cells, strict=False)), self._below
        self._below = {}
        column = 0
        while left or column in below:
            if column in below:
                n_rows, n_columns, cell = below[column]
                found.append(cell if is_short(cell) else ())
            else:
                (n_rows, n_columns), cell = left.pop(0)
                found.append(cell)
            if n_rows > 1:
                self._below[column] = (n_rows - 1, n_columns, cell)
            column += n_columns
        is_row = any(cells) and sum(map(bool, found)) > 1
        return found if is_row else list(cells)


def is_short(cell: Sequence[Block]) -> bool:
    """Whether a cell is one short paragraph, which may be said again in the rows that it reaches."""
    return len(cell) == 1 and len(cell[0].text) <= _LONGEST_CARRIED


def table_line(cells: Iterable[str]) -> str:
    r"""Write the cells of a row on one line.

    >>> table_line(["Theme", "Answer\nin two lines", ""])
    'Theme | Answer in two lines'
    """
    return " | ".join(" ".join(cell.split()) for cell in cells).rstrip(" |")


def _tidy(text: str) -> str:
    """Take out blanks at the ends of lines; inside they are the author's."""
    return re.sub(r"[ \t]*\n[ \t]*", "\n", text.strip())
