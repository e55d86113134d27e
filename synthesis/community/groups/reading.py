"""A table of groups -> what it would add to the directory and change in it; nothing is stored here.

A row finds its group by id, else by its name, else by another name of one group of its kind. An empty
cell says nothing: what is stored stays. Received = added + changed + merged (the same is in the directory,
or twice in the table) + refused with a reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import process

from synthesis.community.groups.columns import COLUMNS, LISTS, field_of, is_directory, read_kind, split_cell
from synthesis.community.groups.editing import LONGEST_ID, free_id
from synthesis.community.groups.names import compact, names_of
from synthesis.corpus.accounting import Change, RecordsPlan
from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.errors import InputError
from synthesis.models import GROUP_KINDS, Group, Problem

_ID = re.compile(rf"[\w.:-]{{1,{LONGEST_ID}}}")
_CLOSE = 75
"""How alike, of 100, a misspelt kind has to be to a known one to be suggested."""


GroupsPlan = RecordsPlan[Group]
"""What a table of groups comes to."""


def plan_groups(table: Table, name: str, known: Sequence[Group], themes: Collection[str] = ()) -> GroupsPlan:
    """Say what a table would add to the directory and change in it.

    Parameters
    ----------
    table : Table
    name : str
        Of its file.
    known : sequence of Group
        The whole directory.
    themes : collection of str
        Ids of the codebook; empty where there is none, and any is kept.

    Raises
    ------
    InputError
        If it is no table of groups.
    """
    if not is_directory(table.headings):
        raise InputError(
            "This is no table of groups: it needs the columns name and kind.",
            name,
            f"The columns are: {', '.join(COLUMNS.values())}. Only name and kind are needed.",
        )
    return _Reader(name, known, themes).read(table)


@dataclass
class _Reader:
    """Goes through the rows once and keeps the account."""

    name: str
    known: Sequence[Group]
    themes: Collection[str]
    taken: dict[str, tuple[int, Group]] = field(default_factory=dict)
    changed: dict[str, Change[Group]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    merged: int = 0
    refused: int = 0

    def read(self, table: Table) -> GroupsPlan:
        fields = [field_of(heading) for heading in table.headings]
        self._tell_of_headings(table.headings, fields)
        for warning, row in zip(
            table.warnings, table.warning_rows or [None] * len(table.warnings), strict=True
        ):
            self._note(row, warning)
        for fault, reason in table.faults:
            self._refuse(fault, reason)
        for number, cells in zip(table.row_numbers, table.rows, strict=True):
            self._take(number, _own_cells(fields, cells))
        self._tell_of_acronyms()
        return GroupsPlan(
            tuple(self.taken[group_id][1] for group_id in self.added),
            tuple(self.changed.values()),
            self.merged,
            self.refused,
            len(table.rows) + len(table.faults),
            tuple(self.problems),
        )

    def _tell_of_headings(self, headings: Sequence[str], fields: Sequence[str]) -> None:
        for heading, found in zip(headings, fields, strict=True):
            if heading.strip() and not found:
                self._note(1, f"The column {heading!r} is none of a group's; it was not read.", heading)
        for found in dict.fromkeys(fields):
            if found and fields.count(found) > 1:
                self._note(1, f"Several columns hold the {COLUMNS[found]}; the first one filled is taken.")

    def _take(self, number: int, cells: Mapping[str, str]) -> None:
        values = self._values(number, cells)
        if values is None:
            return
        group_id = values["id"]
        if group_id in self.taken:
            self._double(number, group_id, values)
            return
        known = next((group for group in self.known if group.id == group_id), None)
        if known is None:
            source = "" if "source" in cells else f"From the table {self.name}"
            group = Group(**{"source": source} | values)
            self.added.append(group_id)
        else:
            group = replace(known, **values)
            self._compare(known, group)
        self.taken[group_id] = number, group

    def _compare(self, known: Group, group: Group) -> None:
        if group != known:
            self.changed[group.id] = Change(known, group)
        else:
            self.merged += 1

    def _double(self, number: int, group_id: str, values: Mapping[str, Any]) -> None:
        row, first = self.taken[group_id]
        if all(getattr(first, each) == value for each, value in values.items()):
            self.merged += 1
            self._note(number, f"The same as row {row}; merged.")
        else:
            reason = f"It is about the same group as row {row} ({group_id!r}), and says something else."
            self._refuse(number, f"{reason} Give it an id of its own, or take one of them out.", "id")

    def _values(self, number: int, cells: Mapping[str, str]) -> dict[str, Any] | None:
        """Return what a row says, by our field; None where it was refused."""
        values: dict[str, Any] = {
            each: split_cell(_parted(each, cell)) if each in LISTS else cell
            for each, cell in cells.items()
            if cell
        }
        if not values.get("name"):
            self._refuse(number, "It has no name. Give the group's full name.", "name")
            return None
        kind = read_kind(values.get("kind", ""))
        if kind is None:
            self._refuse(number, _unknown_kind(values.get("kind", "")), "kind")
            return None
        values["kind"] = kind
        values |= self._identity(number, values)
        if "theme_ids" in values:
            values["theme_ids"] = self._known_themes(number, values["theme_ids"])
        return values

    def _identity(self, number: int, values: Mapping[str, Any]) -> dict[str, str]:
        """Return the id that a row gives, else that of the group it names, else one that is free."""
        given, name = str(values.get("id", "")), values["name"]
        if _ID.fullmatch(given):
            return {"id": given}
        if given:
            self._note(number, f"{given!r} is no id: letters, digits and . : - _ alone. One was made.", "id")
        everyone = {group.id: group for group in (*self.known, *(group for _, group in self.taken.values()))}
        alike = _of_that_name(name, everyone.values())
        if alike is not None:
            return {"id": alike.id}
        meant = _also_called(name, values["kind"], everyone.values())
        if meant is None:
            return {"id": free_id(name, everyone.values())}
        self._note(number, f"{name!r} is another name of {meant.name!r}, which keeps its name.", "name")
        return {"id": meant.id, "name": meant.name}

    def _known_themes(self, number: int, given: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [each for each in given if self.themes and each not in self.themes]
        for each in unknown:
            known = ", ".join(sorted(self.themes))
            self._note(number, f"There is no theme {each!r}; it was left out. There are: {known}.", "themes")
        return tuple(each for each in given if each not in unknown)

    def _tell_of_acronyms(self) -> None:
        """Warn of an acronym that several groups share: a text that has it alone is ambiguous."""
        rows = {group.id: (number, group) for number, group in self.taken.values()}
        everyone = {group.id: group for group in self.known} | {i: group for i, (_, group) in rows.items()}
        sharing: dict[str, list[Group]] = defaultdict(list)
        for group in everyone.values():
            if group.acronym:
                sharing[compact(group.acronym)].append(group)
        for groups in sharing.values():
            for group in groups[1:] if len(groups) > 1 else ():
                if group.id in rows:
                    first = groups[0].name
                    reason = (
                        f"{first} has the acronym {groups[0].acronym} too. A text with it alone is ambiguous."
                    )
                    self._note(rows[group.id][0], reason, "acronym")

    def _note(self, row: int | None, reason: str, column: str = "") -> None:
        self.problems.append(Problem(self.name, reason, row, column))

    def _refuse(self, row: int | None, reason: str, column: str = "") -> None:
        self.refused += 1
        self.problems.append(Problem(self.name, reason, row, column, is_refusal=True))


def _of_that_name(name: str, groups: Iterable[Group]) -> Group | None:
    folded = fold(name)
    return next(
        (each for each in groups if name == each.name or (folded and fold(each.name) == folded)), None
    )


def _also_called(name: str, kind: str, groups: Iterable[Group]) -> Group | None:
    """Return the group of a kind that a name, acronym or alias means; None where that is none or several."""
    key = compact(name)
    found = [each for each in groups if each.kind == kind and key in map(compact, names_of(each))]
    return found[0] if key and len(found) == 1 else None


def _own_cells(fields: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by our field, of two of one field the first that is filled."""
    found: dict[str, str] = {}
    for each, cell in zip(fields, cells, strict=True):
        if each and not found.get(each):
            found[each] = cell.strip()
    return found


def _unknown_kind(given: str) -> str:
    known = ", ".join(GROUP_KINDS)
    if not given:
        return f"It has no kind. Give one of: {known}."
    close = process.extractOne(given, GROUP_KINDS, score_cutoff=_CLOSE)
    advice = f" Did you mean {close[0]!r}?" if close else ""
    return f"The kind {given!r} is none of {known}.{advice}"


def _parted(field: str, cell: str) -> str:
    """Take commas between themes, whose ids have none, for what parts them."""
    return cell.replace(",", ";") if field == "theme_ids" else cell
