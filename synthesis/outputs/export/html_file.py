"""HTML: one file that needs nothing else: no script, no request, its own style, charts as SVG inside.

What contributors wrote is escaped and cannot become markup; a content security policy in the file lets a
browser load nothing all the same. Notes lead to their text and back, citations to the contribution's entry.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache, singledispatchmethod
from hashlib import sha256
from html import escape
from pathlib import Path

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.citing import KIND_WORDS, PROPOSED, head_lines, legend, listed, pieces_of, said
from synthesis.outputs.export.figures import as_svg
from synthesis.outputs.export.scripts import LANGUAGE, is_right_to_left, known_language
from synthesis.outputs.papers.blocks import (
    Bars,
    Block,
    Callout,
    Cite,
    Contents,
    Entry,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Quote,
    Statement,
    Table,
)


def as_html(paper: Paper) -> bytes:
    """Write a paper."""
    page = _Page(paper)
    body = [page.of(block) for block in paper.blocks]
    lines = [
        *_head(paper),
        *_title(paper),
        '<main id="main">',
        *body,
        *page.notes(),
        "</main>",
        *_foot(paper),
    ]
    return "\n".join(line for line in lines if line).encode("utf-8") + b"\n"


def _head(paper: Paper) -> Iterator[str]:
    style = _style()
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield f'<!DOCTYPE html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(paper.title)}</title>\n<style>{style}</style>\n</head>\n<body>"


@cache
def _style() -> str:
    return Path(__file__).with_name("paper.css").read_text(encoding="utf-8")


def _title(paper: Paper) -> Iterator[str]:
    yield '<a class="skip" href="#main">Skip to the text</a>\n<header>'
    yield f'<div class="head"><p class="kind">{KIND_WORDS[paper.kind]}</p>'
    yield f'<p class="distribution">{"<br>".join(map(_text, head_lines(paper)))}</p></div>'
    yield f"<h1>{_text(paper.title)}</h1>"
    if paper.about.sample_mark:
        yield f"<p><strong>{_text(paper.about.sample_mark)}</strong></p>"
    if words := legend(paper):
        yield f'<p class="legend">{words}</p>'
    yield "</header>"


def _foot(paper: Paper) -> Iterator[str]:
    source = _text(paper.about.footing)
    yield f'<footer class="end"><p>{source}</p></footer>'
    yield "</body>\n</html>"


class _Page:
    """Writes block after block, and numbers statements, headings, charts and notes as it meets them."""

    def __init__(self, paper: Paper) -> None:
        self._headings = [block for block in paper.blocks if isinstance(block, Heading)]
        self._places = listed(paper)
        self._seen: set[str] = set()
        self._notes: list[Note] = []
        self._n_statements = self._n_headings = self._n_charts = 0

    def notes(self) -> Iterator[str]:
        """Write the notes, each with a way back to where it is called."""
        if not self._notes:
            return
        yield '<section aria-labelledby="notes" role="doc-endnotes"><h2 id="notes">Notes</h2>'
        yield '<ol class="notes">'
        for number, note in enumerate(self._notes, start=1):
            words = "".join(self._piece(piece) for piece in pieces_of(note))
            name = f"Back to where note {number} is called"
            back = f'<a class="back" href="#call-{number}" aria-label="{name}">\u21a9</a>'
            yield f'<li id="note-{number}">{words} {back}</li>'
        yield "</ol></section>"

    @singledispatchmethod
    def of(self, block: Block) -> str:
        """Write one block."""
        raise TypeError(type(block))

    @of.register
    def _(self, block: Heading) -> str:
        self._n_headings += 1
        level = block.level + 1
        return f'<h{level} id="section-{self._n_headings}">{_text(block.text)}</h{level}>'

    @of.register
    def _(self, block: Paragraph) -> str:
        return f"<p{_direction(block.text)}>{_text(block.text)}</p>"

    @of.register
    def _(self, block: Callout) -> str:
        return f'<div class="callout"><p>{_text(block.text)}</p></div>'

    @of.register
    def _(self, _: Contents) -> str:
        items: list[tuple[int, str]] = []
        for place, heading in enumerate(self._headings, start=1):
            level = min(heading.level, items[-1][0] + 1 if items else 1)
            items.append((level, f'<a href="#section-{place}">{_text(heading.text)}</a>'))
        return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>\n{_nested(items)}</nav>'

    @of.register
    def _(self, block: Statement) -> str:
        self._n_statements += 1
        n = self._n_statements
        kind = "numbered proposed" if block.is_proposed else "numbered"
        unseen = f'<span class="unseen">{PROPOSED} </span>' if block.is_proposed else ""
        words = "".join(self._piece(piece) for piece in said(block))
        number = f'<a class="number" href="#paragraph-{n}">{n}.</a>'
        return f'<p class="{kind}" id="paragraph-{n}">{number} {unseen}{words}</p>'

    @of.register
    def _(self, block: Quote) -> str:
        cite = "" if block.cite is None else f", {self._piece(block.cite)}"
        spoken = f"<p{_direction(block.text, block.language)}>{_text(block.text)}</p>"
        return f'<blockquote>{spoken}<p class="by">\u2014 {_text(block.by)}{cite}</p></blockquote>'

    @of.register
    def _(self, block: Table) -> str:
        caption = f"<caption>{_text(block.caption)}</caption>" if block.caption else ""
        heads = "".join(_cell("th", text, place, block, "col") for place, text in enumerate(block.headings))
        rows = "\n".join(f"<tr>{_row(row, block)}</tr>" for row in block.rows)
        table = f"<table>{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>"
        return _scrolled(table, f"Table: {block.caption or block.headings[0]}")

    @of.register
    def _(self, block: Bars) -> str:
        self._n_charts += 1
        drawn = as_svg(block, self._n_charts)
        named = drawn.replace("<svg ", f'<svg role="img" aria-label="{_text(block.alt)}" ', 1)
        scrolled = _scrolled(named, f"Chart: {block.caption}")
        return f"<figure><figcaption>{_text(block.caption)}</figcaption>{scrolled}</figure>"

    @of.register
    def _(self, block: Listing) -> str:
        entries = "\n".join(self._entry(entry) for entry in block.entries)
        return f'<dl class="entries">\n{entries}\n</dl>'

    def _entry(self, entry: Entry) -> str:
        is_first = entry.contribution_id not in self._seen
        self._seen.add(entry.contribution_id)
        place = f' id="entry-{self._places[entry.contribution_id]}"' if is_first else ""
        words = f"<dd{_direction(entry.text)}>{_text(entry.text)}</dd>"
        return f"<div{place}><dt>{_text(entry.label)}</dt>{words}</div>"

    def _piece(self, part: str | Cite | Note) -> str:
        if isinstance(part, str):
            return _text(part)
        if isinstance(part, Cite):
            place = self._places.get(part.contribution_id)
            label = _text(part.label)
            return label if place is None else f'<a href="#entry-{place}">{label}</a>'
        self._notes.append(part)
        n = len(self._notes)
        return (
            f'<sup><a href="#note-{n}" id="call-{n}" role="doc-noteref" aria-label="Note {n}">{n}</a></sup>'
        )


def _scrolled(content: str, name: str) -> str:
    """Let what is wider than a small screen be moved, by keyboard too."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{_text(name)}">{content}</div>'


def _text(text: str) -> str:
    return escape(printable(text))


def _direction(text: str, language: str = "") -> str:
    """Name the language of a text, and its direction where that is from right to left."""
    code = known_language(language)
    of_language = f' lang="{code}"' if code else ""
    return f'{of_language} dir="rtl"' if is_right_to_left(text) else of_language


def _row(row: tuple[str, ...], table: Table) -> str:
    first = _cell("th", row[0], 0, table, "row")
    return first + "".join(_cell("td", text, place, table) for place, text in enumerate(row) if place)


def _cell(tag: str, text: str, place: int, table: Table, scope: str = "") -> str:
    of_scope = f' scope="{scope}"' if scope else ""
    of_number = ' class="n"' if place >= table.n_text else ""
    return f"<{tag}{of_scope}{of_number}>{_text(text)}</{tag}>"


def _nested(items: list[tuple[int, str]]) -> str:
    """Put the headings of the second level into a list inside the item before them.

    >>> _nested([(1, "a"), (2, "b"), (1, "c")])
    '<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>'
    """
    written = ""
    for place, (level, item) in enumerate(items):
        following = items[place + 1][0] if place + 1 < len(items) else 1
        opened = "<ol>" if following > level else ""
        closed = "" if opened else "</li>" + "</ol></li>" * (level - following)
        written += f"<li>{item}{opened}{closed}"
    return f"<ol>{written}</ol>"
