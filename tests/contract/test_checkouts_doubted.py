"""Hand-overs of laptops that the books do not take: seen, decided on, and never booked twice, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kmcase.application.checkouts import Settle, TakeBack
from kmcase.application.payments import HandOver
from kmcase.application.read.checkouts import HandoverDoubt
from kmcase.application.read.today import Task
from kmcase.application.today import TodayService
from kmcase.domain.checkouts import HandoverRecorded
from kmcase.domain.events import Judgement
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, VoucherState
from kmcase.persistence import schema
from tests.builders import SECOND_HALF, TestOffice, late, password_of
from tests.clocks import Clocks
from tests.field_money import Field, TestLaptop, at_laptop, checkouts, taken_out
from tests.money_builders import (
    blocked,
    handover,
    next_day,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    voiding,
    voucher_ids,
)
from tests.request_builders import days_later, refused
from tests.state import state_of

THREE = Baht.of(3000)


def hand_over(laptop: TestLaptop, voucher_id: str, **changes: object) -> None:
    """Pay on a laptop."""
    at_laptop(laptop).hand_over(HandOver(voucher_id=voucher_id, handover=handover(**changes)))


def tell(laptop: TestLaptop, voucher_id: str, told: Handover | None = None, **changes: str) -> None:
    """A laptop that follows no rule says that it handed something over."""
    with laptop.work("finance").begin("payments.pay") as unit:
        event = HandoverRecorded(
            handover_id=unit.ids.new(),
            checkout_id="",
            run_id="ไม่มี",
            voucher_id=voucher_id,
            person_id="ไม่มี",
            handover=told or handover(),
            device_time=unit.now,
            judgement=Judgement(),
        )
        unit.record(replace(event, **changes))
        unit.commit("")


def take_back(office: TestOffice, run_id: str, second: str = "social") -> None:
    """The director takes the run from its laptop."""
    lost = TakeBack(run_id=run_id, reason="เครื่องหาย", second_person=second, second_password=password_of(second))
    checkouts(office, "director").take_back(lost)


def the_doubt(office: TestOffice) -> HandoverDoubt:
    """The one hand-over that waits for a person."""
    (found,) = checkouts(office).doubts()
    return found


def codes(doubt: HandoverDoubt) -> set[str]:
    """What stands against it."""
    return {finding.code for finding in doubt.findings if finding.severity is Severity.BLOCK}


def settle(office: TestOffice, *, accept: bool, reason: str = "ตรวจแล้ว", login: str = "director") -> None:
    """The word on the one that waits."""
    command = Settle(handover_event=the_doubt(office).handover_event, accept=accept, reason=reason)
    checkouts(office, login).settle(command)


def books(office: TestOffice) -> tuple[Baht, Baht]:
    """What is paid and reserved."""
    budget = office.budgets().page(SECOND_HALF).budget
    return budget.paid, budget.reserved


def test_a_run_that_was_taken_back_is_paid_at_the_office_and_what_the_laptop_says_later_is_a_finding(
    office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    hand_over(laptop, voucher_id)
    take_back(office, run_id)
    pay(office, voucher_id)
    assert found.home(laptop) == 0
    assert books(office) == (THREE, Baht.zero())
    doubt = the_doubt(office)
    assert codes(doubt) == {"checkouts.came_taken_back", "checkouts.second_handover"}
    assert (doubt.laptop_name, doubt.amount, doubt.payer_name) == ("เครื่อง1", THREE, "นายพุธ จ่ายเงิน")
    assert (doubt.stands, doubt.stands_by, doubt.may_be_accepted) == (VoucherState.PAID, "นายพุธ จ่ายเงิน", False)
    assert payments(office).run(run_id).doubts == (doubt,)
    with blocked("checkouts.second_handover"):
        settle(office, accept=True)
    settle(office, accept=False, reason="เรียกเงินคืนแล้ว")
    assert checkouts(office).doubts() == () and books(office) == (THREE, Baht.zero())


def test_a_run_is_taken_back_with_a_reason_and_before_a_second_person(office: TestOffice, tmp_path: Path) -> None:
    _, _, run_id = taken_out(tmp_path, office, 1)
    with refused("duties.second_is_payer"):
        take_back(office, run_id, "finance")
    with refused("payments.reason_missing"):
        checkouts(office, "director").take_back(
            TakeBack(run_id=run_id, reason=" ", second_person="social", second_password=password_of("social"))
        )
    with refused("shell.not_permitted"):
        checkouts(office, "finance").take_back(
            TakeBack(run_id=run_id, reason="หาย", second_person="social", second_password=password_of("social"))
        )
    take_back(office, run_id)
    assert payments(office).run(run_id).checkout is None
    with refused("checkouts.not_out"):
        take_back(office, run_id)


def test_money_really_given_by_a_lost_laptop_blocks_another_payment_until_the_director_decides(
    office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    hand_over(laptop, voucher_id)
    take_back(office, run_id)
    found.home(laptop)
    assert codes(the_doubt(office)) == {"checkouts.came_taken_back"}
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.HANDED_OVER
    for attempt in (lambda: pay(office, voucher_id), lambda: payments(office).spoil(voucher_id, "เปียก")):
        with refused("payments.not_issued"):
            attempt()
    with refused("payments.reason_missing"):
        settle(office, accept=True, reason=" ")
    with refused("shell.not_permitted"):
        settle(office, accept=True, login="finance")
    settle(office, accept=True, reason="พบใบสำคัญที่ลงชื่อแล้ว")
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.PAID
    assert books(office) == (THREE, Baht.zero())
    with refused("checkouts.not_doubted"):
        checkouts(office, "director").settle(Settle(handover_event="ไม่มี:1", accept=True, reason="ก"))


def test_what_the_director_sets_aside_waits_for_its_payee_again(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    hand_over(laptop, voucher_id)
    take_back(office, run_id)
    found.home(laptop)
    settle(office, accept=False)
    pay(office, voucher_id)
    assert books(office) == (THREE, Baht.zero())
    folded = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == folded


def test_nobody_decides_on_their_own_payment(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    hand_over(laptop, *voucher_ids(office, run_id))
    take_back(office, run_id)
    found.home(laptop)
    command = Settle(handover_event=the_doubt(office).handover_event, accept=True, reason="ก")
    work = office.work("director")
    work.actor = replace(work.actor, staff_id="finance")
    service = checkouts(office)
    service._work = work
    with refused("checkouts.settled_by_payer"):
        service.settle(command)


def test_two_laptops_that_hand_over_one_number_post_once(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    other = found.enrol("เครื่อง2", area=frozenset({"410113"}))
    found.to_laptop(other)
    tell(other, voucher_id)
    hand_over(laptop, voucher_id)
    found.to_office(other)
    assert found.home(laptop) == 1
    doubt = the_doubt(office)
    assert doubt.laptop_name == "เครื่อง2" and "checkouts.not_checked_out" in codes(doubt)
    assert doubt.stands is VoucherState.PAID and doubt.run_id == run_id
    assert books(office) == (THREE, Baht.zero())


def test_one_laptop_that_says_it_twice_is_booked_once(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    out = payments(laptop).run(run_id).checkout
    assert out is not None
    hand_over(laptop, voucher_id)
    tell(laptop, voucher_id, checkout_id=out.checkout_id)
    assert found.home(laptop) == 1
    assert codes(the_doubt(office)) == {"checkouts.second_handover"}
    assert books(office) == (THREE, Baht.zero())


def test_a_laptop_that_was_revoked_before_its_word_was_accepted_is_doubted(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    hand_over(laptop, *voucher_ids(office, run_id))
    found.to_office(laptop)
    found.revoke(laptop)
    assert checkouts(office).accept() == 0
    assert codes(the_doubt(office)) == {"checkouts.laptop_revoked"}


def test_a_number_that_stands_otherwise_or_that_nobody_knows_is_doubted(office: TestOffice, tmp_path: Path) -> None:
    found = Field(office, tmp_path)
    run_id = prepared_run(office, 2)
    paid, unpaid = voucher_ids(office, run_id)
    pay(office, paid)
    receipts(office).void(voiding(paid, "director"))
    payments(office).not_paid(unpaid, "ย้ายออก", ends_approval=False)
    laptop = found.enrol(area=frozenset({"410113"}))
    found.to_laptop(laptop)
    for voucher_id in (paid, unpaid, "ไม่มี"):
        tell(laptop, voucher_id)
    before = books(office)
    assert found.home(laptop) == 0 and books(office) == before
    by_number = {doubt.number: doubt for doubt in checkouts(office).doubts()}
    assert "checkouts.stands_otherwise" in codes(by_number["0001/2567"])
    assert by_number["0002/2567"].stands is VoucherState.NOT_PAID
    unknown = by_number[""]
    assert (codes(unknown), unknown.stands, unknown.payee_name) == ({"checkouts.unknown_voucher"}, None, "")


def test_a_request_that_a_laptop_says_was_paid_gets_no_other_number(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    other = found.enrol("เครื่อง2")
    found.to_laptop(other)
    hand_over(laptop, voucher_id)
    take_back(office, run_id)
    payments(office).not_paid(voucher_id, "ไม่มา", ends_approval=False)
    tell(other, voucher_id)
    found.home(other)
    page = payments(office).run(run_id)
    again = run_order(page.values.batch_id, (page.vouchers[0].request_id,))
    with refused("payments.money_not_there"):  # Another laptop's word holds nobody up.
        payments(office).prepare(again)
    settle(office, accept=False)
    found.home(laptop)
    with refused("checkouts.claimed"):
        payments(office).prepare(again)
    settle(office, accept=False)
    with refused("payments.money_not_there"):
        payments(office).prepare(again)


def test_a_hand_over_after_its_half_is_doubted_until_the_late_payment_is_allowed(
    office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    out = payments(laptop).run(run_id).checkout
    assert out is not None
    after = next_day(130)
    days_later(office, 131)
    tell(laptop, voucher_id, handover(paid_on=after), checkout_id=out.checkout_id)
    found.home(laptop)
    assert "limits.outside_half" in codes(the_doubt(office))
    with blocked("limits.outside_half"):
        settle(office, accept=True)
    office.budgets("finance").allow_late(late(SECOND_HALF, after + timedelta(days=5), "director"))
    settle(office, accept=True)
    assert books(office) == (THREE, Baht.zero())


def test_a_hand_over_on_a_day_to_come_is_never_booked(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    out = payments(laptop).run(run_id).checkout
    assert out is not None
    tell(laptop, *voucher_ids(office, run_id), handover(paid_on=next_day()), checkout_id=out.checkout_id)
    found.home(laptop)
    assert codes(the_doubt(office)) == {"payments.paid_in_future"}
    with blocked("payments.paid_in_future"):
        settle(office, accept=True)


def test_what_the_paying_table_refuses_is_doubted(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    out = payments(laptop).run(run_id).checkout
    assert out is not None
    tell(laptop, voucher_id, handover(counted=Baht.of(2000), signature=None), checkout_id=out.checkout_id)
    found.home(laptop)
    assert codes(the_doubt(office)) == {"payments.count_differs", "payments.mark_missing"}
    with blocked("payments.count_differs"):
        settle(office, accept=True)


def test_doubted_hand_overs_stand_first_in_the_day_of_those_who_answer_for_money(
    office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office)
    hand_over(laptop, voucher_ids(office, run_id)[0])
    take_back(office, run_id)
    found.home(laptop)
    for login in ("director", "finance"):
        tasks = {each.task: each for each in TodayService(office.work(login), Clocks()).page().tasks}
        waiting = tasks[Task.DOUBTED]
        assert (waiting.count, waiting.record_id) == (1, run_id)
