"""What is kept beside: drafts, the community's records, runs, problems, and the log of changes."""

from sqlalchemy import CheckConstraint, Column, Integer

from synthesis.store.schema.columns import flag, key, table, text

draft = table(
    "draft",
    key("id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("kind"),
    text("title"),
    text("content"),
    text("saved_by"),
    text("note"),
    Column("restores", Integer, nullable=False, server_default="0"),
    text("at"),
    text("hash"),
)

entry = table(
    "entry",
    key("kind"),
    key("id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("content"),
    text("saved_by"),
    text("note"),
    flag("is_removed"),
    text("at"),
    text("hash"),
)

run = table(
    "run",
    Column("seq", Integer, primary_key=True),
    text("id"),
    text("command"),
    text("manifest"),
    text("at"),
)

problem = table(
    "problem",
    Column("seq", Integer, primary_key=True),
    text("file"),
    text("reason"),
    Column("row", Integer),
    text("column"),
    flag("is_refusal"),
)

change = table(
    "change",
    Column("number", Integer, primary_key=True, autoincrement=False),
    text("at"),
    text("what"),
    text("who"),
    text("counts"),
    text("hash"),
    CheckConstraint("number > 0", name="changes_count_from_one"),
)
