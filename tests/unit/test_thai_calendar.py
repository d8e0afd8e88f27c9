from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai import calendar

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 9, 30, 16, 59, 59, tzinfo=UTC), date(2024, 9, 30)),
        (datetime(2024, 9, 30, 17, 0, tzinfo=UTC), date(2024, 10, 1)),
        (datetime(2024, 12, 31, 17, 0, tzinfo=UTC), date(2025, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_bangkok(instant, day):
    assert calendar.bangkok_date(instant) == day


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        calendar.bangkok_date(datetime(2024, 1, 1))  # noqa: DTZ001 - the naive time is what is tried


@given(DAYS)
def test_a_day_begins_when_it_was_another_day_a_moment_before(day):
    begin = calendar.start_of_day_utc(day)
    assert calendar.bangkok_date(begin) == day
    assert calendar.bangkok_date(begin - timedelta(microseconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "year", "half"),
    [
        (date(2024, 9, 30), 2567, 2),
        (date(2024, 10, 1), 2568, 1),
        (date(2024, 12, 31), 2568, 1),
        (date(2025, 1, 1), 2568, 1),
        (date(2025, 3, 31), 2568, 1),
        (date(2025, 4, 1), 2568, 2),
    ],
)
def test_the_fiscal_year_begins_in_october_and_its_second_half_in_april(day, year, half):
    assert (calendar.fiscal_year(day), calendar.half_of(day)) == (year, half)


@given(DAYS)
def test_each_day_lies_in_the_bounds_of_its_half_and_year(day):
    year = calendar.fiscal_year(day)
    first, last = calendar.half_bounds(year, calendar.half_of(day))
    assert first <= day <= last
    assert (first.day, (last + timedelta(days=1)).day) == (1, 1)
    assert calendar.fiscal_year_bounds(year)[0] <= first <= last <= calendar.fiscal_year_bounds(year)[1]
    assert (day.year, day.month) in calendar.fiscal_months(year, calendar.half_of(day))


def test_a_third_half_is_a_bug():
    with pytest.raises(ValueError, match="halves"):
        calendar.half_bounds(2567, 3)


def test_the_months_of_a_fiscal_year_run_from_october_to_september():
    months = calendar.fiscal_months(2567)
    assert (months[0], months[2], months[3], months[-1]) == ((2023, 10), (2023, 12), (2024, 1), (2024, 9))
    assert months == calendar.fiscal_months(2567, 1) + calendar.fiscal_months(2567, 2)
    assert [len(calendar.fiscal_months(2567, half)) for half in (None, 1, 2)] == [12, 6, 6]


def test_dates_are_printed_in_every_usual_form():
    day = date(2024, 1, 15)
    assert calendar.be_year(day) == 2567
    assert calendar.format_long(day) == "15 มกราคม 2567"
    assert calendar.format_short(day) == "15 ม.ค. 67"
    assert calendar.format_numeric(day) == "15/01/2567"
    assert calendar.format_official(day) == "๑๕ มกราคม ๒๕๖๗"


def test_a_year_that_ends_in_a_small_number_keeps_two_digits():
    assert calendar.format_short(date(1957, 12, 1)) == "1 ธ.ค. 00"


def test_a_date_known_in_part_shows_only_what_is_known():
    assert calendar.format_partial(1957) == "2500"
    assert calendar.format_partial(1957, 1) == "ม.ค. 2500"
    assert calendar.format_partial(1957, 1, 9) == "9 ม.ค. 2500"


def test_times_are_those_of_bangkok():
    instant = datetime(2024, 1, 14, 18, 5, tzinfo=UTC)
    assert calendar.format_time(instant) == "01:05"
    assert calendar.format_datetime(instant) == "15 ม.ค. 67 01:05"
