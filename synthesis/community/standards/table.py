"""A table of proposals -> what it would add and change; nothing is stored here.

Received = added + changed + merged (the same is there already, or twice in the table) + refused with a
reason. A column that the table does not have changes nothing in a proposal that is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from synthesis.community.standards.cells import CellReader
from synthesis.community.standards.headings import COLUMNS, is_proposals
from synthesis.community.standards.rows import cells_of, is_read
from synthesis.corpus.accounting import Change, RecordsPlan
from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.corpus.tables.pieces import joined
from synthesis.errors import InputError
from synthesis.models import Group, Problem, SessionProposal

ProposalPlan = RecordsPlan[SessionProposal]
"""What a table of session proposals comes to."""


def plan_proposals(
    table: Table,
    where: str,
    known: Sequence[SessionProposal] = (),
    groups: Sequence[Group] = (),
    theme_names: Mapping[str, str] | None = None,
) -> ProposalPlan:
    """Say what a table would add and change.

    Parameters
    ----------
    table : Table
    where : str
        Name of its file.
    known : sequence of SessionProposal
        What is stored; a row with the id of one of them is about that one.
    groups : sequence of Group
        A group may be given by its id or by any of its names.
    theme_names : mapping of id to name, optional

    Raises
    ------
    InputError
        If it is no table of proposals.
    """
    if not is_proposals(table.headings):
        raise InputError(
            "This is no table of session proposals: it needs a column Title or ID and more of "
            f"{', '.join(COLUMNS.values())}.",
            where,
            "Name its columns so; order, case and accents do not matter.",
        )
    return _Planner(joined(table, is_read), where, known, groups, theme_names or {}).plan()


class _Planner:
    """Goes through the rows once and keeps the account."""

    def __init__(
        self,
        table: Table,
        where: str,
        known: Sequence[SessionProposal],
        groups: Sequence[Group],
        theme_names: Mapping[str, str],
    ) -> None:
        self.table, self.where = table, where
        self.known = {each.id: each for each in known}
        self.cells = CellReader(groups, theme_names, self._note)
        self.taken: dict[str, tuple[int, SessionProposal]] = {}
        self.problems: list[Problem] = []
        self.merged = self.refused = 0

    def plan(self) -> ProposalPlan:
        self._tell_unread()
        for fault, reason in self.table.faults:
            self._refuse(fault, reason)
        for number, row in zip(self.table.row_numbers, self.table.rows, strict=True):
            try:
                self._take(number, cells_of(self.table.headings, row))
            except InputError as refusal:
                self._refuse(number, refusal.message, refusal.where)
        found = [proposal for _, proposal in self.taken.values()]
        added = tuple(each for each in found if each.id not in self.known)
        changes = (Change(self.known[each.id], each) for each in found if each.id in self.known)
        changed = tuple(change for change in changes if change.fields)
        return ProposalPlan(
            added,
            changed,
            self.merged + len(found) - len(added) - len(changed),
            self.refused,
            len(self.table.rows) + len(self.table.faults),
            tuple(self.problems),
        )

    def _tell_unread(self) -> None:
        for row, words in zip(self.table.warning_rows, self.table.warnings, strict=True):
            self._note(row, words)
        for heading in self.table.headings:
            if heading and not is_read(heading):
                self._note(None, "No field of a proposal has this heading; the column was not read.", heading)

    def _take(self, number: int, cells: dict[str, Any]) -> None:
        given = str(cells.pop("id", "")).strip()
        before = self.known.get(given)
        values = {
            field: value for field, cell in cells.items() for value in [self.cells.read(number, field, cell)]
        }
        proposal = self._new(given, values) if before is None else before
        before = self.known.get(proposal.id)
        if before is not None:
            self._require(values, is_new=False)
            proposal = replace(before, **values)
        if proposal.id in self.taken:
            self._double(proposal)
            return
        self.taken[proposal.id] = (number, proposal)

    def _new(self, given: str, values: dict[str, Any]) -> SessionProposal:
        self._require(values, is_new=True)
        values = {"source": self.where} | values
        proposal = SessionProposal(id=given or "new", **values)
        return proposal if given else replace(proposal, id=id_of(proposal))

    def _require(self, values: Mapping[str, Any], *, is_new: bool) -> None:
        if (is_new or "title" in values) and not values.get("title"):
            raise InputError("The proposal has no title. Write one.", COLUMNS["title"])
        if (is_new or "session_type" in values) and not values.get("session_type"):
            reason = "It has no type of session. Write “DC session” or “workshop”."
            raise InputError(reason, COLUMNS["session_type"])

    def _double(self, proposal: SessionProposal) -> None:
        first, same = self.taken[proposal.id]
        if proposal != same:
            reason = f"The id {proposal.id!r} stands in row {first} already, with something else. "
            raise InputError(f"{reason}Give it an id of its own, or take one of them out.", COLUMNS["id"])
        self.merged += 1

    def _note(self, number: int | None, reason: str, column: str = "") -> None:
        self.problems.append(Problem(self.where, reason, number, column))

    def _refuse(self, number: int | None, reason: str, column: str = "") -> None:
        self.refused += 1
        self.problems.append(Problem(self.where, reason, number, column, is_refusal=True))


def id_of(proposal: SessionProposal) -> str:
    """Make an id of what a proposal is about, so that the same one read twice is one.

    >>> id_of(SessionProposal("", "A talk", "workshop", 2018))
    '2018-workshop-0ce6e590'
    """
    said = (
        proposal.cycle,
        proposal.session_type,
        proposal.group_id,
        fold(proposal.organiser),
        fold(proposal.title),
    )
    digest = hashlib.sha256(repr(said).encode()).hexdigest()[:8]
    year = f"{proposal.cycle}-" if proposal.cycle else ""
    return f"{year}{proposal.session_type.split()[0].lower()}-{digest}"
