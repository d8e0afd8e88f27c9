"""The control report: a line a control with its numbers, on paper and as a workbook with its chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kmcase.application.printing.controls import ControlPeriod, period_of
from kmcase.messages import Catalogue
from kmcase.rules.controls import CATALOGUE, by_code
from tests.builders import FIRST_HALF, SECOND_HALF, TestOffice, new_office
from tests.control_builders import judge, open_items, short_payment
from tests.paper import printing, says

WHOLE = ControlPeriod(half=SECOND_HALF)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = new_office(tmp_path)
    yield found
    found.engine.dispose()


def test_the_report_names_every_control_its_counts_and_its_numbers(office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    judge(office, open_items(office)["f6.said_less"], reason="ค่ารถที่ผู้รับจ่ายเอง")
    pdf = printing(office, tmp_path, "director").control_report(WHOLE)
    codes = tuple(control.code for control in CATALOGUE)
    assert says(pdf, *codes, "ค่ารถที่ผู้รับจ่ายเอง", "0001/2567", "เกิน 14 วัน", "มิ.ย. 67") == []
    sources = (by_code("f6.said_less").reference, by_code("f3.person_limit").reference)
    named = [Catalogue("th").render(said) for said in (*sources[0], *sources[1])]
    assert says(pdf, *named) == []
    assert says(pdf, "§", "domain.md") == ["§", "domain.md"]


def test_a_period_without_observations_says_so(office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    press = printing(office, tmp_path, "director")
    assert says(press.control_report(ControlPeriod(half=FIRST_HALF)), "ไม่มีข้อสังเกต", "จากการจ่าย 0 รายการ") == []
    assert says(press.control_report(ControlPeriod(half=SECOND_HALF, month=5)), "เดือนพฤษภาคม 2567") == []
    june = press.control_report(ControlPeriod(half=SECOND_HALF, month=6), "en")
    assert says(june, "The payee says it was less", "Control report") == []


def test_the_workbook_has_the_counts_with_a_chart_and_the_facts(office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    book = load_workbook(BytesIO(printing(office, tmp_path, "director").control_workbook(None)))
    lines, items = book.worksheets
    rows = {row[0]: row[2:5] for row in lines.iter_rows(min_row=4, values_only=True)}
    assert set(rows) == {control.code for control in CATALOGUE}
    assert rows["f6.said_less"] == (1, 0, 0)
    assert len(lines._charts) == 1  # type: ignore[attr-defined]
    assert "มาตรา 9" in next(str(row[-1]) for row in lines.iter_rows(values_only=True) if row[0] == "p.cannot_write")
    [row] = list(items.iter_rows(min_row=4, values_only=True))
    assert row[0] == "f6.said_less"
    assert "1,000.00" in str(row[7])


@pytest.mark.parametrize(
    ("half", "month", "first", "last"),
    [
        (FIRST_HALF, None, date(2023, 10, 1), date(2024, 3, 31)),
        (FIRST_HALF, 12, date(2023, 12, 1), date(2023, 12, 31)),
        (FIRST_HALF, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (SECOND_HALF, 9, date(2024, 9, 1), date(2024, 9, 30)),
    ],
)
def test_a_period_has_its_first_and_last_day(half: object, month: int | None, first: date, last: date) -> None:
    assert ControlPeriod(half=half, month=month).bounds == (first, last)  # type: ignore[arg-type]


def test_a_month_of_the_other_half_is_none() -> None:
    with pytest.raises(ValueError, match="other half"):
        ControlPeriod(half=FIRST_HALF, month=6).bounds  # noqa: B018
    assert period_of(date(2024, 6, 10)) == WHOLE
