"""Files and store -> proposals held against their standards; tables of proposals into the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from synthesis.community.standards import Context, read_standard
from synthesis.community.standards.checking import Checked, check_all
from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.nested import nested_table
from synthesis.community.standards.table import ProposalPlan, plan_proposals
from synthesis.community.standards.versions import in_order
from synthesis.corpus.decoding import decode
from synthesis.corpus.intake import check_file
from synthesis.corpus.tables import Table, read_table
from synthesis.errors import InputError
from synthesis.models import Group, SessionProposal, Standard
from synthesis.outputs.export.cells import from_cell
from synthesis.pipeline.calendar import open_events
from synthesis.store import Store

SHIPPED = Path(__file__).parents[2] / "data" / "community"
JSON_SUFFIXES = (".json", ".jsonl")


def read_standard_file(path: Path) -> Standard:
    """Read one version of a standard.

    Raises
    ------
    InputError
        As `community.standards.read_standard`, or if it cannot be opened.
    """
    check_file(path)
    return read_standard(decode(path.read_bytes(), None, path.name).text, path.name)


@cache
def shipped_standards() -> tuple[Standard, ...]:
    """Return the standards that lie beside the package, none where it was installed without them."""
    return tuple(in_order(map(read_standard_file, sorted((SHIPPED / "standards").glob("*.yaml")))))


def standards_of(store: Store) -> tuple[Standard, ...]:
    """Return the standards that a store holds, or the shipped ones where it holds none."""
    stored = tuple(entry.record for entry in store.community.entries(Standard))
    return tuple(in_order(stored)) or shipped_standards()


def context_of(store: Store, deadline: date | None = None) -> Context:
    """Collect what a check may know from a store."""
    held = store.community
    return Context(
        groups=tuple(entry.record for entry in held.entries(Group)),
        meetings=store.snapshot().meetings,
        proposals=tuple(entry.record for entry in held.entries(SessionProposal)),
        events=open_events(store),
        deadline=deadline,
    )


def read_proposals(path: Path) -> Table:
    """Read a table of proposals: CSV, TSV, XLSX, or JSON with speakers as lists.

    Raises
    ------
    InputError
        If it cannot be read, or is no table.
    """
    if path.suffix.lower() in JSON_SUFFIXES:
        check_file(path)
        return nested_table(decode(path.read_bytes(), None, path.name).text, path.name)
    table = read_table(path)
    if COLUMNS["id"] not in table.headings:
        return table
    return replace(table, rows=tuple(tuple(map(from_cell, cells)) for cells in table.rows))


def check_proposals_file(
    path: Path,
    standards: Sequence[Standard] = (),
    version: str = "",
    deadline: date | None = None,
    groups: Sequence[Group] = (),
) -> tuple[ProposalPlan, tuple[Checked, ...]]:
    """Read a table and hold its proposals against the standards for them; no store is used.

    Raises
    ------
    InputError
        If it is no table of proposals.
    """
    plan = plan_proposals(read_proposals(path), path.name, groups=groups)
    context = Context(groups=groups, proposals=plan.added, deadline=deadline)
    return plan, check_all(plan.added, standards or shipped_standards(), context, version)


def preview_proposals(store: Store, path: Path, name: str = "") -> ProposalPlan:
    """Say what a table would add to the store and change in it; nothing is stored.

    Raises
    ------
    InputError
        If it is no table of proposals.
    """
    known = [entry.record for entry in store.community.entries(SessionProposal)]
    groups = [entry.record for entry in store.community.entries(Group)]
    themes = {theme.id: theme.name for theme in store.codebook().themes}
    return plan_proposals(read_proposals(path), name or path.name, known, groups, themes)


def import_proposals(
    store: Store, path: Path, by: str, name: str = "", base: Mapping[str, int] | None = None
) -> ProposalPlan:
    """Enter a table of proposals in the store, in a person's name; as `preview_proposals`.

    Parameters
    ----------
    base : mapping of id to version, optional
        The versions that the person has seen; None saves over any.

    Raises
    ------
    InputError
        As there, or without a name.
    ConflictError
        If somebody changed one of them since `base`; nothing is stored then.
    """
    store.require_writable()
    if not by.strip():
        raise InputError("A proposal is entered in a person's name.", hint="Say whose.")
    plan = preview_proposals(store, path, name)
    if plan.to_save:
        store.community.save(plan.to_save, by, f"From the table {name or path.name}", base)
    return plan


def import_standard(store: Store, path: Path, by: str) -> tuple[Standard, bool]:
    """Enter one version of a standard in a person's name; return it, and whether the same was there.

    Where the store holds none yet, the shipped ones are entered with it, so that they do not fall away.

    Raises
    ------
    InputError
        As `read_standard_file`.
    """
    store.require_writable()
    standard = read_standard_file(path)
    if not store.community.entries(Standard) and shipped_standards():
        store.community.save(shipped_standards(), by, "Came with the program")
    saved = store.community.save([standard], by, f"From the file {path.name}")
    return standard, bool(saved.same)


def fill_standards(store: Store, folder: Path, by: str) -> None:
    """Enter the shipped standards and proposals that this store never had; see `Community.fill`."""
    standards = [read_standard_file(path) for path in sorted((folder / "standards").glob("*.yaml"))]
    store.community.fill(standards, by)
    path = folder / "proposals.csv"
    if path.is_file():
        groups = [entry.record for entry in store.community.entries(Group)]
        store.community.fill(plan_proposals(read_proposals(path), path.name, groups=groups).added, by)
