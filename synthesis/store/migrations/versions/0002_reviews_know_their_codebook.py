"""A review knows which codebook was in force when it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("review", sa.Column("codebook", sa.Integer(), server_default="0", nullable=False))
