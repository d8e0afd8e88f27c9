"""The address of a row of a survey list, matched to the official areas and the office's own."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.domain.findings import Finding
from kmcase.domain.imports.places import subdistrict_in
from kmcase.domain.imports.rows import read_cells
from kmcase.domain.imports.survey import ParsedRow, ReadingContext
from kmcase.domain.imports.workbook import Cell

CHIANG_PHIN = "410113"
OUTSIDE = "410101"
TODAY = date(2024, 6, 10)


def read(*, listed: str = CHIANG_PHIN, area: frozenset[str] = frozenset({CHIANG_PHIN}), **cells: Cell) -> ParsedRow:
    name: dict[str, Cell] = {"first_name": "บุญมี", "last_name": "ศรีสุข", "no_id_reason": "บัตรหาย"}
    return read_cells(2, name | cells, ReadingContext(today=TODAY, area=area, subdistrict_code=listed))


def finding(row: ParsedRow, code: str) -> Finding:
    (found,) = (each for each in row.findings if each.code == code)
    return found


@pytest.mark.parametrize(
    ("titles", "code"),
    [
        (("แบบสำรวจ ประจำปี 2567", "ต.เชียงพิณ อ.เมือง จ.อุดรธานี"), CHIANG_PHIN),
        (("ตำบลเชียงพิณ",), CHIANG_PHIN),
        (("ต.บ้านใหม่",), ""),
        (("แบบสำรวจ ประจำปี 2567",), ""),
        ((), ""),
    ],
)
def test_the_lines_above_a_list_name_its_sub_district_where_they_name_one(titles: tuple[str, ...], code: str) -> None:
    assert subdistrict_in(titles) == code


def test_a_row_without_a_sub_district_lies_in_the_lists() -> None:
    assert read(house_no="12").survey.address.subdistrict_code == CHIANG_PHIN


def test_a_list_from_outside_the_area_makes_its_rows_wait() -> None:
    row = read(listed=OUTSIDE, house_no="12")
    assert row.survey.address.subdistrict_code == OUTSIDE
    assert "หมากแข้ง" in finding(row, "imports.area_outside").params["area"]


def test_a_row_of_another_district_does_not_lie_in_the_lists() -> None:
    row = read(district="บางใหญ่", province="นนทบุรี")
    assert row.survey.address.subdistrict_code == ""
    assert "เชียงพิณ" in finding(row, "imports.area_unknown").params["choices"][0]


def test_without_any_sub_district_one_is_asked_for() -> None:
    assert finding(read(listed="", house_no="12"), "imports.area_missing").fields == ("subdistrict",)


def test_a_misspelt_name_is_answered_with_those_of_the_office() -> None:
    choices = finding(read(subdistrict="เชียงพิน"), "imports.area_unknown").params["choices"]
    assert any("เชียงพิณ" in choice for choice in choices)


def test_what_remains_of_an_address_in_one_cell_is_told() -> None:
    row = read(address="12 หมู่ 3 ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี ข้างวัด")
    assert row.survey.address.subdistrict_code == CHIANG_PHIN
    told = [each.code for each in row.findings]
    assert "imports.address_rest" in told
