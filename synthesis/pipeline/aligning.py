"""A table of proposed topics -> the store, with an account of every row."""

from __future__ import annotations

from pathlib import Path

from synthesis.community.alignment import TopicsPlan, plan_topics
from synthesis.community.alignment.table import COLUMNS
from synthesis.corpus.tables import JSON_SUFFIXES, Table, read_table
from synthesis.corpus.tables.pieces import joined
from synthesis.models import ProposedTopic
from synthesis.outputs.export.cells import unguarded
from synthesis.store import Store


def preview_topics(store: Store, path: Path, name: str = "") -> TopicsPlan:
    """Say what a table of topics would add and change; nothing is stored.

    Parameters
    ----------
    path : Path
        A CSV, TSV, XLSX or JSON file.
    name : str
        What people call the file, if another than its name on disk.

    Raises
    ------
    InputError
        If it cannot be read, or is no table of topics.
    """
    return plan_topics(_read(path), name or path.name, topics_of(store))


def _read(path: Path) -> Table:
    """Read a table; what our own CSV and XLSX files do to texts that are no good as cells is undone."""
    table = read_table(path)
    if path.suffix.lower() in JSON_SUFFIXES or not set(COLUMNS) <= set(table.headings):
        return table
    return joined(unguarded(table), COLUMNS.__contains__)


def import_topics(store: Store, path: Path, by: str, name: str = "") -> TopicsPlan:
    """Enter a table of topics without a look at it first; as `preview_topics`."""
    store.require_writable()
    plan = preview_topics(store, path, name)
    enter_topics(store, plan, by, name or path.name)
    return plan


def enter_topics(store: Store, plan: TopicsPlan, by: str, name: str) -> None:
    """Enter what `preview_topics` said of a table, no more and no less; conflicts as `Community.enter`."""
    store.community.enter(plan, by, f"from the table {name}")


def fill_topics(store: Store, path: Path, by: str) -> None:
    """Enter the shipped topics that this store never had: what people changed or removed stays so."""
    store.community.fill(preview_topics(store, path).to_save, by)


def topics_of(store: Store, cycle: int | None = None) -> tuple[ProposedTopic, ...]:
    """Return the topics of a year, or all, by id."""
    topics = (entry.record for entry in store.community.entries(ProposedTopic))
    return tuple(topic for topic in topics if cycle is None or topic.cycle == cycle)
