"""Compare what is stored with the hash that was taken when it was stored, and with how much it was.

A database's own check sees the structure, not the letters: of 400 flipped bits it missed 396. Records that
were stored before they had hashes are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, select

from synthesis.models import Problem
from synthesis.store import rows, schema
from synthesis.store.hashing import HASHED, content, count_records, read_counts, record_hash

CHANGED = "This record is not what was stored."
MISCOUNTED = "There are not as many of these records as were stored."


def find_damage(connection: Connection) -> tuple[Problem, ...]:
    """Name every record that is not what was stored, and every kind of which there are too few or many."""
    texts: dict[str, str] = {}
    changed = [*_damaged_contributions(connection, texts), *_damaged_passages(connection, texts)]
    changed += [name for table in HASHED for name in _damaged_records(connection, table)]
    found = [(name, CHANGED) for name in changed]
    found += [(name, MISCOUNTED) for name in _miscounted(connection)]
    return tuple(Problem(name, reason, is_refusal=True) for name, reason in found)


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


def _damaged_records(connection: Connection, table: Table) -> Iterator[str]:
    """Name damaged records of a table by what tells them apart, such as the id and the version."""
    columns = content(table)
    names = [column.name for column in columns]
    hashed = select(*columns, table.c.hash).where(table.c.hash != "").order_by(*table.primary_key)
    for *values, stored_hash in connection.execute(hashed):
        if record_hash(dict(zip(names, values, strict=True))) != stored_hash:
            yield f"{table.name} {values[0]} {values[1]}".strip()


def _miscounted(connection: Connection) -> Iterator[str]:
    """Compare with the counts at the last change; a record that is gone has no hash to tell of it."""
    table = schema.change
    numbers = connection.execute(select(table.c.number)).scalars().all()
    if len(numbers) != max(numbers, default=0):
        yield f"change ({len(numbers)} of {max(numbers)} records)"
    last = connection.execute(select(table.c.counts).order_by(table.c.number.desc()).limit(1)).scalar()
    found = count_records(connection)
    for name, n_stored in read_counts(last or "").items():
        if found.get(name, 0) != n_stored:
            yield f"{name} ({found.get(name, 0)} of {n_stored} records)"
