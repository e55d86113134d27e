"""Read records: rows are fetched as tuples in one short transaction, and built after it.

A reader of SQLite holds up a writer's commit, so nothing is built while the transaction is open.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, select

from synthesis.models import (
    Answer,
    Assignment,
    Codebook,
    Coding,
    Contribution,
    CopyGroup,
    Corrected,
    Decision,
    DecisionLink,
    Meeting,
    Paragraph,
    Participant,
    Passage,
    Problem,
    Run,
    Snapshot,
)
from synthesis.store import rows, schema
from synthesis.store.coding import current_codebook
from synthesis.store.correcting import standing_corrections
from synthesis.store.doubling import build_samples, fetch_samples
from synthesis.store.hashing import content
from synthesis.store.linking import read_links
from synthesis.store.reviewing import Passages, build_reviews, fetch_codebooks, fetch_reviews, with_reviews
from synthesis.store.topics import build_topics, fetch_topics

Tuples = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Fetched:
    """One state of the store, as it came from the database."""

    revision: int
    changed_at: str
    codebook: Codebook
    contributions: Tuples
    answers: Tuples
    passages: Tuples
    assignments: Tuples
    codings: Tuples
    reviews: Tuples
    review_codebooks: Tuples
    copies: Tuples
    meetings: list[Meeting]
    decisions: list[Decision]
    links: list[DecisionLink]
    samples: tuple[Tuples, Tuples, Tuples]
    topics: tuple[Tuples, Tuples, Tuples]
    runs: Tuples


def fetch_snapshot(connection: Connection, anew: Passages | None = None) -> Fetched:
    """Read every table that a view rests on; call it inside one transaction.

    Of the texts nothing is read, and of what was found in them only these passages, where `anew` is given.
    """
    changed = connection.execute(
        select(schema.change.c.number, schema.change.c.at).order_by(schema.change.c.number.desc()).limit(1)
    ).first()
    revision, changed_at = changed or (0, "")
    return Fetched(
        revision=revision,
        changed_at=changed_at,
        codebook=current_codebook(connection),
        contributions=fetch_contributions(connection) if anew is None else (),
        answers=fetch_answers(connection) if anew is None else (),
        passages=fetch_passages(connection) if anew is None else (),
        assignments=_fetch(connection, schema.assignment, _ASSIGNMENT_FIELDS, passages=anew),
        codings=_fetch(connection, schema.coding, _CODING_FIELDS, ("passage_id", "theme_id"), passages=anew),
        reviews=fetch_reviews(connection, anew),
        review_codebooks=fetch_codebooks(connection),
        copies=_fetch_copies(connection) if anew is None else (),
        meetings=read_meetings(connection),
        decisions=latest_decisions(connection),
        links=read_links(connection),
        samples=fetch_samples(connection),
        topics=fetch_topics(connection),
        runs=fetch_runs(connection),
    )


def _fetch_copies(connection: Connection) -> Tuples:
    names = ("group_id", "contribution_id", "is_exact")
    return _fetch(connection, schema.copy_member, names, ("group_id", "contribution_id"))


_ASSIGNMENT_FIELDS = ("passage_id", "outcome", "nearest_theme", "nearest_score")
_CODING_FIELDS = (
    "passage_id",
    "theme_id",
    "score",
    "position",
    "evidence",
    "position_evidence",
    "origin",
)


def _fetch(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    order: Sequence[str] = (),
    passages: Passages | None = None,
) -> Tuples:
    statement = select(*(table.c[name] for name in names)).order_by(*(table.c[name] for name in order))
    if passages is not None:
        statement = statement.where(table.c.passage_id.in_(passages))
    return connection.execute(statement).all()


def fetch_contributions(connection: Connection) -> Tuples:
    """Rows of `contribution` by id, as people corrected them."""
    found = _fetch(connection, schema.contribution, rows.CONTRIBUTION_FIELDS, ("id",))
    corrections = standing_corrections(connection)
    return [_corrected(row, corrections[row[0]].values) if row[0] in corrections else row for row in found]


def _corrected(row: Sequence[Any], values: Corrected) -> Sequence[Any]:
    return [values.get(name, value) for name, value in zip(rows.CONTRIBUTION_FIELDS, row, strict=True)]


def fetch_answers(connection: Connection) -> Tuples:
    """Rows of `answer` in the order of each form."""
    names = ("contribution_id", "question", "start", "end")
    return _fetch(connection, schema.answer, names, ("contribution_id", "seq"))


def fetch_passages(connection: Connection) -> Tuples:
    """Rows of `passage` in the order of each contribution."""
    names = ("id", "contribution_id", "start", "end", "language")
    return _fetch(connection, schema.passage, names, ("contribution_id", "start", "end"))


def build_snapshot(fetched: Fetched) -> Snapshot:
    """Make the records; a row that breaks a rule of the models raises ValueError."""
    contributions = build_contributions(fetched.contributions, fetched.answers)
    return _snapshot(fetched, contributions, build_passages(fetched.passages, contributions))


def build_anew(fetched: Fetched, earlier: Snapshot) -> Snapshot:
    """Lay what was read `anew` over the snapshot before it; what is as it was stays the same object."""
    passage_ids = {row[0] for row in fetched.reviews}
    passages = tuple(passage for passage in earlier.passages if passage.id in passage_ids)
    read = _snapshot(fetched, earlier.contributions, passages)
    by_id = {each.passage_id: each for each in (*earlier.assignments, *read.assignments)}
    taken_over = {
        name: getattr(earlier, name)
        for name in ("codebook", "meetings", "decisions", "links", "samples")
        if getattr(earlier, name) == getattr(read, name)
    }
    return replace(
        read,
        passages=earlier.passages,
        assignments=tuple(by_id[each.id] for each in earlier.passages if each.id in by_id),
        copies=earlier.copies,
        **taken_over,
    )


def _snapshot(
    fetched: Fetched, contributions: tuple[Contribution, ...], passages: tuple[Passage, ...]
) -> Snapshot:
    return Snapshot(
        revision=fetched.revision,
        changed_at=rows.read_time(fetched.changed_at),
        codebook=fetched.codebook,
        contributions=contributions,
        passages=passages,
        assignments=_build_assignments(fetched, passages),
        copies=_build_copies(fetched.copies),
        meetings=tuple(fetched.meetings),
        decisions=tuple(fetched.decisions),
        links=_links_in_codebook(fetched),
        samples=build_samples(fetched.samples),
        topics=build_topics(fetched.topics),
        runs=build_runs(fetched.runs),
    )


def _links_in_codebook(fetched: Fetched) -> tuple[DecisionLink, ...]:
    """Leave out links to themes that left the codebook; before the first codebook all stand."""
    themes = {theme.id for theme in fetched.codebook.themes}
    return tuple(link for link in fetched.links if not themes or not link.theme_id or link.theme_id in themes)


def build_contributions(found: Tuples, answers: Tuples) -> tuple[Contribution, ...]:
    """Contributions with their answers."""
    by_id: dict[str, list[Answer]] = defaultdict(list)
    for contribution_id, question, start, end in answers:
        by_id[contribution_id].append(Answer(question, start, end))
    return tuple(rows.read_contribution(row, tuple(by_id.get(row[0], ()))) for row in found)


def build_passages(found: Tuples, contributions: Iterable[Contribution]) -> tuple[Passage, ...]:
    """Passages with their words, cut from the contributions."""
    texts = {contribution.id: contribution.text for contribution in contributions}
    return tuple(
        Passage(passage_id, contribution_id, start, end, texts[contribution_id][start:end], language)
        for passage_id, contribution_id, start, end, language in found
    )


def _build_assignments(fetched: Fetched, passages: Sequence[Passage]) -> tuple[Assignment, ...]:
    """Build assignments in the order of the passages; leave out themes that left the codebook."""
    themes = {theme.id for theme in fetched.codebook.themes}
    machine: dict[str, list[Coding]] = defaultdict(list)
    for row in fetched.codings:
        if row[1] in themes:
            machine[row[0]].append(_machine_coding(row))
    people = build_reviews(fetched.reviews, fetched.review_codebooks)
    assigned = {row[0]: row for row in fetched.assignments}
    return tuple(
        with_reviews(
            Assignment(passage.id, outcome, tuple(machine.get(passage.id, ())), nearest, score),
            people.get(passage.id, ()),
            themes,
        )
        for passage in passages
        if passage.id in assigned or passage.id in people
        for _, outcome, nearest, score in [assigned.get(passage.id, _NOT_ASSIGNED)]
    )


_NOT_ASSIGNED = ("", "none", "", 0.0)


def _machine_coding(row: Any) -> Coding:
    passage_id, theme_id, score, position, evidence, position_evidence, origin = row
    return Coding(
        passage_id,
        theme_id,
        score,
        position,
        rows.read_spans(evidence),
        rows.read_spans(position_evidence),
        origin,
    )


def _build_copies(found: Tuples) -> tuple[CopyGroup, ...]:
    members: dict[tuple[str, int], list[str]] = defaultdict(list)
    for group_id, contribution_id, is_exact in found:
        members[group_id, is_exact].append(contribution_id)
    return tuple(CopyGroup(group_id, tuple(ids), bool(exact)) for (group_id, exact), ids in members.items())


def read_meetings(connection: Connection, meeting_id: str = "") -> list[Meeting]:
    """All meetings by date, or the one with this id."""
    found = connection.execute(_narrowed(schema.meeting, "id", meeting_id)).mappings().all()
    agenda = _lists(connection, schema.agenda, meeting_id)
    people = _lists(connection, schema.participant, meeting_id)
    paragraphs = _lists(connection, schema.paragraph, meeting_id)
    meetings = [
        Meeting(
            **row | {"held_on": rows.read_date(row["held_on"])},
            agenda=tuple(text for (text,) in agenda[row["id"]]),
            participants=tuple(
                Participant(name, tuple(json.loads(bodies))) for name, bodies in people[row["id"]]
            ),
            paragraphs=tuple(Paragraph(number, text) for number, text in paragraphs[row["id"]]),
        )
        for row in map(dict, found)
    ]
    return sorted(meetings, key=lambda meeting: (str(meeting.held_on or ""), meeting.id))


def _narrowed(table: Table, column: str, value: str) -> Select[Any]:
    statement = select(*content(table))
    return statement.where(table.c[column] == value) if value else statement


def _lists(connection: Connection, table: Table, meeting_id: str) -> dict[str, list[Any]]:
    """Rows of a meeting's list by meeting, without their keys."""
    lists: dict[str, list[Any]] = defaultdict(list)
    statement = _narrowed(table, "meeting_id", meeting_id).order_by(table.c.meeting_id, table.c.seq)
    for key, _, *values in connection.execute(statement):
        lists[key].append(values)
    return lists


def latest_decisions(connection: Connection) -> list[Decision]:
    """Return the last version of every decision, in the order of meetings and reports."""
    table = schema.decision
    spans = (
        select(table.c.id, func.max(table.c.version).label("last"), func.min(table.c.seq).label("first"))
        .group_by(table.c.id)
        .subquery()
    )
    columns = [table.c[name] for name in rows.DECISION_FIELDS]
    found = connection.execute(
        select(*columns)
        .join(spans, and_(table.c.id == spans.c.id, table.c.version == spans.c.last))
        .order_by(table.c.meeting_id, spans.c.first)
    )
    return [rows.read_decision(row) for row in found]


def fetch_runs(connection: Connection) -> Tuples:
    """Rows of `run`, the oldest first."""
    return _fetch(connection, schema.run, ("manifest", "at"), ("seq",))


def build_runs(found: Tuples) -> tuple[Run, ...]:
    """Return the runs of these rows."""
    return tuple(rows.read_run(manifest, at) for manifest, at in found)


def read_problems(connection: Connection) -> tuple[Problem, ...]:
    """Return what loads had to tell, the oldest first."""
    found = _fetch(connection, schema.problem, ("file", "reason", "row", "column", "is_refusal"), ("seq",))
    return tuple(
        Problem(file, reason, row, column, bool(refused)) for file, reason, row, column, refused in found
    )
