"""Samples of passages that two people code without seeing each other."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def _key(name: str, target: str = "") -> sa.Column[str]:
    more: tuple[Any, ...] = (sa.ForeignKey(target),) if target else ()
    return sa.Column(name, _TEXT, *more, nullable=False)


def upgrade() -> None:
    op.create_table(
        "double_sample",
        _key("id"),
        sa.Column("codebook", sa.Integer(), server_default="0", nullable=False),
        _text("drawn_by"),
        _text("at"),
        _text("hash"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "double_item",
        _key("sample_id", "double_sample.id"),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        _text("passage_id"),
        _text("hash"),
        sa.PrimaryKeyConstraint("sample_id", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "double_coding",
        _key("sample_id", "double_sample.id"),
        _key("passage_id", "passage.id"),
        _key("role"),
        _text("themes"),
        _text("coder"),
        _text("at"),
        _text("hash"),
        sa.PrimaryKeyConstraint("sample_id", "passage_id", "role"),
        sqlite_strict=True,
    )
