"""The book of a house on both engines: it adds up, nothing is edited, and no more goes out than is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kmcase.application.household_plans import Count, IssueMaterial, NoteLabour, VoidEntry
from kmcase.domain.errors import DomainError
from kmcase.domain.house_building import Donation, HouseBook, Material, Needed
from kmcase.domain.money import Baht
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.household_builders import (
    a_household,
    begun_house,
    bought,
    building,
    cement,
    given,
    house_of,
    planned,
    plans,
)
from tests.request_builders import TODAY
from tests.state import state_of


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: error.code == f"house_building.{code}")


def book(office: TestOffice, household_id: str) -> HouseBook:
    return plans(office).page(household_id).house.book


def issued(household_id: str, *lines: Material, **changes: object) -> IssueMaterial:
    whole: dict[str, object] = {
        "household_id": household_id,
        "issued_on": TODAY,
        "taken_by": "ช่างดำ",
        "document": "ใบเบิก 1",
        "lines": lines,
    }
    return IssueMaterial(**{**whole, **changes})  # type: ignore[arg-type]


def count(household_id: str, baht: int, note: str = "") -> Count:
    return Count(household_id=household_id, counted=Baht.of(baht), note=note)


def test_money_that_came_in_is_what_was_spent_and_what_was_counted(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    building(office).receive(given(household_id, 5000))
    building(office, "officer2").receive(given(household_id, 2500, donor="วัดป่า"))
    lorry = Material(name="ค่ารถ", unit="เที่ยว", quantity=1, amount=Baht.of(300))
    building(office).buy(bought(household_id, cement(item, 10, 1500), lorry))
    held = book(office, household_id)
    assert (held.received, held.spent, held.cash) == (Baht.of(7500), Baht.of(1800), Baht.of(5700))
    assert not held.adds_up
    building(office, "social").count(count(household_id, 5700))
    held = book(office, household_id)
    assert held.adds_up
    assert held.received == held.spent + held.last_count.counted  # type: ignore[union-attr]
    building(office).buy(bought(household_id, cement(item, 1, 150)))
    assert not book(office, household_id).adds_up


def test_receipts_are_numbered_in_a_series_of_their_own_across_households(office: TestOffice) -> None:
    household_id, _ = begun_house(office)
    other = a_household(office, "77")
    building(office).plan(house_of(other))
    for each in (household_id, other, household_id):
        building(office).receive(given(each, 100))
    numbers = [one.number for each in (household_id, other) for one in book(office, each).standing(Donation)]
    assert numbers == ["1/2567", "3/2567", "2/2567"]


def test_things_given_and_bought_are_taken_off_the_needed_list_and_out_of_the_store(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    beside = Material(name="ตะปู", unit="กก.", quantity=3)
    building(office).receive(given(household_id, 1000, cement(item, 20), beside))
    building(office).buy(bought(household_id, cement(item, 5, 700)))
    building(office).issue(issued(household_id, cement(item, 12)))
    lines = {line.name: line for line in plans(office).page(household_id).house.materials}
    assert (lines["ปูนซีเมนต์"].missing, lines["ปูนซีเมนต์"].there) == (25, 13)
    assert (lines["กระเบื้องหลังคา"].missing, lines["กระเบื้องหลังคา"].there) == (200, 0)
    assert (lines["ตะปู"].needed, lines["ตะปู"].missing, lines["ตะปู"].there) == (0, 0, 3)


def test_more_than_is_there_is_neither_spent_nor_issued(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    building(office).receive(given(household_id, 1000, cement(item, 3)))
    with refused("not_enough_cash"):
        building(office).buy(bought(household_id, cement(item, 1, 600), cement(item, 1, 401)))
    building(office).buy(bought(household_id, cement(item, 1, 600), cement(item, 1, 400)))
    with refused("not_enough_cash"):
        building(office).buy(bought(household_id, cement(item, 1, 1)))
    with refused("not_enough_material"):
        building(office).issue(issued(household_id, cement(item, 3), cement(item, 3)))
    with refused("not_enough_material"):
        building(office).issue(issued(household_id, Material(name="ตะปู", unit="กก.", quantity=1)))


def test_who_took_or_spent_the_money_does_not_count_it_nor_the_other_way_round(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    building(office, "finance").receive(given(household_id, 1000))
    with refused("own_money"):
        building(office, "finance").count(count(household_id, 1000))
    building(office, "social").buy(bought(household_id, cement(item, 1, 100)))
    with refused("own_money"):
        building(office, "social").count(count(household_id, 900))
    building(office, "finance2").count(count(household_id, 900))
    for act in (
        lambda: building(office, "finance2").receive(given(household_id, 10)),
        lambda: building(office, "finance2").buy(bought(household_id, cement(item, 1, 10))),
    ):
        with refused("counted_here"):
            act()


def test_who_took_things_alone_may_count_the_money(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    building(office, "social").receive(given(household_id, 0, cement(item, 4)))
    building(office, "social").count(count(household_id, 0))
    assert book(office, household_id).adds_up


def test_cash_that_differs_is_kept_with_a_word_on_it(office: TestOffice) -> None:
    household_id, _ = begun_house(office)
    building(office).receive(given(household_id, 1000))
    director = building(office, "director")
    with refused("difference_unexplained"):
        director.count(count(household_id, 990))
    for wrong in (None, Baht(-1)):
        with refused("counted_missing"):
            director.count(Count(household_id=household_id, counted=wrong))
    director.count(count(household_id, 990, "เหรียญตกหล่น"))
    held = book(office, household_id)
    assert held.last_count is not None
    assert (held.adds_up, held.last_count.difference) == (False, Baht.of(-10))


def test_an_entry_is_void_with_a_reason_and_stays_to_be_seen(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    first = building(office).receive(given(household_id, 1000)).value
    second = building(office).receive(given(household_id, 500)).value
    purchase = building(office).buy(bought(household_id, cement(item, 1, 800))).value
    finance = building(office, "finance")
    with refused("reason_missing"):
        finance.void(VoidEntry(household_id=household_id, entry_id=first, reason=" "))
    with refused("used_already"):
        finance.void(VoidEntry(household_id=household_id, entry_id=first, reason="พิมพ์ผิด"))
    finance.void(VoidEntry(household_id=household_id, entry_id=second, reason="พิมพ์ผิด"))
    held = book(office, household_id)
    assert held.cash == Baht.of(200)
    assert [entry.void_reason for entry in held.entries] == ["", "พิมพ์ผิด", ""]
    with refused("void_already"):
        finance.void(VoidEntry(household_id=household_id, entry_id=second, reason="อีกครั้ง"))
    with refused("unknown_entry"):
        finance.void(VoidEntry(household_id=household_id, entry_id="none", reason="ผิด"))
    building(office).issue(issued(household_id, cement(item, 1)))
    with refused("used_already"):
        finance.void(VoidEntry(household_id=household_id, entry_id=purchase, reason="คืนของ"))


def test_nobody_voids_what_he_entered_himself(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    finance = building(office, "finance")
    donation = finance.receive(given(household_id, 1000, cement(item, 2))).value
    entries = [
        donation,
        finance.buy(bought(household_id, cement(item, 1, 100))).value,
        finance.issue(issued(household_id, cement(item, 1))).value,
    ]
    counted = building(office, "finance2").count(count(household_id, 900)).value
    for entry_id, login in (*((each, "finance") for each in entries), (counted, "finance2")):
        with refused("own_entry"):
            building(office, login).void(VoidEntry(household_id=household_id, entry_id=entry_id, reason="ผิด"))
    building(office, "director").void(VoidEntry(household_id=household_id, entry_id=counted, reason="นับผิด"))
    assert book(office, household_id).last_count is None


def labour(household_id: str, **changes: object) -> NoteLabour:
    whole: dict[str, object] = {
        "household_id": household_id,
        "worked_on": TODAY,
        "who": "ชาวบ้านหมู่ 4",
        "persons": 12,
        "hours": 6,
        "work": "ยกเสาเอก",
    }
    return NoteLabour(**{**whole, **changes})  # type: ignore[arg-type]


def test_volunteers_are_counted_in_hours_of_persons(office: TestOffice) -> None:
    household_id, _ = begun_house(office)
    building(office).note_work(labour(household_id))
    wrong = building(office).note_work(labour(household_id, persons=1, hours=24)).value
    assert book(office, household_id).person_hours == 96
    building(office).void_work(VoidEntry(household_id=household_id, entry_id=wrong, reason="พิมพ์ผิด"))
    assert book(office, household_id).person_hours == 72
    donation = building(office).receive(given(household_id, 10)).value
    with refused("unknown_entry"):
        building(office).void_work(VoidEntry(household_id=household_id, entry_id=donation, reason="ผิด"))
    worked = building(office).note_work(labour(household_id)).value
    with refused("unknown_entry"):
        building(office, "director").void(VoidEntry(household_id=household_id, entry_id=worked, reason="ผิด"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"who": " "}, "who_missing"),
        ({"persons": None}, "persons_missing"),
        ({"hours": 0}, "hours_wrong"),
        ({"hours": 25}, "hours_wrong"),
        ({"worked_on": TODAY + timedelta(days=1)}, "day_wrong"),
    ],
)
def test_what_lacks_in_a_day_of_work_is_said(office: TestOffice, changes: dict[str, object], code: str) -> None:
    household_id, _ = begun_house(office)
    with refused(code):
        building(office).note_work(labour(household_id, **changes))


def test_what_lacks_in_a_donation_a_purchase_or_an_issue_is_said(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    gift, purchase = given(household_id, 1000), bought(household_id, cement(item, 1, 10))
    issue = issued(household_id, cement(item, 1))
    service = building(office)
    attempts: list[tuple[Callable[[], object], str]] = [
        (lambda: service.receive(replace(gift, donor=" ")), "donor_missing"),
        (lambda: service.receive(replace(gift, money=None)), "nothing_given"),
        (lambda: service.receive(replace(gift, received_on=None)), "day_wrong"),
        (lambda: service.receive(replace(gift, given=(cement("none", 1),))), "unknown_material"),
        (lambda: service.receive(replace(gift, given=(cement("", 1),))), "material_missing"),
        (lambda: service.receive(replace(gift, given=(cement(item, 0),))), "quantity_wrong"),
        (lambda: service.receive(replace(gift, given=(cement(item, 1, -1),))), "amount_missing"),
        (lambda: service.buy(replace(purchase, seller="")), "seller_missing"),
        (lambda: service.buy(replace(purchase, document=" ")), "document_missing"),
        (lambda: service.buy(replace(purchase, lines=())), "lines_missing"),
        (lambda: service.buy(replace(purchase, lines=(cement(item, 1),))), "amount_missing"),
        (lambda: service.issue(replace(issue, taken_by="")), "taken_by_missing"),
        (lambda: service.issue(replace(issue, document="")), "document_missing"),
        (lambda: service.issue(replace(issue, lines=())), "lines_missing"),
    ]
    for attempt, code in attempts:
        with refused(code):
            attempt()


def test_a_house_is_planned_before_anything_is_entered_in_its_book(office: TestOffice) -> None:
    household_id = planned(office)
    with refused("no_plan"):
        building(office).receive(given(household_id, 10))
    with refused("what_missing"):
        building(office).plan(house_of(household_id, what=" "))
    with refused("material_missing"):
        building(office).plan(house_of(household_id, needed=(Needed(item_id="", name="", unit="ถุง", quantity=1),)))
    with refused("quantity_wrong"):
        building(office).plan(house_of(household_id, needed=(Needed(item_id="", name="ปูน", unit="ถุง", quantity=0),)))
    building(office).plan(house_of(household_id, budget=None))
    assert plans(office).list()[0].building


def test_a_material_keeps_its_id_when_the_house_is_planned_anew(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    house = plans(office).page(household_id).house
    assert house.values is not None
    needed = (replace(house.values.needed[0], quantity=60), Needed(item_id="new", name="ไม้", unit="ท่อน", quantity=8))
    building(office).plan(house_of(household_id, needed=needed, seen=(house.standing[0].version_id,)))
    after = plans(office).page(household_id).house
    assert after.values is not None
    assert (after.values.needed[0].item_id, after.values.needed[0].quantity) == (item, 60)
    assert after.values.needed[1].item_id != "new"
    assert len(after.standing) == 1


@pytest.mark.parametrize("login", ["auditor", "admin", "assistant"])
def test_who_only_looks_takes_no_donation(office: TestOffice, login: str) -> None:
    with pytest.raises(DomainError, check=lambda error: error.code == "shell.not_permitted"):
        building(office, login).receive(given("any", 1))


def test_books_are_the_same_after_a_rebuild(office: TestOffice) -> None:
    household_id, item = begun_house(office)
    donation = building(office).receive(given(household_id, 1000, cement(item, 3))).value
    building(office).note_work(labour(household_id))
    building(office, "finance").void(VoidEntry(household_id=household_id, entry_id=donation, reason="ผิด"))
    building(office, "director").count(count(household_id, 0))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
