"""What is written of an agency apart gives the same row in whatever order it arrives."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from kmcase.domain.agencies import AgencyDescribed
from kmcase.persistence.rows import agencies
from tests.entries_apart import HEARD, Entry, at, folded

TABLES = (agencies.agency, agencies.agency_write, *HEARD)


def described(store: str, values: dict[str, Any], seen: dict[str, tuple[str, ...]]) -> Entry:
    return at(store, 1, 1), AgencyDescribed(agency_id="agency", values=values, seen=seen)


ENTRIES = (
    described("a", {"name": "วัด", "offers": ["housing"]}, {}),
    described("b", {"phone": "1"}, {"phone": ("a:1",)}),
    described("c", {"phone": "2", "name": None}, {"name": ("a:1",)}),
)


def test_any_order_gives_the_same_agency() -> None:
    first = folded(ENTRIES, TABLES)
    assert all(folded(order, TABLES) == first for order in permutations(ENTRIES))
    [row] = first["agency"]
    assert row[-1] == '["phone"]'
