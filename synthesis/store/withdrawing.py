"""Contributions that were loaded by mistake: taken out of everything that is counted, kept, and put back.

What is withdrawn is moved, with all that hangs on it, out of the tables that views are made of and into one
record of `withdrawal`; so nothing has to leave it out, and its id is free for what should have been loaded.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, tuple_, update

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Contribution, Corrected
from synthesis.store import rows, schema
from synthesis.store.hashing import add_rows, content, record_hash

_OF_PASSAGES = (
    schema.assignment,
    schema.coding,
    schema.review,
    schema.double_item,
    schema.double_coding,
    schema.decision_link,
    schema.link_review,
)
"""What is known of a passage, by its `passage_id`."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a contribution was withdrawn, or put back: by whom, when and why."""

    contribution_id: str
    version: int
    is_withdrawn: bool
    by: str
    note: str
    at: datetime | None


def read_withdrawals(connection: Connection) -> tuple[Withdrawal, ...]:
    """Return the whole history, the oldest first."""
    table = schema.withdrawal
    columns = ("contribution_id", "version", "is_withdrawn", "done_by", "note", "at")
    found = connection.execute(
        select(*(table.c[name] for name in columns)).order_by(
            table.c.at, table.c.contribution_id, table.c.version
        )
    )
    return tuple(
        Withdrawal(contribution_id, version, bool(is_withdrawn), by, note, rows.read_time(at))
        for contribution_id, version, is_withdrawn, by, note, at in found
    )


def loaded_in(connection: Connection, run_id: str) -> tuple[str, ...]:
    """Return the ids of what came with a load and is still counted."""
    table = schema.contribution
    found = connection.execute(select(table.c.id).where(table.c.run_id == run_id).order_by(table.c.id))
    return tuple(found.scalars())


def withdrawn_in(connection: Connection, run_id: str) -> tuple[str, ...]:
    """Return the ids of what came with a load and is withdrawn now."""
    table = schema.withdrawal
    last = select(table.c.contribution_id, func.max(table.c.version)).group_by(table.c.contribution_id)
    came = f'"run_id": {json.dumps(run_id, ensure_ascii=False)}'  # as the row of the contribution is kept
    asked = select(table.c.contribution_id).where(
        tuple_(table.c.contribution_id, table.c.version).in_(last),
        table.c.content.contains(came, autoescape=True),
    )
    return tuple(connection.execute(asked.order_by(table.c.contribution_id)).scalars())


def held_decisions(connection: Connection) -> set[str]:
    """Return the decisions with links that people judged and that a withdrawn contribution carries."""
    table = schema.withdrawal
    some = table.c.content.contains('"link_review": [{', autoescape=True)
    kept = connection.execute(select(table.c.content).where(some)).scalars()
    return {review["decision_id"] for each in kept for review in json.loads(each)["link_review"]}


def withdraw(connection: Connection, ids: Sequence[str], by: str, note: str, at: str) -> None:
    """Move contributions out of what is counted.

    Raises
    ------
    StoreError
        If one of them is not stored, or nobody puts a name to it.
    """
    _require_name(by)
    for contribution_id in ids:
        gathered = _gathered(connection, contribution_id)
        if not gathered["contribution"]:
            raise StoreError(f"There is no contribution with the id {contribution_id!r}.")
        kept = json.dumps(gathered, ensure_ascii=False)
        _add(connection, contribution_id, by, note, at, is_withdrawn=1, content=kept)
        _remove(connection, contribution_id)


def put_back(
    connection: Connection, ids: Sequence[str], by: str, note: str, at: str, version: int = 0
) -> None:
    """Put withdrawn contributions back with all that hung on them; links only to items that are still there.

    `version` is that of the withdrawal to undo; 0 stands for the last, which must not have been undone.

    Raises
    ------
    StoreError
        If one of them is not withdrawn, or nobody puts a name to it.
    ConflictError
        If another contribution was loaded under its id.
    """
    _require_name(by)
    for contribution_id in ids:
        standing = _standing(connection, contribution_id, version)
        kept = json.loads(standing["content"])
        if _select_id(connection, contribution_id):
            raise ConflictError(
                f"A contribution was loaded anew under the id {contribution_id!r}.",
                hint="Withdraw that one first, then put this one back: withdraw --undo "
                f"{shlex.quote(contribution_id)} --version {standing['version']} --by NAME.",
            )
        items = set(connection.execute(select(schema.decision.c.id)).scalars())
        for table in _tables():
            values = kept.get(table.name, [])  # corrections are younger than withdrawals
            if "decision_id" in table.c:
                values = [row for row in values if row["decision_id"] in items]
            if values:
                connection.execute(insert(table), values)
        _add(connection, contribution_id, by, note, at, is_withdrawn=0, content="")


def withdrawn_contributions(
    connection: Connection, ids: Sequence[str], version: int = 0
) -> tuple[Contribution, ...]:
    """Return contributions as `put_back` would put them back, without their answers."""
    kept = [json.loads(_standing(connection, each, version)["content"])["contribution"][0] for each in ids]
    return tuple(rows.read_contribution([row[name] for name in rows.CONTRIBUTION_FIELDS], ()) for row in kept)


def withdrawn_corrections(connection: Connection) -> tuple[tuple[Contribution, Corrected], ...]:
    """Return what was ever withdrawn while it was corrected, the oldest withdrawal of an id first.

    Each as its file said it, without its answers, and what stood corrected of it.
    """
    table = schema.withdrawal
    some = table.c.content.contains('"correction": [{', autoescape=True)
    kept = connection.execute(select(table.c.content).where(some).order_by(table.c.version)).scalars()
    found = []
    for each in map(json.loads, kept):
        row, last = each["contribution"][0], each["correction"][-1]
        said = rows.read_contribution([row[name] for name in rows.CONTRIBUTION_FIELDS], ())
        found.append((said, json.loads(last["content"])))
    return tuple(found)


def forget_contributor(connection: Connection, contribution_id: str) -> bool:
    """Blank the personal name in all that was ever withdrawn under an id; return whether anything was."""
    table = schema.withdrawal
    of_it = select(*content(table)).where(table.c.contribution_id == contribution_id, table.c.content != "")
    found = [dict(row) for row in connection.execute(of_it).mappings()]
    for row in found:
        kept = json.loads(row["content"])
        kept["contribution"] = [rows.forgotten(kept["contribution"][0])]
        row["content"] = json.dumps(kept, ensure_ascii=False)
        same = (table.c.contribution_id == contribution_id) & (table.c.version == row["version"])
        connection.execute(update(table).where(same).values(content=row["content"], hash=record_hash(row)))
    return bool(found)


def forgotten_texts(connection: Connection) -> set[tuple[str, str]]:
    """Return id and text of what was ever withdrawn and whose contributor is forgotten."""
    table = schema.withdrawal
    some = table.c.content.contains('"is_forgotten": 1', autoescape=True)
    kept = connection.execute(select(table.c.content).where(some)).scalars()
    sent = (json.loads(each)["contribution"][0] for each in kept)
    return {(row["id"], row["text"]) for row in sent if row["is_forgotten"]}


def _require_name(by: str) -> None:
    if not by.strip():
        raise StoreError("Withdrawing a contribution needs the name of whoever does it.")


def _select_id(connection: Connection, contribution_id: str) -> str:
    table = schema.contribution
    return connection.execute(select(table.c.id).where(table.c.id == contribution_id)).scalar() or ""


def _standing(connection: Connection, contribution_id: str, version: int = 0) -> dict[str, Any]:
    """Return a withdrawal of a contribution, by default the last; refuse what is none."""
    table = schema.withdrawal
    of_it = select(table).where(table.c.contribution_id == contribution_id)
    if version:
        of_it = of_it.where(table.c.version == version)
    last = connection.execute(of_it.order_by(table.c.version.desc()).limit(1)).mappings().first()
    if last is None or not last["is_withdrawn"]:
        which = f" in version {version}" if version else ""
        raise StoreError(f"No contribution with the id {contribution_id!r} is withdrawn{which}.")
    return dict(last)


def _add(
    connection: Connection, contribution_id: str, by: str, note: str, at: str, **values: str | int
) -> None:
    table = schema.withdrawal
    of_it = select(func.max(table.c.version)).where(table.c.contribution_id == contribution_id)
    row: rows.Row = {
        "contribution_id": contribution_id,
        "version": (connection.execute(of_it).scalar() or 0) + 1,
        "done_by": by.strip(),
        "note": note.strip(),
        "at": at,
    }
    add_rows(connection, table, [row | values])


def _tables() -> tuple[Table, ...]:
    """Return the tables in the order in which their rows can be put back."""
    return (schema.contribution, schema.correction, schema.answer, schema.passage, *_OF_PASSAGES)


def _of(table: Table, contribution_id: str) -> Any:
    """Return the condition that a row belongs to a contribution."""
    if table is schema.contribution:
        return table.c.id == contribution_id
    if "contribution_id" in table.c:
        return table.c.contribution_id == contribution_id
    passage = schema.passage
    return table.c.passage_id.in_(select(passage.c.id).where(passage.c.contribution_id == contribution_id))


def _gathered(connection: Connection, contribution_id: str) -> dict[str, list[dict[str, Any]]]:
    gathered = {}
    for table in _tables():
        given_by_database = table.autoincrement_column
        columns = [column for column in table.c if column is not given_by_database]
        found = connection.execute(
            select(*columns).where(_of(table, contribution_id)).order_by(*table.primary_key)
        )
        gathered[table.name] = [dict(row) for row in found.mappings()]
    return gathered


def _remove(connection: Connection, contribution_id: str) -> None:
    """Delete what was gathered, and what the program makes anew: copies and the passages of topics."""
    for table in (schema.topic_passage, schema.copy_member, *reversed(_tables())):
        connection.execute(delete(table).where(_of(table, contribution_id)))
