"""What is written of an agency apart gives the same row in whatever order it arrives."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from sqlalchemy import create_engine

from kmcase.domain.agencies import AgencyDescribed
from kmcase.persistence.fold import At, fold
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows import STATE, agencies, exchange
from kmcase.persistence.statements import Rows
from tests import enrolled

TABLES = (
    agencies.agency,
    agencies.agency_write,
    exchange.entry_touch,
    exchange.entry_photo,
    exchange.refused_entry,
    *enrolled.TABLES,
)
WRITES = (
    ("a", 1, {"name": "วัด", "offers": ["housing"]}, {}),
    ("b", 1, {"phone": "1"}, {"phone": ("a:1",)}),
    ("c", 1, {"phone": "2", "name": None}, {"name": ("a:1",)}),
)


def folded(order: tuple[tuple[str, int, dict[str, Any], dict[str, tuple[str, ...]]], ...]) -> list[list[Any]]:
    engine = create_engine("sqlite://")
    STATE.create_all(engine, tables=TABLES)
    with engine.begin() as connection:
        rows = Rows(connection)
        for laptop in ("b", "c"):
            enrolled.enrol(rows, laptop, laptop)
        for store, number, values, seen in order:
            where = At(
                event_id=f"{store}:{number}",
                at=f"2024-06-10T02:0{number}:00.000000Z",
                actor=store,
                hash=b"",
                by_laptop=store != "a",
            )
            event = AgencyDescribed(agency_id="agency", values=values, seen=seen)
            fold(rows, where, event, to_json(event))
        found = [sorted(tuple(row.values()) for row in rows.all(table)) for table in TABLES[:2]]
    engine.dispose()
    return found


def test_any_order_gives_the_same_agency() -> None:
    first = folded(WRITES)
    assert all(folded(order) == first for order in permutations(WRITES))
    [[row], _] = first
    assert row[-1] == '["phone"]'
