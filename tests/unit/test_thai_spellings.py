"""Names that sound alike are spelt alike, in three steps from close to coarse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.spellings import k1, k2, skeleton

THAI = st.text(st.sampled_from([chr(code) for code in (*range(0xE01, 0xE5C), 0x20, 0x200B, 0x41, 0x62)]), max_size=16)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("จันทร์", "จัน"),
        ("พงศ์", "พงษ์"),
        ("แก้ว", "แกว"),
        ("เเก้ว", "แก้ว"),
        ("นํ้าฝน", "น้ำฝน"),
        ("สม\u200bศรี", "สมศรี"),
        ("เพ็ญ", "เพญ"),
        ("ศาสตร์", "ศาส"),
        ("สิทธิ์", "สิท"),
    ],
)
def test_what_is_not_heard_is_forgotten(one: str, other: str) -> None:
    assert k1(one) == k1(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ณัฐ", "นัท"),
        ("ศรี", "สรี"),
        ("ชัย", "ไชย"),
        ("ใจ", "ไจ"),
        ("วรรณ", "วัน"),
        ("ธรรม", "ทัม"),
        ("พรหม", "พรม"),
        ("กฤษ", "กริส"),
        ("อำ", "อัม"),
        ("ภูมิ", "พุมี"),
        ("วิภา", "วิพา"),
        ("สรรค์", "สัน"),
        ("ละออ", "ลออ"),
    ],
)
def test_letters_of_one_sound_are_one_letter(one: str, other: str) -> None:
    assert k2(one) == k2(other)


def test_the_skeleton_finds_the_two_spellings_of_a_sub_district() -> None:
    assert skeleton("เชียงพิณ") == skeleton("เชียงพิน") == "ชยงพน"


def test_a_name_keeps_the_letters_that_look_like_a_title() -> None:
    assert k1("นายิกา") == "นายิกา"


def test_a_latin_name_has_a_skeleton_too() -> None:
    assert (k1("O'Neil"), skeleton("Anna"), skeleton("Smith")) == ("oneil", "an", "smth")


@pytest.mark.parametrize("spelling", [k1, k2, skeleton])
@given(text=THAI)
def test_a_spelling_of_a_spelling_is_itself(spelling, text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)
