"""The plan of a case in the real window: written with the phrase bank, reviewed, agreed, approved, followed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem, QProgressBar
from pytestqt.qtbot import QtBot

from kmcase.domain.cases.heads import Seen, TeamRole
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import PlanState
from kmcase.domain.payments import SignatureMark
from tests.builders import TestOffice
from tests.case_builders import a_case, cases, join
from tests.case_plan_builders import INK, agreed, approved, plans, rewrite, write
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import shown
from tests.ui.desks import Noted, drain, error, hear, send
from ui.comment_card import CommentCard
from ui.forms.versions import VersionsNote
from ui.ports import Desk
from ui.screens.cases.parts.plan.edit import PlanEdit
from ui.screens.cases.parts.plan.part import PlanPart
from ui.widgets import Button, Label


class Window:
    """The screen with the plan of a case in front, in somebody's name."""

    def __init__(self, qtbot: QtBot, office: TestOffice, case_id: str, login: str = "social") -> None:
        self.office, self.case_id = office, case_id
        self.desk: Desk = case_desk(office, login, case_plans=plans(office, login), attachments=None)
        self.view = shown(qtbot, self.desk, case_id, "plan")
        part = self.view.page.part("plan")
        assert isinstance(part, PlanPart)
        self.part = part

    def press(self, key: str) -> None:
        self.part.buttons[key].click()
        drain(self.desk)

    def go_on(self) -> None:
        self.part.next.click()
        drain(self.desk)

    def send(self, **values: object) -> None:
        send(self.view, self.desk, **values)

    @property
    def edit(self) -> PlanEdit:
        assert self.view.form is not None
        found = self.view.form.form.editor("lines")
        assert isinstance(found, PlanEdit)
        return found

    def keep(self) -> None:
        assert self.view.form is not None
        self.view.form.action.click()
        drain(self.desk)
        hear(self.view, self.desk)

    def says(self, words: str) -> bool:
        QTest.qWait(1)
        return any(words in label.plain_text() for label in self.view.findChildren(Label) if label.isVisible())

    def bar(self) -> tuple[int, int]:
        """How far the only goal is, of how much."""
        QTest.qWait(1)
        [found] = [bar for bar in self.part.findChildren(QProgressBar) if bar.isVisible()]
        return found.value(), found.maximum()

    def order(self, *words: str) -> list[str]:
        """Which of these words stand where in the versions, from the top."""
        QTest.qWait(1)
        labels = [label.plain_text() for label in self.part.history.findChildren(Label) if label.isVisible()]
        return [word for label in labels for word in words if word in label]

    def state(self) -> PlanState:
        return plans(self.office).plan_of(self.case_id).plan.state

    def telling(self, service: str) -> list[Button]:
        """The buttons in sight by which the result of a service is told."""
        QTest.qWait(1)
        name = f"{self.desk.texts.text('case_plans.do.progress')} {service}"
        found = (button for button in self.part.findChildren(Button) if button.accessibleName() == name)
        return [button for button in found if button.isVisible()]


def pick(window: Window, words: str) -> None:
    """Choose a line of the phrase bank by the Enter of the figures."""
    found = window.edit.bank.list
    rows = (found.item(number) for number in range(found.count()))
    item: QListWidgetItem = next(one for one in rows if words in (one.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
    found.setCurrentItem(item)
    QTest.keyClick(found, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)


def test_a_plan_is_written_from_the_phrase_bank_by_the_keyboard(qtbot: QtBot, office: TestOffice) -> None:
    window = Window(qtbot, office, a_case(office))
    assert window.part.next.text() == window.desk.texts.text("case_plans.do.write")
    window.go_on()
    edit = window.edit
    edit.begin_goal()
    edit.goal_form.editor("dimension").set_value("health")
    pick(window, "ได้รับการตรวจรักษา")
    pick(window, "ไปตามนัดแพทย์ครบ")
    edit.outline.setFocus()
    QTest.keyClick(edit.outline, Qt.Key.Key_Insert)
    pick(window, "พาไปพบแพทย์ที่โรงพยาบาล")
    edit.service_form.editor("due").set_value(date(2024, 6, 20))
    typing = edit.service_form.editor("text").inputs()[0]
    QTest.keyClick(typing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(window.desk)
    hear(window.view, window.desk)
    assert window.view.form is None
    content = plans(office).plan_of(window.case_id).plan.content
    assert content.goals[0].values.text.startswith("ได้รับการตรวจรักษา")
    assert content.goals[0].values.indicator == "ไปตามนัดแพทย์ครบทุกครั้ง"
    [service] = content.services_of(content.goals[0].line_id)
    assert (service.values.responsible, service.values.due) == ("social", date(2024, 6, 20))
    assert window.says("ได้รับการตรวจรักษา")


def test_a_worked_example_is_taken_over_and_changed(qtbot: QtBot, office: TestOffice) -> None:
    window = Window(qtbot, office, a_case(office))
    window.go_on()
    pick(window, "ผู้กระทำการขอทาน")
    assert window.edit.outline.count() == 8
    window.edit.remove_front()
    assert window.edit.outline.count() == 4, "a goal is taken away with its services"
    window.keep()
    content = plans(office).plan_of(window.case_id).plan.content
    assert (len(content.goals), len(content.services)) == (2, 2)
    assert all(service.values.due for service in content.services)


def test_what_is_missing_is_said_beside_the_field_and_does_not_stop_the_writer(
    qtbot: QtBot, office: TestOffice
) -> None:
    window = Window(qtbot, office, a_case(office))
    window.go_on()
    edit = window.edit
    edit.begin_goal()
    edit.goal_form.editor("text").set_value("กินข้าวได้")
    edit.begin_service()
    edit.service_form.editor("text").set_value("จัดอาหาร")
    edit.service_form.editor("start").set_value(date(2024, 6, 20))
    edit.service_form.editor("due").set_value(date(2024, 6, 12))
    edit.turned.emit()
    drain(window.desk)
    assert "ก่อนวันเริ่ม" in edit.service_form.editor("due").accessibleDescription()
    edit.outline.setCurrentRow(0)
    drain(window.desk)
    assert "ตัวชี้วัด" in edit.goal_form.editor("indicator").accessibleDescription()
    window.keep()
    assert window.view.form is None
    assert window.says("ก่อนวันเริ่ม")


def test_something_unreadable_in_a_line_is_said_and_kept_as_it_is_typed(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    window = Window(qtbot, office, case_id)
    window.press("write")
    edit = window.edit
    edit.outline.setCurrentRow(1)
    edit.service_form.editor("due").set_raw("32/13/2567")
    edit.outline.setCurrentRow(0)
    window.keep()
    assert error(window.view, "lines")
    edit.outline.setCurrentRow(1)
    assert edit.service_form.editor("due").raw() == "32/13/2567"


def test_a_draft_comes_back_with_what_was_seen_when_it_was_typed(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    window = Window(qtbot, office, case_id)
    window.press("write")
    window.edit.goal_form.editor("need").set_value("ขาดยา")
    assert window.view.form is not None
    window.view.form.form.flush_draft()
    window.view.form.cancelled.emit()
    drain(window.desk)
    rewrite(office, plans(office).plan_of(case_id), "officer", service={"text": "ของเพื่อนร่วมงาน"})
    again = Window(qtbot, office, case_id)
    again.press("write")
    assert again.edit.goal_form.editor("need").value() == "ขาดยา"
    again.keep()
    values = plans(office).plan_of(case_id).plan.content
    assert (values.goals[0].values.need, values.services[0].values.text) == ("ขาดยา", "ของเพื่อนร่วมงาน")


def test_a_plan_is_sent_reviewed_agreed_and_approved_each_by_the_next_button(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    writer = Window(qtbot, office, case_id)
    writer.go_on()
    writer.send(note="ช่วยดูด้วย")
    assert writer.state() is PlanState.IN_REVIEW
    assert not writer.part.next.isVisible(), "who wrote it waits"
    reviewer = Window(qtbot, office, case_id, "officer")
    reviewer.go_on()
    reviewer.send(verdict="sent_back")
    assert "แก้ไขอะไร" in error(reviewer.view, "note")
    reviewer.send(verdict="passed")
    assert writer.state() is PlanState.REVIEWED
    signing = Window(qtbot, office, case_id)
    signing.go_on()
    signing.send()
    assert "ลายมือชื่อ" in error(signing.view, "way")
    signing.send(signature=SignatureMark(strokes=INK))
    assert writer.state() is PlanState.AGREED
    director = Window(qtbot, office, case_id, "director")
    director.go_on()
    director.send()
    assert writer.state() is PlanState.APPROVED
    assert director.says("แผนฉบับที่ 1")


def test_why_a_client_does_not_sign_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    window = Window(qtbot, office, case_id)
    window.press("not_agreed")
    window.send(why_not="ยังไม่พร้อม")
    assert window.says("ยังไม่พร้อม")


def test_a_field_written_twice_apart_is_shown_and_decided(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = plans(office).plan_of(case_id)
    rewrite(office, seen, service={"agency": "รพ.สต."})
    rewrite(office, seen, "officer", service={"agency": "เทศบาล"})
    window = Window(qtbot, office, case_id)
    [note] = window.part.findChildren(VersionsNote)
    window.part.state.action_requested.emit()
    assert note.isAncestorOf(window.part.focusWidget())
    take = [button for button in note.findChildren(Button) if "รพ.สต." in button.accessibleName()]
    take[0].click()
    drain(window.desk)
    assert plans(office).plan_of(case_id).plan.content.services[0].values.agency == "รพ.สต."


@pytest.mark.parametrize("keep", [True, False])
def test_a_line_removed_by_one_and_written_by_another_is_kept_or_removed(
    qtbot: QtBot, office: TestOffice, keep: bool
) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = plans(office).plan_of(case_id)
    write(office, case_id, goals=seen.plan.content.goals, services=(), seen=seen.seen)
    rewrite(office, seen, "officer", service={"agency": "เทศบาล"})
    window = Window(qtbot, office, case_id)
    [note] = window.part.findChildren(VersionsNote)
    word = window.desk.texts.text("case_plans.page.keep" if keep else "case_plans.page.removed_by")
    next(button for button in note.findChildren(Button) if word in button.accessibleName()).click()
    drain(window.desk)
    assert len(plans(office).plan_of(case_id).plan.content.services) == int(keep)


def test_the_result_of_a_service_moves_the_bar_of_its_goal(qtbot: QtBot, office: TestOffice) -> None:
    case_id = approved(office)
    window = Window(qtbot, office, case_id)
    [tell] = window.telling("พาไปพบแพทย์")
    tell.click()
    window.send(progress=Progress.GIVEN_UP)
    assert "ไม่ทำต่อ" in error(window.view, "result")
    window.send(progress=Progress.BEGUN)
    assert window.bar() == (1, 2), "half of what is begun"
    [tell] = window.telling("พาไปพบแพทย์")
    tell.click()
    window.send(progress=Progress.DONE, result="ได้ยาครบเดือน")
    assert window.bar() == (2, 2)
    assert window.says("เสร็จ 1 จาก 1 บริการ")
    assert window.says("ได้ยาครบเดือน")


def test_a_comment_is_made_beside_a_line_and_answered(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    reviewer = Window(qtbot, office, case_id, "officer")
    line_id = plans(office).plan_of(case_id).plan.content.goals[0].line_id
    reviewer.press("comment")
    reviewer.send(line=line_id, text="วัดจากอะไร")
    writer = Window(qtbot, office, case_id)
    [card] = writer.part.findChildren(CommentCard)
    assert card.line is not None
    QTest.keyClick(card.line.line, Qt.Key.Key_Return)
    assert plans(office).plan_of(case_id).comments[0].answer is None, "nothing is typed yet"
    card.line.set_value("ใบนัด")
    writer.view.show_record(case_id)
    drain(writer.desk)
    QTest.qWait(1)
    [card] = [card for card in writer.part.findChildren(CommentCard) if card.isVisible()]
    assert (card.typed, card.line is not None) == ("ใบนัด", True)
    QTest.keyClick(card.line.line, Qt.Key.Key_Return)
    drain(writer.desk)
    hear(writer.view, writer.desk)
    assert writer.says("ใบนัด")
    assert plans(office).plan_of(case_id).comments[0].answer == "ใบนัด"


def test_a_change_of_a_plan_in_force_asks_why_and_is_shown_line_by_line(qtbot: QtBot, office: TestOffice) -> None:
    case_id = approved(office)
    window = Window(qtbot, office, case_id)
    assert window.part.buttons["write"].text() == window.desk.texts.text("case_plans.do.change")
    window.press("write")
    window.edit.goal_form.editor("text").set_value("แข็งแรงขึ้น")
    window.keep()
    assert error(window.view, "reason")
    window.send(reason="ผู้ใช้บริการขอปรับ")
    window.part.versions.click()
    assert window.says("ต่างจากแผนฉบับที่ 1")
    assert window.says("แข็งแรงขึ้น")
    assert window.says("ผู้ใช้บริการขอปรับ")
    assert window.says("ตกลงกับผู้ใช้บริการแล้ว · นาง")
    window.part.history.back.click()
    assert window.part.steps.isVisible()


def test_the_newest_version_and_the_newest_step_stand_at_the_top(qtbot: QtBot, office: TestOffice) -> None:
    case_id = approved(office)
    rewrite(office, plans(office).plan_of(case_id), goal={"text": "แข็งแรงขึ้น"}, reason="ผู้ใช้บริการขอปรับ")
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    window = Window(qtbot, office, case_id)
    window.part.versions.click()
    assert window.order("แผนฉบับที่ 1", "แผนฉบับที่ 2") == ["แผนฉบับที่ 2", "แผนฉบับที่ 1"]
    assert window.order("อนุมัติแล้ว", "ตกลงกับผู้ใช้บริการแล้ว") == 2 * ["อนุมัติแล้ว", "ตกลงกับผู้ใช้บริการแล้ว"]


def test_a_plan_is_printed_and_that_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = approved(office)
    window = Window(qtbot, office, case_id)
    window.part.print.click()
    drain(window.desk)
    noted = window.desk.navigation
    assert isinstance(noted, Noted)
    [(pdf, _)] = noted.papers
    assert pdf.startswith(b"%PDF")
    assert (Seen.PRINTED, "plan") in {(sight.how, sight.what) for sight in cases(office).sights(case_id)}


def test_an_auditor_reads_and_an_assistant_of_the_team_tells_results_alone(qtbot: QtBot, office: TestOffice) -> None:
    case_id = approved(office)
    join(office, case_id, "assistant", TeamRole.ASSISTANT)
    for login, may_tell in (("auditor", False), ("assistant", True)):
        window = Window(qtbot, office, case_id, login)
        assert not any(button.isVisible() for button in (*window.part.buttons.values(), window.part.next))
        assert bool(window.telling("พาไปพบแพทย์")) is may_tell


def test_a_plan_speaks_the_language_that_is_chosen(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    agreed(office, case_id)
    window = Window(qtbot, office, case_id)
    window.desk.texts.switch("en")
    window.view.retranslate(window.desk.texts)
    assert window.says("0 of 1 service done")
    window.press("write")
    window.edit.retranslate(window.desk.texts)
    assert window.edit.outline.item(0).text().startswith("Goal 1")
