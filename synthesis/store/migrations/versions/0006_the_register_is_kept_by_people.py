"""What people say of an item of the register, and the columns of a table of proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ADDED = (
    "progress_by",
    "progress_reason",
    "superseded_by",
    "restates",
    "reason",
    "category",
    "tags",
    "source",
    "reference",
    "cross_reference",
    "cost",
    "remark",
)


def upgrade() -> None:
    for name in ADDED:
        op.add_column("decision", _text(name))


def _text(name: str) -> sa.Column[str]:
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, server_default="", nullable=False)
