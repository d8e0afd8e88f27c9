"""Runs that go out with a laptop, are paid there without a network, and come home, on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.checkouts import ComeHome
from kmcase.application.payments import HandOver
from kmcase.application.printing import LedgerOrder
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, RunState, VoucherState
from kmcase.domain.requests import RequestStatus
from kmcase.persistence import schema
from tests.builders import SECOND_HALF, TestOffice
from tests.control_builders import ask, judge, open_items
from tests.field_money import CASH, Field, TestLaptop, at_laptop, checkouts, taken_out
from tests.money_builders import (
    batches,
    blocked,
    handover,
    pay,
    payments,
    prepared_run,
    receipts,
    voiding,
    voucher_ids,
)
from tests.paper import printing, says
from tests.request_builders import TODAY, refused, requests
from tests.state import state_of

THREE = Baht.of(3000)


def hand_over(laptop: TestLaptop, voucher_id: str, **changes: object) -> None:
    """Pay on a laptop."""
    at_laptop(laptop).hand_over(HandOver(voucher_id=voucher_id, handover=handover(**changes)))


def states(office: TestOffice, run_id: str) -> list[VoucherState]:
    """What became of a run's numbers."""
    return [voucher.state for voucher in payments(office).run(run_id).vouchers]


def test_a_run_that_is_out_is_paid_voided_marked_arranged_and_closed_by_nobody_at_the_office(
    office: TestOffice, tmp_path: Path
) -> None:
    found = Field(office, tmp_path)
    run_id = prepared_run(office, 3)
    one, two, _ = voucher_ids(office, run_id)
    pay(office, one)
    found.out(found.enrol(), run_id, Baht.of(6000))
    with refused("checkouts.run_is_out") as said:
        pay(office, two)
    assert said.value.params == {"number": "ฎ 1/2567-1", "laptop": "เครื่อง1", "since": TODAY}
    with refused("checkouts.run_is_out"):
        payments(office).not_paid(two, "ไม่มา", ends_approval=False)
    with refused("checkouts.run_is_out"):
        payments(office).spoil(two, "เปียก")
    with refused("checkouts.run_is_out"):
        receipts(office).void(voiding(one, "director"))
    with refused("checkouts.run_is_out"):
        receipts(office).close(run_id)
    with refused("checkouts.run_is_out"):
        payments(office).arrange(run_id, payments(office).run(run_id).values)
    page = payments(office).run(run_id)
    assert page.checkout is not None and not page.here
    assert (page.checkout.laptop_name, page.checkout.cash, page.checkout.here) == ("เครื่อง1", Baht.of(6000), False)
    assert [run.here for run in payments(office).runs()] == [False]


def test_a_run_goes_out_with_one_enrolled_laptop_on_which_its_payer_works(office: TestOffice, tmp_path: Path) -> None:
    found = Field(office, tmp_path)
    run_id = prepared_run(office, 3)
    laptop, other, lost = found.enrol(), found.enrol("เครื่อง2", login="officer"), found.enrol("เครื่อง3")
    found.revoke(lost)
    service = checkouts(office)
    for laptop_id, cash, code in (
        ("ไม่มี", CASH, "checkouts.unknown_laptop"),
        (lost.laptop_id, CASH, "checkouts.laptop_revoked"),
        (other.laptop_id, CASH, "checkouts.payer_not_on_laptop"),
        (laptop.laptop_id, Baht.zero(), "checkouts.cash_missing"),
        (laptop.laptop_id, CASH + Baht(1), "checkouts.cash_too_much"),
    ):
        with refused(code):
            service.check_out(run_id, laptop_id, cash)
    assert [choice.name for choice in service.laptops()] == ["เครื่อง1", "เครื่อง2"]
    service.check_out(run_id, laptop.laptop_id, CASH)
    with refused("checkouts.run_is_out"):
        service.check_out(run_id, laptop.laptop_id, CASH)


def test_a_run_of_transfers_and_one_that_is_paid_stay_at_the_office(office: TestOffice, tmp_path: Path) -> None:
    laptop = Field(office, tmp_path).enrol()
    run_id = prepared_run(office, 1, method=Method.TRANSFER)
    with refused("checkouts.not_cash"):
        checkouts(office).check_out(run_id, laptop.laptop_id, THREE)


def test_a_run_of_a_payer_whose_round_is_frozen_does_not_go_out(office: TestOffice, tmp_path: Path) -> None:
    field, run_id = Field(office, tmp_path), prepared_run(office, 2)
    first, _ = voucher_ids(office, run_id)
    laptop = field.enrol()
    pay(office, first)
    ask(office, first, put_together=True, given_to="ประธานกลุ่ม")
    with blocked("controls.round_frozen"):
        field.out(laptop, run_id, Baht.of(3000))
    judge(office, open_items(office)["f1.put_together"], login="director")
    field.out(laptop, run_id, Baht.of(3000))


def test_a_run_of_which_nobody_waits_does_not_go_out(office: TestOffice, tmp_path: Path) -> None:
    laptop = Field(office, tmp_path).enrol()
    run_id = prepared_run(office, 1)
    pay(office, *voucher_ids(office, run_id))
    with refused("checkouts.nobody_waits"):
        checkouts(office).check_out(run_id, laptop.laptop_id, THREE)


def test_a_run_is_paid_in_the_field_and_its_unpaid_money_comes_home(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office)
    one, two, three = voucher_ids(office, run_id)
    before = office.budgets().page(SECOND_HALF).budget

    on_laptop = at_laptop(laptop).run(run_id)
    assert on_laptop.here and [item.payee_name for item in on_laptop.vouchers] == [
        item.payee_name for item in payments(office).run(run_id).vouchers
    ]
    hand_over(laptop, one)
    at_laptop(laptop).not_paid(two, "ไปโรงพยาบาล", ends_approval=False)
    hand_over(laptop, two)
    at_laptop(laptop).not_paid(three, "ไม่อยู่บ้าน", ends_approval=False)
    assert states(laptop, run_id) == [VoucherState.HANDED_OVER, VoucherState.HANDED_OVER, VoucherState.ISSUED]
    assert at_laptop(laptop).run(run_id).vouchers[2].left_reason == "ไม่อยู่บ้าน"
    assert at_laptop(laptop).runs()[0].handed_over == 2
    with refused("payments.not_issued"):
        hand_over(laptop, one)

    with refused("checkouts.silent"):
        checkouts(office).come_home(ComeHome(run_id=run_id, counted=THREE))
    assert found.home(laptop) == 2
    assert states(office, run_id) == [VoucherState.PAID, VoucherState.PAID, VoucherState.ISSUED]
    after = office.budgets().page(SECOND_HALF).budget
    assert (after.paid, after.reserved, after.used) == (Baht.of(6000), THREE, before.used)
    helped = payments(office).run(run_id).vouchers[0].request_id
    assert requests(office).page(helped).request.status is RequestStatus.HELPED

    back = payments(office).run(run_id).returns
    assert back is not None
    assert (back.handed, back.expected, back.silent) == (Baht.of(6000), THREE, ())
    assert [(line.told, line.reason) for line in back.lines] == [("handed", ""), ("handed", ""), ("left", "ไม่อยู่บ้าน")]
    checkouts(office).come_home(ComeHome(run_id=run_id, counted=THREE))
    assert states(office, run_id)[2] is VoucherState.NOT_PAID
    page = payments(office).run(run_id)
    assert (page.checkout, page.here, page.vouchers[2].reason) == (None, True, "ไม่อยู่บ้าน")
    batches(office).give_back(run_id, TODAY, THREE, "ใบนำส่ง 1")
    receipts(office).close(run_id)
    assert payments(office).run(run_id).state is RunState.CLOSED
    paper = printing(office, tmp_path).ledger(LedgerOrder(half=SECOND_HALF, group="half"))
    assert not says(paper, "6,000.00")

    found.to_laptop(laptop)
    assert states(laptop, run_id) == [VoucherState.PAID, VoucherState.PAID, VoucherState.NOT_PAID]
    with refused("payments.run_closed"):
        hand_over(laptop, three)
    for store in (office, laptop):
        folded = state_of(store.engine)
        schema.rebuild(store.engine)
        assert state_of(store.engine) == folded


def test_a_laptop_prints_the_receipt_of_what_it_handed_over(office: TestOffice, tmp_path: Path) -> None:
    _, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    hand_over(laptop, voucher_id)
    page = receipts(laptop).receipt(voucher_id)
    assert page.handover is not None and page.handover.signature is not None
    assert (page.voucher.paid_on, page.voucher.counted, page.voucher.number) == (TODAY, THREE, "0001/2567")
    assert not says(printing(laptop, tmp_path).receipt(voucher_id), "0001/2567")


def test_a_laptop_pays_only_runs_that_went_out_with_it(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    other = found.enrol("เครื่อง2", area=frozenset({"410113"}))
    found.to_laptop(other)
    (voucher_id,) = voucher_ids(office, run_id)
    with refused("checkouts.not_here"):
        hand_over(other, voucher_id)
    assert [run.here for run in at_laptop(other).runs()] == [False]
    with refused("laptops.at_the_office"):
        at_laptop(laptop).not_paid(voucher_id, "ย้ายออก", ends_approval=True)
    with refused("laptops.at_the_office"):
        at_laptop(laptop).spoil(voucher_id, "เปียก")
    with refused("laptops.at_the_office"):
        checkouts(laptop).come_home(ComeHome(run_id=run_id, counted=THREE))


def test_a_laptop_judges_a_hand_over_as_the_paying_table_does(office: TestOffice, tmp_path: Path) -> None:
    found = Field(office, tmp_path)
    run_id = prepared_run(office, 2)
    laptop = found.enrol()
    found.out(laptop, run_id, Baht.of(4000))
    one, two = voucher_ids(office, run_id)
    with blocked("payments.count_differs"):
        hand_over(laptop, one, counted=Baht.of(2900))
    with blocked("payments.mark_missing"):
        hand_over(laptop, one, signature=None)
    hand_over(laptop, one)
    with blocked("checkouts.cash_short"):
        hand_over(laptop, two)


def test_cash_that_differs_at_the_return_is_explained(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    at_laptop(laptop).not_paid(*voucher_ids(office, run_id), "ไม่มา", ends_approval=False)
    found.home(laptop)
    with refused("checkouts.difference_unexplained") as said:
        checkouts(office).come_home(ComeHome(run_id=run_id, counted=Baht.of(2900)))
    assert said.value.params == {"difference": Baht.of(100)}
    with refused("checkouts.count_negative"):
        checkouts(office).come_home(ComeHome(run_id=run_id, counted=Baht(-1), note="ขาด"))
    checkouts(office).come_home(ComeHome(run_id=run_id, counted=Baht.of(2900), note="ธนบัตรหาย"))
    with refused("checkouts.not_out"):
        checkouts(office).come_home(ComeHome(run_id=run_id, counted=THREE))
    assert payments(office).run(run_id).returns is None


def test_accepting_that_is_killed_between_goes_on_and_takes_each_once(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office)
    for voucher_id in voucher_ids(office, run_id):
        hand_over(laptop, voucher_id)
    found.to_office(laptop)

    class Killed(Exception):
        """The program ended."""

    work = office.work("finance")
    begun, begin = [], work.begin

    def dying(use_case: str):  # type: ignore[no-untyped-def]
        begun.append(use_case)
        if len(begun) == 3:
            raise Killed
        return begin(use_case)

    work.begin = dying  # type: ignore[assignment]
    service = checkouts(office)
    service._work = work
    with pytest.raises(Killed):
        service.accept()
    assert states(office, run_id) == [VoucherState.PAID, VoucherState.HANDED_OVER, VoucherState.HANDED_OVER]
    assert (checkouts(office).accept(), checkouts(office).accept()) == (2, 0)
    assert states(office, run_id) == [VoucherState.PAID] * 3
    budget = office.budgets().page(SECOND_HALF).budget
    assert (budget.paid, budget.reserved) == (CASH, Baht.zero())


def test_who_handles_no_money_leaves_hand_overs_to_the_next_who_does(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    hand_over(laptop, *voucher_ids(office, run_id))
    found.to_office(laptop)
    assert checkouts(office, "admin").accept() == 0
    assert payments(office).run(run_id).waiting == 1
    assert checkouts(office, "officer").accept() == 1
    assert payments(office).run(run_id).waiting == 0
