"""Columns that mean the same on SQLite (STRICT) and PostgreSQL, and the two metadata."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy import text as sql
from sqlalchemy.schema import SchemaItem

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
JOURNAL = MetaData(naming_convention=NAMING)
STATE = MetaData(naming_convention=NAMING)
_WHOLE = BigInteger().with_variant(Integer(), "sqlite")


def key(name: str) -> Column[Any]:
    """A part of the primary key, text."""
    return Column(name, Text, primary_key=True, nullable=False)


def number_key(name: str) -> Column[Any]:
    """A part of the primary key, a whole number."""
    return Column(name, _WHOLE, primary_key=True, autoincrement=False, nullable=False)


def text(name: str, *, null: bool = False, index: bool = False) -> Column[Any]:
    """Text: ids, ISO dates and times, JSON."""
    return Column(name, Text, nullable=null, index=index)


def whole(name: str, *, null: bool = False, index: bool = False) -> Column[Any]:
    """A whole number: satang, counts, 0 or 1."""
    return Column(name, _WHOLE, nullable=null, index=index)


def blob(name: str, *, null: bool = False) -> Column[Any]:
    """Bytes."""
    return Column(name, LargeBinary, nullable=null)


def newest() -> tuple[Column[Any], Column[Any]]:
    """When and by which entry a row was written, in tables where the newest entry stands."""
    return text("written_at"), text("written_event")


NO_CONFLICT = "[]"
"""What the column `conflicts` says of a record whose fields agree."""


def in_conflict(noun: str) -> Index:
    """An index of the few rows with values that were written apart, found without reading the others."""
    only = sql(f"conflicts <> '{NO_CONFLICT}'")
    return Index(f"ix_{noun}_in_conflict", f"{noun}_id", sqlite_where=only, postgresql_where=only)


def state_table(name: str, *items: SchemaItem) -> Table:
    """A table of what the journal adds up to."""
    return Table(name, STATE, *items, sqlite_strict=True)


def journal_table(name: str, *items: SchemaItem) -> Table:
    """A table that Alembic migrates."""
    return Table(name, JOURNAL, *items, sqlite_strict=True)
