"""Who asks a payee had no part in the payment, on each engine."""

from __future__ import annotations

import pytest

from kmcase.application.duties import Duty, DutyService, GrantException
from kmcase.application.payments import RecordTransfer
from kmcase.application.ports.payments import PaymentCompany
from kmcase.domain.errors import DomainError
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method
from tests.builders import TestOffice
from tests.money_builders import (
    approved_by_panel,
    drawn_batch,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    thumbprint,
    voucher_ids,
)
from tests.request_builders import TODAY, refused


def asked(voucher_id: str) -> FollowUp:
    """What a payee says on the telephone."""
    return FollowUp(
        follow_up_id="",
        voucher_id=voucher_id,
        person_id="",
        asked_on=TODAY,
        asked_by="",
        method=FollowUpMethod.PHONE,
        amount_said=Baht.of(3000),
    )


@pytest.mark.parametrize(
    ("login", "part"),
    [("officer", "fact_finder"), ("director", "recorder"), ("officer2", "committee"), ("social", "witness")],
)
def test_who_had_a_part_in_a_payment_does_not_ask_its_payee(office: TestOffice, login: str, part: str) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    mark = thumbprint("นายใหญ่ บ้านนา", "อังคาร วินิจฉัย")
    pay(office, voucher_id, signature=None, thumbprint=mark, committee=("finance2", "officer2"))
    with pytest.raises(DomainError) as error:
        receipts(office, login).record_follow_up(asked(voucher_id))
    assert (error.value.code, error.value.params["part"].key) == ("followups.by_involved", f"followups.part.{part}")


def test_the_committee_of_a_transfer_does_not_ask_and_somebody_without_part_does(office: TestOffice) -> None:
    run_id = prepared_run(office, 1, method=Method.TRANSFER)
    (voucher_id,) = voucher_ids(office, run_id)
    assert unit_company(office, voucher_id) is None
    told = RecordTransfer(voucher_id=voucher_id, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY)
    payments(office).record_transfer(told)
    with refused("followups.by_involved"):
        receipts(office, "officer2").record_follow_up(asked(voucher_id))
    receipts(office, "social").record_follow_up(asked(voucher_id))


def test_who_approved_asks_only_with_an_exception_and_who_paid_never(office: TestOffice) -> None:
    request_id = approved_by_panel(office, "พมจ.", "อังคาร วินิจฉัย")
    run_id = payments(office).prepare(run_order(drawn_batch(office, (request_id,)), (request_id,))).value
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    with pytest.raises(DomainError) as error:
        receipts(office, "social").record_follow_up(asked(voucher_id))
    assert error.value.params["part"].key == "followups.part.panel"
    granted = GrantException(
        request_id=request_id, duties=(Duty.PANEL, Duty.VERIFIER), staff_id="social", reason="สำนักงานเล็ก"
    )
    DutyService(office.work("director")).grant(granted)
    receipts(office, "social").record_follow_up(asked(voucher_id))


def test_no_exception_lets_who_paid_ask(office: TestOffice) -> None:
    run_id = prepared_run(office, 1, payer="officer2", committee=("director", "finance"))
    (request_id,) = (voucher.request_id for voucher in payments(office).run(run_id).vouchers)
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id, payer="officer2", committee=("director", "finance"))
    granted = GrantException(
        request_id=request_id, duties=(Duty.PAYER, Duty.VERIFIER), staff_id="officer2", reason="สำนักงานเล็ก"
    )
    DutyService(office.work("director")).grant(granted)
    with refused("followups.by_payer"):
        receipts(office, "officer2").record_follow_up(asked(voucher_id))


def unit_company(office: TestOffice, voucher_id: str) -> PaymentCompany | None:
    """Who stood beside a payment, as a use case sees it."""
    with office.work("finance").begin("payments.pay") as unit:
        return unit.payments.company(voucher_id)
