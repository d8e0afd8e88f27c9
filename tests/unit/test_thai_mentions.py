"""Whether a text speaks of somebody, in whatever spelling; words that hold a short name by chance do not."""

from __future__ import annotations

import pytest

from kmcase.thai.mentions import house_in, name_in, number_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("มอบเงินให้นางบุญมี ศรีสุข แล้ว", "บุญมี ศรีสุข"),
        ("บุญมีศรีสุขรับเงิน", "บุญมี ศรีสุข"),
        ("คุณบุญมีดีใจมาก", "บุญมี"),
        ("ครอบครัวศรีสุขได้รับเงิน", "ศรีสุข"),
        ("ครอบครัวผู้เดือดร้อนได้รับเงิน", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_whole_or_in_part(text: str, found: str) -> None:
    assert name_in(text, "บุญมี", "ศรีสุข") == found


def test_a_name_is_found_however_its_marks_are_stored() -> None:
    assert name_in("นายก\u0e4d\u0e32แพง ใจดี", "กำแพง", "ใจกว้าง") == "กำแพง"


@pytest.mark.parametrize("text", ["นายมา รับเงิน", "คุณมา", "นาย มา รับเงิน", "รับเงินโดย (มา)", "ยายมา, ตามี"])
def test_a_short_name_is_found_where_it_stands_as_a_name(text: str) -> None:
    assert name_in(text, "มา", "") == "มา"


@pytest.mark.parametrize("text", ["ผู้ที่มารับเงินทุกราย", "เดินทางมากกว่าหนึ่งชั่วโมง", "ประชาชนมาก"])
def test_a_short_name_inside_other_words_is_no_name(text: str) -> None:
    assert name_in(text, "มา", "") == ""


def test_a_name_that_is_not_known_is_nowhere() -> None:
    assert name_in("ครอบครัว", "", "") == ""


@pytest.mark.parametrize(
    ("text", "number", "there"),
    [
        ("เลข 1-2345-67890-12-3 ค่ะ", "1234567890123", True),
        ("เลข ๑๒๓๔๕๖๗๘๙๐๑๒๓", "1234567890123", True),
        ("โทร 081-234 5678", "0812345678", True),
        ("โทร 0812345679", "0812345678", False),
        ("จ่าย 3,000 บาท 12 ราย", "3000", False),
        ("ไม่มีเลข", "0812345678", False),
    ],
)
def test_a_long_number_is_found_however_it_is_parted(text: str, number: str, there: bool) -> None:
    assert number_in(text, number) is there


@pytest.mark.parametrize(
    ("text", "house", "there"),
    [
        ("บ้านเลขที่ 12 หมู่ 3", "12", True),
        ("เลขที่ ๑๒", "12", True),
        ("12 ม. 3 ตำบลเชียงพิณ", "12", True),
        ("จำนวน 12 ครอบครัว", "12", False),
        ("บ้านเลขที่ 123", "12", False),
        ("ซอย 12/3 ถนนใหญ่", "12/3", True),
        ("ซอย 112/3", "12/3", False),
        ("บ้านเลขที่ 12", "", False),
    ],
)
def test_a_house_is_found_where_its_number_stands_as_one(text: str, house: str, there: bool) -> None:
    assert house_in(text, house) is there
