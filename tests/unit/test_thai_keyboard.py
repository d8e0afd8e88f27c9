from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.keyboard import swap_layout


def test_a_thai_name_typed_in_the_english_layout_is_found():
    assert swap_layout("l,=kp") == "สมชาย"
    assert swap_layout("g=up'rbI") == "เชียงพิณ"


def test_an_english_word_typed_in_the_thai_layout_is_found():
    assert swap_layout("ยนรืะ") == "point"


def test_what_no_key_gives_stays():
    assert swap_layout("é ") == "é "


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLNPQRSTUVY[]; ", min_size=1).filter(str.strip))
def test_swapping_twice_gives_back_what_was_typed(text):
    assert swap_layout(swap_layout(text)) == text
