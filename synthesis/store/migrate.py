"""Bring the tables of a store up to the version that this program writes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from synthesis.errors import NewerStoreError, StoreError
from synthesis.store.connection import ELSEWHERE, no_store, only_one_migrating
from synthesis.store.schema import SCHEMA_VERSION

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine, where: str, *, read_only: bool, must_exist: bool = False) -> None:
    """Make or change the tables as needed; a store in step costs one short read.

    Raises
    ------
    NewerStoreError
        If a later version of this program wrote the store.
    StoreError
        If the database belongs to another program, is old and may not be written, or must exist and has
        no tables.
    """
    with engine.connect() as connection:
        version = _stored_version(connection, where)
    if version == SCHEMA_VERSION:
        return
    if must_exist and not version:
        raise no_store(where)
    if read_only:
        raise StoreError(
            "The store is not up to date, and read-only mode may not change it.",
            where=where,
            hint="Open it once without read-only mode.",
        )
    with engine.connect() as connection, only_one_migrating(connection):
        version = _stored_version(connection, where)  # again: another process may have done it meanwhile
        if version != SCHEMA_VERSION:
            _upgrade(connection, version, where)


def _stored_version(connection: Connection, where: str) -> str:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return str(
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""
        )
    if tables:
        raise StoreError(
            "This database belongs to another program.",
            where=where,
            hint=ELSEWHERE,
        )
    return ""


def _upgrade(connection: Connection, version: str, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if version:
            ScriptDirectory.from_config(config).get_revision(version)
    except CommandError as error:
        raise NewerStoreError(
            f"The store was written by a later version of this program (its tables are version {version}).",
            where=where,
            hint=f"Update this program. {ELSEWHERE}",
        ) from error
    command.upgrade(config, "head")
