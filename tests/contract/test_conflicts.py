"""Values written apart stand in one list, and are decided once with a reason, on both engines."""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.application.conflicts import Decision
from kmcase.application.people import ChangeHousehold, ChangePerson
from kmcase.application.read.conflicts import ConflictPage
from kmcase.application.visits import WriteVisit
from kmcase.domain.money import Baht
from tests.builders import TestOffice, register
from tests.conflict_builders import HOUSE, a_household, a_person, conflicts
from tests.request_builders import refused
from tests.visit_builders import begun_visit, visits


def decide(page: ConflictPage, value: object, reason: str = "โทรถามแล้ว") -> Decision:
    (field,) = page.standing
    chosen = next(each for each in page.standing[field] if each.value == value)
    return Decision(
        noun=page.item.noun,
        record_id=page.item.record_id,
        field=field,
        value=chosen,
        seen=page.seen[field],
        reason=reason,
    )


def count(office: TestOffice) -> int:
    with office.work().read("conflicts.read") as reading:
        return reading.conflicts.count()


def test_persons_and_households_stand_in_one_list_with_who_wrote_what(office: TestOffice) -> None:
    person_id, household_id = a_person(office, "0811111111", "0822222222"), a_household(office, "ข้างวัด 2", "หน้าโรงเรียน")
    register(office, first_name="ไม่มีใครแก้", national_id=None)
    pages = {page.item.record_id: page for page in conflicts(office).list()}
    assert set(pages) == {person_id, household_id} and count(office) == 2
    person, household = pages[person_id], pages[household_id]
    assert "คำปอน" in person.item.title and person.item.person_id == person_id
    assert (household.item.house_no, household.item.moo) == ("12/3", 4)
    values = person.standing["phone"]
    assert [(each.value, each.written_by) for each in values] == [
        ("0811111111", "นายอาทิตย์ ลงพื้นที่"),
        ("0822222222", "นางสาวจันทร์ เยี่ยมบ้าน"),
    ]
    assert {each.workstation for each in values} == {"ทดสอบ"} and {each.laptop for each in values} == {""}
    assert {each.use_case for each in values} == {"people.change"}
    assert set(household.standing) == {"landmark"}


def test_what_is_decided_stands_with_its_reason_and_leaves_the_list(office: TestOffice) -> None:
    person_id = a_person(office, "0811111111", "0822222222")
    household_id = a_household(office, "ข้างวัด 2", "หน้าโรงเรียน")
    service = conflicts(office)
    pages = {page.item.record_id: page for page in service.list()}
    service.settle(decide(pages[person_id], "0811111111"))
    outcome = service.settle(decide(pages[household_id], "หน้าโรงเรียน"))
    assert outcome.changes.of("household") == {household_id}
    assert office.people().page(person_id).values.phone == "0811111111"
    page = office.people().household(household_id)
    assert page.values.landmark == "หน้าโรงเรียน" and page.conflicts == {}
    assert service.list() == () and count(office) == 0


def test_a_family_in_conflict_is_said_by_its_house(office: TestOffice) -> None:
    person_id = register(office)
    homes = [a_household(office) for _ in range(2)]
    families = [office.people().household(home).families[0][0] for home in homes]
    seen = office.people().page(person_id).seen
    for family_id in families:
        office.people().change(ChangePerson(person_id=person_id, values={"family_id": family_id}, seen=seen))
    (page,) = conflicts(office).list()
    assert [(each.value, each.plain) for each in page.standing["family_id"]] == [
        (HOUSE, families[0]),
        (HOUSE, families[1]),
    ]


def test_nothing_is_decided_without_a_reason_nor_twice_nor_by_who_only_reads(office: TestOffice) -> None:
    a_person(office, "0811111111", "0822222222")
    service = conflicts(office)
    (page,) = service.list()
    with refused("conflicts.reason_missing"):
        service.settle(decide(page, "0811111111", reason="  "))
    with refused("shell.not_permitted"):
        conflicts(office, "director").settle(decide(page, "0811111111"))
    service.settle(decide(page, "0811111111"))
    with refused("people.no_conflict"):
        service.settle(decide(page, "0822222222"))
    household_id = a_household(office, "ข้างวัด 2")
    with refused("people.no_conflict"):
        office.people().settle_household(household_id, "landmark", "x", (), "เหตุผล")


def test_a_value_of_another_kind_is_not_chosen_for_a_household(office: TestOffice) -> None:
    household_id = a_household(office)
    seen = office.people().household(household_id).seen
    for income in (Baht.of(1000), Baht.of(2000)):
        change = ChangeHousehold(household_id=household_id, values={"monthly_income": income}, seen=seen)
        office.people().change_household(change)
    with refused("people.value_unreadable"):
        office.people().settle_household(household_id, "monthly_income", "เยอะ", (), "เหตุผล")
    assert "monthly_income" in office.people().household(household_id).conflicts


def test_answers_of_a_visit_are_told_and_decided_in_the_words_of_its_form(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    for answers in (
        {"problem": "ขาดรายได้", "housing_kind": "rented", "person_income": 500_000, "problem_kinds": ["elderly"]},
        {"problem": "เจ็บป่วย", "housing_kind": "own_dilapidated", "person_income": 0, "problem_kinds": None},
    ):
        visits(office).write(WriteVisit(visit_id=visit_id, answers=answers, seen={}))
    service = conflicts(office)
    (page,) = service.list()
    assert page.item.noun == "visit" and "รายได้" in page.labels["person_income"]["th"]
    words = {key: [each.words.get("th") for each in values] for key, values in page.standing.items()}
    assert words["problem"] == ["ขาดรายได้", "เจ็บป่วย"] and words["person_income"] == ["5,000.00", "0.00"]
    assert "rented" not in words["housing_kind"] and words["problem_kinds"][1] is None
    field = "housing_kind"
    first = page.standing[field][0]
    decision = Decision(
        noun="visit", record_id=visit_id, field=field, value=first, seen=page.seen[field], reason="ไปดูมาแล้ว"
    )
    service.settle(decision)
    assert visits(office).page(visit_id).answers[field] == "rented"
    assert set(service.list()[0].standing) == {"problem", "person_income", "problem_kinds"}


def test_a_row_of_a_visit_that_one_took_away_is_told_by_its_table(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    rows = [{"_id": "m1", "member_name": "คนที่หนึ่ง"}]

    def write(members: list[dict[str, str]], seen: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        return visits(office).write(WriteVisit(visit_id=visit_id, answers={"members": members}, seen=seen)).value

    first = write(rows, {})
    write(rows, write([], first))
    write([], first)
    (page,) = conflicts(office).list()
    assert "members/m1" in page.standing and page.labels["members/m1"]["th"] != "members/m1"
    assert all(each.words == {} for each in page.standing["members/m1"])


def test_the_rows_in_conflict_are_found_without_reading_the_others(office: TestOffice) -> None:
    if office.engine.dialect.name != "sqlite":
        return
    query = "EXPLAIN QUERY PLAN SELECT count(*) FROM {0} WHERE {0}.conflicts != '[]'"
    with office.engine.connect() as connection:
        for table in ("person", "household", "visit"):
            plan = " ".join(row[3] for row in connection.exec_driver_sql(query.format(table)))
            assert f"ix_{table}_in_conflict" in plan
