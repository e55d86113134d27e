"""DOCX -> text in document order: paragraphs, lists with their bullets and numbers, tables by lines.

Left out: headers, footers, comments, tracked deletions. Tracked insertions are kept, as the text would
read when all changes are accepted. Notes at the foot of pages are left out with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx

from synthesis.corpus.package import check_package
from synthesis.corpus.readers.blocks import Block, is_short, join_blocks, marked_heading, row_blocks
from synthesis.corpus.readers.numbering import BULLET, Numbering, W

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{W}txbxContent"
_DROPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", _FALLBACK, _TEXT_BOX})
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_HEADING = re.compile(r"(?:title|heading (?P<level>[1-6]))$", re.IGNORECASE)
"""The names of built-in styles, which are English in every language of the program."""

_CHARACTERS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the body of a document; with the option "headings" those are marked, "## Next steps"."""
    check_package(path)
    document = docx.Document(str(path))
    body = document.element.body
    walker = _Walker(Numbering(document), _levels(document) if options.get("headings") else {})
    text = join_blocks(walker.blocks(body))
    n_notes = sum(1 for _ in body.iter(*_NOTES))
    warnings = [f"Footnotes and endnotes left out: {n_notes}."] if n_notes else []
    return {"text": text, "warnings": warnings, "is_partial": bool(n_notes)}


@dataclass(frozen=True, slots=True)
class _Walker:
    """Goes through block elements; holds the counters of numbered lists, and the styles of headings."""

    numbering: Numbering
    levels: dict[str, int]

    def blocks(self, container: Any) -> Iterator[Block]:
        """Yield the paragraphs and table lines inside `container`, in order."""
        carried = ""
        for element in container:
            if element.tag == f"{W}p":
                text = carried + _text(element)
                carried = text if _is_mark_deleted(element) else ""
                if not carried:
                    yield from self._paragraph(element, text)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag not in _DROPPED:  # content controls and the like hold blocks
                yield from self.blocks(element)
        if carried.strip():
            yield Block(carried)

    def _paragraph(self, element: Any, text: str) -> Iterator[Block]:
        if text.strip():
            marker = self.numbering.marker(element)
            written = f"{marker} {text.strip()}" if marker else text
            if (level := self._level(element)) and marker != BULLET:
                yield Block(marked_heading(written, level))
            else:
                yield Block(written, is_item=bool(marker))
        for box in element.iter(_TEXT_BOX):
            holders = list(box.iterancestors(f"{W}p", _FALLBACK))
            if holders[0] is element:
                yield from self.blocks(box)

    def _level(self, paragraph: Any) -> int:
        """Return the level of a heading; 0 for other paragraphs, and for all inside of a table."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = self.levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0
        return 0 if level and next(paragraph.iterancestors(f"{W}tc"), None) is not None else level

    def _table(self, table: Any) -> Iterator[Block]:
        above: dict[int, list[Block]] = {}
        for row in _inside(table, "tr"):
            cells: list[list[Block]] = []
            column = 0
            for cell in _inside(row, "tc"):
                blocks = list(self.blocks(cell))
                if not blocks and _continues_above(cell) and is_short(above.get(column, [])):
                    blocks = above[column]
                above[column] = blocks
                cells.append(blocks)
                column += _n_columns(cell)
            yield from row_blocks(cells)


def _levels(document: Any) -> dict[str, int]:
    """Return the level of each style that is one of headings, whatever the language names it by its id."""
    named = {style.style_id: _HEADING.match(style.name or "") for style in document.styles}
    return {style_id: int(match["level"] or 1) for style_id, match in named.items() if match}


def _continues_above(cell: Any) -> bool:
    """Whether a cell is part of the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _n_columns(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    written = span.get(f"{W}val", "1") if span is not None else "1"
    return int(written) if written.isdigit() and len(written) < 4 else 1


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _inside(child, name)


def _text(element: Any) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    for child in element:
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag == f"{W}br":
            parts.append("\n" if child.get(f"{W}type") in {None, "textWrapping"} else " ")
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag not in _DROPPED:
            _collect(child, parts)


def _is_mark_deleted(paragraph: Any) -> bool:
    """Whether the end of the paragraph is deleted, so that it runs on into the next."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
