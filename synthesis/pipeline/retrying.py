"""Work on what is stored that is done again when others stored something meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from synthesis.errors import ConflictError

TRIES = 3
"""How often it is tried to store while others do."""

Made = TypeVar("Made")


def while_others_store(attempt: Callable[[], Made], tries: int = TRIES) -> Made:
    """Return what an attempt returns; it reads what is stored and is made again where that has changed.

    Raises
    ------
    ConflictError
        If the last attempt met one, too.
    """
    try:
        return attempt()
    except ConflictError:
        if tries == 1:
            raise
        return while_others_store(attempt, tries - 1)
