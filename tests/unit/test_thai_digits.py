from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.digits import to_arabic, to_thai


def test_thai_digits_become_arabic_and_words_stay():
    assert to_arabic("หมู่ที่ ๑๒ ปี ๒๕๖๗") == "หมู่ที่ 12 ปี 2567"


def test_arabic_digits_become_thai():
    assert to_thai("0123456789 บาท") == "๐๑๒๓๔๕๖๗๘๙ บาท"


@given(st.text(alphabet="0123456789 กขabc/-"))
def test_digits_survive_the_way_there_and_back(text):
    assert to_arabic(to_thai(text)) == text
