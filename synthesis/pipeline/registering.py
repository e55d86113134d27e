"""What people enter in the register of a store, one item or a table of them; what has new words is linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from synthesis.corpus.tables import TABLE_SUFFIXES, Table, read_table
from synthesis.errors import InputError
from synthesis.meetings.register import Changes
from synthesis.meetings.register_import import FROM_TABLE, Known, Plan, changed_by, plan_import
from synthesis.meetings.register_table import COLUMNS, is_register
from synthesis.models import Decision, Meeting, Problem
from synthesis.outputs.export.cells import unguarded
from synthesis.pipeline.linking import propose_anew, with_items
from synthesis.pipeline.reports import coder_in_force
from synthesis.store import DecisionVersion, Linked, Store


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
    called, who = name or path.name, by.strip()
    return plan_import(read_register(path), called, _known(store, called, who), who)


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
    """Enter a table of proposals in the register without a look at it first; as `preview_table`.

    Raises
    ------
    InputError
        As there.
    ConflictError
        As `enter_table`.
    """
    store.require_writable()
    plan = preview_table(store, path, by, name)
    enter_table(store, plan, by, name or path.name)
    return plan


def enter_table(store: Store, plan: Plan, by: str, name: str) -> None:
    """Enter what `preview_table` said of a table, no more and no less, and link what is new or reworded.

    Parameters
    ----------
    by, name : str
        As the plan was made with.

    Raises
    ------
    ConflictError
        If somebody changed one of its items since; nothing is stored then.
    """
    if not plan.added and not plan.changed:
        return
    after = [replace(item, **changes) for item, changes in plan.changed]  # type: ignore[arg-type]  # as planned
    reworded = [item for item, (_, changes) in zip(after, plan.changed, strict=True) if _is_reworded(changes)]
    linked = _linked(store, [*plan.added, *reworded], [*plan.added, *after], plan.meeting)
    store.enter_table(plan.meeting, plan.added, plan.changed, by.strip(), f"{FROM_TABLE} {name}", linked)


def add_item(store: Store, item: Decision, by: str, note: str = "") -> None:
    """Enter an item that a person found in a stored report, and link it.

    Raises
    ------
    ConflictError
        If the register has this item already.
    """
    store.add_decision(item, by, note, _linked(store, [item]))


def change_item(store: Store, item: Decision, changes: Changes, by: str, note: str = "") -> int:
    """Store a person's change of an item as it was seen; one of its words links it anew.

    Returns
    -------
    int
        The number of its new version.

    Raises
    ------
    ConflictError
        If somebody has changed it since.
    """
    reworded = [replace(item, **changes)] if _is_reworded(changes) else []  # type: ignore[arg-type]  # by the rules
    return store.review_decision(item.id, changes, by, item.version, note, _linked(store, reworded))


def restore_item(store: Store, item_id: str, version: int, by: str, base_version: int) -> int:
    """Let an item say again what it said in an earlier version; other words link it anew.

    Raises
    ------
    ConflictError
        If somebody has changed it since.
    """
    said = {each.version: each.decision for each in store.decision_history(item_id)}
    has_other_words = len({(each.quote, each.context) for each in said.values()}) > 1
    reworded = [said[version]] if has_other_words and version in said else []
    return store.restore_decision(item_id, version, by, base_version, _linked(store, reworded))


def _is_reworded(changes: Changes) -> bool:
    """Tell whether a change touches the words that a link rests on."""
    return not changes.keys().isdisjoint(("quote", "context"))


def _linked(
    store: Store, reworded: Sequence[Decision], beside: Sequence[Decision] = (), *meetings: Meeting
) -> Linked:
    """Propose the links of items that are to have new words; `beside` are stored with them."""
    if not reworded:
        return Linked()
    store.require_writable()
    snapshot = with_items(store.snapshot(), (*beside, *reworded), *meetings)
    return propose_anew(snapshot, coder_in_force(store, snapshot), reworded)


def _known(store: Store, name: str, by: str) -> list[Known]:
    snapshot = store.snapshot()
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    histories = store.decision_histories(item.id for item in snapshot.decisions if item.version > 1)
    return [
        _with_changes(item, meetings[item.meeting_id], histories.get(item.id, ()), name, by)
        for item in snapshot.decisions
    ]


def _with_changes(
    item: Decision, meeting: Meeting, history: Sequence[DecisionVersion], name: str, by: str
) -> Known:
    """Set beside an item who changed it; who enters a working copy once more goes on from what it said."""
    versions = [(each.decision, each.changed_by, each.note) for each in history]
    by_hand = changed_by(versions, lambda who, note: bool(who) and not note.startswith(FROM_TABLE))
    by_others = changed_by(versions, lambda who, note: (who, note) != (by, f"{FROM_TABLE} {name}"))
    return Known(item, meeting, by_hand, by_others)


def read_register(path: Path) -> Table:
    """Read a table; apostrophes that our own files put before what looks like a formula are taken off."""
    table = read_table(path)
    return unguarded(table) if COLUMNS["id"] in table.headings else table
