r"""Markdown: a paper as text that stays text; what contributors wrote cannot become markup or a link.

>>> escaped("**bold** <b> http://example.org [x](y)")
'\\*\\*bold\\*\\* \\<b\\> http\\:\\/\\/example\\.org \\[x\\](y)'
"""

from __future__ import annotations

import re
from functools import singledispatchmethod

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.citing import KIND_WORDS, head_lines, pieces_of, said
from synthesis.outputs.papers.blocks import (
    Bars,
    Block,
    Callout,
    Cite,
    Contents,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Quote,
    Statement,
    Table,
)

_ALWAYS = re.compile(r"([\\`*_\[\]<>#|~!&$^{}@])")
_LINKS = re.compile(r"(:(?=\S)|\.(?=\w)|/(?=/)|(?<=/)/)")
_LIST_START = re.compile(r"^(?:(\d+)(?=[.)])|(?=[-+=]))", re.MULTILINE)


def as_markdown(paper: Paper) -> bytes:
    """Write a paper."""
    writer = _Writer(paper)
    head = ". ".join((KIND_WORDS[paper.kind], *head_lines(paper)))
    lines = [f"{_inline(head)}.", f"# {_inline(paper.title)}"]
    if paper.about.sample_mark:
        lines.append(f"**{paper.about.sample_mark}**")
    lines += [writer.of(block) for block in paper.blocks]
    return ("\n\n".join(line for line in [*lines, *writer.notes()] if line) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Put a backslash before whatever Markdown, or a program that makes links of addresses, would act on."""
    lines = [line.strip() for line in printable(text).splitlines()]
    safe = _LINKS.sub(r"\\\1", _ALWAYS.sub(r"\\\1", "\n".join(line for line in lines if line)))
    return _LIST_START.sub(r"\1\\", safe)


def _inline(text: str) -> str:
    return escaped(" ".join(text.split()))


def _spaced(text: str) -> str:
    """Escape a part of a line, and keep a space at its ends."""
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{_inline(text)}{after}" if text.strip() else before


class _Writer:
    """Writes block after block, and numbers statements and notes as it meets them."""

    def __init__(self, paper: Paper) -> None:
        self._headings = [block for block in paper.blocks if isinstance(block, Heading)]
        self._notes: list[Note] = []
        self._n_statements = 0

    def notes(self) -> list[str]:
        """Write the notes; a renderer puts them below the text and leads back from them."""
        written = ("".join(self._piece(piece) for piece in pieces_of(note)) for note in self._notes)
        # One word alone would be the address of a link to a program that knows no notes.
        told = (words if " " in words else f"See {words}." for words in written)
        return [f"[^{number}]: {words}" for number, words in enumerate(told, start=1)]

    @singledispatchmethod
    def of(self, block: Block) -> str:
        """Write one block."""
        raise TypeError(type(block))

    @of.register
    def _(self, block: Heading) -> str:
        return f"{'#' * (block.level + 1)} {_inline(block.text)}"

    @of.register
    def _(self, block: Paragraph) -> str:
        return _inline(block.text)

    @of.register
    def _(self, block: Callout) -> str:
        return f"> {_inline(block.text)}"

    @of.register
    def _(self, _: Contents) -> str:
        lines = (f"{'  ' * (heading.level - 1)}- {_inline(heading.text)}" for heading in self._headings)
        return "\n".join(("## Contents\n", *lines))

    @of.register
    def _(self, block: Statement) -> str:
        self._n_statements += 1
        return f"{self._n_statements}. " + "".join(self._piece(piece) for piece in said(block))

    @of.register
    def _(self, block: Quote) -> str:
        lines = escaped(block.text).split("\n")
        by = f"{block.by}, {block.cite.label}" if block.cite else block.by
        return "> " + "\\\n> ".join(lines) + f"\n>\n> — {_inline(by)}"

    @of.register
    def _(self, block: Table) -> str:
        return _table(block.headings, block.rows, block.n_text, block.caption)

    @of.register
    def _(self, block: Bars) -> str:
        rows = tuple((label, *(f"{n:,}" for n in counts)) for label, counts in block.rows)
        return f"{_inline(block.alt)}\n\n{_table(('', *block.series), rows, 1, block.caption)}"

    @of.register
    def _(self, block: Listing) -> str:
        return "\n".join(f"- **{_inline(entry.label)}** {_inline(entry.text)}" for entry in block.entries)

    def _piece(self, part: str | Cite | Note) -> str:
        if isinstance(part, Note):
            self._notes.append(part)
            return f"[^{len(self._notes)}]"
        return _spaced(part if isinstance(part, str) else part.label)


def _table(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], n_text: int, caption: str) -> str:
    rule = ["---" if column < n_text else "---:" for column in range(len(headings))]
    cells = [[_inline(cell) for cell in row] for row in (headings, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:])]
    return "\n".join([f"**{_inline(caption)}**\n", *lines] if caption else lines)
