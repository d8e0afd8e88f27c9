"""ใบสำคัญรับเงิน: blank for ink or with what was captured; its QR finds the scan of the signed paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp

from kmcase.application.printing.receipts import ReceiptSnapshot, read_receipt_code, receipt_code
from kmcase.documents import receipts
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from tests.paper import page_count, photograph, raster, says, text_of, unlike

STORE = "0190f000-0000-7000-8000-000000000001"
STROKES = json.dumps({"strokes": [[[0, 10, 50, 0], [30, 40, 50, 16], [60, 5, 50, 32]]]})


def receipt(**changes: object) -> ReceiptSnapshot:
    """A blank receipt of 3,000 baht."""
    whole = ReceiptSnapshot(
        office="นิคมสร้างตนเองเชียงพิณ",
        store=STORE,
        number="ชพ 12/2567",
        place="ศาลากลางบ้านน้ำท่วม",
        payee="นางกัญญารัตน์ ตั้งเจริญวงศ์ไพบูลย์",
        national_id="1103701234563",
        no_id_reason="",
        address="12 หมู่ที่ 3 ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี",
        received_from="สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
        purpose="เงินสงเคราะห์ครอบครัวผู้มีรายได้น้อย",
        regulation="ตามระเบียบกรมพัฒนาสังคมและสวัสดิการ พ.ศ. 2552",
        amount=Baht.of(3000, 50),
        batch_number="ฎ 12/2567",
        resolution="6/2567 ข้อ 1",
        payer="นายพุธ จ่ายเงิน",
        committee=("นายศุกร์ ปกครอง",),
        witnesses=("นางพยาน หนึ่ง", "นายพยาน สอง"),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def page_of(**changes: object) -> bytes:
    """The page of a receipt."""
    return receipts.compose([receipt(**changes)], Catalogue())


def test_a_blank_receipt_has_everything_but_day_and_signature() -> None:
    pdf = page_of()
    wanted = ("ชพ 12/2567", "นางกัญญารัตน์ ตั้งเจริญวงศ์ไพบูลย์", "1-1037-01234-56-3", "สามพันบาทห้าสิบสตางค์", "นางพยาน หนึ่ง")
    assert says(pdf, *wanted, "ผู้รับเงิน", "ผู้จ่ายเงิน", "กรรมการจ่ายเงิน") == []
    assert "มิถุนายน" not in text_of(pdf)
    assert "วันที่ ....." in text_of(pdf)


def test_a_receipt_of_a_hand_over_says_the_day() -> None:
    assert says(page_of(paid_on=date(2024, 6, 5), strokes=STROKES), "วันที่ 5 มิถุนายน 2567") == []


def test_a_drawn_signature_leaves_ink_on_the_page() -> None:
    blank, signed = (raster(page_of(paid_on=date(2024, 6, 5), strokes=strokes)) for strokes in ("", STROKES))
    assert blank.tobytes() != signed.tobytes()


@pytest.mark.parametrize("number", ["ชพ 1/2567", "ชพ 9999/2567", "KM 12/2567"])
def test_the_code_is_read_back_from_the_picture_of_the_page(number: str) -> None:
    picture = raster(page_of(number=number), dpi=150)
    found = zxingcpp.read_barcodes(picture)
    assert [read_receipt_code(STORE, code.text) for code in found] == [number]


def test_a_code_of_another_office_or_with_another_number_is_not_ours() -> None:
    code = receipt_code(STORE, "ชพ 12/2567")
    assert read_receipt_code(STORE.replace("1", "2"), code) is None
    assert read_receipt_code(STORE, code.replace("12", "13")) is None
    assert read_receipt_code(STORE, "http://example.invalid") is None


def test_a_thumbprint_wants_finger_hand_and_two_witnesses() -> None:
    blank = text_of(page_of(wants_thumbprint=True, witnesses=()))
    assert blank.count("พยาน") == 2
    pdf = page_of(thumbprint=photograph(), finger="หัวแม่มือ", hand="ขวา", thumb_witnesses=("นางก", "นายข"))
    assert says(pdf, "ลายพิมพ์นิ้วมือผู้รับเงิน", "นิ้วหัวแม่มือ มือขวา", "นางก", "นายข") == []


def test_a_void_receipt_says_why_and_carries_its_watermark() -> None:
    pdf = page_of(void_reason="เขียนจำนวนเงินผิด")
    assert says(pdf, "ใบสำคัญนี้ยกเลิกแล้ว เพราะ เขียนจำนวนเงินผิด") == []
    assert text_of(pdf).count("ยกเลิก") >= 2


def test_exceptions_and_late_entry_are_printed() -> None:
    pdf = page_of(exceptions=("ผู้จ่ายเป็นผู้บันทึก",), late_note="บันทึกหลังวันจ่าย 3 วัน")
    assert says(pdf, "ผู้จ่ายเป็นผู้บันทึก", "บันทึกหลังวันจ่าย 3 วัน") == []


def test_who_has_no_id_has_the_reason_instead() -> None:
    assert says(page_of(national_id=None, no_id_reason="บัตรสูญหาย"), "บัตรสูญหาย") == []


def test_a_run_is_one_receipt_to_a_page() -> None:
    pdf = receipts.compose([receipt(number=f"ชพ {number}/2567") for number in (1, 2, 3)], Catalogue())
    assert page_count(pdf) == 3


def test_the_same_receipt_gives_the_same_bytes() -> None:
    assert page_of(photo=photograph()) == page_of(photo=photograph())


def test_receipts_look_as_they_were_looked_at() -> None:
    assert unlike(page_of(), "receipt-blank") == []
    assert unlike(page_of(paid_on=date(2024, 6, 5), strokes=STROKES), "receipt-signed") == []


def test_a_forged_signature_leaves_the_place_empty_and_says_so() -> None:
    said = "ลายมือชื่อที่วาดไว้อ่านไม่ได้"
    for forged in ("[" * 100_000, '{"strokes": [[[1, 1e999]]]}', '{"strokes": [[7]]}'):
        assert says(page_of(paid_on=date(2024, 6, 5), strokes=forged), said) == []
    assert said not in text_of(page_of(paid_on=date(2024, 6, 5), strokes=STROKES))
