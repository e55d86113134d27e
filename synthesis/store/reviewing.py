"""People's reviews of passages: one version after another, never changed or removed.

A review is kept as one row for each theme that the person chose or turned down, and one row without a
theme, which says that the passage was judged as a whole. A withdrawal is such a row alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, func, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import POSITIONS, Assignment, Coding, Position, Review
from synthesis.store import rows, schema
from synthesis.store.coding import current_codebook, current_codebook_number
from synthesis.store.hashing import add_rows

Tuples = Sequence[Any]

Passages = Sequence[str] | Select[tuple[str]]
"""Ids of passages, or the query that finds them."""

WHOLE = ""
"""In the place of a theme: the row that speaks of the passage as a whole."""

WITHDRAWN = "withdrawn"
_FIELDS = (
    "passage_id",
    "version",
    "theme_id",
    "score",
    "position",
    "evidence",
    "position_evidence",
    "status",
    "coder",
    "note",
    "at",
    "codebook",
)


def add_review(
    connection: Connection,
    passage_id: str,
    themes: Mapping[str, Position],
    coder: str,
    base_version: int,
    note: str,
    at: str,
) -> int:
    """Append what a person found in a passage; return its version.

    Raises
    ------
    ConflictError
        If the passage was reviewed since `base_version`.
    StoreError
        If the passage is not there, or a theme is not in the codebook.
    """
    if not set(themes.values()) <= set(POSITIONS):
        raise ValueError(f"A position must be one of {', '.join(POSITIONS)}. Got {themes} instead.")
    version = _next_version(connection, passage_id, coder, base_version)
    _check_themes(connection, themes)
    verdicts = _verdicts(themes, _proposals(connection, passage_id))
    whole = _NOT_PROPOSED | {"theme_id": WHOLE, "status": "accepted", "position": "unclear"}
    shared = {
        "passage_id": passage_id,
        "version": version,
        "coder": coder.strip(),
        "note": note.strip(),
        "at": at,
        "codebook": current_codebook_number(connection),
    }
    add_rows(connection, schema.review, [row | shared for row in (whole, *verdicts)])
    return version


def _check_themes(connection: Connection, theme_ids: Iterable[str]) -> None:
    known = [theme.id for theme in current_codebook(connection).themes]
    for theme_id in theme_ids:
        if theme_id not in known:
            raise StoreError(
                f"There is no theme {theme_id!r} in the codebook.",
                hint=f"Its themes are: {', '.join(known)}.",
            )


def _verdicts(themes: Mapping[str, Position], proposals: Mapping[str, rows.Row]) -> list[rows.Row]:
    """Accept the themes that the person found, and reject those proposed besides."""
    accepted = [
        _NOT_PROPOSED
        | proposals.get(theme_id, {})
        | {"theme_id": theme_id, "status": "accepted", "position": position}
        for theme_id, position in sorted(themes.items())
    ]
    rejected = [
        proposal | {"theme_id": theme_id, "status": "rejected"}
        for theme_id, proposal in proposals.items()
        if theme_id not in themes
    ]
    return accepted + rejected


def withdraw_review(
    connection: Connection, passage_id: str, coder: str, base_version: int, note: str, at: str
) -> int:
    """Append that the review which stands no longer does; return the version."""
    version = _next_version(connection, passage_id, coder, base_version)
    if standing(review_history(connection, passage_id)) is None:
        raise StoreError("There is no review of this passage to withdraw.", where=passage_id)
    values = _NOT_PROPOSED | {"theme_id": WHOLE, "status": WITHDRAWN, "position": "unclear"}
    values |= {"passage_id": passage_id, "version": version, "coder": coder.strip()}
    values |= {"note": note.strip(), "at": at, "codebook": current_codebook_number(connection)}
    add_rows(connection, schema.review, [values])
    return version


_NOT_PROPOSED: rows.Row = {"score": 0.0, "evidence": "", "position_evidence": ""}


def _next_version(connection: Connection, passage_id: str, coder: str, base_version: int) -> int:
    """Check that the passage is there and has not been reviewed since `base_version`."""
    if not coder.strip():
        raise ValueError("A person's coding must carry the person's name.")
    known = connection.execute(select(schema.passage.c.id).where(schema.passage.c.id == passage_id)).scalar()
    if known is None:
        raise StoreError(f"There is no passage with the id {passage_id!r}.")
    newest = select(func.max(schema.review.c.version)).where(schema.review.c.passage_id == passage_id)
    version = connection.execute(newest).scalar() or 0
    if version != base_version:
        raise ConflictError(
            "Somebody else has reviewed this passage meanwhile.",
            where=passage_id,
            hint="Look at the review as it stands now, then decide again.",
        )
    return version + 1


def _proposals(connection: Connection, passage_id: str) -> dict[str, rows.Row]:
    """Return what the machine proposed, by theme, so that its evidence stays with the review."""
    names = ("theme_id", "score", "position", "evidence", "position_evidence")
    columns = [schema.coding.c[name] for name in names]
    known = {theme.id for theme in current_codebook(connection).themes}
    found = connection.execute(select(*columns).where(schema.coding.c.passage_id == passage_id)).mappings()
    return {row["theme_id"]: dict(row) for row in found if row["theme_id"] in known}


def fetch_reviews(connection: Connection, passages: Passages | None = None) -> Tuples:
    """Rows of `review`, the oldest version of each passage first; of these passages or of all."""
    table = schema.review
    statement = select(*(table.c[name] for name in _FIELDS)).order_by(
        table.c.passage_id, table.c.version, table.c.theme_id
    )
    if passages is not None:
        statement = statement.where(table.c.passage_id.in_(passages))
    return connection.execute(statement).all()


def fetch_codebooks(connection: Connection) -> Tuples:
    """Rows of the codebooks that reviews were made with."""
    table = schema.codebook
    used = select(schema.review.c.codebook).distinct()
    columns = (table.c.seq, table.c.name, table.c.version, table.c.content)
    return connection.execute(select(*columns).where(table.c.seq.in_(used))).all()


def build_reviews(found: Tuples, codebooks: Tuples) -> dict[str, list[Review]]:
    """Reviews by passage, the oldest first."""
    schemes = {
        seq: (f"{name} {version}", tuple(theme["id"] for theme in json.loads(content)["themes"]))
        for seq, name, version, content in codebooks
    }
    reviews: dict[str, list[Review]] = {}
    for (passage_id, _), versions in groupby(found, key=itemgetter(0, 1)):
        reviews.setdefault(passage_id, []).append(_review(list(versions), schemes))
    return reviews


def _review(found: Tuples, schemes: Mapping[int, tuple[str, tuple[str, ...]]]) -> Review:
    row = dict(zip(_FIELDS, found[0], strict=True))
    codebook, asked = schemes.get(row["codebook"], ("", ()))
    return Review(
        row["passage_id"],
        row["version"],
        row["coder"],
        tuple(_coding(dict(zip(_FIELDS, each, strict=True))) for each in found if each[2] != WHOLE),
        asked,
        codebook,
        rows.read_time(row["at"]),
        row["note"],
        is_withdrawal=row["status"] == WITHDRAWN,
    )


def _coding(row: Mapping[str, Any]) -> Coding:
    return Coding(
        row["passage_id"],
        row["theme_id"],
        row["score"],
        row["position"],
        rows.read_spans(row["evidence"]),
        rows.read_spans(row["position_evidence"]),
        "person",
        row["status"],
        row["coder"],
        rows.read_time(row["at"]),
    )


def review_history(connection: Connection, passage_id: str) -> tuple[Review, ...]:
    """Return every review of a passage and every withdrawal, the oldest first."""
    found = fetch_reviews(connection, [passage_id])
    return tuple(build_reviews(found, fetch_codebooks(connection)).get(passage_id, ()))


def standing(history: Iterable[Review]) -> Review | None:
    """Return the review that stands: each withdrawal takes away the newest that is left.

    >>> first, second = Review("p", 1, "A. Reader"), Review("p", 2, "B. Reader")
    >>> standing([first, second, Review("p", 3, "B. Reader", is_withdrawal=True)]).coder
    'A. Reader'
    """
    left: list[Review] = []
    for review in history:
        if not review.is_withdrawal:
            left.append(review)
        elif left:
            left.pop()
    return left[-1] if left else None


def with_reviews(assignment: Assignment, history: Sequence[Review], themes: Collection[str]) -> Assignment:
    """Lay the review that stands, if one does, over what the machine proposes for a passage."""
    review = standing(history)
    seen = assignment.with_review(review, themes) if review else assignment
    return replace(seen, version=history[-1].version) if history else assignment
