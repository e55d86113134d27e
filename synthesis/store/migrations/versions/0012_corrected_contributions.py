"""People correct what was read of a contribution; what its file said stays beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("contribution_id", _TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        _text("content"),
        _text("corrected_by"),
        _text("note"),
        _text("at"),
        _text("hash"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"]),
        sa.PrimaryKeyConstraint("contribution_id", "version"),
        sqlite_strict=True,
    )
