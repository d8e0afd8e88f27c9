"""Thai on paper: what is copied out of a page is what was written, letter by letter, and no line is too wide."""

from __future__ import annotations

import subprocess
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.documents._text import Pen, Weight, new_pen
from tests.paper import raster, text_of, unlike

HARD = (
    "น้ำท่วมบ้านกำแพงเพชร ปู่ญาติฝั่งโน้น",
    "ครั้งที่ ๑ ฎีกาเลขที่ ๑๒/๒๕๖๗ ฐานะยากจน",
    "เด็กหญิงกัญญารัตน์ ผู้ป่วยกลุ่มเสี่ยง",
    "ป่า ป้า ฝ่า ฟ้า ปี่ ปี้ ฟื้น ปั๊ม ฝั่ง",
    "ญู ฐู ญุ ฐุ ฎุ ฏู ฤๅษี ฦๅ",
    "เพื่อให้ได้รับเงินสงเคราะห์ 3,000.00 บาท (สามพันบาทถ้วน)",
    "นายธีรพงษ์ ตั้งเจริญวงศ์ไพบูลย์ – 1-2345-67890-12-1",
    "ที่ พม 0602/ว 123 ลงวันที่ 5 มิ.ย. 67",
    "ไม่ใช่ ใกล้ โอ้ แก้วน้ำค้าง จำนำ ค้ำประกัน",
    "สำนักงาน พมจ. อุดรธานี “ตรวจสอบเอกสาร” · ฯลฯ",
    "ABC น้ำ 123 ก่ำ mixed ป่า",
)
WEIGHTS: tuple[Weight, ...] = ("regular", "bold")
THAI = st.text(st.sampled_from("กขคงจญฐฎปฝฟนมรำาัิีึืุู่้๊๋์เแโใไ ๑๒๓12a(),."), max_size=80)


def a_pen() -> Pen:
    """A pen on an empty page of 600 x 800 points."""
    return new_pen((600, 800), "ทดสอบ")


def page_with(*lines: str, weight: Weight = "regular", size: float = 14) -> bytes:
    """A page of these lines."""
    pen = a_pen()
    for number, line in enumerate(lines):
        pen.draw(40, 760 - number * 30, line, size, weight)
    return pen.finish()


@pytest.mark.parametrize("weight", WEIGHTS)
def test_what_is_copied_is_what_was_written(weight: Weight) -> None:
    assert [line for line in text_of(page_with(*HARD, weight=weight)).splitlines() if line] == list(HARD)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_text_is_copied_right_by_another_reader_as_well(weight: Weight) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(page_with(*HARD, weight=weight))
    text = document[0].get_textpage().get_text_range()
    assert text.split() == " ".join(HARD).split()


def test_a_tone_mark_stands_above_its_vowel() -> None:
    """In the picture the ink reaches further up for each mark that is stacked."""

    def top_of(text: str) -> int:
        pen = a_pen()
        pen.draw(40, 400, text, 60)
        ink = raster(pen.finish(), dpi=72).convert("L").point(lambda value: 255 if value < 128 else 0)
        box = ink.getbbox()
        assert box is not None
        return box[1]

    assert top_of("ก") > top_of("กี") > top_of("กี่")
    assert top_of("ก่") > top_of("กี่")


def test_glyphs_stand_where_they_were_drawn() -> None:
    pen = a_pen()
    pen.draw(100, 700, "ซ้าย", 14)
    width = pen.draw(500, 660, "ชิดขวา", 14, align="right")
    pen.draw(300, 620, "กลางหน้า", 14, align="center")
    pdf = pen.finish()
    left, right, middle = (places_of(pdf, word) for word in ("ซ้าย", "ชิดขวา", "กลางหน้า"))
    assert left[0] == pytest.approx(100, abs=1)
    assert right == pytest.approx((500 - width, 500), abs=1.5)
    assert sum(middle) / 2 == pytest.approx(300, abs=1)


def places_of(pdf: bytes, word: str) -> tuple[float, float]:
    """Left and right edge of a word, in points."""
    command = ["pdftotext", "-bbox", "-", "-"]
    found = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    for element in ElementTree.fromstring(found).iter("{http://www.w3.org/1999/xhtml}word"):
        if element.text == word:
            return float(element.attrib["xMin"]), float(element.attrib["xMax"])
    raise AssertionError(f"{word} is not on the page")


@pytest.mark.parametrize("text", ["ก\u0000ข\u0007ค", "a\u0007b\u001b[31mc", "ก\u200bข\ufeffค", "a\u00adb\u2060c"])
def test_control_and_invisible_characters_are_not_printed(text: str) -> None:
    kept = "".join(letter for letter in text if letter.isprintable())
    assert text_of(page_with(text)).strip() == kept
    assert a_pen().width(text, 10) == pytest.approx(a_pen().width(kept, 10))


@pytest.mark.parametrize("letter", ["漢", "😀", "ي"])
def test_a_character_that_the_font_lacks_is_replaced_and_said(letter: str) -> None:
    pen = a_pen()
    cleaned = pen.clean(f"ก{letter}ข")
    assert cleaned[0] + cleaned[-1] == "กข"
    assert cleaned[1] in "\ufffd?"
    assert len(cleaned) == 3


@settings(max_examples=60)
@given(THAI, st.floats(20, 300), st.sampled_from(WEIGHTS))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: float, weight: Weight) -> None:
    pen = a_pen()
    lines = pen.wrap(text, 11, room, weight)
    too_wide = [line for line in lines if len(line) > 1 and pen.width(line, 11, weight) > room + 0.01]
    assert [line for line in too_wide if not _one_cluster(line)] == []
    assert "".join("".join(lines).split()) == "".join(text.split())


def _one_cluster(line: str) -> bool:
    """A consonant with its marks, which is never cut."""
    marks = set(range(0x0E34, 0x0E3B)) | set(range(0x0E47, 0x0E4F)) | {0x0E31, 0x0E33}
    return all(ord(letter) in marks for letter in line[1:])


def test_lines_break_between_words() -> None:
    lines = a_pen().wrap("ครอบครัวประสบความเดือดร้อนควรช่วยเหลือเป็นเงิน", 12, 100)
    assert len(lines) > 1
    assert "".join(lines) == "ครอบครัวประสบความเดือดร้อนควรช่วยเหลือเป็นเงิน"
    words = {"ครอบครัว", "ประสบ", "ความ", "เดือดร้อน", "ควร", "ช่วยเหลือ", "เป็น", "เงิน"}
    assert all(any(line.startswith(word) for word in words) for line in lines)


def test_the_same_text_gives_the_same_bytes() -> None:
    assert page_with(*HARD) == page_with(*HARD)


def test_documents_made_together_do_not_share_letters() -> None:
    """Two pens at once, as two lanes have them: each page copies right."""
    one, other = a_pen(), a_pen()
    for number, (first, second) in enumerate(zip(HARD, reversed(HARD), strict=True)):
        one.draw(40, 760 - number * 30, first, 14)
        other.draw(40, 760 - number * 30, second, 14)
    texts = [[line for line in text_of(pen.finish()).splitlines() if line] for pen in (one, other)]
    assert texts == [list(HARD), list(reversed(HARD))]


def test_hard_thai_looks_as_it_was_looked_at() -> None:
    assert unlike(page_with(*HARD), "thai-regular", dpi=200) == []
    assert unlike(page_with(*HARD, weight="bold"), "thai-bold", dpi=200) == []


@pytest.mark.parametrize(("right", "wrong"), [("น้ำ", "นำ"), ("ปู่", "ปู"), ("ญู", "ญุ"), ("ฝั่ง", "ฝัง"), ("ที่", "ที่ ")])
def test_a_page_on_which_one_mark_is_otherwise_is_seen(right: str, wrong: str) -> None:
    changed = [line.replace(right, wrong, 1) for line in HARD]
    assert changed != list(HARD)
    assert unlike(page_with(*changed), "thai-regular", dpi=200) != []
