"""Handing over on both engines: what is recorded, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.application.payments import HandOver, liftable
from kmcase.application.people import ChangePerson
from kmcase.application.printing import LedgerOrder
from kmcase.application.read.payments import VoucherItem
from kmcase.domain.findings import Severity
from kmcase.domain.meetings import MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState, Witness
from kmcase.domain.people import Address
from kmcase.domain.requests import RequestStatus
from kmcase.thai.calendar import bangkok_date
from tests.builders import SECOND_HALF, STAFF, TestOffice, allot, lifting, register
from tests.money_builders import (
    approve,
    approve_a_fourth,
    approved,
    batches,
    blocked,
    drawn_batch,
    handover,
    kept_overrides,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    thirds_of_the_year,
    thumbprint,
    voucher_ids,
)
from tests.paper import printing, says
from tests.request_builders import TODAY, days_later, ready_request, refused, requests
from tests.state import state_of

THREE = Baht.of(3000)
AT_THE_TABLE = Override(
    codes=("limits.times_person",), reason="ไฟไหม้บ้านเมื่อคืน", document="บันทึก 9/2567", second_person="social"
)


def test_who_is_paid_moves_from_reserved_to_paid_and_is_helped(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    before = office.budgets().page(SECOND_HALF).budget
    pay(office, voucher_id)
    after = office.budgets().page(SECOND_HALF).budget
    assert (before.reserved, before.paid) == (THREE, Baht.zero())
    assert (after.reserved, after.paid) == (Baht.zero(), THREE)
    assert before.used == after.used
    request_id = payments(office).run(run_id).vouchers[0].request_id
    assert requests(office).page(request_id).request.status is RequestStatus.HELPED


def test_a_number_is_paid_once(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    with refused("payments.not_issued"):
        pay(office, voucher_id)
    with refused("payments.not_issued"):
        payments(office).not_paid(voucher_id, "ไม่มารับเงิน", ends_approval=True)


def test_what_the_approval_lifted_blocks_no_payment_and_is_remarked_upon_before_it(office: TestOffice) -> None:
    run_id = run_above_the_amount(office, "limits.over_amount")
    (voucher_id,) = voucher_ids(office, run_id)
    command = HandOver(voucher_id=voucher_id, handover=handover(counted=Baht.of(4000)))
    found = {finding.code: finding.severity for finding in payments(office).judge(command)}
    assert found["limits.over_amount"] is Severity.WARN and Severity.BLOCK not in found.values()
    payments(office).hand_over(command)
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.PAID


def test_an_approval_that_names_what_is_never_lifted_does_not_lift_it_at_the_table(office: TestOffice) -> None:
    run_id = run_above_the_amount(office, "limits.over_amount", "limits.outside_half")
    (voucher_id,) = voucher_ids(office, run_id)
    days_later(office, 140)
    with blocked("limits.outside_half"):
        pay(office, voucher_id, counted=Baht.of(4000), paid_on=bangkok_date(office.clock.now()))


def run_above_the_amount(office: TestOffice, *codes: str) -> str:
    """A run of 4,000 baht for one person, whose approval names these codes as lifted."""
    allot(office, 300_000)
    lifted = Override(codes=codes, reason="บ้านไฟไหม้", document="บันทึก 9/2567", second_person="social")
    request_id = ready_request(office, register(office))
    meetings = MeetingService(office.work("director"))
    panel = (PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),)
    meeting_id = meetings.plan(MeetingValues(number="1/2567", held_on=TODAY, panel=panel)).value
    meetings.set_agenda(meeting_id, (request_id,))
    decision = RecordDecision(
        meeting_id=meeting_id,
        request_id=request_id,
        resolution_number="1/2567",
        outcome=Outcome.APPROVED,
        amount=Baht.of(4000),
        **lifting(lifted),
    )
    meetings.decide(decision)
    return payments(office).prepare(run_order(drawn_batch(office, (request_id,)), (request_id,))).value


def move_away(office: TestOffice, person_id: str) -> None:
    """The register learns that somebody lives elsewhere now."""
    away = Address(house_no="9", moo=1, subdistrict_code="100101")
    seen = office.people().page(person_id).seen
    office.people().change(ChangePerson(person_id=person_id, values={"address": away}, seen=seen))


def test_who_moved_out_of_the_area_is_not_approved(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office)
    request_id = ready_request(office, person_id)
    move_away(office, person_id)
    with blocked("limits.moved_outside_area"):
        approve(office, request_id)


def test_who_moved_out_of_the_area_is_not_paid_without_an_override(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    move_away(office, payments(office).run(run_id).vouchers[0].person_id)
    with blocked("limits.moved_outside_area"):
        pay(office, voucher_id)
    override = replace(AT_THE_TABLE, codes=("limits.moved_outside_area",))
    payments(office).hand_over(HandOver(voucher_id=voucher_id, handover=handover(), **lifting(override)))
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.PAID


def test_a_limit_that_arose_after_the_approval_is_lifted_at_the_table_and_kept_on_the_receipt(
    office: TestOffice,
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    (voucher_id,) = voucher_ids(office, run_id)
    command = HandOver(voucher_id=voucher_id, handover=handover())
    assert liftable(payments(office).judge(command)) == ("limits.times_person",)
    with blocked("limits.times_person"):
        payments(office).hand_over(command)
    command = replace(command, **lifting(AT_THE_TABLE))
    found = {finding.code: finding.severity for finding in payments(office).judge(command)}
    assert found["limits.times_person"] is Severity.WARN and Severity.BLOCK not in found.values()
    payments(office).hand_over(command)
    (kept,) = kept_overrides(office)
    assert replace(kept, met=()) == AT_THE_TABLE
    assert [(met.code, met.params["times"]) for met in kept.met] == [("limits.times_person", 3)]


def test_receipt_and_ledger_print_what_lifted_a_limit(office: TestOffice, tmp_path: Path) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    (voucher_id,) = voucher_ids(office, run_id)
    payments(office).hand_over(HandOver(voucher_id=voucher_id, handover=handover(), **lifting(AT_THE_TABLE)))
    papers = printing(office, tmp_path)
    said = (AT_THE_TABLE.reason, AT_THE_TABLE.document, "ผู้รับรอง")
    assert says(papers.receipt(voucher_id), *said) == []
    assert says(papers.ledger(LedgerOrder(half=SECOND_HALF)), f"ยกเว้นเกณฑ์ตาม {AT_THE_TABLE.document}") == []


@pytest.mark.parametrize(
    ("login", "second", "code"),
    [
        ("finance", "finance", "duties.second_is_first"),
        ("finance2", "finance", "duties.second_is_payer"),
        ("finance2", "finance2", "duties.second_is_first"),
        ("finance", "", "duties.second_missing"),
        ("finance", "nobody", "staff.unknown"),
    ],
)
def test_a_limit_is_lifted_at_the_table_by_somebody_who_neither_pays_nor_records(
    office: TestOffice, login: str, second: str, code: str
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    (voucher_id,) = voucher_ids(office, run_id)
    override = replace(AT_THE_TABLE, second_person=second)
    command = HandOver(voucher_id=voucher_id, handover=handover(), **lifting(override))
    with refused(code):
        payments(office, login).judge(command)
    with refused(code):
        payments(office, login).hand_over(command)


def test_money_of_a_half_that_is_over_is_not_lifted_at_the_table(office: TestOffice) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    (voucher_id,) = voucher_ids(office, run_id)
    days_later(office, 140)
    override = replace(AT_THE_TABLE, codes=("limits.times_person", "limits.outside_half"))
    day = bangkok_date(office.clock.now())
    command = HandOver(voucher_id=voucher_id, handover=handover(paid_on=day), **lifting(override))
    assert liftable(payments(office).judge(replace(command, override=None))) == ()
    with blocked("limits.outside_half"):
        payments(office).hand_over(command)


def test_an_amount_that_was_counted_otherwise_is_refused_and_no_override_helps(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    wrong = handover(counted=Baht.of(2500))
    override = Override(codes=("payments.count_differs",), reason="ขาดเงิน", document="บันทึก 1", second_person="director")
    with blocked("payments.count_differs"):
        payments(office).hand_over(HandOver(voucher_id=voucher_id, handover=wrong))
    with blocked("payments.count_differs"):
        payments(office).hand_over(HandOver(voucher_id=voucher_id, handover=wrong, **lifting(override)))
    assert payments(office).run(payments(office).runs()[0].run_id).vouchers[0].state is VoucherState.ISSUED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"payer": ""}, "payments.payer_missing"),
        ({"payer": "director"}, "payments.payer_in_committee"),
        ({"payer": "nobody"}, "staff.unknown"),
        ({"committee": ("director", "nobody")}, "staff.unknown"),
        ({"late_second_person": "nobody"}, "staff.unknown"),
    ],
)
def test_payer_and_committee_of_a_hand_over_are_staff_of_the_office(
    office: TestOffice, changes: dict[str, object], code: str
) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    with refused(code):
        pay(office, voucher_id, **changes)


def test_the_fact_finder_does_not_pay(office: TestOffice) -> None:
    request_ids = approved(office, 1)
    batch_id = drawn_batch(office, request_ids)
    with blocked("duties.coincide"):
        payments(office).prepare(run_order(batch_id, request_ids, payer="officer"))


def test_a_payer_who_witnesses_under_the_own_name_is_recognised(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    himself = (Witness(name=f" {STAFF['finance'][0].replace(' ', '  ')} "),)
    with blocked("duties.witness_is_payer"):
        pay(office, voucher_id, witnesses=himself)
    with blocked("duties.witness_is_payer"):
        pay(office, voucher_id, signature=None, thumbprint=thumbprint("นายใหญ่ บ้านนา", STAFF["finance"][0]))
    values = replace(payments(office).run(run_id).values, witnesses=(*himself, Witness(name="  ")))
    with blocked("duties.witness_is_payer"):
        payments(office).arrange(run_id, values)
    payments(office).arrange(run_id, replace(values, payer="finance2"))
    (kept,) = payments(office).run(run_id).values.witnesses
    assert (kept.name, kept.staff_id) == (STAFF["finance"][0], "finance")


def test_an_approval_that_ends_frees_its_money_and_its_turn(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    with refused("payments.reason_missing"):
        payments(office).not_paid(voucher_id, " ", ends_approval=True)
    payments(office).not_paid(voucher_id, "ย้ายออกจากพื้นที่", ends_approval=True)
    assert office.budgets().page(SECOND_HALF).budget.used == Baht.zero()
    assert state_of(office.engine)["claim"] == []


def test_a_late_day_is_told_with_its_reason_and_second_person(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    days_later(office, 3)
    with blocked("payments.late_unexplained"):
        pay(office, voucher_id)
    with blocked("payments.late_by_self"):
        pay(office, voucher_id, late_reason="ไฟดับ", late_second_person="finance")
    pay(office, voucher_id, late_reason="ไฟดับ", late_second_person="director")
    page = receipts(office).receipt(voucher_id)
    assert (page.voucher.late_days, page.late_reason) == (3, "ไฟดับ")
    assert page.late_second_person == STAFF["director"][0]


def test_a_fourth_payment_in_a_year_is_refused(office: TestOffice) -> None:
    office.budgets().allot(SECOND_HALF, Baht.of(300_000), TODAY, "หนังสือ 1")
    person_id = register(office, phone="0812345678")
    for number in (1, 2, 3):
        helped(office, person_id, number)
        days_later(office, 31)
    day = bangkok_date(office.clock.now())
    with blocked("limits.times_person"):
        ready_request(office, person_id, repeat_reason="เดือดร้อนซ้ำจากพายุ", received_on=day, fact_found_on=day)
    assert {row.occurrence for row in paid_to(office, person_id)} == {1, 2, 3}


def helped(office: TestOffice, person_id: str, number: int) -> None:
    """A request that went the whole road today."""
    day = bangkok_date(office.clock.now())
    repeated = {"repeat_reason": "เดือดร้อนซ้ำจากพายุ", "received_on": day, "fact_found_on": day}
    request_id = ready_request(office, person_id, **repeated)
    approve(office, request_id, number=f"{number}/2567", on=day)
    batch_id = drawn_batch(office, (request_id,), number=f"ฎ {number}/2567")
    run_id = payments(office).prepare(run_order(batch_id, (request_id,))).value
    pay(office, voucher_ids(office, run_id)[0], paid_on=day)
    receipts(office).close(run_id)


def paid_to(office: TestOffice, person_id: str) -> list[VoucherItem]:
    """What a person received."""
    return [item for item in receipts(office).receipts() if item.person_id == person_id and item.paid_on]


def test_what_would_be_met_is_said_and_nothing_is_recorded(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    before = state_of(office.engine)
    found = payments(office).judge(HandOver(voucher_id=voucher_id, handover=handover(counted=Baht.of(1))))
    assert [finding.code for finding in found] == ["payments.count_differs", "payments.photo_missing"]
    assert state_of(office.engine) == before


def test_only_finance_prepares_and_the_auditor_only_reads(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    assert payments(office, "auditor").run(run_id).open_count == 1
    with refused("shell.not_permitted"):
        payments(office, "auditor").hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
    with refused("shell.not_permitted"):
        batches(office, "officer").draw("b", TODAY, THREE, "ใบ 1")
