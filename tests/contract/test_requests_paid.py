"""What payments make of a request: its status, its history, and what can no longer be withdrawn."""

from __future__ import annotations

from datetime import date

from kmcase.application.batches import BatchService, RequestDisbursement
from kmcase.application.payments import PaymentService, PrepareRun, RecordTransfer
from kmcase.application.read.requests import Light, NextAction, RequestPage
from kmcase.application.receipts import ReceiptService
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method
from kmcase.domain.requests import RequestStatus
from tests.builders import TestOffice, allot, register
from tests.money_builders import voiding
from tests.request_builders import TODAY, days_later, decide, ready_request, refused, requests


def approved_request(office: TestOffice) -> str:
    """A request whose money is drawn."""
    allot(office, 300_000)
    request_id = ready_request(office, register(office, phone="0812345678"))
    decide(office, request_id, Outcome.APPROVED)
    return request_id


def issued(office: TestOffice, request_id: str) -> RequestPage:
    """A voucher to be paid by transfer."""
    batches = BatchService(office.work("finance"))
    asked = RequestDisbursement(number="ฎ 1/2567", requested_on=TODAY, request_ids=(request_id,))
    batch_id = batches.request(asked).value
    batches.draw(batch_id, TODAY, Baht.of(3000), "ใบรับเงิน 1")
    PaymentService(office.work("finance")).prepare(
        PrepareRun(
            batch_id=batch_id,
            method=Method.TRANSFER,
            planned_on=TODAY,
            place="ที่ทำการนิคม",
            payer="finance",
            committee=("director", "officer2"),
            request_ids=(request_id,),
            accounts={request_id: "1234567890"},
        )
    )
    return requests(office).page(request_id)


def told_by_bank(office: TestOffice, page: RequestPage, result: BankResult) -> None:
    """The bank's report on the newest voucher."""
    PaymentService(office.work("finance")).record_transfer(
        RecordTransfer(
            voucher_id=page.payments[-1].voucher_id,
            reference="KTB 1",
            result=result,
            paid_on=TODAY,
            reason="บัญชีปิด" if result is BankResult.REJECTED else "",
        )
    )


def test_an_issued_number_is_settled_before_its_request_is_withdrawn(office: TestOffice) -> None:
    request_id = approved_request(office)
    page = issued(office, request_id)
    assert (page.request.status, page.next_action) == (RequestStatus.DISBURSED, NextAction.PAY)
    with refused("requests.voucher_open"):
        requests(office).withdraw(request_id, "ย้ายออก")
    told_by_bank(office, page, BankResult.REJECTED)
    requests(office).withdraw(request_id, "ย้ายออก")
    page = requests(office).page(request_id)
    assert [step.what for step in page.steps][-3:] == ["voucher_issued", "not_paid", "withdrawn"]
    assert page.payments[0].paid_on is None


def test_a_paid_request_is_helped_and_never_withdrawn(office: TestOffice) -> None:
    request_id = approved_request(office)
    told_by_bank(office, issued(office, request_id), BankResult.PAID)
    days_later(office, 40)
    page = requests(office).page(request_id)
    assert (page.request.status, page.waiting.days) == (RequestStatus.HELPED, 0)
    assert page.payments[0].paid_on == TODAY
    assert [step.what for step in page.steps][-2:] == ["voucher_issued", "paid"]
    with refused("requests.paid_already"):
        requests(office).withdraw(request_id, "ย้ายออก")
    figures = requests(office).sla(2567)
    assert (figures.paid, figures.median_days, figures.within) == (1, 0, 1)
    assert figures.lights[Light.RED] == 0


def test_a_receipt_made_void_ends_the_request_and_says_why(office: TestOffice) -> None:
    request_id = approved_request(office)
    page = issued(office, request_id)
    told_by_bank(office, page, BankResult.PAID)
    void = voiding(page.payments[0].voucher_id, "director", "โอนผิดบัญชี")
    ReceiptService(office.work("finance")).void(void)
    page = requests(office).page(request_id)
    assert (page.request.status, page.payments[0].void) == (RequestStatus.WITHDRAWN, True)
    assert page.steps[-1].params["reason"] == "โอนผิดบัญชี"


def test_the_next_year_counts_anew(office: TestOffice) -> None:
    request_id = approved_request(office)
    told_by_bank(office, issued(office, request_id), BankResult.PAID)
    days_later(office, 120)
    again = ready_request(office, requests(office).page(request_id).request.person_id, received_on=date(2024, 10, 1))
    assert requests(office).page(again).request.number == "1/2568"
