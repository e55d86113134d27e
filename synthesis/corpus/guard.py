"""Parsing at arm's length: a fresh child process reads the file, and may fail without harm.

task, path -> what the task found (plain JSON), or UnreadableFileError with the reason.

The child has limits on memory, processor time, wall time and files it may write (none). Cutting it
off from the network has no portable means and is not done: no reader here opens an address.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from synthesis.errors import SAVE_ANEW, UnreadableFileError

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 20
WALL_SECONDS = 30.0
MAX_ANSWER_BYTES = 200 * 1024**2

TASKS = {
    "docx": "synthesis.corpus.readers.docx",
    "odt": "synthesis.corpus.readers.odt",
    "pdf": "synthesis.corpus.readers.pdf",
    "html": "synthesis.corpus.readers.html",
    "eml": "synthesis.corpus.readers.eml",
    "xlsx": "synthesis.corpus.tables.workbook",
}
"""Task -> the module whose `read(path, options) -> dict` does it; the dict may hold `is_partial`."""

_PACKAGE_ROOT = Path(__file__).resolve().parents[2]
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
_SPLIT = "Split it into smaller files, or save it as plain text or CSV."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: bytes of memory, seconds of processor, seconds by the clock."""

    memory_bytes: int = MEMORY_BYTES
    cpu_seconds: int = CPU_SECONDS
    wall_seconds: float = WALL_SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: all of it, part of it (the warnings say what is missing), or a refusal."""

    state: Literal["ok", "partial", "refused"]
    payload: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    hint: str = ""


def run_guarded(
    task: str, path: Path, options: dict[str, str] | None = None, limits: Limits | None = None
) -> dict[str, Any]:
    """Run one of `TASKS` on a file in a child process.

    Returns
    -------
    dict
        The reader's payload; its `warnings` name what could not be read.

    Raises
    ------
    UnreadableFileError
        If the reader refused the file, ran into a limit, or died.
    """
    answer = ask_child(task, path, options or {}, limits or Limits())
    if answer.state == "refused":
        raise UnreadableFileError(answer.reason, path.name, answer.hint)
    return answer.payload


def ask_child(task: str, path: Path, options: dict[str, str], limits: Limits) -> Answer:
    """Start the child, wait within the limits, and never raise for what the child does."""
    request = {
        "module": TASKS[task],
        "path": str(path.resolve()),
        "options": options,
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
    }
    child = _start()
    is_late = threading.Event()
    clock = threading.Timer(limits.wall_seconds, _stop_late, (child, is_late))
    clock.start()
    try:
        written = _converse(child, json.dumps(request))
    finally:
        clock.cancel()
        child.kill()
        child.wait()
    return _understand(written, child.returncode, is_late.is_set(), limits)


def _start() -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = str(_PACKAGE_ROOT)
    command = [sys.executable, "-X", "utf8", "-P", "-s", "-m", "synthesis.corpus.guarded"]
    return subprocess.Popen(  # noqa: S603 - the command is ours; the path travels as data
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _stop_late(child: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    child.kill()


def _converse(child: subprocess.Popen[bytes], request: str) -> bytes:
    questions, answers = _pipes(child)
    with questions, answers:
        try:
            questions.write(request.encode())
            questions.close()
        except OSError:  # it died before it could listen; its exit code tells why
            return b""
        written = answers.read(MAX_ANSWER_BYTES + 1)
        if len(written) <= MAX_ANSWER_BYTES:
            child.wait()
        return written


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert child.stdin is not None
    assert child.stdout is not None
    return child.stdin, child.stdout


def _understand(written: bytes, exit_code: int, is_late: bool, limits: Limits) -> Answer:
    if is_late:
        return Answer("refused", {}, f"Reading it took longer than {limits.wall_seconds:g} seconds.", _SPLIT)
    if len(written) > MAX_ANSWER_BYTES:
        return Answer("refused", {}, "It unfolds to more text than can be held.", _SPLIT)
    if exit_code != 0:
        return _explain_death(exit_code, limits)
    try:
        return Answer(**json.loads(written))
    except (ValueError, TypeError):
        return Answer("refused", {}, "Its reader stopped without an answer.", SAVE_ANEW)


def _explain_death(exit_code: int, limits: Limits) -> Answer:
    if exit_code == -getattr(signal, "SIGXCPU", 0):
        unit = "second" if limits.cpu_seconds == 1 else "seconds"
        reason = f"Reading it took more than {limits.cpu_seconds} {unit} of processor time."
        return Answer("refused", {}, reason, _SPLIT)
    return Answer("refused", {}, "Its reader broke down on it; the file is probably damaged.", SAVE_ANEW)
