"""The child's side of the guard: take limits, read one file, answer in JSON.

Started as `python -m synthesis.corpus.guarded`; imports nothing that the one task does not need.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from synthesis.errors import SAVE_ANEW, UnreadableFileError


def main() -> None:
    """Answer the one request on standard input."""
    request = json.load(sys.stdin)
    answers = _take_standard_output()
    reader = importlib.import_module(request["module"])
    _take_limits(request["memory_bytes"], request["cpu_seconds"])
    answer = _read(reader, request)
    with os.fdopen(answers, "wb") as stream:
        stream.write(json.dumps(answer).encode())


def _take_standard_output() -> int:
    """Keep the answer's pipe to ourselves, so that a library's print cannot garble it."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def _take_limits(memory_bytes: int, cpu_seconds: int) -> None:
    if sys.platform == "win32":  # only the clock limits it there
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for what, most in wanted:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            hard = resource.getrlimit(what)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, hard))


def _read(reader: Any, request: dict[str, Any]) -> dict[str, Any]:
    try:
        payload = reader.read(Path(request["path"]), request["options"])
    except UnreadableFileError as error:
        return _refusal(error.message, error.hint)
    except MemoryError:
        return _refusal(
            "Reading it takes more memory than is allowed.", "Split it, or save it as plain text."
        )
    except RecursionError:
        return _refusal("Its parts are nested too deeply to be read.", SAVE_ANEW)
    except Exception as error:
        return _refusal(f"It is damaged, or not what its name says ({type(error).__name__}).", SAVE_ANEW)
    state = "partial" if payload.pop("is_partial", False) else "ok"
    return {"state": state, "payload": payload}


def _refusal(reason: str, hint: str) -> dict[str, Any]:
    return {"state": "refused", "reason": reason, "hint": hint}


if __name__ == "__main__":
    main()
