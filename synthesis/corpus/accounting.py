"""Nothing disappears: what was received has to be what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from synthesis.models import Problem

Added = TypeVar("Added")
Changed = TypeVar("Changed")


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
