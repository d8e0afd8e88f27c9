"""Who stands beside the payees of a run is judged before numbers are given and when it is arranged, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.application.staff import StaffService
from kmcase.domain.findings import Severity
from kmcase.domain.payments import Method, Witness
from tests.builders import STAFF, TestOffice
from tests.money_builders import WITNESSES, approved, blocked, drawn_batch, payments, prepared_run, run_order


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("นางบุญมี ศรีสุข",), "duties.witness_is_payee"),
        (("นายใหญ่ บ้านนา", "ใหญ่ บ้านนา"), "duties.witness_twice"),
        ((STAFF["finance"][0],), "duties.witness_is_payer"),
        ((STAFF["officer2"][0],), "duties.witness_in_committee"),
    ],
)
def test_no_number_is_given_beside_a_witness_whom_the_table_would_refuse(
    office: TestOffice, names: tuple[str, ...], code: str
) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    witnesses = tuple(Witness(name=name) for name in names)
    with blocked(code):
        payments(office).prepare(run_order(batch_id, request_ids, witnesses=witnesses))
    assert payments(office).runs() == ()
    run_id = payments(office).prepare(run_order(batch_id, request_ids)).value
    values = payments(office).run(run_id).values
    with blocked(code):
        payments(office).arrange(run_id, replace(values, witnesses=witnesses))
    assert payments(office).run(run_id).values == values


def test_few_witnesses_warn_and_one_who_is_named_twice_is_said_once_of_all_payees(office: TestOffice) -> None:
    request_ids = approved(office, 3)
    batch_id = drawn_batch(office, request_ids)
    twice = (WITNESSES[0], WITNESSES[0])
    order = run_order(batch_id, request_ids, witnesses=twice, committee=())
    found = payments(office).judge_run(order)
    assert [(each.code, each.severity, each.fields) for each in found] == [
        ("duties.witness_twice", Severity.BLOCK, ("witnesses",)),
        ("payments.few_committee", Severity.WARN, ("committee",)),
    ]
    met = payments(office).prepare(replace(order, witnesses=())).findings
    assert {each.code for each in met} >= {"payments.few_committee", "payments.few_witnesses"}


def test_money_that_is_transferred_needs_no_witnesses(office: TestOffice) -> None:
    run_id = prepared_run(office, 1, method=Method.TRANSFER, witnesses=(), committee=())
    assert payments(office).judge_arranged(run_id, payments(office).run(run_id).values) == ()


def test_a_payer_who_may_not_pay_one_of_many_is_told_and_arranged(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    StaffService(office.work("finance2"), None).declare_relative("นางบุญมี ศรีสุข", None, "แม่")
    values = replace(payments(office).run(run_id).values, payer="finance2")
    met = payments(office).arrange(run_id, values).findings
    assert [(each.code, each.severity) for each in met] == [("duties.payee_is_payers_relative", Severity.WARN)]
    assert payments(office).run(run_id).values.payer == "finance2"
