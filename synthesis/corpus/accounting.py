"""Nothing disappears: what was received has to be what became of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Generic, TypeVar

from synthesis.errors import ConflictError
from synthesis.models import CommunityRecord, Problem

Added = TypeVar("Added")
Changed = TypeVar("Changed")
Record = TypeVar("Record", bound=CommunityRecord)


def check_account(received: int, **became: int) -> None:
    """Refuse an account that does not add up, which is a mistake of the program.

    >>> check_account(3, loaded=2, merged=0, refused=1)

    Raises
    ------
    ValueError
        If the parts do not sum to what was received.
    """
    total = sum(became.values())
    if received != total:
        raise ValueError(f"Received must be {' + '.join(became)}. Got {received} and {total} instead.")


@dataclass(frozen=True, slots=True)
class TablePlan(Generic[Added, Changed]):
    """What a table of records comes to, in rows: received = added + changed + merged + refused.

    >>> TablePlan(added=("a",), refused=1, received=2).received
    2
    """

    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    merged: int = 0
    refused: int = 0
    received: int = 0
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        n_added, n_changed = len(self.added), len(self.changed)
        check_account(
            self.received, added=n_added, changed=n_changed, merged=self.merged, refused=self.refused
        )


@dataclass(frozen=True, slots=True)
class Change(Generic[Record]):
    """A stored record as it was when a table was compared with it, and as the table would have it.

    >>> from synthesis.models import Group
    >>> seen = Group("x", "X", "other body", remit="Old.", place="Rome")
    >>> change = Change(seen, replace(seen, remit="New."))
    >>> change.fields, change.upon(replace(seen, place="Pisa"))
    (('remit',), Group(id='x', name='X', kind='other body', acronym='', aliases=(), remit='New.', ...
    """

    before: Record
    after: Record

    @property
    def fields(self) -> tuple[str, ...]:
        """What the table says differently."""
        return _differing(self.before, self.after)

    def upon(self, now: Record | None) -> Record:
        """Change what is stored now; a field that the table left as it was keeps what others wrote.

        Raises
        ------
        ConflictError
            If others said something else of a field that the table changes too, or removed the record.
        """
        if now is None:
            raise _overtaken(self.before.id)
        theirs = set(_differing(self.before, now)) & set(_differing(self.after, now))
        both = [name for name in self.fields if name in theirs]
        if both:
            raise _overtaken(", ".join((self.before.id, *both)))
        return replace(now, **{name: getattr(self.after, name) for name in self.fields})


def _differing(one: Record, other: Record) -> tuple[str, ...]:
    return tuple(each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name))


def _overtaken(where: str) -> ConflictError:
    return ConflictError(
        "Somebody else has changed this meanwhile.", where, "Check the table again, then decide."
    )


@dataclass(frozen=True)  # with slots, RecordsPlan[Group](...) would fail
class RecordsPlan(TablePlan[Record, Change[Record]]):
    """What a table of records of the community comes to."""

    @property
    def to_save(self) -> tuple[Record, ...]:
        """What is new or says something else."""
        return (*self.added, *(each.after for each in self.changed))
