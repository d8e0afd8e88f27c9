"""Finding 3 across identities through the real window: one human being under two entries, and money of another unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from kmcase.domain.dates import PartialDate
from kmcase.domain.payments import VoucherState
from kmcase.domain.people import NoIdReason
from tests.e2e.desk import choosing
from tests.e2e.fraud_hands import FraudHands, Story, somebody
from tests.request_builders import opening

BORN = PartialDate(1960, 5, 12)
KNOWN = somebody(0, birth=BORN)
AGAIN = somebody(0, last_name="ศรีสุก", birth=BORN, national_id=None, no_id_reason=NoIdReason.CARD_LOST)


def test_one_who_was_entered_again_with_a_letter_changed_is_paid_nothing_until_somebody_decides(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    known, again = road.register(KNOWN, AGAIN)
    with story.place.inside("office", "director") as office:
        for number in range(3):
            office.services.budgets.enter_opening(opening(known, voucher_number=f"เดิม {number}"))
    requests = road.bring_to_ready((again,))
    road.approve(requests)
    batch_id = road.ask_for(requests)
    road.draw(batch_id, 3000)
    run_id = road.prepare(batch_id, requests)
    with story.window() as hands:
        _type_again(hands)
        _call(hands, AGAIN.first_name)
        assert hands.text("duplicates.finding.open", name=KNOWN.full_name) in hands.findings_of_payee()
        assert not hands.can_press("payments.head.pay")

        hands.decide_on_duplicates("same", "บัตรเก่าที่นำมาแสดงเป็นใบเดียวกัน")

        _call(hands, AGAIN.first_name)
        told = hands.text("limits.finding.times_person", times=3, most=3, year="2567")
        assert told in hands.findings_of_payee()
        assert not hands.can_press("payments.head.pay")
        (voucher,) = hands.services.payments.run(run_id).vouchers
        assert voucher.state is VoucherState.ISSUED


def _type_again(hands: FraudHands) -> None:
    """While somebody is typed, the register is asked; nothing is kept."""
    hands.sign_in("officer2")
    hands.go("people")
    hands.press("people.new_short")
    for field in ("first_name", "last_name"):
        hands.fill(f"people.field.{field}", str(getattr(AGAIN, field)))
    hands.fill("people.field.birth", "12/5/2503")
    hands.wait_for(hands.text("duplicates.alike.title"))
    assert hands.reads(KNOWN.full_name)


def _call(hands: FraudHands, name: str) -> None:
    hands.sign_in("officer")
    hands.go("paying")
    hands.call(name)
    hands.count_and_sign("3,000")


def test_money_of_another_unit_is_seen_beside_the_offices_own(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    story.road.pay(story.road.to_a_run(KNOWN, somebody(1)), 2)
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("other_payments")
        choosing(monkeypatch, _list_of_another_unit(tmp_path))
        hands.press("other_payments.list.take")
        hands.fill("other_payments.list.unit", "พมจ. อุดรธานี")
        hands.press("other_payments.form.save")
        assert hands.board()["p.other_programme"] == KNOWN.full_name
        hands.look_into("p.other_programme")
        assert hands.reads("พมจ. อุดรธานี")


def _list_of_another_unit(folder: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["ชื่อ-สกุล", "เลขประจำตัวประชาชน", "วันที่จ่าย", "จำนวนเงิน"])
    page.append([KNOWN.full_name, KNOWN.national_id, date(2023, 11, 15), 2000])
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"
