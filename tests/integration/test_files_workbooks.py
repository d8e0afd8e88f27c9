"""Workbooks and CSV files from outside, written on the fly: honest, broken and hostile."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kmcase.cli.sample import dirty_lists
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.imports.headings import find_header
from kmcase.domain.imports.mapping import guess_mapping
from kmcase.domain.imports.reconcile import Reconciled, reconcile
from kmcase.domain.imports.sheets import parse_sheet
from kmcase.domain.imports.survey import ReadingContext
from kmcase.domain.imports.workbook import Workbook
from kmcase.domain.surveys import RowOutcome
from kmcase.files.opening import open_problem
from kmcase.files.workbooks import read_workbook

ROWS = (("ลำดับ", "ชื่อ-สกุล"), (1, "นายบุญมี แสงทอง"), (2, "น.ส.น้ำอ้อย ผาใต้"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTEXT = ReadingContext(today=date(2024, 6, 10), area=frozenset({"410113"}), subdistrict_code="410113")


def refusal(path: Path) -> str:
    with pytest.raises(DomainError) as refused:
        read_workbook(path)
    return refused.value.code


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    path.write_bytes(buffer.getvalue())
    return path


def ended(book: Workbook) -> Reconciled:
    sheet = book.sheets[0]
    header = find_header(sheet)
    parsed = parse_sheet(sheet, header, guess_mapping(header.labels), CONTEXT)
    return reconcile(parsed.rows, (), skipped=parsed.skipped)


def test_cells_keep_their_types_and_the_file_its_hash(tmp_path: Path) -> None:
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", [["ก", 3, 2.5, date(2024, 2, 29), True, None, 1103701234563]])
    book = read_workbook(path)
    assert book.sheets[0].rows == (("ก", 3, 2.5, date(2024, 2, 29), True, None, 1103701234563),)
    assert [type(cell) for cell in book.sheets[0].rows[0][1:3]] == [int, float]
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_merged_cells_all_hold_the_first_ones_value(tmp_path: Path) -> None:
    rows = [["ที่อยู่", None, None], ["เลขที่", "หมู่", "ตำบล"], [1, 2, "เชียงพิณ"], [3, 4, None]]
    book = read_workbook(dirty_lists.write_xlsx(tmp_path / "ก.xlsx", rows, merged=("A1:C1", "C3:C4")))
    assert book.sheets[0].rows[0] == ("ที่อยู่",) * 3
    assert book.sheets[0].rows[3] == (3, 4, "เชียงพิณ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = dirty_lists.write_csv(tmp_path / "ก.csv", ROWS, encoding=encoding, delimiter=delimiter)
    assert read_workbook(path).sheets[0].rows == (
        ("ลำดับ", "ชื่อ-สกุล"),
        ("1", "นายบุญมี แสงทอง"),
        ("2", "น.ส.น้ำอ้อย ผาใต้"),
    )


def test_quoted_cells_of_a_csv_may_hold_the_delimiter(tmp_path: Path) -> None:
    path = written(tmp_path, "ก.csv", 'ชื่อ,ปัญหา\nบุญมี,"หนี้สิน, พิการ"\n'.encode())
    assert read_workbook(path).sheets[0].rows[1] == ("บุญมี", "หนี้สิน, พิการ")


def test_the_delimiter_that_excel_names_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "ก.csv", "sep=;\nชื่อ;ก,ข,ค\n".encode())
    assert read_workbook(path).sheets[0].rows == (("ชื่อ", "ก,ข,ค"),)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ก.xlsx", b"", "files.empty"),
        ("ก.csv", b" \r\n \r\n", "files.empty"),
        ("ก.xlsx", b"%PDF-1.7 \n", "files.not_what_it_says"),
        ("ก.xls", b"<html><table><tr><td>1</td></tr></table></html>", "files.not_what_it_says"),
        ("ก.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "files.not_what_it_says"),
        ("ก.csv", bytes(range(255)) * 20, "files.not_what_it_says"),
        ("ก.xlsx", "ชื่อ,สกุล".encode(), "files.not_what_it_says"),
        ("ก.pdf", b"%PDF-1.7 \n", "files.unknown_kind"),
        ("ก.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "files.password"),
        ("ก.xls", OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600), "files.damaged"),
        ("ก.csv", b'a,"' + b"x" * 200_000, "files.broken_quotes"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert refusal(written(tmp_path, name, content)) == code


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "ก.xlsx")
    assert refusal(tmp_path / "ก.xlsx") == "files.empty"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "โฟลเดอร์.xlsx").mkdir()
    assert refusal(tmp_path / "ไม่มี.xlsx") == "files.missing"
    assert refusal(tmp_path / "โฟลเดอร์.xlsx") == "files.is_folder"


def test_a_file_that_another_program_holds_may_be_tried_again(tmp_path: Path) -> None:
    problem = open_problem(tmp_path / "ก.xlsx", PermissionError(13, "held"))
    assert isinstance(problem, EnvironmentProblem)
    assert problem.code == "files.busy"


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    content = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", dirty_lists.plain_rows(50)).read_bytes()
    assert refusal(written(tmp_path, "ข.xlsx", content[: int(len(content) * kept)])) in (
        "files.damaged",
        "files.not_what_it_says",
    )


def test_a_workbook_whose_sheet_is_no_xml_is_refused(tmp_path: Path) -> None:
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", ROWS)
    assert refusal(with_part(path, "xl/worksheets/sheet1.xml", lambda text: text[:200] + b"<<<&&&")) == "files.damaged"


def test_one_cell_at_the_far_end_is_refused_before_it_eats_the_memory(tmp_path: Path) -> None:
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", ROWS)
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", far))
    assert refusal(path) == "files.far_cell"


def test_formatted_cells_without_a_value_are_no_far_cells(tmp_path: Path) -> None:
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", ROWS)
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", far))
    assert len(read_workbook(path).sheets[0].rows) == 3


@pytest.mark.slow
def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", ROWS)
    with_part(path, "xl/styles.xml", lambda text: text + b" " * 850_000_000)
    assert path.stat().st_size < 5_000_000
    assert refusal(path) == "files.unpacks_too_large"


@pytest.mark.slow
def test_junk_rows_by_the_hundred_thousand_are_survived(tmp_path: Path) -> None:
    path = tmp_path / "ก.csv"
    lines = [",".join(dirty_lists.PLAIN_HEADINGS)]
    lines += [",".join("" if cell is None else str(cell) for cell in row) for row in dirty_lists.plain_rows(20)]
    lines += [" , ,,"] * 300_000 + ["รวม,,,,"] + [",,"] * 100_000
    path.write_text("\n".join(lines), "utf-8")
    book = read_workbook(path)
    assert len(book.sheets[0].rows) == 1 + 20 + 300_000 + 1
    result = ended(book)
    assert result.counts[RowOutcome.IMPORTED] == 20
    assert [(each.reason, each.count) for each in result.skipped] == [("empty", 300_000), ("total", 1)]


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    class Cancelled(Exception):
        """Somebody pressed cancel."""

    class Pressed:
        def report(self, done: int, total: int | None = None) -> None:
            """Nobody looks."""

        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(dirty_lists.write_xlsx(tmp_path / "ก.xlsx", ROWS), Pressed())


def test_a_list_with_merged_headers_titles_and_signatures_is_read_whole(tmp_path: Path) -> None:
    result = ended(read_workbook(dirty_lists.merged_header_list(tmp_path / "ก.xlsx")))
    assert result.counts[RowOutcome.IMPORTED] == 5
    assert [each.reason for each in result.skipped] == [
        "column_numbers",
        "repeated_header",
        "empty",
        "total",
        "closing",
    ]
    kinds = [sorted(verdict.row.survey.problem_kinds) for verdict in result.verdicts]
    assert kinds == [["elderly"], ["disabled", "elderly"], ["disabled"], ["debt"], ["elderly"]]


def test_a_list_with_addresses_in_one_cell_is_read(tmp_path: Path) -> None:
    result = ended(read_workbook(dirty_lists.one_cell_list(tmp_path / "ก.xlsx")))
    assert [verdict.outcome.value for verdict in result.verdicts] == ["imported", "waiting", "imported", "imported"]
    assert [(each.reason, each.count) for each in result.skipped] == [("only_number", 2)]


def test_every_fault_of_a_list_waits_with_its_reason(tmp_path: Path) -> None:
    result = ended(read_workbook(dirty_lists.faulty_list(tmp_path / "ก.xlsx")))
    blocked = [
        [finding.code for finding in verdict.findings if finding.severity == "block"] for verdict in result.verdicts
    ]
    assert blocked == [[f"imports.{code}"] for code in dirty_lists.FAULTS]


def test_refusals_name_the_file_and_no_path(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        read_workbook(tmp_path / "ไม่มี.xlsx")
    assert refused.value.params == {"name": "ไม่มี.xlsx"}
    assert not re.search(r"[/\\]", str(refused.value.params["name"]))


def test_a_workbook_of_the_old_excel_is_read() -> None:
    (sheet,) = read_workbook(Path(__file__).parents[1] / "data" / "survey.xls").sheets
    assert sheet.rows[0] == ("แบบสำรวจข้อมูลผู้ประสบปัญหาทางสังคม",) * 4
    assert sheet.rows[2] == ("นางบุญมี แสงทอง", 1000000005001, date(1965, 4, 12), 3)


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="ก">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
ODS_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def an_ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS.format(rows=rows))
    return path


def test_a_workbook_of_libreoffice_is_read(tmp_path: Path) -> None:
    cells = ODS_TEXT.format("นางบุญมี แสงทอง") + ODS_TEXT.format("๓")
    book = read_workbook(an_ods(tmp_path / "ก.ods", f"<table:table-row>{cells}</table:table-row>"))
    assert book.sheets[0].rows == (("นางบุญมี แสงทอง", "๓"),)


def test_cells_repeated_by_the_million_are_refused(tmp_path: Path) -> None:
    wide = '<table:table-cell table:number-columns-repeated="16384"'
    repeated = ODS_TEXT.format("ก").replace("<table:table-cell", wide, 1)
    row = f'<table:table-row table:number-rows-repeated="1048576">{repeated}</table:table-row>'
    with pytest.raises(DomainError) as refused:
        read_workbook(an_ods(tmp_path / "ก.ods", row))
    assert refused.value.code == "files.far_cell"
