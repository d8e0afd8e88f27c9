"""What came of an exchange, said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.application.exchange import AppliedBundle
from kmcase.application.exchange.ports import ExchangeKind, LoggedExchange
from kmcase.messages import Catalogue, message
from tests.laptop_folders import LAPTOP, START
from ui.screens.exchange.columns import outcome_mark
from ui.screens.exchange.said import applied_told
from ui.tone import Tone

SAID = Catalogue()


@pytest.mark.parametrize(
    ("applied", "key", "tone"),
    [
        (AppliedBundle(sender="L", new=1), "exchange_ui.done.taken", Tone.OK),
        (AppliedBundle(sender="L", photos=1), "exchange_ui.done.taken", Tone.OK),
        (AppliedBundle(sender="L", backfilled=1), "exchange_ui.done.taken", Tone.OK),
        (AppliedBundle(sender="L", known=1), "exchange_ui.done.nothing_new", Tone.ACCENT),
        (AppliedBundle(sender="office", new=1), "exchange_ui.done.taken", Tone.OK),
        (AppliedBundle(sender="L", known=1, older=True, again=True), "exchange_ui.done.again", Tone.ACCENT),
        (AppliedBundle(sender="L", known=1, older=True), "exchange_ui.done.older", Tone.WARN),
        (
            AppliedBundle(sender="L", new=1, stopped=message("exchange.stopped.refused")),
            "exchange.stopped.refused",
            Tone.ERROR,
        ),
    ],
)
def test_each_outcome_has_its_sentence(applied: AppliedBundle, key: str, tone: Tone) -> None:
    told = applied_told(applied, LAPTOP)
    assert (told.head.key, told.tone) == (key, tone)
    assert (told.next is None) == (applied.stopped is not None or applied.sender == "office")


def test_figures_that_are_nothing_are_not_said_but_for_what_is_new() -> None:
    applied = AppliedBundle(sender="L", photos=2, photos_known=3, held_back=4, refused=5, accepted=6)
    said = [SAID.render(line) for line in applied_told(applied, LAPTOP).lines]
    assert said == [
        "บันทึกใหม่ 0 รายการ",
        "ภาพและเอกสารใหม่ 2 ไฟล์",
        "ภาพและเอกสารที่มีแล้ว 3 ไฟล์",
        "รอชุดข้อมูลก่อนหน้า 4 รายการ",
        "ไม่รับ 5 รายการ",
        "สำนักงานรับรองรายการจากภาคสนาม 6 รายการ",
    ]


def test_a_line_of_the_history_that_brought_nothing_says_so() -> None:
    whole = LoggedExchange(
        log_id="1",
        at=START,
        by="",
        kind=ExchangeKind.APPLIED,
        device_id="L",
        bundle_id="b",
        file="f",
        entries=1,
        photos=0,
    )
    assert outcome_mark(whole).tone is Tone.OK
    assert outcome_mark(replace(whole, entries=0)).tone is Tone.PLAIN
