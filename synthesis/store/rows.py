"""Records to rows and rows to records; pure, so that no transaction waits for it.

>>> read_spans(write_spans((Span(0, 4), Span(6, 9))))
(Span(start=0, end=4), Span(start=6, end=9))
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from itertools import islice
from typing import Any

from synthesis.models import (
    Answer,
    Codebook,
    Coding,
    Contribution,
    Decision,
    Meeting,
    Passage,
    Phrase,
    PositionGuide,
    Run,
    Span,
    Theme,
)

Row = dict[str, Any]

CONTRIBUTION_FIELDS = tuple(field.name for field in fields(Contribution) if field.name != "answers")
DECISION_FIELDS = tuple(field.name for field in fields(Decision))

BATCH = 500
"""Ids in one statement; SQLite of any age takes 999."""


def in_batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """Cut ids into lists that fit one statement."""
    remaining = iter(ids)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def row_hash(values: Iterable[object]) -> str:
    """Fingerprint of one row, to find what the database's own check does not see."""
    line = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def write_date(day: date | None) -> str:
    """ISO text; empty for none."""
    return day.isoformat() if day else ""


def read_date(text: str) -> date | None:
    """Reverse of `write_date`."""
    return date.fromisoformat(text) if text else None


def read_time(text: str) -> datetime | None:
    """ISO text to an aware time; empty is none."""
    return datetime.fromisoformat(text) if text else None


def write_spans(spans: Sequence[Span]) -> str:
    """Offsets as text, `0-4 6-9`: a third of the size of JSON and quick to read."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def read_spans(text: str) -> tuple[Span, ...]:
    """Reverse of `write_spans`."""
    if not text:
        return ()
    pairs = (pair.split("-") for pair in text.split(" "))
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def contribution_row(contribution: Contribution) -> Row:
    """One row of `contribution`, with its hash."""
    row: Row = {name: getattr(contribution, name) for name in CONTRIBUTION_FIELDS}
    row["submitted_on"] = write_date(contribution.submitted_on)
    row["may_publish_name"] = int(contribution.may_publish_name)
    return row | {"hash": contribution_hash(row)}


def contribution_hash(row: Row) -> str:
    """Fingerprint of a row of `contribution`."""
    return row_hash(row[name] for name in CONTRIBUTION_FIELDS)


def forgotten(row: Row) -> Row:
    """Return a row of `contribution` without its personal name, for good."""
    blank = row | {"contributor": "", "may_publish_name": 0, "is_forgotten": 1}
    return blank | {"hash": contribution_hash(blank)}


def answer_rows(contribution: Contribution) -> list[Row]:
    """Rows of `answer`, in the order of the form."""
    return [
        {
            "contribution_id": contribution.id,
            "seq": seq,
            "question": answer.question,
            "start": answer.start,
            "end": answer.end,
        }
        for seq, answer in enumerate(contribution.answers)
    ]


def read_contribution(row: Sequence[Any], answers: tuple[Answer, ...]) -> Contribution:
    """Reverse of `contribution_row`; `row` holds CONTRIBUTION_FIELDS in order."""
    values = dict(zip(CONTRIBUTION_FIELDS, row, strict=True))
    values["submitted_on"] = read_date(values["submitted_on"])
    values["may_publish_name"] = bool(values["may_publish_name"])
    return Contribution(**values, answers=answers)


def passage_row(passage: Passage) -> Row:
    """One row of `passage`: its offsets and a hash of its words."""
    return {
        "id": passage.id,
        "contribution_id": passage.contribution_id,
        "start": passage.start,
        "end": passage.end,
        "language": passage.language,
        "hash": passage_hash(passage),
    }


def passage_hash(passage: Passage) -> str:
    """Fingerprint of a passage, its words included although they are not kept twice."""
    return row_hash(
        (passage.id, passage.contribution_id, passage.start, passage.end, passage.language, passage.text)
    )


def coding_row(coding: Coding) -> Row:
    """Return the columns that machine codings and reviews share."""
    return {
        "passage_id": coding.passage_id,
        "theme_id": coding.theme_id,
        "score": float(coding.score),
        "position": coding.position,
        "evidence": write_spans(coding.evidence),
        "position_evidence": write_spans(coding.position_evidence),
    }


def decision_row(decision: Decision) -> Row:
    """Return the columns of `decision` that come from the record."""
    return {name: getattr(decision, name) for name in DECISION_FIELDS} | {
        "due_on": write_date(decision.due_on)
    }


def read_decision(row: Sequence[Any]) -> Decision:
    """Reverse of `decision_row`; `row` holds DECISION_FIELDS in order."""
    values = dict(zip(DECISION_FIELDS, row, strict=True))
    return Decision(**values | {"due_on": read_date(values["due_on"])})


def meeting_row(meeting: Meeting) -> Row:
    """One row of `meeting`; its lists have tables of their own."""
    return {
        "id": meeting.id,
        "title": meeting.title,
        "body": meeting.body,
        "number": meeting.number,
        "held_on": write_date(meeting.held_on),
        "format": meeting.format,
        "source": meeting.source,
    }


def write_codebook(codebook: Codebook) -> str:
    """All of a codebook as JSON."""
    return json.dumps(asdict(codebook), ensure_ascii=False, separators=(",", ":"))


def read_codebook(content: str) -> Codebook:
    """Reverse of `write_codebook`."""
    stored = json.loads(content)
    return Codebook(stored["name"], stored["version"], tuple(_theme(entry) for entry in stored["themes"]))


def _theme(entry: Row) -> Theme:
    phrases = {name: _phrases(entry[name]) for name in ("keywords", "examples")}
    lists = {name: tuple(entry[name]) for name in ("includes", "excludes")}
    guides = {
        name: PositionGuide(**entry[name] | {"keywords": _phrases(entry[name]["keywords"])})
        for name in ("position_for", "position_against")
    }
    return Theme(**entry | phrases | lists | guides)


def _phrases(entries: Iterable[Row]) -> tuple[Phrase, ...]:
    return tuple(Phrase(**entry) for entry in entries)


def write_run(run: Run) -> str:
    """Write the manifest of a run as JSON, without its time."""
    manifest = asdict(run)
    del manifest["at"]
    return json.dumps(manifest, ensure_ascii=False)


def read_run(manifest: str, at: str) -> Run:
    """Reverse of `write_run`."""
    stored = json.loads(manifest)
    pairs = ("parameters", "input_hashes", "library_versions", "counts")
    return Run(**stored | {name: tuple(map(tuple, stored[name])) for name in pairs}, at=read_time(at))
