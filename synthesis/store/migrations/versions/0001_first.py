"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, server_default="", nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)


def _whole(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, **options)


def _score(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False)


_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "change",
        _whole("number", autoincrement=False),
        _text("at"),
        _text("what"),
        _text("who"),
        sa.CheckConstraint("number > 0", name="changes_count_from_one"),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    op.create_table(
        "codebook",
        _whole("seq"),
        _text("name"),
        _text("version"),
        _text("content"),
        _text("at"),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "contribution",
        _key("id"),
        _text("text"),
        _text("contributor"),
        _text("organisation"),
        _text("stakeholder_group"),
        _text("group_as_given"),
        _text("region"),
        _text("region_as_given"),
        _text("country"),
        sa.Column("cycle", sa.Integer(), nullable=True),
        _text("language"),
        _text("submitted_on"),
        _text("source"),
        _whole("may_publish_name", server_default="0"),
        _whole("is_forgotten", server_default="0"),
        _text("hash"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "decision_link",
        _key("decision_id"),
        _key("theme_id"),
        _key("passage_id"),
        _score("score"),
        _text("status"),
        _text("why"),
        sa.PrimaryKeyConstraint("decision_id", "theme_id", "passage_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "meeting",
        _key("id"),
        _text("title"),
        _text("body"),
        _text("number"),
        _text("held_on"),
        _text("format"),
        _text("source"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "problem",
        _whole("seq"),
        _text("file"),
        _text("reason"),
        sa.Column("row", sa.Integer(), nullable=True),
        _text("column"),
        _whole("is_refusal", server_default="0"),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "run",
        _whole("seq"),
        _text("id"),
        _text("command"),
        _text("manifest"),
        _text("at"),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "agenda",
        _key("meeting_id"),
        _whole("seq", autoincrement=False),
        _text("text"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("meeting_id", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "answer",
        _key("contribution_id"),
        _whole("seq", autoincrement=False),
        _text("question"),
        _whole("start"),
        _whole("end"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"]),
        sa.PrimaryKeyConstraint("contribution_id", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "copy_member",
        _key("group_id"),
        _key("contribution_id"),
        _whole("is_exact", server_default="0"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"]),
        sa.PrimaryKeyConstraint("group_id", "contribution_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "decision",
        _whole("seq"),
        _text("id"),
        _whole("version"),
        _key("meeting_id"),
        _text("paragraph"),
        _text("quote"),
        _text("kind"),
        _text("context"),
        _text("owner"),
        _text("due"),
        _text("due_on"),
        _text("review"),
        _text("progress"),
        _text("changed_by"),
        _text("note"),
        _text("at"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id", "version", name="one_decision_per_version"),
        sqlite_strict=True,
    )
    op.create_table(
        "paragraph",
        _key("meeting_id"),
        _whole("seq", autoincrement=False),
        _text("number"),
        _text("text"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("meeting_id", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "participant",
        _key("meeting_id"),
        _whole("seq", autoincrement=False),
        _text("name"),
        _text("affiliations"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("meeting_id", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "passage",
        _key("id"),
        _key("contribution_id"),
        _whole("start"),
        _whole("end"),
        _text("language"),
        _text("hash"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_passage_contribution_id"), "passage", ["contribution_id"], unique=False)
    op.create_table(
        "assignment",
        _key("passage_id"),
        _text("outcome"),
        _text("nearest_theme"),
        _score("nearest_score"),
        _text("run_id"),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"]),
        sa.PrimaryKeyConstraint("passage_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "coding",
        _key("passage_id"),
        _key("theme_id"),
        _score("score"),
        _text("position"),
        _text("evidence"),
        _text("position_evidence"),
        _text("origin"),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"]),
        sa.PrimaryKeyConstraint("passage_id", "theme_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "review",
        _whole("seq"),
        _key("passage_id"),
        _text("theme_id"),
        _whole("version"),
        _score("score"),
        _text("position"),
        _text("evidence"),
        _text("position_evidence"),
        _text("status"),
        _text("coder"),
        _text("note"),
        _text("at"),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("passage_id", "theme_id", "version", name="one_review_per_version"),
        sqlite_strict=True,
    )
