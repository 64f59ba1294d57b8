"""PostgreSQL keeps the texts that are searched as they are: unpacking them takes half of the time
of a search for a phrase that stands in all reports, and packed they are a seventh smaller."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE search ALTER COLUMN said SET STORAGE EXTERNAL")
        op.execute("UPDATE search SET said = said || ''")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE search ALTER COLUMN said SET STORAGE EXTENDED")
