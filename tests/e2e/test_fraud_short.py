"""Findings 2 and 6 through the real window: less is paid than was drawn, and less is received than the receipt says."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kmcase.domain.money import Baht
from kmcase.domain.payments import RunState, VoucherState
from tests.e2e.fraud_hands import FraudHands, Story, somebody
from tests.money_builders import blocked

HALF = Baht.of(20_000)


def test_of_forty_thousand_drawn_and_twenty_paid_the_rest_is_asked_for_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    requests = road.bring_to_ready(road.register(*(somebody(n) for n in range(20))))
    road.approve(requests, 2000)
    batch_id = road.ask_for(requests)
    with story.window() as hands:
        hands.sign_in("finance")
        hands.go("batches")
        hands.choose(hands.list("batches.screen.batches"), "ขบ 1/2567")
        hands.fill("batches.draw.amount", "40,000")
        hands.fill("batches.draw.on", "12/6/2567")
        hands.fill("batches.draw.document", "นส 1/2567")
        hands.press("batches.draw.button")
    road.pay(road.prepare(batch_id, requests[:10]), 10)
    with story.window() as hands:
        _close_half(hands)
    second = road.prepare(batch_id, requests[10:])
    with story.window() as hands:
        _try_to_close_unpaid(hands)
        _give_up(hands, second)
        _try_to_close_unreturned(hands, second)
        _return_and_close(hands)


def _close_half(hands: FraudHands) -> None:
    """The run of those who were paid is closed; what was drawn beside it is asked for on the page and on the board."""
    hands.sign_in("finance")
    hands.go("runs")
    hands.choose(hands.list("payments.screen.runs"), "ขบ 1/2567-1")
    hands.press("payments.runs.close")
    hands.go("batches")
    hands.choose(hands.list("batches.screen.batches"), "ขบ 1/2567")
    hands.must_read("batches.page.to_answer", amount=HALF)
    assert {name for name in _names(range(10, 20)) if hands.reads(name)} == _names(range(10, 20))
    assert "f2.batch_differs" in hands.board()
    hands.look_into("f2.batch_differs")
    assert hands.reads("20,000.00")


def _try_to_close_unpaid(hands: FraudHands) -> None:
    """A run in which nobody was paid: it names everybody instead of closing."""
    hands.sign_in("finance")
    hands.go("runs")
    hands.choose(hands.list("payments.screen.runs"), "ขบ 1/2567-2")
    hands.must_read("payments.runs.not_yet")
    assert not hands.can_press("payments.runs.close")
    assert {name for name in _names(range(10, 20)) if hands.reads(name)} == _names(range(10, 20))
    assert hands.sentences().count(hands.text("payments.runs.row_open")) == 10


def _give_up(hands: FraudHands, run_id: str) -> None:
    """Nobody of the run will be paid: the approvals end."""
    payments = hands.services.payments
    for voucher in payments.run(run_id).vouchers:
        payments.not_paid(voucher.voucher_id, "ย้ายออกไปแล้ว", ends_approval=True)


def _try_to_close_unreturned(hands: FraudHands, run_id: str) -> None:
    """Their money has to come back first: the window offers no closing, and the office refuses it."""
    hands.sign_in("finance")
    hands.go("runs")
    hands.choose(hands.list("payments.screen.runs"), "ขบ 1/2567-2")
    hands.must_read("payments.runs.three_differs", difference=HALF)
    hands.must_read("payments.runs.return_will", amount=HALF)
    assert not hands.can_press("payments.runs.close")
    with blocked("payments.run_drawn_differs"):
        hands.services.receipts.close(run_id)
    page = hands.services.payments.run(run_id)
    assert page.state is RunState.OPEN
    assert {voucher.state for voucher in page.vouchers} == {VoucherState.NOT_PAID}


def _return_and_close(hands: FraudHands) -> None:
    """Returned, the run closes, and of what is in order the board says nothing."""
    hands.fill("payments.runs.return_amount", "20,000")
    hands.fill("payments.runs.return_on", "12/6/2567")
    hands.fill("payments.runs.return_document", "นส 2/2567")
    hands.press("payments.runs.return_do")
    hands.press("payments.runs.close")
    assert "f2.batch_differs" not in hands.board()


def test_less_than_the_receipt_is_stopped_at_the_table_and_found_by_who_asks(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    run_id = story.road.to_a_run(*(somebody(n) for n in range(2)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        hands.call("บุญมี")
        hands.count_and_sign("2,000")
        short = {"counted": Baht.of(2000), "amount": Baht.of(3000), "difference": Baht.of(1000)}
        hands.must_read("payments.entry.count_under", **short)
        assert not hands.can_press("payments.head.pay")
        assert _states(hands, run_id) == [VoucherState.ISSUED] * 2

        hands.pay("บุญมี")
        story.place.later(minutes=15)
        hands.pay("คำปุน")
        assert _states(hands, run_id) == [VoucherState.PAID] * 2

        hands.sign_in("social2")
        for number, name in enumerate(("บุญมี", "คำปุน")):
            hands.go("followups")
            hands.choose(hands.list("followups.screen.followups"), f"นาง{name} ศรีสุข")
            assert not hands.reads("3,000"), "Who asks is not told what the receipt says"
            hands.ask(f"นาง{name} ศรีสุข", amount_said=("2,000", "1,500")[number])

        _look_again(hands)
        observed = hands.board()
        assert {"f6.said_less", "f6.not_signed", "f5.rechecked"} <= observed.keys()
        assert "f2.short_round" in observed
        hands.look_into("f2.short_round")
        assert hands.reads("2,500.00"), "What is missing in all"


def _look_again(hands: FraudHands) -> None:
    """After the answers who asked sees the papers: the house is another, and the signature is not the payee's."""
    hands.press("followups.papers.show_mark")
    for part, words in (("household", "as_written"), ("condition", "differs"), ("income", "as_written")):
        hands.fill(f"followups.papers.{part}_now", hands.text(f"followups.agreement.{words}"))
    hands.fill("followups.papers.found", "บ้านสองชั้น มั่นคง")
    hands.fill("followups.papers.recognition", hands.text("followups.recognition.not_own"))
    hands.fill("followups.papers.remarks", "ไม่เคยเขียนชื่อแบบนี้")
    hands.press("followups.papers.record")


def _states(hands: FraudHands, run_id: str) -> list[VoucherState]:
    return [voucher.state for voucher in hands.services.payments.run(run_id).vouchers]


def _names(places: range) -> set[str]:
    return {somebody(n).full_name for n in places}
