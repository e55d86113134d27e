"""What passages speak of: codebooks, what the machine proposes, what people say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from synthesis.models import Assignment, Codebook, Position, Review, Run
from synthesis.store import coding as codings
from synthesis.store import register, reviewing, schema
from synthesis.store.linking import NOT_LINKED, Linked
from synthesis.store.verbs.transacting import Transacting, add_run, now, record


class CodingVerbs(Transacting):
    """Put codebooks in force; keep codings and reviews."""

    def codebook(self) -> Codebook:
        """Return the codebook in force; an empty one before the first is saved."""
        with self._read() as connection:
            return codings.current_codebook(connection)

    def codebook_history(self) -> tuple[tuple[datetime, Codebook], ...]:
        """Return every codebook that was put in force and when, the oldest first."""
        with self._read() as connection:
            return codings.codebook_history(connection)

    def coded_passage_ids(self) -> frozenset[str]:
        """Return the passages that the machine has coded, whatever came of it."""
        with self._read() as connection:
            return frozenset(connection.execute(select(schema.assignment.c.passage_id)).scalars())

    def review_history(self, passage_id: str) -> tuple[Review, ...]:
        """Return every review of a passage and every withdrawal, the oldest first."""
        with self._read() as connection:
            return reviewing.review_history(connection, passage_id)

    def save_codebook(self, codebook: Codebook) -> None:
        """Put a codebook in force; a changed one needs a new version."""
        with self._write() as connection:
            if codings.save_codebook(connection, codebook, now()):
                record(connection, f"Put codebook {codebook.name} {codebook.version} in force")

    def save_assignments(
        self, assignments: Sequence[Assignment], run: Run, linked: Linked = NOT_LINKED
    ) -> None:
        """Replace the machine's codings of these passages; people's codings are not touched.

        `linked` are the links of decisions that come of them, stored with them or not at all.
        """
        with self._write() as connection:
            codings.replace_assignments(connection, assignments, run.id)
            register.put_links(connection, linked)
            add_run(connection, run)
            record(connection, f"Coded {len(assignments)} passages with codebook {run.codebook_version}")

    def review_passage(
        self,
        passage_id: str,
        themes: Mapping[str, Position],
        coder: str,
        base_version: int,
        note: str = "",
    ) -> int:
        """Add what a person found in a passage, which stands over the machine's; return its version.

        Parameters
        ----------
        themes : mapping of theme id to position
            The themes that the passage carries, and no others; empty for none of the codebook's.
        base_version : int
            The version of the passage's assignment that the person has seen.

        Raises
        ------
        ConflictError
            If the passage was reviewed since.
        """
        with self._write() as connection:
            version = reviewing.add_review(connection, passage_id, themes, coder, base_version, note, now())
            found = ", ".join(sorted(themes)) or "none of the themes"
            record(connection, f"Reviewed {passage_id}: {found}", coder)
        return version

    def withdraw_review(self, passage_id: str, coder: str, base_version: int, note: str = "") -> int:
        """Take back the review that stands; the one before it, if any, stands again.

        Raises
        ------
        ConflictError
            If the passage was reviewed since `base_version`.
        """
        with self._write() as connection:
            version = reviewing.withdraw_review(connection, passage_id, coder, base_version, note, now())
            record(connection, f"Withdrew the review of {passage_id}", coder)
        return version
