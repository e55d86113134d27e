"""What was read wrongly of contributions, as people corrected it; what the files said stays in its rows.

Each version holds all that stands corrected after it, so that going back is one more version. Whoever reads
contributions gets them corrected (`reading.fetch_contributions`); loading compares with both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import CORRECTABLE, Corrected, Correction
from synthesis.store import rows, schema
from synthesis.store.hashing import add_rows


def read_corrections(connection: Connection, contribution_id: str = "") -> tuple[Correction, ...]:
    """Return every version, the oldest first; of one contribution where its id is given."""
    table = schema.correction
    asked = select(*(table.c[name] for name in _COLUMNS)).order_by(
        table.c.at, table.c.contribution_id, table.c.version
    )
    if contribution_id:
        asked = asked.where(table.c.contribution_id == contribution_id)
    return tuple(_read(row) for row in connection.execute(asked))


def standing_corrections(connection: Connection) -> dict[str, Correction]:
    """Return the last version of each contribution that was ever corrected, by its id."""
    table = schema.correction
    last = (
        select(table.c.contribution_id, func.max(table.c.version).label("version"))
        .group_by(table.c.contribution_id)
        .subquery()
    )
    is_last = and_(table.c.contribution_id == last.c.contribution_id, table.c.version == last.c.version)
    found = connection.execute(select(*(table.c[name] for name in _COLUMNS)).join(last, is_last))
    return {row.contribution_id: _read(row) for row in found}


def received(connection: Connection, ids: Sequence[str]) -> dict[str, Corrected]:
    """Return what the files said in the fields that can be corrected, by id.

    Raises
    ------
    StoreError
        If one of them is not stored.
    """
    table = schema.contribution
    asked = select(table.c.id, *(table.c[name] for name in CORRECTABLE))
    found = {
        row["id"]: {name: row[name] for name in CORRECTABLE}
        for batch in rows.in_batches(ids)
        for row in connection.execute(asked.where(table.c.id.in_(batch))).mappings()
    }
    if missing := [each for each in ids if each not in found]:
        raise StoreError(f"There is no contribution with the id {missing[0]!r}.")
    return {each: found[each] for each in ids}


def save_corrections(
    connection: Connection,
    values: Mapping[str, Corrected],
    by: str,
    note: str,
    at: str,
    base: Mapping[str, int] | None,
    *,
    is_whole: bool = False,
) -> dict[str, int]:
    """Append a version for each contribution of which something else stands then; return those versions.

    What comes to what the file said is no longer corrected. `is_whole` lets the values stand alone, without
    what was corrected before.

    Raises
    ------
    StoreError
        If one of them is not stored, or nobody puts a name to it.
    ConflictError
        If one was corrected since the version in `base`.
    """
    if not by.strip():
        raise StoreError("A correction needs the name of whoever makes it.")
    said = received(connection, list(values))
    last = standing_corrections(connection)
    written: list[rows.Row] = []
    for contribution_id, given in values.items():
        before = last.get(contribution_id)
        version = before.version if before else 0
        if base is not None and base.get(contribution_id, 0) != version:
            raise ConflictError(
                "Somebody else has corrected this meanwhile.",
                where=f"{contribution_id}, version {version}",
                hint="Look at what they corrected, then decide again.",
            )
        stood = dict(before.values) if before else {}
        meant = {**({} if is_whole else stood), **given}
        stands = {name: value for name, value in meant.items() if value != said[contribution_id][name]}
        if stands != stood:
            written.append(_row(contribution_id, version + 1, stands, by, note, at))
    add_rows(connection, schema.correction, written)
    return {row["contribution_id"]: row["version"] for row in written}


def values_of_version(connection: Connection, contribution_id: str, version: int) -> Corrected:
    """Return what stood corrected after a version; nothing did before the first.

    Raises
    ------
    StoreError
        If there is no such version.
    """
    history = read_corrections(connection, contribution_id)
    if not 0 <= version <= len(history):
        raise StoreError(f"The contribution {contribution_id!r} has no correction of version {version}.")
    return history[version - 1].values if version else {}


_COLUMNS = ("contribution_id", "version", "content", "corrected_by", "note", "at")


def _row(contribution_id: str, version: int, values: Corrected, by: str, note: str, at: str) -> rows.Row:
    return {
        "contribution_id": contribution_id,
        "version": version,
        "content": json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        "corrected_by": by.strip(),
        "note": note.strip(),
        "at": at,
    }


def _read(row: Sequence[Any]) -> Correction:
    contribution_id, version, content, by, note, at = row
    try:
        values = json.loads(content)
    except ValueError as error:
        raise StoreError(
            "The store holds a damaged record.",
            where=f"correction {contribution_id} {version}",
            hint="Put the last backup in its place.",
        ) from error
    return Correction(contribution_id, version, values, by, note, rows.read_time(at))
