"""The second person types the own password wherever one is asked for: without it nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from kmcase.application.budgets import Transfer
from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.application.payments import HandOver, RecordTransfer
from kmcase.application.requests import OpenRequest
from kmcase.application.staff import StaffService
from kmcase.domain.meetings import MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method
from kmcase.domain.staff import Role, StaffAdded, StaffMember
from kmcase.thai.calendar import bangkok_date
from tests.builders import FIRST_HALF, SECOND_HALF, STAFF, TestOffice, allot, late, lifting, password_of, register
from tests.money_builders import (
    approved,
    blocked,
    drawn_batch,
    handover,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    voiding,
    voucher_ids,
)
from tests.request_builders import TODAY, content, days_later, ready_request, refused, requests

Try = Callable[[str], object]
"""One use case with a second person: done with this password."""

BY_DIRECTOR = Override(codes=("limits.over_amount",), reason="ไฟไหม้", document="บันทึก 9/2567", second_person="director")


def _transfer(office: TestOffice) -> Try:
    allot(office, 300_000, FIRST_HALF)
    command = Transfer(
        source=FIRST_HALF,
        target=SECOND_HALF,
        amount=Baht.of(1000),
        on=TODAY,
        document="บันทึก 7/2567",
        reason="งวดแรกเหลือ",
        approved_by="director",
        second_password="",
    )
    return lambda typed: office.budgets("finance").transfer(replace(command, second_password=typed))


def _late_permission(office: TestOffice) -> Try:
    command = late(SECOND_HALF, date(2024, 10, 31), "director")
    return lambda typed: office.budgets("finance").allow_late(replace(command, second_password=typed))


def _void(office: TestOffice) -> Try:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    return lambda typed: receipts(office).void(replace(voiding(voucher_id, "director"), second_password=typed))


def _decision(office: TestOffice) -> Try:
    allot(office, 300_000)
    request_id = ready_request(office, register(office))
    service = MeetingService(office.work("officer2"))
    planner = MeetingService(office.work("director"))
    panel = (PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),)
    meeting_id = planner.plan(MeetingValues(number="1/2567", held_on=TODAY, panel=panel)).value
    planner.set_agenda(meeting_id, (request_id,))
    command = RecordDecision(
        meeting_id=meeting_id,
        request_id=request_id,
        resolution_number="1",
        outcome=Outcome.APPROVED,
        amount=Baht.of(4000),
        override=BY_DIRECTOR,
    )
    return lambda typed: service.decide(replace(command, second_password=typed))


def _request(office: TestOffice) -> Try:
    allot(office, 300_000)
    asked = content(proposed=Baht.of(4000))
    command = OpenRequest(person_id=register(office), content=asked, override=BY_DIRECTOR)
    return lambda typed: requests(office).open(replace(command, second_password=typed))


def _review(office: TestOffice) -> Try:
    request_id = requests(office).open(OpenRequest(person_id=register(office), content=content())).value
    return lambda typed: requests(office).submit(request_id, BY_DIRECTOR, typed)


def _lifted_hand_over(office: TestOffice) -> Try:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    command = HandOver(voucher_id=voucher_id, handover=handover(), override=BY_DIRECTOR)
    return lambda typed: payments(office).hand_over(replace(command, second_password=typed))


def _late_hand_over(office: TestOffice) -> Try:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    days_later(office, 1)
    entered = handover(paid_on=TODAY, late_reason="ไฟดับ", late_second_person="director")
    command = HandOver(voucher_id=voucher_id, handover=entered)
    return lambda typed: payments(office).hand_over(replace(command, late_second_password=typed))


def _bank_line(office: TestOffice, result: BankResult, second: str = "director") -> Try:
    request_ids = approved(office, 1)
    accounts = dict.fromkeys(request_ids, "123-4-56789-0")
    order = run_order(drawn_batch(office, request_ids), request_ids, method=Method.TRANSFER, accounts=accounts)
    (voucher_id,) = voucher_ids(office, payments(office).prepare(order).value)
    days_later(office, 1)
    command = RecordTransfer(
        voucher_id=voucher_id,
        reference="1",
        result=result,
        paid_on=TODAY,
        reason="บัญชีปิด",
        late_reason="ไฟดับ",
        late_second_person=second,
    )
    return lambda typed: payments(office, "finance2").record_transfer(replace(command, late_second_password=typed))


def _paid_late(office: TestOffice) -> Try:
    return _bank_line(office, BankResult.PAID)


def _refused_late(office: TestOffice) -> Try:
    return _bank_line(office, BankResult.REJECTED)


def _entries(office: TestOffice) -> int:
    with office.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM entry")).scalar_one())


ASKING = {
    _transfer: "second_password",
    _late_permission: "second_password",
    _void: "second_password",
    _decision: "second_password",
    _request: "second_password",
    _review: "second_password",
    _lifted_hand_over: "second_password",
    _late_hand_over: "late_second_password",
    _paid_late: "late_second_password",
    _refused_late: "late_second_password",
}


@pytest.mark.parametrize(("prepare", "field"), ASKING.items())
def test_only_the_second_persons_own_password_records(
    office: TestOffice, prepare: Callable[[TestOffice], Try], field: str
) -> None:
    attempt = prepare(office)
    before = _entries(office)
    for typed, code in (
        ("", "duties.second_password_missing"),
        ("เดา", "duties.second_password_wrong"),
        (password_of("finance"), "duties.second_password_wrong"),
        (password_of("director").strip(), "duties.second_password_wrong"),
    ):
        with refused(code) as refusal:
            attempt(typed)
        assert refusal.value.field == field
    assert _entries(office) == before


def test_what_is_wrong_with_the_choice_is_said_before_the_password(office: TestOffice) -> None:
    transfer = late(SECOND_HALF, date(2024, 10, 31), "director")
    for second, code in (
        ("", "duties.second_missing"),
        ("finance", "duties.second_is_first"),
        ("auditor", "duties.second_role"),
    ):
        with refused(code) as refusal:
            office.budgets("finance").allow_late(replace(transfer, approved_by=second, second_password="เดา"))
        assert refusal.value.field == "approved_by"


def _added_again(office: TestOffice, login: str) -> str:
    """A second login of somebody who works here already."""
    again = f"{login}-again"
    member = StaffMember(
        staff_id=again, login=again, name=STAFF[login][0], position="", roles=frozenset({Role.SOCIAL_WORKER})
    )
    with office.work("admin").begin("staff.add") as unit:
        unit.record(StaffAdded(member=member))
        unit.commit("")
    return again


def test_who_has_two_logins_is_not_the_own_second_person(office: TestOffice) -> None:
    again = _added_again(office, "finance")
    with refused("duties.second_is_first"):
        office.budgets("finance").allow_late(late(SECOND_HALF, date(2024, 10, 31), again))
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    days_later(office, 1)
    entered = handover(paid_on=TODAY, late_reason="ไฟดับ", late_second_person=again)
    with blocked("payments.late_by_self"):
        payments(office, "finance2").hand_over(
            HandOver(voucher_id=voucher_id, handover=entered, late_second_password=password_of(again))
        )
    pay(office, voucher_id, paid_on=bangkok_date(office.clock.now()))
    with refused("duties.second_is_payer"):
        receipts(office, "director").void(voiding(voucher_id, again))


def test_a_bank_report_that_came_late_is_not_confirmed_by_who_has_two_logins(office: TestOffice) -> None:
    again = _added_again(office, "finance2")
    confirmed = _bank_line(office, BankResult.PAID, again)
    with blocked("payments.late_by_self"):
        confirmed(password_of(again))


ABOUT_A_PAYEE = {prepare: f for prepare, f in ASKING.items() if prepare not in (_transfer, _late_permission)}


@pytest.mark.parametrize("prepare", ABOUT_A_PAYEE)
def test_nobody_is_second_person_for_a_relative_of_theirs(
    office: TestOffice, prepare: Callable[[TestOffice], Try]
) -> None:
    attempt = prepare(office)
    StaffService(office.work("director"), None).declare_relative("บุญมี ศรีสุข", None, "แม่")  # type: ignore[arg-type]
    with refused("duties.second_is_payees_relative") as refusal:
        attempt(password_of("director"))
    assert refusal.value.field in ("second_person", "late_second_person")


def test_nobody_lifts_the_own_limit(office: TestOffice) -> None:
    person_id = register(office, title="นาย", first_name="ศุกร์", last_name="ปกครอง")
    with refused("duties.second_is_payee") as refusal:
        requests(office).open(OpenRequest(person_id=person_id, content=content(), **lifting(BY_DIRECTOR)))
    assert refusal.value.field == "second_person"


def test_no_command_shows_the_password_of_its_second_person() -> None:
    secret = "ลับมาก"
    entered = handover()
    commands = (
        replace(late(SECOND_HALF, date(2024, 10, 31), "director"), second_password=secret),
        replace(voiding("1", "director"), second_password=secret),
        HandOver(voucher_id="1", handover=entered, second_password=secret, late_second_password=secret),
        OpenRequest(person_id="1", content=content(), second_password=secret),
    )
    assert all(secret not in repr(command) for command in commands)
