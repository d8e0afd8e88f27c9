"""Further patterns through the real window (domain.md §9): signed blank, signed for others, signed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.payments import VoucherState
from kmcase.domain.people import Address
from tests.builders import CHIANG_PHIN
from tests.e2e.fraud_hands import Story, somebody
from ui.widgets import Chip


def test_forms_signed_before_they_bore_a_number_are_found(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    story.road.to_a_run(*(somebody(n) for n in range(2)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        for number, (name, taken) in enumerate((("บุญมี", "2024:06:11 16:00:00"), ("คำปุน", "2024:06:12 08:40:00"))):
            story.place.later(minutes=15)
            hands.call(name)
            photo = hands.photo(f"{number}.jpg", taken, 900 + number)
            hands.put_photo("evidence.kind.handover_photo", monkeypatch, photo)
            hands.count_and_sign("3,000")
            hands.press("payments.head.pay")
        assert hands.board()["p.before_number"] == somebody(0).full_name


def test_a_signature_of_who_cannot_write_is_refused_at_the_table_and_found_when_it_is_learnt_later(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    run_id = story.road.to_a_run(somebody(0, can_write=False), somebody(1))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        hands.call("บุญมี")
        assert hands.text("payments.entry.cannot_write") in hands.said(Chip)
        hands.press("payments.mark.signature")
        hands.count_and_sign("3,000")
        hands.press("payments.head.pay")
        hands.must_read("payments.finding.thumbprint_wanted")
        hands.pay("คำปุน")
        states = [voucher.state for voucher in hands.services.payments.run(run_id).vouchers]
        assert states == [VoucherState.ISSUED, VoucherState.PAID]

        hands.go("people")
        hands.choose(hands.list("people.screen"), somebody(1).full_name)
        hands.press("people.tick.can_write")
        hands.press("people.save")
        assert hands.board()["p.cannot_write"] == somebody(1).full_name


def test_signatures_taken_by_somebody_else_and_papers_that_never_came_are_found(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    run_id = story.road.to_a_run(*(somebody(n) for n in range(2)))
    with story.window() as hands:
        hands.sign_in("finance2")
        hands.go("paying")
        hands.pay("บุญมี")
        hands.sign_in("officer")
        hands.go("paying")
        story.place.later(minutes=15)
        hands.call("คำปุน")
        hands.press("payments.mark.paper")
        hands.fill("payments.entry.counted", "3,000")
        hands.press("payments.head.pay")
        assert hands.board()["p.other_login"] == somebody(0).full_name
        assert "p.no_mark" not in hands.board()
    story.place.later(days=15)
    with story.window() as hands:
        assert hands.board()["p.no_mark"] == somebody(1).full_name
    _scan_twice(story, run_id)
    with story.window() as hands:
        assert "p.no_mark" not in hands.board()
        assert hands.board()["p.signed_again"] == somebody(1).full_name


def test_more_payees_of_a_village_than_its_houses_could_hold_are_found(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    homes = [Address(house_no=str(n % 3), moo=4, subdistrict_code=CHIANG_PHIN) for n in range(10)]
    story.road.pay(story.road.to_a_run(*(somebody(n, address=home) for n, home in enumerate(homes))), 10)
    with story.window() as hands:
        assert somebody(0).full_name in hands.board()["p.village"]


def _scan_twice(story: Story, run_id: str) -> None:
    """The signed paper of the second number is scanned, and eight days later a paper of the same number again."""
    for _ in range(2):
        with story.place.inside("office", "officer") as office:
            (_, voucher) = office.services.payments.run(run_id).vouchers
            paper = story.road.photograph()
            kept = office.services.attachments.keep(paper.read_bytes(), EvidenceKind.RECEIPT_SCAN, paper.name)
            office.services.receipts.attach_scan(voucher.voucher_id, kept)
        story.place.later(days=8)
