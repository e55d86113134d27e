"""A table of proposals -> what it would add to the register and change in it; nothing is stored here.

A row finds its item by the register's own id, by the id it had in this table before, or by its words. What
a person changed here stays, whatever the table says. Received = added + changed + merged (the same is in the
register) + refused with a reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.meetings.dates import due_date
from synthesis.meetings.register import Changes
from synthesis.meetings.register_table import (
    COLUMNS,
    Row,
    as_cells,
    is_reference,
    read_day,
    read_kind,
    read_rows,
    read_status,
)
from synthesis.models import SAMPLE_SOURCE, Decision, Meeting, Paragraph, Problem

_FIELDS = tuple(each.name for each in fields(Decision) if each.name != "version")

FROM_TABLE = "From the table"
"""A version whose note begins so came with a table, and was not made by hand."""


@dataclass(frozen=True, slots=True)
class Known:
    """An item of the register, its meeting, and what a person changed by hand: field -> version."""

    item: Decision
    meeting: Meeting
    by_hand: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table comes to: `meeting` holds the paragraphs that its items stand in."""

    meeting: Meeting
    added: tuple[Decision, ...] = ()
    changed: tuple[tuple[Decision, Changes], ...] = ()
    merged: int = 0
    refused: int = 0
    received: int = 0
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        accounted = len(self.added) + len(self.changed) + self.merged + self.refused
        if self.received != accounted:
            raise ValueError(
                f"Received must be added + changed + merged + refused. Got {self.received}, {accounted}."
            )


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
        Who vouches for what the table says of review and state; without a name a new row is a proposal, and
        items of reports are not changed.

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
        if any(fold(row.cells.get("sample", "")) == "yes" for row in rows) and not self.meeting.is_sample:
            self.meeting = replace(self.meeting, source=f"{SAMPLE_SOURCE}: {self.name}")
        places = [(row, self._item_id(row)) for row in rows]
        self.ids = {row.cells["id"]: item_id for row, item_id in places if row.cells.get("id")}
        for fault, reason in table.faults:
            self._refuse(fault, reason)
        for row, item_id in places:
            self._take(row, item_id)
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
        values = self._values(row)
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
        version = row.cells.get("version", "")
        base = int(version) if version.isdecimal() else 0
        kept = [name for name in differing if known.by_hand.get(name, 0) > base]
        changes = {name: value for name, value in differing.items() if name not in kept}
        if kept:
            columns = ", ".join(COLUMNS[name] for name in kept)
            self._note(row.number, f"A person has changed it here, which stands: {columns}.")
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
        values, before = self._values(row), as_cells(known.item, known.meeting)
        as_before = {name for name, cell in row.cells.items() if cell == before.get(name)} - {"remark"}
        differing = {
            name: value
            for name, value in values.items()
            if name not in as_before and value != getattr(known.item, name)
        }
        said_with_it = {name: values.get(name, "") for name in ("progress_by", "progress_reason")}
        if "progress" in differing:
            return differing | said_with_it
        return {n: v for n, v in differing.items() if n in row.cells or n not in said_with_it}

    def _values(self, row: Row) -> dict[str, Any]:
        """Return what a row says, as values of a decision; what nobody vouches for is left aside."""
        cells = row.cells
        plain = ("quote", "category", "tags", "source", "reference", "cross_reference", "owner", "cost")
        values: dict[str, Any] = {
            name: cells[name] for name in (*plain, "remark", "context", "due") if name in cells
        }
        if cells.get("kind"):
            values["kind"] = read_kind(cells["kind"])
        if "due_on" in cells or "due" in cells:
            day = cells.get("due_on", cells.get("due", ""))
            values["due_on"] = read_day(day) or due_date(day, None)
        values |= self._status(row) | self._review(row)
        for name in ("restates", "superseded_by"):
            if name in cells:
                values[name] = self._other(row, name)
        return values

    def _status(self, row: Row) -> dict[str, Any]:
        """Read the state; one that is none of the five is kept among the remarks."""
        cell = row.cells.get("progress", "")
        if "progress" not in row.cells:
            return {}
        if not cell:
            return {"progress": "open", "progress_by": "", "progress_reason": ""}
        progress = read_status(cell)
        if progress is None:
            self._note(
                row.number,
                f"The status {cell!r} is none of open, under way, done, declined, superseded; it was kept "
                "among the remarks.",
            )
            remark = row.cells.get("remark", "")
            return {"remark": f"{remark} (Status: {cell})".strip()}
        reason = row.cells.get("progress_reason", "")
        is_whole = progress not in ("declined", "superseded") or reason or row.cells.get("superseded_by")
        if self.by and not is_whole:
            self._note(row.number, f"{cell} without a reason: a person has to say it on the page Decisions.")
        said_by = row.cells.get("progress_by", self.by)
        return {
            "progress": progress,
            "progress_by": said_by if self.by and is_whole else "",
            "progress_reason": reason,
        }

    def _review(self, row: Row) -> dict[str, Any]:
        review = fold(row.cells.get("review", ""))
        if review not in ("confirmed", "rejected", "proposed") or not self.by:
            return {}
        reason = row.cells.get("reason", "")
        if review == "rejected" and not reason:
            self._note(row.number, "Rejected without a reason: a person has to say it on the page Decisions.")
            return {}
        return {"review": review, "reason": reason}

    def _other(self, row: Row, name: str) -> str:
        """Return the id in the register of another item that a row names."""
        cell = row.cells[name]
        found = self.ids.get(cell, cell)
        if is_reference(cell) and cell not in self.ids and cell not in self.known:
            self._note(row.number, f"There is no item {cell!r}; the column {COLUMNS[name]} was left empty.")
            return ""
        return found

    def _note(self, number: int | None, reason: str) -> None:
        self.problems.append(Problem(self.name, reason, number))

    def _refuse(self, number: int | None, reason: str) -> None:
        self.refused += 1
        self.problems.append(Problem(self.name, reason, number, is_refusal=True))


def by_hand(versions: Iterable[tuple[Decision, str, str]]) -> dict[str, int]:
    """Return the fields of an item that a person changed here, with the version that did it last.

    Parameters
    ----------
    versions : iterable of (Decision, who, note)
        The oldest first.
    """
    found: dict[str, int] = {}
    before: Decision | None = None
    for item, who, note in versions:
        if before is not None and who and not note.startswith(FROM_TABLE):
            found |= {name: item.version for name in _FIELDS if getattr(item, name) != getattr(before, name)}
        before = item
    return found
