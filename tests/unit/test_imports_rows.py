"""Cells of survey lists, read into typed values with a finding for each doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.cli.sample.dirty_lists import national_id, with_dashes
from kmcase.domain.dates import PartialDate
from kmcase.domain.events import build, encode
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.imports.mapping import guess_mapping
from kmcase.domain.imports.rows import parse_row, read_cells
from kmcase.domain.imports.survey import ParsedRow, ReadingContext
from kmcase.domain.imports.workbook import Cell
from kmcase.domain.money import Baht
from kmcase.domain.people import MembershipKind, NoIdReason, Sex
from kmcase.messages import LANGUAGES, Catalogue, Message

TODAY = date(2024, 6, 10)
CHIANG_PHIN = "410113"
CONTEXT = ReadingContext(today=TODAY, area=frozenset({CHIANG_PHIN}), subdistrict_code=CHIANG_PHIN)
SOUND: dict[str, Cell] = {
    "title": "นาย",
    "first_name": "บุญมี",
    "last_name": "แสงทอง",
    "national_id": with_dashes(national_id(77)),
    "house_no": "12/3",
}


def read(context: ReadingContext = CONTEXT, **cells: Cell) -> ParsedRow:
    return read_cells(7, {**SOUND, **{key.replace("__", ":"): cell for key, cell in cells.items()}}, context)


def codes(row: ParsedRow, severity: Severity | None = None) -> list[str]:
    return [finding.code for finding in row.findings if severity in (None, finding.severity)]


def test_a_sound_row_has_no_findings() -> None:
    row = read()
    assert row.findings == ()
    assert row.survey.national_id == national_id(77)
    assert (row.survey.title, row.survey.sex) == ("นาย", Sex.MALE)
    assert row.survey.address.subdistrict_code == CHIANG_PHIN


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("12/4/2490", PartialDate(1947, 4, 12)),
        ("๑๕ พฤษภาคม ๒๕๒๐", PartialDate(1977, 5, 15)),
        (2490, PartialDate(1947)),
        (date(1970, 7, 1), PartialDate(1970, 7, 1)),
        (date(2510, 2, 28), PartialDate(1967, 2, 28)),
        ("-", None),
        ("ไม่ทราบ", None),
        (" ", None),
        ("\u200b", None),
    ],
)
def test_birth_dates_are_read_however_they_were_typed(cell: Cell, birth: PartialDate | None) -> None:
    row = read(birth=cell)
    assert row.survey.birth == birth
    assert not row.waits


def test_a_real_date_typed_in_be_is_told() -> None:
    assert codes(read(birth=date(2510, 2, 28))) == ["imports.real_date_in_be"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("birth", "21/11/1968", "date_ce_year"),
        ("birth", "31/2/2510", "date_impossible"),
        ("birth", "ต้นปีมะโรง", "date_unreadable"),
        ("birth", "1/1/2580", "birth_in_future"),
        ("birth", 2430, "birth_too_old"),
        ("surveyed_on", "1/1/2568", "surveyed_in_future"),
        ("surveyed_on", "2567", "date_unreadable"),
        ("national_id", "12345", "id_length"),
        ("national_id", 1103700000000, "id_lost_digits"),
        ("national_id", "1.1037E+12", "id_lost_digits"),
        ("national_id", "1111111111111", "id_repeated"),
        ("national_id", "1000000000501", "id_check_digit"),
        ("national_id", None, "id_missing"),
        ("monthly_income", "สามพัน", "amount_letters"),
        ("monthly_income", "3000.125", "amount_decimals"),
        ("monthly_income", -5, "amount_negative"),
        ("moo", "ไม่แน่นอน", "moo_unreadable"),
        ("moo", 0, "moo_unreadable"),
        ("house_no", date(2024, 3, 12), "house_no_is_date"),
        ("house_no", "12/03/2567", "house_no_is_date"),
        ("first_name", None, "name_missing"),
        ("first_name", "บุญม?", "name_odd"),
        ("first_name", "ก" * 300, "too_long"),
        ("remark", "ก" * 3000, "too_long"),
        ("subdistrict", "เชียงพิน", "area_unknown"),
    ],
)
def test_what_cannot_be_read_waits_beside_its_cell(column: str, cell: Cell, code: str) -> None:
    row = read(**{column: cell})
    assert codes(row, Severity.BLOCK) == [f"imports.{code}"]
    assert row.findings[0].fields == (column,)


@pytest.mark.parametrize(
    ("cell", "satang"),
    [(3000, 300000), ("๓,๐๐๐", 300000), ("3,000 บาท", 300000), (1250.5, 125050), ("ไม่มีรายได้", 0)],
)
def test_incomes_are_read_as_satang(cell: Cell, satang: int) -> None:
    assert read(monthly_income=cell).survey.monthly_income == Baht(satang)


@pytest.mark.parametrize("cell", [" ", "บาท", "\u200b"])
def test_a_unit_or_a_space_without_figures_is_no_income(cell: Cell) -> None:
    row = read(monthly_income=cell)
    assert row.survey.monthly_income is None
    assert not row.waits


def test_a_yearly_income_is_shared_among_the_months() -> None:
    row = read(monthly_income=None, yearly_income=24000)
    assert row.survey.monthly_income == Baht.of(2000)
    assert codes(row) == ["imports.income_from_year"]


def test_an_age_gives_the_year_of_birth() -> None:
    assert read(age="75 ปี").survey.birth == PartialDate(1949)
    assert read(age="๖๒").survey.birth == PartialDate(1962)
    assert read(age="8 เดือน").survey.birth == PartialDate(2024)


def test_an_age_that_contradicts_the_birth_date_waits() -> None:
    assert codes(read(birth="1/1/2500", age=66), Severity.BLOCK) == []
    assert codes(read(birth="1/1/2500", age=12), Severity.BLOCK) == ["imports.age_differs"]


@pytest.mark.parametrize("cell", ["น.ส.ทองใบ วงศ์คำ", "นางสาว ทองใบ  วงศ์คำ", "นางสาวทองใบ วงศ์คำ"])
def test_a_name_in_one_cell_is_taken_apart(cell: str) -> None:
    survey = read_cells(1, {"full_name": cell, "house_no": "1"}, CONTEXT).survey
    assert (survey.title, survey.first_name, survey.last_name) == ("นางสาว", "ทองใบ", "วงศ์คำ")
    assert survey.sex is Sex.FEMALE


def test_a_missing_first_name_is_not_taken_from_the_last() -> None:
    assert codes(read(first_name=None), Severity.BLOCK) == ["imports.name_missing"]


def test_no_id_with_a_reason_is_imported_with_the_reason() -> None:
    row = read(national_id=None, no_id_reason="บัตรหาย")
    assert not row.waits
    assert row.survey.no_id_reason is NoIdReason.CARD_LOST


def test_a_reason_in_the_place_of_the_id_counts() -> None:
    assert read(national_id="ไร้สัญชาติ").survey.no_id_reason is NoIdReason.STATELESS


def test_a_list_without_a_column_of_ids_is_imported() -> None:
    row = read_cells(1, {"full_name": "นายบุญมี แสงทอง", "age": 70}, CONTEXT)
    assert not row.waits
    assert row.survey.no_id_reason is NoIdReason.NOT_TOLD


def test_a_doubtful_id_is_imported_once_a_reason_stands_beside_it() -> None:
    row = read(national_id="1000000000501", no_id_reason="ตรวจกับบัตรแล้ว")
    assert not row.waits
    assert (row.survey.national_id, row.survey.id_note) == ("1000000000501", "ตรวจกับบัตรแล้ว")


def test_an_address_in_one_cell_is_matched_to_its_code() -> None:
    row = read(house_no=None, address="12 ม.3 ต.เชียงพิณ อ.เมือง จ.อุดรธานี")
    address = row.survey.address
    assert (address.house_no, address.moo, address.subdistrict_code) == ("12", 3, CHIANG_PHIN)


def test_an_area_outside_the_offices_waits() -> None:
    row = read(subdistrict="หมากแข้ง", district="เมือง", province="อุดรธานี")
    assert codes(row, Severity.BLOCK) == ["imports.area_outside"]


def test_a_name_that_several_areas_bear_waits_with_its_choices() -> None:
    row = read(subdistrict="ในเมือง")
    assert codes(row) == ["imports.area_ambiguous"]
    choices = row.findings[0].params["choices"]
    assert isinstance(choices, tuple) and len(choices) > 1


def test_of_several_areas_the_one_of_the_office_is_assumed_and_told() -> None:
    context = ReadingContext(today=TODAY, area=frozenset({"400101"}))
    row = read(context, subdistrict="ในเมือง")
    assert row.survey.address.subdistrict_code == "400101"
    assert codes(row) == ["imports.area_assumed"]


def test_a_row_without_a_sub_district_waits_unless_the_whole_list_has_one() -> None:
    nowhere = ReadingContext(today=TODAY, area=frozenset({CHIANG_PHIN}))
    assert codes(read(nowhere), Severity.BLOCK) == ["imports.area_missing"]


def test_problems_are_recognised_in_words_and_by_marks() -> None:
    row = read(problem="สูงอายุ อยู่ลำพัง, มีหนี้สิน", problem__disabled="/", problem__illness="-")
    assert row.survey.problem_kinds == {"elderly", "abandoned", "debt", "disabled"}


def test_a_mark_that_says_no_is_no_problem() -> None:
    row = read(problem__elderly="ไม่ใช่", problem__disabled="0", problem__debt="/")
    assert row.survey.problem_kinds == {"debt"}


def test_a_negated_problem_is_none() -> None:
    assert read(problem="ไม่พิการ").survey.problem_kinds == {"other"}


def test_an_unknown_problem_is_kept_as_other_with_its_words() -> None:
    row = read(problem="ช้างเข้าสวน")
    assert row.survey.problem_kinds == {"other"}
    assert row.survey.problem_text == "ช้างเข้าสวน"
    assert codes(row) == ["imports.problem_unknown"]


@pytest.mark.parametrize(
    ("cell", "phone"), [(812345678, "0812345678"), ("081-234-5678, ๐๔๒๑๑๑๒๒๒", "0812345678, 042111222")]
)
def test_phone_numbers_regain_their_zero(cell: Cell, phone: str) -> None:
    row = read(phone=cell)
    assert (row.survey.phone, codes(row)) == (phone, [])


def test_a_sex_that_the_title_contradicts_is_told_and_the_column_stands() -> None:
    row = read(title="นาย", sex="หญิง")
    assert row.survey.sex is Sex.FEMALE
    assert codes(row, Severity.WARN) == ["imports.sex_differs"]


@pytest.mark.parametrize(
    ("cells", "sex"),
    [
        ({"sex__male": "/", "sex__female": None}, Sex.MALE),
        ({"sex__male": "-", "sex__female": "✓"}, Sex.FEMALE),
        ({"sex__male": "ข", "sex__female": "ค"}, Sex.UNKNOWN),
    ],
)
def test_the_sex_is_the_column_that_bears_a_mark(cells: dict[str, Cell], sex: Sex) -> None:
    assert read(title=None, **cells).survey.sex is sex


@pytest.mark.parametrize(("cell", "size"), [("๔ คน", 4), ("4", 4), (4, 4), (4.0, 4), (None, None)])
def test_the_size_of_a_household_is_read_with_its_word(cell: Cell, size: int | None) -> None:
    row = read(household_size=cell)
    assert row.survey.household_size == size
    assert codes(row) == []


@pytest.mark.parametrize("cell", [0, "หลายคน", 1000])
def test_an_impossible_size_of_a_household_is_told_and_left_out(cell: Cell) -> None:
    row = read(household_size=cell)
    assert row.survey.household_size is None
    assert codes(row) == ["imports.size_unreadable"]


def test_what_waiting_rows_brought_along_is_no_cell_and_what_stands_beyond_the_header_is_kept() -> None:
    mapping = guess_mapping([("รหัสแถว",), ("ชื่อ",), ("สกุล",), ("เลขประจำตัวประชาชน",), ("สิ่งที่ต้องแก้",)])
    row = parse_row(2, ("imp:1", "บุญมี", "แสงทอง", national_id(77), "แก้", "ข้างนอก"), mapping, CONTEXT)
    assert {key: text for key, text in row.cells.items() if text} == {
        "first_name": "บุญมี",
        "last_name": "แสงทอง",
        "national_id": national_id(77),
        "unmapped:6": "ข้างนอก",
    }


def test_membership_is_not_read_into_its_negation() -> None:
    assert read(membership="ไม่ได้เป็นสมาชิกนิคม").survey.membership is MembershipKind.RESIDENT
    assert read(membership="เป็นสมาชิก").survey.membership is MembershipKind.MEMBER


def test_a_name_alone_is_too_little() -> None:
    row = read_cells(1, {"full_name": "นายบุญมี แสงทอง"}, CONTEXT)
    assert "imports.too_little" in codes(row, Severity.BLOCK)


def test_the_register_gets_the_problems_as_of_the_survey() -> None:
    values = read(problem="คนพิการ", surveyed_on="1/6/2567").survey.person_values(TODAY)
    assert values.problems_as_of == date(2024, 6, 1)
    assert values.remark == "คนพิการ"


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=True, allow_infinity=True),
    st.dates(),
    st.text(max_size=40),
    st.sampled_from(["/", "-", "ไม่มี", "12 ม.3", "2567", "๓๑/๒/๒๕๖๗", "1-2345-67890-12-1", "น.ส.ก ข", "3,000.-"]),
)
KEYS = (
    "full_name", "first_name", "last_name", "title", "national_id", "no_id_reason", "birth", "age", "sex", "sex:male",
    "house_no", "moo", "village", "subdistrict", "district", "province", "address", "phone", "problem",
    "problem:elderly", "monthly_income", "yearly_income", "household_size", "membership", "house_code", "surveyed_on",
)  # fmt: skip


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS), CELLS))
def test_no_cell_is_too_strange_and_every_finding_has_its_sentence(cells: dict[str, Any]) -> None:
    row = read_cells(3, cells, CONTEXT)
    for finding in row.findings:
        again: Finding = build(Finding, encode(finding))
        for language in LANGUAGES:
            catalogue = Catalogue(language)
            said = catalogue.render(Message(finding.message_key, finding.params))
            assert said == catalogue.render(Message(again.message_key, again.params))


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(KEYS), CELLS))
def test_kept_cells_read_again_say_no_less(cells: dict[str, Any]) -> None:
    kept = read_cells(3, cells, CONTEXT).cells
    assert read_cells(3, kept, CONTEXT).cells == kept
