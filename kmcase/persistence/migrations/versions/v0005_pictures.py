"""Fingerprints of pictures and which are alike."""

from __future__ import annotations

from alembic import op

from kmcase.persistence.rows.pictures import picture_pair, picture_print

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables, empty: the window looks at the pictures that are there when somebody signs in."""
    for table in (picture_print, picture_pair):
        table.create(op.get_bind(), checkfirst=True)
