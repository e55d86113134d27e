"""Files and store -> proposals held against their standards; tables of proposals into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from synthesis.community.standards import Context, read_standard
from synthesis.community.standards.checking import Checked, check_all
from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.nested import nested_table
from synthesis.community.standards.table import ProposalPlan, plan_proposals
from synthesis.community.standards.tabular import is_standard, read_standard_table
from synthesis.community.standards.versions import in_order, version_before
from synthesis.corpus.decoding import decode
from synthesis.corpus.intake import check_file
from synthesis.corpus.tables import JSON_SUFFIXES, Table, read_table
from synthesis.errors import InputError
from synthesis.grammar import joined
from synthesis.models import Group, SessionProposal, Standard
from synthesis.outputs.export.cells import unguarded
from synthesis.pipeline.calendar import open_events
from synthesis.pipeline.retrying import while_others_store
from synthesis.shipped import DATA, shipped
from synthesis.store import Store

SHIPPED = DATA / "community"
YAML_SUFFIXES = (".yaml", ".yml")
TABLE_FORMS = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """A version of a standard that is to be put in force, and what it is compared with.

    `before` is the same version as it stands, or the one before it in time; None for the first of its family.
    `seen` is how often this very version was put in force before, 0 for a new one.
    """

    standard: Standard
    before: Standard | None = None
    seen: int = 0

    @property
    def is_same(self) -> bool:
        """Whether it says nothing else than what is in force."""
        return self.standard == self.before


def read_standard_file(path: Path, name: str = "") -> Standard:
    """Read one version of a standard: YAML, or a table with a row for each rule (CSV, TSV, XLSX).

    Raises
    ------
    InputError
        As `community.standards.read_standard` and `read_standard_table`, or if it cannot be opened.
    """
    shown = name or path.name
    suffix = path.suffix.lower()
    if suffix in TABLE_FORMS:
        return read_standard_table(unguarded(read_table(path)), shown)
    if suffix not in YAML_SUFFIXES:
        hint = f"Save it as one of {', '.join((*YAML_SUFFIXES, *TABLE_FORMS))}."
        raise InputError(f"Files ending in {suffix or 'nothing'} are not read as standards.", shown, hint)
    check_file(path)
    return read_standard(decode(path.read_bytes(), None, shown).text, shown)


def holds_standard(path: Path) -> bool:
    """Whether a file is a standard rather than a table of proposals."""
    suffix = path.suffix.lower()
    return suffix in YAML_SUFFIXES or (suffix in TABLE_FORMS and is_standard(read_table(path).headings))


@cache
def shipped_standards() -> tuple[Standard, ...]:
    """Return the standards that lie beside the package, none where it was installed without them."""
    return tuple(in_order(map(read_standard_file, sorted(shipped("community/standards").glob("*.yaml")))))


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
    return unguarded(table) if COLUMNS["id"] in table.headings else table


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


def import_proposals(store: Store, path: Path, by: str, name: str = "") -> ProposalPlan:
    """Enter a table of proposals without a look at it first; as `preview_proposals`."""
    store.require_writable()
    plan = preview_proposals(store, path, name)
    enter_proposals(store, plan, by, name or path.name)
    return plan


def enter_proposals(store: Store, plan: ProposalPlan, by: str, name: str) -> None:
    """Enter what `preview_proposals` said of a table, in a person's name; conflicts as `Community.enter`.

    Raises
    ------
    InputError
        Without a name.
    """
    if not by.strip():
        raise InputError("A proposal is entered in a person's name.", hint="Say whose.")
    store.community.enter(plan, by, f"From the table {name}")


def preview_standard(store: Store, path: Path, name: str = "") -> StandardPlan:
    """Read a version of a standard and say what it is compared with; nothing is stored.

    Raises
    ------
    InputError
        As `read_standard_file`, or if its family is that of another type of session.
    """
    standard = read_standard_file(path, name)
    known = standards_of(store)
    kinds = {each.session_type for each in known if each.family == standard.family}
    if kinds and standard.session_type not in kinds:
        said = (
            f"The family {standard.family!r} is for a {joined(sorted(kinds))}, not a {standard.session_type}."
        )
        raise InputError(said, name or path.name, "Give it a family of its own, or mend its session type.")
    before = version_before(standard, known)
    return StandardPlan(standard, before, len(store.community.history(Standard, standard.id)))


def put_in_force(store: Store, plan: StandardPlan, by: str, note: str = "") -> None:
    """Enter a version of a standard in a person's name; earlier ones are kept.

    Where the store holds none yet, the shipped ones are entered with it, so that they do not fall away.

    Raises
    ------
    InputError
        Without a name.
    ConflictError
        If somebody put this version in force since it was looked at; nothing is stored then.
    """
    store.require_writable()
    if not by.strip():
        raise InputError("A standard is put in force in a person's name.", hint="Say whose.")
    while_others_store(lambda: _put(store, plan, by, note))


def _put(store: Store, plan: StandardPlan, by: str, note: str) -> None:
    is_first = not store.community.entries(Standard)
    others = [each for each in shipped_standards() if is_first and each.id != plan.standard.id]
    store.community.save_together(
        [("Came with the program", others), (note, [plan.standard])], by, {plan.standard.id: plan.seen}
    )


def fill_standards(store: Store, folder: Path, by: str) -> None:
    """Enter the shipped standards and proposals that this store never had; see `Community.fill`."""
    standards = [read_standard_file(path) for path in sorted((folder / "standards").glob("*.yaml"))]
    store.community.fill(standards, by)
    path = folder / "proposals.csv"
    if path.is_file():
        groups = [entry.record for entry in store.community.entries(Group)]
        store.community.fill(plan_proposals(read_proposals(path), path.name, groups=groups).added, by)
