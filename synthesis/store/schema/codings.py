"""What passages speak of: codebooks, codings, reviews, passages coded twice, topics."""

from sqlalchemy import Column, ForeignKey, Integer, UniqueConstraint

from synthesis.store.schema.columns import SCORE, TEXT, flag, key, seq, table, text, whole

codebook = table(
    "codebook",
    Column("seq", Integer, primary_key=True),
    text("name"),
    text("version"),
    text("content"),
    text("at"),
    text("hash"),
)

assignment = table(
    "assignment",
    key("passage_id", "passage.id"),
    text("outcome"),
    text("nearest_theme"),
    Column("nearest_score", SCORE, nullable=False),
    text("run_id"),
)

coding = table(
    "coding",
    key("passage_id", "passage.id"),
    key("theme_id"),
    Column("score", SCORE, nullable=False),
    text("position"),
    text("evidence"),
    text("position_evidence"),
    text("origin"),
)

review = table(
    "review",
    Column("seq", Integer, primary_key=True),
    Column("passage_id", TEXT, ForeignKey("passage.id"), nullable=False),
    text("theme_id"),
    whole("version"),
    Column("score", SCORE, nullable=False),
    text("position"),
    text("evidence"),
    text("position_evidence"),
    text("status"),
    text("coder"),
    text("note"),
    text("at"),
    Column("codebook", Integer, nullable=False, server_default="0"),
    text("hash"),
    UniqueConstraint("passage_id", "theme_id", "version", name="one_review_per_version"),
)

double_sample = table(
    "double_sample",
    key("id"),
    Column("codebook", Integer, nullable=False, server_default="0"),
    text("drawn_by"),
    text("at"),
    text("hash"),
)

double_item = table(
    "double_item", key("sample_id", "double_sample.id"), seq(), text("passage_id"), text("hash")
)

double_coding = table(
    "double_coding",
    key("sample_id", "double_sample.id"),
    key("passage_id", "passage.id"),
    key("role"),
    text("themes"),
    text("coder"),
    text("at"),
    text("hash"),
)

topic = table(
    "topic",
    key("id"),
    whole("place"),
    text("name"),
    text("terms"),
    Column("coherence", SCORE, nullable=False),
    Column("recurrence", SCORE, nullable=False),
    flag("is_found"),
    text("hash"),
)

topic_passage = table(
    "topic_passage",
    key("topic_id", "topic.id"),
    seq(),
    text("passage_id"),
    Column("nearness", SCORE, nullable=False),
    text("hash"),
)

topic_decision = table(
    "topic_decision",
    key("topic_id", "topic.id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("verdict"),
    text("theme_id"),
    text("into_topic"),
    text("reason"),
    text("decided_by"),
    text("at"),
    text("hash"),
)
