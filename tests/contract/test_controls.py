"""Controls on both engines: gathered from real payments, judged by a named person, frozen where payees say so."""

from __future__ import annotations

import pytest

from kmcase.application.access import Cancelled, Silent
from kmcase.application.payments import RecordTransfer
from kmcase.application.read.controls import ControlBoard
from kmcase.application.read.today import Task
from kmcase.application.today import TodayService
from kmcase.domain.controls import Verdict
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.clocks import Clocks
from tests.control_builders import ask, controls, judge, open_items, short_payment
from tests.money_builders import (
    approved,
    blocked,
    drawn_batch,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    scan_all,
    stored,
    voucher_ids,
)
from tests.request_builders import TODAY, refused
from tests.state import state_of


def line(board: ControlBoard, code: str) -> tuple[int, int, int]:
    [found] = [one for one in board.lines if one.code == code]
    return (found.open, found.explained, found.confirmed)


def test_an_honest_round_gives_no_observation(office: TestOffice) -> None:
    run_id = prepared_run(office, 3)
    for voucher_id in voucher_ids(office, run_id):
        pay(office, voucher_id, photo=stored(EvidenceKind.HANDOVER_PHOTO))
        ask(office, voucher_id)
    receipts(office).close(run_id)
    scan_all(office, run_id)
    board = controls(office, "auditor").board()
    assert (board.items, board.payments) == ((), 3)
    assert all((one.open, one.explained, one.confirmed) == (0, 0, 0) for one in board.lines)


def test_facts_are_those_of_the_hand_over(office: TestOffice) -> None:
    voucher_id = short_payment(office)
    with office.work("auditor").read("controls.read") as reading:
        facts = reading.controls.facts(TODAY, Silent())
    [payment] = facts.payments
    assert (payment.voucher_id, payment.payer, payment.recorded_by) == (voucher_id, "finance", "finance")
    assert (payment.amount, payment.mark, payment.place) == (300_000, "signature", "ศาลาประชาคมบ้านเชียงพิณ")
    assert (payment.committee, payment.fiscal_year, payment.half) == (("director", "officer2"), 2567, 2)
    [request] = facts.requests
    assert (request.request_id, request.officer, request.decided_on) == (payment.request_id, "officer", TODAY)
    assert facts.moments == (), "no laptop"
    assert payment.entry.startswith(office.store.store_id)
    assert facts.persons[payment.person_id].moo == 3
    assert facts.batches[0].drawn == 300_000
    assert not facts.batches[0].settled


def test_a_transfer_is_looked_at_as_well(office: TestOffice) -> None:
    run_id = prepared_run(office, 2, method=Method.TRANSFER)
    for voucher_id in voucher_ids(office, run_id):
        told = RecordTransfer(voucher_id=voucher_id, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY)
        payments(office).record_transfer(told)
    item = open_items(office)["f1.same_account"]
    assert dict(item.observation.facts)["account"] == ("…7890", "…7890")
    assert len(item.observation.vouchers) == 2


def test_an_explained_observation_stays_explained_until_its_facts_change(office: TestOffice) -> None:
    voucher_id = short_payment(office)
    item = open_items(office)["f6.said_less"]
    assert (item.mine, item.returned, item.officer_name) == (False, False, "นายพุธ จ่ายเงิน")
    judge(office, item, reason=" ค่ารถที่ผู้รับจ่ายเอง ", attachment=stored(EvidenceKind.OTHER))
    board = controls(office).board()
    assert line(board, "f6.said_less") == (0, 1, 0)
    [explained] = board.items
    assert explained.judgements[0].reason == "ค่ารถที่ผู้รับจ่ายเอง"
    assert explained.judgements[0].judged_by == "social"
    assert explained.judgements[0].attachment is not None
    ask(office, voucher_id, amount_said=Baht.of(500))
    again = open_items(office)["f6.said_less"]
    assert again.returned
    assert again.judgements == explained.judgements


def test_a_judgement_is_taken_up_again_and_confirmed(office: TestOffice) -> None:
    short_payment(office)
    item = open_items(office)["f6.said_less"]
    judge(office, item)
    judge(office, item, Verdict.REOPENED, "director")
    assert line(controls(office).board(), "f6.said_less") == (1, 0, 0)
    judge(office, item, Verdict.CONFIRMED, "director")
    board = controls(office).board()
    assert line(board, "f6.said_less") == (0, 0, 1)
    assert [made.verdict for made in board.items[0].judgements] == [
        Verdict.CONFIRMED,
        Verdict.REOPENED,
        Verdict.EXPLAINED,
    ]


def test_nobody_judges_the_own_work(office: TestOffice) -> None:
    short_payment(office)
    item = open_items(office, "finance")["f6.said_less"]
    assert item.mine
    with refused("controls.own_work"):
        judge(office, item, login="finance")
    judge(office, item, login="finance2")


@pytest.mark.parametrize("login", ["auditor", "admin", "officer"])
def test_who_does_not_judge_is_refused(office: TestOffice, login: str) -> None:
    short_payment(office)
    with refused("shell.not_permitted"):
        judge(office, open_items(office)["f6.said_less"], login=login)


def test_what_is_judged_is_there_with_these_facts_and_with_a_reason(office: TestOffice) -> None:
    short_payment(office)
    item = open_items(office)["f6.said_less"]
    with refused("controls.reason_missing"):
        judge(office, item, reason="  ")
    with refused("controls.facts_changed"):
        judge(office, item, digest="0" * 64)
    with refused("controls.facts_changed"):
        judge(office, item, record_id="nowhere")
    with refused("controls.unknown"):
        judge(office, item, control="f9.nothing")


def test_a_round_whose_payee_gave_the_money_away_is_frozen_until_somebody_explains(office: TestOffice) -> None:
    first, second, third = voucher_ids(office, prepared_run(office, 3))
    pay(office, first)
    pay(office, second)
    ask(office, first, put_together=True, given_to="ประธานกลุ่ม", who_asked="ผู้ใหญ่บ้าน")
    with blocked("controls.round_frozen"):
        pay(office, third)
    item = open_items(office)["f1.put_together"]
    judge(office, item, Verdict.CONFIRMED, "director")
    with blocked("controls.round_frozen"):
        pay(office, third)
    judge(office, item, Verdict.EXPLAINED, "director")
    pay(office, third)


def test_a_frozen_round_stops_the_payers_next_round_in_the_village_and_nobody_elses(office: TestOffice) -> None:
    one, other, third = approved(office, 3)
    run_id = payments(office).prepare(run_order(drawn_batch(office, (one,), "ฎ 1/2567"), (one,))).value
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    ask(office, voucher_id, put_together=True, given_to="ผู้ใหญ่บ้าน")
    batch_id = drawn_batch(office, (other, third), "ฎ 2/2567")
    with blocked("controls.round_frozen"):
        payments(office).prepare(run_order(batch_id, (other,)))
    payments(office).prepare(run_order(batch_id, (third,), payer="finance2"))


def test_a_batch_whose_money_is_in_no_run_is_seen_when_its_runs_are_closed(office: TestOffice) -> None:
    one, other = approved(office, 2)
    run_id = payments(office).prepare(run_order(drawn_batch(office, (one, other)), (one,))).value
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    assert "f2.batch_differs" not in open_items(office)
    receipts(office).close(run_id)
    item = open_items(office)["f2.batch_differs"]
    assert dict(item.observation.facts)["difference"] == Baht.of(3000)


def test_computing_can_be_cancelled(office: TestOffice) -> None:
    class Cancelling(Silent):
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        controls(office).board(Cancelling())


def test_judgements_are_the_same_after_a_rebuild(office: TestOffice) -> None:
    short_payment(office)
    judge(office, open_items(office)["f6.said_less"], attachment=stored(EvidenceKind.OTHER))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_open_observations_wait_among_the_days_tasks_of_who_looks_into_them(office: TestOffice) -> None:
    assert waiting(office) == {"social": 0, "director": 0, "auditor": 0, "finance": None}
    short_payment(office)
    assert waiting(office) == {"social": 1, "director": 1, "auditor": 1, "finance": None}
    judge(office, open_items(office)["f6.said_less"])
    assert waiting(office)["director"] == 0


def waiting(office: TestOffice) -> dict[str, int | None]:
    """How many the start of the day tells each of; None where it is not their task."""
    found: dict[str, int | None] = {}
    for login in ("social", "director", "auditor", "finance"):
        tasks = TodayService(office.work(login), Clocks()).page().tasks
        found[login] = next((item.count for item in tasks if item.task is Task.OBSERVATION), None)
    return found


def test_an_office_with_very_many_payments_is_counted_on_the_board_alone(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_payment(office)
    monkeypatch.setattr("kmcase.application.controls._COUNTED_AT_ONCE", 0)
    assert waiting(office)["director"] == 0
    assert len(controls(office).board().items) == 1


def test_the_times_of_a_payment_stand_side_by_side(office: TestOffice) -> None:
    voucher_id = short_payment(office)
    clocks = receipts(office).receipt(voucher_id).clocks
    assert clocks is not None
    now = office.clock.now()
    assert (clocks.claimed_on, clocks.device_time, clocks.entered_at, clocks.numbered_at) == (TODAY, now, now, now)
    assert (clocks.photo_at, clocks.bank_on) == (None, None)
    assert clocks.order > 1


def test_a_transfer_has_the_banks_day_and_a_number_that_is_not_paid_no_times(office: TestOffice) -> None:
    paid, unpaid = voucher_ids(office, prepared_run(office, 2, method=Method.TRANSFER))
    told = RecordTransfer(voucher_id=paid, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY)
    payments(office).record_transfer(told)
    clocks = receipts(office).receipt(paid).clocks
    assert clocks is not None
    assert (clocks.bank_on, clocks.device_time) == (TODAY, None)
    assert receipts(office).receipt(unpaid).clocks is None
