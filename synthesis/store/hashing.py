"""What `damage` compares with: a hash beside each record, and beside each change how many records there were.

A contribution and a passage have hashes of their own making (`rows`); those of all others are made here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, func, insert, select

from synthesis.store import rows, schema

HASHED = tuple(
    table
    for table in schema.metadata.sorted_tables
    if "hash" in table.c and table not in {schema.contribution, schema.passage}
)


def content(table: Table) -> list[Column[Any]]:
    """Return the columns that a record's hash speaks of: not itself, nor a number that the database gives."""
    return [
        column for column in table.c if column.name != "hash" and column is not table.autoincrement_column
    ]


def record_hash(record: Mapping[str, Any]) -> str:
    """Fingerprint of the values of a record; empty ones are left out, so that later columns change none.

    >>> record_hash({"text": "Fewer."}) == record_hash({"text": "Fewer.", "note": ""})
    True
    """
    return rows.row_hash(sorted((name, value) for name, value in record.items() if value))


def add_rows(connection: Connection, table: Table, values: Sequence[rows.Row]) -> None:
    """Insert rows, each with its hash where the table keeps one."""
    if values:
        is_hashed = table in HASHED
        hashed = [row | {"hash": record_hash(row)} for row in values] if is_hashed else values
        connection.execute(insert(table), hashed)


def count_records(connection: Connection) -> dict[str, int]:
    """Count the records of every table but the changes, which count themselves."""
    tables = [table for table in schema.metadata.sorted_tables if table is not schema.change]
    counts = [select(func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables]
    return dict(connection.execute(select(*counts)).mappings().one())


def read_counts(counts: str) -> dict[str, int]:
    """Read what a change counted; damaged counts are told of by the hash of the change."""
    try:
        return dict(json.loads(counts or "{}"))
    except (ValueError, TypeError):
        return {}
