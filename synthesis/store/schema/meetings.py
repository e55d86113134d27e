"""What meetings decided: reports, the register, and the links to what was said."""

from sqlalchemy import Column, ForeignKey, Integer, UniqueConstraint

from synthesis.store.schema.columns import SCORE, TEXT, key, seq, table, text, whole

meeting = table(
    "meeting",
    key("id"),
    text("title"),
    text("body"),
    text("number"),
    text("held_on"),
    text("format"),
    text("source"),
    text("hash"),
)

agenda = table("agenda", key("meeting_id", "meeting.id"), seq(), text("text"), text("hash"))

participant = table(
    "participant",
    key("meeting_id", "meeting.id"),
    seq(),
    text("name"),
    text("affiliations"),
    text("hash"),
)

paragraph = table(
    "paragraph", key("meeting_id", "meeting.id"), seq(), text("number"), text("text"), text("hash")
)

replaced_report = table(
    "replaced_report",
    key("meeting_id", "meeting.id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("content"),
    text("replaced_by"),
    text("at"),
    text("hash"),
)

decision = table(
    "decision",
    Column("seq", Integer, primary_key=True),
    text("id"),
    whole("version"),
    Column("meeting_id", TEXT, ForeignKey("meeting.id"), nullable=False),
    text("paragraph"),
    text("quote"),
    text("kind"),
    text("context"),
    text("owner"),
    text("due"),
    text("due_on"),
    text("review"),
    text("progress"),
    text("progress_by"),
    text("progress_reason"),
    text("superseded_by"),
    text("restates"),
    text("reason"),
    text("category"),
    text("tags"),
    text("source"),
    text("reference"),
    text("cross_reference"),
    text("cost"),
    text("remark"),
    text("changed_by"),
    text("note"),
    text("at"),
    text("hash"),
    UniqueConstraint("id", "version", name="one_decision_per_version"),
)

decision_link = table(
    "decision_link",
    key("decision_id"),
    key("theme_id"),
    key("passage_id"),
    Column("score", SCORE, nullable=False),
    text("status"),
    text("why"),
    text("hash"),
)

link_review = table(
    "link_review",
    key("decision_id"),
    key("theme_id"),
    key("passage_id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("score", SCORE, nullable=False),
    text("status"),
    text("why"),
    text("note"),
    text("reviewed_by"),
    text("at"),
    text("hash"),
)
