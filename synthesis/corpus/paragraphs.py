"""Lines -> blocks: which lines make one paragraph, which begin an item, which are headings.

Text comes hard-wrapped (PDF, forms, mail), with a paragraph a line, or both in one contribution, so each
line break is judged by its surroundings: a line that had no room for the next word was wrapped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_BULLET = re.compile(r"[ \t\xa0]*(?:[•·‣▪●○◦■□➢►✓§*]+[ \t\xa0]*|[-–—‒+o][ \t\xa0]+)(?=\S)")
_NUMBER = r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5})[.)](?=[ \t\xa0])"
_SECTION = r"\d{1,2}(?:\.\d{1,2})+(?=[ \t\xa0])"
_CHINESE_NUMBER = r"[（(]?[一二三四五六七八九十\d]{1,3}[、．）)](?=\S)|[①-⑳]"
_NUMBERED = re.compile(rf"[ \t\xa0]*(?:{_NUMBER}|{_SECTION}|{_CHINESE_NUMBER})[ \t\xa0]*(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔]['\"’”»)\]）」]*\s*$")
_LEADS_IN = re.compile(r"[:：]\s*$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")

_GLUED_BULLET = r"(?<=[.;:,\s])(?=(?:[•▪●■➢✓]\s?|·\s)\S)|(?<=[.;:,])(?=·\s+\S)"
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]|" + _GLUED_BULLET)
"""Ends a line; bullets that were glued into one line begin lines of their own."""

_CELLS = " | "
"""Stands between the cells of a row of a table."""

_WIDEST_WRAP = 130
"""A line longer than this was not wrapped: it is a paragraph of its own."""
_NARROWEST_WRAP = 45
"""Lines that are all shorter than this are a list or an address, not wrapped text."""
_FULL_LINE = 0.8
"""Share of the page's width from which a line without a stop was wrapped."""
_NEIGHBOURS = 4
"""Lines on either side that tell the width of the page."""
_HEADING_WORDS = 12


class Kind(Enum):
    """What a block is."""

    PROSE = "prose"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self in (Kind.BULLET, Kind.NUMBERED)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that holds one paragraph, heading or item.

    `n_words` as a reader counts them, `leads_in` if it ends with a colon, `is_open` if with no stop at all.
    """

    start: int
    end: int
    kind: Kind
    n_words: int
    leads_in: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks in order; together they hold every character that is not space."""
    lines = _lines(text)
    widths = _page_widths(lines)
    blocks: list[Block] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or not _continues(lines[i - 1], lines[i], widths[i - 1]):
            blocks.append(_block(text, lines[first], lines[i - 1]))
            first = i
    return tuple(blocks)


def count_words(text: str) -> int:
    """Count words; two characters of a script without spaces count as one word.

    >>> count_words("Fewer workshops"), count_words("会议太多了！")
    (2, 3)
    """
    n_wide = len(_WIDE.findall(text))
    if not n_wide:
        return len(text.split())
    return len(_WIDE.sub(" ", text).split()) + (n_wide + 1) // 2


def without_marker(text: str, start: int, end: int) -> int:
    """Return where a stretch begins after its bullet or number.

    >>> without_marker("a) Fewer talks", 0, 14)
    3
    """
    marker = _BULLET.match(text, start, end) or _NUMBERED.match(text, start, end)
    return marker.end() if marker else start


def spaced(text: str) -> str:
    """Return the text with spaces around each character of a script that has none between words.

    >>> spaced("会议 ok")
    ' 会  议  ok'
    """
    return _WIDE.sub(r" \g<0> ", text)


def _lines(text: str) -> list[_Line]:
    """Return the lines that hold something, without their outer spaces."""
    lines: list[_Line] = []
    at, after_blank = 0, False
    for raw in _LINE_END.split(text):
        start = text.index(raw, at) if raw else at
        stripped = raw.strip()
        if stripped:
            left = start + len(raw) - len(raw.lstrip())
            lines.append(_Line(left, left + len(stripped), stripped, after_blank))
        after_blank = not stripped
        at = start + len(raw)
    return lines


def _page_widths(lines: list[_Line]) -> list[int]:
    """Return for each line the longest line around it, long ones aside; 0 where nothing is wrapped."""
    lengths = [len(line.text) if len(line.text) <= _WIDEST_WRAP else 0 for line in lines]
    widths = []
    for i in range(len(lines)):
        widest = max(lengths[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
        widths.append(widest if widest >= _NARROWEST_WRAP else 0)
    return widths


def _continues(line: _Line, following: _Line, page_width: int) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    if _is_item(following.text) or _CELLS in line.text or _CELLS in following.text:
        return False
    ends = bool(_ENDS_SENTENCE.search(line.text))
    goes_on = following.text[0].islower() and not ends
    if following.after_blank:
        # A page break, or double spacing, can cut a sentence; items and headings stand apart.
        return goes_on and len(line.text) >= _NARROWEST_WRAP and line.text[-1] not in ":;,："
    if len(line.text) > _WIDEST_WRAP:
        return False
    leads_in = bool(_LEADS_IN.search(line.text))
    return (goes_on and not leads_in) or _was_wrapped(
        line, following, page_width, is_open=not (ends or leads_in)
    )


def _was_wrapped(line: _Line, following: _Line, page_width: int, *, is_open: bool) -> bool:
    """Whether a line had no room for the next word; of an open one, whether it is nearly full."""
    if not page_width:
        return False
    if is_open and len(line.text) >= _FULL_LINE * page_width:
        # Letters differ in breadth, so a full line can be shorter than the widest by a word or two.
        return True
    if not is_open and _looks_like_heading(following.text, page_width):
        return False
    next_word = 1 if _WIDE.match(following.text) else len(following.text.split(maxsplit=1)[0])
    return len(line.text) + 1 + next_word > page_width and 3 * len(line.text) > page_width


def _looks_like_heading(text: str, page_width: int) -> bool:
    """Whether a line is too short to have been wrapped, and ends like no sentence."""
    is_short = 2 * len(text) < page_width and len(text.split()) <= _HEADING_WORDS
    return is_short and not text[0].islower() and not _ENDS_SENTENCE.search(text)


def _block(text: str, first: _Line, last: _Line) -> Block:
    body = text[first.start : last.end]
    n_words = count_words(body) if any(map(str.isalpha, body)) else 0
    leads_in = bool(_LEADS_IN.search(body))
    is_open = not _ENDS_SENTENCE.search(body) and body[-1] not in ";,"
    return Block(first.start, last.end, _kind(body, n_words, is_open), n_words, leads_in, is_open)


def _kind(body: str, n_words: int, is_open: bool) -> Kind:
    if _BULLET.match(body):
        return Kind.BULLET
    if _NUMBERED.match(body):
        return Kind.NUMBERED
    return Kind.HEADING if is_open and n_words <= _HEADING_WORDS else Kind.PROSE


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text))
