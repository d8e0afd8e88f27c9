"""A restored laptop passes over numbers of its own, and of nobody else."""

from __future__ import annotations

from kmcase.domain.laptops import LaptopRestored
from kmcase.persistence.rows import office
from tests.entries_apart import HEARD, at, folded

TABLES = (office.series, *HEARD)


def test_a_restored_laptop_passes_over_numbers_of_its_own_alone() -> None:
    skip = {"case:2567:b": 600, "conference:2567:b": 7, "case:2567:c": 600, "case:2567": 600, "voucher:2567:b": 600}
    made = LaptopRestored(laptop_id="b", store="again", old_store="b", old_size=1, old_head="", skip=skip)
    where = at("again", 1, 1)
    assert folded([(where, made)], TABLES)["series"] == [("case:2567:b", 600), ("conference:2567:b", 7)]
