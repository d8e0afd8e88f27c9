"""Rows of which the newest entry stands, whatever the order of arrival.

What may be written on two laptops apart is folded so, each fact in a row of its own: the greatest (time, store, number)
wins in every store. Such a table has the columns of `rows.columns.newest`.
"""

from __future__ import annotations

from sqlalchemy import Table

from kmcase.persistence.fold.registry import At
from kmcase.persistence.statements import Rows


def put_newest(rows: Rows, table: Table, at: At, /, **values: object) -> None:
    """Put a whole row by its key unless a newer entry wrote it."""
    rows.put_newer(table, **values, written_at=at.at, written_event=at.event_id)
