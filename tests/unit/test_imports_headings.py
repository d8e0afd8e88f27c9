"""Where the header of a list is, and what its columns are."""

from __future__ import annotations

import pytest

from kmcase.cli.sample.dirty_lists import PLAIN_HEADINGS, plain_rows
from kmcase.domain.imports.headings import find_header, why_no_data
from kmcase.domain.imports.mapping import ColumnMapping, SurveyColumn, guess_mapping, shape_of
from kmcase.domain.imports.workbook import Cell, Row, Sheet
from kmcase.domain.problem_kinds import PROBLEM_KINDS
from kmcase.messages import LANGUAGES, Catalogue

HEADINGS: Row = tuple(PLAIN_HEADINGS)


def sheet(*rows: Row) -> Sheet:
    return Sheet(name="รายชื่อ", rows=rows)


def test_the_header_is_found_below_titles() -> None:
    data = tuple(tuple(row) for row in plain_rows(3))
    header = find_header(sheet(("แบบสำรวจ",), ("อบต.เชียงพิณ",), HEADINGS, *data))
    assert (header.first, header.depth, header.data_from) == (2, 1, 3)
    assert header.titles == ("แบบสำรวจ", "อบต.เชียงพิณ")


def test_a_header_of_two_merged_lines_is_read_as_one() -> None:
    upper: Row = ("ที่", "ชื่อ-สกุล", "ชื่อ-สกุล", "ที่อยู่", "ที่อยู่", "รายได้", "รายได้")
    lower: Row = ("ที่", "ชื่อ", "สกุล", "เลขที่", "ตำบล", "ต่อเดือน", "ต่อปี")
    header = find_header(sheet(("แบบสำรวจ",) * 7, upper, lower, (1, "บุญมี", "แสงทอง", "1", "เชียงพิณ", 5, 60)))
    assert (header.first, header.depth) == (1, 2)
    uses = guess_mapping(header.labels).uses
    assert [use.key for use in uses] == [
        "sequence", "first_name", "last_name", "house_no", "subdistrict", "monthly_income", "yearly_income",
    ]  # fmt: skip


def test_the_plain_headings_are_all_known() -> None:
    mapping = guess_mapping([(heading,) for heading in PLAIN_HEADINGS])
    assert SurveyColumn.UNMAPPED not in mapping.columns
    assert len(mapping.columns) == len(PLAIN_HEADINGS)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("เลขประจำตัว\nประชาชน 13 หลัก", SurveyColumn.NATIONAL_ID),
        ("เลขประจําตัวประชาชน", SurveyColumn.NATIONAL_ID),
        ("ว/ด/ป  เกิด", SurveyColumn.BIRTH),
        ("ชื่อ - สกุล ผู้ประสบปัญหา", SurveyColumn.FULL_NAME),
        ("รายได้ (บาท/เดือน)", SurveyColumn.MONTHLY_INCOME),
        ("สภาพปัญหาความเดือดร้อน (ระบุ)", SurveyColumn.PROBLEM),
        ("สีที่ชอบ", SurveyColumn.UNMAPPED),
    ],
)
def test_headings_are_known_in_many_spellings(heading: str, column: SurveyColumn) -> None:
    assert guess_mapping([(heading,)]).uses[0].column is column


def test_kinds_of_problems_as_headings_are_columns_of_marks() -> None:
    mapping = guess_mapping([("ชื่อ-สกุล",), ("ประเภทผู้ประสบปัญหา", "ผู้สูงอายุ"), ("ประเภทผู้ประสบปัญหา", "คนพิการ"), ("ชาย",)])
    assert [use.key for use in mapping.uses] == ["full_name", "problem:elderly", "problem:disabled", "sex:male"]


def test_two_columns_never_hold_the_same() -> None:
    mapping = guess_mapping([("ชื่อ",), ("ชื่อ",), ("หมายเหตุ",), ("หมายเหตุ",)])
    keys = [use.key for use in mapping.uses]
    assert len(set(keys)) == len(keys)
    assert keys[:1] == ["first_name"]


def test_the_shape_of_a_file_does_not_depend_on_spaces() -> None:
    assert shape_of([("ชื่อ-สกุล",), ("อายุ",)]) == shape_of([(" ชื่อ - สกุล",), ("อายุ ",)])
    assert shape_of([("อายุ",), ("ชื่อ-สกุล",)]) != shape_of([("ชื่อ-สกุล",), ("อายุ",)])


def test_a_mapping_survives_being_remembered() -> None:
    mapping = guess_mapping([("ชื่อ",), ("ผู้สูงอายุ",), ("สีที่ชอบ",)])
    assert ColumnMapping.from_plain(mapping.as_plain()) == mapping


def test_a_column_given_another_use_frees_the_old_one() -> None:
    mapping = guess_mapping([("ชื่อ",), ("สกุล",), ("สีที่ชอบ",)]).with_use(2, SurveyColumn.LAST_NAME)
    assert [use.column for use in mapping.uses] == [
        SurveyColumn.FIRST_NAME, SurveyColumn.UNMAPPED, SurveyColumn.LAST_NAME,
    ]  # fmt: skip


def test_a_sheet_without_a_header_is_called_by_letters() -> None:
    header = find_header(sheet((1, "นายบุญมี แสงทอง", 5), (2, "นางวิไล เพ็งดี", 6)))
    assert (header.depth, header.labels) == (0, (("A",), ("B",), ("C",)))


NAMED = ("ลำดับ", "ชื่อ-สกุล", "อายุ", "รายได้")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((), "empty"),
        (NAMED, "repeated_header"),
        (("(1)", "(2)", "(3)", "(4)"), "column_numbers"),
        (("รวม", None, None, 3000), "total"),
        (("รวมทั้งสิ้น 25 ราย", "รวมทั้งสิ้น 25 ราย"), "total"),
        ((12,), "only_number"),
        ((None, "ลงชื่อ..................ผู้สำรวจ"), "closing"),
        ((None, "(นายสมมุติ ลงลายมือ)"), "closing"),
        ((1, "รวมพล แสงทอง", 60, 600), None),
        ((1, "นายบุญมี แสงทอง", None, None), None),
    ],
)
def test_rows_that_are_no_data_say_why(row: tuple[Cell, ...], reason: str | None) -> None:
    header = find_header(sheet(NAMED, (1, "นายบุญมี แสงทอง", 60, 600)))
    assert why_no_data(row, header, guess_mapping(header.labels)) == reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("column", [each for each in SurveyColumn if each is not SurveyColumn.UNMAPPED])
def test_each_column_is_known_by_the_title_the_program_gives_it(language: str, column: SurveyColumn) -> None:
    title = Catalogue("th" if language == "th" else "en").text(f"imports.column.{column.value}")
    assert guess_mapping([(title,)]).uses[0].column is column


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PROBLEM_KINDS)
def test_each_kind_of_problem_is_known_by_its_own_words(language: str, kind: str) -> None:
    title = Catalogue("th" if language == "th" else "en").text(f"imports.problem_kind.{kind}")
    assert guess_mapping([(title,)]).uses[0].key == f"problem:{kind}"
