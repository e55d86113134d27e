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
from synthesis.store.register import append_version, decision_history, insert_meeting

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
    _add_paragraphs(connection, meeting)
    for item in added:
        _require_version(connection, item, 0)
        append_version(connection, item, version=1, changed_by=by, note=note, at=at)
    for item, changes in changed:
        _require_version(connection, item, item.version)
        after = replace(item, **changes)  # type: ignore[arg-type]  # fields of a decision, by the plan
        append_version(connection, after, version=item.version + 1, changed_by=by, note=note, at=at)


def _add_paragraphs(connection: Connection, meeting: Meeting) -> None:
    stored = read_meetings(connection, meeting.id)
    if not stored:
        insert_meeting(connection, meeting)
        return
    known = stored[0].paragraphs
    rows = [
        {"meeting_id": meeting.id, "seq": seq, "number": paragraph.number, "text": paragraph.text}
        for seq, paragraph in enumerate(
            (each for each in meeting.paragraphs if each not in known), start=len(known)
        )
    ]
    add_rows(connection, schema.paragraph, rows)


def _require_version(connection: Connection, item: Decision, version: int) -> None:
    history = decision_history(connection, item.id)
    if (history[-1].version if history else 0) != version:
        raise ConflictError(
            "Somebody has changed the register since the table was compared with it; nothing was stored.",
            where=item.quote,
            hint="Import the table again.",
        )
