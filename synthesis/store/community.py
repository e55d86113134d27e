"""The shelf of the community's records: groups, events, standards, proposals, sessions and their messages.

>>> from synthesis.models import Group
>>> from synthesis.store import open_store
>>> with open_store("sqlite://") as store:
...     group = Group("dc-iot", "Internet of Things", "dynamic coalition")
...     saved = store.community.save([group], "A. Person")
...     saved.added, [entry.record.name for entry in store.community.entries(Group)]
(('dc-iot',), ['Internet of Things'])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from synthesis.corpus.accounting import RecordsPlan
from synthesis.models import CommunityRecord
from synthesis.store import entries
from synthesis.store.entries import KINDS, Entry, Saved, T
from synthesis.store.verbs.transacting import Transacting, now, record


class Community(Transacting):
    """What is kept of the community, on a shelf of its own in the database of a `Store`."""

    def entries(self, kind: type[T]) -> tuple[Entry[T], ...]:
        """Return the newest version of each record of a kind, by id; removed ones are left out."""
        with self._read() as connection:
            return entries.latest_entries(connection, kind)

    def removed(self, kind: type[T]) -> tuple[Entry[T], ...]:
        """Return what each removed record of a kind said last, by id, with who removed it."""
        with self._read() as connection:
            return entries.latest_entries(connection, kind, is_removed=True)

    def history(self, kind: type[T], record_id: str) -> tuple[Entry[T], ...]:
        """Return every version of a record, the oldest first; none where there is no such record."""
        with self._read() as connection:
            return entries.entry_history(connection, kind, record_id)

    def save(
        self,
        records: Sequence[T],
        by: str,
        note: str = "",
        base: Mapping[str, int] | None = None,
        removed: Iterable[Entry[T]] = (),
    ) -> Saved:
        """Keep what is new or says something else as the next version; what says the same is left alone.

        Parameters
        ----------
        records : sequence
            Of two with one id the last counts.
        base : mapping of id to version, optional
            The versions that the person has seen, 0 (or left out) for what is new to them, as what was
            removed is; None, for an import, saves over any.
        removed : iterable of Entry
            What goes away with it, as the person has seen it: all of it is stored, or nothing.

        Raises
        ------
        ConflictError
            If one of them was changed since `base`; nothing is stored then.
        """
        with self._write() as connection:
            for entry in removed:
                _remove(connection, type(entry.record), entry.record.id, by, entry.version, note)
            return _save(connection, records, by, note, base)

    def save_together(
        self,
        noted: Iterable[tuple[str, Sequence[CommunityRecord]]],
        by: str,
        base: Mapping[str, int] | None = None,
    ) -> None:
        """Keep records, each with the note that stands before them: all of it is stored, or nothing.

        `base` and what is raised are as in `save`.
        """
        with self._write() as connection:
            for note, records in noted:
                _save(connection, records, by, note, base)

    def enter(self, plan: RecordsPlan[T], by: str, note: str = "") -> Saved:
        """Keep what a table adds and changes; a field that it left as it was keeps what is stored now.

        Raises
        ------
        ConflictError
            If somebody added the same, changed the same field or removed a record since the plan was made;
            nothing is stored then.
        """
        if not plan.to_save:
            return Saved()
        with self._write() as connection:
            found = entries.latest_entries(connection, type(plan.to_save[0]))
            now = {entry.record.id: entry for entry in found}
            seen = [(change, now.get(change.before.id)) for change in plan.changed]
            changed = [change.upon(entry.record if entry else None) for change, entry in seen]
            base = {entry.record.id: entry.version for _, entry in seen if entry}
            return _save(connection, [*plan.added, *changed], by, note, base)

    def fill(self, records: Sequence[T], by: str, note: str = "") -> Saved:
        """Keep the records that were never here: what people changed or removed stays so."""
        with self._write() as connection:
            return _save(connection, entries.never_kept(connection, records), by, note, None)

    def remove(self, kind: type[T], record_id: str, by: str, base_version: int, note: str = "") -> None:
        """Take a record away; its versions are kept, and saving it again brings it back.

        Raises
        ------
        ConflictError
            If it was changed since `base_version`.
        StoreError
            If there is no such record.
        """
        with self._write() as connection:
            _remove(connection, kind, record_id, by, base_version, note)


def _save(
    connection: Connection, records: Sequence[T], by: str, note: str, base: Mapping[str, int] | None
) -> Saved:
    saved = entries.save_entries(connection, records, by, note, now(), base)
    if saved.added or saved.changed:
        record(connection, _what(records, saved, note), by)
    return saved


def _remove(
    connection: Connection, kind: type[T], record_id: str, by: str, base_version: int, note: str
) -> None:
    entries.remove_entry(connection, kind, record_id, by, base_version, note, now())
    record(connection, f"Removed {KINDS[kind]} {record_id}", by)


def _what(records: Sequence[T], saved: Saved, note: str) -> str:
    kinds = ", ".join(sorted({KINDS[type(record)] for record in records}))
    amount = f"{len(saved.added)} added, {len(saved.changed)} changed"
    return f"Saved {kinds}: {amount}" + (f" ({note})" if note else "")
