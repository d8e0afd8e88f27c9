import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.th import pin

from kmcase.thai import national_id
from kmcase.thai.national_id import check, format_id, from_cell, mask_id, normalise

VALID = "1103701234563"
NUMBERS = st.text(alphabet="0123456789", min_size=13, max_size=13)


@pytest.mark.parametrize(
    "text",
    [VALID, "1-1037-01234-56-3", "๑-๑๐๓๗-๐๑๒๓๔-๕๖-๓", " 1 1037 01234 56 3 ", "1–1037–01234–56–3\u200b", "'" + VALID],
)
def test_dashes_spaces_and_thai_digits_do_not_matter(text):
    assert normalise(text) == VALID
    assert check(text).problems == ()


@pytest.mark.parametrize("number", [VALID, "1234567890121"])
def test_numbers_of_the_registry_pass(number):
    assert check(number).accepted
    assert check(number).warnings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "length"),
        ("110370123456", "length"),
        ("11037012345633", "length"),
        ("110370123456X", "letters"),
        ("11037012345六3", "letters"),
        ("1103701234560", "check_digit"),
        ("9103701234561", "nine"),
        ("1" * 13, "repeated"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(text, code):
    assert code in check(text).problems


def test_refusals_forbid_and_warnings_ask_for_a_reason():
    refused, warned = check("9999999999999"), check("1103701234560")
    assert (refused.accepted, refused.refusals) == (False, ("repeated", "nine"))
    assert (warned.accepted, warned.warnings) == (True, ("check_digit",))


def test_a_person_without_status_is_accepted_with_a_reason():
    number = "010370123456"
    assert check(number + national_id.check_digit(number)).warnings == ("first_digit",)


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_any_single_check_digit_is_right(twelve):
    right = [digit for digit in "0123456789" if "check_digit" not in check(twelve + digit).problems]
    assert right == [national_id.check_digit(twelve)]


@given(NUMBERS)
def test_the_verdict_agrees_with_stdnum_on_what_it_knows(number):
    problems = check(number).problems
    if number[0] not in "09":
        assert pin.is_valid(number) == ("check_digit" not in problems)


def test_a_number_is_shown_in_its_groups():
    assert format_id(VALID) == "1-1037-01234-56-3"
    assert format_id("12 ") == "12 "


def test_a_masked_number_shows_the_first_digit_and_the_last_three():
    assert mask_id(VALID) == "1-xxxx-xxxxx-56-3"


@given(st.text(alphabet="0123456789", max_size=20).filter(lambda text: len(text) != 13))
def test_of_a_number_of_another_length_nothing_is_shown(text):
    assert mask_id(text) == "x" * len(text)


@given(NUMBERS)
def test_a_number_cell_keeps_all_thirteen_digits(number):
    if number[0] == "0" or number.endswith("00000"):
        return
    assert from_cell(float(number)) == from_cell(int(number)) == check(number)


@pytest.mark.parametrize("cell", ["1.10370E+12", "๑.๑๐๓๗E+๑๒", 1.1037e12, 1103700000000, "1E+12"])
def test_digits_that_a_workbook_rounded_away_are_missed(cell):
    assert from_cell(cell).refusals == ("lost_digits",)


def test_scientific_text_with_all_its_digits_is_exact():
    assert from_cell("1.103701234563E+12") == check(VALID)


def test_a_number_cell_gets_back_the_zero_it_dropped():
    number = "010370123456"
    number += national_id.check_digit(number)
    assert from_cell(int(number)).number == number
    assert from_cell(int(number) + 1).problems == ("length",)


@pytest.mark.parametrize(
    ("cell", "code"),
    [(None, "length"), (True, "letters"), (float("inf"), "letters"), (1.5, "letters"), (-5, "length")],
)
def test_a_cell_without_a_number_is_refused(cell, code):
    assert from_cell(cell).refusals == (code,)


def test_a_cell_of_text_is_judged_as_typed():
    assert from_cell(" ๑-๑๐๓๗-๐๑๒๓๔-๕๖-๓ ") == check(VALID)
