"""Pages that prove themselves: carried sums, what is not counted, the digest of a page, its QR; and the workbook."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import zxingcpp
from openpyxl import load_workbook

from kmcase.application.printing.ledgers import LedgerRow, LedgerSnapshot, page_digest
from kmcase.documents import ledger_workbooks, ledgers
from kmcase.documents._xlsx import DATE_FORMAT, SheetColumn, SheetTable, write_workbook
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from tests.paper import page_count, raster, says, text_of, unlike

CHECKPOINT = "KMC1:" + "A1B2C3D4" * 20


def ledger_row(number: int = 1, **changes: object) -> LedgerRow:
    """A payment of 3,000 baht."""
    whole = LedgerRow(
        day=date(2024, 6, 5),
        number=f"ชพ {number}/2567",
        payee="นางกัญญารัตน์ ตั้งเจริญวงศ์ไพบูลย์",
        national_id="3-xxxx-xxxxx-53-9",
        address="12 หมู่ที่ 3 บ้านน้ำท่วม ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี",
        aid_kind="low_income",
        occurrence="1",
        satang=300_000,
        counted=True,
        method="เงินสด",
        batch_number="ฎ 12/2567",
        payer="นายพุธ จ่ายเงิน",
        followed_up_on=None,
        remark="",
        mark="ABCD2345",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def snapshot(count: int, **changes: object) -> LedgerSnapshot:
    """A ledger of so many payments."""
    whole = LedgerSnapshot(
        office="นิคมสร้างตนเองเชียงพิณ",
        period="6 เดือนหลัง ปีงบประมาณ 2567",
        group="",
        rows=tuple(ledger_row(number) for number in range(1, count + 1)),
        printed_at="19 มิ.ย. 67 09:30",
        printed_by="นายพุธ จ่ายเงิน",
        head="ab" * 32,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, laid out."""
    return text_of(pdf, layout=True).split("\f")[:-1]


def sums_of(page: str) -> dict[str, str]:
    """ยอดยกมา, ยอดยกไป and รวมทั้งสิ้น of a page."""
    return dict(re.findall(r"(ยอดยกมา|ยอดยกไป|รวมทั้งสิ้น)\s+([\d,]+\.\d\d)", page))


def test_every_page_brings_forward_what_the_one_before_carried() -> None:
    pages = [sums_of(page) for page in pages_of(ledgers.compose([snapshot(60, opening_satang=500_050)], Catalogue()))]
    assert len(pages) > 2
    assert pages[0]["ยอดยกมา"] == "5,000.50"
    for before, after in pairwise(pages):
        assert after["ยอดยกมา"] == before["ยอดยกไป"]
    assert pages[-1]["รวมทั้งสิ้น"] == "185,000.50"
    assert "ยอดยกไป" not in pages[-1]


def test_what_is_void_stands_there_in_brackets_and_is_not_counted() -> None:
    rows = (ledger_row(1), ledger_row(2, counted=False, remark="ยกเลิก เขียนผิด"), ledger_row(3))
    page = pages_of(ledgers.compose([snapshot(0, rows=rows)], Catalogue()))[0]
    assert sums_of(page)["รวมทั้งสิ้น"] == "6,000.00"
    assert page.count("(3,000.00)") == 1
    assert says(ledgers.compose([snapshot(0, rows=rows)], Catalogue()), "ชพ 2/2567", "ยกเลิก เขียนผิด") == []


def test_every_page_says_the_digest_of_its_own_rows() -> None:
    whole = snapshot(60)
    pdf = ledgers.compose([whole], Catalogue())
    numbered = [re.findall(r"ชพ (\d+)/2567", page) for page in pages_of(pdf)]
    begin = 0
    for page, numbers in zip(pages_of(pdf), numbered, strict=True):
        rows = whole.rows[begin : begin + len(numbers)]
        begin += len(numbers)
        assert page_digest(rows) in page
    assert begin == 60


def test_a_row_that_differs_gives_another_digest() -> None:
    rows = snapshot(3).rows
    before = page_digest(rows)
    for change in ({"satang": 300_001}, {"payee": "นางอื่น"}, {"counted": False}, {"day": None}, {"mark": "X"}):
        assert page_digest((replace(rows[0], **change), *rows[1:])) != before
    assert page_digest(tuple(reversed(rows))) != before


def test_the_checkpoint_is_read_back_from_the_picture_of_a_page() -> None:
    pdf = ledgers.compose([snapshot(2, checkpoint=CHECKPOINT)], Catalogue())
    found = zxingcpp.read_barcodes(raster(pdf, dpi=200))
    assert [code.text for code in found] == [CHECKPOINT]


def test_groups_begin_on_pages_of_their_own_and_are_numbered_through() -> None:
    groups = [snapshot(2, group="เมษายน 2567"), snapshot(2, group="พฤษภาคม 2567", opening_satang=600_000)]
    pages = pages_of(ledgers.compose(groups, Catalogue()))
    assert [("หน้า 1 จาก 2" in pages[0]), ("หน้า 2 จาก 2" in pages[1])] == [True, True]
    assert sums_of(pages[1]) == {"ยอดยกมา": "6,000.00", "รวมทั้งสิ้น": "12,000.00"}


def test_a_ledger_without_a_row_says_zero() -> None:
    pdf = ledgers.compose([snapshot(0)], Catalogue())
    assert page_count(pdf) == 1
    assert sums_of(pages_of(pdf)[0]) == {"ยอดยกมา": "0.00", "รวมทั้งสิ้น": "0.00"}


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert ledgers.compose([snapshot(30)], Catalogue()) == ledgers.compose([snapshot(30)], Catalogue())


def test_the_writer_can_be_stopped_between_pages() -> None:
    seen = []

    class Stopped(Exception):
        """Somebody pressed cancel."""

    def step(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise Stopped

    try:
        ledgers.compose([snapshot(60)], Catalogue(), step)
    except Stopped:
        assert [done for done, _ in seen] == [1, 2]
    else:
        raise AssertionError("nobody stopped")


def test_dates_are_dates_that_excel_shows_in_be_and_totals_are_numbers() -> None:
    rows = (ledger_row(1), ledger_row(2, counted=False))
    sheet = load_workbook(BytesIO(ledger_workbooks.compose([snapshot(0, rows=rows)], Catalogue()))).active
    first = sheet[5]
    assert first[1].value.date() == date(2024, 6, 5)
    assert first[1].number_format == DATE_FORMAT
    assert (first[7].value, sheet[6][7].value, sheet[6][8].value) == (3000, None, 3000)
    assert sheet[7][7].value == 3000


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    evil = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\t=1")
    table = SheetTable(
        name="ทะเบียน [1]/2", above=("=1+1",), columns=(SheetColumn(title="ชื่อ"),), rows=[(text,) for text in evil]
    )
    book = load_workbook(BytesIO(write_workbook([table])))
    cells = [row[0] for row in book.active.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == ["=1+1", "ชื่อ", *evil]
    assert book.sheetnames == ["ทะเบียน  1  2"]


def test_satang_survive_the_workbook() -> None:
    column = SheetColumn(title="จำนวนเงิน", kind="money", summed=True)
    rows = [(Baht(10),), (Baht(20),), (Baht(30),)]
    table = SheetTable(name="x", above=(), columns=(column,), rows=rows, total_label="รวม")
    values = [row[0] for row in load_workbook(BytesIO(write_workbook([table]))).active.iter_rows(values_only=True)]
    assert values == ["จำนวนเงิน", 0.1, 0.2, 0.3, 0.6]


def test_a_ledger_looks_as_it_was_looked_at() -> None:
    rows = (ledger_row(1), ledger_row(2, counted=False, remark="ยกเลิก พิมพ์ผิด"), ledger_row(3, satang=250_050))
    pdf = ledgers.compose([snapshot(0, rows=rows, checkpoint=CHECKPOINT)], Catalogue())
    assert unlike(pdf, "ledger") == []
