"""The meetings screen with real services on a real temporary office: planned, decided by keys, closed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kmcase.application.evidence import Attachments
from kmcase.application.meetings import MeetingService
from kmcase.application.read.meetings import AgendaItem
from kmcase.application.work import Actor
from kmcase.domain.meetings import MeetingStatus, MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from tests.builders import SECOND_HALF, STAFF, TestOffice, allot, new_office, password_of, register
from tests.paper import printing
from tests.request_builders import TODAY, opening, ready_request, requests
from tests.ui.desks import Noted, a_desk, drain
from ui.forms.page import FormPage
from ui.ports import Desk
from ui.screens.meetings.agenda import moved, sum_said, with_added, without
from ui.screens.meetings.agenda_view import AgendaPane
from ui.screens.meetings.deciding import Step, letter_of
from ui.screens.meetings.panel import outside_text, panel_of
from ui.screens.meetings.view import MeetingsView

PANEL = (PanelMember(name="นายประธาน ที่ประชุม", agency="พมจ. อุดรธานี", position="ประธาน"),)
VALUES = MeetingValues(number="1/2567", held_on=TODAY, place="ศาลากลาง", panel=PANEL)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office with money."""
    found = new_office(tmp_path)
    allot(found, 10_000)
    return found


def desk_of(office: TestOffice, tmp_path: Path, login: str = "director", may: Any = lambda use_case: True) -> Desk:
    """A desk of a member of staff over real services."""
    with office.work("director").read("staff.list") as reading:
        members, kept = reading.staff.members(), reading.office
    blobs = BlobStore(tmp_path / "blobs", sub_keys(bytes(32)))
    services = SimpleNamespace(
        meetings=MeetingService(office.work(login)),
        staff=SimpleNamespace(list=lambda: members),
        office=SimpleNamespace(office=lambda: kept),
        attachments=Attachments(blobs, CapturedPictures()),
        printing=printing(office, tmp_path, login),
    )
    actor = Actor(staff_id=login, name=STAFF[login][0], roles=STAFF[login][1], workstation="ทดสอบ")
    return a_desk(services, actor=actor, today=lambda: TODAY, may=may)


def planned(office: TestOffice, *names: str) -> tuple[str, list[str]]:
    """A meeting of today with a request of each name."""
    found = [ready_request(office, register(office, first_name=name)) for name in names]
    service = MeetingService(office.work("director"))
    meeting_id = service.plan(VALUES).value
    service.set_agenda(meeting_id, tuple(found))
    return meeting_id, found


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> MeetingsView:
    """The screen, with everything read."""
    view = MeetingsView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(record_id)
    drain(desk)
    return view


def deciding(qtbot: QtBot, desk: Desk) -> MeetingsView:
    """The screen with the first request before the panel."""
    view = shown(qtbot, desk)
    view.begin_deciding()
    drain(desk)
    return view


def type_key(view: MeetingsView, desk: Desk, text: str, *, held: bool = False) -> None:
    """The text that a key gives, typed into the amount; again and again while it is `held`."""
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text, held)
    QApplication.sendEvent(view.deciding.amount.line, event)
    drain(desk)


def page_of(office: TestOffice, meeting_id: str) -> tuple[AgendaItem, ...]:
    """The agenda as it stands."""
    return MeetingService(office.work("director")).page(meeting_id).agenda


def test_a_meeting_is_planned_with_people_from_here_and_elsewhere(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.presenter.begin_head(new=True)
    form = view._over
    assert isinstance(form, FormPage)
    form.form.editor("number").set_value("3/2567")
    form.form.editor("outside").set_value("นายประธาน ที่ประชุม, พมจ. อุดรธานี, ประธาน\nนางกรรมการ เข้มแข็ง")
    form.form.editor("staff").set_value(frozenset({"director"}))
    form.form.main_action.emit()
    drain(desk)
    found = MeetingService(office.work("director")).list()[0]
    page = MeetingService(office.work("director")).page(found.meeting_id)
    assert (found.number, found.held_on) == ("3/2567", TODAY)
    assert [(member.name, member.staff_id) for member in page.values.panel] == [
        ("นายประธาน ที่ประชุม", None),
        ("นางกรรมการ เข้มแข็ง", None),
        ("นายศุกร์ ปกครอง", "director"),
    ]


def test_a_number_that_is_taken_is_said_beside_its_field(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    planned(office)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.presenter.begin_head(new=True)
    assert isinstance(view._over, FormPage)
    view._over.form.editor("number").set_value("1/2567")
    view._over.form.main_action.emit()
    drain(desk)
    error = view._over.form._boxes["number"].error
    assert error is not None and error.key == "meetings.error.number_known"


def test_the_agenda_is_chosen_and_ordered(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    meeting_id, (one,) = planned(office, "บุญมี")
    two = ready_request(office, register(office, first_name="คำปอน"))
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.begin_agenda()
    drain(desk)
    pane = view._over
    assert isinstance(pane, AgendaPane)
    pane.ready.select_key(two)
    pane.add()
    pane.chosen.select_key(two)
    pane.move(-1)
    assert pane._sum.plain_text() == "2 เรื่อง เสนอรวม 6,000.00 บาท วงเงินคงเหลือ 10,000.00 บาท"
    pane.saved.emit(pane.order)
    drain(desk)
    assert [item.request_id for item in page_of(office, meeting_id)] == [two, one]


@pytest.mark.parametrize("key", ["a", "A", "ฟ"])
def test_one_key_approves_in_either_layout_and_the_budget_counts_down(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, key: str
) -> None:
    meeting_id, _ = planned(office, "บุญมี", "คำปอน")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    assert view.deciding.money.plain_text() == "10,000"
    type_key(view, desk, key)
    assert view.deciding.money.plain_text() == "7,000"
    assert view.deciding.name.plain_text() == "นางคำปอน ศรีสุข"
    first = page_of(office, meeting_id)[0]
    assert (first.outcome, first.approved, first.resolution_number) == (
        Outcome.APPROVED,
        Baht.of(3000),
        "1/2567 ข้อ 1",
    )


def test_another_amount_is_typed_over_the_proposed_one(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    meeting_id, _ = planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    for digit in "2500":
        type_key(view, desk, digit)
    type_key(view, desk, "ฟ")
    assert page_of(office, meeting_id)[0].approved == Baht.of(2500)


@pytest.mark.parametrize(
    ("key", "outcome", "status"),
    [
        ("พ", Outcome.REJECTED, RequestStatus.NOT_QUALIFIED),
        ("r", Outcome.REJECTED, RequestStatus.NOT_QUALIFIED),
        ("ก", Outcome.DEFERRED, RequestStatus.AWAITING_BUDGET),
    ],
)
def test_rejecting_and_deferring_ask_for_the_reason(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, key: str, outcome: Outcome, status: RequestStatus
) -> None:
    meeting_id, (one,) = planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, key)
    view.deciding._main()
    drain(desk)
    assert page_of(office, meeting_id)[0].outcome is None
    assert "ระบุเหตุผล" in view.deciding.banner.accessibleName()
    view.deciding.reason.set_value("รอเงินงวดหน้า")
    view.deciding._main()
    drain(desk)
    assert page_of(office, meeting_id)[0].outcome is outcome
    assert requests(office).page(one).request.status is status


def test_escape_takes_back_a_question_and_then_the_page(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, "r")
    view.deciding.escape()
    assert view._pages.currentWidget() is view.deciding
    assert view.deciding._deciding is not None and view.deciding._deciding.step is Step.AMOUNT
    view.deciding.escape()
    assert view._pages.currentWidget() is not view.deciding


@pytest.mark.parametrize("key", ["h", "้"])
def test_a_key_hides_the_names_from_the_projector(qtbot: QtBot, office: TestOffice, tmp_path: Path, key: str) -> None:
    planned(office, "บุญมี", "คำปอน")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, key)
    assert view.deciding.name.plain_text() == "ผู้ขอรายที่ 1"
    type_key(view, desk, "n")
    assert view.deciding.name.plain_text() == "ผู้ขอรายที่ 2"


def test_what_blocks_is_shown_before_anybody_decides(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    meeting_id, _ = planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    view.deciding.amount.set_value(Baht.of(9000))
    view.deciding._judge()
    drain(desk)
    assert not view.deciding.keys["approve"].isEnabled()
    type_key(view, desk, "a")
    assert page_of(office, meeting_id)[0].outcome is None


def test_a_block_is_lifted_by_a_second_person(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    person_id = register(office)
    request_id = ready_request(office, person_id)
    for number in (1, 2, 3):
        office.budgets().enter_opening(opening(person_id, amount=Baht.of(1000), voucher_number=f"เดิม {number}"))
    service = MeetingService(office.work("director"))
    meeting_id = service.plan(VALUES).value
    service.set_agenda(meeting_id, (request_id,))
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, "o")
    form = view.deciding._form
    assert form is not None
    form.editor("document").set_value("คำสั่ง 9/2567")
    form.editor("override_reason").set_value("ไฟไหม้บ้านทั้งหลัง")
    view.deciding._main()
    drain(desk)
    assert form.missing() == ("second_person", "second_password")
    for outside in ("director", "auditor", "admin"):
        form.editor("second_person").set_value(outside)
        assert form.editor("second_person").value() is None
    form.editor("second_person").set_value("social")
    form.editor("second_password").set_value(password_of("social"))
    view.deciding._main()
    drain(desk)
    found = page_of(office, meeting_id)[0]
    assert found.outcome is Outcome.APPROVED
    assert found.override is not None and found.override.second_person == "social"


def test_a_decided_request_is_shown_and_not_decided_again(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    meeting_id, _ = planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, "a")
    type_key(view, desk, "r")
    assert view.deciding._deciding is not None and view.deciding._deciding.step is Step.AMOUNT
    assert "มีมติครบทุกเรื่องแล้ว" in view.deciding.banner.accessibleName()
    assert page_of(office, meeting_id)[0].outcome is Outcome.APPROVED
    assert office.budgets().page(SECOND_HALF).budget.reserved == Baht.of(3000)


def test_the_head_is_not_offered_for_change_after_the_first_decision(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    planned(office, "บุญมี", "คำปอน")
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    assert view.pane.edit.isVisible()
    view.begin_deciding()
    drain(desk)
    type_key(view, desk, "a")
    view.deciding.escape()
    view.presenter.refresh()
    drain(desk)
    assert not view.pane.edit.isVisible()


def test_the_meeting_is_closed_and_its_minutes_attached(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    meeting_id, _ = planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, "a")
    view.deciding.escape()
    view.presenter.refresh()
    drain(desk)
    assert view.pane.close_meeting.isVisible()
    view.pane.close_meeting.click()
    drain(desk)
    view.presenter.attach_minutes("minutes.pdf", lambda: b"%PDF-1.7 minutes")
    drain(desk)
    page = MeetingService(office.work("director")).page(meeting_id)
    assert page.status is MeetingStatus.CLOSED
    assert page.minutes_stored is not None


def test_agenda_and_resolutions_are_previewed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    planned(office, "บุญมี")
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.presenter.print_meeting()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.papers[0][0].startswith(b"%PDF")


def test_who_may_only_read_is_offered_nothing(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    planned(office, "บุญมี")
    desk = desk_of(office, tmp_path, may=lambda use_case: use_case == "meetings.read")
    view = shown(qtbot, desk)
    shown_buttons = [b for b in (view.pane.edit, view.pane.choose, view.pane.decide, view._new) if b.isVisible()]
    assert shown_buttons == []


@pytest.mark.parametrize(
    ("text", "letter"), [("a", "A"), ("ฟ", "A"), ("พ", "R"), ("ก", "D"), ("3", ""), ("", ""), ("๓", ""), ("\r", "")]
)
def test_a_key_is_known_by_its_place(text: str, letter: str) -> None:
    assert letter_of(text) == letter


def test_a_panel_survives_being_shown_and_typed() -> None:
    panel = panel_of("นายก, พมจ., ประธาน\n\n นางข ", ("x", "gone"), {"x": "นายเอก"}, "นิคม")
    assert [member.name for member in panel] == ["นายก", "นางข", "นายเอก"]
    assert panel_of(outside_text(panel), ("x",), {"x": "นายเอก"}, "นิคม") == panel


def items(office: TestOffice, *names: str) -> tuple[AgendaItem, ...]:
    """Requests of an agenda."""
    return page_of(office, planned(office, *names)[0])


def test_an_agenda_is_ordered_as_a_block_that_stops_at_the_ends(office: TestOffice) -> None:
    one, two, three = items(office, "บุญกา", "บุญขา", "บุญคา")
    assert moved((one, two, three), (two, three), -1) == (two, three, one)
    assert moved((one, two, three), (one, two), -1) == (one, two, three)
    assert moved((one, two, three), (one,), 1) == (two, one, three)
    assert without((one, two), (one,)) == (two,)
    assert with_added((one,), (one, two)) == (one, two)
    assert sum_said((one, two), Baht.of(5000)).key == "meetings.agenda.sum_over"
    assert sum_said((one,), None).key == "meetings.agenda.sum_no_budget"
