"""What laptops and office write of a case apart gives the same rows in whatever order it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import event_types
from kmcase.persistence.fold import At, fold
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows import STATE, evidence, exchange, office
from kmcase.persistence.statements import Rows
from tests import enrolled
from tests.case_events import MAKERS

TABLES = (
    *(table for table in STATE.sorted_tables if table.name.startswith("case")),
    office.series,
    evidence.attachment,
    exchange.entry_touch,
    exchange.entry_photo,
    exchange.refused_entry,
    *enrolled.TABLES,
)
Entry = tuple[At, OfCase]


def test_every_event_of_cases_is_tried_in_every_order() -> None:
    missing = {cls for cls in event_types().values() if issubclass(cls, OfCase)} - set(MAKERS)
    assert not missing, "Add a maker to tests/case_events.py"


def at(store: str, number: int, minute: int) -> At:
    """`a` is the office, the others are laptops."""
    moment = f"2024-06-10T02:{minute:02d}:00.000000Z"
    return At(event_id=f"{store}:{number}", at=moment, actor=store, hash=b"", by_laptop=store != "a")


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """Entries of three stores, and the same entries in another order."""
    kinds = st.sampled_from(sorted(MAKERS, key=lambda kind: kind.TYPE))
    entries = []
    for store in ("a", "b", "c"):
        for number in range(1, draw(st.integers(0, 4)) + 1):
            made = MAKERS[draw(kinds)](f"{store}{number}", draw(st.booleans()))
            entries.append((at(store, number, draw(st.integers(0, 2))), made))
    return entries, draw(st.permutations(entries))


def folded(entries: Sequence[Entry]) -> dict[str, list[tuple[Any, ...]]]:
    engine = create_engine("sqlite://")
    STATE.create_all(engine, tables=TABLES)
    with engine.begin() as connection:
        rows = Rows(connection)
        for laptop in ("b", "c"):
            enrolled.enrol(rows, laptop, laptop)
        for where, made in entries:
            fold(rows, where, made, to_json(made))
        found = {table.name: sorted((tuple(row.values()) for row in rows.all(table)), key=repr) for table in TABLES}
    engine.dispose()
    return found


@given(chains())
def test_entries_of_cases_give_the_same_rows_in_any_order(orders: tuple[list[Entry], list[Entry]]) -> None:
    one, other = orders
    assert folded(one) == folded(other)
