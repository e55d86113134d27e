"""The decisions register: meetings, the items of their reports, and what those are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from synthesis.models import Decision, DecisionLink, LinkStatus, Meeting
from synthesis.store import coding as codings
from synthesis.store import linking, register, tabled
from synthesis.store.linking import NOT_LINKED, Linked, LinkVersion
from synthesis.store.register import DecisionVersion
from synthesis.store.tabled import TableChange
from synthesis.store.verbs.transacting import Transacting, now, record


class RegisterVerbs(Transacting):
    """Enter, change and link the items of the register; nothing is overwritten.

    `linked` are the links that come of a change, stored with it or not at all.
    """

    def decision_history(self, decision_id: str) -> tuple[DecisionVersion, ...]:
        """Return every version of a decision, the oldest first."""
        with self._read() as connection:
            return register.decision_history(connection, decision_id)

    def decision_histories(self, ids: Iterable[str]) -> Mapping[str, tuple[DecisionVersion, ...]]:
        """Return every version of each of these decisions, the oldest first."""
        with self._read() as connection:
            return register.decision_histories(connection, ids)

    def hidden_links(self) -> tuple[DecisionLink, ...]:
        """Return the links to themes that left the codebook: kept, in no snapshot until the theme is back."""
        with self._read() as connection:
            themes = {theme.id for theme in codings.current_codebook(connection).themes}
            links = linking.read_links(connection)
        return tuple(link for link in links if themes and link.theme_id and link.theme_id not in themes)

    def link_history(self, link: DecisionLink) -> tuple[LinkVersion, ...]:
        """Return all that people said of a link, the oldest first."""
        with self._read() as connection:
            return linking.link_history(connection, link.key)

    def add_meeting(
        self, meeting: Meeting, decisions: Sequence[Decision], links: Sequence[DecisionLink] = ()
    ) -> bool:
        """Store a meeting and what was proposed from it; return whether anything was new."""
        with self._write() as connection:
            is_new = register.add_meeting(connection, meeting, decisions, links, now())
            if is_new:
                record(connection, f"Entered {len(decisions)} decisions of {meeting.title}")
        return is_new

    def review_link(self, link: DecisionLink, status: LinkStatus, by: str, note: str = "") -> int:
        """Confirm or reject a link as it was seen, or confirm one that nobody proposed; return its version.

        Raises
        ------
        ConflictError
            If somebody has confirmed or rejected it since.
        StoreError
            If the decision, theme or passage is not there, or there is nothing to reject.
        """
        with self._write() as connection:
            version = linking.add_review(connection, link, status, by, note, now())
            target = link.theme_id or link.passage_id
            record(connection, f"Link of decision {link.decision_id} to {target} {status}", by)
        return version

    def review_decision(
        self,
        decision_id: str,
        changes: Mapping[str, str | date | None],
        by: str,
        base_version: int,
        note: str = "",
        linked: Linked = NOT_LINKED,
    ) -> int:
        """Add the next version of a decision; return its number.

        Raises
        ------
        ConflictError
            If `base_version` is not the version of the decision now.
        """
        with self._write() as connection:
            version = register.change_decision(
                connection, decision_id, changes, by, base_version, note, now()
            )
            register.put_links(connection, linked)
            record(connection, f"Changed {', '.join(changes)} of decision {decision_id}", by)
        return version

    def add_decision(self, decision: Decision, by: str, note: str = "", linked: Linked = NOT_LINKED) -> None:
        """Enter an item that a person found in a stored report.

        Raises
        ------
        ConflictError
            If the register has this item already.
        """
        with self._write() as connection:
            register.add_decision(connection, decision, by, note, now())
            register.put_links(connection, linked)
            record(connection, f"Added decision {decision.id}", by)

    def enter_table(
        self,
        meeting: Meeting,
        added: Sequence[Decision],
        changed: Sequence[TableChange],
        by: str,
        note: str,
        linked: Linked = NOT_LINKED,
    ) -> None:
        """Store a table of proposals: its rows as paragraphs, what is new, and what it says differently.

        Raises
        ------
        ConflictError
            If one of the items was changed since the table was compared with the register.
        """
        with self._write() as connection:
            tabled.enter_table(connection, meeting, added, changed, by, note, now())
            register.put_links(connection, linked)
            what = f"{len(added)} items added, {len(changed)} changed"
            record(connection, f"Entered {meeting.title}: {what}", by)

    def restore_decision(
        self, decision_id: str, version: int, by: str, base_version: int, linked: Linked = NOT_LINKED
    ) -> int:
        """Let a decision say again what it said in an earlier version; return the number of the new one.

        Raises
        ------
        ConflictError
            If `base_version` is not the version of the decision now.
        """
        with self._write() as connection:
            new = register.restore_decision(connection, decision_id, version, by, base_version, now())
            register.put_links(connection, linked)
            record(connection, f"Restored version {version} of decision {decision_id}", by)
        return new
