"""From a URL to an engine that is safe to share, and from a driver's complaint to a StoreError.

SQLite keeps to DELETE journals before 3.51.3, because write-ahead logs of earlier versions could
be damaged by concurrent writers; there `synchronous` is FULL, so that what was acknowledged stays.

Each transaction opens the file anew (0.3 ms), since it may have been replaced by a backup meanwhile: a
connection that is kept goes on with the file that was moved away; after a copy over the file it may show, and
write, pages of what was there before, as SQLite knows them by a count of changes that a backup sets back.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool, StaticPool

from synthesis.errors import MissingPackageError, ReadOnlyError, StoreError, UnavailableError

DEFAULT_FILE = Path("workspace") / "synthesis.db"
SAFE_WAL = (3, 51, 3)
BUSY_SECONDS = 15.0
ELSEWHERE = "Choose another place with --store or SYNTHESIS_STORE."


def default_url() -> str:
    """Return the store's URL: SYNTHESIS_STORE, else the file under `workspace`."""
    return os.environ.get("SYNTHESIS_STORE", "") or f"sqlite:///{DEFAULT_FILE}"


def is_read_only() -> bool:
    """Whether SYNTHESIS_READ_ONLY asks that nothing be written."""
    return os.environ.get("SYNTHESIS_READ_ONLY", "").strip().casefold() in {"1", "true", "yes", "on"}


def parse_url(url: str) -> URL:
    """Read a URL; a plain file name is taken as a SQLite file.

    >>> str(parse_url("year.db"))
    'sqlite:///year.db'
    """
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # the latter for a port that is no number
        raise StoreError(
            "This is not the address of a store.",
            where=re.sub(r"://.*@", "://***@", url),  # a password may stand there
            hint="Write it like sqlite:///workspace/synthesis.db.",
        ) from error


def make_engine(url: URL, *, read_only: bool, must_exist: bool = False) -> Engine:
    """Make an engine whose transactions begin as they must: at once for writing, short for reading."""
    if url.get_backend_name() == "sqlite":
        engine = _sqlite_engine(url, read_only=read_only, must_exist=must_exist)
    else:
        engine = _server_engine(url, read_only=read_only)
    event.listen(engine, "begin", _begin)
    return engine


def _server_engine(url: URL, *, read_only: bool) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except NoSuchModuleError as error:
        raise StoreError("This kind of database is not known.", where=url.render_as_string()) from error
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            f"The package {error.name} is needed for this store.",
            where=url.render_as_string(),
            hint=f"Install it with: .venv/bin/python -m pip install {error.name}",
        ) from error
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=read_only)


def _sqlite_engine(url: URL, *, read_only: bool, must_exist: bool) -> Engine:
    file = url.database or ""
    if file in {"", ":memory:"}:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", lambda connection, _: _set_up_sqlite(connection, read_only=False))
        return engine
    path = Path(file).absolute()
    if not (read_only or must_exist):
        _make_file(path)
    elif not path.exists():
        raise no_store(str(path))

    def connect() -> sqlite3.Connection:
        if not path.exists():
            raise _gone(str(path))
        mode = "ro" if read_only else "rw"
        return sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", lambda connection, _: _set_up_sqlite(connection, read_only=read_only))
    return engine


def no_store(where: str) -> StoreError:
    """Return the error of a store that is to be read and was never filled."""
    hint = "Check the address, or fill it once without read-only mode, for example with: demo."
    return StoreError("There is no store here yet.", where=where, hint=hint)


def _gone(where: str) -> UnavailableError:
    hint = "Put the file, or its last backup, in its place. Started again, the program begins an empty store."
    return UnavailableError("The store is not here any more.", where=where, hint=hint)


def _make_file(path: Path) -> None:
    """Make the file of a new store; one that is not there later on was taken away."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o644)
    except OSError as error:
        raise StoreError(
            f"The file of the store, or its folder, cannot be made: {error.strerror}.",
            where=str(path),
            hint=ELSEWHERE,
        ) from error


def _set_up_sqlite(connection: Any, *, read_only: bool) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`
    if read_only:
        statements = ["PRAGMA query_only=ON"]
    else:
        journal = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
        # secure_delete: a forgotten name must not linger in free pages
        statements = [f"PRAGMA journal_mode={journal}", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON"]
    for statement in [*statements, "PRAGMA foreign_keys=ON"]:
        connection.execute(statement).fetchall()


def _begin(connection: Connection) -> None:
    is_writing = bool(connection.get_execution_options().get("is_writing"))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def lock_for_writing(connection: Connection) -> None:
    """Let one writer at a time through where the database would let several."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE change IN EXCLUSIVE MODE")


MIGRATING = 6_107_402
"""The number that PostgreSQL knows the making of our tables by; any would do that no other program takes."""


@contextmanager
def only_one_migrating(connection: Connection) -> Iterator[None]:
    """Open a transaction to make or change the tables in, of one program at a time.

    A server has no table to lock before the first is made; and to a transaction that is REPEATABLE READ it
    would show the tables as they were before it waited.
    """
    is_server = connection.dialect.name != "sqlite"
    isolation = {"isolation_level": "READ COMMITTED"} if is_server else {}
    with connection.execution_options(is_writing=True, **isolation).begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
        yield


_COMPLAINTS = (
    ("locked", "The store is busy: another program is writing to it.", "Try again in a moment."),
    (
        "not a database",
        "This file is not a store of this program.",
        "Choose another file with --store or SYNTHESIS_STORE.",
    ),
    ("malformed", "The store is damaged.", "Put its last backup in its place."),
    *(
        (missing, "The store in its place is empty, or of another version.", "Start the program again.")
        for missing in ("no such table", "no such column")
    ),
    ("unable to open", "The store cannot be opened.", "Check that its folder exists and may be written to."),
    ("disk is full", "The disk is full; nothing was changed.", "Free some space and try again."),
    (
        "disk i/o error",
        "The disk could not be read or written; nothing was changed.",
        "Check the disk and the folder.",
    ),
    ("connection", "The database server does not answer.", "Check the address and that the server runs."),
)


@contextmanager
def complaints_translated(where: str) -> Iterator[None]:
    """Turn what the driver says into an error of the store as a whole that tells a person what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise _translate(error, where) from error


def _translate(error: DBAPIError | sqlite3.Error, where: str) -> Exception:
    text = str(error.orig if isinstance(error, DBAPIError) else error).casefold()
    if "readonly" in text or "read-only" in text:
        return ReadOnlyError(
            "The store may not be written to.",
            where=where,
            hint="Check the rights on the file and on its folder.",
        )
    for mark, message, hint in _COMPLAINTS:
        if mark in text:
            return UnavailableError(message, where=where, hint=hint)
    return error
