"""Every row of a list ends somewhere, and no row twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.cli.sample.dirty_lists import PLAIN_HEADINGS, faulty_rows, national_id, plain_rows
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.imports.headings import find_header
from kmcase.domain.imports.mapping import guess_mapping
from kmcase.domain.imports.reconcile import KnownPerson, Reconciled, RowVerdict, perhaps_registered, reconcile
from kmcase.domain.imports.rows import read_cells
from kmcase.domain.imports.sheets import parse_sheet
from kmcase.domain.imports.survey import ParsedRow, ReadingContext
from kmcase.domain.imports.waiting import WaitingRow, is_mended_workbook, mended_rows, waiting_sheet
from kmcase.domain.imports.workbook import Cell, Sheet, Workbook
from kmcase.domain.people import Address, PersonValues
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import Catalogue

CHIANG_PHIN = "410113"
CONTEXT = ReadingContext(today=date(2024, 6, 10), area=frozenset({CHIANG_PHIN}), subdistrict_code=CHIANG_PHIN)
ID = national_id(42)


def row(number: int = 2, **cells: Cell) -> ParsedRow:
    sound: dict[str, Cell] = {"first_name": "บุญมี", "last_name": "แสงทอง", "national_id": ID, "birth": "1/2/2490"}
    return read_cells(number, sound | cells, CONTEXT)


def known(person_id: str = "p1", **values: object) -> KnownPerson:
    facts: dict[str, object] = {
        "first_name": "บุญมี",
        "last_name": "แสงทอง",
        "national_id": ID,
        "birth": PartialDate(1947, 2, 1),
        "subdistrict_code": CHIANG_PHIN,
    }
    return KnownPerson(person_id=person_id, **(facts | values))  # type: ignore[arg-type]


def only(result: Reconciled) -> RowVerdict:
    (verdict,) = result.verdicts
    return verdict


def last_code(verdict: RowVerdict) -> str:
    return verdict.findings[-1].code


def test_somebody_new_is_imported() -> None:
    assert only(reconcile([row()], ())).outcome is RowOutcome.IMPORTED


def test_a_row_very_much_like_somebody_waits_with_whom_it_may_be() -> None:
    verdict = perhaps_registered(only(reconcile([row()], ())), ("p1", "p2"))
    assert (verdict.outcome, verdict.candidates) == (RowOutcome.WAITING, ("p1", "p2"))
    assert last_code(verdict) == "imports.possible_match"
    assert verdict.findings[-1].params["count"] == 2


def test_the_same_national_id_is_matched() -> None:
    verdict = only(reconcile([row()], [known()]))
    assert (verdict.outcome, verdict.person_id, verdict.findings) == (RowOutcome.MATCHED, "p1", ())


def test_a_new_last_name_under_the_same_id_is_matched_and_told() -> None:
    verdict = only(reconcile([row(last_name="ใหม่")], [known()]))
    assert (verdict.outcome, last_code(verdict)) == (RowOutcome.MATCHED, "imports.name_differs")


def test_an_id_that_belongs_to_somebody_with_quite_another_name_waits() -> None:
    verdict = only(reconcile([row(first_name="วิไล", last_name="เพ็งดี")], [known()]))
    assert (verdict.outcome, last_code(verdict)) == (RowOutcome.WAITING, "imports.id_of_another")


@pytest.mark.parametrize(
    "cells", [{}, {"first_name": "แสงทอง", "last_name": "บุญมี"}, {"birth": "2491"}, {"birth": None}]
)
def test_the_same_name_year_and_place_without_an_id_waits_for_a_person(cells: dict[str, Cell]) -> None:
    verdict = only(reconcile([row(national_id=None, no_id_reason="บัตรหาย", **cells)], [known()]))
    assert (verdict.outcome, last_code(verdict)) == (RowOutcome.WAITING, "imports.possible_match")
    assert verdict.candidates == ("p1",)


def test_a_person_may_say_that_it_is_somebody_new() -> None:
    rows = [row(national_id=None, no_id_reason="บัตรหาย")]
    verdict = only(reconcile(rows, [known()], new_people=frozenset({2})))
    assert (verdict.outcome, last_code(verdict)) == (RowOutcome.IMPORTED, "imports.namesake")


@pytest.mark.parametrize("facts", [{"birth": PartialDate(1957, 2, 1)}, {"subdistrict_code": "410101"}])
def test_another_birth_year_or_place_is_another_person(facts: dict[str, object]) -> None:
    rows = [row(national_id=None, no_id_reason="บัตรหาย")]
    assert only(reconcile(rows, [known(national_id=None, **facts)])).outcome is RowOutcome.IMPORTED


def test_a_namesake_with_another_id_is_imported_and_told() -> None:
    verdict = only(reconcile([row()], [known(national_id=national_id(43))]))
    assert (verdict.outcome, last_code(verdict)) == (RowOutcome.IMPORTED, "imports.namesake")


def test_an_id_twice_in_one_file_waits_at_its_second_row() -> None:
    first, second = reconcile([row(2), row(9, first_name="วิไล")], ()).verdicts
    assert first.outcome is RowOutcome.IMPORTED
    assert (second.outcome, last_code(second)) == (RowOutcome.WAITING, "imports.id_twice_in_file")
    assert second.findings[-1].params["row"] == 2


def test_a_person_twice_in_one_file_under_another_name_order_waits() -> None:
    swapped = row(9, first_name="แสงทอง", last_name="บุญมี", national_id=None, no_id_reason="บัตรหาย")
    second = reconcile([row(2), swapped], ()).verdicts[1]
    assert (second.outcome, last_code(second)) == (RowOutcome.WAITING, "imports.possibly_twice_in_file")


def test_a_row_with_a_fault_waits_even_if_it_is_known() -> None:
    verdict = only(reconcile([row(moo="ไม่แน่นอน")], [known()]))
    assert (verdict.outcome, verdict.candidates) == (RowOutcome.WAITING, ("p1",))


LINES = st.one_of(
    st.just(()),
    st.just(("รวม", None, None, None, 5)),
    st.just(tuple(PLAIN_HEADINGS)),
    st.integers(1, 40).map(lambda number: tuple(plain_rows(40)[number - 1])),
    st.integers(0, 15).map(lambda number: tuple(faulty_rows()[number])),
    st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(-9, 99999)), max_size=24).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_the_counts_add_up_to_the_rows_of_the_file(lines: list[tuple[Cell, ...]]) -> None:
    sheet = Sheet(name="ก", rows=(tuple(PLAIN_HEADINGS), *lines))
    header = find_header(Sheet(name="ก", rows=sheet.rows[:1]))
    parsed = parse_sheet(sheet, header, guess_mapping(header.labels), CONTEXT)
    result = reconcile(parsed.rows, [known()], skipped=parsed.skipped)
    assert sum(result.counts.values()) == len(lines)
    numbers = [verdict.row.number for verdict in result.verdicts]
    numbers += [number for each in result.skipped for number in range(each.first, each.last + 1)]
    assert sorted(numbers) == list(range(2, len(lines) + 2))


def test_waiting_rows_come_back_from_the_sheet_they_were_laid_out_in() -> None:
    rows = [row(5, national_id="12345", moo="3"), row(8, birth="31/2/2510")]
    waiting = waiting_sheet(
        WaitingRow(import_id="imp-1", number=each.number, cells=each.cells, findings=each.findings) for each in rows
    )
    assert waiting.columns == ("first_name", "last_name", "national_id", "no_id_reason", "birth", "moo")
    texts = Catalogue("th")
    titles = [texts.text(f"imports.column.{key}") for key in ("row_key", *waiting.columns, "reason")]
    lines = [tuple(cell or None for cell in (line.row_key, *line.cells, "แก้ไข")) for line in waiting.lines]
    mended = mended_rows(_workbook(tuple(titles), *lines))
    assert [(each.import_id, each.number) for each in mended] == [("imp-1", 5), ("imp-1", 8)]
    assert [{key: cell for key, cell in each.cells.items() if cell} for each in mended] == [
        {key: text for key, text in each.cells.items() if text} for each in rows
    ]


def test_columns_without_a_number_need_no_reason_for_a_missing_one() -> None:
    assert waiting_sheet([WaitingRow(import_id="imp", number=2, cells={"first_name": "ก"}, findings=())]).columns == (
        "first_name",
    )


def test_a_mended_file_is_told_from_a_list_and_the_sheet_with_keys_is_read() -> None:
    plain = Sheet(name="หมายเหตุ", rows=(("ชื่อ", "สกุล"), ("บุญมี", "แสงทอง")))
    keyed = Sheet(name="รอแก้ไข", rows=(("รหัสแถว", "ชื่อ", "สกุล"), ("imp:4", "บุญมี", "แสงทอง")))
    both = Workbook(file_name="รอแก้ไข.xlsx", sha256="0" * 64, sheets=(plain, keyed))
    assert is_mended_workbook(both)
    assert [each.number for each in mended_rows(both)] == [4]
    assert not is_mended_workbook(_workbook(*plain.rows))


def test_a_sheet_is_found_by_its_name_and_another_is_an_error() -> None:
    one, two = Sheet(name="ก", rows=(("ชื่อ",),)), Sheet(name="ข", rows=(("สกุล",),))
    book = Workbook(file_name="ก.xlsx", sha256="0" * 64, sheets=(one, two))
    assert book.sheet("ข") is two
    with pytest.raises(KeyError):
        book.sheet("ค")


def test_somebody_of_the_register_is_known_by_name_number_birth_and_place() -> None:
    values = PersonValues(
        first_name="บุญมี", last_name="แสงทอง", national_id=ID, birth=PartialDate(1947, 2, 1),
        address=Address(subdistrict_code=CHIANG_PHIN),
    )  # fmt: skip
    assert KnownPerson.of("p1", values) == known("p1")


def test_a_mended_file_without_its_row_keys_is_refused() -> None:
    with pytest.raises(DomainError) as refused:
        mended_rows(_workbook(("ชื่อ", "สกุล"), ("บุญมี", "แสงทอง")))
    assert refused.value.code == "imports.no_row_keys"


def test_a_line_added_to_a_mended_file_is_refused_by_its_number() -> None:
    with pytest.raises(DomainError) as refused:
        mended_rows(_workbook(("รหัสแถว", "ชื่อ", "สกุล"), ("imp:1", "ก", "ข"), (None, "บุญมี", "แสงทอง")))
    assert (refused.value.code, refused.value.params["row"]) == ("imports.row_key_broken", 3)


def _workbook(*rows: tuple[Cell, ...]) -> Workbook:
    return Workbook(file_name="รอแก้ไข.xlsx", sha256="0" * 64, sheets=(Sheet(name="ก", rows=rows),))
