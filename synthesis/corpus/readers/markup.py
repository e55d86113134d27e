r"""HTML text -> plain text: blocks become paragraphs, items of lists get their bullet or number.

Left out: scripts, styles, navigation, templates, the foot of the page, notices on cookies and what the page
hides. Parsed without recursion, so that 100,000 nested elements are no more than a long list.

>>> text_of_html("<p>We ask for<ul><li>fewer<li>shorter</ul>sessions<script>x()</script>")
'We ask for\n\n• fewer\n• shorter\n\nsessions'
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from synthesis.corpus.readers.blocks import Block, ReachingCells, join_blocks, marked_heading, row_blocks

_DROPPED = frozenset(
    [
        "script", "style", "nav", "template", "noscript", "head", "title", "svg", "math", "iframe",
        "object", "select", "button", "canvas", "audio", "video", "footer",
    ]
)  # fmt: skip
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
_VOID = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ]
)  # fmt: skip
_IN_HEAD = frozenset(["base", "link", "meta", "noframes", "noscript", "script", "style", "template", "title"])
"""What may stand in a head; anything else ends it, for its end tag may be left out."""
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
"""Elements that may be left open, by the element whose start ends them."""
_CELLS = frozenset({"td", "th"})
_QUOTED_IN = ("article", "blockquote", "section")
"""A footer in one of these is theirs, such as who wrote it; any other is the page's."""
_COOKIES = re.compile(
    r"(?<!\S)cookies?[-_]?(?:bar|banner|consent|dialog|info|law|message|notice|overlay|popup)(?!\S)",
    re.IGNORECASE,
)
_HOLD_THE_TEXT = frozenset({"article", "body", "html", "main"})
"""Their classes tell of the page, such as "cookie-notice" where one is shown; they are never the notice."""
_FOOT, _ON_COOKIES = "the foot of the page", "a notice on cookies"
_HIDING_STYLE = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]$")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def text_of_html(markup: str) -> str:
    """Return the text that a reader of the page sees."""
    return read_page(markup)[0]


def read_page(markup: str, *, marks_headings: bool = False) -> tuple[str, tuple[str, ...]]:
    r"""Return the text that a reader of the page sees, and what is to be told of that was left out.

    >>> read_page("<h2>Next</h2><p>It closed.", marks_headings=True)[0]
    '## Next\n\nIt closed.'
    """
    balance = _Balance()
    balance.feed(markup)
    reader = _Reader(balance.without_end(), marks_headings=marks_headings)
    reader.feed(markup)
    reader.close()
    return reader.text(), tuple(reader.left_out)


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended.

    A list counts its items in `count`, which is -1 without numbers; a row collects `cells`.
    """

    tag: str
    is_hidden: bool
    count: int = -1
    cells: list[list[Block]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


class _Balance(HTMLParser):
    """Counts of each element how many more begin than end."""

    def __init__(self) -> None:
        super().__init__()
        self._n_open: Counter[str] = Counter()

    def without_end(self) -> frozenset[str]:
        """Return which elements lack an end that they need."""
        return frozenset(+self._n_open) - {"head"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a beginning."""
        self._n_open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<svg/>` for `<svg>`, as the reader does."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Count an end."""
        self._n_open[tag] -= 1


class _Reader(HTMLParser):
    """Collects blocks while elements begin and end."""

    def __init__(self, without_end: frozenset[str], *, marks_headings: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._without_end = without_end
        self._marks_headings = marks_headings
        self._level = 0
        self._open: list[_Open] = []
        self._n_open: Counter[str] = Counter()
        self._n_hidden = 0
        self._lists: list[_Open] = []
        self._pieces: list[str] = []
        self._marker = ""
        self._rows: list[_Open] = []
        self._tables: list[ReachingCells] = []
        self._targets: list[list[Block]] = [[]]
        self.left_out: dict[str, None] = {}

    def text(self) -> str:
        """Finish and return what was collected."""
        while self._open:
            self._close_last()
        self._end_block()
        return join_blocks(self._targets[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; a void one only leaves its trace."""
        if tag in _BLOCKS:
            self._close_without_end()
        if tag not in _IN_HEAD:
            self._close_head()
        if tag in _VOID:
            self._leave_trace(tag)
            return
        self._close_open_ones(tag)
        if tag in _BLOCKS and not self._n_hidden:
            self._end_block()
        attributes = dict(attrs)
        self._begin(_Open(tag, self._is_left_out(tag, attributes)), attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<p/>` for `<p>`, as browsers do."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End the element and those left open inside; an end without a beginning is nothing."""
        if self._n_open[tag]:
            self._close_through(tag)

    def handle_data(self, data: str) -> None:
        """Collect text that is seen."""
        if data.strip():
            self._close_head()
        if not self._n_hidden:
            self._pieces.append(data if self._n_open["pre"] else _BLANKS.sub(" ", data))

    def _leave_trace(self, tag: str) -> None:
        if self._n_hidden:
            return
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "hr":
            self._end_block()

    def _is_left_out(self, tag: str, attributes: dict[str, str | None]) -> bool:
        part = self._part_of_page(tag, attributes)
        if part and not self._n_hidden:
            self.left_out[part] = None
        return bool(part) or (tag in _DROPPED and tag != "footer") or _is_hidden(attributes)

    def _part_of_page(self, tag: str, attributes: dict[str, str | None]) -> str:
        """Name what belongs to the page around the text and not to the text; empty where nothing does."""
        if tag == "footer":
            return "" if any(self._n_open[outer] for outer in _QUOTED_IN) else _FOOT
        is_part = tag not in self._without_end | _HOLD_THE_TEXT
        return _ON_COOKIES if is_part and _tells_of_cookies(attributes) else ""

    def _begin(self, element: _Open, attributes: dict[str, str | None]) -> None:
        self._open.append(element)
        self._n_open[element.tag] += 1
        self._n_hidden += element.is_hidden
        if element.tag in {"ol", "ul"}:
            element.count = _first_number(attributes) if element.tag == "ol" else -1
            self._lists.append(element)
        elif element.tag == "table":
            self._tables.append(ReachingCells())
        elif element.tag == "tr":
            self._rows.append(element)
        elif element.tag in _CELLS:
            self._targets.append([])
            if self._rows:
                self._rows[-1].spans.append((_span(attributes, "rowspan"), _span(attributes, "colspan")))
        elif element.tag == "li" and not self._n_hidden:
            self._marker = self._next_marker()
        elif _HEADING.match(element.tag):
            self._level = int(element.tag[1])

    def _next_marker(self) -> str:
        if not self._lists or self._lists[-1].count < 0:
            return "•"
        self._lists[-1].count += 1
        return f"{self._lists[-1].count - 1}."

    def _close_without_end(self) -> None:
        """End what is left out and has no end of its own, lest it hide the rest of the page."""
        for tag in self._without_end & _DROPPED:
            if self._n_open[tag]:
                self._close_through(tag)

    def _close_head(self) -> None:
        if self._open and self._open[-1].tag == "head":
            self._close_last()

    def _close_open_ones(self, tag: str) -> None:
        """End what the start of this element ends, and nothing beyond the nearest list or table."""
        ended = _CLOSED_BY.get(tag, frozenset())
        if self._open and self._open[-1].tag == "p" and tag in _BLOCKS:
            self._close_last()
        if not ended:
            return None
        for depth, element in enumerate(reversed(self._open)):
            if element.tag in ended:
                for _ in range(depth + 1):
                    self._close_last()
                return self._close_open_ones(tag) if tag == "tr" else None
            if element.tag in {"ol", "ul", "dl", "table", "tbody", "thead", "tfoot"} or depth > 20:
                return None
        return None

    def _close_through(self, tag: str) -> None:
        while self._open:
            is_last = self._open[-1].tag == tag
            self._close_last()
            if is_last:
                return

    def _close_last(self) -> None:
        element = self._open.pop()
        self._n_open[element.tag] -= 1
        if element.tag in _BLOCKS and not self._n_hidden:
            self._end_block()
        self._n_hidden -= element.is_hidden
        if _HEADING.match(element.tag):
            self._level = 0
        if element.tag in {"ol", "ul"}:
            self._lists.pop()
        elif element.tag == "tr":
            row = self._rows.pop()
            filled = self._tables[-1].filled(row.cells, row.spans) if self._tables else row.cells
            self._targets[-1].extend(row_blocks(filled))
        elif element.tag == "table":
            self._tables.pop()
        elif element.tag in _CELLS:
            self._end_cell()

    def _end_cell(self) -> None:
        blocks = self._targets.pop()
        if self._rows:
            self._rows[-1].cells.append(blocks)
        else:  # a cell outside any row
            self._targets[-1].extend(blocks)

    def _take(self) -> str:
        written = "".join(self._pieces)
        self._pieces.clear()
        return re.sub(r" *\n *", "\n", written).strip()

    def _end_block(self) -> None:
        written = self._take()
        if written:
            marker, self._marker = self._marker, ""
            # Inside of an item or a cell a heading is words like others.
            if self._marks_headings and self._level and not marker and len(self._targets) == 1:
                written = marked_heading(written, self._level)
            self._targets[-1].append(
                Block(f"{marker} {written}" if marker else written, is_item=bool(marker))
            )


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDING_STYLE.search(attributes.get("style") or ""))
    )


def _tells_of_cookies(attributes: dict[str, str | None]) -> bool:
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return bool(_COOKIES.search(names))


def _span(attributes: dict[str, str | None], name: str) -> int:
    """Return over how many rows or columns a cell reaches."""
    written = attributes.get(name) or "1"
    return max(int(written), 1) if written.isascii() and written.isdigit() and len(written) < 4 else 1


def _first_number(attributes: dict[str, str | None]) -> int:
    start = attributes.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
