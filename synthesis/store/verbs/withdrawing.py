"""Contributions taken out of everything that is counted, and put back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from synthesis.grammar import counted
from synthesis.models import Contribution, CopyGroup
from synthesis.store import contributing, withdrawing
from synthesis.store.verbs.transacting import Transacting, now, record
from synthesis.store.withdrawing import Withdrawal


class WithdrawingVerbs(Transacting):
    """Withdraw contributions, put them back, and tell of both."""

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Return what was withdrawn and put back, the oldest first."""
        with self._read() as connection:
            return withdrawing.read_withdrawals(connection)

    def loaded_in(self, run_id: str) -> tuple[str, ...]:
        """Return the ids of what came with a load and is still counted."""
        with self._read() as connection:
            return withdrawing.loaded_in(connection, run_id)

    def withdrawn_in(self, run_id: str) -> tuple[str, ...]:
        """Return the ids of what came with a load and is withdrawn now."""
        with self._read() as connection:
            return withdrawing.withdrawn_in(connection, run_id)

    def withdrawn_contributions(self, ids: Sequence[str], version: int = 0) -> tuple[Contribution, ...]:
        """Return withdrawn contributions without their answers, as they were last or in a version."""
        with self._read() as connection:
            return withdrawing.withdrawn_contributions(connection, ids, version)

    def withdraw(
        self,
        ids: Sequence[str],
        by: str,
        note: str = "",
        *,
        copies: Sequence[CopyGroup],
        compared: Collection[str] | None = None,
    ) -> None:
        """Take contributions out of all that is counted; they are kept, with all that hangs on them.

        Parameters
        ----------
        ids : sequence of str
        by, note : str
            Who does it, and why.
        copies : sequence of CopyGroup
            All copy groups of what stays.
        compared : collection of str, optional
            Ids of the contributions that copies were looked for among; None stands for all.

        Raises
        ------
        StoreError
            If one of them is not stored; nothing is withdrawn then.
        ConflictError
            If others were stored since the copies were looked for.
        """
        with self._write() as connection:
            withdrawing.withdraw(connection, ids, by, note, now())
            contributing.replace_copies(connection, copies, compared)
            record(connection, f"Withdrew {counted(len(ids), 'contribution')}", by)

    def put_back(
        self,
        ids: Sequence[str],
        by: str,
        note: str = "",
        *,
        copies: Sequence[CopyGroup],
        compared: Collection[str] | None = None,
        version: int = 0,
    ) -> None:
        """Count withdrawn contributions again; `copies` are all copy groups there are then.

        `version` is that of the withdrawal that is undone, 0 for the last.

        Raises
        ------
        StoreError
            If one of them is not withdrawn; nothing is put back then.
        ConflictError
            If another contribution was loaded under its id, or others since the copies were looked for.
        """
        with self._write() as connection:
            withdrawing.put_back(connection, ids, by, note, now(), version)
            contributing.replace_copies(connection, copies, compared)
            record(connection, f"Put back {counted(len(ids), 'contribution')}", by)
