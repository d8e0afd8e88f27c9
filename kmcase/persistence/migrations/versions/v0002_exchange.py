"""What the exchange with laptops needs: the order of arrival, what others hold, chains that split."""

from __future__ import annotations

from alembic import op

from kmcase.persistence.arrivals import arrivals, note_arrival
from kmcase.persistence.rows.exchange import arrival, fork, peer
from kmcase.persistence.statements import Rows

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables; the entries of before came chain after chain."""
    connection = op.get_bind()
    for table in (arrival, peer, fork):
        table.create(connection, checkfirst=True)
    for stretch in list(arrivals(connection)):
        note_arrival(Rows(connection), stretch.store, stretch.first, stretch.last)
