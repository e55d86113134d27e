"""Files from a browser -> files on disk under safe names; what people see keeps the name they gave.

A name from a browser can hold anything, a path included. It is used as a label alone, and as the start of
the name on disk once all but letters, digits, `.`, `-` and `_` are gone from it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80
_SYSTEM = re.compile(r"\._(?=.)|\.(?=DS_Store$)")
"""How names begin that systems give: they stay, for such files are told by them."""


class Upload(Protocol):
    """What Streamlit hands over for one file."""

    name: str

    def getbuffer(self) -> memoryview:
        """Return the bytes."""


class Folder:
    """A folder that only this program may read, and that goes when nobody holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="synthesis-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """Uploaded files in their folder, with the names that people gave them."""

    folder: Folder
    paths: tuple[Path, ...]
    shown: dict[str, str]

    def shown_name(self, name: str) -> str:
        """Return the name as it was given, for a name on disk that stands in a report."""
        return self.shown.get(name, name)

    def shown_text(self, text: str) -> str:
        """Return what is told of files with their names as they were given, wherever they stand in it."""
        on_disk = sorted(self.shown, key=len, reverse=True)
        names = "|".join(map(re.escape, on_disk)) or "(?!)"
        return re.sub(rf"(?<![\w.-])(?:{names})(?![\w-])", lambda name: self.shown[name[0]], text)


def keep(uploads: Sequence[Upload]) -> Kept:
    """Write the files into a new folder that only this program may read."""
    folder = Folder()
    shown: dict[str, str] = {}
    paths = []
    for upload in uploads:
        name = _unused(safe_name(upload.name), shown)
        shown[name] = upload.name
        path = folder.path / name
        path.write_bytes(upload.getbuffer())
        paths.append(path)
    return Kept(folder, tuple(paths), shown)


def safe_name(given: str) -> str:
    r"""Return a name that is one, in this folder, on any system.

    >>> safe_name("../../etc/a b.csv"), safe_name("C:\\x\\.hidden"), safe_name("…")
    ('a_b.csv', 'hidden', 'file')
    """
    last = re.split(r"[\\/]", given)[-1]
    if kept := _SYSTEM.match(last):
        return kept[0] + _UNSAFE.sub("_", last[kept.end() :])[-_LONGEST:]
    stem, dot, suffix = _UNSAFE.sub("_", last).strip("._-").rpartition(".")
    if not dot:
        return suffix[:_LONGEST] or "file"
    return f"{stem[:_LONGEST] or 'file'}.{suffix[:10]}"


def _unused(name: str, taken: dict[str, str]) -> str:
    stem, _, suffix = name.rpartition(".")
    number = 1
    unused = name
    while unused in taken:
        number += 1
        unused = f"{stem}-{number}.{suffix}" if stem else f"{name}-{number}"
    return unused
