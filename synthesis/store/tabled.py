"""Enter a table of proposals: its rows become paragraphs of one source, its items and changes versions.

A paragraph is only ever added: the words that an item was read in before stay, whatever the table says now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from synthesis.errors import ConflictError
from synthesis.models import Decision, Meeting
from synthesis.store import schema
from synthesis.store.hashing import add_rows
from synthesis.store.reading import read_meetings
from synthesis.store.register import append_versions, insert_meeting, newest_versions

TableChange = tuple[Decision, Mapping[str, str | date | None]]
"""An item as it was when the table was compared with it, and what the table says differently."""


def enter_table(
    connection: Connection,
    meeting: Meeting,
    added: Sequence[Decision],
    changed: Sequence[TableChange],
    by: str,
    note: str,
    at: str,
) -> None:
    """Store the rows of a table, the items that are new, and the next versions of those that changed.

    Raises
    ------
    ConflictError
        If somebody has entered or changed one of them since the table was compared; nothing is stored.
    """
    _require_versions(
        connection, [(item, 0) for item in added] + [(item, item.version) for item, _ in changed]
    )
    _add_paragraphs(connection, meeting)
    after = [
        replace(item, **changes, version=item.version + 1)  # type: ignore[arg-type]  # fields, by the plan
        for item, changes in changed
    ]
    items = [*(replace(item, version=1) for item in added), *after]
    append_versions(connection, items, changed_by=by, note=note, at=at)


def _add_paragraphs(connection: Connection, meeting: Meeting) -> None:
    stored = read_meetings(connection, meeting.id)
    if not stored:
        insert_meeting(connection, meeting)
        return
    known = set(stored[0].paragraphs)
    rows = [
        {"meeting_id": meeting.id, "seq": seq, "number": paragraph.number, "text": paragraph.text}
        for seq, paragraph in enumerate(
            (each for each in meeting.paragraphs if each not in known), start=len(stored[0].paragraphs)
        )
    ]
    add_rows(connection, schema.paragraph, rows)


def _require_versions(connection: Connection, seen: Sequence[tuple[Decision, int]]) -> None:
    """Refuse items of which another version than this is the newest; 0 where there must be none yet."""
    versions = newest_versions(connection, [item.id for item, _ in seen])
    for item, version in seen:
        if versions.get(item.id, 0) != version:
            raise ConflictError(
                "Somebody has changed the register since the table was compared with it; nothing was stored.",
                where=item.quote,
                hint="Import the table again.",
            )
