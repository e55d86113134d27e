"""The body of a report -> its paragraphs, each with a number of its own.

A paragraph keeps the number it carries. Where every one is numbered "1." they are counted; where the
numbers begin again the later ones say in which part they stand; bullets and table rows are counted
under what they follow. So a number names one paragraph of its report. Headings keep their place among
the paragraphs, without a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from synthesis.meetings.layout import KNOWN_HEADING, Block
from synthesis.models import Paragraph


def number_paragraphs(body: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Give every paragraph of a report a number of its own; see the head of this file."""
    marks = [block.mark for block in body if block.mark]
    is_counted = len(marks) > 2 and 2 * marks.count("1") > len(marks)
    numbers = _Numbers(has_marks=bool(marks), is_counted=is_counted)
    return tuple(
        Paragraph(numbers.of(block, after), block.text) for block, after in zip_longest(body, body[1:])
    )


def _is_heading(block: Block, after: Block | None) -> bool:
    """Whether a numbered title stands over text of its own; above another number it is an entry of a list."""
    is_above_number = after is not None and bool(after.mark) and not after.mark.startswith(f"{block.mark}.")
    is_sure = bool(block.level or KNOWN_HEADING.match(block.text))
    return block.kind == "heading" and (is_sure or not is_above_number) and after is not None


class _Numbers:
    """Counts paragraphs, bullets, tables and parts while the blocks pass by."""

    def __init__(self, *, has_marks: bool, is_counted: bool) -> None:
        self.has_marks = has_marks
        self.is_counted = is_counted
        self.given: Counter[str] = Counter()
        self.current = ""
        self.heading = ""
        self.n_paragraphs = 0
        self.n_tables = 0
        self.n_below: Counter[str] = Counter()
        self.is_in_table = False

    def of(self, block: Block, after: Block | None) -> str:
        """Return the number of the next block, '' for a heading; `after` is the block that follows it."""
        if block.kind == "row":
            return self._row()
        self.is_in_table = False
        if block.kind == "heading" and not block.mark:
            self.heading = block.text
            self.current = "" if not self.has_marks else self.current
            return ""
        number = self._paragraph(block)
        return "" if _is_heading(block, after) else self._unique(number)

    def _paragraph(self, block: Block) -> str:
        if block.mark and not self.is_counted:
            self.current = block.mark
        elif block.mark or (block.kind == "prose" and not self.has_marks):
            self.n_paragraphs += 1
            self.current = str(self.n_paragraphs)
        else:
            return self._below(block)
        return self.current

    def _below(self, block: Block) -> str:
        """Count a bullet, or a paragraph without a mark among marked ones, under what it follows."""
        over = self.current or self.heading
        word = "bullet" if block.kind == "bullet" else "paragraph"
        self.n_below[f"{over}, {word}"] += 1
        return f"{over}, {word} {self.n_below[f'{over}, {word}']}".removeprefix(", ")

    def _row(self) -> str:
        if not self.is_in_table:
            self.n_tables += 1
            self.is_in_table = True
            return f"table {self.n_tables}"
        self.n_below[f"table {self.n_tables}"] += 1
        return f"table {self.n_tables}, row {self.n_below[f'table {self.n_tables}']}"

    def _unique(self, number: str) -> str:
        self.given[number] += 1
        part = self.given[number]
        if part == 1:
            return number
        return self._unique(f"{number} (part {part})")
