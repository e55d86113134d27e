"""Tables of groups -> the directory in a store, with an account of every row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from synthesis.community.groups import Directory, Membership, memberships
from synthesis.community.groups.columns import COLUMNS, field_of
from synthesis.community.groups.reading import GroupsPlan, plan_groups
from synthesis.community.groups.records import read_json
from synthesis.corpus.intake import check_file
from synthesis.corpus.tables import Table, read_table
from synthesis.corpus.tables.pieces import joined
from synthesis.models import Group
from synthesis.outputs.export.cells import unguarded
from synthesis.outputs.groups import visibility
from synthesis.outputs.naming import decisions_naming, mention_frame
from synthesis.outputs.tables import Frames, frames
from synthesis.pipeline.calendar import open_events
from synthesis.store import Store


def preview_groups(store: Store, path: Path, name: str = "") -> GroupsPlan:
    """Say what a table of groups would add to the directory and change in it; nothing is stored.

    Parameters
    ----------
    path : Path
        A CSV, TSV, XLSX or JSON file.
    name : str
        What people call the file, if another than its name on disk.

    Raises
    ------
    InputError
        If it cannot be read, or is no table of groups.
    """
    known = [entry.record for entry in store.community.entries(Group)]
    themes = [theme.id for theme in store.codebook().themes]
    return plan_groups(_read(path), name or path.name, known, themes)


def import_groups(store: Store, path: Path, by: str, name: str = "") -> GroupsPlan:
    """Enter a table of groups in the directory without a look at it first; as `preview_groups`."""
    store.require_writable()
    plan = preview_groups(store, path, name)
    enter_groups(store, plan, by, name or path.name)
    return plan


def enter_groups(store: Store, plan: GroupsPlan, by: str, name: str) -> None:
    """Enter what `preview_groups` said of a table, no more and no less; conflicts as `Community.enter`."""
    store.community.enter(plan, by, f"From the table {name}")


def fill_groups(store: Store, path: Path, by: str) -> None:
    """Enter the shipped groups that this store never had: what people changed or removed stays so."""
    store.community.fill(preview_groups(store, path).to_save, by)


@dataclass(frozen=True, slots=True)
class Standing:
    """The directory of a store, and where each group stands in its stocktaking."""

    directory: Directory
    frames: Frames
    mentions: pd.DataFrame
    table: pd.DataFrame
    memberships: tuple[Membership, ...]


def group_standing(store: Store) -> Standing:
    """Find who mentions which group in a store, which decisions name it, and who sits in it."""
    groups = tuple(entry.record for entry in store.community.entries(Group))
    events = open_events(store)
    snapshot, directory = store.snapshot(), Directory(groups)
    laid_out = frames(snapshot)
    mentions = mention_frame(laid_out.passages, directory)
    named = decisions_naming(laid_out.decisions, directory)
    table = visibility(laid_out, groups, mentions, named)
    return Standing(directory, laid_out, mentions, table, memberships(snapshot.meetings, events, directory))


def _read(path: Path) -> Table:
    if path.suffix.lower() == ".json":
        check_file(path)
        return read_json(path.read_bytes(), path.name)
    table = read_table(path)
    if not set(COLUMNS.values()) <= set(table.headings):
        return table
    return joined(unguarded(table), field_of)
