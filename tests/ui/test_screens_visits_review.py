"""A visit on the screen: sent, sent back, passed, held against the survey, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.domain.requests import AidForm
from kmcase.domain.visits import VisitState
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice, register
from tests.ui.visiting import VisitHands
from tests.visit_builders import answers, begun_visit, submitted_visit, visits, whole_visit
from ui.comment_card import CommentCard
from ui.widgets import Timeline


def opened(qtbot: QtBot, office: TestOffice, folder: Path, visit_id: str, login: str = "officer") -> VisitHands:
    hands = VisitHands(qtbot, office, folder, login)
    hands.show(visit_id)
    return hands


# --- sending, reviewing ---


def test_sending_says_what_is_missing_and_what_will_happen(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.press("visits_ui.action.submit")
    assert hands.says("ผู้ให้ข้อมูลยังไม่ได้ลงชื่อ")
    assert hands.says("ส่งแล้วแก้ไขไม่ได้จนกว่าจะส่งกลับ")
    hands.send(visited_on=bangkok_date(office.clock.now()))
    assert hands.stored().visit.state is VisitState.SUBMITTED
    assert hands.says(hands.text("visits_ui.read_only"))
    assert hands.notices() == ["visits_ui.done.submit"]


def test_a_day_in_the_future_is_refused_beside_the_field(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    hands = opened(qtbot, office, tmp_path, whole_visit(office, register(office)))
    hands.act("submit", visited_on=bangkok_date(office.clock.now()).replace(year=2030))
    assert hands.stored().visit.state is VisitState.DRAFT
    assert hands.question.form.editor("visited_on").accessibleDescription()
    QTest.keyClick(hands.question, Qt.Key.Key_Escape)
    assert hands.view.page.asking.form is None
    assert hands.view.page.isVisible()


def test_a_visit_is_paused_with_a_reason_and_goes_on_another_day(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.act("pause", words="ฝนตก")
    assert hands.says(hands.text("visits_ui.paused"))
    hands.press("visits_ui.action.resume")
    assert hands.stored().visit.open_sitting is not None
    hands.act("abandon", words="ย้ายออกไปแล้ว")
    assert hands.stored().visit.state is VisitState.ABANDONED
    hands.turn("history")
    timeline = hands.view.findChild(Timeline)
    assert timeline is not None and timeline.model().rowCount() >= 3


def test_a_reviewer_comments_beside_a_section_and_sends_back_and_the_officer_answers(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    visit_id = submitted_visit(office, register(office))
    reviewer = opened(qtbot, office, tmp_path, visit_id, "social")
    reviewer.turn("house")
    reviewer.act("comment", words="หลังคารั่วตรงไหน")
    assert reviewer.says("หลังคารั่วตรงไหน")
    reviewer.turn("person")
    assert not reviewer.says("หลังคารั่วตรงไหน")
    reviewer.act("send_back", words="ขอรายละเอียดบ้าน")
    assert reviewer.stored().visit.state is VisitState.RETURNED

    officer = opened(qtbot, office, tmp_path, visit_id)
    officer.press("visits_ui.side.elsewhere", count=1)
    assert officer.answers.current() == "house"
    (card,) = officer.view.page.side.findChildren(CommentCard)
    card.line.set_value("เหนือครัว")
    officer.press_words(f"{officer.text('widgets.comment.send')} หลังคารั่วตรงไหน")
    (comment,) = officer.stored().comments
    assert comment.answer == "เหนือครัว"
    assert officer.says("เหนือครัว")


def test_a_visit_in_order_is_passed_by_another_and_becomes_a_request(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    visit_id = submitted_visit(office, register(office))
    reviewer = opened(qtbot, office, tmp_path, visit_id, "social")
    _settle_differences(office, visit_id, tmp_path, qtbot)
    reviewer.show(visit_id)
    reviewer.press("visits_ui.action.find_in_order")
    assert reviewer.stored().visit.state is VisitState.REVIEWED
    officer = opened(qtbot, office, tmp_path, visit_id)
    officer.act("ask_for_aid", purpose="ค่าครองชีพ", aid_form=AidForm.MONEY)
    request_id = officer.stored().request_id
    assert request_id is not None
    assert officer.opened() == [("requests", request_id)]
    officer.show(visit_id)
    officer.press("visits_ui.to_request", number=officer.page.request_number)
    assert officer.opened()[-1] == ("requests", request_id)


def test_on_a_laptop_aid_is_proposed_and_the_office_opens_the_request(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    visit_id = submitted_visit(office, register(office))
    hands = VisitHands(qtbot, office, tmp_path, at_office=False)
    hands.show(visit_id)
    hands.act("wish_for_aid", purpose="ค่าครองชีพ")
    assert "visits_ui.done.wished" in hands.notices()
    assert hands.stored().request_id is None
    assert hands.opened() == []


def test_a_reviewed_visit_is_corrected_by_one_beside_it(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    visit_id = submitted_visit(office, register(office))
    _settle_differences(office, visit_id, tmp_path, qtbot)
    visits(office, "social").find_in_order(visit_id)
    hands = opened(qtbot, office, tmp_path, visit_id)
    hands.act("correct")
    assert hands.page.visit.visit_id != visit_id
    assert hands.page.visit.corrects == visit_id
    assert hands.answers.answers()["background"] == answers()["background"]


# --- survey against fact-finding ---


def test_a_difference_wants_a_reason_and_a_second_officer(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    visit_id = submitted_visit(office, register(office), house_no="77")
    officer = opened(qtbot, office, tmp_path, visit_id)
    officer.turn("differences")
    page = officer.view.page.differences
    assert page.open_ones() >= 1
    assert officer.says("77")
    for question in list(page.reasons):
        page.reasons[question].set_value("ย้ายบ้านเมื่อเดือนก่อน")
        qtbot.keyClick(page.reasons[question].line, Qt.Key.Key_Return)
        officer.settle()
    assert all(each.reason for each in officer.page.differences if each.significant)
    assert not page.confirm.isVisible(), "the visitor is no second officer"
    second = opened(qtbot, office, tmp_path, visit_id, "social")
    second.turn("differences")
    second.press("visits_ui.differences.confirm")
    assert second.view.page.differences.open_ones() == 0
    assert second.says("รับรองแล้ว")


def _settle_differences(office: TestOffice, visit_id: str, folder: Path, qtbot: QtBot) -> None:
    """Every difference explained, and confirmed by the director."""
    page = visits(office).page(visit_id)
    for each in page.differences:
        if each.significant:
            visits(office).explain(visit_id, each.contradiction.question, "ตามที่พบจริง")
    if any(each.significant for each in page.differences):
        visits(office, "director").confirm_differences(visit_id)
