"""Contributions loaded by mistake -> out of all that is counted, and back; copies are looked for anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from synthesis.corpus.duplicates import copies_among
from synthesis.errors import InputError
from synthesis.grammar import counted
from synthesis.models import Contribution, Place, Problem
from synthesis.pipeline.retrying import while_others_store
from synthesis.store import Store, Withdrawal

LAST = "last"
"""Stands for the id of the last load of which anything is counted, or withdrawn."""


def withdraw(store: Store, ids: Sequence[str], by: str, note: str = "") -> int:
    """Take contributions out of everything that is counted; return how many.

    What people said of them is kept with them; the history has who, when and why.

    Raises
    ------
    StoreError
        If one of them is not stored, or nobody puts a name to it; nothing is withdrawn then.
    """
    store.require_writable()
    going = tuple(dict.fromkeys(ids))

    def take_out() -> None:
        rest = {each.id: each for each in store.contributions() if each.id not in set(going)}
        store.withdraw(going, by, note, copies=copies_among(rest.values()), compared=rest)

    while_others_store(take_out)
    return len(going)


def put_back(store: Store, ids: Sequence[str], by: str, note: str = "", version: int = 0) -> int:
    """Count withdrawn contributions again, with what people had said of them; return how many.

    `version` is that of the withdrawal that is undone, as the history numbers them; 0 stands for the last.
    """
    store.require_writable()
    coming = tuple(dict.fromkeys(ids))

    def put() -> None:
        withdrawn = store.withdrawn_contributions(coming, version)
        every = {each.id: each for each in (*withdrawn, *store.contributions())}
        copies = copies_among(every.values())
        store.put_back(coming, by, note, copies=copies, compared=every, version=version)

    while_others_store(put)
    return len(coming)


def ids_of_load(store: Store, run_id: str, *, withdrawn: bool = False) -> tuple[str, ...]:
    """Return what came with a load and is still counted, or is withdrawn; `LAST` is the last with anything.

    Raises
    ------
    InputError
        If there is none.
    """
    loads = [run for run in store.runs() if run.command == "load"]
    asked: Iterable[str] = [run_id] if run_id != LAST else [run.id for run in reversed(loads)]
    of_load = store.withdrawn_in if withdrawn else store.loaded_in
    found = next(filter(None, map(of_load, asked)), ())
    if not found:
        state = "withdrawn" if withdrawn else "counted"
        held = [run.id for run in loads if of_load(run.id)]
        known = f"{state.capitalize()} are: {', '.join(held[-5:])}."
        raise InputError(
            f"Nothing that is {state} came with the load {run_id!r}.",
            hint=known if held else "Name the contributions by their ids.",
        )
    return found


def withdrawn_before(
    store: Store, fresh: Iterable[Contribution], places: Mapping[str, Place]
) -> tuple[Problem, ...]:
    """Tell, for each file, of contributions that were withdrawn and are loaded anew."""
    history = sorted(store.withdrawals(), key=lambda each: each.version)
    last: dict[str, Withdrawal] = {each.contribution_id: each for each in history}
    again: dict[str, list[Withdrawal]] = {}
    for contribution in fresh:
        before = last.get(contribution.id)
        if before and before.is_withdrawn:
            again.setdefault(places.get(contribution.id, Place("")).file, []).append(before)
    return tuple(Problem(file, _told(found)) for file, found in again.items())


def _told(found: Sequence[Withdrawal]) -> str:
    first = found[0]
    on = f" on {first.at:%Y-%m-%d}" if first.at else ""
    return (
        f"{counted(len(found), 'contribution')} had been withdrawn and {'is' if len(found) == 1 else 'are'} "
        f"loaded anew, such as {first.contribution_id!r}, withdrawn by {first.by}{on}."
    )
