"""The requests' page on a real office: what is refused and lifted, the board, and one request from draft to ready."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.duties import Duty, DutyService
from kmcase.application.evidence import Attachments
from kmcase.application.people import PeopleService
from kmcase.application.requests import RequestService
from kmcase.application.staff import StaffService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from kmcase.files.captured import CapturedPictures
from kmcase.messages import message
from kmcase.persistence.draft_store import SqlDrafts
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice, password_of, register
from tests.paying_desk import blobs_in
from tests.request_builders import open_request, requests, settle_all, submitted_request
from tests.ui.desks import a_desk
from ui.forms.page import FormPage
from ui.ports import Desk, ManualJobs
from ui.screens.requests.view import RequestsView
from ui.theme import Space
from ui.widgets import Label


class Page:
    """The screen in somebody's name; `do` runs what was asked of the office."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path, login: str = "officer") -> None:
        work = office.work(login)
        services: Any = SimpleNamespace(
            requests=RequestService(work, shipped_forms()),
            people=PeopleService(work),
            staff=StaffService(work, None),  # type: ignore[arg-type]
            duties=DutyService(work),
            drafts=SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock),
            attachments=Attachments(blobs_in(folder), CapturedPictures()),
        )
        self.desk: Desk = a_desk(services, actor=work.actor, today=lambda: bangkok_date(office.clock.now()))
        self.view = RequestsView(self.desk)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 700)
        self.view.show()

    def do(self) -> None:
        """Let every job run."""
        assert isinstance(self.desk.jobs, ManualJobs)
        self.desk.jobs.drain()

    def show(self, record_id: str | None) -> None:
        """Open the screen at a request or for a person."""
        self.view.show_record(record_id)
        self.do()

    def type(self, **values: object) -> None:
        """Fill fields of the form."""
        form = self.view.page.form
        assert form is not None
        for name, value in values.items():
            form.editor(name).set_value(value)


def question(page: Page) -> FormPage:
    """The question that is open."""
    form = page.view.page.asking.form
    assert form is not None
    return form


def asked(page: Page, name: str) -> Any:
    """An editor of the question that is open."""
    return question(page).form.editor(name)


def test_a_request_is_begun_for_a_person_however_large_the_register_is(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    person_id = register(office, first_name="สมหญิง")
    page = Page(qtbot, office, tmp_path)
    page.show(f"new:{person_id}")
    page.type(needed=Baht.of(5000), proposed=Baht.of(3000), purpose="ค่าครองชีพ")
    page.view.page.save()
    page.do()
    (item,) = requests(office).list()
    assert (item.person_name, item.status, item.proposed) == ("นางสมหญิง ศรีสุข", RequestStatus.DRAFT, Baht.of(3000))


def test_more_than_may_be_given_at_a_time_is_said_beside_the_amount_and_a_second_person_lifts_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    page = Page(qtbot, office, tmp_path)
    page.show(f"new:{register(office)}")
    assert not page.view.page.lift.isVisible()
    page.type(needed=Baht.of(5000), proposed=Baht.of(4000))
    page.view.page._judge()
    page.do()
    page.view.page.save()
    page.do()
    (draft,) = requests(office).list()
    assert (draft.status, draft.proposed) == (RequestStatus.DRAFT, Baht.of(4000))
    page.view.page.act("submit")
    page.do()
    assert requests(office).list() == (draft,)
    assert page.view.page.error.isVisible() and page.view.page.lift.isVisible()

    page.view.page.lift.click()
    asked(page, "document").set_value("บันทึกข้อความ 9/2567")
    asked(page, "override_reason").set_value("บ้านไฟไหม้ทั้งหลัง")
    question(page).action.click()
    page.do()
    assert requests(office).list() == (draft,)
    asked(page, "second_person").set_value("director")
    asked(page, "second_password").set_value(password_of("director"))
    question(page).action.click()
    page.do()
    (item,) = requests(office).list()
    override = requests(office).page(item.request_id).request.override
    assert override is not None and item.status is RequestStatus.IN_REVIEW
    assert (override.second_person, override.codes) == ("director", ("limits.over_amount",))


def test_nobody_lifts_what_their_own_hand_wrote(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    page = Page(qtbot, office, tmp_path)
    page.show(f"new:{register(office)}")
    page.type(needed=Baht.of(5000), proposed=Baht.of(4000))
    page.view.page._judge()
    page.do()
    page.view.page.lift.click()
    asked(page, "second_person").set_value("officer")
    assert asked(page, "second_person").value() is None


def test_the_director_grants_an_exception_of_duties_which_stands_on_the_page(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_id = open_request(office, register(office))
    page = Page(qtbot, office, tmp_path, "director")
    page.show(request_id)
    page.view.page.act("grant_exception")
    asked(page, "staff_id").set_value("officer")
    asked(page, "duty").set_value(Duty.FACT_FINDER)
    asked(page, "other_duty").set_value(Duty.PAYER)
    question(page).action.click()
    page.do()
    assert requests(office).page(request_id).exceptions == ()
    asked(page, "reason").set_value("เจ้าหน้าที่ลาพร้อมกันสองคน")
    question(page).action.click()
    page.do()
    (granted,) = requests(office).page(request_id).exceptions
    assert (granted.staff_id, granted.duties) == ("officer", frozenset({Duty.FACT_FINDER, Duty.PAYER}))


@pytest.mark.parametrize("action", ["diagnose", "grant_exception", "forward"])
def test_a_question_stands_for_the_page_and_nothing_in_it_is_squeezed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, action: str
) -> None:
    request_id = submitted_request(office, register(office))
    page = Page(qtbot, office, tmp_path, "social")
    page.show(request_id)
    page.view.page.act(action)
    form = question(page)
    form.action.click()
    qtbot.wait(1)
    assert not page.view.page.tabs.isVisible()
    for box in form.form._boxes.values():
        assert box.error is not None
        assert box.editor.height() >= box.editor.minimumSizeHint().height()
        assert box.height() >= box.layout().totalHeightForWidth(box.width())
    form.cancelled.emit()
    assert page.view.page.tabs.isVisible()


def test_the_officers_amount_stands_beside_that_of_the_diagnosis(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_id = submitted_request(office, register(office))
    page = Page(qtbot, office, tmp_path, "social")
    page.show(request_id)
    page.view.page.act("diagnose")
    said = [label.plain_text() for label in question(page).form.findChildren(Label)]
    assert "เจ้าหน้าที่เสนอ 3,000.00 บาท" in said
    assert question(page).action.text() == "บันทึกคำวินิจฉัย"


def test_the_board_holds_what_is_under_way_by_step_and_opens_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    draft = open_request(office, register(office))
    other = register(office, first_name="คำปุน", last_name="ทองดี", phone="0811111111")
    review = submitted_request(office, other)
    page = Page(qtbot, office, tmp_path)
    page.show(None)
    page.view.show_board()
    cards = {key: shown.cards.count() for key, shown in page.view.board.columns.items()}
    assert (cards["draft"], cards["review"], sum(cards.values())) == (1, 1, 2)
    page.view.board.columns["review"].cards.itemActivated.emit(page.view.board.columns["review"].cards.item(0))
    page.do()
    assert page.view.list.isVisible() and page.view.page._page is not None
    assert page.view.page._page.request.request_id == review != draft


def test_a_request_goes_back_with_a_comment_is_answered_and_found_ready(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_id = open_request(office, register(office))
    settle_all(office, request_id)
    officer = Page(qtbot, office, tmp_path)
    officer.show(request_id)
    officer.view.page.act("submit")
    officer.do()

    social = Page(qtbot, office, tmp_path, "social")
    social.show(request_id)
    social.view.page.act("send_back")
    question(social).action.click()
    social.do()
    assert requests(office).page(request_id).request.status is RequestStatus.IN_REVIEW
    asked(social, "words").set_value("รายได้ยังไม่ครบ")
    question(social).action.click()
    social.do()
    assert requests(office).page(request_id).request.status is RequestStatus.NEEDS_CORRECTION

    officer.show(request_id)
    officer.type(purpose="ค่าครองชีพและค่าเรียนบุตร")
    officer.view.page.act("submit")
    officer.do()
    social.show(request_id)
    social.view.page.act("diagnose")
    asked(social, "words").set_value("ครอบครัวเดือดร้อนจริง")
    asked(social, "amount").set_value(Baht.of(3000))
    question(social).action.click()
    social.do()
    director = Page(qtbot, office, tmp_path, "director")
    director.show(request_id)
    director.view.page.act("find_ready")
    director.do()
    assert requests(office).page(request_id).request.status is RequestStatus.READY


def test_a_file_that_is_no_picture_is_refused_beside_its_piece(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_id = open_request(office, register(office))
    page = Page(qtbot, office, tmp_path)
    page.show(request_id)
    page.view.presenter.attach("id_card", "บัตร.jpg", b"no picture at all")
    page.do()
    assert all(not line.attachments for line in requests(office).page(request_id).evidence)
    piece = page.view.page.evidence._lines["id_card"]
    assert not piece._detail.isHidden() and piece._detail.plain_text()


def test_a_file_that_is_refused_for_the_last_piece_is_told_within_sight(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_id = open_request(office, register(office))
    page = Page(qtbot, office, tmp_path)
    page.view.resize(1100, 420)
    page.show(request_id)
    page.view.page.show_tab(1)
    last = list(page.view.page.evidence._lines)[-1]
    said = page.view.page.evidence._lines[last]._detail
    page.view.presenter.attach(last, "บัตร.jpg", b"no picture at all")
    page.do()
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect().height() == said.height() > 0)


def test_the_list_begins_with_the_newest_and_shows_number_and_status_whole_beside_the_page(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    one = submitted_request(office, register(office))
    other = open_request(office, register(office, first_name="คำปุน", last_name="ทองดี", phone="0811111111"))
    page = Page(qtbot, office, tmp_path)
    page.view.resize(1097, 640)
    page.show(None)
    shown = page.view.list
    assert [item.request_id for item in shown.items()] == [other, one]
    number, _, status = (shown.grid.columnWidth(place) for place in range(3))
    fits = shown.fontMetrics().horizontalAdvance
    sent = shown.items()[1].number
    assert sent is not None and number >= fits(sent) + 2 * Space.ONE
    widest = max(fits(page.desk.texts.text(f"requests.status.{item.status.value}")) for item in shown.items())
    assert status > widest + Space.ICON + 3 * Space.ONE
    assert shown.grid.columnViewportPosition(2) + status <= shown.grid.viewport().width()
    narrow = shown.width()
    page.view.resize(1700, 900)
    assert shown.width() > narrow


def test_the_list_marks_the_request_whose_page_is_shown_wherever_it_was_opened_from(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    one = open_request(office, register(office))
    other = open_request(office, register(office, first_name="คำปุน", last_name="ทองดี", phone="0811111111"))
    page = Page(qtbot, office, tmp_path)

    def marked() -> list[str]:
        return [item.request_id for item in page.view.list.selected()]

    page.show(None)
    page.view.list.select_key(one)
    page.do()
    page.show(other)
    assert marked() == [other]
    page.view.list.set_filter("ศรีสุข")
    assert marked() == []
    page.view.list.set_filter("")
    assert marked() == [other]
    page.show(f"new:{register(office, first_name='จันทร์', phone='0822222222')}")
    assert marked() == []


def test_a_page_in_english_says_its_board_and_buttons(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    page = Page(qtbot, office, tmp_path)
    page.show(None)
    page.desk.texts.switch("en")
    page.view.retranslate(page.desk.texts)
    assert page.view.to_board.text() == page.desk.texts.render(message("requests_ui.board")) == "Board"
