import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.breaks import SOFT_BREAK, pieces, soften, strip_soft

THAI = st.text(alphabet='กขคงนสรเแโไะัาำิีืุ่้์ๆฯ ().,/-12"ab\u200b\x00\n', max_size=40)


def test_a_sentence_breaks_between_words_with_spaces_at_the_end_of_pieces():
    assert pieces("ครอบครัวที่ประสบความเดือดร้อน ได้เงิน 3,000 บาท") == (
        "ครอบครัว",
        "ที่",
        "ประสบ",
        "ความ",
        "เดือดร้อน ",
        "ได้",
        "เงิน ",
        "3,000 ",
        "บาท",
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ต่างๆ", "ต่างๆ"),
        ("เงิน (บาท)", "(บาท)"),
        ("กรุงเทพฯ", "กรุงเทพฯ"),
        ("วันที่ 15/01/2567", "15/01/2567"),
        ("มี “บ้าน” แล้ว", "“บ้าน” "),
        ('มี "บ้าน" แล้ว', '"บ้าน" '),
        ("ราคา ฿500", "฿500"),
        ("อนุมัติ\u00a0431,500.00", "อนุมัติ\u00a0431,500.00"),
    ],
)
def test_marks_stay_with_what_they_belong_to(text, whole):
    assert whole in pieces(text)


@given(THAI)
def test_pieces_add_up_to_the_text(text):
    kept = "".join(char for char in text.replace("\n", " ") if char not in "\u200b\x00")
    assert "".join(pieces(text)) == kept


@given(THAI)
def test_no_piece_begins_with_a_mark_that_needs_a_letter(text):
    for piece in pieces(text)[1:]:
        assert not unicodedata.category(piece[0]).startswith("M")
        assert piece[0] not in "ๆฯ)ะา"


def test_text_behind_a_nul_is_not_lost():
    assert "".join(pieces("ก่อน\0หลัง\ud800")) == "ก่อนหลัง"


def test_nothing_has_no_pieces():
    assert pieces("") == ()


def test_a_label_is_softened_between_its_pieces_and_keeps_its_lines():
    assert soften("ความเดือดร้อน\nครอบครัว") == f"ความ{SOFT_BREAK}เดือดร้อน\nครอบครัว"


@given(THAI)
def test_softening_twice_is_softening_once(text):
    assert soften(soften(text)) == soften(text)
    assert SOFT_BREAK not in strip_soft(soften(text))
