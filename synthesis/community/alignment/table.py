"""A table of proposed topics in, records and what was wrong with it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from synthesis.corpus.accounting import Change, RecordsPlan
from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.errors import InputError
from synthesis.models import CYCLES, Problem, ProposedTopic, TopicKind

KINDS: tuple[TopicKind, ...] = get_args(TopicKind)
COLUMNS = ("id", "title", "kind", "cycle", "description", "source")

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("no", "number", "topic id"),
    "title": ("topic", "theme", "name", "proposed topic", "main session", "titre", "titulo", "sujet", "tema"),
    "kind": ("type", "category", "tipo"),
    "cycle": ("year", "meeting", "igf", "annee", "ano"),
    "description": ("text", "details", "summary", "about", "what it is about", "descripcion", "resume"),
    "source": ("proposed by", "origin", "fuente"),
}
_KIND_WORDS: Mapping[str, TopicKind] = {
    "main session": "main session",
    "main sessions": "main session",
    "session": "main session",
    "yearly theme": "yearly theme",
    "theme": "yearly theme",
    "annual theme": "yearly theme",
    "overarching theme": "yearly theme",
}

LONGEST_ID = 60


TopicsPlan = RecordsPlan[ProposedTopic]
"""What a table of topics comes to."""


def plan_topics(table: Table, name: str, known: Sequence[ProposedTopic] = ()) -> TopicsPlan:
    """Say what a table of topics would add and change; a bad row is refused and stops no other.

    A column that the table does not have changes nothing in a topic that is known.

    Parameters
    ----------
    table : Table
    name : str
        What people call the file; it is the source of new topics that name none.
    known : sequence of ProposedTopic
        What is stored; a row with the id of one of them is about that one.

    Raises
    ------
    InputError
        If no column holds titles.
    """
    place = _places(table.headings)
    if "title" not in place:
        raise InputError(
            "This is no table of topics: it needs a column headed Title.",
            name,
            "Others are read where they are there: ID, Kind, Cycle, Description, Source.",
        )
    problems = _of_the_table(table, name)
    stored = {topic.id: topic for topic in known}
    found: dict[str, ProposedTopic] = {}
    merged = 0
    for number, row in zip(table.row_numbers, table.rows, strict=True):
        cells = {field: row[at].strip() for field, at in place.items()}
        values = _read_row(cells, name, number, problems)
        if values is None:
            continue
        before = stored.get(values["id"])
        topic = replace(before, **values) if before else ProposedTopic(**{"source": name} | values)
        if topic.id not in found:
            found[topic.id] = topic
        elif found[topic.id] == topic:
            merged += 1
        else:
            problems.append(_doubled(topic, name, number))
    changes = [Change(stored[topic.id], topic) for topic in found.values() if topic.id in stored]
    changed = tuple(change for change in changes if change.fields)
    return TopicsPlan(
        added=tuple(topic for topic in found.values() if topic.id not in stored),
        changed=changed,
        merged=merged + len(changes) - len(changed),
        refused=sum(problem.is_refusal for problem in problems),
        received=len(table.rows) + sum(row is not None for row, _ in table.faults),
        problems=tuple(problems),
    )


def topic_id(title: str, cycle: int | None) -> str:
    """Make an id of a title and its year.

    >>> topic_id("Access, at last!", 2018)
    '2018-access-at-last'
    """
    slug = re.sub(r"\W+", "-", fold(title)).strip("-")[:LONGEST_ID].strip("-")
    return f"{cycle or 'any'}-{slug or 'topic'}"


def _places(headings: Sequence[str]) -> dict[str, int]:
    """Return the column of each field; our own name of it before a synonym, the first before later ones."""
    folded = [fold(heading) for heading in headings]
    place = {}
    for field in COLUMNS:
        for wanted in (field, *_SYNONYMS[field]):
            if wanted in folded:
                place[field] = folded.index(wanted)
                break
    return place


def _of_the_table(table: Table, name: str) -> list[Problem]:
    faults = [Problem(name, reason, row, is_refusal=row is not None) for row, reason in table.faults]
    rows = table.warning_rows or (None,) * len(table.warnings)
    warned = [Problem(name, words, row) for words, row in zip(table.warnings, rows, strict=True)]
    return [*faults, *warned]


def _read_row(
    cells: Mapping[str, str], name: str, number: int, problems: list[Problem]
) -> dict[str, Any] | None:
    """Return what a row says, by our field; None where it was refused."""
    title = cells.get("title", "")
    if not title:
        problems.append(_refused(name, number, "title", "The row has no title. Give it one."))
        return None
    cycle = _cycle(cells.get("cycle", ""))
    if cells.get("cycle") and cycle is None:
        reason = f"The cycle must be a year such as 2018. Got {cells['cycle']!r} instead; write the year."
        problems.append(_refused(name, number, "cycle", reason))
        return None
    kind = _KIND_WORDS.get(fold(cells.get("kind", "")) or "main session")
    if kind is None:
        reason = f"The kind must be one of {', '.join(KINDS)}. Got {cells['kind']!r}; kept as main session."
        problems.append(Problem(name, reason, number, "kind"))
    read = {"id": cells.get("id") or topic_id(title, cycle), "kind": kind or "main session", "cycle": cycle}
    return {"id": read["id"]} | {field: read.get(field, cell) for field, cell in cells.items()}


def _cycle(cell: str) -> int | None:
    year = re.search(r"(?<!\d)(\d{4})(?!\d)", cell)
    return int(year[1]) if year and int(year[1]) in CYCLES else None


def _doubled(topic: ProposedTopic, name: str, number: int) -> Problem:
    reason = (
        f"The id {topic.id!r} stands on an earlier row that says something else. Give one of them another."
    )
    return _refused(name, number, "id", reason)


def _refused(name: str, number: int, column: str, reason: str) -> Problem:
    return Problem(name, reason, number, column, is_refusal=True)
