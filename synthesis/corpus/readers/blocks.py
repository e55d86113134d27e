"""Blocks of a document -> its text: a blank line between paragraphs, none between items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


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


def table_line(cells: Iterable[str]) -> str:
    r"""Write the cells of a row on one line.

    >>> table_line(["Theme", "Answer\nin two lines", ""])
    'Theme | Answer in two lines'
    """
    return " | ".join(" ".join(cell.split()) for cell in cells).rstrip(" |")


def _tidy(text: str) -> str:
    """Take out blanks at the ends of lines; inside they are the author's."""
    return re.sub(r"[ \t]*\n[ \t]*", "\n", text.strip())
