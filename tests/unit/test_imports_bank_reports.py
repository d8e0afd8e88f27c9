"""Banks' reports as they come: other columns, other eras, masks, totals, closing words; what is none is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kmcase.domain.imports.bank_reports import BankColumn, BankReport, Columns, guess_columns, read_report
from kmcase.domain.imports.workbook import Cell, Sheet, Workbook
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult
from tests.request_builders import refused

TODAY = date(2024, 6, 17)
THAI = ("ลำดับ", "เลขที่บัญชี", "ชื่อบัญชี", "จำนวนเงิน", "ผลการโอน", "สาเหตุ", "วันที่โอน", "เลขที่ใบสำคัญ")
ENGLISH = ("Customer Reference", "Receiving A/C No.", "Receiver Name", "Transfer Amount", "Status", "Effective Date")


def read(*rows: tuple[Cell, ...], chosen: Columns | None = None, **remembered: Any) -> BankReport:
    book = Workbook(file_name="ธนาคาร.xlsx", sha256="ab", sheets=(Sheet(name="1", rows=rows),))
    return read_report(book, TODAY, remembered, chosen)


def thai(**changes: Cell) -> tuple[Cell, ...]:
    cells: dict[str, Cell] = {
        "n": 1,
        "account": "980-0-00000-1",
        "name": "นางบุญมี ศรีสุข",
        "amount": "3,000.00",
        "result": "037",
        "reason": None,
        "day": "24/01/2567",
        "number": "0001/2567",
    }
    return tuple({**cells, **changes}.values())


def test_a_line_is_read_by_its_columns() -> None:
    [line] = read(THAI, thai()).lines
    assert (line.number, line.account, line.name) == (2, "9800000001", "นางบุญมี ศรีสุข")
    assert (line.amount, line.result, line.reason) == (Baht.of(3000), BankResult.PAID, "")
    assert (line.paid_on, line.paid_at, line.reference) == (date(2024, 1, 24), None, "0001/2567")


def test_other_columns_in_another_language_and_order() -> None:
    report = read(
        ("KTB Corporate Online", None), (), ENGLISH, ("1/2567", "9800000001", "MRS BOONMEE", 3000, "Rejected", None)
    )
    assert report.lines[0].result is BankResult.REJECTED
    assert report.columns[BankColumn.REFERENCE] == 0
    assert report.headings == ENGLISH
    assert report.skipped == 0


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("3,000.-", Baht.of(3000)),
        ("๓,๐๐๐.๕๐ บาท", Baht.of(3000, 50)),
        (3000.1, Baht.of(3000, 10)),
        ("3.000,00", None),
        ("-3,000", None),
        (0, None),
        ("สามพัน", None),
        (None, None),
    ],
)
def test_amounts_as_they_are_written(cell: Cell, amount: Baht | None) -> None:
    assert read(THAI, thai(amount=cell)).lines[0].amount == amount


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ("037", BankResult.PAID),
        (37, BankResult.PAID),
        ("038 - ชื่อบัญชีไม่ตรง", BankResult.REJECTED),
        ("โอนเงินไม่สำเร็จ", BankResult.REJECTED),
        ("Unsuccessful", BankResult.REJECTED),
        ("สำเร็จ", BankResult.PAID),
        ("รอดำเนินการ", None),
        ("039", None),
        (None, None),
    ],
)
def test_results_by_code_and_by_words(cell: Cell, result: BankResult | None) -> None:
    assert read(THAI, thai(result=cell)).lines[0].result is result


@pytest.mark.parametrize(
    ("cell", "day", "moment"),
    [
        ("24/01/2567", date(2024, 1, 24), None),
        ("24/01/2024 10:22", date(2024, 1, 24), datetime(2024, 1, 24, 3, 22, tzinfo=UTC)),
        ("๒๔ ม.ค. ๒๕๖๗ ๑๐.๒๒ น.", date(2024, 1, 24), datetime(2024, 1, 24, 3, 22, tzinfo=UTC)),
        ("2024-01-24", date(2024, 1, 24), None),
        ("2567-01-24", date(2024, 1, 24), None),
        ("2567-02-31", None, None),
        (datetime(2024, 1, 24, 10, 22), date(2024, 1, 24), datetime(2024, 1, 24, 3, 22, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2024, 1, 24), date(2024, 1, 24), None),  # noqa: DTZ001  a cell of Excel has no zone
        (date(2024, 1, 24), date(2024, 1, 24), None),
        ("24/01/2567 99:99", date(2024, 1, 24), None),
        ("พรุ่งนี้ 10:00", None, None),
        ("31/02/2024", None, None),
        (date(2567, 1, 24), date(2024, 1, 24), None),
        (None, None, None),
    ],
)
def test_days_of_both_eras(cell: Cell, day: date | None, moment: datetime | None) -> None:
    line = read(THAI, thai(day=cell)).lines[0]
    assert (line.paid_on, line.paid_at) == (day, moment)


def test_a_masked_account_is_none() -> None:
    assert read(THAI, thai(account="xxx-x-x0001-x")).lines[0].account == ""
    assert read(THAI, thai(account=980000001)).lines[0].account == "980000001"


def test_totals_closing_words_and_headings_once_more_are_no_lines() -> None:
    report = read(
        THAI,
        thai(),
        (),
        THAI,
        (None, None, "รวมทั้งสิ้น", "3,000.00"),
        ("ลงชื่อ ............",),
        thai(name="รวม ใจดี", n=None),
        thai(result="รอผล"),
    )
    assert [line.number for line in report.lines] == [2, 7, 8]
    assert report.skipped == 4


def test_a_short_row_is_read_as_far_as_it_goes() -> None:
    [line] = read(THAI, thai()[:4]).lines
    assert (line.amount, line.result) == (Baht.of(3000), None)


def test_the_sheet_with_the_most_columns_is_the_report() -> None:
    sheets = (Sheet(name="ปก", rows=(("รายงาน",), ("จำนวนเงิน",))), Sheet(name="2", rows=(THAI, thai())))
    book = Workbook(file_name="ธนาคาร.xlsx", sha256="ab", sheets=sheets)
    assert len(read_report(book, TODAY, {}).lines) == 1


@pytest.mark.parametrize(
    "heading",
    [("ก", "ข", "ค"), ("จำนวนเงิน", "ชื่อบัญชี", "สาขา"), ("ผลการโอน", "จำนวนเงิน", "สาขา")],
)
def test_without_amount_result_or_whose_it_is_nothing_is_read(heading: tuple[str, ...]) -> None:
    with refused("reconciliation.no_columns"):
        read(heading, ("1", "2", "3"))


def test_a_heading_alone_is_no_report() -> None:
    with refused("reconciliation.no_lines"):
        read(THAI)


def test_columns_that_were_chosen_or_remembered_go_before_guesses() -> None:
    strange = ("ก", "ข", "ค")
    chosen = {BankColumn.NAME: 0, BankColumn.AMOUNT: 1, BankColumn.RESULT: 2}
    first = read(strange, ("นางบุญมี ศรีสุข", 3000, "037"), chosen=chosen)
    assert [line.name for line in first.lines if line.result] == ["นางบุญมี ศรีสุข"]
    again = read(strange, ("นางบุญมี ศรีสุข", 3000, "037"), **{first.shape: chosen})
    assert again.lines == first.lines


def test_a_heading_known_as_a_whole_goes_before_one_that_holds_a_word() -> None:
    labels = [("เลขที่บัญชีผู้โอน",), ("เลขที่บัญชี",), ()]
    assert guess_columns(labels)[BankColumn.ACCOUNT] == 1
