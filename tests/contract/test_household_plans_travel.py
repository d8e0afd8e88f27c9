"""Plans and houses go where the household goes; laptops plan and note work, money stays the office's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.application.household_plans import NoteLabour, VoidEntry
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from tests.exchange_builders import Star, new_star
from tests.household_builders import a_household, building, given, house_of, plan_of, plans
from tests.request_builders import TODAY

FAR_AREA = frozenset({"410101"})


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    found = new_star(tmp_path, laptops=2)
    yield found
    found.close()


def worked(household_id: str) -> NoteLabour:
    return NoteLabour(household_id=household_id, worked_on=TODAY, who="ชาวบ้าน", persons=3, hours=4)


def test_what_laptops_wrote_apart_of_a_plan_stands_everywhere_alike(star: Star) -> None:
    household_id = a_household(star.office)
    star.settle()
    for number, station in enumerate(star.laptops):
        plans(station).write(plan_of(household_id, note=f"จาก {number}"))
        building(station).plan(house_of(household_id))
        building(station).note_work(worked(household_id))
    star.settle()
    pages = [plans(station).page(household_id) for station in star.all]
    assert [sorted(version.values.note for version in page.standing) for page in pages] == [["จาก 0", "จาก 1"]] * 3
    assert {page.house.book.person_hours for page in pages} == {24}
    assert star.laptops[0].state() == star.laptops[1].state() == star.office.state()


def test_donations_are_entered_at_the_office_and_read_on_the_laptop_of_the_area(star: Star) -> None:
    household_id = a_household(star.office)
    building(star.office).plan(house_of(household_id))
    star.settle()
    laptop = star.laptops[0]
    for act in (
        lambda: building(laptop).receive(given(household_id, 100)),
        lambda: building(laptop, "finance").void(VoidEntry(household_id=household_id, entry_id="x", reason="ก")),
    ):
        with pytest.raises(DomainError, check=lambda error: error.code == "laptops.at_the_office"):
            act()
    building(star.office).receive(given(household_id, 100))
    star.settle()
    assert plans(laptop).page(household_id).house.book.cash == Baht.of(100)


def test_a_laptop_of_another_area_hears_nothing_of_a_plan(tmp_path: Path) -> None:
    star = new_star(tmp_path, laptops=1, area=FAR_AREA)
    household_id = a_household(star.office)
    plans(star.office).write(plan_of(household_id))
    building(star.office).plan(house_of(household_id))
    building(star.office).receive(given(household_id, 100))
    star.settle()
    [laptop] = star.laptops
    assert plans(laptop).list() == ()
    with pytest.raises(DomainError, check=lambda error: error.code == "people.unknown_household"):
        plans(laptop).page(household_id)
    state = laptop.state()
    assert [state[name] for name in ("household_plan_version", "house_version", "house_entry")] == [[], [], []]
    star.close()
