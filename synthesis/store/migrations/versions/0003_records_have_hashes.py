"""Every record of words and judgements has a hash, and every change the number of records.

What was stored before has none, and is not compared; nor are the machine's codings, which can be made again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

HASHED = (
    "agenda",
    "answer",
    "change",
    "codebook",
    "decision",
    "decision_link",
    "meeting",
    "paragraph",
    "participant",
    "review",
)


def upgrade() -> None:
    for table in HASHED:
        op.add_column(table, _text("hash"))
    op.add_column("change", _text("counts"))


def _text(name: str) -> sa.Column[str]:
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, server_default="", nullable=False)
