"""What a paper is made of: one structure that DOCX, PDF, HTML and Markdown all write out.

All text is plain; each format escapes it in its own way, numbers the statements and the notes, and makes a
link of each citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from synthesis.outputs.facts import Facts

PaperKind = Literal["synthesis", "theme", "brief", "annex", "checklist", "messages"]

PLACE_OF_NOTE = re.compile(r"\[(\d{1,3})\]")
"""Where a note is called in the text of a statement: "[1]" calls its first."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A contribution that something rests on, by the name that the paper gives it ("C12")."""

    contribution_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: `lead`, the contributions it cites, `tail`. `passage_ids` are what they said."""

    cites: tuple[Cite, ...] = ()
    lead: str = ""
    tail: str = ""
    passage_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands below the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without a number."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A numbered paragraph, which a drafter may edit, strike or move inside its section.

    `key` names it from one state of the data to the next. `text` calls its notes as "[1]", "[2]", in the
    order of `notes`. `is_proposed` says that some of what it counts no person has confirmed.
    """

    key: str
    text: str
    notes: tuple[Note, ...] = ()
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, verbatim, whose they are, and the contribution they stand in."""

    text: str
    by: str
    language: str = ""
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `n_text` columns from the left hold words, the rest numbers. `caption` stands over it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    n_text: int = 1
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of stacked bars: one row a label, one number a series. `alt` says in words what it shows."""

    caption: str
    alt: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A contribution in a list at the end, which notes lead to; `label` as in `Cite`."""

    contribution_id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The contributions that notes lead to."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """What a reader must know first: sample data, numbers that rest on proposals."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands."""


Block = Heading | Paragraph | Statement | Quote | Table | Bars | Listing | Callout | Contents


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper before it becomes a file."""

    kind: PaperKind
    title: str
    about: Facts
    blocks: tuple[Block, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its numbered paragraphs, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Statement))


def parts(statement: Statement) -> Iterator[str | Note]:
    """Split the text of a statement where it calls a note; one that it does not have stays text.

    >>> note = Note(lead="All five.")
    >>> said = list(parts(Statement("size/for", "18 of 71 [1] agreed [7].", (note,))))
    >>> said == ["18 of 71 ", note, " agreed [7]."]
    True
    """
    at, kept = 0, ""
    for call in PLACE_OF_NOTE.finditer(statement.text):
        number = int(call[1])
        kept += statement.text[at : call.start()]
        at = call.end()
        if 1 <= number <= len(statement.notes):
            yield kept
            yield statement.notes[number - 1]
            kept = ""
        else:
            kept += call[0]
    yield kept + statement.text[at:]
