"""The kinds of columns there are, in types that SQLite and PostgreSQL share."""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorts by code point in both databases, so that a snapshot has one order everywhere."""

SCORE: Double[float] = Double().with_variant(REAL(), "sqlite")
"""Eight bytes in both: a STRICT table of SQLite knows the word REAL alone."""

metadata = MetaData()


def text(name: str) -> Column[str]:
    """Make a column of text that is never missing; empty where nothing is known."""
    return Column(name, TEXT, nullable=False, server_default="")


def whole(name: str) -> Column[int]:
    """Make a column of whole numbers that must be given."""
    return Column(name, Integer, nullable=False)


def flag(name: str) -> Column[int]:
    """Make a column of 0 or 1; 0 unless said otherwise."""
    return Column(name, Integer, nullable=False, server_default="0")


def key(name: str, target: str = "") -> Column[str]:
    """Make a column of the key, or of the key of another table."""
    if target:
        return Column(name, TEXT, ForeignKey(target), primary_key=True)
    return Column(name, TEXT, primary_key=True)


def seq() -> Column[int]:
    """Make the column that keeps the rows of an owner in their order."""
    return Column("seq", Integer, primary_key=True, autoincrement=False)


def table(
    name: str, *parts: Column[str] | Column[int] | Column[float] | CheckConstraint | UniqueConstraint
) -> Table:
    """Make a table, strict where the database can be."""
    return Table(name, metadata, *parts, sqlite_strict=True)
