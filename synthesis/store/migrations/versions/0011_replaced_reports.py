"""A corrected report takes the place of the stored one, which is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def upgrade() -> None:
    op.create_table(
        "replaced_report",
        sa.Column("meeting_id", _TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        _text("content"),
        _text("replaced_by"),
        _text("at"),
        _text("hash"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("meeting_id", "version"),
        sqlite_strict=True,
    )
