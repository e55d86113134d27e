"""What people correct of what was read of contributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synthesis.grammar import counted
from synthesis.models import Contribution, Corrected, Correction
from synthesis.store import correcting, withdrawing
from synthesis.store.verbs.transacting import Transacting, now, record


class CorrectingVerbs(Transacting):
    """Correct fields of contributions, go back, and tell of both."""

    def corrections(self, contribution_id: str = "") -> tuple[Correction, ...]:
        """Return what was corrected, version by version, the oldest first; of one contribution, or of all."""
        with self._read() as connection:
            return correcting.read_corrections(connection, contribution_id)

    def standing_corrections(self) -> Mapping[str, Correction]:
        """Return what stands corrected, by the id of the contribution; all taken back it is empty."""
        with self._read() as connection:
            return correcting.standing_corrections(connection)

    def received(self, ids: Sequence[str]) -> Mapping[str, Corrected]:
        """Return what the files said in the fields that can be corrected, whatever was corrected since."""
        with self._read() as connection:
            return correcting.received(connection, ids)

    def withdrawn_corrections(self) -> tuple[tuple[Contribution, Corrected], ...]:
        """Return what was withdrawn while it was corrected: as the file said it, and what stood corrected."""
        with self._read() as connection:
            return withdrawing.withdrawn_corrections(connection)

    def correct(
        self,
        values: Mapping[str, Corrected],
        by: str,
        note: str = "",
        base: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        """Let other values stand in some fields of contributions; what their files said is kept.

        Parameters
        ----------
        values : mapping of id to mapping of field to value
            Other fields stay as they stand; what the file said is corrected no more.
        by, note : str
            Who corrects it, and why.
        base : mapping of id to version, optional
            The corrections that the person has seen, 0 (or left out) for none; None goes on from any.

        Returns
        -------
        mapping of id to version
            Of those of which something else stands now.

        Raises
        ------
        ConflictError
            If one of them was corrected since; nothing is stored then.
        StoreError
            If one of them is not stored, or nobody puts a name to it.
        """
        with self._write() as connection:
            saved = correcting.save_corrections(connection, values, by, note, now(), base)
            if saved:
                record(connection, f"Corrected {counted(len(saved), 'contribution')}", by)
        return saved

    def restore_correction(
        self, contribution_id: str, version: int, by: str, note: str = "", base: int | None = None
    ) -> Mapping[str, int]:
        """Let what stood after a version stand again, 0 for what the file said; see `correct`."""
        seen = None if base is None else {contribution_id: base}
        with self._write() as connection:
            values = correcting.values_of_version(connection, contribution_id, version)
            saved = correcting.save_corrections(
                connection, {contribution_id: values}, by, note, now(), seen, is_whole=True
            )
            if saved:
                record(connection, "Took back what was corrected of 1 contribution", by)
        return saved
