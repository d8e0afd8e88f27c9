"""Entries of an office and two laptops without an office around them, folded in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine, Table, create_engine
from sqlalchemy.pool import StaticPool

from kmcase.domain.events import Event
from kmcase.persistence.fold import At, fold
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows import STATE, exchange
from kmcase.persistence.statements import Rows
from tests import enrolled

OFFICE, LAPTOPS = "a", ("b", "c")
HEARD = (exchange.entry_touch, exchange.entry_photo, exchange.refused_entry, *enrolled.TABLES)
"""What folding any entry of a laptop writes or asks, beside the tables of its noun."""
Entry = tuple[At, Event]


def at(store: str, number: int, minute: int) -> At:
    """Where and when an entry was made."""
    moment = f"2024-06-10T02:{minute:02d}:00.000000Z"
    return At(event_id=f"{store}:{number}", at=moment, actor=store, hash=b"", by_laptop=store != OFFICE)


@st.composite
def chains(draw: st.DrawFn, make: Callable[[st.DrawFn, str], Event]) -> tuple[list[Entry], list[Entry]]:
    """Entries of the three stores, and the same in another order; `make` gives an event with a word of its own."""
    entries = []
    for store in (OFFICE, *LAPTOPS):
        for number in range(1, draw(st.integers(0, 4)) + 1):
            made = make(draw, f"{store}{number}")
            entries.append((at(store, number, draw(st.integers(0, 2))), made))
    return entries, draw(st.permutations(entries))


@cache
def _engine(tables: tuple[Table, ...]) -> Engine:
    """Made once for all examples of a property: making tables takes longer than folding into them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    STATE.create_all(engine, tables=tables)
    return engine


@contextmanager
def store_with(tables: Sequence[Table]) -> Iterator[Rows]:
    """Empty tables that know both laptops; what is written is rolled back."""
    with _engine(tuple(tables)).connect() as connection, connection.begin() as transaction:
        rows = Rows(connection)
        for laptop in LAPTOPS:
            enrolled.enrol(rows, laptop, laptop)
        yield rows
        transaction.rollback()


def folded(entries: Sequence[Entry], tables: Sequence[Table]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows by table after these entries, sorted."""
    with store_with(tables) as rows:
        for where, made in entries:
            fold(rows, where, made, to_json(made))
        return {table.name: sorted((tuple(row.values()) for row in rows.all(table)), key=repr) for table in tables}
