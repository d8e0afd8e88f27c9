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
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from kmcase.persistence.plain import plain

Row = dict[str, Any]


def bound_mark(connection: Connection) -> str:
    """What stands for a bound value in a statement that goes to the driver as it is written."""
    return "%s" if connection.dialect.paramstyle in ("pyformat", "format") else "?"


class Rows:
    """Reads and writes rows of declared tables on one connection; `kept` is what a fold read that never changes."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.kept: dict[str, frozenset[str]] = {}
        self._mark = bound_mark(connection)
        self._driver = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None

    def insert(self, table: Table, /, **values: object) -> None:
        """One new row; a key that is taken raises the driver's IntegrityError."""
        self._run(_insert(table, tuple(values), self._mark), values.values())

    def insert_all(self, table: Table, names: tuple[str, ...], every: Sequence[tuple[object, ...]], /) -> None:
        """Many new rows of plain values in one statement, in the order of `names`."""
        if every:
            self._many(_insert(table, names, self._mark), list(every))

    def put(self, table: Table, /, **values: object) -> None:
        """A row by its primary key, new or written over."""
        self._run(_put(table, tuple(values), self._mark), values.values())

    def update(self, table: Table, where: Mapping[str, object], /, **values: object) -> None:
        """Columns of all rows that match."""
        self._run(_update(table, tuple(where), tuple(values), self._mark), (*values.values(), *where.values()))

    def delete(self, table: Table, /, **where: object) -> None:
        """All rows that match."""
        self._run(f"DELETE FROM {table.name}{_where(tuple(where), self._mark)}", where.values())

    def all(self, table: Table, /, **where: object) -> list[Row]:
        """All rows that match, as dictionaries."""
        result = self._run(_select(table, tuple(where), self._mark), where.values())
        names = [column.name for column in table.columns]
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
        return self._sent(sql, tuple(plain(value) for value in values), many=False)

    def _many(self, sql: str, every: list[tuple[object, ...]]) -> None:
        self._sent(sql, every, many=True)

    def _sent(self, sql: str, values: Any, *, many: bool) -> Any:
        """Straight to SQLite's driver: twice as fast as by way of the library, which has begun the transaction.

        What the driver raises is raised as the library does.
        """
        if self._driver is None or not self.connection.in_transaction():
            return self.connection.exec_driver_sql(sql, values)
        try:
            return self._driver.executemany(sql, values) if many else self._driver.execute(sql, values)
        except sqlcipher3.Error as error:
            raise DBAPIError.instance(sql, values, error, sqlcipher3.Error) from error


def _where(names: tuple[str, ...], mark: str) -> str:
    return " WHERE " + " AND ".join(f'"{name}" = {mark}' for name in names) if names else ""


@cache
def _insert(table: Table, names: tuple[str, ...], mark: str) -> str:
    _known(table, names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(names))})"


@cache
def _put(table: Table, names: tuple[str, ...], mark: str) -> str:
    keys = [column.name for column in table.primary_key.columns]
    rest = [name for name in names if name not in keys]
    target = ", ".join(f'"{name}"' for name in keys)
    change = "UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in rest) if rest else "NOTHING"
    return f"{_insert(table, names, mark)} ON CONFLICT ({target}) DO {change}"


@cache
def _update(table: Table, where: tuple[str, ...], names: tuple[str, ...], mark: str) -> str:
    _known(table, (*where, *names))
    change = ", ".join(f'"{name}" = {mark}' for name in names)
    return f"UPDATE {table.name} SET {change}{_where(where, mark)}"


@cache
def _select(table: Table, where: tuple[str, ...], mark: str) -> str:
    _known(table, where)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"SELECT {columns} FROM {table.name}{_where(where, mark)}"


def _known(table: Table, names: tuple[str, ...]) -> None:
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        raise KeyError(f"{table.name} has no {unknown}")
