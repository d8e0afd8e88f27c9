"""Rows of which the newest entry stands, whatever the order of arrival.

What may be written on two laptops apart is folded so, each fact in a row of its own: the greatest (time, store, number)
wins in every store. Such a table has the columns of `rows.columns.newest`.
"""

from __future__ import annotations

from sqlalchemy import Table

from kmcase.persistence.fold.registry import At
from kmcase.persistence.statements import Rows


def put_newest(rows: Rows, table: Table, at: At, /, **values: object) -> bool:
    """Put a whole row by its key unless a newer entry wrote it; whether it stands."""
    keys = {column.name: values[column.name] for column in table.primary_key.columns}
    before = rows.one(table, **keys)
    if before is not None and order(before["written_at"], before["written_event"]) > order(at.at, at.event_id):
        return False
    rows.put(table, **values, written_at=at.at, written_event=at.event_id)
    return True


def order(at: str, event_id: str) -> tuple[str, str, int]:
    """What entries of all stores are compared by; numbers as numbers, for one commit has one time."""
    store, _, number = event_id.rpartition(":")
    return at, store, int(number)
