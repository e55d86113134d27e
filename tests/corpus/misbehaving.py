"""A reader that does what hostile files make parsers do; the file's text says which."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    deed = path.read_text()
    return {"text": str(globals()[deed](path))}


def abort(path: Path) -> None:
    os.abort()


def leave_silently(path: Path) -> None:
    os._exit(0)


def sleep(path: Path) -> None:
    time.sleep(60)


def burn(path: Path) -> None:
    while True:
        pass


def hoard(path: Path) -> int:
    return len(bytearray(4 * 1024**3))


def recurse(path: Path) -> None:
    recurse(path)


def stumble(path: Path) -> None:
    raise KeyError("word/document.xml")


def chatter(path: Path) -> str:
    print("a library prints this")
    os.write(1, b"and this")
    return "read all the same"


def write(path: Path) -> None:
    with tempfile.NamedTemporaryFile() as stream:
        stream.write(b"x" * 100_000)
        stream.flush()


def flood(path: Path) -> str:
    return "x" * 50_000_000


def list_modules(path: Path) -> str:
    return " ".join(sys.modules)


def list_environment(path: Path) -> str:
    return " ".join(os.environ)
