"""Names of a package, each imported when it is first asked for: who needs one does not wait for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package whose names stand in these modules of it.

    >>> lazily("synthesis", {"Filters": "models"})("Filters").__name__
    'Filters'
    """

    def resolve(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return resolve
