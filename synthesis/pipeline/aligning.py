"""A table of proposed topics -> the store, with an account of every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from synthesis.community.alignment import TopicsRead, read_topics
from synthesis.community.alignment.table import COLUMNS
from synthesis.corpus.tables import Table, read_table
from synthesis.models import Problem, ProposedTopic
from synthesis.outputs.export.cells import from_cell
from synthesis.store import Store


@dataclass(frozen=True, slots=True)
class TopicsEntered:
    """What became of the rows of a table: received = added + changed + merged + refused."""

    received: int
    added: int
    changed: int
    merged: int
    refused: int
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what `alignment import --json` prints."""
        counts = {name: getattr(self, name) for name in ("received", "added", "changed", "merged", "refused")}
        return counts | {"problems": [problem.as_dict() for problem in self.problems]}


def preview_topics(path: Path, name: str = "") -> TopicsRead:
    """Read a table of topics without storing anything; `name` is what people call the file.

    Raises
    ------
    InputError
        If it cannot be read, or is no table of topics.
    """
    return read_topics(_unguarded(read_table(path)), name or path.name)


def _unguarded(table: Table) -> Table:
    """Take off the apostrophes that our own files put before what a spreadsheet would read as a formula."""
    if not set(COLUMNS) <= set(table.headings):
        return table
    return replace(table, rows=tuple(tuple(map(from_cell, cells)) for cells in table.rows))


def import_topics(store: Store, path: Path, by: str, name: str = "") -> TopicsEntered:
    """Enter a table of topics; a row with a known id that says something else is its next version.

    Raises
    ------
    InputError
        As `preview_topics`.
    """
    store.require_writable()
    return enter_topics(store, preview_topics(path, name), by, name or path.name)


def enter_topics(store: Store, read: TopicsRead, by: str, name: str) -> TopicsEntered:
    """Store the topics of a table that was read."""
    saved = store.community.save(read.topics, by, f"from the table {name}")
    return TopicsEntered(
        read.received,
        len(saved.added),
        len(saved.changed),
        len(saved.same) + read.n_merged,
        read.n_refused,
        read.problems,
    )


def fill_topics(store: Store, path: Path, by: str) -> None:
    """Enter the shipped topics that this store never had: what people changed or removed stays so."""
    store.community.fill(preview_topics(path).topics, by)


def topics_of(store: Store, cycle: int | None = None) -> tuple[ProposedTopic, ...]:
    """Return the topics of a year, or all, by id."""
    topics = (entry.record for entry in store.community.entries(ProposedTopic))
    return tuple(topic for topic in topics if cycle is None or topic.cycle == cycle)
