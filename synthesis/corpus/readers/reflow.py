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
_MANY_LINES = 10
_WIDE_GAP = 1.3
_ROOM_AFTER_END = 1.0
_ROOM = 2.5
"""In sizes of type: a line is broken on purpose if the next word had fitted with this much to spare."""
_COLUMN_WIDTH = 60
"""Lines that begin within about this distance of each other stand in one column."""
_SENTENCE_END = re.compile(r"[.!?:;…。！？؟][\"'”’»)\]]*$")
_MARKER = re.compile(r"(?:[•▪◦‣●○■□➢✓*·–—-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_SYMBOL_BULLET = re.compile(r"^[\uf0a7\uf0b7\uf076\uf0d8\uf0fc]\s*")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_PAGE_WORDS = frozenset(
    [
        "p", "pp", "pg", "page", "pages", "pag", "pagina", "página", "seite", "slide", "of", "de", "sur",
        "von", "стр", "страница", "из", "صفحة", "من", "第", "页", "頁", "共",
    ]
)  # fmt: skip
"""Words that stand beside the number of a page and say nothing else."""


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
        Texts that repeat, once each, so that a person can be told; no bare page numbers.
    """
    alike: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in (line for lines in pages for line in lines if line.is_marginal):
        alike[_NUMBER.sub("#", line.text), round(line.baseline / 4)].append(line)
    n_pages = sum(1 for lines in pages if lines)
    repeated = [group for group in alike.values() if _is_repeated(group, n_pages)]
    gone = {id(line) for group in repeated for line in group}
    dropped = dict.fromkeys(group[0].text for group in repeated if _is_worth_telling(group))
    return [line for lines in pages for line in lines if id(line) not in gone], list(dropped)


def reflow(lines: Sequence[Line]) -> str:
    """Join lines to paragraphs; items of a list stay on lines of their own."""
    lines = [_with_plain_bullet(line) for line in lines]
    words = _words(lines)
    leading = _leading(lines)
    columns = _Columns(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not _begins(paragraphs[-1], line, leading, columns):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return join_blocks(_block(paragraph, words) for paragraph in paragraphs)


def _is_repeated(group: list[Line], n_pages: int) -> bool:
    """Whether lines that differ at most in numbers are one line repeated, its number counting pages.

    Such a number stands at either end of the line: "Recommendation 1: more hubs" is a heading of the text.
    """
    if len({line.page for line in group}) < max(_MIN_REPEATS, _MIN_REPEAT_SHARE * n_pages):
        return False
    if len({line.text for line in group}) == 1:
        return True
    numbers = [[int(n[:9]) - line.page for n in _NUMBER.findall(line.text)] for line in group]
    return any(
        len(set(shifts)) == 1 and _is_at_an_end(i, group[0].text)
        for i, shifts in enumerate(zip(*numbers, strict=True))
    )


def _is_at_an_end(number: int, text: str) -> bool:
    """Whether no words but those of page numbers stand before, or after, one of the numbers of a line."""
    pieces = _NUMBER.split(text)
    before, after = pieces[: number + 1], pieces[number + 1 :]
    return not (_says_something(" ".join(before)) and _says_something(" ".join(after)))


def _says_something(text: str) -> bool:
    return any(word not in _PAGE_WORDS for word in _WORD.findall(text.casefold()))


def _is_worth_telling(group: list[Line]) -> bool:
    return len({line.text for line in group}) == 1 or _says_something(group[0].text)


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


class _Columns:
    """How far to the right the columns of each page reach."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._rights: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in lines:
            self._rights[line.page, int(line.left // _COLUMN_WIDTH)].append(line.right)

    def edge(self, line: Line) -> float:
        """Measure where lines beside this one end, leaving aside one that sticks out."""
        place = int(line.left // _COLUMN_WIDTH)
        near = sorted(right for i in (-1, 0, 1) for right in self._rights.get((line.page, place + i), ()))
        return near[-2] if len(near) > _MANY_LINES else near[-1]


def _begins(paragraph: list[Line], line: Line, leading: float, columns: _Columns) -> bool:
    """Whether `line` begins a new paragraph after those lines of the last one."""
    last = paragraph[-1]
    if _MARKER.match(line.text) or abs(line.size - last.size) > 1:
        return True
    if is_broken(last.text):
        return False
    is_ended = bool(_SENTENCE_END.search(last.text))
    room = _room(last, line, columns.edge(last))
    fall = last.baseline - line.baseline
    if line.page != last.page or fall < 0:  # another page or column
        return is_ended and room > _ROOM_AFTER_END
    if fall > _WIDE_GAP * leading * last.size:
        return True
    if room > (_ROOM_AFTER_END if is_ended else _ROOM) and not line.text[:1].islower():
        return fall > 1  # on one baseline they are cells of a table
    return _is_indented(paragraph, line)


def _room(last: Line, line: Line, edge: float) -> float:
    """Measure what the next word would have left over at the end of the line, in sizes of its type."""
    letter = (last.right - last.left) / max(len(last.text), 1)
    word = line.text.split(maxsplit=1)[0]
    left_over = edge - last.right - letter * (len(word) + 1)
    return left_over / last.size if last.size > 0 else 0.0


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
