"""Topics beyond the codebook, their passages, and what people decided about them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SCORE: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def _key(name: str, target: str = "") -> sa.Column[str]:
    more: tuple[Any, ...] = (sa.ForeignKey(target),) if target else ()
    return sa.Column(name, _TEXT, *more, nullable=False)


def _number(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, **options)


def upgrade() -> None:
    op.create_table(
        "topic",
        _key("id"),
        _number("place"),
        _text("name"),
        _text("terms"),
        sa.Column("coherence", _SCORE, nullable=False),
        sa.Column("recurrence", _SCORE, nullable=False),
        _number("is_found", server_default="0"),
        _text("hash"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "topic_passage",
        _key("topic_id", "topic.id"),
        _number("seq", autoincrement=False),
        _text("passage_id"),
        sa.Column("nearness", _SCORE, nullable=False),
        _text("hash"),
        sa.PrimaryKeyConstraint("topic_id", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "topic_decision",
        _key("topic_id", "topic.id"),
        _number("version", autoincrement=False),
        _text("verdict"),
        _text("theme_id"),
        _text("into_topic"),
        _text("reason"),
        _text("decided_by"),
        _text("at"),
        _text("hash"),
        sa.PrimaryKeyConstraint("topic_id", "version"),
        sqlite_strict=True,
    )
