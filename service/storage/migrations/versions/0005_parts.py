"""Which job reads a document for the job over many."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("batch", sa.Column("part_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("batch", "part_id")
