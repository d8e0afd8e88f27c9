"""Rows of which the newest entry stands, whatever the order of arrival.

What may be written on two laptops apart is folded so, each fact in a row of its own: the greatest (time, store, number)
wins in every store. Such a table has the columns of `rows.columns.newest`.
"""

from __future__ import annotations

from sqlalchemy import Table

from kmcase.domain.versions import event_order
from kmcase.persistence.fold.registry import At
from kmcase.persistence.statements import Row, Rows


def put_newest(rows: Rows, table: Table, at: At, /, **values: object) -> bool:
    """Put a whole row by its key unless a newer entry wrote it; whether it stands."""
    keys = {column.name: values[column.name] for column in table.primary_key.columns}
    before = rows.one(table, **keys)
    if before is not None and written(before) > event_order(at.at, at.event_id):
        return False
    rows.put(table, **values, written_at=at.at, written_event=at.event_id)
    return True


def written(row: Row) -> tuple[str, str, int]:
    """By which rows of such a table are compared."""
    return event_order(row["written_at"], row["written_event"])
