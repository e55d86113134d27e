"""What a row of a table of proposals says, as values of a decision; what nobody vouches for is left aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from synthesis.corpus.folding import fold
from synthesis.meetings.dates import due_date
from synthesis.meetings.register_table import Cells, Row, read_day, read_kind, read_status

_PLAIN = (
    *("quote", "category", "tags", "source", "reference", "cross_reference", "owner", "cost", "remark"),
    *("context", "due"),
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A row beside its item as the register would write it; `before` is empty where the item is new.

    `others` holds the ids of the items that the row names, by field; `by` is who vouches for what it says of
    review, state and merging; `tell` is told what cannot be taken over.
    """

    row: Row
    by: str
    tell: Callable[[str], None]
    others: Mapping[str, str] = field(default_factory=dict)
    before: Cells = field(default_factory=dict)
    held_on: date | None = None

    def values(self) -> dict[str, Any]:
        """Return what the row says, by field of a decision."""
        cells = self.row.cells
        values: dict[str, Any] = {name: cells[name] for name in _PLAIN if name in cells}
        if cells.get("kind"):
            values["kind"] = read_kind(cells["kind"])
        return values | self._due_on() | self._status() | self._review() | dict(self.others)

    def _is_new(self, name: str) -> bool:
        return name in self.row.cells and self.row.cells[name] != self.before.get(name)

    def _due_on(self) -> dict[str, Any]:
        """Read the day; where only the words for it are new, it comes from them."""
        named = next((name for name in ("due_on", "due") if self._is_new(name)), "")
        cell = self.row.cells.get(named, "")
        day = (read_day(cell) or due_date(cell, self.held_on)) if cell else None
        if named == "due_on" and cell and day is None:
            self.tell(f"{cell!r} is no day such as 2018-05-31; the column Due on was not taken over.")
            return {}
        return {"due_on": day} if named else {}

    def _status(self) -> dict[str, Any]:
        """Read the state; one that is none of the five is kept among the remarks."""
        cells = self.row.cells
        cell = cells.get("progress", "")
        if "progress" not in cells:
            return {}
        if not cell:
            return {"progress": "open", "progress_by": "", "progress_reason": ""}
        state, _, told = (part.strip() for part in cell.partition(":"))
        progress = read_status(cell) or read_status(state)
        if progress is None:
            self.tell(
                f"The status {cell!r} is none of open, under way, done, declined, superseded; it was kept "
                "among the remarks."
            )
            return {"remark": f"{cells.get('remark', '')} (Status: {cell})".strip()}
        reason = cells.get("progress_reason", "") or told
        is_whole = progress not in ("declined", "superseded") or reason or self.others.get("superseded_by")
        if self.by and not is_whole:
            self.tell(f"{cell} without a reason: a person has to say it on the page Decisions.")
        return {
            "progress": progress,
            "progress_by": self._said_by() if self.by and is_whole else "",
            "progress_reason": reason,
        }

    def _said_by(self) -> str:
        """Return who says the state: who vouches for the table, unless a name was written beside it."""
        name = self.row.cells.get("progress_by", self.by)
        is_as_it_was = self.before and name in ("", self.before["progress_by"])
        return self.by if is_as_it_was else name

    def _review(self) -> dict[str, Any]:
        review = fold(self.row.cells.get("review", ""))
        if review not in ("confirmed", "rejected", "proposed") or not self.by:
            return {}
        reason = self.row.cells.get("reason", "")
        if review == "rejected" and not reason:
            self.tell("Rejected without a reason: a person has to say it on the page Decisions.")
            return {}
        return {"review": review, "reason": reason}
