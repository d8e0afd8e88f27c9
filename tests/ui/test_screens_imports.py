"""The page of survey lists and that of surveys: presenters on a real office, then the widgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from kmcase.application.evidence import Attachments
from kmcase.application.imports import AskForList, ImportService, run_import
from kmcase.application.partners import PartnerService
from kmcase.application.read.imports import RowItem
from kmcase.bootstrap.forms import form_exports
from kmcase.cli.sample import dirty_lists
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.surveys import ReminderMethod, RowOutcome
from kmcase.files.captured import CapturedPictures
from tests.builders import CHIANG_PHIN, TestOffice, new_office, register
from tests.submissions import HeldBlobs, imports_of
from tests.ui.desks import a_desk, drain, hear
from ui.ports import Desk
from ui.screens.imports.presenter import ImportsPresenter, Received, Step
from ui.screens.imports.view import ImportsView
from ui.screens.surveys.presenter import SurveysPresenter
from ui.screens.surveys.view import SurveysView

TODAY = date(2024, 6, 10)
RECEIVED = Received(agency="อบต.เชียงพิณ", received_on=TODAY, survey_id=None)


@dataclass
class Shown:
    """Keeps what a presenter showed: `show_rows` and the rest, newest last."""

    calls: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return lambda *given: self.calls.append((name, given))

    def last(self, name: str) -> Any:
        """What the newest call of a name was given."""
        given = [given for called, given in self.calls if called == name][-1]
        return given[0] if len(given) == 1 else given


def service(office: TestOffice) -> ImportService:
    return imports_of(office)


def desk_of(office: TestOffice) -> Desk:
    """A desk whose commits reach the screens' presenters by hand."""
    blobs = HeldBlobs()
    imports, attachments = imports_of(office, blobs=blobs), Attachments(blobs, CapturedPictures())
    partners = PartnerService(office.work())
    services = SimpleNamespace(imports=imports, form_exports=form_exports(), attachments=attachments, partners=partners)
    return a_desk(services, today=lambda: TODAY)


def a_page(office: TestOffice) -> tuple[ImportsPresenter, Shown, Desk]:
    shown, desk = Shown(), desk_of(office)
    return ImportsPresenter(desk, shown), shown, desk


def waiting(shown: Shown) -> tuple[RowItem, ...]:
    rows = [given[1] for called, given in shown.calls if called == "show_rows" and given[0] is RowOutcome.WAITING]
    found: tuple[RowItem, ...] = rows[-1]
    return found


def faulty(tmp_path: Path) -> Path:
    return dirty_lists.faulty_list(tmp_path / "รายชื่อ.xlsx")


def test_a_file_goes_from_columns_to_its_result(tmp_path: Path) -> None:
    presenter, shown, desk = a_page(new_office(tmp_path))
    presenter.open_file(faulty(tmp_path))
    drain(desk)
    preview, surveys = shown.last("show_columns")
    assert preview.rows == len(dirty_lists.FAULTS) and surveys == ()
    presenter.take_in(RECEIVED)
    drain(desk)
    item = shown.last("show_list")
    assert shown.last("show_step") is Step.RESULT and item.complete
    assert len(waiting(shown)) == item.counts[RowOutcome.WAITING] > 15
    assert desk.notices.changes[-1].of("import") == {item.import_id}  # type: ignore[attr-defined]


def test_a_file_of_many_known_names_is_told_of_once_and_taken_in_when_asked_again(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    names = [f"ก{letter}วดี" for letter in "กขคงจชซดตถทน"]
    for name in names:
        register(office, first_name=name, last_name="ศรีสุข")
    lines = [[f"นาง{name} ศรีสุข", "เชียงพิณ"] for name in names]
    path = dirty_lists.write_xlsx(tmp_path / "a.xlsx", [("ชื่อ-สกุล", "ตำบล"), *lines])
    presenter, shown, desk = a_page(office)
    presenter.open_file(path)
    drain(desk)
    presenter.take_in(RECEIVED)
    drain(desk)
    told = shown.last("show_trouble")
    assert (told.code, told.message.params["count"], told.message.params["rows"]) == ("survey_lists.many_alike", 12, 12)
    assert service(office).lists() == ()
    presenter.take_in(RECEIVED)
    drain(desk)
    assert shown.last("show_list").counts[RowOutcome.WAITING] == 12


def test_a_bad_file_is_said_at_the_first_step(tmp_path: Path) -> None:
    presenter, shown, desk = a_page(new_office(tmp_path))
    (tmp_path / "ก.xlsx").write_bytes(b"no workbook at all")
    presenter.open_file(tmp_path / "ก.xlsx")
    drain(desk)
    assert shown.last("show_step") is Step.FILE
    assert shown.last("show_trouble").code == "files.not_what_it_says"


def test_a_file_that_came_before_opens_its_result(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    path = faulty(tmp_path)
    import_id = run_import(service(office), path, agency="อบต.", received_on=TODAY).value.import_id
    presenter, shown, desk = a_page(office)
    presenter.open_file(path)
    drain(desk)
    assert presenter.shown_list == import_id and shown.last("show_said")[0].key == "survey_lists.known"


def test_a_column_taken_for_something_else_is_read_so(tmp_path: Path) -> None:
    presenter, shown, desk = a_page(new_office(tmp_path))
    presenter.open_file(dirty_lists.write_xlsx(tmp_path / "a.xlsx", [("ก", "ข"), ("นางบุญมี ศรีสุข", "เชียงพิณ")]))
    drain(desk)
    assert not shown.last("show_columns")[0].ready
    presenter.choose_column(0, SurveyColumn.FULL_NAME)
    drain(desk)
    assert shown.last("show_columns")[0].sample[-1].survey.first_name == "บุญมี"
    presenter.choose_subdistrict(CHIANG_PHIN)
    drain(desk)
    assert shown.last("show_columns")[0].sample[-1].survey.address.subdistrict_code == CHIANG_PHIN


def test_a_stopped_import_says_how_to_go_on(tmp_path: Path) -> None:
    presenter, shown, desk = a_page(new_office(tmp_path))
    presenter.open_file(faulty(tmp_path))
    drain(desk)
    presenter.take_in(RECEIVED)
    presenter._taken_in(_cancelled())
    assert shown.last("show_said")[0].key == "survey_lists.stopped" and shown.last("show_step") is Step.FILE


def _cancelled() -> Any:
    from kmcase.messages import message
    from ui.ports import Err

    return Err(message("shell.error.cancelled"), "shell.cancelled")


def test_a_row_is_mended_set_aside_or_decided(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    known = register(office)
    rows = [
        ("ชื่อ-สกุล", "วันเกิด", "หมู่ที่", "ตำบล"),
        ("นางบุญมี ศรีสุข", "2510", 3, "เชียงพิณ"),
        ("นายคำ ใหม่", "1/1/1967", 3, "เชียงพิณ"),
        ("นายมา เก่า", "1/1/1967", 3, "เชียงพิณ"),
    ]
    run_import(service(office), dirty_lists.write_xlsx(tmp_path / "a.xlsx", rows), agency="อบต.", received_on=TODAY)
    presenter, shown, desk = a_page(office)
    presenter.open_list(service(office).lists()[0].import_id)
    drain(desk)
    first, second, third = waiting(shown)
    presenter.look_at(first)
    drain(desk)
    assert [person.person_id for person in shown.last("show_candidates")[1]] == [known]
    presenter.is_person(first, known)
    presenter.mend(second, {"birth": "1/1/2510"})
    presenter.set_aside(third, "")
    presenter.set_aside(third, "ย้ายออก")
    drain(desk)
    said = [given[0].key for called, given in shown.calls if called == "show_said"]
    assert said == ["survey_lists.now.matched", "survey_lists.now.imported", "survey_lists.now.skipped"]
    assert shown.last("show_trouble").field == "reason"
    presenter.changed()
    drain(desk)
    assert waiting(shown) == ()


def test_waiting_rows_go_to_excel_and_come_back(tmp_path: Path) -> None:
    presenter, shown, desk = a_page(new_office(tmp_path))
    presenter.open_file(faulty(tmp_path))
    drain(desk)
    presenter.take_in(RECEIVED)
    drain(desk)
    saved = tmp_path / "รอแก้.xlsx"
    presenter.save_waiting(saved)
    drain(desk)
    book = openpyxl.load_workbook(saved)
    for cells in book.active.iter_rows():
        for cell in cells:
            if cell.value == "31/2/2510":
                cell.value = "28/2/2510"
    book.save(saved)
    presenter.open_file(saved)
    drain(desk)
    said, _ = shown.last("show_said")
    assert said.key == "survey_lists.read_back" and said.params["settled"] == 1


def test_an_agency_is_asked_and_reminded(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    shown, desk = Shown(), desk_of(office)
    presenter = SurveysPresenter(desk, shown)
    values = {"agency": "อบต.", "subdistrict_code": "", "asked_on": TODAY, "due_on": date(2024, 6, 1), "remark": None}
    values |= {"kind": None, "partner": None}
    presenter.ask(values)
    drain(desk)
    assert shown.last("show_trouble").field == "due_on"
    presenter.ask({**values, "due_on": date(2024, 7, 1)})
    presenter.refresh()
    drain(desk)
    (survey,) = shown.last("show_surveys")
    assert shown.last("show_asked") == survey.survey_id
    presenter.remind(survey, {"on": TODAY, "method": ReminderMethod.PHONE, "note": None})
    presenter.refresh()
    drain(desk)
    assert shown.last("show_surveys")[0].reminded_on == TODAY
    presenter.open_list(survey)
    assert desk.navigation.opened == [("imports", None)]  # type: ignore[attr-defined]


@pytest.fixture
def view(tmp_path: Path, qtbot: Any) -> tuple[ImportsView, Desk]:
    """The page of an office that has one faulty list, as it is first shown."""
    office = new_office(tmp_path)
    run_import(service(office), faulty(tmp_path), agency="อบต.เชียงพิณ", received_on=TODAY)
    desk = desk_of(office)
    page = ImportsView(desk)
    qtbot.addWidget(page)
    page.resize(1140, 680)
    page.show()
    page.show_record(None)
    drain(desk)
    return page, desk


def test_the_page_shows_reasons_beside_their_cells(view: tuple[ImportsView, Desk]) -> None:
    page, desk = view
    page.file.lists.activated.emit(page.file.lists.items()[0])
    drain(desk)
    page.result.lists[RowOutcome.WAITING].select_key(8)
    assert page.result.mend.row is not None and page.result.mend.row.row == 8
    form = page.result.mend.form
    assert form is not None and form.editor("birth").value() == "21/11/1968"
    form.editor("birth").set_value("21/11/2511")
    page.result.mend.save.click()
    drain(desk)
    assert page.banner.isVisible()


def test_a_file_that_came_before_is_said_above_its_result(view: tuple[ImportsView, Desk], tmp_path: Path) -> None:
    page, desk = view
    page.presenter.open_file(next(tmp_path.glob("*.xlsx")))
    drain(desk)
    assert page.banner.isVisible()
    assert page.banner.accessibleName().endswith(desk.texts.text("survey_lists.known", on=TODAY))
    hear(page, desk)
    page.presenter.changed()
    drain(desk)
    assert page.banner.isVisible(), "what was said stays while its page does"


def test_the_columns_are_chosen_from_boxes_over_the_rows(view: tuple[ImportsView, Desk], tmp_path: Path) -> None:
    page, desk = view
    page.presenter.open_file(dirty_lists.merged_header_list(tmp_path / "b.xlsx"))
    drain(desk)
    assert page.columns.table.rowCount() == 6 and page.columns.confirm.isEnabled()
    page.columns.confirm.click()
    assert page.columns.form.missing() == ("agency",)
    page.columns.form.editor("agency").set_value("อบต.เชียงพิณ")
    page.columns.confirm.click()
    drain(desk)
    assert page.result.lists[RowOutcome.IMPORTED].items()


def test_both_pages_speak_english(view: tuple[ImportsView, Desk], tmp_path: Path, qtbot: Any) -> None:
    page, desk = view
    page.presenter.open_list(page.file.lists.items()[0].import_id)
    drain(desk)
    desk.texts.switch("en")
    page.retranslate(desk.texts)
    assert page.result.tabs.tabText(2).startswith(desk.texts.text("imports.outcome.waiting"))
    assert page.columns.confirm.text().startswith("Take in")
    surveys = SurveysView(desk)
    qtbot.addWidget(surveys)
    surveys.retranslate(desk.texts)
    assert surveys.ask.text() == "Ask for a list"


def test_a_new_request_is_selected_once_it_is_saved(tmp_path: Path, qtbot: Any) -> None:
    office = new_office(tmp_path)
    ask = AskForList(agency="อบต.ก", subdistrict_code="", asked_on=TODAY, due_on=date(2024, 7, 1))
    service(office).ask(ask)
    desk = desk_of(office)
    page = SurveysView(desk)
    qtbot.addWidget(page)
    page.show_record(None)
    drain(desk)
    page.begin()
    page.form.editor("agency").set_value("อบต.ข")
    page.save.click()
    drain(desk)
    page.presenter.refresh()
    drain(desk)
    assert page.list.current().agency == "อบต.ข"
