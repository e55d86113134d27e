r"""Markdown: the summary as text that stays text; what contributors wrote cannot become markup or a link.

>>> escaped("**bold** <b> http://example.org [x](y)")
'\\*\\*bold\\*\\* \\<b\\> http\\:\\/\\/example\\.org \\[x\\](y)'
"""

from __future__ import annotations

import re
from functools import singledispatch

from synthesis.outputs.export.cells import printable
from synthesis.outputs.papers.blocks import (
    Bars,
    Callout,
    Contents,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Quote,
    Statement,
    Table,
    parts,
)

_ALWAYS = re.compile(r"([\\`*_\[\]<>#|~!&$^{}@])")
_LINKS = re.compile(r"(:(?=\S)|\.(?=\w)|/(?=/)|(?<=/)/)")
_LIST_START = re.compile(r"^(?:(\d+)(?=[.)])|(?=[-+=]))", re.MULTILINE)


def as_markdown(paper: Paper) -> bytes:
    """Write a paper."""
    blocks = [f"# {_inline(paper.title)}"]
    if paper.about.sample_mark:
        blocks.append(f"**{paper.about.sample_mark}**")
    blocks += [_written(block) for block in paper.blocks]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Put a backslash before whatever Markdown, or a program that makes links of addresses, would act on."""
    lines = [line.strip() for line in printable(text).splitlines()]
    safe = _LINKS.sub(r"\\\1", _ALWAYS.sub(r"\\\1", "\n".join(line for line in lines if line)))
    return _LIST_START.sub(r"\1\\", safe)


def _inline(text: str) -> str:
    return escaped(" ".join(text.split()))


@singledispatch
def _written(block: object) -> str:
    raise TypeError(type(block))


@_written.register
def _(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {_inline(block.text)}"


@_written.register
def _(block: Paragraph) -> str:
    return _inline(block.text)


@_written.register
def _(block: Callout) -> str:
    return _inline(block.text)


@_written.register
def _(block: Statement) -> str:
    return "".join(_noted(part) if isinstance(part, Note) else escaped(part) for part in parts(block))


def _noted(note: Note) -> str:
    """Write a note in its place, between brackets."""
    labels = ", ".join(cite.label for cite in note.cites)
    return f"\\[{_inline(note.lead)}{labels}{_inline(note.tail)}\\]"


@_written.register
def _(block: Quote) -> str:
    lines = escaped(block.text).split("\n")
    return "> " + "\\\n> ".join(lines) + f"\n>\n> — {_inline(block.by)}"


@_written.register
def _(block: Table) -> str:
    rule = ["---" if column < block.n_text else "---:" for column in range(len(block.headings))]
    rows = [[_inline(cell) for cell in row] for row in (block.headings, *block.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


@_written.register
def _(block: Contents) -> str:
    return ""


@_written.register
def _(block: Bars) -> str:
    return _inline(block.alt)


@_written.register
def _(block: Listing) -> str:
    return "\n".join(f"- {entry.label}: {_inline(entry.text)}" for entry in block.entries)
