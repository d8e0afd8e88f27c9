"""Who may stand beside a payment, on both engines: payer, witnesses, proxy, second persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kmcase.application.duties import Duty, DutyService, GrantException
from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.application.payments import HandOver, PaymentService, RecordTransfer, may_pay
from kmcase.application.staff import StaffService
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.findings import Severity
from kmcase.domain.meetings import MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method, Proxy, Witness
from kmcase.domain.staff import Role, StaffAdded, StaffMember, StaffRemoved, StaffRolesChanged
from kmcase.persistence.schema import rebuild
from kmcase.persistence.unit_of_work import SqlWork
from tests.builders import SECOND_HALF, STAFF, TestOffice, TypedPasswords, allot, late, lifting, register
from tests.money_builders import (
    approve,
    approved,
    approved_by_panel,
    batches,
    blocked,
    drawn_batch,
    handover,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    scan_all,
    stored,
    thumbprint,
    voiding,
    voucher_ids,
)
from tests.request_builders import TODAY, days_later, ready_request, refused


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("บุญมี ศรีสุข", "duties.witness_is_payee"),
        ("ศรีสุข บุญมี", "duties.witness_is_payee"),
        ("พุธ จ่ายเงิน", "duties.witness_is_payer"),
        ("จ่ายเงิน นายพุธ", "duties.witness_is_payer"),
        ("แดง สวนสวย", "duties.witness_is_relative"),
    ],
)
def test_a_witness_is_recognised_without_title_and_in_either_order_of_names(
    office: TestOffice, name: str, code: str
) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    StaffService(office.work("finance"), None).declare_relative("นางแดง สวนสวย", None, "แม่")
    with blocked(code):
        pay(office, voucher_id, witnesses=(Witness(name=name),))
    with blocked(code):
        pay(office, voucher_id, signature=None, thumbprint=thumbprint("นายใหญ่ บ้านนา", name))


def test_the_fact_finder_does_not_record_a_hand_over_in_the_payers_name(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    with blocked("duties.coincide"):
        payments(office, "officer").hand_over(HandOver(voucher_id=voucher_id, handover=handover()))


def test_who_recorded_the_decision_does_not_record_the_transfer(office: TestOffice) -> None:
    request_ids = approved(office, 1)
    with office.work("admin").begin("staff.change_roles") as unit:
        roles = frozenset({Role.DIRECTOR, Role.FINANCE})
        unit.record(StaffRolesChanged(staff_id="director", roles=roles, position="", reason="สำนักงานเล็ก"))
        unit.commit("")
    run = run_order(drawn_batch(office, request_ids), request_ids, method=Method.TRANSFER, committee=())
    accounts = dict.fromkeys(request_ids, "123-4-56789-0")
    run_id = payments(office).prepare(replace(run, accounts=accounts)).value
    told = RecordTransfer(
        voucher_id=voucher_ids(office, run_id)[0], reference="KTB 1", result=BankResult.PAID, paid_on=TODAY
    )
    both = replace(office.work("director").actor, roles=roles)
    with blocked("duties.coincide"):
        PaymentService(SqlWork(office.store, both, office.clock, office.ids, TypedPasswords())).record_transfer(told)


def test_who_recorded_a_payment_in_the_payers_name_does_not_verify_it(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    payments(office, "finance2").hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
    scan_all(office, run_id)
    receipts(office).close(run_id)
    for login in ("finance", "finance2"):
        with blocked("duties.coincide"):
            receipts(office, login).verify(run_id)
    receipts(office, "social").verify(run_id)


def test_who_prepared_and_closed_a_run_may_verify_it(office: TestOffice) -> None:
    request_ids = approved(office, 1)
    order = run_order(drawn_batch(office, request_ids), request_ids)
    run_id = payments(office, "finance2").prepare(order).value
    pay(office, voucher_ids(office, run_id)[0])
    scan_all(office, run_id)
    receipts(office, "finance2").close(run_id)
    receipts(office, "finance2").verify(run_id)


def test_neither_payer_nor_who_made_it_void_verifies_a_run_whose_receipts_are_all_void(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    void = voiding(voucher_id, "director")
    receipts(office, "finance2").void(void)
    batches(office).give_back(run_id, TODAY, Baht.of(3000), "นส. 1/2567")
    receipts(office).close(run_id)
    for login in ("finance", "finance2"):
        with blocked("duties.coincide"):
            receipts(office, login).verify(run_id)
    receipts(office, "social").verify(run_id)


def test_who_records_a_payment_is_still_its_payer_after_the_tables_are_built_anew(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    payments(office, "finance2").hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
    rebuild(office.engine)
    with office.work("finance").begin("payments.close") as unit:
        assert unit.payments.voucher(voucher_id).payers == {"finance", "finance2"}


@pytest.mark.parametrize("login", ["admin", "auditor", "social"])
def test_nobody_pays_whose_roles_do_not_pay(office: TestOffice, login: str) -> None:
    request_ids = approved(office, 1)
    batch_id = drawn_batch(office, request_ids)
    with refused("payments.payer_role"):
        payments(office).prepare(run_order(batch_id, request_ids, payer=login))
    run_id = payments(office).prepare(run_order(batch_id, request_ids)).value
    with refused("payments.payer_role"):
        payments(office).arrange(run_id, replace(payments(office).run(run_id).values, payer=login))
    with refused("payments.payer_role"):
        pay(office, voucher_ids(office, run_id)[0], payer=login)


@pytest.mark.parametrize("login", ["admin", "auditor"])
def test_neither_auditor_nor_administrator_sits_on_the_committee(office: TestOffice, login: str) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    with refused("payments.committee_role"):
        pay(office, voucher_id, committee=("director", login))


def test_only_those_who_work_with_money_or_people_are_offered_at_the_table(office: TestOffice) -> None:
    offered = payments(office).staff()
    assert {member.staff_id for member in offered} == set(STAFF) - {"admin", "auditor", "assistant"}
    assert {member.staff_id for member in offered if may_pay(member)} == {"officer", "officer2", "finance", "finance2"}


def test_a_payer_pays_neither_himself_nor_records_it_for_another(office: TestOffice) -> None:
    allot(office, 100_000)
    request_id = ready_request(office, register(office, title="นาย", first_name="พุธ", last_name="จ่ายเงิน"))
    approve(office, request_id)
    batch_id = drawn_batch(office, (request_id,))
    with blocked("duties.payee_is_payer"):
        payments(office).prepare(run_order(batch_id, (request_id,)))
    order = run_order(batch_id, (request_id,), payer="finance2")
    (voucher_id,) = voucher_ids(office, payments(office).prepare(order).value)
    with blocked("duties.payee_is_payer"):
        pay(office, voucher_id, payer="finance2")
    to_another = HandOver(voucher_id=voucher_id, handover=handover(payer="finance2"))
    payments(office, "finance2").hand_over(to_another)


def test_a_relative_who_was_declared_late_is_paid_by_another_and_remarked_upon_by_the_panel(
    office: TestOffice,
) -> None:
    allot(office, 100_000)
    request_id = ready_request(office, register(office))
    StaffService(office.work("finance"), None).declare_relative("บุญมี ศรีสุข", None, "แม่")
    meetings = MeetingService(office.work("director"))
    values = MeetingValues(number="1/2567", held_on=TODAY, panel=(PanelMember(name="พมจ.", agency="พมจ."),))
    meeting_id = meetings.plan(values).value
    meetings.set_agenda(meeting_id, (request_id,))
    verdict = meetings.judge(meeting_id, request_id, Baht.of(3000))
    assert [(found.code, found.severity) for found in verdict.findings] == [("duties.payee_is_relative", Severity.WARN)]
    meetings.decide(
        RecordDecision(
            meeting_id=meeting_id,
            request_id=request_id,
            resolution_number="1",
            outcome=Outcome.APPROVED,
            amount=Baht.of(3000),
        )
    )
    batch_id = drawn_batch(office, (request_id,))
    with blocked("duties.payee_is_payers_relative"):
        payments(office).prepare(run_order(batch_id, (request_id,)))
    order = run_order(batch_id, (request_id,), payer="finance2")
    (voucher_id,) = voucher_ids(office, payments(office).prepare(order).value)
    to_her = HandOver(voucher_id=voucher_id, handover=handover(payer="finance2"))
    with blocked("duties.payee_is_payers_relative"):
        payments(office).hand_over(to_her)
    met = payments(office, "finance2").hand_over(to_her).findings
    assert ("duties.payee_is_relative", Severity.WARN) in [(found.code, found.severity) for found in met]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("พุธ จ่ายเงิน", "payments.proxy_is_officer"),
        (STAFF["director"][0], "payments.proxy_is_officer"),
        (STAFF["admin"][0], "payments.proxy_is_officer"),
        ("ใหญ่ บ้านนา", "payments.proxy_is_witness"),
    ],
)
def test_a_proxy_has_no_other_part_in_the_payment(office: TestOffice, name: str, code: str) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    proxy = Proxy(name=name, relation="ญาติ", authority=stored(EvidenceKind.PROXY_AUTHORITY))
    with blocked(code):
        pay(office, voucher_id, proxy=proxy)
    pay(office, voucher_id, proxy=replace(proxy, name="นายลูก ศรีสุข"))


@pytest.mark.parametrize("second", ["auditor", "admin"])
def test_neither_auditor_nor_administrator_is_the_second_person(office: TestOffice, second: str) -> None:
    run_id = prepared_run(office, 2)
    first, other = voucher_ids(office, run_id)
    pay(office, first)
    with refused("duties.second_role"):
        receipts(office).void(voiding(first, second))
    lifted = Override(codes=("limits.over_amount",), reason="x", document="d", second_person=second)
    with refused("duties.second_role"):
        payments(office).hand_over(HandOver(voucher_id=other, handover=handover(), **lifting(lifted)))
    days_later(office, 1)
    with refused("duties.second_role"):
        pay(office, other, late_reason="ไฟดับ", late_second_person=second)
    with refused("duties.second_role"):
        office.budgets().allow_late(late(SECOND_HALF, date(2024, 10, 31), second))


def test_who_left_is_no_second_person_of_a_void_receipt(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    with office.work("admin").begin("staff.remove") as unit:
        unit.record(StaffRemoved(staff_id="officer2", reason="ย้าย"))
        unit.commit("")
    with refused("duties.second_absent"):
        receipts(office).void(voiding(voucher_id, "officer2"))


def test_neither_who_recorded_a_payment_nor_its_payer_is_the_second_person_of_its_void(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    payments(office, "finance2").hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
    for second in ("finance", "finance2"):
        with refused("duties.second_is_payer"):
            receipts(office, "director").void(voiding(voucher_id, second, "ผิดคน"))


@pytest.mark.parametrize("named", ["finance", "พุธ จ่ายเงิน", "นายพุธ จ่ายเงิน (การเงิน)"])
def test_a_joint_fact_finder_does_not_pay(office: TestOffice, named: str) -> None:
    request_id = approved_by_panel(office, "พมจ.", joint_fact_finders=("นางสาวอาสา ช่วยงาน", named))
    batch_id = drawn_batch(office, (request_id,))
    with blocked("duties.coincide"):
        payments(office).prepare(run_order(batch_id, (request_id,)))
    payments(office).prepare(run_order(batch_id, (request_id,), payer="finance2"))


def test_who_sits_on_the_panel_by_name_alone_does_not_pay(office: TestOffice) -> None:
    request_id = approved_by_panel(office, "พมจ.", "พุธ จ่ายเงิน")
    with blocked("duties.coincide"):
        payments(office).prepare(run_order(drawn_batch(office, (request_id,)), (request_id,)))


def test_the_fact_finder_does_not_sit_on_the_panel_by_name_alone(office: TestOffice) -> None:
    with blocked("duties.coincide"):
        approved_by_panel(office, "อาทิตย์ ลงพื้นที่")


def test_who_left_and_was_added_again_is_the_same_person(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    again = StaffMember(
        staff_id="again", login="again", name=STAFF["officer"][0], position="", roles=frozenset({Role.FINANCE})
    )
    with office.work("admin").begin("staff.add") as unit:
        unit.record(StaffRemoved(staff_id="officer", reason="ลาออก"))
        unit.record(StaffAdded(member=again))
        unit.commit("")
    (voucher_id,) = voucher_ids(office, run_id)
    with blocked("duties.coincide"):
        pay(office, voucher_id, payer="again")
    (request_id,) = (voucher.request_id for voucher in payments(office).run(run_id).vouchers)
    small = GrantException(
        request_id=request_id, duties=(Duty.FACT_FINDER, Duty.PAYER), staff_id="officer", reason="สำนักงานเล็ก"
    )
    DutyService(office.work("director")).grant(small)
    pay(office, voucher_id, payer="again")


@pytest.mark.parametrize(
    ("name", "code"),
    [(STAFF["director"][0], "duties.witness_in_committee"), ("พฤหัส ตรวจเงิน", "duties.witness_is_payer")],
)
def test_neither_the_committee_nor_who_records_witnesses(office: TestOffice, name: str, code: str) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    company = handover(witnesses=(Witness(name=name),))
    with blocked(code):
        payments(office, "finance2").hand_over(HandOver(voucher_id=voucher_id, handover=company))
    marked = handover(signature=None, thumbprint=thumbprint("นายใหญ่ บ้านนา", name))
    with blocked(code):
        payments(office, "finance2").hand_over(HandOver(voucher_id=voucher_id, handover=marked))


def test_one_person_gets_one_exception_on_a_request_and_no_second(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (request_id,) = (voucher.request_id for voucher in payments(office).run(run_id).vouchers)
    duties = DutyService(office.work("director"))
    first = GrantException(
        request_id=request_id, duties=(Duty.FACT_FINDER, Duty.RECORDER), staff_id="officer", reason="สำนักงานเล็ก"
    )
    duties.grant(first)
    with refused("duties.excepted_already"):
        duties.grant(replace(first, duties=(Duty.RECORDER, Duty.PAYER)))
    with refused("duties.excepted_already"):
        duties.grant(first)
    duties.grant(replace(first, staff_id="officer2"))
