"""A corrected report in the place of the stored one."""

from __future__ import annotations

from collections.abc import Sequence

from synthesis.models import Decision, DecisionLink, Meeting
from synthesis.store import replacing
from synthesis.store.replacing import Replaced, Standing
from synthesis.store.verbs.transacting import Transacting, now, record


class ReplacingVerbs(Transacting):
    """Say how a report stands to what is stored, and put it in its place."""

    def standing_of(self, meeting: Meeting) -> Standing:
        """Say whether a report is new, stored already, or another one of a meeting that has one."""
        with self._read() as connection:
            return replacing.standing_of(connection, meeting)

    def replace_meeting(
        self, meeting: Meeting, decisions: Sequence[Decision], links: Sequence[DecisionLink], by: str
    ) -> Replaced:
        """Put a report in the place of the stored one; what people said of its items stays.

        Raises
        ------
        InputError
            If no report of the meeting is stored.
        StoreError
            If nobody puts a name to it.
        """
        with self._write() as connection:
            replaced = replacing.replace_report(connection, meeting, decisions, links, by, now())
            record(connection, f"Replaced the report of {meeting.title}", by)
        return replaced
