"""The community's records, one version after another."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        _text("content"),
        _text("saved_by"),
        _text("note"),
        sa.Column("is_removed", sa.Integer(), server_default="0", nullable=False),
        _text("at"),
        _text("hash"),
        sa.PrimaryKeyConstraint("kind", "id", "version"),
        sqlite_strict=True,
    )
