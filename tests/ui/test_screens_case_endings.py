"""Referrals, the directory and closing in the real window."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kmcase.application.cases import SignPaper
from kmcase.application.lessons import LearnFromCase, WriteLesson
from kmcase.domain.cases.closing import ClosingState, ReachedBy
from kmcase.domain.cases.heads import Seen
from kmcase.domain.cases.referrals import ConsentBasis, Direction, ReferralPaper, Step, Waits
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, cases
from tests.case_ending_builders import (
    TODAY,
    a_closed_case,
    a_proposal,
    a_referral,
    agencies,
    an_agency,
    closings,
    coming_in,
    consent,
    going_out,
    hospital,
    referrals,
    step,
)
from tests.case_intake_builders import MARK, PICTURE, attachment, papers
from tests.round_builders import lessons
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import part_shown
from tests.ui.desks import Noted, drain, error, opened, send
from ui.ports import Desk
from ui.screens.agencies.view import AgenciesView
from ui.screens.lessons.view import LessonsView


def desk_of(office: TestOffice, login: str = "social") -> Desk:
    more: dict[str, Any] = {
        "referrals": referrals(office, login),
        "closings": closings(office, login),
        "agencies": agencies(office, login),
        "lessons": lessons(office, login),
        "attachments": None,
        "printing": SimpleNamespace(referral=lambda case_id, referral_id, language: b"%PDF letter"),
    }
    return case_desk(office, login, **more)


def offered(button: QWidget) -> bool:
    """Whether a button is there to be pressed, once the window has settled."""
    QTest.qWait(1)
    return button.isVisible()


def directory(qtbot: QtBot, desk: Desk) -> AgenciesView:
    return opened(qtbot, AgenciesView(desk), desk)


# --- referrals ---


def test_a_client_is_referred_to_an_agency_of_the_directory(qtbot: QtBot, office: TestOffice) -> None:
    case_id, agency_id = a_case(office), an_agency(office)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.go_out.click()
    drain(desk)
    send(view, desk, agency_id=agency_id, asked="ตรวจรักษา", papers="แบบประเมิน\nสำเนาบัตร", given_by=" ", reason="ป่วย")
    assert desk.texts.text("case_referrals.error.giver_missing") in error(view, "given_by")
    send(view, desk, given_by="นายสมหวัง รอดพ้น", dimensions=frozenset({"health"}))
    assert desk.texts.text("case_referrals.error.way_missing") in error(view, "way"), "nobody was asked yet"
    send(view, desk, way="spoken")
    assert view.form is None
    [item] = referrals(office).of_case(case_id)
    values = item.referral.values
    assert (values.agency_id, values.asked, values.dimensions) == (agency_id, "ตรวจรักษา", ("health",))
    assert [paper.title for paper in values.papers] == ["แบบประเมิน", "สำเนาบัตร"]
    assert part.list.only().referral.referral_id == item.referral.referral_id
    assert part.step.text() == desk.texts.text("case_referrals.do.sending")


def test_the_next_step_is_offered_until_the_loop_is_closed(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_referral(office, case_id, coming_in())
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.step.click()
    send(view, desk)
    assert part.step.text() == desk.texts.text("case_referrals.do.telling")
    part.step.click()
    send(view, desk, note="โทรบอก อพม. แล้ว")
    assert part.step.text() == desk.texts.text("case_referrals.do.result")
    part.step.click()
    send(view, desk, note=" ")
    assert desk.texts.text("case_referrals.error.result_why") in error(view, "note")
    send(view, desk, note="ได้ที่พัก")
    part.step.click()
    send(view, desk)
    [item] = referrals(office).of_case(case_id)
    assert item.standing.waits is Waits.NOTHING
    assert not offered(part.step)


def test_a_referral_comes_in_from_a_volunteer(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.come_in.click()
    drain(desk)
    send(view, desk, reason="พบที่ตลาด", asked="หาที่พัก")
    assert desk.texts.text("case_referrals.error.referrer_missing") in error(view, "referrer")
    send(view, desk, referrer="บุญมี")
    [item] = referrals(office).of_case(case_id)
    assert (item.referral.values.direction, item.referral.values.consent) == (Direction.IN, None)
    assert not offered(part.print)


def test_the_letter_is_previewed_and_that_it_was_printed_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_referral(office, case_id, going_out())
    desk = desk_of(office)
    _, part = part_shown(qtbot, desk, case_id, "referrals")
    part.print.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.papers == [(b"%PDF letter", desk.texts.text("case_referrals.printing"))]
    assert (Seen.PRINTED, "referrals") in [(sight.how, sight.what) for sight in cases(office).sights(case_id)]


def test_what_was_said_of_a_referral_stands_on_its_page(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    law = going_out(consent=consent(basis=ConsentBasis.LAW, lawful_reason="อันตราย"))
    referral_id = a_referral(office, case_id, law)
    step(office, case_id, referral_id, Step.SENT, by_whom="ธุรการ")
    desk = desk_of(office)
    _, part = part_shown(qtbot, desk, case_id, "referrals")
    said = [label.plain_text() for label in part.facts.findChildren(type(part.hint))]
    assert any("อันตราย" in text for text in said)
    assert any("ส่งแล้ว" in text and "ธุรการ" in text for text in said)


def _items(office: TestOffice, case_id: str) -> tuple[str, ...]:
    [paper] = [paper for paper in cases(office).page(case_id).casework.papers if paper.code == "agreement"]
    return tuple(item.code for item in paper.items)


def test_papers_of_the_case_go_along_and_are_opened_from_the_referral(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    paper_id = (
        papers(office)
        .sign(SignPaper(case_id=case_id, paper="agreement", on=TODAY, items=_items(office, case_id), signed=MARK))
        .value
    )
    picture = attachment()
    along = (ReferralPaper(title="ภาพ"), ReferralPaper(title="สแกน", attachment=picture))
    a_referral(office, case_id, going_out(papers=along))
    desk = desk_of(office)
    desk.services.attachments = SimpleNamespace(open=lambda stored: PICTURE)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    [scan] = [part.papers.itemAt(at).itemAt(0).widget() for at in range(part.papers.count())]
    scan.click()
    drain(desk)
    assert part.findChild(QDialog) is not None
    part.go_out.click()
    drain(desk)
    send(view, desk, agency_name="รพ.", reason="ป่วย", asked="รักษา", case_papers=frozenset({paper_id}), way="spoken")
    [found] = [item for item in referrals(office).of_case(case_id) if item.referral.values.agency_name == "รพ."]
    [paper] = found.referral.values.papers
    assert (paper.paper, paper.paper_id, paper.title) == ("agreement", paper_id, "ข้อตกลงการเข้ารับการคุ้มครอง")
    part.list.select_key(found.referral.referral_id)
    QTest.qWait(1)
    part.papers.itemAt(0).itemAt(0).widget().click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(content, title)] = desk.navigation.papers
    assert content.startswith(b"%PDF") and paper.title in title
    assert (Seen.PRINTED, "papers") in [(sight.how, sight.what) for sight in cases(office).sights(case_id)]


def test_a_closed_case_refers_nobody(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_closed_case(office, case_id)
    _, part = part_shown(qtbot, desk_of(office), case_id, "referrals")
    assert not offered(part.go_out)
    assert not offered(part.come_in)


# --- closing ---


def test_while_another_case_is_read_no_closing_is_proposed_by_the_goals_of_the_one_before(
    qtbot: QtBot, office: TestOffice
) -> None:
    first, second = a_case(office), a_case(office)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, first, "closing")
    part.show_case(cases(office).page(second))
    part.propose.click()
    assert view.form is None
    drain(desk)
    part.propose.click()
    assert view.form is not None


def test_a_closing_is_proposed_with_outcomes_and_approved_by_the_director(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "closing")
    part.propose.click()
    send(view, desk, reason="family", summary="กลับบ้าน")
    assert view.form is not None
    send(view, desk, outcome_0="reached", note_0="กินยาสม่ำเสมอ")
    assert view.form is None
    [closing] = closings(office).page(case_id).closings
    assert [(one.dimension, one.outcome, one.note) for one in closing.outcomes] == [
        ("health", "reached", "กินยาสม่ำเสมอ")
    ]
    assert not offered(part.propose)
    assert not offered(part.approve)
    above = desk_of(office, "director")
    other, part = part_shown(qtbot, above, case_id, "closing")
    part.approve.click()
    drain(above)
    assert closings(office).page(case_id).closings[0].state is ClosingState.APPROVED
    assert isinstance(above.navigation, Noted)
    other.apply_changes(above.navigation.changes.pop())
    drain(above)
    assert offered(part.look)
    assert offered(part.reopen)


def test_a_closing_is_sent_back_with_a_comment(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_proposal(office, case_id)
    desk = desk_of(office, "director")
    view, part = part_shown(qtbot, desk, case_id, "closing")
    part.send_back.click()
    send(view, desk, comment="ถามพี่สาวก่อน")
    [closing] = closings(office).page(case_id).closings
    assert (closing.state, closing.comment) == (ClosingState.RETURNED, "ถามพี่สาวก่อน")
    assert offered(part.propose)


def test_a_former_client_is_looked_after_and_the_case_opened_again(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_closed_case(office, case_id)
    office.clock.at = JUNE + timedelta(days=35)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "closing")
    part.look.click()
    send(view, desk, reached=ReachedBy.PHONE.value, how_they_are="พี่สาวดูแลไม่ไหว", needs_reopening=True)
    [closing] = closings(office).page(case_id).closings
    assert [(look.months, look.needs_reopening) for look in closing.looks] == [(1, True)]
    part.reopen.click()
    send(view, desk, stage="assess", reason="พี่สาวดูแลไม่ไหว")
    assert cases(office).page(case_id).head.closed_on is None
    assert offered(part.propose)
    assert not offered(part.reopen)


def test_a_lesson_is_learned_from_a_case_without_the_client(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "closing")
    part.learn.click()
    send(view, desk, title="ชวนญาติมาแต่แรก", happened="สมหวังกลับบ้านเร็ว")
    assert "สมหวัง" in error(view, "happened")
    send(view, desk, happened="กลับบ้านเร็ว", topics="ญาติ, แรกรับ")
    assert view.form is None
    [item] = lessons(office).list()
    assert (item.title, item.topics, item.round.of_case) == ("ชวนญาติมาแต่แรก", ("ญาติ", "แรกรับ"), True)


def test_among_the_lessons_one_of_a_case_tells_its_group_and_is_not_begun_anew(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    lesson = WriteLesson(run_id="", title="ชวนญาติ", happened="กลับบ้านเร็ว")
    lesson_id = lessons(office, "social").learn(LearnFromCase(case_id=case_id, lesson=lesson)).value
    desk = desk_of(office)
    view = LessonsView(desk)
    qtbot.addWidget(view)
    view.show()
    view.show_record(None)
    drain(desk)
    assert view.presenter.page is None
    view.show_record(lesson_id)
    drain(desk)
    assert "คนไร้ที่พึ่ง" in view.pane.round.plain_text()
    assert not offered(view.pane.another)
    view.presenter.begin_new()
    assert view.form is None
    view.presenter.begin_edit()
    send(view, desk, title="ชวนญาติก่อน")
    assert lessons(office).page(lesson_id).values.title == "ชวนญาติก่อน"


# --- the directory ---


def test_the_directory_is_narrowed_by_what_is_needed(qtbot: QtBot, office: TestOffice) -> None:
    an_agency(office)
    an_agency(office, name="วัดโพธิ์ศรี", offers=("housing",))
    view = directory(qtbot, desk_of(office))
    assert [item.values.name for item in view.list.items()] == ["โรงพยาบาลอุดรธานี", "วัดโพธิ์ศรี"]
    view.need.set_value("housing")
    view.need.changed.emit()
    assert [item.values.name for item in view.list.items()] == ["วัดโพธิ์ศรี"]


def test_an_agency_is_entered_and_changed(qtbot: QtBot, office: TestOffice) -> None:
    desk = desk_of(office)
    view = directory(qtbot, desk)
    view.new.click()
    send(view, desk, name="วัดโพธิ์ศรี", kind="temple", offers=frozenset({"housing"}))
    [found] = agencies(office).list()
    assert (found.values.name, found.values.offers, found.values.active) == ("วัดโพธิ์ศรี", ("housing",), True)
    view.list.select_key(found.agency_id)
    view.edit.click()
    drain(desk)
    send(view, desk, phone="042 000 104")
    assert agencies(office).list()[0].values.phone == "042 000 104"


def test_what_was_written_apart_is_said_above_the_form(qtbot: QtBot, office: TestOffice) -> None:
    agency_id = an_agency(office)
    seen = agencies(office).agency(agency_id)
    agencies(office).change(seen, hospital(phone="1"))
    agencies(office).change(seen, hospital(phone="2"))
    desk = desk_of(office)
    view = directory(qtbot, desk)
    view.list.select_key(agency_id)
    view.edit.click()
    drain(desk)
    send(view, desk)
    assert agencies(office).agency(agency_id).conflicts == frozenset()


def test_an_auditor_reads_the_directory_and_changes_nothing(qtbot: QtBot, office: TestOffice) -> None:
    an_agency(office)
    desk = desk_of(office, "auditor")
    view = directory(qtbot, desk)
    assert not offered(view.new)
    view.presenter.begin(view.list.items()[0])
    drain(desk)
    assert view.form is None
