import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from kmcase.thai.baht import LARGEST, BahtProblem, baht_from_cell, baht_words, format_baht, parse_baht


@pytest.mark.parametrize(
    ("satang", "words"),
    [
        (0, "ศูนย์บาทถ้วน"),
        (1, "หนึ่งสตางค์"),
        (50, "ห้าสิบสตางค์"),
        (21, "ยี่สิบเอ็ดสตางค์"),
        (1_00, "หนึ่งบาทถ้วน"),
        (1_01, "หนึ่งบาทหนึ่งสตางค์"),
        (10_00, "สิบบาทถ้วน"),
        (11_00, "สิบเอ็ดบาทถ้วน"),
        (20_00, "ยี่สิบบาทถ้วน"),
        (21_00, "ยี่สิบเอ็ดบาทถ้วน"),
        (100_00, "หนึ่งร้อยบาทถ้วน"),
        (101_00, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (110_11, "หนึ่งร้อยสิบบาทสิบเอ็ดสตางค์"),
        (3_000_00, "สามพันบาทถ้วน"),
        (500_000_00, "ห้าแสนบาทถ้วน"),
        (1_000_000_00, "หนึ่งล้านบาทถ้วน"),
        (1_000_001_00, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (11_000_000_00, "สิบเอ็ดล้านบาทถ้วน"),
        (21_000_021_25, "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทยี่สิบห้าสตางค์"),
        (101_000_000_00, "หนึ่งร้อยเอ็ดล้านบาทถ้วน"),
        (1_000_000_000_000_00, "หนึ่งล้านล้านบาทถ้วน"),
        (1_000_001_000_001_00, "หนึ่งล้านเอ็ดล้านเอ็ดบาทถ้วน"),
        (-3_000_50, "ลบสามพันบาทห้าสิบสตางค์"),
    ],
)
def test_an_amount_is_written_in_words_as_on_receipts(satang, words):
    assert baht_words(satang) == words


def num2words_of(satang):
    """The oracle's words, which name zero baht before satang where receipts do not."""
    words = num2words(f"{satang // 100}.{satang % 100:02d}", lang="th", to="currency", currency="THB")
    return re.sub(r"^ศูนย์บาท(?=.*สตางค์$)", "", words)


@given(st.integers(min_value=0, max_value=10**15))
@example(1_000_001_00)
@example(1_01)
def test_words_agree_with_num2words(satang):
    assert baht_words(satang) == num2words_of(satang)


def test_words_agree_with_num2words_for_every_small_amount():
    for satang in [*range(12_000), *range(0, 2_000_000_00, 997_01)]:
        assert baht_words(satang) == num2words_of(satang)


@given(st.integers(min_value=0, max_value=10**13), st.integers(min_value=0, max_value=10**13))
def test_two_amounts_never_have_the_same_words(one, other):
    assert (baht_words(one) == baht_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("satang", "figures"),
    [(0, "0.00"), (5, "0.05"), (3_000_00, "3,000.00"), (1_234_567_89, "1,234,567.89"), (-50, "-0.50")],
)
def test_figures_have_commas_and_two_decimals(satang, figures):
    assert format_baht(satang) == figures


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("3000", 3_000_00),
        ("3,000", 3_000_00),
        ("๓,๐๐๐.๕๐ บาท", 3_000_50),
        ("3,000.-", 3_000_00),
        ("3,000.–", 3_000_00),
        ("3,000 บาทถ้วน", 3_000_00),
        ("฿ 3,000.5", 3_000_50),
        ("3000บ.", 3_000_00),
        ("3000.", 3_000_00),
        (".50", 50),
        ("0", 0),
        ("3000.5000", 3_000_50),
        ("1\u200b500", 1_500_00),
        ("9,999,999,999.99", LARGEST),
        ("0000000000003000", 3_000_00),
    ],
)
def test_every_usual_way_to_type_an_amount_is_read(text, satang):
    assert parse_baht(text) == satang


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("-", "empty"),
        ("บาท", "empty"),
        ("สามพัน", "letters"),
        ("3OOO", "letters"),
        ("-abc", "letters"),
        ("5-5", "letters"),
        ("3000.125", "decimals"),
        ("-500", "negative"),
        ("−500", "negative"),
        ("500-", "negative"),
        ("(500)", "negative"),
        ("10,000,000,000", "too_large"),
        ("1,5", "unreadable"),
        ("1.500,00", "unreadable"),
        ("1.2.3", "unreadable"),
        (".", "unreadable"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text, code):
    with pytest.raises(BahtProblem) as caught:
        parse_baht(text)
    assert (caught.value.code, caught.value.typed) == (code, text)


@given(st.integers(min_value=0, max_value=LARGEST))
def test_what_is_printed_is_read_back(satang):
    assert parse_baht(format_baht(satang)) == satang


@given(st.text(alphabet="0123456789๐๙.,-()บาท฿ x\u200b"))
def test_any_text_is_an_amount_or_a_problem(text):
    try:
        assert 0 <= parse_baht(text) <= LARGEST
    except BahtProblem as problem:
        assert problem.code in {"empty", "letters", "unreadable", "decimals", "negative", "too_large"}


@pytest.mark.parametrize(
    ("cell", "satang"),
    [(3000, 3_000_00), (3000.5, 3_000_50), (300.1 + 0.2, 300_30), ("๓,๐๐๐", 3_000_00), (1e9, 10**11)],
)
def test_a_cell_gives_its_amount(cell, satang):
    assert baht_from_cell(cell) == satang


@pytest.mark.parametrize(
    ("cell", "code"),
    [(None, "empty"), (True, "letters"), (float("nan"), "letters"), (1.234, "decimals"), (-1, "negative")],
)
def test_a_cell_that_is_no_amount_is_refused(cell, code):
    with pytest.raises(BahtProblem, match=code):
        baht_from_cell(cell)
