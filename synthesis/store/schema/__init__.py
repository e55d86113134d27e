"""The tables: what is kept of the records, in types that SQLite and PostgreSQL share.

Dates and times are ISO text, so that both databases give back the same characters. The text of a
passage is not kept twice: it is cut from its contribution by its offsets when it is read.

corpus    what was sent
codings   what passages speak of
meetings  what meetings decided
kept      what is kept beside
"""

from synthesis.store.schema.codings import (
    assignment,
    codebook,
    coding,
    double_coding,
    double_item,
    double_sample,
    review,
    topic,
    topic_decision,
    topic_passage,
)
from synthesis.store.schema.columns import metadata
from synthesis.store.schema.corpus import answer, contribution, copy_member, correction, passage, withdrawal
from synthesis.store.schema.kept import change, draft, entry, problem, run
from synthesis.store.schema.meetings import (
    agenda,
    decision,
    decision_link,
    link_review,
    meeting,
    paragraph,
    participant,
    replaced_report,
)

__all__ = [
    "SCHEMA_VERSION",
    "agenda",
    "answer",
    "assignment",
    "change",
    "codebook",
    "coding",
    "contribution",
    "copy_member",
    "correction",
    "decision",
    "decision_link",
    "double_coding",
    "double_item",
    "double_sample",
    "draft",
    "entry",
    "link_review",
    "meeting",
    "metadata",
    "paragraph",
    "participant",
    "passage",
    "problem",
    "replaced_report",
    "review",
    "run",
    "topic",
    "topic_decision",
    "topic_passage",
    "withdrawal",
]

SCHEMA_VERSION = "0012"
"""The newest migration in `migrations/versions`; a test holds the two together."""
