"""Remember what each key came to, while there is room.

>>> lengths = Memory(lambda words: [len(word) for word in words])
>>> lengths.of(["too", "many", "too"])
[3, 4, 3]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Works out each key once; what it comes to must rest on the key alone, so that no result shows it.

    Several threads can ask at once. Nothing of it travels to another process.
    """

    MOST = 50_000
    """Keys kept; when there are more, all are let go."""

    LONGEST = 40
    """Characters of a key that is kept: longer ones are rare, and large."""

    def __init__(self, work_out: Callable[[list[str]], Sequence[Value]]) -> None:
        self._work_out = work_out
        self._known: dict[str, Value] = {}

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_known": {}}

    def of(self, keys: Sequence[str]) -> list[Value]:
        """Return what each key comes to; those not known are worked out together."""
        known = self._known
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        found = dict(zip(missing, self._work_out(missing), strict=True)) if missing else {}
        values = [found[key] if key in found else known[key] for key in keys]
        short = {key: value for key, value in found.items() if len(key) <= self.LONGEST}
        if len(known) + len(short) > self.MOST:
            self._known = short  # a new one, as other threads may be reading the old
        else:
            known.update(short)
        return values
