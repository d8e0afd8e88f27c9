"""The one search and the top of the window on both engines: nouns are found by name, and a laptop is told less."""

from __future__ import annotations

from pathlib import Path

from kmcase.application.overview import OverviewService
from tests.builders import TestOffice
from tests.clocks import Clocks
from tests.field_builders import a_partner, a_person
from tests.field_money import Field
from tests.household_builders import a_household, plan_of
from tests.household_builders import plans as household_plans
from tests.round_builders import closed_round, lesson_of, lessons
from tests.visit_builders import begun_visit


def found(office: TestOffice, typed: str, login: str = "officer", field: Field | None = None) -> list[tuple[str, str]]:
    laptops = field.exchange.laptops if field is not None else tuple
    hits = OverviewService(office.work(login), Clocks(), laptops=laptops).search(typed)
    return [(hit.noun, hit.record_id) for hit in hits]


def test_a_person_is_found_with_the_newest_visit(office: TestOffice) -> None:
    person_id = a_person(office, "ทองดี")
    begun_visit(office, person_id)
    newest = begun_visit(office, person_id)
    assert found(office, "ทองดี") == [("person", person_id), ("visit", newest)]


def test_a_partner_is_found_by_name_and_agency_in_either_keyboard_layout(office: TestOffice) -> None:
    partner_id = a_partner(office, "นางแก้ว ใจบุญ")
    assert found(office, "ใจบุญ") == [("partner", partner_id)]
    assert found(office, "cdh;") == [("partner", partner_id)]


def test_a_lesson_is_found_by_what_was_learned_and_a_round_without_one_is_not(office: TestOffice) -> None:
    run_id = closed_round(office)
    assert ("lesson", "") not in found(office, "ผู้สูงอายุ")
    lesson_id = lessons(office).write(lesson_of(run_id)).value
    assert found(office, "ผู้สูงอายุ") == [("lesson", lesson_id)]


def test_a_laptop_is_found_by_its_name(office: TestOffice, tmp_path: Path) -> None:
    field = Field(office, tmp_path)
    laptop = field.enrol("เครื่องบ้านขาว")
    assert found(office, "บ้านขาว", field=field) == [("laptop", laptop.laptop_id)]


def test_many_namesakes_leave_room_for_what_else_has_the_name(office: TestOffice) -> None:
    for _ in range(14):
        a_person(office, "แก้ว")
    partner_id = a_partner(office, "นางแก้ว ใจบุญ")
    hits = found(office, "แก้ว")
    assert len(hits) == 12
    assert ("partner", partner_id) in hits


def test_what_a_role_may_not_read_is_not_found(office: TestOffice) -> None:
    begun_visit(office, a_person(office, "ทองดี"))
    a_partner(office, "นางทองดี ใจบุญ")
    assert found(office, "ทองดี", "admin") == []


def test_a_password_of_somebody_else_is_told_at_the_office_and_not_on_a_laptop(
    office: TestOffice, tmp_path: Path
) -> None:
    laptop = Field(office, tmp_path).enrol()
    told = [
        [problem.said.key for problem in OverviewService(store.work("finance"), Clocks(lent=True)).status().problems]
        for store in (office, laptop)
    ]
    assert told == [["shell.problem.password_lent"], []]


def test_the_plan_of_a_household_is_found_by_who_lives_there(office: TestOffice) -> None:
    household_id = a_household(office)
    assert ("household_plan", household_id) not in found(office, "บุญมี")
    household_plans(office).write(plan_of(household_id))
    assert ("household_plan", household_id) in found(office, "บุญมี")
    [hit] = [
        hit for hit in OverviewService(office.work("officer"), Clocks()).search("บุญมี") if hit.noun == "household_plan"
    ]
    assert (hit.title, "12/3" in hit.detail) == ("นางบุญมี อยู่ดี", True)
    assert ("household_plan", household_id) in found(office, "12/3")
    assert "household_plan" not in {noun for noun, _ in found(office, "บุญมี", "admin")}
