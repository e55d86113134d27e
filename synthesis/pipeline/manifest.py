"""The manifest of a run: what was run on what, so that a number can be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from synthesis.models import Run

LIBRARIES = (
    "stakeholder-synthesis",
    "numpy",
    "scipy",
    "scikit-learn",
    "sentencex",
    "py3langid",
    "onnxruntime",
    "tokenizers",
)
"""What a passage and its coding rest on."""


def digest(values: Iterable[object]) -> str:
    """Return a SHA-256 of records, in the order given."""
    total = hashlib.sha256()
    for value in values:
        total.update(repr(value).encode("utf-8", "surrogatepass"))
        total.update(b"\n")
    return total.hexdigest()


def make_run(
    command: str,
    *,
    codebook_version: str = "",
    parameters: Mapping[str, str] | None = None,
    input_hashes: Mapping[str, str] | None = None,
    counts: Mapping[str, int] | None = None,
) -> Run:
    """Make the manifest of what was just run; its id comes from all of it, the time included."""
    run = Run(
        id="",
        command=command,
        codebook_version=codebook_version,
        parameters=tuple(sorted((parameters or {}).items())),
        input_hashes=tuple(sorted((input_hashes or {}).items())),
        library_versions=tuple((name, _version(name)) for name in LIBRARIES),
        counts=tuple((counts or {}).items()),
        at=datetime.now(UTC),
    )
    return replace(run, id=f"{command}-{digest([run])[:12]}")


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "unknown"


def as_json(content: object) -> str:
    """Return one JSON object as the command line prints it."""
    return json.dumps(content, ensure_ascii=False, indent=2)
