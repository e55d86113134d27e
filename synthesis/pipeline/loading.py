"""Files -> contributions and passages in the store, with an account of what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from synthesis.corpus.duplicates import copies_among
from synthesis.corpus.fieldmap import FieldMap
from synthesis.corpus.load import Loaded, OnProgress, load
from synthesis.corpus.segment import segment
from synthesis.errors import ConflictError
from synthesis.models import SENT_FIELDS, Contribution, Passage, Place, Problem, Run
from synthesis.outputs.phrases import counted
from synthesis.pipeline.correcting import as_stored_before, corrected_before
from synthesis.pipeline.manifest import digest, make_run
from synthesis.pipeline.retrying import while_others_store
from synthesis.pipeline.withdrawing import withdrawn_before
from synthesis.store import AddResult, Store


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of everything received: `received == loaded + merged + refused`.

    `doubles` are those of the problems that tell of contributions stored under another cycle as well;
    `run_id` names the load, if it stored anything, to those who want to withdraw it.
    """

    received: int
    loaded: int
    merged: int
    refused: int
    problems: tuple[Problem, ...] = ()
    doubles: tuple[Problem, ...] = ()
    run_id: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return what `load --json` prints."""
        return {
            "received": self.received,
            "loaded": self.loaded,
            "merged": self.merged,
            "refused": self.refused,
            "run": self.run_id,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def preview_load(
    paths: Sequence[Path | str],
    *,
    field_map: FieldMap | None = None,
    cycle: int | None = None,
    on_progress: OnProgress | None = None,
) -> Loaded:
    """Read files and folders without storing anything; `store_loaded` does that when a person agrees.

    `preview_stored` says what it would come to.
    """
    return load(paths, field_map=field_map, cycle=cycle, today=date.today(), on_progress=on_progress)


def load_into(
    store: Store,
    paths: Sequence[Path | str],
    *,
    field_map: FieldMap | None = None,
    cycle: int | None = None,
    on_progress: OnProgress | None = None,
) -> LoadReport:
    """Read files and folders into the store.

    Parameters
    ----------
    store : Store
    paths : sequence of Path or str
        Tables, documents, folders of them.
    field_map : FieldMap, optional
        For headings that are not ours, and files that belong together.
    cycle : int, optional
        The year taken stock of, for contributions that don't state it.
    on_progress : callable, optional
        Called with (done, total, what), first for files, then for contributions.

    Raises
    ------
    InputError
        If the map cannot be used; what is wrong with the files is told in the report.
    StoreError
        If the store cannot be used.
    """
    store.require_writable()
    loaded = preview_load(paths, field_map=field_map, cycle=cycle, on_progress=on_progress)
    return store_loaded(store, loaded, on_progress)


def store_loaded(store: Store, loaded: Loaded, on_progress: OnProgress | None = None) -> LoadReport:
    """Store what was read before: new contributions are cut into passages and compared with all others."""
    store.require_writable()
    stored = store.contributions()
    loaded = as_stored_before(store, loaded, stored)
    fresh = _fresh(loaded, stored)
    loaded = _with_what_people_did(store, loaded, fresh)
    passages = _cut(fresh, on_progress)
    run = make_run(
        "load",
        input_hashes={"contributions": digest(loaded.contributions)},
        counts={
            "received": loaded.received,
            "read": len(loaded.contributions),
            "merged_in_input": loaded.merged,
            "refused_in_input": loaded.refused,
            "passages": len(passages),
        },
    )
    doubles = _doubles(fresh, stored, loaded.places)
    result = _add(store, loaded, passages, stored, doubles, run)
    return _report(loaded, result, doubles, run.id if result.loaded else "")


def preview_stored(store: Store, loaded: Loaded) -> LoadReport:
    """Say what `store_loaded` would come to now; nothing is stored."""
    stored = store.contributions()
    loaded = as_stored_before(store, loaded, stored)
    fresh = _fresh(loaded, stored)
    loaded = _with_what_people_did(store, loaded, fresh)
    doubles = _doubles(fresh, stored, loaded.places)
    return _report(loaded, store.preview_contributions(loaded.contributions, loaded.places), doubles)


def _fresh(loaded: Loaded, stored: Iterable[Contribution]) -> list[Contribution]:
    known = {contribution.id for contribution in stored}
    return [contribution for contribution in loaded.contributions if contribution.id not in known]


def _with_what_people_did(store: Store, loaded: Loaded, fresh: Iterable[Contribution]) -> Loaded:
    """Tell, too, of what was withdrawn and is loaded anew, and of what was corrected and stays so."""
    again = withdrawn_before(store, fresh, loaded.places)
    return replace(loaded, problems=(*loaded.problems, *again, *corrected_before(store, loaded)))


def _report(loaded: Loaded, result: AddResult, doubles: tuple[Problem, ...], run_id: str = "") -> LoadReport:
    return LoadReport(
        received=loaded.received,
        loaded=result.loaded,
        merged=loaded.merged + result.merged,
        refused=loaded.refused + len(result.problems),
        problems=(*loaded.problems, *doubles, *result.problems),
        doubles=doubles,
        run_id=run_id,
    )


def _doubles(
    fresh: Iterable[Contribution], stored: Iterable[Contribution], places: Mapping[str, Place]
) -> tuple[Problem, ...]:
    """Tell, for each file, of contributions that are stored already under another cycle, or under none."""
    known = {_but_for_cycle(contribution): contribution for contribution in stored}
    ids: dict[str, list[str]] = {}
    for contribution in fresh:
        double = known.get(_but_for_cycle(contribution))
        if double and double.cycle != contribution.cycle:
            ids.setdefault(places.get(contribution.id, Place("")).file, []).append(double.id)
    reason = (
        "The store holds {} with the same words from the same sender under another cycle, or under none, "
        "such as {!r}. Check the cycle: loaded like this, each counts twice."
    )
    return tuple(
        Problem(file, reason.format(counted(len(found), "contribution"), found[0]), column="Cycle")
        for file, found in ids.items()
    )


def _but_for_cycle(contribution: Contribution) -> tuple[object, ...]:
    return tuple(getattr(contribution, name) for name in SENT_FIELDS if name != "cycle")


def _cut(contributions: Sequence[Contribution], on_progress: OnProgress | None) -> list[Passage]:
    passages: list[Passage] = []
    for n_done, contribution in enumerate(contributions, 1):
        passages.extend(segment(contribution))
        if on_progress:
            on_progress(n_done, len(contributions), "Cutting contributions into passages")
    return passages


def _add(
    store: Store,
    loaded: Loaded,
    passages: Sequence[Passage],
    stored: Sequence[Contribution],
    doubles: tuple[Problem, ...],
    run: Run,
) -> AddResult:
    """Store with the copy groups of all; they are made outside the transaction, which others wait for."""
    read_before = [stored]

    def add() -> AddResult:
        known = read_before.pop() if read_before else store.contributions()
        every = {contribution.id: contribution for contribution in (*loaded.contributions, *known)}
        return store.add_contributions(
            loaded.contributions,
            passages,
            copies_among(every.values()) if len(every) > len(known) else None,
            compared=every,
            places=loaded.places,
            problems=(*loaded.problems, *doubles),
            run=run,
        )

    try:
        return while_others_store(add)
    except ConflictError as error:
        raise ConflictError(
            "Others keep loading at the same time; nothing of these files was stored.",
            where=store.where,
            hint="Load them again when the others are done.",
        ) from error
