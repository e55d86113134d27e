"""What was read wrongly of contributions -> corrected by people; loading the files again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from synthesis.corpus.correcting import read_values
from synthesis.corpus.load import Loaded
from synthesis.corpus.records import made_id
from synthesis.errors import StoreError
from synthesis.grammar import counted
from synthesis.models import SENT_FIELDS, Contribution, Corrected, Correction, Problem
from synthesis.store import Store


def correct(
    store: Store,
    ids: Sequence[str],
    given: Mapping[str, str],
    by: str,
    note: str = "",
    base: Mapping[str, int] | None = None,
) -> Mapping[str, int]:
    """Let what a person wrote stand in some fields of contributions; return the version of each that changed.

    Parameters
    ----------
    store : Store
    ids : sequence of str
    given : mapping of field to text
        As the person wrote it; an empty text says that it is not known.
    by, note : str
        Who corrects it, and why.
    base : mapping of id to version, optional
        The corrections that the person has seen; see `Store.correct`.

    Raises
    ------
    InputError
        If a text cannot be a value of its field.
    StoreError
        If one of them is not stored, or nobody puts a name to it.
    ConflictError
        If somebody corrected one of them since.
    """
    store.require_writable()
    known = {each.id: each for each in store.contributions()}
    if missing := [each for each in ids if each not in known]:
        raise StoreError(f"There is no contribution with the id {missing[0]!r}.")
    return store.correct({each: read_values(given, known[each]) for each in ids}, by, note, base)


def take_back_correction(
    store: Store,
    contribution_id: str,
    by: str,
    note: str = "",
    *,
    to: int | None = None,
    base: int | None = None,
) -> Mapping[str, int]:
    """Let an earlier version stand again: that before the last, or `to`, 0 for what the file said.

    Raises
    ------
    StoreError
        If there is no such version, or nothing to take back.
    ConflictError
        If somebody corrected it since the version `base`.
    """
    store.require_writable()
    history = store.corrections(contribution_id)
    if not history:
        raise StoreError(f"Nothing was corrected of the contribution {contribution_id!r}.")
    earlier = len(history) - 1 if to is None else to
    return store.restore_correction(contribution_id, earlier, by, note, base)


def under_stored_ids(store: Store, loaded: Loaded, stored: Iterable[Contribution]) -> Loaded:
    """Give what is read again after its year was corrected the id that it is stored under."""
    known = {each.id: each for each in stored}
    twins = [
        (known[each.contribution_id], store.received(each.contribution_id))
        for each in store.standing_corrections().values()
        if "cycle" in each.values
    ]
    by_text = {standing.text: (standing, received) for standing, received in twins}
    ids = {f"{standing.cycle}-{standing.id}": standing.id for standing, _ in twins}  # as exports make them
    for contribution in loaded.contributions:
        twin = by_text.get(contribution.text)
        if twin and contribution.id not in known and _is_read_again(contribution, *twin):
            ids[contribution.id] = twin[0].id
    if not ids:
        return loaded
    return replace(
        loaded,
        contributions=tuple(replace(each, id=ids.get(each.id, each.id)) for each in loaded.contributions),
        places={ids.get(name, name): place for name, place in loaded.places.items()},
    )


def corrected_before(store: Store, loaded: Loaded) -> tuple[Problem, ...]:
    """Tell, for each file, of contributions that people corrected and that stay so whatever the file says."""
    standing = store.standing_corrections()
    found: dict[str, list[Correction]] = {}
    for contribution in loaded.contributions:
        correction = standing.get(contribution.id)
        if correction and any(
            _as_stored(contribution, name) != value for name, value in correction.values.items()
        ):
            found.setdefault(loaded.places[contribution.id].file, []).append(correction)
    return tuple(Problem(file, _told(corrections)) for file, corrections in found.items())


def _is_read_again(contribution: Contribution, standing: Contribution, received: Corrected) -> bool:
    """Whether a record says what a corrected contribution says, and its id only follows from that.

    Each field is as it stands or as the file said; the id is one that the new year makes, given by nobody.
    """
    made = made_id(contribution)
    is_same = all(
        _as_stored(contribution, name)
        in (_as_stored(standing, name), received.get(name, _as_stored(standing, name)))
        for name in SENT_FIELDS
    )
    own = standing.id.removeprefix(f"{received['cycle']}-")
    return is_same and contribution.id in {f"{contribution.cycle}-{made}", f"{standing.cycle}-{own}"}


def _as_stored(contribution: Contribution, name: str) -> object:
    value = getattr(contribution, name)
    return ("" if value is None else value.isoformat()) if name == "submitted_on" else value


def _told(corrections: Sequence[Correction]) -> str:
    first = corrections[0]
    on = f" on {first.at:%Y-%m-%d}" if first.at else ""
    return (
        f"{counted(len(corrections), 'contribution')} {'was' if len(corrections) == 1 else 'were'} corrected "
        f"by people and {'stays' if len(corrections) == 1 else 'stay'} so, such as "
        f"{first.contribution_id!r}, corrected by {first.by}{on}."
    )
