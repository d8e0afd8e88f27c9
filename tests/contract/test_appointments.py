"""Visits are planned, moved, handed over and noted as done, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kmcase.application.appointments import AcceptProposal, MoveAppointment, PlanVisits
from kmcase.application.people import RegisterPerson
from kmcase.application.visits.commands import BeginVisit, SubmitVisit
from kmcase.domain.appointments import AppointmentState, VisitPurpose
from kmcase.domain.partners import PartnerKind
from kmcase.domain.people import Address
from kmcase.domain.staff import StaffRemoved
from kmcase.persistence import schema
from tests.builders import CHIANG_PHIN, TestOffice, person_values
from tests.field_builders import TODAY, a_partner, a_person, an_appointment, appointments, partners
from tests.money_builders import a_national_id
from tests.request_builders import open_request, refused, widow_pieces
from tests.state import state_of
from tests.visit_builders import answers, signed, visits, written

FRIDAY = date(2024, 6, 14)


def state(office: TestOffice, appointment_id: str) -> AppointmentState:
    return appointments(office).page(appointment_id).item.state


def move(
    office: TestOffice, appointment_id: str, day: date, reason: str = "ฝนตก ทางขาด", login: str = "officer"
) -> None:
    command = MoveAppointment(appointment_id=appointment_id, day=day, reason=reason)
    appointments(office, login).move(command)


def test_a_visit_is_planned_with_partners_and_stands_in_the_month(office: TestOffice) -> None:
    volunteer, head = a_partner(office), a_partner(office, "นายสิงห์", kind=PartnerKind.VILLAGE_HEAD)
    appointment_id = an_appointment(
        office, FRIDAY, at_time="๙.๓๐", place="บ้าน", remark="หมู่ 3", partners=(volunteer, head)
    )
    plan = appointments(office, "director").month(FRIDAY)
    (item,) = plan.items
    assert (item.appointment_id, item.day, item.at_time) == (appointment_id, FRIDAY, "09:30")
    assert (item.person_name, item.officer_name, item.purpose) == (
        "นางบุญมี ศรีสุข", "นายอาทิตย์ ลงพื้นที่", VisitPurpose.FACT_FINDING,
    )  # fmt: skip
    assert {partner.name for partner in item.partners} == {"นางแก้ว ใจบุญ", "นายสิงห์"}
    assert item.state is AppointmentState.PLANNED and item.open
    assert (plan.first, plan.last) == (date(2024, 6, 1), date(2024, 6, 30))
    assert appointments(office).month(date(2024, 7, 1)).items == ()


def test_who_goes_into_the_field_is_offered_the_director_last(office: TestOffice) -> None:
    assert [member.staff_id for member in appointments(office).month(TODAY).officers] == [
        "officer2", "social", "officer", "director",
    ]  # fmt: skip


def test_many_are_planned_in_one_step_over_working_days_and_a_full_day_is_warned_of(office: TestOffice) -> None:
    people = tuple(a_person(office, f"คนที่{n}") for n in range(9))
    command = PlanVisits(person_ids=people, officer_id="officer", first_day=FRIDAY, per_day=8)
    outcome = appointments(office).plan(command)
    days = [appointments(office).page(one).item.day for one in outcome.value]
    assert days == [FRIDAY] * 8 + [date(2024, 6, 17)]
    assert [finding.params["day"] for finding in outcome.findings] == [FRIDAY]
    assert {("person", person_id) for person_id in people} <= outcome.changes.touched


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person_ids": ()}, "appointments.nobody"),
        ({"first_day": TODAY - timedelta(days=1)}, "appointments.day_past"),
        ({"officer_id": "finance"}, "appointments.not_an_officer"),
        ({"officer_id": "nobody"}, "staff.unknown"),
        ({"person_ids": ("nobody",)}, "people.unknown"),
        ({"partners": ("nobody",)}, "partners.unknown"),
        ({"at_time": "25:00"}, "appointments.time_unreadable"),
        ({"at_time": "เช้า"}, "appointments.time_unreadable"),
    ],
)
def test_what_cannot_be_planned_is_refused(office: TestOffice, changes: dict[str, object], code: str) -> None:
    values = {"person_ids": (a_person(office),), "officer_id": "officer", "first_day": TODAY, **changes}
    with refused(code):
        appointments(office).plan(PlanVisits(**values))  # type: ignore[arg-type]


def test_who_left_the_office_is_sent_to_nobody(office: TestOffice) -> None:
    with office.work("admin").begin("staff.remove") as unit:
        unit.record(StaffRemoved(staff_id="officer2", reason="ย้าย"))
        unit.commit(None)
    with refused("appointments.not_an_officer"):
        an_appointment(office, officer="officer2")


def test_a_move_needs_a_reason_and_another_day_and_stays_in_the_history(office: TestOffice) -> None:
    appointment_id = an_appointment(office)
    for day, reason, code in (
        (FRIDAY, " ", "appointments.reason_missing"),
        (TODAY, "x", "appointments.unchanged"),
        (TODAY - timedelta(days=1), "x", "appointments.day_past"),
    ):
        with refused(code):
            move(office, appointment_id, day, reason)
    move(office, appointment_id, FRIDAY)
    page = appointments(office).page(appointment_id)
    assert (page.item.day, page.item.state, page.item.reason) == (FRIDAY, AppointmentState.POSTPONED, "ฝนตก ทางขาด")
    assert [(said.change, said.day) for said in page.history] == [("moved", FRIDAY), ("made", TODAY)]


def test_whom_a_move_touches_is_told_before(office: TestOffice) -> None:
    appointment_id = an_appointment(office, partners=(a_partner(office),))
    same_day = an_appointment(office, FRIDAY)
    an_appointment(office, FRIDAY, "officer2")
    off = an_appointment(office, FRIDAY)
    appointments(office).cancel(off, "ย้ายที่อยู่")
    affected = appointments(office).affected(appointment_id, FRIDAY)
    assert [other.appointment_id for other in affected.others] == [same_day]
    assert [partner.name for partner in affected.item.partners] == ["นางแก้ว ใจบุญ"]


def test_another_officer_goes(office: TestOffice) -> None:
    appointment_id = an_appointment(office)
    with refused("appointments.unchanged"):
        appointments(office).hand_over(appointment_id, "officer", "ลา")
    with refused("appointments.not_an_officer"):
        appointments(office).hand_over(appointment_id, "finance", "ลา")
    with refused("appointments.reason_missing"):
        appointments(office).hand_over(appointment_id, "officer2", "")
    appointments(office).hand_over(appointment_id, "officer2", "ลาป่วย")
    page = appointments(office).page(appointment_id)
    assert (page.item.officer_id, page.history[0].change) == ("officer2", "handed_over")
    assert page.history[0].officer_name == "นางสาวจันทร์ เยี่ยมบ้าน"
    assert page.item.state is AppointmentState.PLANNED, "the family keeps its day"


def test_who_goes_along_changes(office: TestOffice) -> None:
    first, second = a_partner(office), a_partner(office, "นายสิงห์")
    appointment_id = an_appointment(office, partners=(first,))
    appointments(office).set_partners(appointment_id, frozenset({second}))
    appointments(office).set_partners(appointment_id, frozenset({second}))
    with refused("partners.unknown"):
        appointments(office).set_partners(appointment_id, frozenset({"nobody"}))
    page = appointments(office).page(appointment_id)
    assert [partner.name for partner in page.item.partners] == ["นายสิงห์"]
    assert [(said.change, said.partners) for said in page.history] == [
        ("left", ("นางแก้ว ใจบุญ",)), ("joined", ("นายสิงห์",)), ("made", ("นางแก้ว ใจบุญ",)),
    ]  # fmt: skip
    assert [(item.name, item.visits) for item in partners(office).partners()] == [("นางแก้ว ใจบุญ", 0), ("นายสิงห์", 1)]


def test_what_is_done_or_cancelled_is_not_moved_any_more(office: TestOffice) -> None:
    done, off = an_appointment(office), an_appointment(office)
    with refused("appointments.reason_missing"):
        appointments(office).cancel(off, "")
    appointments(office).cancel(off, "ย้ายไปอยู่จังหวัดอื่น")
    with refused("appointments.day_in_future"):
        appointments(office).done(done, FRIDAY)
    appointments(office).done(done, TODAY, visit_id="v1", note="พบทั้งครอบครัว")
    assert (state(office, done), state(office, off)) == (AppointmentState.DONE, AppointmentState.CANCELLED)
    for appointment_id in (done, off):
        with refused("appointments.not_open"):
            move(office, appointment_id, FRIDAY)
    with refused("appointments.not_open"):
        appointments(office).done(done, TODAY)


def test_a_visit_that_happened_stands_over_its_cancelling(office: TestOffice) -> None:
    appointment_id = an_appointment(office)
    appointments(office).cancel(appointment_id, "ฝนตก")
    appointments(office, "officer2").done(appointment_id, TODAY)
    assert state(office, appointment_id) is AppointmentState.DONE


def test_what_is_unknown_is_said(office: TestOffice) -> None:
    with refused("appointments.unknown"):
        appointments(office).page("nothing")
    with refused("appointments.unknown"):
        move(office, "nothing", FRIDAY)


def test_only_the_field_and_the_director_plan_and_all_who_work_here_read(office: TestOffice) -> None:
    for login in ("finance", "auditor", "admin"):
        with refused("shell.not_permitted"):
            move(office, "nothing", FRIDAY, login=login)
    appointments(office, "auditor").month(TODAY)
    with refused("shell.not_permitted"):
        appointments(office, "admin").month(TODAY)


def test_past_days_without_a_word_are_listed(office: TestOffice) -> None:
    forgotten, done = an_appointment(office), an_appointment(office)
    an_appointment(office, FRIDAY)
    appointments(office).done(done, TODAY)
    office.clock.advance(days=1)
    (item,) = appointments(office).overdue()
    assert item.appointment_id == forgotten and item.overdue(TODAY + timedelta(days=1))


def test_a_proposal_is_carried_out_as_a_whole_or_not_at_all(office: TestOffice) -> None:
    made = [an_appointment(office, FRIDAY) for _ in range(4)]
    page = appointments(office).proposal(TODAY, frozenset({"officer", "officer2"}))
    assert page.proposal.largest[1] < page.proposal.largest[0]
    moves = page.proposal.moves
    stale = appointments(office).proposal(TODAY, frozenset({"officer", "officer2"})).proposal.moves
    with refused("appointments.reason_missing"):
        appointments(office).accept(AcceptProposal(moves=moves, reason=" "))
    assert appointments(office).accept(AcceptProposal(moves=moves, reason="เกลี่ยงาน")).value == len(moves)
    after = {one: appointments(office).page(one).item for one in made}
    for told in moves:
        found = after[told.before.appointment_id]
        assert (found.officer_id, found.day) == (told.after.officer_id, told.after.day)
    before = state_of(office.engine)
    with refused("appointments.changed_meanwhile"):
        appointments(office).accept(AcceptProposal(moves=stale, reason="เกลี่ยงาน"))
    assert state_of(office.engine) == before


def test_a_proposal_leaves_the_past_and_who_is_not_asked_alone(office: TestOffice) -> None:
    today = [an_appointment(office) for _ in range(3)]
    off = an_appointment(office, FRIDAY)
    appointments(office).cancel(off, "ย้าย")
    visited = an_appointment(office)
    appointments(office).done(visited, TODAY)
    page = appointments(office).proposal(TODAY)
    assert page.proposal.moves == () and page.chosen == {"officer"}
    assert set(page.items) == {*today, visited}
    assert appointments(office).proposal(TODAY, frozenset({"nobody"})).chosen == frozenset()


def test_a_proposal_that_moves_days_and_officers_says_so_in_the_history(office: TestOffice) -> None:
    for _ in range(8):
        an_appointment(office, FRIDAY)
    page = appointments(office).proposal(TODAY)
    appointments(office).accept(AcceptProposal(moves=page.proposal.moves, reason="เกลี่ยงาน"))
    moved = [one for one in appointments(office).month(TODAY).items if one.state is AppointmentState.POSTPONED]
    assert len(moved) == len(page.proposal.moves) > 0
    assert {one.reason for one in moved} == {"เกลี่ยงาน"}


def test_who_still_needs_a_visit(office: TestOffice) -> None:
    visited, asked_before, waiting, planned = (a_person(office, f"คนที่{n}") for n in range(4))
    appointments(office).done(an_appointment(office, person_id=visited), TODAY)
    open_request(office, asked_before, fact_found_on=TODAY)
    last_year = open_request(office, waiting, fact_found_on=date(2023, 9, 30))
    assert last_year
    an_appointment(office, FRIDAY, person_id=planned)
    elsewhere = a_person(office, "คนอื่น", address=Address(house_no="1", moo=1, subdistrict_code="410101"))
    found, count = appointments(office).unvisited(TODAY)
    assert {item.person_id: (item.planned_on, item.last_visit) for item in found} == {
        waiting: (None, date(2023, 9, 30)), planned: (FRIDAY, None), elsewhere: (None, None),
    }  # fmt: skip
    assert count == 3
    here, count = appointments(office).unvisited(TODAY, CHIANG_PHIN)
    assert ({item.person_id for item in here}, count) == ({waiting, planned}, 2)


def test_a_person_from_a_survey_list_is_marked(office: TestOffice) -> None:
    values = person_values(first_name="จากแบบสำรวจ", national_id=a_national_id(900), no_id_reason=None)
    office.people().register(RegisterPerson(values=values, source="import:1"))
    (item,) = appointments(office).unvisited(TODAY)[0]
    assert item.from_list


def test_families_of_a_sub_district_add_up(office: TestOffice) -> None:
    people = [a_person(office, f"คนที่{n}") for n in range(5)]
    done, moved, _, _ = (an_appointment(office, person_id=person_id) for person_id in people[:4])
    again = an_appointment(office, FRIDAY, person_id=people[0])
    appointments(office).done(done, TODAY)
    move(office, moved, FRIDAY)
    (work,) = appointments(office).area_work(TODAY)
    assert again and work.subdistrict_code == CHIANG_PHIN
    assert (work.families, work.done, work.planned, work.postponed, work.left) == (5, 1, 2, 1, 1)


def test_the_tables_are_what_the_journal_adds_up_to(office: TestOffice) -> None:
    appointment_id = an_appointment(office, partners=(a_partner(office),))
    move(office, appointment_id, FRIDAY)
    appointments(office).hand_over(appointment_id, "officer2", "ลา")
    appointments(office).set_partners(appointment_id, frozenset())
    appointments(office).done(appointment_id, TODAY)
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before


def test_a_visit_that_was_sent_is_the_appointments_end(office: TestOffice) -> None:
    person_id = a_person(office)
    appointment_id = an_appointment(office, person_id=person_id)
    visit_id = visits(office).begin(BeginVisit(person_id=person_id, appointment_id=appointment_id)).value
    assert state(office, appointment_id) is AppointmentState.PLANNED, "a visit that goes on is not done"
    written(office, visit_id, **answers())
    for item in widow_pieces():
        visits(office).settle_evidence(visit_id, item)
    signed(office, visit_id)
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    item = appointments(office).page(appointment_id).item
    assert (item.state, item.done_on) == (AppointmentState.DONE, TODAY)
    with refused("appointments.not_open"):
        move(office, appointment_id, FRIDAY)
    assert appointments(office).unvisited(TODAY) == ((), 0)
    (work,) = appointments(office).area_work(TODAY)
    assert (work.done, work.planned) == (1, 0)
