"""Tables of proposals -> the register of a store, compared first, entered after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from synthesis.corpus.tables import TABLE_SUFFIXES, Table, read_table
from synthesis.errors import InputError
from synthesis.meetings.register_import import FROM_TABLE, Known, Plan, by_hand, plan_import
from synthesis.meetings.register_table import COLUMNS, is_register
from synthesis.models import Problem
from synthesis.outputs.export.cells import from_cell
from synthesis.pipeline.reports import coder_in_force
from synthesis.store import Store


def preview_table(store: Store, path: Path, by: str = "", name: str = "") -> Plan:
    """Say what a table of proposals would add to the register and change in it; nothing is stored.

    Parameters
    ----------
    path : Path
        A CSV, TSV, XLSX or JSON file.
    by : str
        Who vouches for what the table says of review and state.
    name : str
        What people call the file, if another than its name on disk; a table of one name is one source.

    Raises
    ------
    InputError
        If it cannot be read, or is no table of proposals.
    """
    return plan_import(unguarded(read_table(path)), name or path.name, _known(store), by.strip())


def register_tables(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Tell which files are tables of proposals, for where contributions are loaded."""
    return tuple(
        Problem(path.name, "This looks like a table of proposals. The page Decisions reads it in as one.")
        for path in paths
        if path.suffix.lower() in TABLE_SUFFIXES and _is_register(path)
    )


def _is_register(path: Path) -> bool:
    try:
        return is_register(read_table(path).headings)
    except InputError:
        return False


def import_table(store: Store, path: Path, by: str = "", name: str = "") -> Plan:
    """Enter a table of proposals in the register, and link what is new to themes; as `preview_table`.

    Raises
    ------
    InputError
        As there.
    ConflictError
        If somebody changed one of its items meanwhile; nothing is stored then.
    """
    store.require_writable()
    plan = preview_table(store, path, by, name)
    if plan.added or plan.changed:
        note = f"{FROM_TABLE} {name or path.name}"
        store.enter_table(plan.meeting, plan.added, plan.changed, by.strip(), note)
    if plan.added:
        _link(store, plan)
    return plan


def _link(store: Store, plan: Plan) -> None:
    from synthesis.meetings.trace import link_decisions

    links = link_decisions(plan.added, (plan.meeting,), *coder_in_force(store))
    store.save_links(links, [item.id for item in plan.added])


def _known(store: Store) -> list[Known]:
    snapshot = store.snapshot()
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    return [
        Known(item, meetings[item.meeting_id], _by_hand(store, item.id) if item.version > 1 else {})
        for item in snapshot.decisions
    ]


def _by_hand(store: Store, item_id: str) -> dict[str, int]:
    history = store.decision_history(item_id)
    return by_hand((each.decision, each.changed_by, each.note) for each in history)


def unguarded(table: Table) -> Table:
    """Take off the apostrophes that our own files put before what a spreadsheet would read as a formula."""
    if COLUMNS["id"] not in table.headings:
        return table
    return replace(table, rows=tuple(tuple(map(from_cell, cells)) for cells in table.rows))
