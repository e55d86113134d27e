"""Drafts of papers, version by version."""

from __future__ import annotations

from synthesis.models import Draft, DraftVersion
from synthesis.store import drafts
from synthesis.store.verbs.transacting import Transacting, now, record


class DraftVerbs(Transacting):
    """Read and keep drafts."""

    def drafts(self) -> tuple[DraftVersion, ...]:
        """Return the latest version of every draft of a paper, the one saved last first."""
        with self._read() as connection:
            return drafts.latest_drafts(connection)

    def draft_history(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """Return every version of a draft, the oldest first; none where there is no such draft."""
        with self._read() as connection:
            return drafts.draft_history(connection, draft_id)

    def add_draft(self, draft: Draft, by: str) -> str:
        """Keep the first version of a draft; return the draft's id."""
        with self._write() as connection:
            draft_id = drafts.add_draft(connection, draft, by, now())
            record(connection, f"Began {draft_id}: {draft.title}", by)
        return draft_id

    def save_draft(
        self, draft_id: str, draft: Draft, by: str, base_version: int, note: str = "", restores: int = 0
    ) -> int:
        """Add the next version of a draft; return its number.

        Raises
        ------
        ConflictError
            If `base_version` is not the newest version of the draft.
        """
        with self._write() as connection:
            version = drafts.save_draft(
                connection, draft_id, draft, by, base_version, now(), note=note, restores=restores
            )
            record(connection, f"Saved version {version} of {draft_id}: {note}", by)
        return version
