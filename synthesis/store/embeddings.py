"""What an encoder has made of texts, kept beside it by content, so that each text is encoded once.

This is a memory, not a record: what is lost is made again. So it is a file of its own and no table of the
store, and where it cannot be read or written the work goes on without.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

BUSY_SECONDS = 15.0
"""How long to wait for another process that writes."""

TABLE = "CREATE TABLE IF NOT EXISTS embedding (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
AT_ONCE = 500
"""Keys in one question; SQLite takes 999 everywhere."""


class EmbeddingMemory:
    """Vectors as bytes by the hash of what they were made from; safe for several processes at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the vectors known for these keys."""
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.Error), self._opened() as connection:
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                marks = ",".join("?" * len(some))
                question = f"SELECT key, vector FROM embedding WHERE key IN ({marks})"  # noqa: S608 (marks only)
                found.update(connection.execute(question, some))
        return found

    def keep(self, vectors: Mapping[bytes, bytes]) -> None:
        """Keep vectors; those known stay as they are."""
        with suppress(sqlite3.Error), self._opened() as connection:
            connection.executemany("INSERT OR IGNORE INTO embedding VALUES (?, ?)", vectors.items())

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=BUSY_SECONDS)) as connection, connection:
            connection.execute(TABLE)
            yield connection
