"""On a database server: the same snapshot as in a file, read-only all the way, and failures in words."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, get_ident
from typing import Any

import pytest

from synthesis.errors import MissingPackageError, ReadOnlyError, StoreError
from synthesis.store import migrate, open_store
from tests.store.conftest import CODEBOOK, CODED, DECISION, LETTER, LINK, MEETING, NOTE, PASSAGES, RUN


def test_a_database_server_keeps_the_same_as_a_file(database: str) -> None:
    with open_store(database) as server, open_store("sqlite://") as file:
        for store in (server, file):
            store.add_contributions([NOTE, LETTER], PASSAGES)
            store.save_codebook(CODEBOOK)
            store.save_assignments([CODED], RUN)
            store.add_meeting(MEETING, [DECISION], [LINK])
            store.review_decision(DECISION.id, {"review": "confirmed"}, "B. Keeper", 1)
        kept = [replace(store.snapshot(), changed_at=None, runs=()) for store in (server, file)]
        assert kept[0] == kept[1]
        assert server.verify() == ()


def test_read_only_is_kept_by_the_server_too(database: str) -> None:
    with open_store(database) as server:
        server.add_contributions([NOTE, LETTER], PASSAGES)
    with open_store(database, read_only=True) as server:
        server.is_read_only = False
        with pytest.raises(ReadOnlyError):
            server.forget_contributor(LETTER.id, "B. Keeper")


def test_a_server_that_does_not_answer_or_a_missing_driver_is_said() -> None:
    for driver in ("pg8000", "psycopg"):
        with pytest.raises((StoreError, MissingPackageError)) as caught:
            open_store(f"postgresql+{driver}://nobody:secret@127.0.0.1:9/none")
        assert caught.value.hint
        assert "secret" not in str(caught.value)


def test_several_that_open_a_new_database_at_once_all_can(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, together = migrate._stored_version, Barrier(3)
    seen: set[int] = set()

    def read_together_first(*given: Any) -> str:
        version = read(*given)
        if get_ident() not in seen:
            seen.add(get_ident())
            together.wait(timeout=60)  # until all have seen that there are no tables
        return version

    def open_and_close(_: int) -> bool:
        with open_store(database) as store:
            return store.is_empty()

    monkeypatch.setattr(migrate, "_stored_version", read_together_first)
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(open_and_close, range(3))) == [True] * 3
