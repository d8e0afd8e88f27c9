"""The numbers of the law: dated, without gap or overlap, the office's own before the shipped."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.rules.regulations import (
    Number,
    RegulationError,
    Regulations,
    checked,
    read_numbers,
    shipped_regulations,
)

JUNE = date(2024, 6, 10)


def _number(value: int, start: date, end: date | None = None, *, own: bool = False) -> Number:
    return Number(
        key="aid.test", valid_from=start, valid_to=end, value=value, reference="ระเบียบ", certainty="A", office_own=own
    )


def test_the_shipped_numbers_are_those_of_the_regulation() -> None:
    numbers = shipped_regulations()
    assert numbers.value("aid.low_income.max_per_time", JUNE) == 300_000
    assert numbers.value("aid.low_income.max_times_per_year", JUNE) == 3
    assert numbers.value("aid.emergency.max_per_time", date(2021, 7, 22)) == 200_000
    assert numbers.value("aid.emergency.max_per_time", date(2021, 7, 23)) == 300_000
    assert all(number.reference and number.certainty in "ABCSR" for number in numbers.shipped)


def test_a_gap_or_an_overlap_stops_the_start() -> None:
    with pytest.raises(RegulationError, match="two numbers hold"):
        checked([_number(1, date(2020, 1, 1)), _number(2, date(2021, 1, 1))])
    with pytest.raises(RegulationError, match="nothing holds"):
        checked([_number(1, date(2020, 1, 1), date(2020, 12, 30)), _number(2, date(2021, 1, 1))])
    good = checked([_number(1, date(2020, 1, 1), date(2020, 12, 31)), _number(2, date(2021, 1, 1))])
    assert [good.value("aid.test", day) for day in (date(2020, 12, 31), date(2021, 1, 1))] == [1, 2]


def test_a_file_with_an_unknown_key_or_without_numbers_is_refused() -> None:
    with pytest.raises(RegulationError, match="number"):
        list(read_numbers({}))
    row = {"key": "a", "value": 1, "from": JUNE, "reference": "x", "certainty": "A", "vaule": 2}
    with pytest.raises(RegulationError, match="vaule"):
        list(read_numbers({"number": [row]}))


def test_the_offices_own_number_comes_first_while_it_holds() -> None:
    shipped = Regulations((_number(1, date(2020, 1, 1)),))
    changed = shipped.with_changes([_number(5, date(2024, 1, 1), date(2024, 12, 31), own=True)])
    assert changed.value("aid.test", JUNE) == 5
    assert changed.value("aid.test", date(2025, 1, 1)) == 1
    assert changed.version != shipped.version
    assert shipped.keys == {"aid.test"}


def test_a_number_that_nothing_ships_is_a_bug() -> None:
    numbers = shipped_regulations()
    assert not numbers.has("aid.nothing", JUNE)
    with pytest.raises(KeyError):
        numbers.number("aid.nothing", JUNE)
