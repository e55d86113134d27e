"""What was read wrongly of contributions -> corrected by people; loading the files again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from synthesis.corpus.correcting import read_values
from synthesis.corpus.load import Loaded
from synthesis.corpus.records import id_in_cycle, made_id
from synthesis.errors import StoreError
from synthesis.grammar import counted
from synthesis.models import SENT_FIELDS, Contribution, Corrected, Correction, Problem
from synthesis.store import Store

_NOT_PERSONAL = tuple(name for name in SENT_FIELDS if name not in {"contributor", "may_publish_name"})
"""What tells a contribution though its contributor was forgotten."""


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


@dataclass(frozen=True, slots=True)
class _Twin:
    """A contribution of which the year was corrected: as it stands, and as its file said it."""

    standing: Contribution
    said: Contribution


def as_stored_before(store: Store, loaded: Loaded, stored: Iterable[Contribution]) -> Loaded:
    """Give what is read again the id, and the words, that it is stored under.

    They differ where its year was corrected since, and where versions before read the file otherwise. What
    was withdrawn after its year was corrected is loaded anew under the id that it had.
    """
    known = {each.id: each for each in stored}
    twins = _Twins(_year_corrected(store, known))
    found = {
        each.id: _as_stored_before(each, loaded.earlier.get(each.id), known, twins)
        for each in loaded.contributions
    }
    return replace(
        loaded,
        contributions=tuple(found[each.id] for each in loaded.contributions),
        places={found[name].id if name in found else name: place for name, place in loaded.places.items()},
    )


def _as_stored_before(
    contribution: Contribution,
    earlier: Contribution | None,
    known: Mapping[str, Contribution],
    twins: _Twins,
) -> Contribution:
    """Return a record as it reads now, or as it read before if that is what is stored."""
    for reading in filter(None, (contribution, earlier)):
        if reading.id in known:
            if reading.text == known[reading.id].text:
                return reading
        elif name := twins.id_of(reading):
            return replace(reading, id=name)
    return contribution


class _Twins:
    """Contributions of which the year was corrected, found by what is read again."""

    def __init__(self, twins: Mapping[str, _Twin]) -> None:
        self._exported = {id_in_cycle(name, twin.standing.cycle): name for name, twin in twins.items()}
        self._by_text: dict[str, list[_Twin]] = {}
        for twin in twins.values():
            self._by_text.setdefault(twin.standing.text, []).append(twin)

    def id_of(self, contribution: Contribution) -> str:
        """Return the id that a record is stored under; empty if it is none of these."""
        its_twins = self._by_text.get(contribution.text, ())
        found = (twin.said.id for twin in its_twins if _is_read_again(contribution, twin))
        return next(found, self._exported.get(contribution.id, ""))


def _year_corrected(store: Store, known: Mapping[str, Contribution]) -> dict[str, _Twin]:
    """Return by their ids what has another year than its file said, or had when it was withdrawn."""
    twins = {
        said.id: _Twin(known.get(said.id, _with(said, values)), said)
        for said, values in store.withdrawn_corrections()
        if "cycle" in values
    }
    corrected = [name for name, each in store.standing_corrections().items() if "cycle" in each.values]
    received = store.received([name for name in corrected if name in known])
    return twins | {name: _Twin(known[name], _with(known[name], values)) for name, values in received.items()}


def _with(contribution: Contribution, values: Corrected) -> Contribution:
    """Return a contribution with such values as are stored in the place of its own."""
    day = str(values.get("submitted_on", _as_stored(contribution, "submitted_on")))
    own: dict[str, Any] = {**values, "submitted_on": date.fromisoformat(day) if day else None}
    return replace(contribution, **own)


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


def _is_read_again(contribution: Contribution, twin: _Twin) -> bool:
    """Whether a record is a corrected contribution read again, and its id only follows from the new year.

    Each field is as it stands or as the file said. Where nobody gave an id, the one that the record would
    have with what the file said tells it from another sender's of the same words, though a name is forgotten.
    """
    standing, said = twin.standing, twin.said
    if any(
        getattr(contribution, name) not in (getattr(standing, name), getattr(said, name))
        for name in _NOT_PERSONAL
    ):
        return False
    own = said.id.removeprefix(f"{said.cycle}-")
    if contribution.id == id_in_cycle(own, contribution.cycle):
        return True
    was = replace(contribution, **{name: getattr(said, name) for name in _NOT_PERSONAL})
    is_made = contribution.id == id_in_cycle(made_id(contribution), contribution.cycle)
    return is_made and said.id == id_in_cycle(made_id(was), said.cycle)


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
