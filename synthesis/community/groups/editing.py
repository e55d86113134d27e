"""What a person writes into a form -> a Group that the directory can hold, or the reason why not.

>>> made({"name": " DC on Trade ", "kind": "dynamic coalition"}, ()).id
'dc-on-trade'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from synthesis.community.groups.columns import COLUMNS, LISTS, read_kind
from synthesis.community.groups.names import compact
from synthesis.corpus.folding import fold
from synthesis.errors import InputError
from synthesis.models import Group

FIELDS = tuple(each for each in COLUMNS if each not in ("id", "source"))
"""What a form asks for, in its order."""

LONGEST_ID = 80
"""Letters of the longest id, as tables may give it."""


def made(values: Mapping[str, Any], others: Sequence[Group], before: Group | None = None) -> Group:
    """Make a group of what a form holds.

    Parameters
    ----------
    values : mapping of field to value
        Lists as sequences; what is left out stays as it was.
    others : sequence of Group
        The other groups of the directory.
    before : Group, optional
        The group that is edited; None for a new one, whose id is made of its name.

    Raises
    ------
    InputError
        If it has no name or no kind, or the name of another group.
    """
    clean = {each: _cleaned(each, value) for each, value in values.items() if each in FIELDS}
    if not clean.get("name"):
        raise InputError("A group needs a name.", "Name", "Give its full name.")
    kind = read_kind(str(clean.get("kind", "")))
    if kind is None:
        raise InputError("A group needs a kind.", "Kind", "Choose one of the list.")
    clean["kind"] = kind
    double = next((each for each in others if fold(each.name) == fold(clean["name"])), None)
    if double is not None:
        raise InputError(
            f"There is a group of this name already: {double.name}.", "Name", "Edit that one, or say more."
        )
    if before is not None:
        return replace(before, **clean)
    return Group(id=free_id(clean["name"], others), source="Entered on the page Community", **clean)


def _cleaned(field: str, value: Any) -> Any:
    if field in LISTS:
        return tuple(dict.fromkeys(entry.strip() for entry in value if entry.strip()))
    return str(value or "").strip()


def free_id(name: str, others: Iterable[Group]) -> str:
    """Return an id made of a name that no other group has.

    >>> free_id("DC IoT", [Group("dc-iot", "Internet of Things", "dynamic coalition")])
    'dc-iot-2'
    """
    base = "-".join(fold(name).split())[:LONGEST_ID] or "group"
    taken = {each.id for each in others}
    endings = ("", *(f"-{n}" for n in range(2, len(taken) + 3)))
    made_ids = (base[: LONGEST_ID - len(ending)] + ending for ending in endings)
    return next(each for each in made_ids if each not in taken)


def shared_acronym(group: Group, others: Sequence[Group]) -> tuple[Group, ...]:
    """Return the other groups with the acronym of this one: texts that have it alone are ambiguous."""
    if not group.acronym:
        return ()
    own = compact(group.acronym)
    return tuple(each for each in others if each.id != group.id and compact(each.acronym) == own)


def differences(before: Group, after: Group) -> tuple[str, ...]:
    """Return the fields in which two versions of a group differ."""
    return tuple(each for each in COLUMNS if getattr(before, each) != getattr(after, each))
