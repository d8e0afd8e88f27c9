from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai import calendar
from kmcase.thai.calendar import DateProblem, date_from_cell, parse_date, parse_partial, partial_from_cell

TODAY = date(2026, 11, 21)
DAYS = st.dates(min_value=date(1860, 1, 1), max_value=date(2150, 12, 31))


def problem_of(text):
    with pytest.raises(DateProblem) as caught:
        parse_date(text, today=TODAY)
    assert caught.value.typed == text
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2569",
        "21112569",
        "21-11-69",
        "211169",
        "๒๑ พ.ย. ๒๕๖๙",
        "21 พฤศจิกายน พ.ศ. 2569",
        "2569-11-21",
        "25691121",
        " 21 . 11 . 2569 ",
        "21–11–2569",
        "21\u200b/11/2569",
        "21 พย 69",
        "21พ.ย.2569",
        "21 พ . ย . 2569",
        "21-พ.ย.-69",
        "วันที่ 21 เดือนพฤศจิกายน พ.ศ.2569",
        "วันเสาร์ที่ ๒๑ พฤศจิกายน พุทธศักราช ๒๕๖๙",
        "21 พฤษจิกายน 2569",
        "2569-11-21 00:00:00",
        "2569-11-21T00:00:00.000",
        "21/11/2569 BE",
    ],
)
def test_every_usual_way_to_write_a_day_is_read(text):
    assert parse_date(text, today=TODAY) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("-", "empty"),
        ("\u200b", "empty"),
        ("เมื่อวาน", "unreadable"),
        ("21 มกรคม 2569", "unreadable"),
        ("21/11", "unreadable"),
        ("1112569", "unreadable"),
        ("11/2569", "unreadable"),
        ("2569", "unreadable"),
        ("21/11/2569/1", "unreadable"),
        ("31/02/2569", "impossible"),
        ("29/02/2566", "impossible"),
        ("11/21/2569", "impossible"),
        ("00/11/3569", "impossible"),
        ("21/11/ค.ศ. 2569", "impossible"),
        ("21/11/26", "ambiguous"),
        ("121110", "ambiguous"),
        ("21 พ.ย. ค.ศ. 69", "ambiguous"),
        ("69", "ambiguous"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text, code):
    assert problem_of(text).code == code


@pytest.mark.parametrize("text", ["21/11/2026", "2026-11-21", "20261121", "21 พ.ย. ค.ศ. 2026", "21 พ.ย. 2026 AD"])
def test_a_year_in_ce_is_refused_with_the_year_that_was_meant(text):
    assert (problem_of(text).code, problem_of(text).suggested_year) == ("ce_year", 2569)


def test_the_leap_day_is_that_of_the_ce_year():
    assert parse_date("29/02/2567", today=TODAY) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "year"), [("1/2/79", 2579), ("1/2/80", 2480), ("1/2/00", 2500), ("1/2/15", 2515), ("1/2/37", 2537)]
)
def test_a_short_year_lies_in_the_century_up_to_ten_years_ahead(text, year):
    assert calendar.be_year(parse_date(text, today=TODAY)) == year


@pytest.mark.parametrize("short", range(16, 37))
def test_a_short_year_that_as_ce_is_about_today_is_ambiguous(short):
    assert problem_of(f"1/2/{short}").code == "ambiguous"


@given(DAYS)
def test_what_is_printed_with_a_whole_year_is_read_back(day):
    for text in (calendar.format_numeric(day), calendar.format_long(day), calendar.format_official(day)):
        assert parse_date(text, today=TODAY) == day
    assert parse_partial(calendar.format_partial(day.year, day.month, day.day), TODAY) == (day.year, day.month, day.day)
    assert parse_date(f"{day:%d%m}{calendar.be_year(day)}", today=TODAY) == day
    assert parse_date(f"{calendar.be_year(day)}{day:%m%d}", today=TODAY) == day


@given(st.dates(min_value=date(2019, 1, 1), max_value=date(2036, 12, 31)))
def test_what_is_printed_short_is_read_back_in_its_own_days(day):
    assert parse_date(calendar.format_short(day), today=day) == day


@given(st.text(alphabet="0123456789๐๙/-. กพศเดือนวันที่มคย\u200b\x00"))
def test_any_text_is_a_day_or_a_problem(text):
    try:
        assert isinstance(parse_date(text, today=TODAY), date)
    except DateProblem as problem:
        assert problem.code in {"empty", "unreadable", "impossible", "ce_year", "ambiguous"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2500", (1957, None, None)),
        ("พ.ศ. ๒๕๐๐", (1957, None, None)),
        ("ปี พ.ศ. 2500", (1957, None, None)),
        ("ปี 2500", (1957, None, None)),
        ("-/-/2500", (1957, None, None)),
        ("00/00/2500", (1957, None, None)),
        ("25000000", (1957, None, None)),
        ("ม.ค. 2500", (1957, 1, None)),
        ("เดือนเมษายน 2500", (1957, 4, None)),
        ("- ม.ค. 2500", (1957, 1, None)),
        ("01/2500", (1957, 1, None)),
        ("2500-01", (1957, 1, None)),
        ("9/1/2500", (1957, 1, 9)),
    ],
)
def test_a_birth_date_may_be_known_in_part(text, parts):
    assert parse_partial(text, TODAY) == parts


def test_a_day_without_its_month_is_no_date():
    with pytest.raises(DateProblem, match="impossible"):
        parse_partial("9/-/2500", TODAY)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2024, 1, 15), date(2024, 1, 15)),  # noqa: DTZ001 - cells have no zone
        (date(2024, 1, 15), date(2024, 1, 15)),
        (date(2567, 1, 15), date(2024, 1, 15)),
        ("15/01/2567", date(2024, 1, 15)),
        (15012567, date(2024, 1, 15)),
        (1022567.0, date(2024, 2, 1)),
    ],
)
def test_a_cell_gives_its_day_as_text_number_or_real_date(cell, day):
    assert date_from_cell(cell, today=TODAY) == day


def test_an_empty_cell_is_empty():
    with pytest.raises(DateProblem, match="empty"):
        date_from_cell(None, today=TODAY)


def test_a_real_date_that_the_year_in_ce_does_not_have_is_impossible():
    with pytest.raises(DateProblem, match="impossible"):
        date_from_cell(date(2568, 2, 29), today=TODAY)


def test_a_cell_of_a_birth_date_may_hold_a_year_only():
    assert partial_from_cell(2500.0, today=TODAY) == (1957, None, None)
    assert partial_from_cell(date(1957, 1, 9), today=TODAY) == (1957, 1, 9)
