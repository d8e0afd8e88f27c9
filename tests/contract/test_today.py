"""What waits for whom at the start of the day, on both engines; every count agrees with the list that it opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from kmcase.application.duties import DutyService, GrantException
from kmcase.application.imports import AskForList, run_import
from kmcase.application.meetings import MeetingService
from kmcase.application.permissions import allowed
from kmcase.application.read.today import Task, TodayPage
from kmcase.application.today import DUTIES, TodayService
from kmcase.application.visits import SubmitVisit
from kmcase.cli.sample import dirty_lists
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.meetings import MeetingValues, Outcome
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from kmcase.domain.staff import WORKING_ROLES, Role
from kmcase.domain.surveys import RowOutcome
from kmcase.rules.duties import Duty
from tests.builders import STAFF, TestOffice, allot, register
from tests.clocks import Clocks
from tests.field_builders import an_appointment, appointments
from tests.money_builders import (
    a_national_id,
    approved,
    drawn_batch,
    pay,
    prepared_run,
    receipts,
    requested_batch,
    scan_all,
    stored,
    voiding,
    voucher_ids,
)
from tests.request_builders import (
    TODAY,
    days_later,
    decide,
    diagnose,
    open_request,
    ready_request,
    requests,
    settle_all,
    submitted_request,
)
from tests.submissions import imports_of
from tests.visit_builders import submitted_visit, visits, whole_visit


def today(office: TestOffice, login: str = "officer") -> TodayPage:
    return TodayService(office.work(login), Clocks()).page()


def waiting(office: TestOffice, login: str = "officer") -> dict[Task, int]:
    """The tasks of somebody that are not empty; the yearly declaration waits for all who work, from the first day."""
    found = {item.task: item.count for item in today(office, login).tasks if item.count}
    assert found.pop(Task.RELATIVES, 0) == bool(STAFF[login][1] & WORKING_ROLES)
    return found


def another(office: TestOffice, n: int) -> str:
    return register(office, first_name=f"คนที่{n}", national_id=a_national_id(n), no_id_reason=None)


@contextmanager
def counted(office: TestOffice) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(office.engine, "before_cursor_execute", note)
    yield sent
    event.remove(office.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("login", sorted(STAFF))
def test_in_a_new_office_nothing_waits_but_the_declaration_of_relatives(office: TestOffice, login: str) -> None:
    assert waiting(office, login) == {}


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_a_count_of_a_list_that_he_may_not_see(role: Role) -> None:
    for duty in DUTIES.values():
        if role in duty.roles:
            assert allowed(duty.shown_by, frozenset({role})), duty


@pytest.mark.parametrize("login", sorted(STAFF))
def test_a_role_sees_its_own_tasks_and_parts_alone(office: TestOffice, login: str) -> None:
    page, roles = today(office, login), STAFF[login][1]
    assert {item.task for item in page.tasks} == {task for task, duty in DUTIES.items() if duty.roles & roles}
    assert (page.budget is not None) == bool(roles & {Role.FINANCE, Role.DIRECTOR})
    assert (page.chain is not None) == (Role.AUDITOR in roles)
    assert (page.care is not None) == (Role.ADMINISTRATOR in roles)


def test_drafts_wait_for_whom_they_belong_to(office: TestOffice) -> None:
    open_request(office, another(office, 1))
    assert waiting(office)[Task.DRAFT] == 1
    assert Task.DRAFT not in waiting(office, "officer2")
    assert Task.DRAFT not in {item.task for item in today(office, "director").tasks}


def test_a_request_goes_from_desk_to_desk(office: TestOffice) -> None:
    allot(office, 300_000)
    request_id = open_request(office, another(office, 1))
    settle_all(office, request_id)
    requests(office).submit(request_id)
    assert waiting(office, "social") == {Task.DIAGNOSE: 1}
    diagnose(office, request_id)
    assert waiting(office, "social") == waiting(office, "director") == {Task.REVIEW: 1}
    requests(office, "director").send_back(request_id, RequestStatus.NEEDS_CORRECTION, "เพิ่มรายได้ของครอบครัว")
    assert waiting(office) == {Task.SENT_BACK: 1}
    requests(office).submit(request_id)
    requests(office, "director").find_ready(request_id)
    assert waiting(office, "director") == {Task.READY: 1}


def test_what_needs_more_facts_is_told_apart_from_what_is_to_be_corrected(office: TestOffice) -> None:
    allot(office, 300_000)
    request_id = submitted_request(office, another(office, 1))
    requests(office, "director").send_back(request_id, RequestStatus.NEEDS_INFORMATION, "เยี่ยมบ้านอีกครั้ง")
    assert waiting(office) == {Task.FIND_OUT: 1}


def test_decisions_wait_in_the_earliest_meeting(office: TestOffice) -> None:
    allot(office, 300_000)
    ready = tuple(ready_request(office, another(office, n)) for n in range(3))
    meetings = MeetingService(office.work("director"))
    later, sooner = (
        meetings.plan(MeetingValues(number=number, held_on=TODAY + timedelta(days=days), panel=())).value
        for number, days in (("1/2567", 9), ("2/2567", 2))
    )
    meetings.set_agenda(later, ready[:2])
    meetings.set_agenda(sooner, ready[2:])
    item = next(item for item in today(office, "director").tasks if item.task is Task.DECIDE)
    assert (item.count, item.record_id) == (3, sooner)


def test_a_closed_meeting_waits_for_its_signed_minutes(office: TestOffice) -> None:
    allot(office, 300_000)
    request_id = ready_request(office, another(office, 1))
    meetings = MeetingService(office.work("director"))
    decide(office, request_id, Outcome.APPROVED)
    assert Task.MINUTES not in waiting(office, "director"), "it is not closed"
    [meeting] = meetings.list()
    meetings.close(meeting.meeting_id)
    item = next(item for item in today(office, "director").tasks if item.task is Task.MINUTES)
    assert (item.count, item.record_id) == (1, meeting.meeting_id)
    meetings.attach_minutes(meeting.meeting_id, stored(EvidenceKind.MINUTES))
    assert Task.MINUTES not in waiting(office, "director")


def test_money_is_followed_from_the_decision_to_the_run(office: TestOffice) -> None:
    request_ids = approved(office, 3)
    assert waiting(office, "finance")[Task.ASK_MONEY] == 3
    requested_batch(office, request_ids[:1], "ฎ 1/2567")
    drawn_batch(office, request_ids[1:2], "ฎ 2/2567")
    found = waiting(office, "finance")
    assert [found[task] for task in (Task.ASK_MONEY, Task.DRAW, Task.PREPARE)] == [1, 1, 1]


def test_a_run_waits_until_it_is_closed_scanned_and_verified(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    assert waiting(office, "finance") == {Task.CLOSE: 1}
    for voucher_id in voucher_ids(office, run_id):
        pay(office, voucher_id)
    assert waiting(office, "finance") == {Task.CLOSE: 1, Task.MISSING_SCAN: 2}
    assert waiting(office, "finance")[Task.MISSING_SCAN] == len(receipts(office).missing_scans())
    receipts(office).close(run_id)
    assert waiting(office, "auditor") == {Task.MISSING_SCAN: 2}
    scan_all(office, run_id)
    assert waiting(office, "director") == {Task.VERIFY: 1}
    assert waiting(office, "finance") == {Task.VERIFY: 1, Task.RECONCILE: 1}


def test_who_was_paid_is_to_be_asked_once(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    one, two = voucher_ids(office, run_id)
    for voucher_id in (one, two):
        pay(office, voucher_id)
    assert waiting(office)[Task.FOLLOW_UP] == 2
    asked = FollowUp(
        follow_up_id="", voucher_id=one, person_id=receipts(office).receipt(one).voucher.person_id,
        asked_on=TODAY, asked_by="officer2", method=FollowUpMethod.VISIT, amount_said=Baht.of(3000),
    )  # fmt: skip
    receipts(office, "social").record_follow_up(asked)
    receipts(office, "social").record_follow_up(replace(asked, circumstances="ถามอีกครั้ง"))
    assert waiting(office)[Task.FOLLOW_UP] == 1


def test_a_void_receipt_lacks_nothing(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    receipts(office).void(voiding(voucher_id, "director"))
    assert Task.MISSING_SCAN not in waiting(office, "finance")
    assert Task.FOLLOW_UP not in waiting(office)


def test_lists_that_are_late_and_rows_that_wait_are_the_officers(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    due = date(2024, 6, 9)
    late = imports.ask(
        AskForList(agency="อบต.เชียงพิณ", subdistrict_code="", asked_on=date(2024, 5, 1), due_on=due)
    ).value
    imports.ask(AskForList(agency="ทต.นาข่า", subdistrict_code="", asked_on=date(2024, 5, 1), due_on=TODAY))
    assert waiting(office) == {Task.SURVEY_OVERDUE: 1}
    path = dirty_lists.faulty_list(tmp_path / "faulty.xlsx")
    run = run_import(imports, path, agency="อบต.เชียงพิณ", received_on=TODAY, survey_id=late)
    item = next(item for item in today(office).tasks if item.task is Task.ROW_WAITING)
    assert item.record_id == run.value.import_id
    assert item.count == imports.list(run.value.import_id).counts[RowOutcome.WAITING] > 0
    assert Task.SURVEY_OVERDUE not in waiting(office)


def test_what_is_past_its_time_is_told_to_the_director(office: TestOffice) -> None:
    allot(office, 300_000)
    submitted_request(office, another(office, 1))
    days_later(office, 200)
    assert waiting(office, "director")[Task.OVERDUE] == 1
    assert waiting(office)[Task.OVERDUE] == 1
    assert Task.OVERDUE not in waiting(office, "officer2")


def test_exceptions_of_the_year_stand_before_the_auditor(office: TestOffice) -> None:
    allot(office, 300_000)
    request_ids = [submitted_request(office, another(office, n)) for n in range(2)]
    grant = GrantException(
        request_id=request_ids[0], duties=(Duty.FACT_FINDER, Duty.PAYER), staff_id="officer", reason="คนเดียวในสำนักงาน"
    )
    DutyService(office.work("director")).grant(grant)
    item = next(item for item in today(office, "auditor").tasks if item.task is Task.EXCEPTION)
    listed = requests(office, "auditor").list()
    assert item.count == 1
    assert [one.request_id for one in listed if one.excepted] == [request_ids[0]]


def test_the_auditor_sees_how_the_journal_stands(office: TestOffice) -> None:
    before = today(office, "auditor").chain
    open_request(office, another(office, 1))
    after = today(office, "auditor").chain
    assert before is not None and after is not None
    assert after.entries == before.entries + 2 and after.head != before.head
    assert after.checkpoint_at is None


def test_the_administrator_sees_back_ups_and_users(office: TestOffice) -> None:
    clocks = Clocks(backup=timedelta(hours=3), medium=timedelta(days=30), free=90_000_000, gone=("a",))
    care = TodayService(office.work("admin"), clocks).page().care
    assert care is not None
    assert (care.users, care.medium_due, care.low_space, care.missing_triggers) == (len(STAFF), True, 90_000_000, 1)
    assert (care.last_backup, care.medium_at) == (clocks.backup, clocks.medium)


def test_the_first_screen_takes_few_statements_whatever_waits(office: TestOffice) -> None:
    with counted(office) as empty:
        today(office, "finance")
    approved(office, 6)
    with counted(office) as full:
        today(office, "finance")
    assert len(full) <= len(empty) + 3
    with counted(office) as sent:
        today(office)
    # Deadlines, referrals, looks, glasses and notes of cases, conferences, plans of households; one more on PostgreSQL.
    assert len(sent) <= 12 + 7
    assert sum("FROM conference " in statement for statement in sent) == 1
    with counted(office) as of_social:
        today(office, "social")
    assert sum("FROM case_closing " in statement for statement in of_social) == 1


def test_a_visit_goes_from_the_officer_to_the_reviewer_and_back(office: TestOffice) -> None:
    visit_id = whole_visit(office, another(office, 1))
    assert waiting(office) == {Task.VISIT_DRAFT: 1}
    assert Task.VISIT_DRAFT not in waiting(office, "officer2")
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    assert waiting(office) == {}
    assert waiting(office, "social") == waiting(office, "director") == {Task.VISIT_REVIEW: 1}
    visits(office, "social").send_back(visit_id, "เพิ่มรายได้")
    assert waiting(office) == {Task.VISIT_BACK: 1}
    assert waiting(office, "social") == {}


def test_nobody_is_asked_to_review_their_own_visit(office: TestOffice) -> None:
    visit_id = submitted_visit(office, another(office, 1), login="social")
    assert waiting(office, "social") == {}
    assert {item.record_id for item in today(office, "director").tasks if item.record_id} == {visit_id}


def test_visits_of_the_day_stand_in_their_order_and_past_ones_without_a_word_are_counted(office: TestOffice) -> None:
    late = an_appointment(office, at_time="13:00")
    early = an_appointment(office, at_time="9.00")
    sometime = an_appointment(office)
    off = an_appointment(office)
    theirs = an_appointment(office, officer="officer2", at_time="8.00")
    appointments(office).cancel(off, "ย้าย")
    of_day = today(office).visits
    assert of_day is not None and [one.appointment_id for one in of_day] == [early, late, sometime]
    assert today(office, "finance").visits is None and today(office, "director").visits == ()
    appointments(office).done(late, TODAY)
    days_later(office, 1)
    assert waiting(office)[Task.VISIT_OVERDUE] == 2
    assert waiting(office, "officer2")[Task.VISIT_OVERDUE] == 1
    assert waiting(office, "director")[Task.VISIT_OVERDUE] == len(appointments(office).overdue()) == 3
    assert theirs in {one.appointment_id for one in appointments(office).overdue()}
    assert today(office).visits == ()
