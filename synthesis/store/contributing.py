"""Write contributions: the new are loaded, the identical merged, the contradictory refused."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from synthesis.errors import ConflictError, StoreError
from synthesis.models import SENT_FIELDS, Contribution, CopyGroup, Correction, Passage, Place, Problem
from synthesis.store import rows, schema
from synthesis.store.correcting import standing_corrections
from synthesis.store.hashing import add_rows
from synthesis.store.withdrawing import forgotten_texts

SAMPLE_LOADED = "Loaded sample data: "
"""How a change begins that brought contributions that were all composed for this project."""

PERSONAL_FIELDS = frozenset({"contributor", "may_publish_name"})


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of the contributions given: loaded + merged + refused problems is all of them.

    `is_sample` tells whether all that was loaded was composed for this project.
    """

    loaded: int
    merged: int
    problems: tuple[Problem, ...] = ()
    is_sample: bool = False

    @property
    def loaded_words(self) -> str:
        """How the change log tells what was loaded; of sample data it says so."""
        return f"{SAMPLE_LOADED if self.is_sample else 'Loaded '}{self.loaded} contributions"


def add_contributions(
    connection: Connection,
    contributions: Sequence[Contribution],
    passages: Sequence[Passage],
    copies: Sequence[CopyGroup] | None,
    compared: Collection[str] | None,
    places: Mapping[str, Place],
    run_id: str = "",
) -> AddResult:
    """Store what is new, with its passages; replace the copy groups if anything was.

    Parameters
    ----------
    connection : Connection
    contributions : sequence of Contribution
    passages : sequence of Passage
        Theirs; those of contributions that are stored already are left aside.
    copies : sequence of CopyGroup or None
        All copy groups there are then; None leaves the stored ones as they are.
    compared : collection of str or None
        Ids of the contributions that copies were looked for among; None stands for all.
    places : mapping of id to Place
        Where each contribution was read, for what is said of a refused one.
    run_id : str, optional
        The load that they come with.

    Raises
    ------
    ConflictError
        If others were stored since the copies were looked for.
    """
    fresh, problems = _compare(connection, contributions, places)
    _insert(connection, fresh, passages, run_id)
    if fresh and copies is not None:
        replace_copies(connection, copies, compared)
    n_merged = len(contributions) - len(fresh) - len(problems)
    is_sample = bool(fresh) and all(each.is_sample for each in fresh)
    return AddResult(len(fresh), n_merged, tuple(problems), is_sample)


def preview_contributions(
    connection: Connection, contributions: Sequence[Contribution], places: Mapping[str, Place]
) -> AddResult:
    """Say what `add_contributions` would come to; nothing is stored."""
    fresh, problems = _compare(connection, contributions, places)
    return AddResult(len(fresh), len(contributions) - len(fresh) - len(problems), tuple(problems))


def _compare(
    connection: Connection, contributions: Sequence[Contribution], places: Mapping[str, Place]
) -> tuple[list[Contribution], list[Problem]]:
    """Return what is new, and refusals of what contradicts what is stored; the rest is there already."""
    known = _known_rows(connection, [contribution.id for contribution in contributions])
    corrections = standing_corrections(connection)
    fresh: list[Contribution] = []
    problems: list[Problem] = []
    for contribution in contributions:
        row = rows.contribution_row(contribution)
        if contribution.id not in known:
            known[contribution.id] = row | {"is_forgotten": 0}
            fresh.append(contribution)
        elif differing := _differing_fields(row, known[contribution.id], corrections.get(contribution.id)):
            problems.append(_refusal(contribution.id, differing, places.get(contribution.id, Place(""))))
    return fresh, problems


def _known_rows(connection: Connection, ids: Sequence[str]) -> dict[str, rows.Row]:
    table = schema.contribution
    known: dict[str, rows.Row] = {}
    for batch in rows.in_batches(ids):
        for row in connection.execute(select(table).where(table.c.id.in_(batch))).mappings():
            known[row["id"]] = dict(row)
    return known


def _differing_fields(row: rows.Row, stored: rows.Row, correction: Correction | None) -> list[str]:
    """Name the fields that say neither what is stored nor what was corrected, as an export does."""
    skipped = PERSONAL_FIELDS if stored["is_forgotten"] else frozenset()
    corrected = correction.values if correction else {}
    return [
        name
        for name in SENT_FIELDS
        if name not in skipped and row[name] not in (stored[name], corrected.get(name, stored[name]))
    ]


def _refusal(contribution_id: str, differing: Sequence[str], place: Place) -> Problem:
    reason = (
        f"A contribution with the id {contribution_id!r} is stored already with another "
        f"{', '.join(name.replace('_', ' ') for name in differing)}; the stored one was kept. "
        "Give this one an id of its own if both are meant; if the stored one was loaded by mistake, take it "
        f"out first: withdraw {shlex.quote(contribution_id)} --by NAME. It is kept: --undo --version N of "
        "the list that withdraw prints counts it again."
    )
    return Problem(place.file, reason, place.row, place.id_column, is_refusal=True)


def _insert(
    connection: Connection, fresh: Sequence[Contribution], passages: Sequence[Passage], run_id: str
) -> None:
    if not fresh:
        return
    ids = {contribution.id for contribution in fresh}
    forgotten = forgotten_texts(connection)  # what is loaded anew brings no forgotten name back
    sent = [rows.contribution_row(each) | {"run_id": run_id, "is_forgotten": 0} for each in fresh]
    sent = [rows.forgotten(row) if (row["id"], row["text"]) in forgotten else row for row in sent]
    add_rows(connection, schema.contribution, sent)
    add_rows(connection, schema.answer, [row for each in fresh for row in rows.answer_rows(each)])
    new = {passage.id: passage for passage in passages if passage.contribution_id in ids}
    add_rows(connection, schema.passage, [rows.passage_row(passage) for passage in new.values()])


def replace_copies(
    connection: Connection, copies: Sequence[CopyGroup], compared: Collection[str] | None
) -> None:
    """Store these copy groups in the place of those there are; see `add_contributions`."""
    stored = set(connection.execute(select(schema.contribution.c.id)).scalars())
    if compared is not None and not stored.issubset(compared):
        raise ConflictError(
            "Other contributions were stored meanwhile.",
            hint="Look for copies among all that is stored now, then store again.",
        )
    connection.execute(delete(schema.copy_member))
    members = [
        {"group_id": group.id, "contribution_id": member, "is_exact": int(group.is_exact)}
        for group in copies
        for member in group.contribution_ids
        if member in stored
    ]
    add_rows(connection, schema.copy_member, members)


def add_problems(connection: Connection, problems: Sequence[Problem]) -> int:
    """Keep the problems that are not kept yet; return how many those were."""
    table = schema.problem
    known = set(connection.execute(select(table.c.file, table.c.reason, table.c.row, table.c.column)))
    fresh = [
        {
            "file": problem.file,
            "reason": problem.reason,
            "row": problem.row,
            "column": problem.column,
            "is_refusal": int(problem.is_refusal),
        }
        for problem in dict.fromkeys(problems)
        if (problem.file, problem.reason, problem.row, problem.column) not in known
    ]
    add_rows(connection, table, fresh)
    return len(fresh)


def is_stored(connection: Connection, contribution_id: str) -> bool:
    """Whether a contribution with this id is counted."""
    return contribution_id in _known_rows(connection, [contribution_id])


def forget_contributor(connection: Connection, contribution_id: str) -> bool:
    """Blank the personal name for good; return whether there was anything to forget.

    Raises
    ------
    StoreError
        If there is no such contribution.
    """
    table = schema.contribution
    row = _known_rows(connection, [contribution_id]).get(contribution_id)
    if row is None:
        raise StoreError(f"There is no contribution with the id {contribution_id!r}.")
    if row["is_forgotten"]:
        return False
    connection.execute(update(table).where(table.c.id == contribution_id).values(**rows.forgotten(row)))
    return True
