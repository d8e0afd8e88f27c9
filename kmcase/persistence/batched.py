"""Rows that are written together: what folding many entries at once lives on.

A new or changed row waits in memory until more of its table is asked for than one row by its key, until anything is
asked of the connection itself, or until `flush`; rows of one form are then written by one statement. Reading gives what
`Rows` gives. An error of the database may come later than the write that causes it: who folds together folds entry by
entry again where anything raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import Connection, Table

from kmcase.persistence.plain import AS_THEY_ARE, plain
from kmcase.persistence.statements import (
    Row,
    Rows,
    insert_sql,
    is_newer,
    key_names,
    put_newer_sql,
    put_sql,
    update_sql,
)

_AT_ONCE = frozenset({"posting", "budget", "voucher", "voucher_not_paid", "receipt_void", "person_search"})
"""Tables that triggers write, or read beside their own: their order among each other counts."""

_Key = object


_Write = Literal["nothing", "insert", "put", "put_newer", "update"]
_Forms = dict[tuple[_Write, tuple[str, ...]], list[tuple[Any, ...]]]


@dataclass(slots=True)
class _Waiting:
    """A row that waits; `whole`: all its columns are known, also those that are not written."""

    write: _Write
    values: Row
    whole: bool
    changed: frozenset[str] = frozenset()


class BatchedRows(Rows):
    """`Rows` that write together; nothing is in the database for sure before `flush`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._waiting: dict[Table, dict[_Key, _Waiting]] = {}
        self._many_new: dict[Table, dict[tuple[str, ...], list[tuple[object, ...]]]] = {}

    @property
    def connection(self) -> Connection:
        """For statements of one's own: they see all that was written."""
        self.flush()
        return super().connection

    def insert(self, table: Table, /, **values: object) -> None:
        """One new row; of a key that is taken the database is told, now or later."""
        if table.name in _AT_ONCE:
            super().insert(table, **values)
            return
        row = _plain(values)
        key = _key(table, row)
        waiting = self._of(table)
        if key in waiting:
            self._write(table)
            super().insert(table, **row)
            return
        waiting[key] = _Waiting("insert", row, whole=True)

    def insert_all(self, table: Table, names: tuple[str, ...], every: Sequence[tuple[object, ...]], /) -> None:
        """Many new rows of plain values, in the order of `names`; such are not read by their key."""
        self._many_new.setdefault(table, {}).setdefault(names, []).extend(every)

    def put(self, table: Table, /, **values: object) -> None:
        """A row by its primary key, new or written over."""
        if table.name in _AT_ONCE:
            super().put(table, **values)
            return
        row = _plain(values)
        waiting = self._of(table)
        key = _key(table, row)
        before = waiting.get(key)
        if before is None:
            waiting[key] = _Waiting("put", row, whole=len(row) == len(table.columns))
        elif before.write == "put_newer":
            self._write(table)
            waiting[key] = _Waiting("put", row, whole=len(row) == len(table.columns))
        else:
            _change(before, row)

    def put_newer(self, table: Table, /, **values: object) -> None:
        """A whole row by its primary key, unless one stands that a newer entry wrote."""
        row = _plain(values)
        waiting = self._of(table)
        key = _key(table, row)
        before = waiting.get(key)
        if before is None:
            waiting[key] = _Waiting("put_newer", row, whole=False)
        elif not is_newer(before.values, row):
            if before.write == "put_newer":
                before.values = row
            else:
                _change(before, row)

    def update(self, table: Table, where: Mapping[str, object], /, **values: object) -> None:
        """Columns of all rows that match."""
        waiting = self._row(table, where)
        if waiting is None or not waiting.whole:
            self._write(table)
            super().update(table, where, **values)
        else:
            _change(waiting, _plain(values))

    def delete(self, table: Table, /, **where: object) -> None:
        """All rows that match."""
        self._write(table)
        super().delete(table, **where)

    def all(self, table: Table, /, **where: object) -> list[Row]:
        """All rows that match, as dictionaries."""
        known = self._row(table, where)
        if known is not None and known.whole:
            return [{column.name: known.values.get(column.name) for column in table.columns}]
        by_key = where.keys() == set(key_names(table)) and table.name not in _AT_ONCE
        if known is not None or not by_key:
            self._write(table)
        found = super().all(table, **where)
        if by_key and found:
            self._of(table)[_key(table, found[0])] = _Waiting("nothing", dict(found[0]), whole=True)
        return found

    def flush(self) -> None:
        """Write all that waits."""
        for table in (*self._waiting, *self._many_new):
            self._write(table)

    def _of(self, table: Table) -> dict[_Key, _Waiting]:
        return self._waiting.setdefault(table, {})

    def _row(self, table: Table, where: Mapping[str, object]) -> _Waiting | None:
        """The row that waits under just this key."""
        if table not in self._waiting or where.keys() != set(key_names(table)):
            return None
        return self._waiting[table].get(_key(table, _plain(where)))

    def _write(self, table: Table) -> None:
        for names, many in self._many_new.pop(table, {}).items():
            super().insert_all(table, names, many)
        waiting = self._waiting.get(table)
        if not waiting:
            return
        forms: _Forms = {}
        for row in waiting.values():
            if row.write == "update":
                names, keys = tuple(sorted(row.changed)), key_names(table)
                forms.setdefault((row.write, names), []).append(tuple(row.values[name] for name in (*names, *keys)))
            elif row.write != "nothing":
                forms.setdefault((row.write, tuple(row.values)), []).append(tuple(row.values.values()))
        waiting.clear()
        for (write, names), values in forms.items():
            self._many(self._sql(table, write, names), values)

    def _sql(self, table: Table, write: _Write, names: tuple[str, ...]) -> str:
        if write == "update":
            return update_sql(table, key_names(table), names, self._mark)
        sql = {"insert": insert_sql, "put": put_sql, "put_newer": put_newer_sql}[write]
        return sql(table, names, self._mark)


def _plain(values: Mapping[str, object]) -> Row:
    return {name: value if type(value) in AS_THEY_ARE else plain(value) for name, value in values.items()}


@cache
def _key_of(table: Table) -> Callable[[Mapping[str, object]], _Key]:
    return itemgetter(*key_names(table))


def _key(table: Table, row: Mapping[str, object]) -> _Key:
    return _key_of(table)(row)


def _change(before: _Waiting, row: Row) -> None:
    """Other values for a row that waits, or that was read and waits from now on."""
    before.values.update(row)
    if before.write in ("nothing", "update"):
        before.write = "update"
        before.changed |= row.keys()
