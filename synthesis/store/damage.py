"""Compare what is stored with the hash that was taken when it was stored.

A database's own check sees the structure, not the letters: of 400 flipped bits it missed 396.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from synthesis.models import Problem
from synthesis.store import rows, schema

REASON = "This record is not what was stored."


def find_damage(connection: Connection) -> tuple[Problem, ...]:
    """Name every contribution and passage that is not what was stored."""
    texts: dict[str, str] = {}
    damaged = [*_damaged_contributions(connection, texts), *_damaged_passages(connection, texts)]
    return tuple(Problem(what, REASON, is_refusal=True) for what in damaged)


def _damaged_contributions(connection: Connection, texts: dict[str, str]) -> Iterator[str]:
    """Name damaged contributions, and gather all texts on the way for the passages."""
    table = schema.contribution
    columns = [table.c[name] for name in rows.CONTRIBUTION_FIELDS]
    for *values, stored_hash in connection.execute(select(*columns, table.c.hash).order_by(table.c.id)):
        row = dict(zip(rows.CONTRIBUTION_FIELDS, values, strict=True))
        texts[row["id"]] = row["text"]
        if rows.contribution_hash(row) != stored_hash:
            yield f"contribution {row['id']}"


def _damaged_passages(connection: Connection, texts: dict[str, str]) -> Iterable[str]:
    table = schema.passage
    columns = [table.c[name] for name in ("id", "contribution_id", "start", "end", "language", "hash")]
    for *values, stored_hash in connection.execute(select(*columns).order_by(table.c.id)):
        _, contribution_id, start, end, _ = values
        words = texts.get(contribution_id, "")[start:end]
        if rows.row_hash((*values, words)) != stored_hash:
            yield f"passage {values[0]}"
