"""A place in a text that may name one group, or one of several."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` of a text, and the groups that go by what stands there."""

    start: int
    end: int
    ids: tuple[str, ...]
