"""Write codebooks and codings; a person's coding is a row that is never changed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import POSITIONS, Assignment, Codebook, Coding, CodingStatus, Outcome, Position
from synthesis.store import rows, schema
from synthesis.store.contributing import in_batches

REVIEWED = ("accepted", "rejected")


def current_codebook(connection: Connection) -> Codebook:
    """Return the codebook in force; an empty one before the first is saved."""
    content = connection.execute(
        select(schema.codebook.c.content).order_by(schema.codebook.c.seq.desc()).limit(1)
    ).scalar()
    return rows.read_codebook(content) if content else Codebook("", "", ())


def save_codebook(connection: Connection, codebook: Codebook, at: str) -> bool:
    """Put a codebook in force; return False if it is in force already.

    Raises
    ------
    StoreError
        If another codebook is stored under the same name and version.
    """
    table, content = schema.codebook, rows.write_codebook(codebook)
    same_version = (table.c.name == codebook.name) & (table.c.version == codebook.version)
    stored = connection.execute(select(table.c.content).where(same_version)).scalars().all()
    if any(other != content for other in stored):
        raise StoreError(
            f"Version {codebook.version} of the codebook {codebook.name!r} is stored with other content.",
            hint="Give the changed codebook a new version, so that codings stay tied to what they rest on.",
        )
    if stored and current_codebook(connection) == codebook:
        return False
    connection.execute(
        insert(table).values(name=codebook.name, version=codebook.version, content=content, at=at)
    )
    return True


def replace_assignments(connection: Connection, assignments: Sequence[Assignment], run_id: str) -> None:
    """Put the machine's proposals for these passages in the place of its earlier ones."""
    for batch in in_batches(assignment.passage_id for assignment in assignments):
        connection.execute(delete(schema.coding).where(schema.coding.c.passage_id.in_(batch)))
        connection.execute(delete(schema.assignment).where(schema.assignment.c.passage_id.in_(batch)))
    assigned = [
        {
            "passage_id": assignment.passage_id,
            "outcome": assignment.outcome,
            "nearest_theme": assignment.nearest_theme,
            "nearest_score": float(assignment.nearest_score),
            "run_id": run_id,
        }
        for assignment in assignments
    ]
    proposals = [
        rows.coding_row(coding) | {"origin": coding.origin}
        for assignment in assignments
        for coding in assignment.codings
    ]
    if assigned:
        connection.execute(insert(schema.assignment), assigned)
    if proposals:
        connection.execute(insert(schema.coding), proposals)


def review_version(connection: Connection, passage_id: str, theme_id: str) -> int:
    """Return how often people have coded this passage for this theme."""
    table = schema.review
    versions = connection.execute(
        select(table.c.version).where(table.c.passage_id == passage_id, table.c.theme_id == theme_id)
    )
    return max(versions.scalars(), default=0)


def add_review(
    connection: Connection,
    passage_id: str,
    theme_id: str,
    status: CodingStatus,
    position: Position,
    coder: str,
    base_version: int,
    note: str,
    at: str,
) -> int:
    """Append a person's coding; return its version."""
    if status not in REVIEWED or position not in POSITIONS:
        raise ValueError(f"A review must be accepted or rejected with a position. Got {status}, {position}.")
    if not coder.strip():
        raise ValueError("A person's coding must carry the person's name.")
    _check_target(connection, passage_id, theme_id)
    version = review_version(connection, passage_id, theme_id)
    if version != base_version:
        raise ConflictError(
            "Somebody else has reviewed this passage for this theme meanwhile.",
            where=passage_id,
            hint="Look at the review as it stands now, then decide again.",
        )
    row = _proposal_row(connection, passage_id, theme_id) | {"position": position}
    connection.execute(
        insert(schema.review).values(
            **row, version=version + 1, status=status, coder=coder.strip(), note=note, at=at
        )
    )
    return version + 1


def _check_target(connection: Connection, passage_id: str, theme_id: str) -> None:
    known = connection.execute(select(schema.passage.c.id).where(schema.passage.c.id == passage_id)).scalar()
    if known is None:
        raise StoreError(f"There is no passage with the id {passage_id!r}.")
    themes = [theme.id for theme in current_codebook(connection).themes]
    if theme_id not in themes:
        raise StoreError(
            f"There is no theme {theme_id!r} in the codebook.", hint=f"Its themes are: {', '.join(themes)}."
        )


def _proposal_row(connection: Connection, passage_id: str, theme_id: str) -> rows.Row:
    """Return what the machine proposed, so that its evidence stays with the review."""
    table = schema.coding
    columns = [table.c[name] for name in ("score", "evidence", "position_evidence")]
    found = connection.execute(
        select(*columns).where(table.c.passage_id == passage_id, table.c.theme_id == theme_id)
    ).first()
    score, evidence, position_evidence = found or (1.0, "", "")
    return {
        "passage_id": passage_id,
        "theme_id": theme_id,
        "score": score,
        "evidence": evidence,
        "position_evidence": position_evidence,
    }


def with_reviews(assignment: Assignment, reviews: Mapping[str, Coding]) -> Assignment:
    """Lay people's codings of one passage, by theme, over the machine's.

    >>> machine = Assignment("p", "coded", (Coding("p", "visibility", 0.8),))
    >>> person = Coding("p", "visibility", 0.8, origin="person", status="rejected", coder="A. Reader")
    >>> with_reviews(machine, {"visibility": person}).outcome
    'none'
    """
    if not reviews:
        return assignment
    by_theme = {coding.theme_id: coding for coding in assignment.codings} | dict(reviews)
    codings = tuple(by_theme[theme] for theme in sorted(by_theme))
    return replace(assignment, codings=codings, outcome=_outcome(assignment.outcome, codings))


def _outcome(machine: Outcome, codings: Iterable[Coding]) -> Outcome:
    if any(coding.status != "rejected" for coding in codings):
        return "coded"
    return "none" if machine == "coded" else machine
