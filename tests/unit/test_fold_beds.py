"""What is said of a bed apart gives the same row in whatever order it arrives."""

from __future__ import annotations

from itertools import permutations

from kmcase.domain.cases.stays import BedSet
from kmcase.persistence.rows.case_stays import case_bed
from tests.entries_apart import HEARD, Entry, at, folded

TABLES = (case_bed, *HEARD)


def said(store: str, minute: int, name: str, *, in_use: bool = True) -> Entry:
    return at(store, 1, minute), BedSet(bed_id="bed", room="เรือนชาย", name=name, in_use=in_use)


ENTRIES = (said("a", 1, "1"), said("b", 3, "3", in_use=False), said("c", 2, "2"))


def test_the_newest_word_on_a_bed_stands_in_any_order() -> None:
    first = folded(ENTRIES, TABLES)
    assert all(folded(order, TABLES) == first for order in permutations(ENTRIES))
    [bed] = first["case_bed"]
    assert bed[1:4] == ("เรือนชาย", "3", 0)
