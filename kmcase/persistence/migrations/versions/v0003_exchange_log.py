"""Bundles made and applied are remembered."""

from __future__ import annotations

from alembic import op

from kmcase.persistence.rows.exchange import exchange_log

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table, empty: what was exchanged before is not known."""
    exchange_log.create(op.get_bind(), checkfirst=True)
