"""The community's records: each kept whole as JSON, one version after another, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, and_, func, select

from synthesis.community.calendar.revisions import is_private
from synthesis.errors import ConflictError, StoreError
from synthesis.models import (
    CommunityRecord,
    Event,
    Group,
    Judgement,
    MessageTie,
    ProposedTopic,
    Session,
    SessionMessages,
    SessionProposal,
    Standard,
)
from synthesis.store import rows, schema
from synthesis.store.hashing import add_rows

T = TypeVar("T", bound=CommunityRecord)
Said = TypeVar("Said", MessageTie, Judgement)

KINDS: Mapping[type, str] = {
    Group: "group",
    Event: "event",
    Standard: "standard",
    SessionProposal: "proposal",
    ProposedTopic: "topic",
    Session: "session",
    SessionMessages: "messages",
    MessageTie: "tie",
    Judgement: "judgement",
}
"""The name of each kind of record in the store, for good."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A record as somebody saved it; removed ones keep what they said last."""

    record: T
    version: int
    by: str = ""
    note: str = ""
    is_removed: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving records came to: ids that are new, that say something else now, and that said the same."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def save_entries(
    connection: Connection, records: Sequence[T], by: str, note: str, at: str, base: Mapping[str, int] | None
) -> Saved:
    """Append a version of each record that is new or says something else; `base` as in `Community.save`.

    To whoever has seen nothing, what was removed is new.
    """
    found: dict[str, list[str]] = {"added": [], "changed": [], "same": []}
    written: list[rows.Row] = []
    for kind in dict.fromkeys(KINDS[type(record)] for record in records):
        own = {record.id: record for record in records if KINDS[type(record)] == kind}
        newest = _newest(connection, kind, own)
        for record_id, record in own.items():
            version, content, is_removed = newest.get(record_id, (0, "", False))
            seen = version if base is None else base.get(record_id, 0)
            if seen != version and (seen or not is_removed):
                raise _overtaken(record_id, version)
            if content == write_record(record) and not is_removed:
                found["same"].append(record_id)
                continue
            found["changed" if version and not is_removed else "added"].append(record_id)
            written.append(_row(record, kind, version + 1, by, note, at))
    add_rows(connection, schema.entry, written)
    return Saved(*(tuple(ids) for ids in found.values()))


def never_kept(connection: Connection, records: Sequence[T]) -> list[T]:
    """Return the records that there was never any version of."""
    table = schema.entry
    kinds = {KINDS[type(record)] for record in records}
    asked = select(table.c.kind, table.c.id).where(table.c.kind.in_(kinds)).distinct()
    known = set(map(tuple, connection.execute(asked)))
    return [record for record in records if (KINDS[type(record)], record.id) not in known]


def remove_entry(
    connection: Connection, kind: type[T], record_id: str, by: str, base_version: int, note: str, at: str
) -> None:
    """Append a version that says that the record is gone."""
    version, content, is_removed = _newest(connection, KINDS[kind], [record_id]).get(record_id, (0, "", True))
    if is_removed:
        raise StoreError(f"There is no such {KINDS[kind]} in the store.", record_id)
    if version != base_version:
        raise _overtaken(record_id, version)
    row = _row(read_record(kind, content), KINDS[kind], version + 1, by, note, at)
    add_rows(connection, schema.entry, [row | {"is_removed": 1}])


def latest_entries(
    connection: Connection, kind: type[T], *, is_removed: bool = False
) -> tuple[Entry[T], ...]:
    """Return the newest version of each record of a kind that was not removed, or that was, by id."""
    found = _read(connection, kind, _last_said(kind).order_by(schema.entry.c.id))
    return tuple(entry for entry in found if entry.is_removed == is_removed)


def private_events(connection: Connection) -> frozenset[str]:
    """Return the ids of the events that were private when they were last saved, removed ones among them."""
    asked = _last_said(Event).where(schema.entry.c.content.icontains("CLASS"))
    return frozenset(entry.record.id for entry in _read(connection, Event, asked) if is_private(entry.record))


def entry_history(connection: Connection, kind: type[T], record_id: str) -> tuple[Entry[T], ...]:
    """Return every version of a record, the oldest first."""
    table = schema.entry
    asked = and_(table.c.kind == KINDS[kind], table.c.id == record_id)
    return _read(connection, kind, _selected().where(asked).order_by(table.c.version))


def _overtaken(record_id: str, version: int) -> ConflictError:
    return ConflictError(
        "Somebody else has changed this meanwhile.",
        where=f"{record_id}, version {version}",
        hint="Look at what they changed, then decide again.",
    )


def _newest_versions(kind: str) -> Select[Any]:
    table = schema.entry
    return (
        select(table.c.id, func.max(table.c.version).label("version"))
        .where(table.c.kind == kind)
        .group_by(table.c.id)
    )


def _last_said(kind: type[T]) -> Select[Any]:
    """Ask for the newest version of each record of a kind, removed ones among them."""
    table = schema.entry
    newest = _newest_versions(KINDS[kind]).subquery()
    is_newest = and_(
        table.c.kind == KINDS[kind], table.c.id == newest.c.id, table.c.version == newest.c.version
    )
    return _selected().join(newest, is_newest)


def _newest(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, tuple[int, str, bool]]:
    """Return the newest version of these records of a kind, by id; the content of no other is read."""
    table = schema.entry
    found: dict[str, tuple[int, str, bool]] = {}
    for batch in rows.in_batches(ids):
        newest = _newest_versions(kind).where(table.c.id.in_(batch)).subquery()
        is_newest = and_(table.c.kind == kind, table.c.id == newest.c.id, table.c.version == newest.c.version)
        asked = select(table.c.id, table.c.version, table.c.content, table.c.is_removed).join(
            newest, is_newest
        )
        for record_id, version, content, is_removed in connection.execute(asked):
            found[record_id] = version, content, bool(is_removed)
    return found


def _selected() -> Select[Any]:
    table = schema.entry
    return select(
        table.c.content, table.c.version, table.c.saved_by, table.c.note, table.c.is_removed, table.c.at
    )


def _read(connection: Connection, kind: type[T], statement: Select[Any]) -> tuple[Entry[T], ...]:
    return tuple(
        Entry(read_record(kind, content), version, by, note, bool(is_removed), rows.read_time(at))
        for content, version, by, note, is_removed, at in connection.execute(statement)
    )


def _row(record: T, kind: str, version: int, by: str, note: str, at: str) -> rows.Row:
    if not by.strip():
        raise ValueError("A version of a record must carry the person's name.")
    return {
        "kind": kind,
        "id": record.id,
        "version": version,
        "content": write_record(record),
        "saved_by": by.strip(),
        "note": note.strip(),
        "is_removed": 0,
        "at": at,
    }


def as_said(entries: Iterable[Entry[Said]]) -> tuple[Said, ...]:
    """Return what people said, each with who said it last, when, and how often it was said."""
    return tuple(replace(entry.record, by=entry.by, at=entry.at, version=entry.version) for entry in entries)


def write_record(record: CommunityRecord) -> str:
    """All that a record says as JSON; defaults are left out, so that later fields change no record."""
    return json.dumps(_converter().unstructure(record), ensure_ascii=False, separators=(",", ":"))


def read_record(kind: type[T], content: str) -> T:
    """Reverse of `write_record`.

    >>> group = Group("dc-iot", "Internet of Things", "dynamic coalition", aliases=("IoT coalition",))
    >>> read_record(Group, write_record(group)) == group
    True
    """
    record: T = _converter().structure(json.loads(content), kind)
    return record


@cache
def _converter() -> Any:
    from cattrs.preconf.json import make_converter

    return make_converter(omit_if_default=True)
