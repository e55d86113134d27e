"""Contributions can be withdrawn, and know the load that they came with."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def upgrade() -> None:
    op.add_column("contribution", _text("run_id"))
    op.create_table(
        "withdrawal",
        sa.Column("contribution_id", _TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("is_withdrawn", sa.Integer(), server_default="0", nullable=False),
        _text("content"),
        _text("done_by"),
        _text("note"),
        _text("at"),
        _text("hash"),
        sa.PrimaryKeyConstraint("contribution_id", "version"),
        sqlite_strict=True,
    )
