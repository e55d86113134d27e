"""Write codebooks and what the machine proposes; people's reviews are in `reviewing`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Assignment, Codebook
from synthesis.store import rows, schema
from synthesis.store.hashing import add_rows


def current_codebook(connection: Connection) -> Codebook:
    """Return the codebook in force; an empty one before the first is saved."""
    content = connection.execute(
        select(schema.codebook.c.content).order_by(schema.codebook.c.seq.desc()).limit(1)
    ).scalar()
    return rows.read_codebook(content) if content else Codebook("", "", ())


def current_codebook_number(connection: Connection) -> int:
    """Return which of the stored codebooks is in force; 0 before the first is saved."""
    return connection.execute(select(func.max(schema.codebook.c.seq))).scalar() or 0


def save_codebook(connection: Connection, codebook: Codebook, at: str) -> bool:
    """Put a codebook in force; return False if it is in force already.

    Raises
    ------
    StoreError
        If another codebook is stored under the same name and version.
    """
    table = schema.codebook
    same_version = (table.c.name == codebook.name) & (table.c.version == codebook.version)
    stored = connection.execute(select(table.c.content).where(same_version)).scalars().all()
    if any(rows.read_codebook(content) != codebook for content in stored):
        raise StoreError(
            f"Version {codebook.version} of the codebook {codebook.name!r} is stored with other content.",
            hint="Give the changed codebook a new version, so that codings stay tied to what they rest on.",
        )
    if stored and current_codebook(connection) == codebook:
        return False
    content = rows.write_codebook(codebook)
    row = {"name": codebook.name, "version": codebook.version, "content": content, "at": at}
    add_rows(connection, table, [row])
    return True


def save_next_codebook(connection: Connection, before: Codebook, after: Codebook, at: str) -> None:
    """Put a codebook in force that was made from another, which must be in force still.

    Raises
    ------
    ConflictError
        If somebody has put another codebook in force meanwhile.
    """
    current = current_codebook(connection)
    if current != before:
        raise ConflictError(
            f"Somebody else has changed the codebook meanwhile: version {current.version} is in force.",
            where=f"{before.name} {before.version}",
            hint="Look at it as it stands now, then decide again.",
        )
    save_codebook(connection, after, at)


def codebook_history(connection: Connection) -> tuple[tuple[datetime, Codebook], ...]:
    """Return when which codebook was put in force, the oldest first."""
    table = schema.codebook
    found = connection.execute(select(table.c.at, table.c.content).order_by(table.c.seq))
    return tuple((datetime.fromisoformat(at), rows.read_codebook(content)) for at, content in found)


def replace_assignments(connection: Connection, assignments: Sequence[Assignment], run_id: str) -> None:
    """Put the machine's proposals for these passages in the place of its earlier ones."""
    for batch in rows.in_batches(assignment.passage_id for assignment in assignments):
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
    add_rows(connection, schema.assignment, assigned)
    add_rows(connection, schema.coding, proposals)
