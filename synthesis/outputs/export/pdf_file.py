"""PDF: a tagged document after PDF/UA-1, typeset by typst from `paper.typ`.

Every text goes to typst as data and is set as a string: nothing that a contributor wrote can be markup or
code. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import singledispatchmethod
from pathlib import Path
from typing import Any

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.citing import KIND_WORDS, head_lines, legend, listed, pieces_of, said
from synthesis.outputs.export.columns import LONGEST_WORD, column_widths
from synthesis.outputs.export.figures import charted
from synthesis.outputs.export.fonts import FontChoice, arguments, choose
from synthesis.outputs.export.scripts import is_right_to_left, known_language, with_breaks
from synthesis.outputs.export.typesetting import typeset
from synthesis.outputs.export.zipped import moment
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

_TEMPLATE = Path(__file__).with_name("paper.typ")
_MOST_ROWS_TOGETHER, _MOST_LETTERS_TOGETHER = 14, 2_000
"""A table with no more of either fits one page however its words break, and is kept on one."""

_MOST_BARS_TOGETHER = 20
"""Rows of a chart that fits one page."""

_TEXT_WIDTH_CM = 15.25
"""As `paper.typ` sets it."""


def as_pdf(paper: Paper) -> bytes:
    """Write a paper."""
    payload, choice = _with_fonts(_payload(paper))
    inputs = {"paper": json.dumps(payload, ensure_ascii=False)}
    fonts = arguments(is_of_system=choice.is_of_system)
    return typeset(_TEMPLATE, inputs, fonts, int(moment(paper.about.changed_at).timestamp()))


def _payload(paper: Paper) -> dict[str, Any]:
    about, contents = paper.about, _Contents(paper)
    return {
        "kind": KIND_WORDS[paper.kind],
        "title": paper.title,
        "running": paper.title,
        "mark": about.sample_mark,
        "legend": legend(paper),
        "source": about.footing,
        "date": _date(about.changed_at),
        "distribution": [*head_lines(paper)],
        "blocks": [*(contents.of(block) for block in paper.blocks), *contents.long_notes],
    }


def _with_fonts(payload: dict[str, Any]) -> tuple[dict[str, Any], FontChoice]:
    """Choose the fonts for all that is said; say first what none of them can show."""
    choice = choose(_texts(payload))
    if choice.missing:
        payload = _mapped(payload, choice.shown)
        payload["blocks"].insert(0, {"kind": "callout", "text": choice.note})
    return payload | {"fonts": choice.families}, choice


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _texts(each)


def _mapped(part: Any, change: Callable[[str], str]) -> Any:
    if isinstance(part, str):
        return change(part)
    if isinstance(part, dict):
        return {key: _mapped(each, change) for key, each in part.items()}
    if isinstance(part, list | tuple):
        return [_mapped(each, change) for each in part]
    return part


def _date(changed_at: datetime | None) -> dict[str, int] | None:
    if changed_at is None:
        return None
    seen = moment(changed_at)
    return {name: getattr(seen, name) for name in ("year", "month", "day", "hour", "minute", "second")}


MOST_IN_NOTE = 250
"""Contributions that a note at the foot of a page can hold; typst fails on notes of several pages."""

LISTS = "Contributions counted in notes too long for a page"


class _Contents:
    """Turns each block into what `paper.typ` sets."""

    def __init__(self, paper: Paper) -> None:
        self._places = listed(paper)
        self._seen: set[str] = set()
        self._n_statements = 0
        self._lists: list[list[str | dict[str, Any]]] = []

    @property
    def long_notes(self) -> list[dict[str, Any]]:
        """The contributions of notes that are too long for the foot of a page, as lists for the end."""
        lists = [
            {"kind": "statement", "number": f"L{n}.", "pieces": pieces, "proposed": False}
            for n, pieces in enumerate(self._lists, start=1)
        ]
        return [{"kind": "heading", "level": 1, "text": LISTS}, *lists] if lists else []

    @singledispatchmethod
    def of(self, block: Block) -> dict[str, Any]:
        """Return one block."""
        raise TypeError(type(block))

    @of.register
    def _(self, block: Heading) -> dict[str, Any]:
        return {"kind": "heading", "level": block.level, "text": _text(block.text)}

    @of.register
    def _(self, block: Paragraph) -> dict[str, Any]:
        return {"kind": "paragraph", "text": _text(block.text)}

    @of.register
    def _(self, block: Callout) -> dict[str, Any]:
        return {"kind": "callout", "text": _text(block.text)}

    @of.register
    def _(self, _: Contents) -> dict[str, Any]:
        return {"kind": "contents"}

    @of.register
    def _(self, block: Statement) -> dict[str, Any]:
        pieces = [self._piece(part) for part in said(block)]
        self._n_statements += 1
        number = f"{self._n_statements}."
        return {"kind": "statement", "number": number, "pieces": pieces, "proposed": block.is_proposed}

    @of.register
    def _(self, block: Quote) -> dict[str, Any]:
        by = [_text(block.by)] if block.cite is None else [_text(f"{block.by}, "), self._piece(block.cite)]
        return {
            "kind": "quote",
            "text": _text(block.text),
            "language": known_language(block.language),
            "rtl": is_right_to_left(block.text),
            "by": by,
        }

    @of.register
    def _(self, block: Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "headings": [_text(cell, LONGEST_WORD) for cell in block.headings],
            "rows": [[_text(cell, LONGEST_WORD) for cell in row] for row in block.rows],
            "words": block.n_text,
            "widths": column_widths(block, _TEXT_WIDTH_CM),
            "caption": _text(block.caption),
            "together": _is_short(block),
        }

    @of.register
    def _(self, block: Bars) -> dict[str, Any]:
        about = {"kind": "bars", "alt": printable(block.alt), "caption": _text(block.caption)}
        return about | {"together": len(block.rows) <= _MOST_BARS_TOGETHER} | charted(block)

    @of.register
    def _(self, block: Listing) -> dict[str, Any]:
        return {"kind": "listing", "entries": [self._entry(each) for each in block.entries]}

    def _entry(self, entry: Entry) -> dict[str, Any]:
        """Give an entry the place that citations lead to, unless another one has it."""
        target = None if entry.contribution_id in self._seen else self._target(entry.contribution_id)
        self._seen.add(entry.contribution_id)
        return {"label": _text(entry.label), "text": _text(entry.text), "target": target}

    def _piece(self, part: str | Cite | Note) -> str | dict[str, Any]:
        if isinstance(part, str):
            return _text(part)
        if isinstance(part, Cite):
            return {"kind": "cite", "label": _text(part.label), "target": self._target(part.contribution_id)}
        if len(part.cites) <= MOST_IN_NOTE:
            return {"kind": "note", "pieces": [self._piece(each) for each in pieces_of(part)]}
        self._lists.append([self._piece(each) for each in pieces_of(Note(part.cites))])
        words = [
            part.lead,
            f"{len(part.cites):,} contributions: list L{len(self._lists)} at the end.",
            part.tail,
        ]
        return {"kind": "note", "pieces": [_text(" ".join(word for word in words if word))]}

    def _target(self, contribution_id: str) -> str | None:
        place = self._places.get(contribution_id)
        return None if place is None else f"entry-{place}"


def _is_short(table: Table) -> bool:
    """Tell whether a table fits a page for certain; one that does not must be let go on over the next."""
    n_letters = sum(len(cell) for row in (table.headings, *table.rows) for cell in row)
    return len(table.rows) <= _MOST_ROWS_TOGETHER and n_letters <= _MOST_LETTERS_TOGETHER


def _text(text: str, longest: int = 40) -> str:
    return with_breaks(printable(text), longest)
