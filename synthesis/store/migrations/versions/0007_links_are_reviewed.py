"""What people say of decision links: one version after another, with who and when."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SCORE: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)


def upgrade() -> None:
    op.create_table(
        "link_review",
        _key("decision_id"),
        _key("theme_id"),
        _key("passage_id"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", _SCORE, nullable=False),
        _text("status"),
        _text("why"),
        _text("note"),
        _text("reviewed_by"),
        _text("at"),
        _text("hash"),
        sa.PrimaryKeyConstraint("decision_id", "theme_id", "passage_id", "version"),
        sqlite_strict=True,
    )
