"""Survey against fact-finding on both engines: told, explained, confirmed by a second officer, before the panel."""

from __future__ import annotations

from typing import Any

import pytest

from kmcase.application.people import RegisterHousehold, RegisterPerson
from kmcase.application.visits import AskForAid, SubmitVisit
from kmcase.domain.meetings import Outcome
from kmcase.domain.people import Address, HouseholdValues
from kmcase.domain.surveys import RowOutcome, SurveyListReceived, SurveyRowSettled
from kmcase.domain.visits import Partner
from tests.builders import TestOffice, allot, person_values, register
from tests.request_builders import TODAY, decide, diagnose, refused, requests
from tests.visit_builders import submitted_visit, visits, written


def surveyed(office: TestOffice, person_id: str, import_id: str = "list", **cells: str) -> None:
    """A row of a survey list that is this person."""
    with office.work().begin("imports.run") as unit:
        unit.record(
            SurveyListReceived(
                import_id=import_id,
                agency="อบต. เชียงพิณ",
                received_on=TODAY,
                file_name="list.xlsx",
                sha256=import_id,
                sheet="1",
                rows=1,
                mapping={},
            )
        )
        unit.record(
            SurveyRowSettled(import_id=import_id, row=2, outcome=RowOutcome.MATCHED, person_id=person_id, cells=cells)
        )
        unit.commit(None)


def differences(office: TestOffice, visit_id: str) -> dict[str, Any]:
    return {one.contradiction.question: one for one in visits(office).page(visit_id).differences}


@pytest.fixture
def visit_id(office: TestOffice) -> str:
    """A visit to somebody of whom the survey tells another house and another income."""
    person_id = register(office)
    surveyed(office, person_id, house_no="99", monthly_income="9000", occupation="ทำนา")
    return submitted_visit(office, person_id, occupation="รับจ้าง")


def test_the_page_tells_what_differs_and_what_of_it_weighs(office: TestOffice, visit_id: str) -> None:
    found = differences(office, visit_id)
    assert {name: (one.source, one.significant) for name, one in found.items()} == {
        "house_no": ("survey", True),
        "occupation": ("survey", False),
        "person_income": ("survey", True),
    }
    assert (found["person_income"].contradiction.surveyed, found["person_income"].contradiction.found) == (
        900_000,
        400_000,
    )
    assert found["occupation"].settled
    assert not found["house_no"].settled


def test_the_newest_list_speaks_and_where_it_is_silent_the_register(office: TestOffice, visit_id: str) -> None:
    surveyed(office, visits(office).page(visit_id).visit.person_id, "newer", house_no="12")
    assert set(differences(office, visit_id)) == set()
    moved = register(office, first_name="ย้าย", address=Address(house_no="7", moo=3, subdistrict_code="410113"))
    other = submitted_visit(office, moved, first_name="ย้าย")
    assert {name: one.source for name, one in differences(office, other).items()} == {"house_no": "register"}


def test_a_reason_is_written_and_a_second_officer_confirms(office: TestOffice, visit_id: str) -> None:
    with refused("visits.reason_missing"):
        visits(office).explain(visit_id, "house_no", " ")
    with refused("visits.no_difference"):
        visits(office).explain(visit_id, "moo", "ไม่ต่าง")
    visits(office).explain(visit_id, "house_no", "ย้ายบ้านเมื่อต้นปี")
    with refused("visits.difference_unexplained"):
        visits(office, "director").confirm_differences(visit_id)
    visits(office, "officer2").explain(visit_id, "person_income", "ตกงานหลังสำรวจ")
    with refused("visits.confirmed_by_visitor"):
        visits(office).confirm_differences(visit_id)
    with refused("visits.confirmed_by_explainer"):
        visits(office, "officer2").confirm_differences(visit_id)
    visits(office, "director").confirm_differences(visit_id)
    found = differences(office, visit_id)
    assert all(one.settled for one in found.values())
    assert (found["house_no"].explained_by, found["house_no"].confirmed_by) == (
        "นายอาทิตย์ ลงพื้นที่",
        "นายศุกร์ ปกครอง",
    )
    with refused("visits.nothing_to_confirm"):
        visits(office, "director").confirm_differences(visit_id)


def test_who_was_there_as_a_partner_is_no_second_officer(office: TestOffice, visit_id: str) -> None:
    visits(office, "social").send_back(visit_id, "เพิ่มผู้ร่วม")
    with refused("visits.not_submitted_yet"):
        visits(office, "director").confirm_differences(visit_id)
    visits(office).add_partner(visit_id, Partner(partner_id="", name="จันทร์ เยี่ยมบ้าน"))
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    with refused("visits.confirmed_by_visitor"):
        visits(office, "officer2").confirm_differences(visit_id)


def test_a_reason_holds_for_the_values_it_was_written_for(office: TestOffice, visit_id: str) -> None:
    for question in ("house_no", "person_income"):
        visits(office).explain(visit_id, question, "เหตุผล")
    visits(office, "director").confirm_differences(visit_id)
    visits(office, "social").send_back(visit_id, "ดูเลขที่บ้านอีกครั้ง")
    written(office, visit_id, house_no="15")
    found = differences(office, visit_id)
    assert (found["house_no"].reason, found["house_no"].confirmed_by) == ("", "")
    assert found["person_income"].settled


def test_a_request_is_ready_only_when_contradictions_are_explained_and_confirmed(
    office: TestOffice, visit_id: str
) -> None:
    allot(office, 100_000)
    request_id = str(visits(office).ask_for_aid(AskForAid(visit_id=visit_id)).value)
    outcome = requests(office).submit(request_id)
    said = {finding.code: finding for finding in outcome.findings}
    assert said["requests.contradictions_open"].severity.value == "warn"
    diagnose(office, request_id)
    with refused("requests.contradictions_open"):
        requests(office, "director").find_ready(request_id)
    shown = {finding.code: finding.severity.value for finding in requests(office).page(request_id).findings}
    assert shown["requests.contradictions_open"] == "block"
    for question in ("house_no", "person_income"):
        visits(office).explain(visit_id, question, "ตรวจกับผู้ใหญ่บ้านแล้ว")
    visits(office, "officer2").confirm_differences(visit_id)
    requests(office, "director").find_ready(request_id)
    decide(office, request_id, Outcome.APPROVED)


def test_a_house_of_the_register_is_held_against_the_visit(office: TestOffice) -> None:
    people = office.people()
    household_id = people.register_household(RegisterHousehold(values=HouseholdValues(housing="own_stable"))).value
    person_id = people.register(RegisterPerson(values=person_values(), household_id=household_id)).value
    visit_id = submitted_visit(office, person_id)
    assert differences(office, visit_id)["housing_kind"].contradiction.surveyed == "own_stable"
