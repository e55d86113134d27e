"""Reports whose items are known -> sentences to learn from.

A folder holds reports as text and `items.csv`: report, paragraph, kind, quote, owner, due, one row an item,
in the order of the text.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from synthesis.meetings.learnt import ItemReader, Taught, learn_items
from synthesis.meetings.report import read_reports
from synthesis.meetings.strength import Judge
from synthesis.meetings.traits import Sentence, sentences_of
from synthesis.models import DecisionKind, Meeting, Span
from synthesis.shipped import shipped

ITEMS = "items.csv"

Row = Mapping[str, str]


@cache
def shipped_reader() -> ItemReader:
    """Return the reader that has learnt from the reports that ship; learning takes some 20 seconds, once."""
    return ItemReader(learn_items(read_taught(shipped_reports())))


def shipped_reports() -> Path:
    """Return the folder of the reports that ship with their items."""
    return shipped("reference/reports")


def read_taught(folder: Path) -> tuple[Taught, ...]:
    """Read the sentences of a folder of reports, with their items."""
    items = read_items(folder / ITEMS)
    return tuple(
        example
        for path in sorted(folder.glob("*.txt"))
        for meeting in read_reports(path)
        for example in teach(meeting, items.get(path.name, ()))
    )


def read_items(path: Path) -> dict[str, list[Row]]:
    """Read the items of each report, by its file name."""
    items: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            items[row["report"]].append(row)
    return items


def teach(meeting: Meeting, items: Sequence[Row]) -> Iterator[Taught]:
    """Find the items in the sentences of a report; rows of tables are not read by sentence."""
    judge, left = Judge(meeting), list(items)
    for sentence in read_sentences(meeting):
        found: list[tuple[Span, DecisionKind]] = []
        for item in list(left):
            quote = " ".join(item["quote"].split()).rstrip(".")
            start = sentence.text.find(quote)
            if start >= 0 and not any(
                span.start < start + len(quote) and start < span.end for span, _ in found
            ):
                found.append((Span(start, start + len(quote)), item["kind"]))  # type: ignore[arg-type]
                left.remove(item)
        yield Taught(sentence, tuple(sorted(found, key=lambda each: each[0].start)), judge)


def read_sentences(meeting: Meeting) -> Iterator[Sentence]:
    """Return the sentences of a report in order; headings and tables are none."""
    heading, is_opening = "", True
    for paragraph in meeting.paragraphs:
        if not paragraph.number:
            heading = paragraph.text
        elif not paragraph.number.startswith("table "):
            yield from sentences_of(paragraph, heading, meeting.format, is_opening=is_opening)
            is_opening = False
