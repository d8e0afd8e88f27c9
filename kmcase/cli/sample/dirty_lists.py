"""Survey lists as local governments really send them, as Excel and CSV, with everything that goes wrong in them.

All people are invented. A writer returns the path; what each list holds stands in its docstring.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from kmcase.thai.digits import to_thai
from kmcase.thai.national_id import check_digit

FIRST_NAMES = (
    "บุญมี", "คำปุ่น", "สมหมาย", "ทองใบ", "ลำดวน", "สำราญ", "จันทร์เพ็ญ", "ประยูร", "วิไล", "ถนอม", "บัวลา", "สุพรรณ",
    "อุดม", "มะลิ", "แก้วตา", "สีดา", "หนูแดง", "ปราณี", "ไพบูลย์", "น้ำอ้อย",
)  # fmt: skip
LAST_NAMES = (
    "แสงทอง", "ศรีบุญเรือง", "พันธุ์ดี", "โคตรสมบัติ", "วงศ์คำ", "นามมนตรี", "สุขสบาย", "ชัยเดช", "ภูมิลำเนา", "ทุ่งใหญ่",
    "ก้อนคำ", "ผาใต้", "หาญกล้า", "เพ็งดี", "มูลตรี",
)  # fmt: skip
TITLES = ("นาย", "นาง", "นางสาว")
KINDS = ("ผู้สูงอายุ", "คนพิการ", "ผู้มีรายได้น้อย", "ผู้ป่วยติดเตียง", "แม่เลี้ยงเดี่ยว", "เด็กกำพร้า", "ถูกทอดทิ้ง", "หนี้สิน")

PLAIN_HEADINGS = (
    "ลำดับ", "คำนำหน้า", "ชื่อ", "สกุล", "เลขประจำตัวประชาชน", "วันเกิด", "อายุ", "เพศ", "บ้านเลขที่", "หมู่ที่", "ตำบล", "อำเภอ",
    "จังหวัด", "โทรศัพท์", "ประเภทปัญหา", "อาชีพ", "รายได้ต่อเดือน", "จำนวนสมาชิก", "สถานะสมาชิกนิคม", "หมายเหตุ",
)  # fmt: skip

Rows = Sequence[Sequence[Any]]


def national_id(number: int) -> str:
    """A number with a right check digit that nobody bears for certain."""
    twelve = f"1{number:011d}"
    return twelve + check_digit(twelve)


def with_dashes(number: str) -> str:
    """`1-2345-67890-12-1`."""
    return f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"


def plain_rows(count: int, *, seed: int = 1) -> list[list[Any]]:
    """Rows under `PLAIN_HEADINGS` without a fault; every one is another person."""
    chance = random.Random(seed)
    return [_plain_row(number, chance) for number in range(1, count + 1)]


def _plain_row(number: int, chance: random.Random) -> list[Any]:
    born = 2480 + number % 60
    title = TITLES[number % 3]
    last = f"{LAST_NAMES[number // 20 % 15]}{_distinct_ending(number // 300)}"
    return [
        number,
        title,
        FIRST_NAMES[number % 20],
        last,
        with_dashes(national_id(10_000_000 + number * 7)),
        f"{1 + number % 28}/{1 + number % 12}/{born}",
        2567 - born,
        "ชาย" if title == "นาย" else "หญิง",
        f"{1 + number % 300}/{1 + number % 9}",
        1 + number % 12,
        "เชียงพิณ",
        "เมือง",
        "อุดรธานี",
        f"08{number % 100_000_000:08d}",
        chance.choice(KINDS),
        "รับจ้าง",
        chance.choice((0, 600, 1500, 2500, 3000)),
        1 + number % 7,
        chance.choice(("สมาชิก", "ราษฎรทั่วไป", None)),
        None,
    ]


def _distinct_ending(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, 20)
        letters += "กขคงจชซดตถทนบปผพมยรล"[rest]
    return letters


def write_xlsx(path: Path, rows: Rows, *, merged: Sequence[str] = (), sheet: str = "รายชื่อ") -> Path:
    """A workbook of one sheet; `merged` are ranges like `A1:N1`."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    book.save(path)
    return path


def write_csv(path: Path, rows: Rows, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    """A CSV file as Excel saves it."""
    lines = [delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


_UPPER_HEADS = (
    "ที่", "ชื่อ - สกุล", None, None, "เลขประจำตัว\nประชาชน", "ว/ด/ป เกิด", "ที่อยู่", None, None,
    "ประเภทผู้ประสบปัญหา", None, None, "รายได้", None,
)  # fmt: skip
_LOWER_HEADS = (
    None, "คำนำหน้า", "ชื่อ", "สกุล", None, None, "เลขที่", "หมู่ที่", "ตำบล", "ผู้สูงอายุ", "คนพิการ",
    "อื่นๆ (ระบุ)", "ต่อเดือน", "ต่อปี",
)  # fmt: skip


def merged_header_list(path: Path) -> Path:
    """Two lines above a header of two merged rows, the line of column numbers, a repeated header, totals, signatures.

    Five people: two without fault, one with Thai digits, one with an id as a number, one real date typed in พ.ศ.
    """
    ids = [national_id(500 + number) for number in range(5)]
    people: list[list[Any]] = [
        [1, "นาย", "บุญมี", "แสงทอง", with_dashes(ids[0]), "12/4/2490", "12", 3, "เชียงพิณ", "/", None, None, 600, None],
        [2, "นาง", "คำปุ่น", "แสงทอง", ids[1], "5 ม.ค. 2495", "12", 3, "เชียงพิณ", "/", "/", None, 1500, None],
        ["๓", "น.ส.", "ทองใบ", "วงศ์คำ", to_thai(ids[2]), "๑๕ พฤษภาคม ๒๕๒๐", "๔๕/๒", "๔", "ต.เชียงพิณ", None,
         "✓", None, "๑,๒๐๐", None],
        [4, "นาย", "สำราญ", "ผาใต้", int(ids[3]), date(1970, 7, 1), "9", "ม.5", "เชียงพิณ", None, None,
         "หนี้นอกระบบ", None, 24000],
        [5, "นาง", "วิไล", "เพ็งดี", ids[4], date(2510, 2, 28), "77", 6, "เชียงพิณ", "/", None, None, 0, None],
    ]  # fmt: skip
    rows: Rows = [
        ["แบบสำรวจข้อมูลผู้ประสบปัญหาทางสังคม ประจำปีงบประมาณ 2567", *[None] * 13],
        ["องค์การบริหารส่วนตำบลเชียงพิณ ตำบลเชียงพิณ อำเภอเมืองอุดรธานี จังหวัดอุดรธานี", *[None] * 13],
        _UPPER_HEADS,
        _LOWER_HEADS,
        [f"({number})" for number in range(1, 15)],
        *people[:3],
        _UPPER_HEADS,
        _LOWER_HEADS,
        *people[3:],
        [None] * 14,
        ["รวม", None, None, None, None, None, None, None, None, 3, 2, 1, 3300, 24000],
        [None, "ลงชื่อ..........................ผู้สำรวจ"],
        [None, "(นายสมมุติ ลงลายมือ)"],
    ]
    spans = ("A1:N1", "A2:N2", "A3:A4", "B3:D3", "E3:E4", "F3:F4", "G3:I3", "J3:L3", "M3:N3")
    repeated = ("A9:A10", "B9:D9", "E9:E10", "F9:F10", "G9:I9", "J9:L9", "M9:N9")
    return write_xlsx(path, rows, merged=(*spans, *repeated))


def one_cell_list(path: Path) -> Path:
    """Name with title and address in one cell each, no ids, ages instead of birth dates, numbered in advance.

    Four people: the second lies outside the area, the third names no sub-district; two numbers are not filled in.
    """
    rows: Rows = [
        ["ลำดับที่", "ชื่อ-สกุล", "อายุ", "ที่อยู่", "เบอร์โทร", "สภาพปัญหาความเดือดร้อน", "ผู้สำรวจ"],
        [1, "นายบุญมี แสงทอง", "75 ปี", "12 ม.3 ต.เชียงพิณ อ.เมือง จ.อุดรธานี", 812345678, "สูงอายุ อยู่ลำพัง รายได้น้อย", "อพม. มะลิ"],
        [2, "น.ส.ลำดวน ทุ่งใหญ่", 34, "9 หมู่ 1 ต.หมากแข้ง อ.เมือง จ.อุดรธานี", "081-234-5679", "แม่เลี้ยงเดี่ยว, หนี้สิน", "อพม. มะลิ"],
        [3, "ด.ช.หนูแดง ก้อนคำ", "8 เดือน", "45/2 หมู่ 4", None, "เด็กกำพร้า", "อพม. มะลิ"],
        [4, "นาง จันทร์เพ็ญ  สุขสบาย", "๖๒", "๑๑ หมู่ ๒ เชียงพิณ เมือง อุดรธานี", "-", "คนพิการ", "อพม. มะลิ"],
        [5, *[None] * 6],
        [6, *[None] * 6],
    ]  # fmt: skip
    return write_xlsx(path, rows)


FAULTS: dict[str, tuple[int, Any]] = {
    "id_check_digit": (4, "1-0000-00000-50-1"),
    "id_length": (4, "12345"),
    "id_letters": (4, "1-1037-O1234-56-3"),
    "id_lost_digits": (4, "1.1037E+12"),
    "id_repeated": (4, "1111111111111"),
    "id_missing": (4, None),
    "date_ce_year": (5, "21/11/1968"),
    "date_impossible": (5, "31/2/2510"),
    "date_unreadable": (5, "ต้นปีมะโรง"),
    "birth_in_future": (5, "1/1/2580"),
    "age_differs": (6, 12),
    "house_no_is_date": (8, date(2024, 3, 12)),
    "moo_unreadable": (9, "ไม่แน่นอน"),
    "area_unknown": (10, "เชียงพิน"),
    "area_outside": (10, "หมากแข้ง"),
    "amount_letters": (16, "สามพัน"),
    "amount_decimals": (16, "3000.125"),
    "amount_negative": (16, -5),
    "name_missing": (2, None),
    "name_odd": (2, "บุญม?"),
    "too_long": (19, "ก" * 3000),
}
"""A code of a finding that blocks, and the column and cell of `PLAIN_HEADINGS` that bring it about."""


def faulty_rows() -> list[list[Any]]:
    """One row for each fault, in the order of `FAULTS`, otherwise without fault."""
    rows = plain_rows(len(FAULTS), seed=7)
    for row, (column, cell) in zip(rows, FAULTS.values(), strict=True):
        row[column] = cell
        if column == 5:
            row[6] = None
    return rows


def faulty_list(path: Path) -> Path:
    """Every fault that makes a row wait, one a row."""
    return write_xlsx(path, [PLAIN_HEADINGS, *faulty_rows()])


def write_all(folder: Path) -> tuple[Path, ...]:
    """One of each kind of dirty list."""
    folder.mkdir(parents=True, exist_ok=True)
    return (
        merged_header_list(folder / "เชียงพิณ-แบบสำรวจ.xlsx"),
        one_cell_list(folder / "อพม-เชียงพิณ.xlsx"),
        faulty_list(folder / "รายชื่อที่ต้องแก้.xlsx"),
        write_csv(folder / "รายชื่อ-tis620.csv", [PLAIN_HEADINGS, *plain_rows(30, seed=3)], encoding="tis-620"),
    )
