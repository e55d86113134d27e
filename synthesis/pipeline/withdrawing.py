"""Contributions loaded by mistake -> out of all that is counted, and back; copies are looked for anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from synthesis.corpus.duplicates import copies_among
from synthesis.errors import InputError
from synthesis.grammar import counted
from synthesis.models import Contribution, Place, Problem, Run
from synthesis.store import Store, Withdrawal

LAST = "last"
"""Stands for the id of the last load that is still counted."""


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
    rest = [each for each in store.contributions() if each.id not in set(going)]
    store.withdraw(going, by, note, copies=copies_among(rest))
    return len(going)


def put_back(store: Store, ids: Sequence[str], by: str, note: str = "") -> int:
    """Count withdrawn contributions again, with what people had said of them; return how many."""
    store.require_writable()
    coming = tuple(dict.fromkeys(ids))
    every = {each.id: each for each in (*store.withdrawn_contributions(coming), *store.contributions())}
    store.put_back(coming, by, note, copies=copies_among(every.values()))
    return len(coming)


def ids_of_load(store: Store, run_id: str) -> tuple[str, ...]:
    """Return what came with a load and is still counted; `LAST` is the last of which anything is.

    Raises
    ------
    InputError
        If there is none.
    """
    loads = [run for run in store.runs() if run.command == "load"]
    asked: Iterable[str] = [run_id] if run_id != LAST else [run.id for run in reversed(loads)]
    found = next(filter(None, map(store.loaded_in, asked)), ())
    if not found:
        raise InputError(
            f"Nothing that is counted came with the load {run_id!r}.",
            hint=_other_loads(store, loads),
        )
    return found


def withdrawn_before(
    store: Store, fresh: Iterable[Contribution], places: Mapping[str, Place]
) -> tuple[Problem, ...]:
    """Tell, for each file, of contributions that were withdrawn and are loaded anew."""
    last: dict[str, Withdrawal] = {each.contribution_id: each for each in store.withdrawals()}
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


def _other_loads(store: Store, loads: Sequence[Run]) -> str:
    """Name the last loads of which something is counted; what was stored earlier knows of none."""
    held = [run.id for run in loads if store.loaded_in(run.id)]
    return f"Counted are: {', '.join(held[-5:])}." if held else "Name the contributions by their ids."
