"""What was written and when, and what tells one state of a store from another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, true

from synthesis.store import rows, schema


@dataclass(frozen=True, slots=True)
class Change:
    """One write: the revision it made, when, what, and who where a person did it."""

    number: int
    at: datetime | None
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a store from another: the last change, and what the community's records are.

    Neither changes nor versions of records are ever changed themselves. A number alone does not tell: put
    back to a backup, a store reaches the same number again, with other content.
    """

    revision: int = 0
    changed_at: datetime | None = None
    n_entries: int = 0
    entered_at: datetime | None = None


def read_changes(connection: Connection) -> tuple[Change, ...]:
    """Return every write, the oldest first."""
    table = schema.change
    columns = (table.c.number, table.c.at, table.c.what, table.c.who)
    found = connection.execute(select(*columns).order_by(table.c.number))
    return tuple(Change(number, rows.read_time(at), what, who) for number, at, what, who in found)


def read_stamp(connection: Connection) -> Stamp:
    """Return the last change and the number and time of the community's records, in one statement."""
    change, entry = schema.change, schema.entry
    last = select(change.c.number, change.c.at).order_by(change.c.number.desc()).limit(1).subquery()
    entered = select(func.count().label("n"), func.max(entry.c.at).label("at")).select_from(entry).subquery()
    asked = select(last.c.number, last.c.at, entered.c.n, entered.c.at)
    found = connection.execute(asked.select_from(entered.outerjoin(last, true()))).one()
    revision, changed_at, n_entries, entered_at = found
    return Stamp(revision or 0, rows.read_time(changed_at or ""), n_entries, rows.read_time(entered_at or ""))
