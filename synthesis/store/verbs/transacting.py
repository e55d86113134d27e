"""A database that is open: a transaction for each verb, and a line in the change log for each write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, insert, select

from synthesis.errors import ReadOnlyError, StoreError
from synthesis.models import Run
from synthesis.store import rows, schema
from synthesis.store.connection import complaints_translated, lock_for_writing
from synthesis.store.hashing import add_rows, count_records


class Transacting:
    """What every verb stands on: one transaction to read in or to write in."""

    def __init__(self, engine: Engine, where: str, *, read_only: bool) -> None:
        self.where = where
        self.is_read_only = read_only
        self._engine = engine
        self._writer = engine.execution_options(is_writing=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def require_writable(self) -> None:
        """Raise ReadOnlyError in read-only mode; asked before long work that would end in a write."""
        if self.is_read_only:
            raise ReadOnlyError(
                "This program is in read-only mode; nothing was changed.",
                where=self.where,
                hint="Start it without SYNTHESIS_READ_ONLY to make changes.",
            )

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with complaints_translated(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        self.require_writable()
        with complaints_translated(self.where), self._writer.begin() as connection:
            lock_for_writing(connection)
            yield connection

    @contextmanager
    def _rules_kept(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError) as error:
            raise StoreError(
                f"The store holds a damaged record: {error}",
                where=self.where,
                hint="Find it with the command verify, and put the last backup in its place.",
            ) from error


def now() -> str:
    """Return the time of a change, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def add_run(connection: Connection, run: Run) -> None:
    """Keep the manifest of a run."""
    values = {"id": run.id, "command": run.command, "manifest": rows.write_run(run)}
    at = run.at.isoformat() if run.at else now()
    connection.execute(insert(schema.run).values(values | {"at": at}))


def record(connection: Connection, what: str, who: str = "") -> None:
    """Count a change, and what is stored after it; called last in the transaction that made it."""
    last = connection.execute(select(func.max(schema.change.c.number))).scalar() or 0
    counts = json.dumps(count_records(connection))
    row = {"number": last + 1, "at": now(), "what": what, "who": who, "counts": counts}
    add_rows(connection, schema.change, [row])
