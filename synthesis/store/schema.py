"""The tables: what is kept of the records, in types that SQLite and PostgreSQL share.

Dates and times are ISO text, so that both databases give back the same characters. The text of a
passage is not kept twice: it is cut from its contribution by its offsets when it is read.
"""

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

SCHEMA_VERSION = "0009"
"""The newest migration in `migrations/versions`; a test holds the two together."""

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorts by code point in both databases, so that a snapshot has one order everywhere."""

SCORE: Double[float] = Double().with_variant(REAL(), "sqlite")
"""Eight bytes in both: a STRICT table of SQLite knows the word REAL alone."""

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, TEXT, nullable=False, server_default="")


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _key(name: str, target: str = "") -> Column[str]:
    if target:
        return Column(name, TEXT, ForeignKey(target), primary_key=True)
    return Column(name, TEXT, primary_key=True)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True, autoincrement=False)


def _table(
    name: str, *parts: Column[str] | Column[int] | Column[float] | CheckConstraint | UniqueConstraint
) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


contribution = _table(
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
    Column("cycle", Integer),
    _text("language"),
    _text("submitted_on"),
    _text("source"),
    _flag("may_publish_name"),
    _flag("is_forgotten"),
    _text("hash"),
)

answer = _table(
    "answer",
    _key("contribution_id", "contribution.id"),
    _seq(),
    _text("question"),
    _whole("start"),
    _whole("end"),
    _text("hash"),
)

passage = _table(
    "passage",
    _key("id"),
    Column("contribution_id", TEXT, ForeignKey("contribution.id"), nullable=False, index=True),
    _whole("start"),
    _whole("end"),
    _text("language"),
    _text("hash"),
)

copy_member = _table(
    "copy_member", _key("group_id"), _key("contribution_id", "contribution.id"), _flag("is_exact")
)

codebook = _table(
    "codebook",
    Column("seq", Integer, primary_key=True),
    _text("name"),
    _text("version"),
    _text("content"),
    _text("at"),
    _text("hash"),
)

assignment = _table(
    "assignment",
    _key("passage_id", "passage.id"),
    _text("outcome"),
    _text("nearest_theme"),
    Column("nearest_score", SCORE, nullable=False),
    _text("run_id"),
)

coding = _table(
    "coding",
    _key("passage_id", "passage.id"),
    _key("theme_id"),
    Column("score", SCORE, nullable=False),
    _text("position"),
    _text("evidence"),
    _text("position_evidence"),
    _text("origin"),
)

review = _table(
    "review",
    Column("seq", Integer, primary_key=True),
    Column("passage_id", TEXT, ForeignKey("passage.id"), nullable=False),
    _text("theme_id"),
    _whole("version"),
    Column("score", SCORE, nullable=False),
    _text("position"),
    _text("evidence"),
    _text("position_evidence"),
    _text("status"),
    _text("coder"),
    _text("note"),
    _text("at"),
    Column("codebook", Integer, nullable=False, server_default="0"),
    _text("hash"),
    UniqueConstraint("passage_id", "theme_id", "version", name="one_review_per_version"),
)

double_sample = _table(
    "double_sample",
    _key("id"),
    Column("codebook", Integer, nullable=False, server_default="0"),
    _text("drawn_by"),
    _text("at"),
    _text("hash"),
)

double_item = _table(
    "double_item", _key("sample_id", "double_sample.id"), _seq(), _text("passage_id"), _text("hash")
)

double_coding = _table(
    "double_coding",
    _key("sample_id", "double_sample.id"),
    _key("passage_id", "passage.id"),
    _key("role"),
    _text("themes"),
    _text("coder"),
    _text("at"),
    _text("hash"),
)

topic = _table(
    "topic",
    _key("id"),
    _whole("place"),
    _text("name"),
    _text("terms"),
    Column("coherence", SCORE, nullable=False),
    Column("recurrence", SCORE, nullable=False),
    _flag("is_found"),
    _text("hash"),
)

topic_passage = _table(
    "topic_passage",
    _key("topic_id", "topic.id"),
    _seq(),
    _text("passage_id"),
    Column("nearness", SCORE, nullable=False),
    _text("hash"),
)

topic_decision = _table(
    "topic_decision",
    _key("topic_id", "topic.id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("verdict"),
    _text("theme_id"),
    _text("into_topic"),
    _text("reason"),
    _text("decided_by"),
    _text("at"),
    _text("hash"),
)

draft = _table(
    "draft",
    _key("id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    _text("title"),
    _text("content"),
    _text("saved_by"),
    _text("note"),
    Column("restores", Integer, nullable=False, server_default="0"),
    _text("at"),
    _text("hash"),
)

entry = _table(
    "entry",
    _key("kind"),
    _key("id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("content"),
    _text("saved_by"),
    _text("note"),
    _flag("is_removed"),
    _text("at"),
    _text("hash"),
)

meeting = _table(
    "meeting",
    _key("id"),
    _text("title"),
    _text("body"),
    _text("number"),
    _text("held_on"),
    _text("format"),
    _text("source"),
    _text("hash"),
)

agenda = _table("agenda", _key("meeting_id", "meeting.id"), _seq(), _text("text"), _text("hash"))

participant = _table(
    "participant",
    _key("meeting_id", "meeting.id"),
    _seq(),
    _text("name"),
    _text("affiliations"),
    _text("hash"),
)

paragraph = _table(
    "paragraph", _key("meeting_id", "meeting.id"), _seq(), _text("number"), _text("text"), _text("hash")
)

decision = _table(
    "decision",
    Column("seq", Integer, primary_key=True),
    _text("id"),
    _whole("version"),
    Column("meeting_id", TEXT, ForeignKey("meeting.id"), nullable=False),
    _text("paragraph"),
    _text("quote"),
    _text("kind"),
    _text("context"),
    _text("owner"),
    _text("due"),
    _text("due_on"),
    _text("review"),
    _text("progress"),
    _text("progress_by"),
    _text("progress_reason"),
    _text("superseded_by"),
    _text("restates"),
    _text("reason"),
    _text("category"),
    _text("tags"),
    _text("source"),
    _text("reference"),
    _text("cross_reference"),
    _text("cost"),
    _text("remark"),
    _text("changed_by"),
    _text("note"),
    _text("at"),
    _text("hash"),
    UniqueConstraint("id", "version", name="one_decision_per_version"),
)

decision_link = _table(
    "decision_link",
    _key("decision_id"),
    _key("theme_id"),
    _key("passage_id"),
    Column("score", SCORE, nullable=False),
    _text("status"),
    _text("why"),
    _text("hash"),
)

link_review = _table(
    "link_review",
    _key("decision_id"),
    _key("theme_id"),
    _key("passage_id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("score", SCORE, nullable=False),
    _text("status"),
    _text("why"),
    _text("note"),
    _text("reviewed_by"),
    _text("at"),
    _text("hash"),
)

run = _table(
    "run",
    Column("seq", Integer, primary_key=True),
    _text("id"),
    _text("command"),
    _text("manifest"),
    _text("at"),
)

problem = _table(
    "problem",
    Column("seq", Integer, primary_key=True),
    _text("file"),
    _text("reason"),
    Column("row", Integer),
    _text("column"),
    _flag("is_refusal"),
)

change = _table(
    "change",
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("what"),
    _text("who"),
    _text("counts"),
    _text("hash"),
    CheckConstraint("number > 0", name="changes_count_from_one"),
)
