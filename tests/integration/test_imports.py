"""Survey lists from real files into a real office."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kmcase.application.imports import AskForList, ImportService, MendRow, ReceiveList, run_import
from kmcase.application.imports.mending import MendedSummary
from kmcase.application.imports.plans import with_column
from kmcase.application.read.imports import RowItem
from kmcase.cli.sample import dirty_lists
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Severity
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.people import Address, NoIdReason
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import Catalogue
from tests.builders import CHIANG_PHIN, TestOffice, new_office, register
from tests.submissions import imports_of

JUNE_10 = date(2024, 6, 10)
HEADINGS = ("ชื่อ-สกุล", "เลขประจำตัวประชาชน", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "ตำบล", "ประเภทปัญหา")


def service(office: TestOffice, login: str = "officer") -> ImportService:
    return imports_of(office, login)


def taken_in(office: TestOffice, path: Path, *, many_alike: bool = False) -> str:
    done = run_import(service(office), path, agency="อบต.เชียงพิณ", received_on=JUNE_10, many_alike=many_alike)
    return done.value.import_id


def line(name: str, number: int, **cells: object) -> list[object]:
    values: dict[str, object] = {
        "name": name, "id": dirty_lists.national_id(number), "birth": "1/2/2510", "house": "12", "moo": 3,
        "subdistrict": "เชียงพิณ", "problem": "ผู้สูงอายุ",
    }  # fmt: skip
    return list({**values, **cells}.values())


def a_list(path: Path, *lines: list[object]) -> Path:
    return dirty_lists.write_xlsx(path, [HEADINGS, *lines])


def waiting(office: TestOffice, import_id: str) -> tuple[RowItem, ...]:
    return service(office).rows(import_id, RowOutcome.WAITING)


def codes(row: RowItem) -> list[str]:
    return [finding.code for finding in row.findings]


def test_every_row_of_a_dirty_list_ends_somewhere(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    for path in dirty_lists.write_all(tmp_path / "lists"):
        item = service(office).list(taken_in(office, path))
        assert item.complete and item.settled == item.rows, path.name


def test_an_imported_row_is_a_person_with_a_household(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1), line("นายคำ ศรีสุข", 2)))
    rows = service(office).rows(import_id, RowOutcome.IMPORTED)
    pages = [office.people().page(row.person_id or "") for row in rows]
    assert [page.values.full_name for page in pages] == ["นางบุญมี ศรีสุข", "นายคำ ศรีสุข"]
    assert pages[0].values.problem_kinds == {"elderly"} and pages[0].values.problems_as_of == JUNE_10
    assert pages[0].values.address == Address(house_no="12", moo=3, subdistrict_code=CHIANG_PHIN)
    assert pages[0].household_id == pages[1].household_id is not None
    assert pages[0].source == f"import:{import_id}"


def test_a_household_of_an_earlier_list_is_found_again(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1)))
    taken_in(office, a_list(tmp_path / "b.xlsx", line("นายคำ ศรีสุข", 2), line("นายมา ใหม่", 3, house="13")))
    assert sorted(home.persons for home in office.people().households()) == [1, 2]


def test_somebody_known_by_the_national_id_is_matched_and_brought_up_to_date(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    known = register(
        office, national_id=dirty_lists.national_id(1), no_id_reason=None,
        problem_kinds=frozenset({"disabled"}), problems_as_of=date(2023, 1, 1),
    )  # fmt: skip
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1)))
    (row,) = service(office).rows(import_id, RowOutcome.MATCHED)
    values = office.people().page(known).values
    assert row.person_id == known and office.people().persons()[0].person_id == known
    assert values.problem_kinds == {"disabled", "elderly"} and values.problems_as_of == JUNE_10


def test_a_namesake_of_the_same_year_and_place_waits_for_a_person_to_decide(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    known = register(office)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1)))
    (row,) = waiting(office, import_id)
    assert codes(row)[-1] == "imports.possible_match" and row.candidates == (known,)
    same = MendRow(import_id=import_id, row=row.row, cells=row.cells, is_person=known)
    assert service(office).mend(same).value is RowOutcome.MATCHED
    assert len(office.people().persons()) == 1


def test_a_namesake_said_to_be_another_is_registered(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    register(office)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1)))
    (row,) = waiting(office, import_id)
    other = MendRow(import_id=import_id, row=row.row, cells=row.cells, is_new=True)
    assert service(office).mend(other).value is RowOutcome.IMPORTED
    assert len(office.people().persons()) == 2


def test_somebody_whose_name_is_spelt_otherwise_waits_as_well(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    for name in ("คำปุน", "สมหมาย", "ทองใบ", "ประไพ", "วิเชียร", "อำนวย", "ปั้น", "ฐิติมา", "ลำดวน", "สายทอง"):
        register(office, first_name=name, last_name=f"แก้ว{name}")
    known = register(office, birth=PartialDate(1967, 2, 1))
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีศุข", 1)))
    (row,) = waiting(office, import_id)
    assert codes(row)[-1] == "imports.possible_match" and row.candidates == (known,)
    mended = MendRow(import_id=import_id, row=row.row, cells=row.cells, is_new=True)
    assert service(office).mend(mended).value is RowOutcome.IMPORTED


def test_the_same_person_twice_in_a_file_waits(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1), line("บุญมี ศรีสุข", 1)))
    (row,) = waiting(office, import_id)
    assert codes(row) == ["imports.id_twice_in_file"] and row.findings[0].params["row"] == 2


def test_a_row_is_mended_in_place(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1, birth="1/2/1967")))
    (row,) = waiting(office, import_id)
    assert codes(row) == ["imports.date_ce_year"] and row.findings[0].fields == ("birth",)
    still = MendRow(import_id=import_id, row=row.row, cells={**row.cells, "birth": "31/2/2510"})
    assert service(office).mend(still).value is RowOutcome.WAITING
    assert codes(waiting(office, import_id)[0]) == ["imports.date_impossible"]
    good = MendRow(import_id=import_id, row=row.row, cells={**row.cells, "birth": "1/2/2510"})
    assert service(office).mend(good).value is RowOutcome.IMPORTED
    with pytest.raises(DomainError) as refused:
        service(office).mend(good)
    assert refused.value.code == "survey_lists.settled_already"


def test_a_row_is_set_aside_with_a_reason_only(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1, birth="1/2/1967")))
    with pytest.raises(DomainError):
        service(office).set_aside(import_id, 2, " ")
    service(office).set_aside(import_id, 2, "ย้ายออกแล้ว")
    (row,) = service(office).rows(import_id, RowOutcome.SKIPPED)
    assert row.reason == "ย้ายออกแล้ว" and row.cells["birth"] == "1/2/1967"


@pytest.mark.parametrize("language", ["th", "en"])
def test_waiting_rows_are_mended_in_excel_and_read_back(tmp_path: Path, language: str) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, dirty_lists.faulty_list(tmp_path / "faulty.xlsx"))
    before = {row.row: row.cells for row in waiting(office, import_id)}
    saved = tmp_path / "mend.xlsx"
    saved.write_bytes(service(office).waiting_workbook(import_id, Catalogue(language)))  # type: ignore[arg-type]
    assert service(office).read_back(saved).value == MendedSummary(counts={RowOutcome.WAITING: len(before)})
    for row in waiting(office, import_id):
        assert {key: text for key, text in row.cells.items() if text} == _filled(before[row.row])
    _type_in(saved, {"1000000000501": dirty_lists.national_id(77), "31/2/2510": "28/2/2510"})
    assert service(office).read_back(saved).value.counts[RowOutcome.IMPORTED] == 2


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in cells.items() if text}


def _type_in(path: Path, changes: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows():
        for cell in row:
            text = str(cell.value or "").replace("-", "")
            if text in changes or cell.value in changes:
                cell.value = changes.get(text) or changes[cell.value]
    book.save(path)


def test_the_key_of_a_row_is_hidden_and_its_faults_are_coloured(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1, birth="1/2/1967")))
    saved = tmp_path / "mend.xlsx"
    saved.write_bytes(service(office).waiting_workbook(import_id, Catalogue("th")))
    page = openpyxl.load_workbook(saved).active
    titles = [cell.value for cell in page[1]]
    birth = page.cell(2, titles.index("วันเกิด") + 1)
    assert page.column_dimensions["A"].hidden and page["A2"].value == f"{import_id}:2"
    assert birth.value == "1/2/1967" and birth.fill.fgColor.rgb.endswith("FFE9B8")
    assert "ค.ศ." in page.cell(2, len(titles)).value


def test_a_file_is_taken_in_once(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    path = a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1))
    import_id = taken_in(office, path)
    known = service(office).preview(service(office).read(path)).known_as
    assert known is not None and known.import_id == import_id
    with pytest.raises(DomainError) as refused:
        taken_in(office, path)
    assert refused.value.code == "survey_lists.file_known"


class Stopped(Exception):
    """Somebody pulled the plug."""


class StopAfter:
    """Steps that stop a run once it has reported so much."""

    def __init__(self, done: int) -> None:
        self._until, self._done = done, 0

    def report(self, done: int, total: int | None = None) -> None:
        self._done = done if total else 0

    def check(self) -> None:
        if self._done >= self._until:
            raise Stopped


def test_a_broken_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    twice = dirty_lists.plain_rows(1)[0]
    path = dirty_lists.write_xlsx(
        tmp_path / "a.xlsx", [dirty_lists.PLAIN_HEADINGS, *dirty_lists.plain_rows(1200), twice, ["รวม", None, 1200]]
    )
    book = service(office).read(path)
    preview = service(office).preview(book)
    command = ReceiveList(sheet=preview.sheet, plan=preview.plan, agency="อบต.", received_on=JUNE_10)
    with pytest.raises(Stopped):
        service(office).run(book, command, StopAfter(501))
    (broken,) = service(office).lists()
    assert not broken.complete and broken.counts[RowOutcome.IMPORTED] == 500
    again = service(office).run(book, command).value
    assert again.import_id == broken.import_id and again.resumed == 501
    whole = service(office).list(broken.import_id)
    assert whole.complete and whole.counts[RowOutcome.IMPORTED] == 1200
    assert codes(waiting(office, broken.import_id)[0]) == ["imports.id_twice_in_file"]
    assert len(office.people().persons()) == 1200


def test_corrected_columns_are_remembered_for_the_next_file_of_this_shape(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    heads = ("ก", "ข", *HEADINGS[2:])
    first = dirty_lists.write_xlsx(tmp_path / "a.xlsx", [heads, line("นางบุญมี ศรีสุข", 1)])
    book = service(office).read(first)
    preview = service(office).preview(book)
    assert not preview.ready and not preview.remembered
    command = ReceiveList(sheet=preview.sheet, plan=preview.plan, agency="อบต.", received_on=JUNE_10)
    with pytest.raises(DomainError) as refused:
        service(office).run(book, command)
    assert refused.value.code == "survey_lists.no_name_column"
    plan = with_column(with_column(preview.plan, 0, SurveyColumn.FULL_NAME), 1, SurveyColumn.NATIONAL_ID)
    service(office).run(book, ReceiveList(sheet=preview.sheet, plan=plan, agency="อบต.", received_on=JUNE_10))
    second = dirty_lists.write_xlsx(tmp_path / "b.xlsx", [heads, line("นายคำ ใหม่", 2)])
    again = service(office).preview(service(office).read(second))
    assert again.remembered and again.ready and again.plan.mapping == plan.mapping


def test_a_list_answers_the_request_it_was_asked_by(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    ask = AskForList(
        agency="อบต.เชียงพิณ", subdistrict_code=CHIANG_PHIN, asked_on=date(2024, 5, 1), due_on=date(2024, 6, 1)
    )
    survey_id = service(office).ask(ask).value
    (asked,) = service(office).surveys()
    assert asked.received_on is None and asked.days_late(JUNE_10) == 9
    service(office).remind(survey_id, date(2024, 6, 5))
    path = a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1), line("นางคำ ศรีสุข", 2, birth="x"))
    run_import(service(office), path, agency="อบต.เชียงพิณ", received_on=JUNE_10, survey_id=survey_id)
    (received,) = service(office).surveys()
    assert received.reminded_on == date(2024, 6, 5) and received.received_on == JUNE_10
    assert (received.rows, received.waiting) == (2, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency": " "}, "survey_lists.agency_missing"),
        ({"due_on": date(2024, 4, 1)}, "survey_lists.due_before_asked"),
    ],
)
def test_an_odd_request_for_a_list_is_refused(tmp_path: Path, changes: dict[str, object], code: str) -> None:
    values: dict[str, object] = {
        "agency": "อบต.", "subdistrict_code": "", "asked_on": date(2024, 5, 1), "due_on": date(2024, 6, 1)
    }  # fmt: skip
    with pytest.raises(DomainError) as refused:
        service(new_office(tmp_path)).ask(AskForList(**{**values, **changes}))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_hundred_thousand_junk_rows_are_survived(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    junk: list[list[object]] = [[None] * 7] * 50_000
    path = a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1), *junk, line("นายคำ ใหม่", 2), *junk)
    item = service(office).list(taken_in(office, path))
    assert item.counts[RowOutcome.IMPORTED] == 2 and item.counts[RowOutcome.SKIPPED] == 50_000
    (span,) = service(office).rows(item.import_id, RowOutcome.SKIPPED)
    assert (span.row, span.last, span.reason) == (3, 50_002, "empty")


def rubbish(count: int) -> list[list[object]]:
    """Rows of what people paste into a list by mistake, in every column, all alike from run to run."""
    chance = random.Random(9)
    things = ("#REF!", "???", "ดูหน้าถัดไป", "x" * 300, "31/2/2567", -5, 1e300, True, "99/99/2500", "๐๐๐", "\u200b", None)
    return [[chance.choice(things) for _ in HEADINGS] for _ in range(count)]


def test_each_row_of_rubbish_ends_somewhere_and_none_as_a_person(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    path = a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1), *rubbish(1500), line("นายคำ ใหม่", 2))
    with pytest.raises(DomainError, check=lambda error: error.code == "survey_lists.many_alike"):
        taken_in(office, path)
    assert service(office).lists() == (), "nothing is written before somebody looked at the file"
    item = service(office).list(taken_in(office, path, many_alike=True))
    assert sum(item.counts.values()) == 1502
    assert item.counts[RowOutcome.IMPORTED] == len(office.people().persons()) == 2
    for row in waiting(office, item.import_id):
        assert any(finding.severity is Severity.BLOCK for finding in row.findings), row


def test_somebody_registered_during_a_run_is_matched_not_doubled(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    path = a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1), line("นายคำ ใหม่", 2))
    book = service(office).read(path)
    preview = service(office).preview(book)

    class RegistersMeanwhile(StopAfter):
        def check(self) -> None:
            if not office.people().persons():
                number = dirty_lists.national_id(1)
                register(office, national_id=number, no_id_reason=None)

    command = ReceiveList(sheet=preview.sheet, plan=preview.plan, agency="อบต.", received_on=JUNE_10)
    summary = service(office).run(book, command, RegistersMeanwhile(0)).value
    assert summary.counts == {RowOutcome.MATCHED: 1, RowOutcome.IMPORTED: 1}


def test_an_auditor_reads_lists_and_takes_none_in(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    path = a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1, id="", problem="พิการ"))
    import_id = taken_in(office, path)
    assert service(office, "auditor").list(import_id).agency == "อบต.เชียงพิณ"
    with pytest.raises(DomainError) as refused:
        service(office, "auditor").set_aside(import_id, 2, "x")
    assert refused.value.code == "shell.not_permitted"


def test_a_row_without_an_id_and_with_its_reason_is_imported(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    import_id = taken_in(office, a_list(tmp_path / "a.xlsx", line("นางบุญมี ศรีสุข", 1, id="บัตรหาย")))
    (row,) = service(office).rows(import_id, RowOutcome.IMPORTED)
    assert office.people().page(row.person_id or "").values.no_id_reason is NoIdReason.CARD_LOST
