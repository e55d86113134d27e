"""A PostgreSQL server of the tests' own, started from Debian's package and thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]


@contextmanager
def serving() -> Iterator[str]:
    """Serve an empty cluster; yield its address, to which the name of a database is to be added.

    The server refuses to run as root: then it runs as the user that Debian's package makes.
    """
    (programs,) = PROGRAMS
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        if as_user:
            shutil.chown(folder, "postgres")
        home = Path(folder) / "cluster"
        port = _free_port()
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
        control = [*as_user, str(programs / "pg_ctl"), "-D", str(home), "-w", "-s"]
        _run([*as_user, str(programs / "initdb"), "-D", str(home), "-U", "keeper", "-A", "trust"], folder)
        _run([*control, "-l", f"{folder}/log", "-o", options, "start"], folder)
        try:
            yield f"postgresql+pg8000://keeper@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


def _run(command: list[str], folder: str) -> None:
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
