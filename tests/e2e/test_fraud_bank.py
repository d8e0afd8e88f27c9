"""Findings 1, 4 and 6 beside the bank through the real window: another account, name or day than the receipts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.payments import RecordTransfer
from kmcase.domain.payments import BankResult, Method
from tests.bank_builders import bank_file, bank_line
from tests.e2e.desk import choosing
from tests.e2e.fraud_hands import FraudHands, Story, somebody

ON_THE_DAY = "12/06/2567 08:45"
DAYS_LATER = "20/06/2567 08:45"


def test_what_the_bank_says_otherwise_than_the_receipts_is_found(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    people = story.road.register(somebody(0), somebody(1))
    _transfer(story, people, ("9800000001", "9800000002"), "ขบ 1/2567")
    story.place.later(days=10)
    told = bank_file(
        tmp_path,
        bank_line(1, name="นายหัวหมู่ ชวนคน", day=ON_THE_DAY),
        bank_line(1, reference="KTB000009", day=ON_THE_DAY),
        bank_line(2, day=DAYS_LATER),
        bank_line(7, number="", account="77", name="นายไม่รู้จัก ใครเลย", day=ON_THE_DAY),
    )
    with story.window() as hands:
        hands.sign_in("finance")
        _read_report(hands, told, monkeypatch)
        observed = hands.board()
        assert {"banks.other_name", "banks.other_day", "banks.paid_twice", "banks.line_differs"} <= observed.keys()
        hands.look_into("banks.other_name")
        assert hands.reads("นายหัวหมู่ ชวนคน")


def test_an_account_that_was_given_anew_just_before_the_money_went_there_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    people = story.road.register(somebody(0))
    _transfer(story, people, ("9800000001",), "ขบ 1/2567")
    story.place.later(days=31)
    _transfer(story, people, ("9800000099",), "ขบ 2/2567")
    with story.window() as hands:
        assert hands.board()["banks.account_changed"] == somebody(0).full_name
        hands.look_into("banks.account_changed")
        assert hands.reads("…0001")
        assert hands.reads("…0099")


def _transfer(story: Story, people: tuple[str, ...], accounts: tuple[str, ...], number: str) -> None:
    """The whole road for people whose money goes to accounts, entered by hand as paid today."""
    road = story.road
    requests = road.bring_to_ready(people)
    road.approve(requests)
    batch_id = road.ask_for(requests, number)
    road.draw(batch_id, 3000 * len(people))
    given = dict(zip(requests, accounts, strict=True))
    run_id = road.prepare(batch_id, requests, "finance2", method=Method.TRANSFER, accounts=given)
    with story.place.inside("office", "finance") as office:
        payments = office.services.payments
        for place, voucher in enumerate(payments.run(run_id).vouchers, 1):
            told = RecordTransfer(
                voucher_id=voucher.voucher_id, reference=f"KTB{place:06}", result=BankResult.PAID, paid_on=road.today
            )
            payments.record_transfer(told)


def _read_report(hands: FraudHands, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.go("reconciliation")
    listed = hands.list("reconciliation.list.title")
    hands.choose_first(listed)
    QTest.keyClick(listed.grid, Qt.Key.Key_Return)
    hands.settle()
    choosing(monkeypatch, path)
    hands.press("reconciliation.page.report")
    hands.press("reconciliation.report.choose")
    hands.press("reconciliation.report.record")
