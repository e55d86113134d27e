"""What the formats of a paper share: where its citations lead, and its notes piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest

from synthesis.outputs.facts import utc
from synthesis.outputs.papers.blocks import Cite, Listing, Note, Paper, PaperKind, Statement, parts

KIND_WORDS: dict[PaperKind, str] = {
    "synthesis": "Synthesis paper",
    "theme": "Theme summary",
    "brief": "Brief to the Multistakeholder Advisory Group",
    "annex": "Annex: inputs received",
    "checklist": "Checklist for a session proposal",
    "messages": "Messages of a session",
}
"""What stands at the head of a paper."""

PROPOSED = "It rests on proposals of the machine that no person has confirmed yet."
"""What a broken line beside a statement says."""


def legend(paper: Paper) -> str:
    """Say what the broken lines mean, where there are any."""
    if not any(statement.is_proposed for statement in paper.statements):
        return ""
    return f"A broken line beside a paragraph: {PROPOSED[0].lower()}{PROPOSED[1:]}"


def day(changed_at: datetime | None) -> str:
    """Date a paper by the last stored change.

    >>> day(datetime(2018, 5, 2))
    '2 May 2018'
    """
    return f"{utc(changed_at).day} {utc(changed_at):%B %Y}" if changed_at else "No date"


def head_lines(paper: Paper) -> tuple[str, ...]:
    """Return what stands beside the kind of a paper: its own lines, else those of a United Nations paper."""
    return paper.about.head or ("Distr.: General", day(paper.about.changed_at), "Original: English")


def listed(paper: Paper) -> dict[str, int]:
    """Give a number to each contribution in the lists of a paper: where citations lead to."""
    entries = (entry for block in paper.blocks if isinstance(block, Listing) for entry in block.entries)
    return {each: place for place, each in enumerate(dict.fromkeys(e.contribution_id for e in entries))}


def said(statement: Statement) -> Iterator[str | Note]:
    """Give a statement as words and notes; a note stands close to the word before it.

    >>> [each if isinstance(each, str) else "*" for each in said(Statement("k", "So it is [1].", (Note(),)))]
    ['So it is', '*', '.']
    """
    pieces = list(parts(statement))
    for piece, following in zip_longest(pieces, pieces[1:]):
        yield piece.rstrip() if isinstance(piece, str) and isinstance(following, Note) else piece


def pieces_of(note: Note) -> Iterator[str | Cite]:
    """Give a note as the words and the citations that stand one after the other.

    >>> note = Note((Cite("a", "C1"), Cite("b", "C2")), "Two", "and nobody else.")
    >>> [each if isinstance(each, str) else each.label for each in pieces_of(note)]
    ['Two ', 'C1', ', ', 'C2', ' and nobody else.']

    Three or more labels in a row are written as "C4 to C9".
    """
    if note.lead:
        yield f"{note.lead.rstrip()} " if note.cites else note.lead
    for place, run in enumerate(_runs(note.cites)):
        if place:
            yield ", "
        yield run[0]
        if len(run) > 1:
            yield " to "
            yield run[-1]
    if note.tail:
        yield f" {note.tail}" if (note.cites or note.lead) and note.tail[0].isalnum() else note.tail


def _runs(cites: Sequence[Cite]) -> list[list[Cite]]:
    """Put citations together whose labels follow one another; two alone stay apart."""
    runs: list[list[Cite]] = []
    for cite in cites:
        if runs and _number(cite) == _number(runs[-1][-1]) + 1:
            runs[-1].append(cite)
        else:
            runs.append([cite])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[cite] for cite in run])]


def _number(cite: Cite) -> int:
    return int("".join(filter(str.isdecimal, cite.label)) or -9)
