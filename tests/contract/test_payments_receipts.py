"""The whole road on both engines, and what comes after the hand-over: scans, void, transfers, verifying, asking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.application.payments import RecordTransfer
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method, RunState, VoucherState
from kmcase.persistence.schema import rebuild
from tests.builders import SECOND_HALF, STAFF, TestOffice, password_of
from tests.money_builders import (
    approved,
    batches,
    blocked,
    drawn_batch,
    next_day,
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
from tests.request_builders import TODAY, days_later, refused
from tests.state import state_of

THREE = Baht.of(3000)


def test_the_whole_road_in_cash(office: TestOffice) -> None:
    run_id = prepared_run(office, 3)
    first, second, third = voucher_ids(office, run_id)
    assert [v.number for v in payments(office).run(run_id).vouchers] == ["0001/2567", "0002/2567", "0003/2567"]
    pay(office, first)
    pay(office, second, signature=None, thumbprint=thumbprint())
    payments(office).not_paid(third, "ไม่มารับเงิน", ends_approval=False)
    page = payments(office).run(run_id)
    assert (page.paid_count, page.receipts, page.cash_left, page.to_return) == (2, THREE * 2, THREE, THREE)
    with blocked("payments.run_drawn_differs"):
        receipts(office).close(run_id)
    batches(office).give_back(run_id, TODAY, THREE, "นส. 1/2567")
    receipts(office).close(run_id)
    with refused("payments.scans_missing"):
        receipts(office, "finance2").verify(run_id)
    scan_all(office, run_id)
    receipts(office, "finance2").verify(run_id)
    page = payments(office).run(run_id)
    assert (page.state, page.verifier) == (RunState.VERIFIED, STAFF["finance2"][0])
    assert office.budgets().page(SECOND_HALF).budget.paid == THREE * 2


def test_the_payer_does_not_verify(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    pay(office, voucher_ids(office, run_id)[0])
    with refused("payments.not_closed"):
        receipts(office).verify(run_id)
    receipts(office).close(run_id)
    scan_all(office, run_id)
    for login in ("finance", "director"):
        with blocked("duties.coincide"):
            receipts(office, login).verify(run_id)


def test_a_void_receipt_stays_and_its_money_comes_back(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    first, second = voucher_ids(office, run_id)
    pay(office, first)
    pay(office, second)
    void = voiding(first, "director")
    for changes, code in (
        ({"reason": " "}, "payments.reason_missing"),
        ({"second_person": ""}, "duties.second_missing"),
        ({"second_person": "finance"}, "duties.second_is_first"),
        ({"second_person": "nobody"}, "staff.unknown"),
    ):
        with refused(code):
            receipts(office).void(replace(void, **changes))  # type: ignore[arg-type]
    receipts(office).void(void)
    with refused("payments.not_paid_yet"):
        receipts(office).void(void)
    page = receipts(office).receipt(first)
    assert (page.voucher.state, page.void_reason) == (VoucherState.VOID, "จ่ายผิดคน")
    assert page.void_second_person == STAFF["director"][0]
    run = payments(office).run(run_id)
    assert (run.receipts, run.not_paid, run.cash_left) == (THREE, THREE, THREE)
    assert office.budgets().page(SECOND_HALF).budget.used == THREE
    batches(office).give_back(run_id, TODAY, THREE, "นส. 1")
    receipts(office).close(run_id)


def test_money_of_several_payees_to_one_account_is_told(office: TestOffice) -> None:
    request_ids = approved(office, 3)
    batch_id = drawn_batch(office, request_ids)
    accounts = dict(zip(request_ids, ("123-4-56789-0", "กรุงไทย ๑๒๓.๔.๕๖๗๘๙.๐", "987-6-54321-0"), strict=True))
    run = run_order(batch_id, request_ids, method=Method.TRANSFER, accounts=accounts)
    prepared = payments(office).prepare(run)
    page = payments(office).run(prepared.value)
    one, other, apart = page.vouchers
    assert page.account_sharers == {one.voucher_id: (other.payee_name,), other.voucher_id: (one.payee_name,)}
    assert apart.voucher_id not in page.account_sharers
    told = [finding.params for finding in prepared.findings if finding.code == "payments.account_shared"]
    assert told == [
        {"name": one.payee_name, "others": other.payee_name},
        {"name": other.payee_name, "others": one.payee_name},
    ]


def test_transfers_are_paid_or_not_by_the_banks_report(office: TestOffice) -> None:
    run_id = prepared_run(office, 2, method=Method.TRANSFER)
    first, second = voucher_ids(office, run_id)
    with refused("payments.not_cash"):
        pay(office, first)
    told = RecordTransfer(voucher_id=first, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY)
    with refused("payments.reference_missing"):
        payments(office).record_transfer(replace(told, reference=" "))
    with refused("payments.reason_missing"):
        payments(office).record_transfer(replace(told, result=BankResult.REJECTED))
    payments(office).record_transfer(told)
    rejected = replace(told, voucher_id=second, result=BankResult.REJECTED, reason="บัญชีปิด")
    with refused("payments.result_in_future"):
        payments(office).record_transfer(replace(rejected, paid_on=next_day()))
    payments(office).record_transfer(rejected)
    with refused("payments.not_issued"):
        payments(office).record_transfer(told)
    batches(office).give_back(run_id, TODAY, THREE, "นส. 1")
    receipts(office).close(run_id)
    with refused("payments.reports_missing"):
        receipts(office, "finance2").verify(run_id)
    assert [item.voucher_id for item in receipts(office).missing_scans()] == [first]


def test_a_transfer_with_its_report_is_verified(office: TestOffice) -> None:
    run_id = prepared_run(office, 1, method=Method.PROMPTPAY)
    (voucher_id,) = voucher_ids(office, run_id)
    report = stored(EvidenceKind.BANK_REPORT)
    told = RecordTransfer(
        voucher_id=voucher_id, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY, report=report
    )
    payments(office).record_transfer(told)
    receipts(office).close(run_id)
    receipts(office, "finance2").verify(run_id)
    assert receipts(office).receipt(voucher_id).reports == (report.stored_sha256,)
    assert receipts(office).missing_scans() == ()


def test_cash_is_not_recorded_as_a_transfer(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    told = RecordTransfer(voucher_id=voucher_id, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY)
    with refused("payments.not_transfer"):
        payments(office).record_transfer(told)


def test_a_page_is_taken_once_and_only_of_a_settled_number(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    scan = stored(EvidenceKind.RECEIPT_SCAN)
    with refused("payments.scan_before_paying"):
        receipts(office).attach_scan(voucher_id, scan)
    pay(office, voucher_id)
    assert receipts(office).attach_scan(voucher_id, scan).changes.touched
    assert not receipts(office).attach_scan(voucher_id, scan).changes.touched
    assert receipts(office).receipt(voucher_id).scans == (scan.stored_sha256,)


def test_no_page_comes_to_a_receipt_after_its_run_was_verified(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    scan_all(office, run_id)
    receipts(office).close(run_id)
    receipts(office).attach_scan(voucher_id, stored(EvidenceKind.RECEIPT_SCAN, "second page"))
    receipts(office, "finance2").verify(run_id)
    with refused("payments.scan_after_verifying"):
        receipts(office).attach_scan(voucher_id, stored(EvidenceKind.RECEIPT_SCAN, "another"))
    assert len(receipts(office).receipt(voucher_id).scans) == 2


def test_what_a_payee_says_is_recorded_beside_the_receipt(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    said = FollowUp(
        follow_up_id="",
        voucher_id=voucher_id,
        person_id="",
        asked_on=TODAY,
        asked_by="",
        method=FollowUpMethod.VISIT,
        amount_said=Baht.of(2000),
        put_together=True,
        given_to="หัวหน้ากลุ่ม",
    )
    asking = receipts(office, "social")
    with refused("followups.not_paid"):
        asking.record_follow_up(said)
    pay(office, voucher_id)
    for changes, code in (
        ({"asked_on": next_day()}, "followups.in_future"),
        ({"asked_on": next_day(-1)}, "followups.before_payment"),
        ({"amount_said": None}, "followups.amount_missing"),
        ({"given_to": ""}, "followups.to_whom"),
        ({"method": FollowUpMethod.NOT_REACHED}, "followups.why_not_reached"),
    ):
        with refused(code):
            asking.record_follow_up(replace(said, **changes))  # type: ignore[arg-type]
    asking.record_follow_up(said)
    (item,) = asking.follow_ups()
    assert item.asked is not None
    assert (item.voucher_id, item.asked.method, item.asked.passed_on) == (voucher_id, said.method, True)
    asking.record_follow_up(replace(said, method=FollowUpMethod.NOT_REACHED, circumstances="ไม่อยู่บ้าน"))
    assert len(receipts(office).receipt(voucher_id).follow_ups) == 2


def test_who_paid_does_not_ask(office: TestOffice) -> None:
    run_id = prepared_run(office, 1, payer="officer2", committee=("director", "finance"))
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id, payer="officer2", committee=("director", "finance"))
    said = FollowUp(
        follow_up_id="", voucher_id=voucher_id, person_id="", asked_on=TODAY, asked_by="", method=FollowUpMethod.PHONE
    )
    with refused("followups.by_payer"):
        receipts(office, "officer2").record_follow_up(said)


def test_what_does_not_exist_is_said_so(office: TestOffice) -> None:
    for ask, code in (
        (lambda: payments(office).run("x"), "payments.unknown_run"),
        (lambda: receipts(office).receipt("x"), "payments.unknown_voucher"),
        (lambda: batches(office).page("x"), "batches.unknown"),
    ):
        with pytest.raises(DomainError, check=lambda error, code=code: error.code == code):
            ask()


def test_the_tables_are_what_the_journal_adds_up_to(office: TestOffice) -> None:
    run_id = prepared_run(office, 4)
    first, second, third, fourth = voucher_ids(office, run_id)
    pay(office, first)
    pay(office, second, signature=None, thumbprint=thumbprint(), photo=stored(EvidenceKind.HANDOVER_PHOTO))
    payments(office).not_paid(third, "ย้ายออก", ends_approval=True)
    payments(office).spoil(fourth, "หมึกเลอะ")
    receipts(office).void(voiding(second, "director", "ผิดคน"))
    scan_all(office, run_id)
    batches(office).give_back(run_id, TODAY, THREE * 3, "นส. 1")
    receipts(office).close(run_id)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


@pytest.mark.parametrize("method", [Method.CASH, Method.TRANSFER])
def test_nothing_is_paid_on_a_day_before_its_number_was_given(office: TestOffice, method: Method) -> None:
    request_ids = approved(office, 1)
    batch_id = drawn_batch(office, request_ids)
    days_later(office, 5)
    accounts = dict.fromkeys(request_ids, "123-4-56789-0")
    run_id = payments(office).prepare(run_order(batch_id, request_ids, method=method, accounts=accounts)).value
    (voucher_id,) = voucher_ids(office, run_id)
    late = {"late_reason": "ไฟดับ", "late_second_person": "finance2"}
    told = RecordTransfer(
        voucher_id=voucher_id,
        reference="1",
        result=BankResult.PAID,
        paid_on=TODAY,
        late_second_password=password_of("finance2"),
        **late,
    )
    with blocked("payments.paid_before_numbered"):
        if method is Method.CASH:
            pay(office, voucher_id, **late)
        else:
            payments(office).record_transfer(told)
