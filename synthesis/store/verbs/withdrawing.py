"""Contributions taken out of everything that is counted, and put back."""

from __future__ import annotations

from collections.abc import Sequence

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

    def withdrawn_from(self, run_id: str) -> tuple[str, ...]:
        """Return the ids of what came with a load and is withdrawn now."""
        with self._read() as connection:
            return withdrawing.withdrawn_from(connection, run_id)

    def withdrawn_contributions(self, ids: Sequence[str]) -> tuple[Contribution, ...]:
        """Return contributions that are withdrawn now, without their answers."""
        with self._read() as connection:
            return withdrawing.withdrawn_contributions(connection, ids)

    def withdraw(self, ids: Sequence[str], by: str, note: str = "", *, copies: Sequence[CopyGroup]) -> None:
        """Take contributions out of all that is counted; they are kept, with all that hangs on them.

        Parameters
        ----------
        ids : sequence of str
        by, note : str
            Who does it, and why.
        copies : sequence of CopyGroup
            All copy groups of what stays.

        Raises
        ------
        StoreError
            If one of them is not stored; nothing is withdrawn then.
        """
        with self._write() as connection:
            withdrawing.withdraw(connection, ids, by, note, now())
            contributing.replace_copies(connection, copies, None)
            record(connection, f"Withdrew {counted(len(ids), 'contribution')}", by)

    def put_back(self, ids: Sequence[str], by: str, note: str = "", *, copies: Sequence[CopyGroup]) -> None:
        """Count withdrawn contributions again; `copies` are all copy groups there are then.

        Raises
        ------
        StoreError
            If one of them is not withdrawn; nothing is put back then.
        ConflictError
            If another contribution was loaded under its id.
        """
        with self._write() as connection:
            withdrawing.put_back(connection, ids, by, note, now())
            contributing.replace_copies(connection, copies, None)
            record(connection, f"Put back {counted(len(ids), 'contribution')}", by)
