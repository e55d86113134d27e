"""Printed lines of pages -> paragraphs, by where the lines stand on the paper.

A page break does not end a sentence. Headers, footers and page numbers go only when pages repeat them.
All measures are in points from the lower left corner.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from synthesis.corpus.readers.blocks import Block, join_blocks
from synthesis.corpus.readers.hyphens import SOFT_HYPHEN, is_broken, join_lines

_MARGIN = 0.12
"""Share of a page's height, at top and bottom, where headers and footers stand."""
_MIN_REPEATS = 2
_MIN_REPEAT_SHARE = 0.4
"""Left and right pages may carry different headers, and a title page none."""
_WIDE_GAP = 1.3
_SHORT_LINE = 0.8
_VERY_SHORT_LINE = 0.5
_SENTENCE_END = re.compile(r"[.!?:;…。！？؟][\"'”’»)\]]*$")
_MARKER = re.compile(r"(?:[•▪◦‣●○■□➢✓*·–—-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_SYMBOL_BULLET = re.compile(r"^[\uf0a7\uf0b7\uf076\uf0d8\uf0fc]\s*")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, where it stands, and how high its page is."""

    text: str
    page: int
    left: float
    baseline: float
    right: float
    size: float
    page_height: float

    @property
    def is_marginal(self) -> bool:
        """Whether it stands where headers and footers do."""
        edge = self.page_height * _MARGIN
        return not edge < self.baseline < self.page_height - edge


def drop_repeated(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """Take out headers, footers and page numbers.

    Returns
    -------
    lines : list of Line
        What remains, in order.
    dropped : list of str
        Repeated texts other than mere numbers, once each, so that a person can be told.
    """
    alike: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in (line for lines in pages for line in lines if line.is_marginal):
        alike[_NUMBER.sub("#", line.text), round(line.baseline / 4)].append(line)
    n_pages = sum(1 for lines in pages if lines)
    repeated = [group for group in alike.values() if _is_repeated(group, n_pages)]
    gone = {id(line) for group in repeated for line in group}
    dropped = dict.fromkeys(group[0].text for group in repeated if re.search(r"[^\W\d_]{3}", group[0].text))
    return [line for lines in pages for line in lines if id(line) not in gone], list(dropped)


def reflow(lines: Sequence[Line]) -> str:
    """Join lines to paragraphs; items of a list stay on lines of their own."""
    lines = [_with_plain_bullet(line) for line in lines]
    words = _words(lines)
    leading = _leading(lines)
    edges = _right_edges(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not _begins(paragraphs[-1], line, leading, edges):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return join_blocks(_block(paragraph, words) for paragraph in paragraphs)


def _is_repeated(group: list[Line], n_pages: int) -> bool:
    """Whether lines that differ at most in numbers are one line repeated, its number counting pages."""
    if len({line.page for line in group}) < max(_MIN_REPEATS, _MIN_REPEAT_SHARE * n_pages):
        return False
    if len({line.text for line in group}) == 1:
        return True
    numbers = [[int(n[:9]) - line.page for n in _NUMBER.findall(line.text)] for line in group]
    return any(len(set(shifts)) == 1 for shifts in zip(*numbers, strict=True))


def _with_plain_bullet(line: Line) -> Line:
    text = _SYMBOL_BULLET.sub("• ", line.text)
    if text == line.text:
        return line
    return Line(text, line.page, line.left, line.baseline, line.right, line.size, line.page_height)


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """Collect the words that stand whole inside a line, hyphens included."""
    return frozenset(
        word
        for line in lines
        for word in re.findall(r"\w+(?:[-‐‑]\w+)*(?![\w\u00ad-])", line.text.casefold())
    )


def _leading(lines: Sequence[Line]) -> float:
    """Measure the usual distance of lines, in sizes of their type."""
    gaps = [
        (above.baseline - below.baseline) / above.size
        for above, below in itertools.pairwise(lines)
        if above.page == below.page
        and above.size > 0
        and 0.5 < (above.baseline - below.baseline) / above.size < 3
    ]
    return min(median(gaps), 2.4) if gaps else 1.2


def _right_edges(lines: Iterable[Line]) -> dict[int, float]:
    edges: dict[int, float] = defaultdict(float)
    for line in lines:
        edges[line.page] = max(edges[line.page], line.right)
    return edges


def _begins(paragraph: list[Line], line: Line, leading: float, edges: dict[int, float]) -> bool:
    """Whether `line` begins a new paragraph after those lines of the last one."""
    last = paragraph[-1]
    if _MARKER.match(line.text) or abs(line.size - last.size) > 1:
        return True
    if is_broken(last.text):
        return False
    fullness = _fullness(last, paragraph, edges)
    is_ended = bool(_SENTENCE_END.search(last.text))
    fall = last.baseline - line.baseline
    if line.page != last.page or fall < 0:  # another page or column
        return is_ended and fullness < _SHORT_LINE
    if fall > _WIDE_GAP * leading * last.size:
        return True
    if fullness < (_SHORT_LINE if is_ended else _VERY_SHORT_LINE) and not line.text[:1].islower():
        return fall > 1  # on one baseline they are cells of a table
    return _is_indented(paragraph, line)


def _fullness(last: Line, paragraph: list[Line], edges: dict[int, float]) -> float:
    width = edges[last.page] - paragraph[0].left
    return (last.right - paragraph[0].left) / width if width > 0 else 1.0


def _is_indented(paragraph: list[Line], line: Line) -> bool:
    """Whether the left edge tells of a new paragraph; lines of an item hang below its first."""
    first, last = paragraph[0], paragraph[-1]
    if _MARKER.match(first.text):
        return len(paragraph) > 1 and line.left < last.left - line.size
    return len(paragraph) > 1 and line.left > last.left + line.size and line.baseline < last.baseline - 1


def _block(paragraph: list[Line], words: frozenset[str]) -> Block:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = join_lines(text, line.text, words)
    text = re.sub(rf"{SOFT_HYPHEN}$", "-", text).replace(SOFT_HYPHEN, "")
    return Block(text, is_item=bool(_MARKER.match(text)))
