"""Finding 4 through the real window: the money is handed over on another day than the receipt says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState
from tests.e2e.desk import naming
from tests.e2e.fraud_hands import FraudHands, Story, somebody
from tests.paper import says

LATE = 19
"""Days between the day that is claimed and that on which, after the news, it is entered."""
SECOND = "นายวีระ เรียนดี"


def test_what_is_entered_after_the_news_as_paid_before_it_is_stopped_marked_and_found(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    run_id = story.road.to_a_run(*(somebody(n) for n in range(2)))
    password = story.place.choose_password("director")
    story.place.later(days=LATE + 1)
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        hands.call("บุญมี")
        hands.put_photo("evidence.kind.handover_photo", monkeypatch, hands.photo("p.jpg", "2024:07:02 10:00:00", 5))
        hands.count_and_sign("3,000")
        hands.tick("payments.entry.late")
        for day, key, told in (
            ("4/7/2567", "payments.finding.paid_in_future", {}),
            ("11/6/2567", "payments.finding.paid_before_drawn", {"drawn": date(2024, 6, 12)}),
        ):
            hands.fill("payments.entry.paid_on", day)
            hands.wait_for(hands.text(key, **told))
            assert not hands.can_press("payments.head.pay")
        hands.fill("payments.entry.paid_on", "13/6/2567")
        hands.settle()
        hands.press("payments.head.pay")
        hands.must_read("payments.finding.late_unexplained", days=LATE)
        assert _states(hands, run_id) == [VoucherState.ISSUED] * 2

        hands.fill("payments.entry.late_reason", "น้ำท่วม")
        hands.fill("widgets.second.person", SECOND)
        hands.fill("widgets.second.password", password)
        hands.press("payments.head.pay")
        assert _states(hands, run_id) == [VoucherState.PAID, VoucherState.ISSUED]

        hands.go("receipts")
        hands.choose(hands.list("payments.screen.receipts"), somebody(0).full_name)
        hands.must_read("payments.receipts.late_said", reason="น้ำท่วม", name=SECOND)
        receipt = _printed(hands, tmp_path, monkeypatch, "payments.receipts.print")
        assert says(receipt, hands.text("documents.receipt.late", days=LATE, reason="น้ำท่วม", second=SECOND)) == []

        hands.sign_in("social2")
        hands.ask(somebody(0).full_name, amount_said="3,000", received_on_said="2/7/2567")
        observed = hands.board()
        assert {"f4.late_entry", "f4.evidence_day", "f4.said_day"} <= observed.keys()
        hands.look_into("f4.late_entry")
        assert hands.reads("น้ำท่วม")

        hands.go("ledger")
        hands.wait_for(hands.text("ledger.agrees", total=Baht.of(3000)))
        naming(monkeypatch, tmp_path / "ledger.pdf")
        hands.press("widgets.pdf.save")
        late = hands.text("documents.ledger.late", days=LATE)
        assert says((tmp_path / "ledger.pdf").read_bytes(), late) == []


def _printed(hands: FraudHands, folder: Path, monkeypatch: pytest.MonkeyPatch, button: str) -> bytes:
    naming(monkeypatch, folder / "paper.pdf")
    hands.press(button)
    hands.press("widgets.pdf.save")
    hands.close_sheet()
    return (folder / "paper.pdf").read_bytes()


def _states(hands: FraudHands, run_id: str) -> list[VoucherState]:
    return [voucher.state for voucher in hands.services.payments.run(run_id).vouchers]


def test_signatures_in_a_row_and_a_clock_set_back_are_found(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    names = [somebody(n).first_name for n in range(10)]
    story.road.to_a_run(*(somebody(n) for n in range(10)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        for name in names[:9]:
            hands.pay(name)
            story.place.later(seconds=5)
        assert "f4.rushed" not in hands.board()
        hands.sign_in("officer")
        hands.go("paying")
        hands.pay(names[9])
        assert "f4.rushed" in hands.board()


def test_a_clock_that_was_set_back_between_two_payments_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    story.road.to_a_run(*(somebody(n) for n in range(2)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        hands.pay("บุญมี")
        story.place.later(minutes=-40)
        hands.pay("คำปุน")
        assert "f4.clock_back" in hands.board()
        hands.look_into("f4.clock_back")
        assert hands.reads(somebody(1).full_name)
