"""Arrays that took long to make, kept under the address of all that they were made from.

workspace/learnt/ADDRESS.npz   arrays alone, so that a file from elsewhere can hold nothing that runs

A file that is missing, damaged, truncated or of another shape is as good as none: then they are made anew.
Nothing is told where the folder cannot be written to, since the results are the same bytes without it.
"""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, get_type_hints
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_info

from synthesis.pipeline.manifest import digest

T = TypeVar("T")

Shapes = Mapping[str, tuple[type, tuple[int, ...]]]
"""What each array of a record has to be, by its name with dots."""

LIBRARIES = ("numpy", "scipy", "scikit-learn", "sentencex")
"""What cuts texts into sentences and makes arrays of them."""

MOST = 4
"""Files kept, most of them of some 75 MB: the last ones used."""

ABANDONED = 3_600
"""Seconds after which nobody is writing a file any more."""

WHOLE = re.compile(r"[0-9a-f]{64}\.npz")
PART = re.compile(r"\.[0-9a-f]{64}\.[0-9a-f]{32}")
"""Names of what `keep` writes: a file, and what becomes one while it is written. No other is touched."""


class UnusableFileError(ValueError):
    """A file that what was learnt cannot be read from; it is made anew."""


def learnt_home() -> Path:
    """Return where it is kept: SYNTHESIS_LEARNT, else workspace/learnt."""
    return Path(os.environ.get("SYNTHESIS_LEARNT", "") or Path("workspace") / "learnt")


def kept(address: str, kind: type[T], make: Callable[[], T], shapes: Callable[[T], Shapes]) -> T:
    """Return what is kept at an address, or make it and keep it there."""
    path = learnt_home() / f"{address}.npz"
    with suppress(UnusableFileError):
        return recall(path, kind, shapes)
    made = make()
    with suppress(OSError):
        keep(path, made)
    return made


def address_of(rooms: Sequence[ModuleType], *records: object) -> str:
    """Return a SHA-256 of all that learning rests on: records, program, libraries and processor."""
    blas = {
        tuple(str(library.get(key)) for key in ("internal_api", "version", "architecture"))
        for library in threadpool_info()
        if library["user_api"] == "blas"
    }
    libraries = (version(name) for name in LIBRARIES)
    built = platform.python_version(), platform.machine(), *libraries, *sorted(blas)
    return digest([*built, _program(rooms), *records])


def _program(rooms: Sequence[ModuleType]) -> str:
    """Return a SHA-256 of what learns, so that no change of it can be overlooked."""
    total = sha256()
    for path in programs(rooms):
        total.update(path.read_bytes())
    return total.hexdigest()


def programs(rooms: Sequence[ModuleType]) -> list[Path]:
    """Return the files of rooms, those in folders inside them too, with their lists of words."""
    files = (path for room in rooms for path in Path(*room.__path__).rglob("*"))
    return sorted(path for path in files if path.suffix in {".py", ".yaml"})


def keep(path: Path, record: object) -> None:
    """Write arrays where `recall` finds it, whole or not at all; OSError if that cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = dict(arrays_of(record))
    temporary = Path(path.parent, f".{path.stem}.{uuid4().hex}")  # two processes may be at it at once
    try:
        with temporary.open("xb") as file:
            np.savez(file, **arrays)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _let_go(path.parent)


def _let_go(home: Path) -> None:
    """Delete, of what `keep` wrote, all but the last files used and what a process broken off has left."""
    with suppress(FileNotFoundError):  # another process is doing the same
        whole = sorted(_named(home, WHOLE), key=lambda each: -each.stat().st_mtime_ns)
        parts = [each for each in _named(home, PART) if each.stat().st_mtime < time.time() - ABANDONED]
        for path in [*whole[MOST:], *parts]:
            path.unlink(missing_ok=True)


def _named(home: Path, name: re.Pattern[str]) -> list[Path]:
    return [path for path in home.iterdir() if name.fullmatch(path.name)]


def recall(path: Path, kind: type[T], shapes: Callable[[T], Shapes]) -> T:
    """Read what was kept; UnusableFileError if it is not there, damaged, or not of these shapes."""
    record: T = _record(kind, _arrays_in(path))
    expected = shapes(record)
    for name, array in arrays_of(record):
        dtype, shape = expected[name]
        if array.dtype != dtype or array.shape != shape:
            raise UnusableFileError(
                f"{name!r} must be {dtype} of shape {shape}. Got {array.dtype}, {array.shape}."
            )
    with suppress(OSError):  # a folder that may only be read
        os.utime(path)  # it was used now
    return record


def _arrays_in(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except Exception as error:  # what is damaged fails in numpy and zipfile in more ways than can be listed
        raise UnusableFileError(f"{path.name} cannot be read: {error}") from error


def arrays_of(record: Any, prefix: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the arrays of a record and of those inside it, each by its name with dots."""
    for each in fields(record):
        value = getattr(record, each.name)
        if is_dataclass(value):
            yield from arrays_of(value, f"{prefix}{each.name}.")
        else:
            yield f"{prefix}{each.name}", value


def _record(kind: Any, arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> Any:
    """Make a record of arrays by their names; UnusableFileError if one is missing."""
    values = {}
    for name, hint in get_type_hints(kind).items():
        is_record = is_dataclass(hint)
        values[name] = (
            _record(hint, arrays, f"{prefix}{name}.") if is_record else _array(arrays, prefix + name)
        )
    return kind(**values)


def _array(arrays: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    if name not in arrays:
        raise UnusableFileError(f"{name!r} is missing.")
    return arrays[name]
