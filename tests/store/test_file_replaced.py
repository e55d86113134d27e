"""The file of a store is put back to a backup, or taken away, while a program has it open."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from synthesis.errors import ConflictError, UnavailableError
from synthesis.store import Store, open_store
from tests.store.conftest import DECISION

Replace = Callable[[Path, Path], object]

by_each_way = pytest.mark.parametrize("replace", [shutil.copyfile, os.replace], ids=["copied", "moved"])


def note(store: Store, owner: str) -> None:
    version = store.decision_history(DECISION.id)[-1].version
    store.review_decision(DECISION.id, {"owner": owner}, "A. Keeper", version)


def owner(store: Store) -> str:
    return store.snapshot().decisions[0].owner


def back_up(path: Path) -> Path:
    return Path(shutil.copyfile(path, path.with_suffix(".bak")))


@by_each_way
def test_a_store_that_is_open_shows_the_backup_that_took_its_place(
    replace: Replace, path: Path, filled: Store
) -> None:
    backup = back_up(path)
    note(filled, "Ann")
    before = filled.stamp()
    replace(backup, path)
    with open_store(str(path)) as another:
        note(another, "Bob")
    after = filled.stamp()
    assert after.revision == before.revision
    assert after != before
    assert owner(filled) == "Bob"


@by_each_way
def test_what_is_written_next_goes_into_the_backup_and_leaves_it_whole(
    replace: Replace, path: Path, filled: Store
) -> None:
    backup = back_up(path)
    note(filled, "Ann")
    replace(backup, path)
    with open_store(str(path)) as another:
        note(another, "Bob")
    note(filled, "Cleo")
    with open_store(str(path), read_only=True) as another:
        assert another.verify() == ()
        assert [version.decision.owner for version in another.decision_history(DECISION.id)][1:] == [
            "Bob",
            "Cleo",
        ]


def test_what_was_seen_in_the_store_before_is_no_version_of_the_backup(path: Path, filled: Store) -> None:
    backup = back_up(path)
    note(filled, "Ann")
    seen = filled.decision_history(DECISION.id)[-1].version
    os.replace(backup, path)
    with pytest.raises(ConflictError):
        filled.review_decision(DECISION.id, {"owner": "Cleo"}, "C. Reader", seen)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_that_was_taken_away_is_said_to_be_gone_and_is_not_made_anew(
    read_only: bool, path: Path, filled: Store
) -> None:
    with open_store(str(path), read_only=read_only) as store:
        before, elsewhere = store.stamp(), path.with_suffix(".elsewhere")
        os.replace(path, elsewhere)
        with pytest.raises(UnavailableError, match="not here any more"):
            store.stamp()
        assert not path.exists()
        os.replace(elsewhere, path)
        assert store.stamp() == before


@pytest.mark.parametrize(
    "left_out", ["DROP TABLE correction", "ALTER TABLE contribution RENAME language TO tongue"]
)
def test_a_backup_of_another_version_in_its_place_is_told(left_out: str, path: Path, filled: Store) -> None:
    with closing(sqlite3.connect(path)) as backup:
        backup.execute(left_out)
    with pytest.raises(UnavailableError, match="of another version") as told:
        filled.snapshot()
    assert told.value.hint == "Start the program again."


def test_an_empty_file_in_its_place_is_told(path: Path, filled: Store) -> None:
    path.write_bytes(b"")
    with pytest.raises(UnavailableError, match="empty, or of another version"):
        filled.stamp()
