"""Who may stand beside a payment, on both engines: payer, witnesses, proxy, second persons."""

from __future__ import annotations

import pytest

from kmcase.application.staff import StaffService
from kmcase.domain.payments import Witness
from tests.builders import TestOffice
from tests.money_builders import blocked, pay, prepared_run, thumbprint, voucher_ids


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
