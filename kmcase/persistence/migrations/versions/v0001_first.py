"""The first shape: chain, bodies, heads, checkpoints, drafts, remembered things."""

from __future__ import annotations

from alembic import op

from kmcase.persistence.rows import JOURNAL

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all journal tables."""
    JOURNAL.create_all(op.get_bind())
