"""What coders have learnt, kept under the address of all that it was learnt from.

workspace/learnt/ADDRESS.npz   arrays alone, so that a file from elsewhere can hold nothing that runs

Learning from what ships takes seconds and comes out the same each time. A file that is missing, damaged,
truncated or of another shape is as good as none: then it is learnt anew. Nothing is told where the folder
cannot be written to, since the results are the same bytes without it.
"""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_type_hints
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_info

from synthesis import coding, models
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.basis import coder_basis
from synthesis.coding.encoder import NO_ENCODER, Encoder
from synthesis.coding.hashing import N_COLUMNS
from synthesis.coding.learn import learn
from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.score import Learnt
from synthesis.models import Codebook
from synthesis.pipeline.manifest import digest

MOST = 3
"""Files kept, of some 75 MB each: the last ones used."""


ABANDONED = 3_600
"""Seconds after which nobody is writing a file any more."""

WHOLE = re.compile(r"[0-9a-f]{64}\.npz")
PART = re.compile(r"\.[0-9a-f]{64}\.[0-9a-f]{32}")
"""Names of what `keep` writes: a file, and what becomes one while it is written. No other is touched."""


def theme_coder(
    codebook: Codebook, reviewed: Sequence[ReviewedPassage] = (), encoder: Encoder | None = None
) -> ThemeCoder:
    """Return a coder that has learnt from these and from what ships: what `ThemeCoder` returns, sooner.

    Raises
    ------
    InputError
        If a reviewed passage names a theme that the codebook does not have.
    """
    return ThemeCoder(codebook, reviewed, encoder=encoder, learnt=_learnt(codebook, tuple(reviewed), encoder))


def learnt_home() -> Path:
    """Return where it is kept: SYNTHESIS_LEARNT, else workspace/learnt."""
    return Path(os.environ.get("SYNTHESIS_LEARNT", "") or Path("workspace") / "learnt")


@lru_cache(maxsize=2)
def _learnt(codebook: Codebook, reviewed: tuple[ReviewedPassage, ...], encoder: Encoder | None) -> Learnt:
    path = learnt_home() / f"{address(codebook, reviewed, encoder)}.npz"
    with suppress(Exception):  # whatever is wrong with the file, it can be learnt anew
        return recall(path, len(codebook.themes))
    found = learn(codebook, reviewed, None, encoder)
    with suppress(OSError):
        keep(path, found)
    return found


def address(
    codebook: Codebook, reviewed: Sequence[ReviewedPassage] = (), encoder: Encoder | None = None
) -> str:
    """Return a SHA-256 of all that learning rests on: records, program, libraries and processor."""
    blas = {
        tuple(str(library.get(key)) for key in ("internal_api", "version", "architecture"))
        for library in threadpool_info()
        if library["user_api"] == "blas"
    }
    built = platform.python_version(), platform.machine(), version("numpy"), version("scipy"), *sorted(blas)
    records = *coder_basis(), codebook, *reviewed, encoder.digest if encoder else NO_ENCODER
    return digest([*built, _program(), *records])


def _program() -> str:
    """Return a SHA-256 of what learns, so that no change of it can be overlooked."""
    total = sha256()
    for path in sorted([Path(models.__file__), *Path(*coding.__path__).glob("*.py")]):
        total.update(path.read_bytes())
    return total.hexdigest()


def keep(path: Path, learnt: Learnt) -> None:
    """Write what was learnt where `recall` finds it, whole or not at all; OSError if that cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = dict(_arrays(learnt))
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


def recall(path: Path, n_themes: int) -> Learnt:
    """Read what was kept; some exception if it is not there, damaged, or not about `n_themes`."""
    with np.load(path, allow_pickle=False) as arrays:
        learnt: Learnt = _record(Learnt, arrays)
    expected = _shapes(learnt, n_themes)
    for name, array in _arrays(learnt):
        kind, shape = expected[name.removeprefix("stances.")]
        if array.dtype != kind or array.shape != shape:
            raise ValueError(f"{name!r} must be {kind} of shape {shape}. Got {array.dtype}, {array.shape}.")
    os.utime(path)  # it was used now
    return learnt


def _shapes(learnt: Learnt, n: int) -> dict[str, tuple[type, tuple[int, ...]]]:
    """Return what each array has to be; those of themes and of positions are alike."""
    n_known, n_latent = len(learnt.latent.columns), learnt.latent.components.shape[-1]
    n_meaning = len(learnt.common)
    return {
        "features.word_rarity": (np.float64, (N_COLUMNS,)),
        "features.character_rarity": (np.float64, (N_COLUMNS,)),
        "latent.columns": (np.int32, (n_known,)),
        "latent.components": (np.float32, (n_known, n_latent)),
        "common": (np.float64, (n_meaning,)),
        "direction.words": (np.float64, (2 * N_COLUMNS, n)),
        "direction.meaning": (np.float64, (n_meaning, n)),
        "direction.latent_form": (np.float64, (n, n_latent, n_latent)),
        "direction.meaning_form": (np.float64, (n, n_meaning, n_meaning)),
        "threshold": (np.float64, (n,)),
        "is_learnt": (np.bool_, (n,)),
        "offset": (np.float64, (n,)),
    }


def _arrays(record: Any, prefix: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the arrays of a record and of those inside it, each by its name with dots."""
    for each in fields(record):
        value = getattr(record, each.name)
        if is_dataclass(value):
            yield from _arrays(value, f"{prefix}{each.name}.")
        else:
            yield f"{prefix}{each.name}", value


def _record(kind: Any, arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> Any:
    """Make a record of arrays by their names; KeyError if one is missing."""
    values = {}
    for name, hint in get_type_hints(kind).items():
        is_record = is_dataclass(hint)
        values[name] = _record(hint, arrays, f"{prefix}{name}.") if is_record else arrays[prefix + name]
    return kind(**values)
