"""ODT -> text in document order: paragraphs, headings, lists with their bullets, tables by lines.

Left out: comments, tracked deletions, and notes at the foot of pages, these with a warning. Numbers of lists
are counted as they are shown where a list is numbered with digits; other numbers become bullets.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from defusedxml import ElementTree

from synthesis.corpus.package import check_package
from synthesis.corpus.readers.blocks import Block, join_blocks, marked_heading, row_blocks
from synthesis.errors import UnreadableFileError

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DROPPED = frozenset(
    {f"{_O}annotation", f"{_O}annotation-end", f"{_T}note", f"{_T}tracked-changes", f"{_O}forms"}
    | {f"{_DRAW}image", f"{_DRAW}object", f"{_DRAW}object-ole"}
)
_HOLD_ROWS = frozenset({f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"})
_PARAGRAPHS = frozenset({f"{_T}p", f"{_T}h"})
_MOST_SPACES = 100
_PARSED = ("content.xml", "styles.xml")
_SAVE_ANEW = "Open it in the program it was made with, save it anew, and load it again."


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the body of a document; with the option "headings" those are marked, "## Next steps"."""
    check_package(path, _PARSED)
    content = _part(path, "content.xml")
    body = content.find(f"{_O}body/{_O}text")
    if body is None:
        raise UnreadableFileError("It is no text document.", hint=_SAVE_ANEW)
    numbered = frozenset(_numbered_styles(content)) | frozenset(_numbered_styles(_part(path, "styles.xml")))
    text = join_blocks(_Walker(numbered, bool(options.get("headings"))).blocks(body))
    n_notes = sum(1 for _ in body.iter(f"{_T}note"))
    warnings = [f"Footnotes and endnotes left out: {n_notes}."] if n_notes else []
    return {"text": text, "warnings": warnings, "is_partial": bool(n_notes)}


def _part(path: Path, name: str) -> Any:
    """Parse a part of the package; one that is missing is empty."""
    with zipfile.ZipFile(path) as package:
        written = package.read(name) if name in package.namelist() else b"<none/>"
    return ElementTree.fromstring(written)


def _numbered_styles(root: Any) -> Iterator[tuple[str, str]]:
    """Name the styles of lists that count in digits, each with the level that does."""
    for style in root.iter(f"{_T}list-style"):
        for level in style.iter(f"{_T}list-level-style-number"):
            is_single = level.get(f"{_T}display-levels", "1") == "1"  # others show "2.1"
            if is_single and level.get(f"{_STYLE}num-format") == "1":
                yield style.get(f"{_STYLE}name", ""), level.get(f"{_T}level", "1")


@dataclass(frozen=True, slots=True)
class _Walker:
    """Goes through block elements; knows which lists are numbered, and whether headings are marked.

    `style` and `level` are of the list that it is in; `last` holds the last number of each.
    """

    numbered: frozenset[tuple[str, str]]
    marks_headings: bool = False
    style: str = ""
    level: int = 0
    last: dict[tuple[str, str], int] = field(default_factory=dict)

    def blocks(self, container: Any) -> Iterator[Block]:
        """Yield the paragraphs, items and table lines inside `container`, in order."""
        # Inside of an item or a cell a heading is words like others.
        inside = replace(self, marks_headings=False)
        in_cell = replace(inside, style="", level=0)
        for element in container:
            if element.tag in _PARAGRAPHS:
                level = _level(element) if self.marks_headings else 0
                yield Block(marked_heading(_text(element), level) if level else _text(element))
                yield from self._boxes(element)
            elif element.tag == f"{_T}list":
                yield from inside._list(element)
            elif element.tag == f"{_TABLE}table":
                for row in _rows(element):
                    yield from row_blocks([list(in_cell.blocks(cell)) for cell in _cells(row)])
            elif element.tag not in _DROPPED:  # sections, indexes and the like hold blocks
                yield from self.blocks(element)

    def _boxes(self, element: Any) -> Iterator[Block]:
        """Yield what stands in the boxes and shapes of a paragraph; those within them come with their own."""
        for child in element:
            if child.tag.startswith(_DRAW):
                yield from self.blocks([child])
            elif child.tag not in _DROPPED:
                yield from self._boxes(child)

    def _list(self, element: Any) -> Iterator[Block]:
        inside = replace(self, style=element.get(f"{_T}style-name") or self.style, level=self.level + 1)
        place = (inside.style, str(inside.level))
        is_continued = element.get(f"{_T}continue-numbering") == "true" or element.get(f"{_T}continue-list")
        number = self.last.get(place, 0) if is_continued else 0
        items = [each for each in element if each.tag in {f"{_T}list-item", f"{_T}list-header"}]
        for item in items:
            if item.tag == f"{_T}list-item" and any(child.tag != f"{_T}list" for child in item):
                number += 1
                self.last[place] = number
            marker = f"{number}." if place in self.numbered else "•"
            for block in inside.blocks(item):
                is_marked = block.is_item or item.tag == f"{_T}list-header" or not marker
                yield block if is_marked else Block(f"{marker} {block.text.strip()}", is_item=True)
                marker = "" if block.text.strip() else marker


def _level(paragraph: Any) -> int:
    """Return the level of a heading, at most 6; 0 of a paragraph."""
    written = paragraph.get(f"{_T}outline-level") or "1"
    level = int(written) if written.isascii() and written.isdigit() and len(written) < 3 else 1
    return min(max(level, 1), 6) if paragraph.tag == f"{_T}h" else 0


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, not those of tables in its cells."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _HOLD_ROWS:
            yield from _rows(child)


def _cells(row: Any) -> list[Any]:
    return [each for each in row if each.tag == f"{_TABLE}table-cell"]


def _text(element: Any) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    parts.append(_spaced(element.text))
    for child in element:
        if child.tag == f"{_T}s":
            written = child.get(f"{_T}c", "1")
            parts.append(" " * (min(int(written), _MOST_SPACES) if written.isdigit() else 1))
        elif child.tag == f"{_T}tab":
            parts.append("\t")
        elif child.tag == f"{_T}line-break":
            parts.append("\n")
        elif child.tag not in _DROPPED and not child.tag.startswith(_DRAW):
            _collect(child, parts)
        parts.append(_spaced(child.tail))


def _spaced(text: str | None) -> str:
    """Return a text with its line breaks, which mean nothing, as spaces."""
    return " ".join(text.split("\n")) if text else ""
