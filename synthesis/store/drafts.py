"""Drafts of papers: one version after another, never changed, with who saved it and when."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Draft, DraftVersion, Edit, Filters, OwnParagraph, Seen
from synthesis.store import rows, schema
from synthesis.store.hashing import add_rows

_COLUMNS = ("id", "version", "content", "saved_by", "note", "restores", "at")


def add_draft(connection: Connection, draft: Draft, by: str, at: str) -> str:
    """Store the first version of a draft; return its id."""
    first = select(func.count()).select_from(schema.draft).where(schema.draft.c.version == 1)
    draft_id = f"draft-{(connection.execute(first).scalar() or 0) + 1}"
    _add(connection, DraftVersion(draft_id, 1, draft, by, "Began the draft"), at)
    return draft_id


def save_draft(
    connection: Connection,
    draft_id: str,
    draft: Draft,
    by: str,
    base_version: int,
    at: str,
    *,
    note: str,
    restores: int,
) -> int:
    """Append a version made from `base_version`; return its number."""
    newest = select(func.max(schema.draft.c.version)).where(schema.draft.c.id == draft_id)
    version: int | None = connection.execute(newest).scalar()
    if version is None:
        raise StoreError("There is no such draft in the store.", draft_id)
    if version != base_version:
        raise ConflictError(
            "Somebody else has saved this draft meanwhile.",
            where=f"{draft_id}, version {version}",
            hint="Look at what they changed, then decide again.",
        )
    _add(connection, DraftVersion(draft_id, version + 1, draft, by, note, restores), at)
    return version + 1


def _add(connection: Connection, version: DraftVersion, at: str) -> None:
    if not version.by.strip():
        raise ValueError("A version of a draft must carry the person's name.")
    row = {
        "id": version.draft_id,
        "version": version.version,
        "kind": version.draft.kind,
        "title": version.draft.title,
        "content": write_draft(version.draft),
        "saved_by": version.by.strip(),
        "note": version.note.strip(),
        "restores": version.restores,
        "at": at,
    }
    add_rows(connection, schema.draft, [row])


def latest_drafts(connection: Connection) -> tuple[DraftVersion, ...]:
    """Return the newest version of every draft, the one saved last first."""
    table = schema.draft
    newest = select(table.c.id, func.max(table.c.version).label("version")).group_by(table.c.id).subquery()
    is_newest = and_(table.c.id == newest.c.id, table.c.version == newest.c.version)
    found = _read(connection, _selected().join(newest, is_newest))
    return tuple(sorted(found, key=lambda each: (str(each.at), each.draft_id), reverse=True))


def draft_history(connection: Connection, draft_id: str) -> tuple[DraftVersion, ...]:
    """Return every version of a draft, the oldest first."""
    table = schema.draft
    return _read(connection, _selected().where(table.c.id == draft_id).order_by(table.c.version))


def _selected() -> Select[Any]:
    return select(*(schema.draft.c[name] for name in _COLUMNS))


def _read(connection: Connection, statement: Select[Any]) -> tuple[DraftVersion, ...]:
    return tuple(
        DraftVersion(draft_id, version, read_draft(content), by, note, restores, rows.read_time(at))
        for draft_id, version, content, by, note, restores, at in connection.execute(statement)
    )


def write_draft(draft: Draft) -> str:
    """All of a draft as JSON."""
    return json.dumps(asdict(draft), ensure_ascii=False, separators=(",", ":"))


def read_draft(content: str) -> Draft:
    """Reverse of `write_draft`.

    >>> own = OwnParagraph("own/1", "size/for", "Size", "Ours [c1].", (("2017-1",),))
    >>> draft = Draft("theme", "Size", filters=Filters(cycles=(2017,)), own=(own,))
    >>> read_draft(write_draft(draft)) == draft
    True
    """
    stored = json.loads(content)
    lists = {name: _tuple(value) for name, value in stored["filters"].items()}
    return Draft(
        **stored
        | {
            "filters": Filters(**lists),
            "edits": tuple(Edit(**each | {"cited": _cited(each)}) for each in stored["edits"]),
            "own": tuple(OwnParagraph(**each | {"cited": _cited(each)}) for each in stored["own"]),
            "order": tuple(stored["order"]),
            "seen": tuple(Seen(**each) for each in stored["seen"]),
        }
    )


def _cited(stored: rows.Row) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(ids) for ids in stored["cited"])


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
