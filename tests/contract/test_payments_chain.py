"""Money asked for, drawn, numbered, sent back, on both engines: three columns that must agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kmcase.application.batches import RequestDisbursement
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, RunState, VoucherState
from tests.builders import TestOffice
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
    requested_batch,
    run_order,
    voiding,
    voucher_ids,
)
from tests.request_builders import TODAY, refused, requests
from ui.screens.batches.columns import state_mark

THREE = Baht.of(3000)


def test_nobody_stands_twice_in_a_run_or_in_two(office: TestOffice) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    with refused("payments.payee_twice"):
        payments(office).prepare(run_order(batch_id, (request_ids[0], request_ids[0])))
    payments(office).prepare(run_order(batch_id, request_ids[:1]))
    with refused("payments.not_approved"):
        payments(office).prepare(run_order(batch_id, request_ids))


def test_a_run_stays_within_the_money_drawn(office: TestOffice) -> None:
    request_ids = approved(office, 2)
    batch_id = requested_batch(office, request_ids)
    with refused("payments.money_not_there"):
        payments(office).prepare(run_order(batch_id, request_ids))
    batches(office).draw(batch_id, TODAY, THREE, "ใบรับเงิน 1")
    payments(office).prepare(run_order(batch_id, request_ids[:1]))
    with refused("payments.money_not_there"):
        payments(office).prepare(run_order(batch_id, request_ids[1:]))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"request_ids": ()}, "payments.nobody"),
        ({"place": " "}, "payments.place_missing"),
        ({"payer": ""}, "payments.payer_missing"),
        ({"committee": ("finance",)}, "payments.payer_in_committee"),
        ({"method": Method.TRANSFER}, "payments.account_missing"),
    ],
)
def test_a_run_is_prepared_whole(office: TestOffice, changes: dict[str, object], code: str) -> None:
    request_ids = approved(office, 1)
    batch_id = drawn_batch(office, request_ids)
    with refused(code):
        payments(office).prepare(replace(run_order(batch_id, request_ids), **changes))  # type: ignore[arg-type]
    assert payments(office).runs() == ()


def test_an_account_without_a_figure_is_none(office: TestOffice) -> None:
    request_ids = approved(office, 1)
    batch_id = drawn_batch(office, request_ids)
    order = run_order(batch_id, request_ids, method=Method.TRANSFER, accounts=dict.fromkeys(request_ids, "-"))
    with refused("payments.account_missing"):
        payments(office).prepare(order)


def test_a_withdrawal_asks_for_each_request_once_and_out_of_one_half(office: TestOffice) -> None:
    request_ids = approved(office, 2)
    asked = RequestDisbursement(number="ฎ 1", requested_on=TODAY, request_ids=request_ids)
    for changes, code in (
        ({"number": " "}, "batches.number_missing"),
        ({"request_ids": ()}, "batches.nobody"),
        ({"request_ids": (request_ids[0],) * 2}, "batches.request_twice"),
        ({"requested_on": next_day()}, "batches.in_future"),
    ):
        with refused(code):
            batches(office).request(replace(asked, **changes))  # type: ignore[arg-type]
    batch_id = batches(office).request(asked).value
    assert batches(office).page(batch_id).batch.amount == THREE * 2
    for number in ("ฎ 1", "ฎ. ๑"):
        with refused("batches.number_taken"):
            batches(office).request(replace(asked, number=number))
    with refused("batches.in_another"):
        batches(office).request(replace(asked, number="ฎ 2"))
    assert batches(office).payable() == ()


def test_no_more_is_drawn_than_was_asked_for(office: TestOffice) -> None:
    batch_id = requested_batch(office, approved(office, 1))
    for amount, day, document, code in (
        (THREE + Baht(1), TODAY, "ใบ 1", "batches.drawn_too_much"),
        (Baht.zero(), TODAY, "ใบ 1", "batches.drawn_too_much"),
        (THREE, next_day(), "ใบ 1", "batches.in_future"),
        (THREE, TODAY, " ", "batches.document_missing"),
    ):
        with refused(code):
            batches(office).draw(batch_id, day, amount, document)
    batches(office).draw(batch_id, TODAY, THREE, "ใบ 1")
    page = batches(office).page(batch_id)
    assert (page.batch.drawn, page.batch.unallotted, page.drawals[0].document) == (THREE, THREE, "ใบ 1")


def test_money_that_somebody_still_waits_for_does_not_go_back(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    first, _ = voucher_ids(office, run_id)
    payments(office).not_paid(first, "ไม่มารับเงิน", ends_approval=False)
    with refused("batches.returned_too_much"):
        batches(office).give_back(run_id, TODAY, THREE * 2, "นส. 1")
    for amount, day, document, code in (
        (THREE, next_day(), "นส. 1", "batches.in_future"),
        (THREE, TODAY, "", "batches.document_missing"),
        (Baht.zero(), TODAY, "นส. 1", "batches.returned_too_much"),
    ):
        with refused(code):
            batches(office).give_back(run_id, day, amount, document)
    batches(office).give_back(run_id, TODAY, THREE, "นส. 1")
    assert payments(office).run(run_id).cash_left == THREE


def test_money_of_a_batch_that_no_run_answers_for_goes_back_on_the_batch(office: TestOffice) -> None:
    request_ids = approved(office, 3)
    batch_id = drawn_batch(office, request_ids)
    run_id = payments(office).prepare(run_order(batch_id, request_ids[:2])).value
    for voucher_id in voucher_ids(office, run_id):
        pay(office, voucher_id)
    receipts(office).close(run_id)
    requests(office).withdraw(request_ids[2], "ย้ายออกจากพื้นที่")
    batch = batches(office).page(batch_id).batch
    assert (batch.to_answer, batch.to_draw, state_mark(batch).said.key) == (THREE, Baht.zero(), "batches.state.return")
    for amount, day, document, code in (
        (THREE + Baht(1), TODAY, "นส. 1", "batches.idle_too_much"),
        (Baht.zero(), TODAY, "นส. 1", "batches.idle_too_much"),
        (THREE, next_day(), "นส. 1", "batches.in_future"),
        (THREE, TODAY, " ", "batches.document_missing"),
    ):
        with refused(code):
            batches(office).give_back_idle(batch_id, day, amount, document)
    batches(office).give_back_idle(batch_id, TODAY, THREE, "นส. 1")
    page = batches(office).page(batch_id)
    assert (page.batch.to_answer, state_mark(page.batch).said.key) == (Baht.zero(), "batches.state.done")
    assert (page.returns[0].amount, page.returns[0].run_number) == (THREE, "")
    with refused("batches.idle_too_much"):
        batches(office).give_back_idle(batch_id, TODAY, Baht(1), "นส. 2")


@pytest.mark.parametrize("on_the_run", [True, False])
def test_money_of_somebody_who_withdrew_goes_back_once_while_the_run_is_open(
    office: TestOffice, on_the_run: bool
) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    run_id = payments(office).prepare(run_order(batch_id, request_ids[:1])).value
    requests(office).withdraw(request_ids[1], "ย้ายออกจากพื้นที่")
    if on_the_run:
        batches(office).give_back(run_id, TODAY, THREE, "นส. 1")
    else:
        batches(office).give_back_idle(batch_id, TODAY, THREE, "นส. 1")
    with refused("batches.idle_too_much"):
        batches(office).give_back_idle(batch_id, TODAY, THREE, "นส. 2")
    with refused("batches.returned_too_much"):
        batches(office).give_back(run_id, TODAY, THREE, "นส. 2")
    pay(office, voucher_ids(office, run_id)[0])
    receipts(office).close(run_id)
    assert batches(office).page(batch_id).batch.to_answer == Baht.zero()


def test_nothing_is_drawn_for_nobody(office: TestOffice) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    run_id = payments(office).prepare(run_order(batch_id, request_ids)).value
    first, second = voucher_ids(office, run_id)
    pay(office, first)
    payments(office).not_paid(second, "ย้ายออก", ends_approval=True)
    batches(office).give_back(run_id, TODAY, THREE, "นส. 1")
    receipts(office).close(run_id)
    with refused("batches.drawn_too_much"):
        batches(office).draw(batch_id, TODAY, THREE, "ใบ 2")


def test_who_was_not_paid_gets_another_number_in_another_run(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    first, second = voucher_ids(office, run_id)
    payments(office).not_paid(first, "ไม่มารับเงิน", ends_approval=False)
    payments(office).spoil(second, "หมึกเลอะ")
    batches(office).give_back(run_id, TODAY, THREE * 2, "นส. 1")
    receipts(office).close(run_id)
    batch_id = batches(office).list()[0].batch_id
    batches(office).draw(batch_id, TODAY, THREE * 2, "ใบรับเงิน 2")
    waiting = tuple(item.request_id for item in payments(office).payable(batch_id))
    again = payments(office).prepare(run_order(batch_id, waiting)).value
    assert [v.number for v in payments(office).run(again).vouchers] == ["0003/2567", "0004/2567"]
    states = {v.number: v.state for v in receipts(office).receipts(2567)}
    assert states["0001/2567"] is VoucherState.NOT_PAID
    assert states["0002/2567"] is VoucherState.SPOILED
    for voucher_id in voucher_ids(office, again):
        pay(office, voucher_id)
    receipts(office).close(again)
    batch = batches(office).page(batch_id).batch
    assert batch.drawn == batch.paid + batch.returned


def test_a_run_closes_only_when_every_number_is_settled(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    first, second = voucher_ids(office, run_id)
    pay(office, first)
    with blocked("payments.run_open_vouchers"):
        receipts(office).close(run_id)
    pay(office, second)
    receipts(office).close(run_id)
    with refused("payments.run_closed"):
        receipts(office).close(run_id)
    with refused("payments.run_closed"):
        payments(office).arrange(run_id, payments(office).run(run_id).values)
    with refused("payments.run_closed"):
        receipts(office).void(voiding(first, "director", "ผิดคน"))


def test_a_second_run_of_a_batch_does_not_keep_the_first_from_closing(office: TestOffice) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    first = payments(office).prepare(run_order(batch_id, request_ids[:1])).value
    pay(office, voucher_ids(office, first)[0])
    assert payments(office).run(first).drawn == THREE
    receipts(office).close(first)
    second = payments(office).prepare(run_order(batch_id, request_ids[1:])).value
    pay(office, voucher_ids(office, second)[0])
    receipts(office).close(second)
    assert [run.state for run in payments(office).runs()] == [RunState.CLOSED] * 2


def test_money_is_drawn_after_it_was_asked_for_and_goes_back_after_it_was_drawn(office: TestOffice) -> None:
    request_ids = approved(office, 1)
    before = TODAY - timedelta(days=1)
    asked = RequestDisbursement(number="ขบ 9/2567", requested_on=TODAY, request_ids=request_ids)
    batch_id = batches(office).request(asked).value
    with refused("batches.drawn_before_asked"):
        batches(office).draw(batch_id, before, THREE, "ใบ 1")
    batches(office).draw(batch_id, TODAY, THREE, "ใบ 1")
    requests(office).withdraw(request_ids[0], "ย้ายออกจากพื้นที่")
    with refused("batches.returned_before_drawn"):
        batches(office).give_back_idle(batch_id, before, THREE, "นส. 1")
    batches(office).give_back_idle(batch_id, TODAY, THREE, "นส. 1")
    assert batches(office).page(batch_id).batch.to_answer == Baht.zero()
