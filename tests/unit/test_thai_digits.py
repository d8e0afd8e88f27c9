import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.digits import document_key, figures, to_arabic, to_thai


def test_thai_digits_become_arabic_and_words_stay():
    assert to_arabic("หมู่ที่ ๑๒ ปี ๒๕๖๗") == "หมู่ที่ 12 ปี 2567"


def test_arabic_digits_become_thai():
    assert to_thai("0123456789 บาท") == "๐๑๒๓๔๕๖๗๘๙ บาท"


@given(st.text(alphabet="0123456789 กขabc/-"))
def test_digits_survive_the_way_there_and_back(text):
    assert to_arabic(to_thai(text)) == text


@pytest.mark.parametrize("written", ["123-4-56789-0", "กรุงไทย ๑๒๓.๔.๕๖๗๘๙.๐", "123\u00a04\u201356789 0."])
def test_the_figures_of_an_account_are_the_same_however_it_is_written(written: str) -> None:
    assert figures(written) == "1234567890"


@pytest.mark.parametrize(
    "written", ["ฎ 1/2567", " ฎ1/2567 ", "ฎ. ๑/๒๕๖๗", "ฎ.1-2567", "ฎ 1\u20132567", "ฎ 1 \uff0f 2567", "ฎ 1\\2567"]
)
def test_a_document_is_known_by_its_number_however_it_is_written(written: str) -> None:
    assert document_key(written) == "ฎ1/2567"


def test_a_full_stop_between_digits_makes_another_number() -> None:
    assert document_key("ฎ 1.2/2567") != document_key("ฎ 12/2567")
    assert document_key("KTB 1") == document_key("ktb 1") != document_key("ktb 2")
