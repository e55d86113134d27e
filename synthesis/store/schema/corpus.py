"""What was sent: contributions, their answers and passages, copies of a letter."""

from sqlalchemy import Column, ForeignKey, Integer

from synthesis.store.schema.columns import TEXT, flag, key, seq, table, text, whole

contribution = table(
    "contribution",
    key("id"),
    text("text"),
    text("contributor"),
    text("organisation"),
    text("stakeholder_group"),
    text("group_as_given"),
    text("region"),
    text("region_as_given"),
    text("country"),
    Column("cycle", Integer),
    text("language"),
    text("submitted_on"),
    text("source"),
    flag("may_publish_name"),
    flag("is_forgotten"),
    text("run_id"),
    text("hash"),
)

answer = table(
    "answer",
    key("contribution_id", "contribution.id"),
    seq(),
    text("question"),
    whole("start"),
    whole("end"),
    text("hash"),
)

passage = table(
    "passage",
    key("id"),
    Column("contribution_id", TEXT, ForeignKey("contribution.id"), nullable=False, index=True),
    whole("start"),
    whole("end"),
    text("language"),
    text("hash"),
)

withdrawal = table(
    "withdrawal",
    key("contribution_id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    flag("is_withdrawn"),
    text("content"),
    text("done_by"),
    text("note"),
    text("at"),
    text("hash"),
)

correction = table(
    "correction",
    key("contribution_id", "contribution.id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("content"),
    text("corrected_by"),
    text("note"),
    text("at"),
    text("hash"),
)

copy_member = table(
    "copy_member", key("group_id"), key("contribution_id", "contribution.id"), flag("is_exact")
)
