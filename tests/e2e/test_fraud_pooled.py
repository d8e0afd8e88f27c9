"""Finding 1 through the real window: payees are grouped and their money is put together."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.payments import RecordTransfer
from kmcase.domain.payments import BankResult, Method, VoucherState
from tests.e2e.fraud_hands import FraudHands, Story, somebody

LEADER = "นายหัวหมู่ ชวนคน"
GROUP = ("บุญมี", "คำปุน", "สมหมาย", "ทองใบ", "ประไพ")
LAST = "วิเชียร"


def test_a_round_whose_money_went_to_the_leader_is_seen_and_stopped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    run_id = story.road.to_a_run(*(somebody(n, phone="0812345678") for n in range(6)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        for name in GROUP[:2]:
            story.place.later(minutes=15)
            hands.pay(name)
        for name in GROUP[2:]:
            story.place.later(minutes=15)
            hands.call(name)
            hands.receive_for(LEADER, "หัวหน้ากลุ่ม", monkeypatch)
            hands.count_and_sign("3,000")
            hands.press("payments.head.pay")

        hands.sign_in("social2")
        for name in GROUP[:2]:
            hands.ask(
                f"นาง{name} ศรีสุข",
                put_together=hands.text("followups.form.yes"),
                given_to="หัวหน้ากลุ่ม",
                who_asked=LEADER,
                amount_said="3,000",
            )

        hands.sign_in("officer")
        hands.go("paying")
        hands.call(LAST)
        hands.count_and_sign("3,000")
        frozen = [said for said in hands.findings_of_payee() if "หยุดไว้" in said]
        assert frozen
        assert hands.reads(frozen[0])
        assert not hands.can_press("payments.head.pay")

        observed = hands.board("director")
        assert {"f1.put_together", "f1.same_receiver", "f1.same_phone", "f1.pooled_round"} <= observed.keys()
        hands.look_into("f1.put_together")
        assert hands.reads("หัวหน้ากลุ่ม")
        assert _last(hands, run_id) is VoucherState.ISSUED
        hands.judge("f1.put_together", "explained", "ทั้งสองคนยืนยันต่อหน้าว่าได้เงินคืนครบแล้ว")

        hands.sign_in("officer")
        hands.go("paying")
        hands.pay(LAST)
        assert _last(hands, run_id) is VoucherState.PAID


def _last(hands: FraudHands, run_id: str) -> VoucherState:
    return hands.services.payments.run(run_id).vouchers[-1].state


def test_one_account_for_several_families_is_told_before_the_transfer_and_seen_after(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    requests = road.bring_to_ready(road.register(*(somebody(n) for n in range(2))))
    road.approve(requests)
    batch_id = road.ask_for(requests)
    road.draw(batch_id, 6000)
    accounts = dict.fromkeys(requests, "123-4-56789-0")
    run_id = road.prepare(batch_id, requests, method=Method.TRANSFER, accounts=accounts)
    with story.window() as hands:
        hands.sign_in("finance")
        hands.go("runs")
        hands.choose(hands.list("payments.screen.runs"), "ขบ 1/2567-1")
        hands.must_read("payments.runs.rows_accounts")
        hands.must_read("payments.runs.row_account", others=somebody(1).full_name)
        payments = hands.services.payments
        for voucher in payments.run(run_id).vouchers:
            told = RecordTransfer(
                voucher_id=voucher.voucher_id, reference="KTB 1", result=BankResult.PAID, paid_on=road.today
            )
            payments.record_transfer(told)
        assert "f1.same_account" in hands.board()
        hands.look_into("f1.same_account")
        assert hands.reads("…7890")
