"""A table of proposals -> what it would add to the register and change in it; nothing is stored here.

A row finds its item by the register's own id, by the id it had in this table before, or by its words. What
a person changed here stays, whatever the table says. Received = added + changed + merged (the same is in the
register) + refused with a reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Any

from synthesis.corpus.accounting import TablePlan
from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.corpus.tables.pieces import loose_pieces
from synthesis.errors import InputError
from synthesis.meetings.register import Changes, restating
from synthesis.meetings.register_table import (
    COLUMNS,
    Row,
    as_cells,
    field_of,
    is_reference,
    read_rows,
)
from synthesis.meetings.register_values import Saying
from synthesis.models import SAMPLE_SOURCE, Decision, Meeting, Paragraph, Problem

_FIELDS = tuple(each.name for each in fields(Decision) if each.name != "version")

_STATE = {"progress", "progress_by", "progress_reason", "superseded_by"}

FROM_TABLE = "From the table"
"""A version whose note begins so came with a table, and was not made by hand."""


@dataclass(frozen=True, slots=True)
class Known:
    """An item of the register, its meeting, and what was changed since it came: field -> version.

    `by_hand` holds what a person changed here, `by_others` that and what other tables changed.
    """

    item: Decision
    meeting: Meeting
    by_hand: Mapping[str, int] = field(default_factory=dict)
    by_others: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan(TablePlan[Decision, tuple[Decision, Changes]]):
    """What a table comes to: `meeting` holds the paragraphs that its items stand in."""

    meeting: Meeting = field(kw_only=True)


def table_meeting(name: str) -> Meeting:
    """Return the source that the rows of a table with this file name belong to, without any row yet.

    >>> table_meeting("MAG improvements.xlsx").id
    'table-mag-improvements'
    """
    stem = name.rsplit(".", 1)[0] if "." in name else name
    slug = "-".join(fold(stem).split())
    return Meeting(
        id=f"table-{slug or 'without-a-name'}", title=f"Table: {stem or name}", format="table", source=name
    )


def plan_import(table: Table, name: str, known: Sequence[Known], by: str = "") -> Plan:
    """Say what a table would add to the register and change in it.

    Parameters
    ----------
    table : Table
    name : str
        Of its file; a table of the same name is the same source.
    known : sequence of Known
        The whole register.
    by : str
        Who vouches for what the table says of review, state and merging; without a name a new row is a
        proposal, and items of reports are not changed.

    Raises
    ------
    InputError
        If it is no table of proposals.
    """
    return _Importer(name, known, by).read(table)


class _Importer:
    """Goes through the rows once and keeps the account."""

    def __init__(self, name: str, known: Sequence[Known], by: str) -> None:
        self.name, self.by = name, by
        fresh = table_meeting(name)
        own = (each.meeting for each in known if each.meeting.id == fresh.id)
        self.meeting = next(own, fresh)
        self.known = {each.item.id: each for each in known}
        rows = [each for each in known if each.meeting.format == "table"]
        self.by_number = {
            each.item.paragraph: each.item.id for each in rows if each.meeting.id == self.meeting.id
        }
        self.by_words = {fold(each.item.quote): each.item.id for each in rows}
        self.ids: dict[str, str] = {}
        self.taken: dict[str, Row] = {}
        self.added: list[Decision] = []
        self.changed: list[tuple[Decision, Changes]] = []
        self.paragraphs: list[Paragraph] = []
        self.problems: list[Problem] = []
        self.merged = self.refused = 0

    def read(self, table: Table) -> Plan:
        rows = read_rows(table, self.name)
        for heading in loose_pieces(table, field_of):
            self._note(None, f"{heading!r} goes on with no column of the table; it was not read.")
        places = [(row, self._item_id(row)) for row in rows]
        self._mark_sample([row for row, item_id in places if item_id not in self.known])
        self.ids = {
            row.cells["id"]: item_id
            for row, item_id in places
            if row.cells.get("id") and (row.cells["quote"] or item_id in self.known)
        }
        for fault, reason in table.faults:
            self._refuse(fault, reason)
        for row, item_id in places:
            self._take(row, item_id)
        self._settle_merges()
        received = len(rows) + len(table.faults)
        meeting = replace(self.meeting, paragraphs=(*self.meeting.paragraphs, *self.paragraphs))
        return Plan(
            meeting=meeting,
            added=tuple(self.added),
            changed=tuple(self.changed),
            merged=self.merged,
            refused=self.refused,
            received=received,
            problems=tuple(self.problems),
        )

    def _mark_sample(self, new: Sequence[Row]) -> None:
        """Mark the source as sample data where one of its new rows is; rows known before have their own."""
        marked = [row for row in new if fold(row.cells.get("sample", "")) == "yes"]
        if not marked or self.meeting.is_sample:
            return
        self.meeting = replace(self.meeting, source=f"{SAMPLE_SOURCE}: {self.name}")
        if len(marked) < len(new):
            reason = (
                f"{len(marked)} of {len(new)} new rows are sample data, so all of them are marked as such."
            )
            self._note(None, f"{reason} Put the others in a table of their own.")

    def _item_id(self, row: Row) -> str:
        """Return the id of the item that a row is about, known or to be made."""
        given, words = row.cells.get("id", ""), fold(row.cells["quote"])
        if given in self.known:
            return given
        found = self.by_number.get(f"ID {given}", "") if given else ""
        alike = self.by_words.get(words, "")
        if alike and not found:
            place = self.known[alike].item.paragraph
            is_same = not given or place == f"ID {given}" or place.startswith("row ")
            found = alike if is_same else ""
        key = f"{self.meeting.id}\n{given or words}"
        return found or f"row-{hashlib.sha256(key.encode()).hexdigest()[:12]}"

    def _take(self, row: Row, item_id: str) -> None:
        if not row.cells["quote"]:
            self._refuse(row.number, "It has no proposal.")
        elif item_id in self.taken:
            self._double(row, self.taken[item_id])
        else:
            self.taken[item_id] = row
            known = self.known.get(item_id)
            self._compare(row, known) if known else self._add(row, item_id)

    def _double(self, row: Row, first: Row) -> None:
        if row.cells == first.cells:
            self.merged += 1
            self._note(row.number, f"The same as row {first.number}; merged.")
        else:
            reason = f"It is about the same item as row {first.number}, and says something else."
            self._refuse(row.number, f"{reason} Give it an id of its own, or take one of them out.")

    def _add(self, row: Row, item_id: str) -> None:
        number = f"ID {row.cells['id']}" if row.cells.get("id") else f"row {row.number}"
        values = self._saying(row, item_id).values()
        item = Decision(
            id=item_id,
            meeting_id=self.meeting.id,
            paragraph=number,
            **{"kind": "decision"} | values | {"quote": row.cells["quote"]},
        )
        self.paragraphs.append(Paragraph(number, row.text))
        self.added.append(item)

    def _compare(self, row: Row, known: Known) -> None:
        """Take over what the table says differently, but for what a person changed here."""
        differing = self._differing(row, known)
        kept = _changed_since(row, known) & differing.keys()
        changes = {name: value for name, value in differing.items() if name not in kept}
        if kept:
            columns = ", ".join(COLUMNS[name] for name in differing if name in kept)
            self._note(row.number, f"It was changed in the register since, which stands: {columns}.")
        is_report = known.meeting.format != "table"
        if changes and is_report and (not self.by or "quote" in changes):
            why = (
                "Its words are those of the report; edit them on the page Decisions."
                if self.by
                else "An item of a report is changed in a person's name. Say whose."
            )
            self._refuse(row.number, why)
        elif changes:
            if not is_report:
                self.paragraphs.append(Paragraph(known.item.paragraph, row.text))
            self.changed.append((known.item, changes))
        else:
            self.merged += 1

    def _differing(self, row: Row, known: Known) -> dict[str, Any]:
        """Return what a row says differently from the item; a cell as it was exported says nothing new."""
        saying = self._saying(row, known.item.id)
        values, before = saying.values(), saying.before
        as_before = {name for name, cell in row.cells.items() if cell == before.get(name)}
        as_before -= {"remark", "due_on"}  # these depend on other cells too
        differing = {
            name: value
            for name, value in values.items()
            if name not in as_before and value != getattr(known.item, name)
        }
        said_with_it = {name: values.get(name, "") for name in ("progress_by", "progress_reason")}
        if "progress" in differing:
            return differing | said_with_it
        return {n: v for n, v in differing.items() if n in row.cells or n not in said_with_it}

    def _saying(self, row: Row, item_id: str) -> Saying:
        known = self.known.get(item_id)
        return Saying(
            row,
            self.by,
            partial(self._note, row.number),
            self._others(row, item_id),
            as_cells(known.item, known.meeting) if known else {},
            (known.meeting if known else self.meeting).held_on,
        )

    def _others(self, row: Row, item_id: str) -> dict[str, str]:
        """Return the ids in the register of the other items that a row names, by field."""
        found: dict[str, str] = {}
        known = self.known.get(item_id)
        for name in ("superseded_by", "restates"):
            cell = row.cells.get(name, "")
            other = self.ids.get(cell, cell)
            if name in row.cells and known and getattr(known.item, name) == other:
                found[name] = other
            elif is_reference(cell) and cell not in self.ids and cell not in self.known:
                self._leave(row, name, f"There is no item {cell!r}.")
            elif name == "restates" and cell and not self.by:
                self._leave(row, name, "What an item restates is said in a person's name. Say whose.")
            elif name == "superseded_by" and other == item_id:
                self._leave(row, name, "An item is superseded by another one, not by itself.")
            elif name in row.cells:
                found[name] = other
        return found

    def _leave(self, row: Row, name: str, reason: str) -> None:
        self._note(row.number, f"{reason} The column {COLUMNS[name]} was not taken over.")

    def _settle_merges(self) -> None:
        """Take over who restates whom where the rules allow it, now that all rows are known."""
        after = {each.item.id: each.item for each in self.known.values()}
        after |= {item.id: item for item in self.added}
        after |= {item.id: replace(item, **changes) for item, changes in self.changed}  # type: ignore[arg-type]
        meetings = {each.meeting.id: each.meeting for each in self.known.values()}
        meetings[self.meeting.id] = self.meeting
        faulty = {item_id for item_id in self.taken if self._is_misnamed(item_id, after, meetings)}
        self.added = [replace(item, restates="") if item.id in faulty else item for item in self.added]
        changed = [(item, _without(changes, item.id in faulty)) for item, changes in self.changed]
        self.changed = [(item, changes) for item, changes in changed if changes]
        self.merged += len(changed) - len(self.changed)

    def _is_misnamed(
        self, item_id: str, after: Mapping[str, Decision], meetings: Mapping[str, Meeting]
    ) -> bool:
        """Tell whether an item restates anew what it cannot restate, and say why."""
        item, known = after[item_id], self.known.get(item_id)
        if not is_reference(item.restates) or (known and known.item.restates == item.restates):
            return False
        try:
            restating(item, after[item.restates], after, meetings)
        except InputError as error:
            self._leave(self.taken[item_id], "restates", error.message)
            return True
        return False

    def _note(self, number: int | None, reason: str) -> None:
        self.problems.append(Problem(self.name, reason, number))

    def _refuse(self, number: int | None, reason: str) -> None:
        self.refused += 1
        self.problems.append(Problem(self.name, reason, number, is_refusal=True))


def _changed_since(row: Row, known: Known) -> set[str]:
    """Return the fields that were changed since a row was taken out, if it says of which version it is.

    One that says none came from elsewhere: what a person changed here stands, what tables said does not.
    A state, who says it, why, and what came in the place of the item are one word: all of it stands, or none.
    """
    version = row.cells.get("version", "")
    if version.isdecimal():
        changed = {name for name, last in known.by_others.items() if last > int(version)}
    else:
        changed = set(known.by_hand)
    return changed | _STATE if changed & _STATE else changed


def _without(changes: Changes, is_faulty: bool) -> Changes:
    return {name: value for name, value in changes.items() if not (is_faulty and name == "restates")}


def changed_by(
    versions: Iterable[tuple[Decision, str, str]], is_meant: Callable[[str, str], bool]
) -> dict[str, int]:
    """Return the fields of an item that certain versions changed, with the last one that did.

    Parameters
    ----------
    versions : iterable of (Decision, who, note)
        The oldest first.
    is_meant : callable
        Told who made a version and with which note.
    """
    found: dict[str, int] = {}
    before: Decision | None = None
    for item, who, note in versions:
        if before is not None and is_meant(who, note):
            found |= {name: item.version for name in _FIELDS if getattr(item, name) != getattr(before, name)}
        before = item
    return found
