"""A paper written by hand, of two states of the data, for the tests of drafting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.blocks import (
    Block,
    Cite,
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

ABOUT = Facts(
    title="A paper",
    theme_id="size",
    is_sample=False,
    sample_note="",
    filters="none",
    counting="",
    changed_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    codebook="C 1",
    counts={},
)
IDS = ("a", "b", "c", "d", "e")
LABELS = {each: f"C{number}" for number, each in enumerate(IDS, 1)}


def note(*ids: str) -> Note:
    return Note(tuple(Cite(each, LABELS[each]) for each in ids))


SPOKE = Statement("size/spoke", "4 of 5 contributions spoke about it [1].", (note("a", "b", "c", "d"),))
FOR = Statement(
    "size/for",
    "3 of 5 contributions found it too large [1]; 1, from a firm, did not [2].",
    (note("a", "b", "c"), note("d")),
)
AGAINST = Statement(
    "size/against", "1 of 5 contributions wanted it kept [1].", (note("d"),), is_proposed=True
)
METHOD = Statement("method", "Counts are of contributions.")
QUOTES = (Quote("It is too large.", "A library", cite=Cite("a", "C1")),)


def paper(*statements: Statement) -> Paper:
    """Return the paper with these statements in its first section, or with its usual ones."""
    first = statements or (SPOKE, FOR, AGAINST)
    blocks: list[Block] = [Heading(1, "Size"), Paragraph("How large it is.")]
    for statement in first:
        blocks.append(statement)
        blocks += QUOTES if statement.key == "size/for" else ()
    blocks += [
        Table(("Group", "n"), (("One", "1"),)),
        Heading(1, "Method"),
        METHOD,
        Heading(1, "Contributions cited"),
        Listing(tuple(Entry(each, label, f"Who sent {label}") for each, label in LABELS.items())),
    ]
    return Paper("theme", "A paper", ABOUT, tuple(blocks))


FOR_LATER = replace(FOR, text="4 of 6 contributions found it too large [1]; 1, from a firm, did not [2].")
LATER = paper(SPOKE, FOR_LATER)
"""The same paper after a change of the data: one statement is another, one is gone."""
