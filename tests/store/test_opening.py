import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from synthesis.errors import NewerStoreError, ReadOnlyError, StoreError
from synthesis.store import Store, migrate, open_store, schema
from synthesis.store.hashing import HASHED
from tests.store.conftest import CODEBOOK, CODED, DECISION, LETTER, LINK, MEETING, NOTE, PASSAGES, RUN

LATER = f'''"""Remember a mood."""
import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = "{schema.SCHEMA_VERSION}"


def upgrade() -> None:
    op.add_column("contribution", sa.Column("mood", sa.Text(), server_default="calm", nullable=False))
'''


LATER_TABLES = (
    "correction",
    "withdrawal",
    "replaced_report",
    "entry",
    "draft",
    "topic_decision",
    "link_review",
    "topic_passage",
    "topic",
    "double_coding",
    "double_item",
    "double_sample",
)
"""Made after records had hashes; what depends on another comes first."""

LATER_COLUMNS = (
    "contribution.run_id",
    *(
        f"decision.{name}"
        for name in (
            *("progress_by", "progress_reason", "superseded_by", "restates", "reason", "category", "tags"),
            *("source", "reference", "cross_reference", "cost", "remark"),
        )
    ),
)


def test_the_default_store_is_a_file_under_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNTHESIS_STORE", raising=False)
    with open_store() as store:
        assert store.is_empty()
    assert (tmp_path / "workspace" / "synthesis.db").is_file()


def test_the_environment_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNTHESIS_STORE", f"sqlite:///{tmp_path}/other.db")
    with open_store():
        pass
    assert (tmp_path / "other.db").is_file()


def test_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    with store._read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.SCHEMA_VERSION


@pytest.mark.in_a_file
def test_every_table_is_strict(store: Store) -> None:
    with sqlite3.connect(store.where) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='table'").fetchall()
    assert [name for name, sql in found if not sql.rstrip().endswith("STRICT")] == ["alembic_version"]


def test_an_old_store_is_brought_up_to_date_and_keeps_what_it_holds(
    path: Path, filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.snapshot()
    filled.close()
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, scripts)
    (scripts / "versions" / "9998_mood.py").write_text(LATER, encoding="utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", scripts)
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", "9998")
    with pytest.raises(StoreError, match="not up to date"):
        open_store(str(path), read_only=True)
    with open_store(str(path)) as store:
        assert store.snapshot() == before
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT DISTINCT mood FROM contribution").fetchall() == [("calm",)]


def test_a_store_made_before_records_had_hashes_opens_and_verifies(path: Path, filled: Store) -> None:
    before = filled.snapshot()
    filled.close()
    with sqlite3.connect(path) as connection:
        for name in LATER_TABLES:
            connection.execute(f"DROP TABLE {name}")
        for table in HASHED:
            if table.name not in LATER_TABLES:
                connection.execute(f"ALTER TABLE {table.name} DROP COLUMN hash")
        for table_name, column in (each.split(".") for each in LATER_COLUMNS):
            connection.execute(f"ALTER TABLE {table_name} DROP COLUMN {column}")
        connection.execute("ALTER TABLE change DROP COLUMN counts")
        connection.execute("UPDATE alembic_version SET version_num='0002'")
    with open_store(str(path)) as store:
        assert store.snapshot() == before
        assert store.verify() == ()
        store.review_decision(DECISION.id, {"owner": "Secretariat"}, "B. Keeper", 1)
        assert store.verify() == ()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE decision SET owner='Another' WHERE version=2")
        connection.execute("DELETE FROM paragraph WHERE seq=0")
    with open_store(str(path)) as store:
        assert [problem.file for problem in store.verify()] == [
            f"decision {DECISION.id} 2",
            "paragraph (1 of 2 records)",
        ]


def test_a_newer_store_is_left_alone_with_advice(path: Path, filled: Store) -> None:
    filled.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    content = path.read_bytes()
    with pytest.raises(NewerStoreError, match="later version") as caught:
        open_store(str(path))
    assert "Update this program" in caught.value.hint
    assert path.read_bytes() == content


def test_a_file_that_is_no_database_is_named_and_left_alone(path: Path) -> None:
    path.write_bytes(b"contributor,text\nA library,Fewer sessions\n" * 30)
    with pytest.raises(StoreError, match="not a store") as caught:
        open_store(str(path))
    assert caught.value.where == str(path)
    assert path.read_bytes().startswith(b"contributor")


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))


@pytest.mark.parametrize("address", ["nonsense://x", "://", "oracle+nothing://host/db"])
def test_an_address_that_is_none_is_a_store_error(address: str) -> None:
    with pytest.raises(StoreError):
        open_store(address)


@pytest.mark.parametrize(
    "address", ["post gres://keeper:secret@host/db", "postgresql://keeper:secret@host:port/db"]
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(address: str) -> None:
    with pytest.raises(StoreError, match="not the address") as caught:
        open_store(address)
    assert "secret" not in str(caught.value)
    assert "***@host" in caught.value.where


def test_a_store_that_a_later_program_wrote_while_this_one_waited_is_left_alone(
    path: Path, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    read, seen = migrate._stored_version, iter([""])  # as if there were no tables when it looked first
    monkeypatch.setattr(migrate, "_stored_version", lambda *given: next(seen, None) or read(*given))
    with pytest.raises(NewerStoreError, match="version 9999"):
        open_store(str(path))


def test_a_folder_cannot_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(str(tmp_path))


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="folder"):
        open_store(str(tmp_path / "file" / "synthesis.db"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_a_store_error(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StoreError):
        open_store(str(tmp_path / "synthesis.db"))


def test_a_store_that_another_program_holds_is_a_store_error(
    path: Path, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    monkeypatch.setattr("synthesis.store.connection.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(str(path)) as store, pytest.raises(StoreError, match="busy"):
        store.add_contributions([NOTE, LETTER], PASSAGES) and store.save_codebook(CODEBOOK)
    holder.execute("ROLLBACK")
    holder.close()


def test_read_only_mode_needs_a_store_that_is_there(path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_store(str(path), read_only=True)
    assert not path.exists()


def test_read_only_mode_refuses_every_write_and_reads_all(path: Path, filled: Store) -> None:
    with open_store(str(path), read_only=True) as store:
        writes = [
            lambda: store.add_contributions([LETTER], PASSAGES),
            lambda: store.forget_contributor(LETTER.id, "B. Keeper"),
            lambda: store.save_codebook(CODEBOOK),
            lambda: store.save_assignments([CODED], RUN),
            lambda: store.review_passage(PASSAGES[0].id, {"programme_size": "for"}, "A. Reader", 0),
            lambda: store.withdraw_review(PASSAGES[0].id, "A. Reader", 1),
            lambda: store.add_meeting(MEETING, [DECISION], [LINK]),
            lambda: store.review_decision(DECISION.id, {"owner": "x"}, "B. Keeper", 1),
            lambda: store.restore_decision(DECISION.id, 1, "B. Keeper", 1),
            lambda: store.add_decision(DECISION, "B. Keeper"),
            lambda: store.enter_table(MEETING, [DECISION], [], "B. Keeper", ""),
            lambda: store.review_link(LINK, "confirmed", "B. Keeper"),
        ]
        for write in writes:
            with pytest.raises(ReadOnlyError, match="read-only"):
                write()
        assert store.snapshot() == filled.snapshot()


def test_read_only_mode_holds_below_the_methods_too(path: Path, filled: Store) -> None:
    with open_store(str(path), read_only=True) as store:
        store.is_read_only = False
        with pytest.raises(ReadOnlyError):
            store.forget_contributor(LETTER.id, "B. Keeper")


def test_the_environment_asks_for_read_only_mode(
    path: Path, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNTHESIS_READ_ONLY", "1")
    with open_store(str(path)) as store:
        assert store.is_read_only


@pytest.mark.in_a_file
def test_the_journal_is_safe_for_this_version_of_sqlite(store: Store) -> None:
    with store._read() as connection:
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "foreign_keys", "busy_timeout")
        ]
    assert journal == ("wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete")
    assert pragmas == [2, 1, 15000]
