"""Short statements on one table, compiled once and run through the driver: what the fold lives on.

SQLAlchemy's own execution costs several times as much a row; an import of 10,000 rows runs some 60,000 of these.
Names come from declared tables alone, values are always bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Select, Table
from sqlalchemy.exc import DBAPIError

from kmcase.domain.versions import event_order
from kmcase.persistence.plain import AS_THEY_ARE, plain

Row = dict[str, Any]


def bound_mark(connection: Connection) -> str:
    """What stands for a bound value in a statement that goes to the driver as it is written."""
    return "%s" if connection.dialect.paramstyle in ("pyformat", "format") else "?"


class Rows:
    """Reads and writes rows of declared tables on one connection; `kept` is what a fold read that never changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.kept: dict[str, frozenset[str]] = {}
        self._mark = bound_mark(connection)
        self._driver = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None

    @property
    def connection(self) -> Connection:
        """For statements of one's own."""
        return self._connection

    def insert(self, table: Table, /, **values: object) -> None:
        """One new row; a key that is taken raises the driver's IntegrityError."""
        self._run(insert_sql(table, tuple(values), self._mark), values.values())

    def insert_all(self, table: Table, names: tuple[str, ...], every: Sequence[tuple[object, ...]], /) -> None:
        """Many new rows of plain values in one statement, in the order of `names`."""
        if every:
            self._many(insert_sql(table, names, self._mark), list(every))

    def put(self, table: Table, /, **values: object) -> None:
        """A row by its primary key, new or written over."""
        self._run(put_sql(table, tuple(values), self._mark), values.values())

    def put_newer(self, table: Table, /, **values: object) -> None:
        """A whole row by its primary key, unless one stands that a newer entry wrote (`rows.columns.newest`)."""
        self._run(put_newer_sql(table, tuple(values), self._mark), values.values())

    def update(self, table: Table, where: Mapping[str, object], /, **values: object) -> None:
        """Columns of all rows that match."""
        self._run(update_sql(table, tuple(where), tuple(values), self._mark), (*values.values(), *where.values()))

    def delete(self, table: Table, /, **where: object) -> None:
        """All rows that match."""
        self._run(f"DELETE FROM {table.name}{_where(tuple(where), self._mark)}", where.values())

    def all(self, table: Table, /, **where: object) -> list[Row]:
        """All rows that match, as dictionaries."""
        result = self._run(select_sql(table, tuple(where), self._mark), where.values())
        names = [column.name for column in table.columns]
        return [dict(zip(names, row, strict=True)) for row in result]

    def found(self, query: Select[Any], /) -> list[Row]:
        """What a query of one's own finds, as dictionaries."""
        result = self.connection.execute(query)
        names = tuple(result.keys())
        return [dict(zip(names, row, strict=True)) for row in result]

    def one(self, table: Table, /, **where: object) -> Row | None:
        """The first row that matches."""
        found = self.all(table, **where)
        return found[0] if found else None

    def bump(self, table: Table, name: str, at_least: int) -> None:
        """Raise a counter (`name`, `last`) to a number if it stands lower."""
        row = self.one(table, name=name)
        if row is None or row["last"] < at_least:
            self.put(table, name=name, last=at_least)

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """What the block writes stays, or nothing of it where it raises; the transaction goes on."""
        self._sent("SAVEPOINT block", (), many=False)
        try:
            yield
        except BaseException:
            # A disk that is full ends the whole transaction, and the savepoint with it.
            with suppress(DBAPIError):
                self._sent("ROLLBACK TO SAVEPOINT block", (), many=False)
            raise
        self._sent("RELEASE SAVEPOINT block", (), many=False)

    def _run(self, sql: str, values: Iterable[object]) -> Any:
        return self._sent(
            sql, tuple([value if type(value) in AS_THEY_ARE else plain(value) for value in values]), many=False
        )

    def _many(self, sql: str, every: list[tuple[object, ...]]) -> None:
        self._sent(sql, every, many=True)

    def _sent(self, sql: str, values: Any, *, many: bool) -> Any:
        """Straight to SQLite's driver: twice as fast as by way of the library, which has begun the transaction.

        What the driver raises is raised as the library does.
        """
        if self._driver is None or not self._connection.in_transaction():
            return self._connection.exec_driver_sql(sql, values)
        try:
            return self._driver.executemany(sql, values) if many else self._driver.execute(sql, values)
        except sqlcipher3.Error as error:
            raise DBAPIError.instance(sql, values, error, sqlcipher3.Error) from error


def _where(names: tuple[str, ...], mark: str) -> str:
    return " WHERE " + " AND ".join(f'"{name}" = {mark}' for name in names) if names else ""


@cache
def insert_sql(table: Table, names: tuple[str, ...], mark: str) -> str:
    """One new row."""
    _known(table, names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(names))})"


@cache
def put_sql(table: Table, names: tuple[str, ...], mark: str) -> str:
    """A row by its primary key, new or written over."""
    keys = key_names(table)
    rest = [name for name in names if name not in keys]
    target = ", ".join(f'"{name}"' for name in keys)
    change = "UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in rest) if rest else "NOTHING"
    return f"{insert_sql(table, names, mark)} ON CONFLICT ({target}) DO {change}"


@cache
def put_newer_sql(table: Table, names: tuple[str, ...], mark: str) -> str:
    """A row by its primary key, new or written over where `is_newer` does not hold of the one that stands."""
    same_order = ' COLLATE "C"' if mark == "%s" else ""
    stands, comes = (_written_sql(whose, same_order) for whose in (table.name, "excluded"))
    return f"{put_sql(table, names, mark)} WHERE {stands} <= {comes}"


def _written_sql(whose: str, collate: str) -> str:
    """`event_order` of a row: time, store, number; numbers of one store are ordered by length and digits."""
    at, event = f"{whose}.written_at", f"{whose}.written_event"
    store = f"substr({event}, 1, length(rtrim({event}, '0123456789')) - 1)"
    return f"({at}{collate}, {store}{collate}, length({event}), {event}{collate})"


def is_newer(one: Row, other: Row) -> bool:
    """Whether a newer entry wrote the one row than the other; of tables with the columns of `rows.columns.newest`."""
    return _written(one) > _written(other)


def _written(row: Row) -> tuple[str, str, int]:
    return event_order(row["written_at"], row["written_event"])


@cache
def key_names(table: Table) -> tuple[str, ...]:
    """The columns of the primary key, in order."""
    return tuple(column.name for column in table.primary_key.columns)


@cache
def update_sql(table: Table, where: tuple[str, ...], names: tuple[str, ...], mark: str) -> str:
    """Columns of all rows that match."""
    _known(table, (*where, *names))
    change = ", ".join(f'"{name}" = {mark}' for name in names)
    return f"UPDATE {table.name} SET {change}{_where(where, mark)}"


@cache
def select_sql(table: Table, where: tuple[str, ...], mark: str) -> str:
    """All columns of the rows that match."""
    _known(table, where)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"SELECT {columns} FROM {table.name}{_where(where, mark)}"


def _known(table: Table, names: tuple[str, ...]) -> None:
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        raise KeyError(f"{table.name} has no {unknown}")
