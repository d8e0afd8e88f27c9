"""Case conferences in the real window: one step from the list, decisions, the wall, closing, the minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.cases import CaseTaskService
from kmcase.domain.cases.conferences import AgendaState, DecisionKind, DecisionState
from kmcase.domain.cases.heads import Seen
from kmcase.domain.conferences import Presence
from kmcase.domain.forms import ROW_ID
from kmcase.messages import message
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases
from tests.case_plan_builders import agreed, approved, plans
from tests.conference_builders import TODAY, a_conference, came, conferences, decide, put_off_apart
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import part_shown, seen
from tests.ui.desks import Noted, drain, error, hear, opened, send
from ui.at_part import AtPart
from ui.ports import Desk, Tone
from ui.screens.cases.parts.conferences import ConferencesPart
from ui.screens.cases.parts.plan.edit import PlanEdit
from ui.screens.cases.parts.plan.part import PlanPart
from ui.screens.conferences.view import ConferencesView
from ui.tables.list_view import Taken
from ui.widgets import Button, Label

LONG_AGO = JUNE - timedelta(days=40)


def desk_of(office: TestOffice, login: str = "social") -> Desk:
    return case_desk(office, login, case_plans=plans(office, login))


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> ConferencesView:
    return opened(qtbot, ConferencesView(desk), desk, record_id)


def says(view: ConferencesView, words: str) -> bool:
    QTest.qWait(1)
    return any(words in label.plain_text() for label in view.findChildren(Label) if label.isVisible())


def begin(view: ConferencesView, desk: Desk, name: str) -> None:
    view.pane.buttons[name].click()
    drain(desk)


# --- the list, and one step from it ---


def test_cases_in_need_are_listed_with_why_and_found_by_it(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office)
    old = a_case(office, opened_at=LONG_AGO)
    view = shown(qtbot, desk_of(office))
    assert [item.case_id for item in view.needs.items()] == [old]
    view.needs.set_filter("ยังไม่มีแผน")
    assert len(view.needs.items()) == 1
    view.needs.set_filter("ไม่มีทางพบ")
    assert len(view.needs.items()) == 0


def test_all_that_is_listed_comes_on_the_conference_of_a_day_by_one_key(qtbot: QtBot, office: TestOffice) -> None:
    first, second = (a_case(office, opened_at=LONG_AGO) for _ in range(2))
    desk = desk_of(office)
    view = shown(qtbot, desk)
    assert view.set_up.text() == desk.texts.text("conferences.set_up.all", count=2)
    view.activateWindow()
    view.needs.grid.setFocus()
    QTest.qWait(1)
    QTest.keyClick(view.needs.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    hear(view, desk)
    assert [line.agenda.case_id for line in view.pane.agenda.items()] == [first, second]
    assert view.tabs.currentIndex() == 1
    assert not view.set_up.isEnabled()


def test_only_what_is_selected_comes_on_the_agenda(qtbot: QtBot, office: TestOffice) -> None:
    _, second = (a_case(office, opened_at=LONG_AGO) for _ in range(2))
    desk = desk_of(office)
    view = shown(qtbot, desk)
    view.needs.select_key(second)
    assert view.set_up.text() == desk.texts.text("conferences.set_up.chosen", count=1)
    view.day.set_value(TODAY + timedelta(days=3))
    view.set_up.click()
    drain(desk)
    hear(view, desk)
    assert [line.agenda.case_id for line in view.pane.agenda.items()] == [second]
    assert view.list.items()[0].on == TODAY + timedelta(days=3)


def test_the_conference_that_was_just_set_up_comes_to_the_front_before_an_older_one(
    qtbot: QtBot, office: TestOffice
) -> None:
    older = a_conference(office, a_case(office))
    need = a_case(office, opened_at=LONG_AGO)
    live: list[ConferencesView] = []
    desk = replace(desk_of(office), announce=lambda changes: [each.apply_changes(changes) for each in live])
    live.append(view := shown(qtbot, desk, older))
    view.tabs.setCurrentIndex(0)
    view.needs.select_key(need)
    view.day.set_value(TODAY + timedelta(days=3))
    view.set_up.click()
    drain(desk)
    assert view.tabs.currentIndex() == 1
    assert [line.agenda.case_id for line in view.pane.agenda.items()] == [need]


def test_a_day_that_cannot_be_read_is_said(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office, opened_at=LONG_AGO)
    desk = desk_of(office)
    view = shown(qtbot, desk)
    view.day.set_value(None)
    view.set_up.click()
    drain(desk)
    assert isinstance(desk.notices, Noted)
    assert desk.notices.notices == [(message("conferences.set_up.no_day"), Tone.ERROR)]
    assert conferences(office).list() == ()


def test_a_line_leads_to_its_case_and_what_is_printed_is_kept_as_seen(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office, opened_at=LONG_AGO)
    desk = desk_of(office)
    view = shown(qtbot, desk)
    view.needs.activated.emit(view.needs.items()[0])
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("cases", AtPart(record_id=case_id, part="overview").as_record())]
    view.needs.taken_out.emit(Taken.PRINTED, tuple(view.needs.items()))
    drain(desk)
    assert (Seen.PRINTED, "list") in seen(office, case_id)


def test_restricted_cases_are_counted_and_not_named(qtbot: QtBot, office: TestOffice) -> None:
    one, sealed = a_case(office), a_sealed_case(office)
    conference_id = a_conference(office, one, sealed)
    desk = desk_of(office, "director")
    view = shown(qtbot, desk, conference_id)
    few = desk.texts.text("cases.count.few", least=5)
    assert view.pane.hidden.plain_text() == desk.texts.text("conferences.page.hidden", count=few)
    assert [line.agenda.case_id for line in view.pane.agenda.items()] == [one]


# --- decisions ---


def test_what_is_heard_and_a_task_are_entered_for_the_case_in_front(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    assert (Seen.PAGE, "conferences") in seen(office, case_id)
    begin(view, desk, "hear")
    send(view, desk, text="น้องสาวยินดีรับกลับ")
    hear(view, desk)
    assert says(view, "น้องสาวยินดีรับกลับ")
    begin(view, desk, "task")
    send(view, desk, text="ติดต่อน้องสาว", due=TODAY + timedelta(days=7), responsible="officer")
    hear(view, desk)
    [task] = CaseTaskService(office.work("social")).tasks(case_id)
    assert (task.what, task.responsible) == ("ติดต่อน้องสาว", "officer")
    assert says(view, "ติดต่อน้องสาว")
    tasks = desk.texts.text("conferences.do.open_tasks")
    next(button for button in view.findChildren(Button) if button.text() == tasks).click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened[-1] == ("cases", AtPart(record_id=case_id, part="tasks").as_record())


def test_a_task_without_a_day_is_refused_beside_it(qtbot: QtBot, office: TestOffice) -> None:
    conference_id = a_conference(office, a_case(office))
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "task")
    send(view, desk, text="ติดต่อน้องสาว")
    assert desk.texts.text("widgets.form.missing") in error(view, "due")


def test_a_decision_to_change_the_plan_is_named_by_the_plan_that_is_written(qtbot: QtBot, office: TestOffice) -> None:
    case_id = approved(office)
    conference_id = a_conference(office, case_id)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "plan")
    send(view, desk, text="เพิ่มการเยี่ยมบ้าน")
    hear(view, desk)
    file, part = part_shown(qtbot, desk, case_id, "plan")
    assert isinstance(part, PlanPart)
    part.begin("write")
    drain(desk)
    assert file.form is not None
    edit = file.form.form.editor("lines")
    assert isinstance(edit, PlanEdit)
    edit.goal_form.editor("indicator").set_value("ไปครบ 6 ครั้ง")
    edit.goal_form.changed.emit()
    assert file.form.form.values()["decision_id"]
    file.form.action.click()
    drain(desk)
    assert decision_state(office, case_id) is DecisionState.BEGUN
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    assert decision_state(office, case_id) is DecisionState.DONE


def decision_state(office: TestOffice, case_id: str) -> DecisionState:
    return conferences(office).of_case(case_id)[0].line.agenda.decisions[0].state


def test_a_case_is_put_off_and_a_decision_withdrawn_for_a_reason(qtbot: QtBot, office: TestOffice) -> None:
    one, other = a_case(office), a_case(office)
    conference_id = a_conference(office, one, other)
    decide(office, conference_id, one, DecisionKind.NO_CHANGE)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    assert view.pane.chosen().agenda.case_id == other  # type: ignore[union-attr]
    begin(view, desk, "put_off")
    send(view, desk, reason="รอผลตรวจ")
    hear(view, desk)
    assert not view.pane.buttons["put_off"].isEnabled()
    view.pane.agenda.select_key(one)
    assert not view.pane.buttons["put_off"].isEnabled()
    withdraw = desk.texts.text("conferences.do.withdraw")
    next(button for button in view.findChildren(Button) if button.text() == withdraw).click()
    send(view, desk, reason="ผิดราย")
    hear(view, desk)
    items = {line.agenda.case_id: line.agenda for line in conferences(office).page(conference_id).agenda}
    assert (items[other].state, items[one].decided) == (AgendaState.PUT_OFF, ())


def test_a_case_comes_first_by_a_key_and_leaves_the_agenda(qtbot: QtBot, office: TestOffice) -> None:
    one, two = a_case(office), a_case(office)
    conference_id = a_conference(office, one, two)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    view.pane.agenda.select_key(two)
    for name in ("up", "up", "down", "up"):
        view.begin(name)
        drain(desk)
        hear(view, desk)
    assert [line.agenda.case_id for line in view.pane.agenda.items()] == [two, one]
    begin(view, desk, "take_off")
    send(view, desk, reason="ใส่ผิดราย")
    hear(view, desk)
    assert [line.agenda.case_id for line in view.pane.agenda.items()] == [one]


# --- the head, closing ---


def test_who_came_is_told_in_one_form_with_people_from_outside(qtbot: QtBot, office: TestOffice) -> None:
    conference_id = a_conference(office)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "attend")
    assert view.form is not None
    rows = list(view.form.form.values()["rows"])
    rows[0] = {**rows[0], "presence": "absent", "why_absent": "ติดราชการ"}
    doctor = {ROW_ID: "new:1", "name": "พญ.อรุณี", "agency": "โรงพยาบาล", "presence": "present", "promised": "yes"}
    send(view, desk, rows=[*rows, doctor], all_came=True, staff=frozenset({"officer"}))
    hear(view, desk)
    found = conferences(office).page(conference_id).conference.attendees
    assert [each.presence for each in found].count(Presence.PRESENT) == 3
    assert [each.why_absent for each in found if each.presence is Presence.ABSENT] == ["ติดราชการ"]
    assert [each.promised for each in found if not each.staff_id] == [True]
    begin(view, desk, "attend")
    assert view.form is not None
    kept = [row for row in view.form.form.values()["rows"] if row["name"] != "พญ.อรุณี"]
    send(view, desk, rows=kept)
    hear(view, desk)
    assert all(each.staff_id for each in conferences(office).page(conference_id).conference.attendees)


def test_the_head_is_changed_and_its_refusal_stands_beside_its_field(qtbot: QtBot, office: TestOffice) -> None:
    conference_id = a_conference(office)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "edit")
    send(view, desk, checker="social")
    assert desk.texts.text("conferences.error.own_minutes") in error(view, "checker")
    send(view, desk, checker="officer", place="ศาลากลาง")
    hear(view, desk)
    assert says(view, "ศาลากลาง")


def test_closing_names_what_is_undecided_and_the_minutes_can_be_written_on(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    number = cases(office).page(case_id).head.number
    conference_id = a_conference(office, case_id, a_sealed_case(office, "officer"), login="officer", chair="officer")
    came(office, conference_id)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "close")
    assert says(view, desk.texts.text("conferences.form.undecided", count=1, numbers=(number,)))
    held = conferences(office).page(conference_id).conference.number
    assert says(view, desk.texts.text("conferences.form.close_says", number=held, count=0, all=1))
    send(view, desk)
    hear(view, desk)
    assert isinstance(desk.notices, Noted)
    assert desk.notices.notices[-1][0] == message("conferences.said.closed_left", numbers=(number,)), "no hidden one"
    assert conferences(office).page(conference_id).conference.closed
    assert not view.pane.buttons["task"].isVisible()
    begin(view, desk, "close")
    assert view.form is None, "it is closed already"
    begin(view, desk, "reopen")
    hear(view, desk)
    assert view.pane.buttons["task"].isVisible()


def test_the_minutes_are_previewed_and_printed_is_kept_of_each_case(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    desk = desk_of(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "print")
    assert isinstance(desk.navigation, Noted)
    [(paper, _)] = desk.navigation.papers
    assert paper.startswith(b"%PDF")
    assert (Seen.PRINTED, "conferences") in seen(office, case_id)


# --- the wall ---


def test_the_wall_shows_a_case_after_another_by_initials_until_names_are_asked_for(
    qtbot: QtBot, office: TestOffice
) -> None:
    one, two = approved(office), a_case(office)
    conference_id = a_conference(office, one, two)
    decide(office, conference_id, two, DecisionKind.NO_CHANGE, text="คงแผนเดิม")
    desk = case_desk(office)
    view = shown(qtbot, desk, conference_id)
    begin(view, desk, "wall")
    assert "ส. ร." in view.wall.client.plain_text()
    assert not says(view, "สมหวัง")
    assert says(view, "ได้รับการรักษาต่อเนื่อง")
    QTest.keyClick(view.wall, Qt.Key.Key_Right)
    drain(desk)
    assert says(view, "คงแผนเดิม")
    QTest.keyClick(view.wall, Qt.Key.Key_N)
    assert "สมหวัง" in view.wall.client.plain_text()
    QTest.keyClick(view.wall, Qt.Key.Key_Left)
    drain(desk)
    assert view.wall.line is not None
    assert view.wall.line.agenda.case_id == one
    QTest.keyClick(view.wall, Qt.Key.Key_Escape)
    assert not view.wall.isVisible()


def test_an_empty_wall_turns_nowhere(qtbot: QtBot, office: TestOffice) -> None:
    view = shown(qtbot, desk_of(office))
    view.wall.turn(1)
    view.wall.turn_names()
    assert view.wall.line is None


# --- who may, and the case's own tab ---


def test_an_auditor_reads_and_is_offered_nothing_to_write(qtbot: QtBot, office: TestOffice) -> None:
    conference_id = a_conference(office, a_case(office))
    view = shown(qtbot, desk_of(office, "auditor"), conference_id)
    offered = {name for name, button in view.pane.buttons.items() if button.isVisible()}
    assert offered == {"print", "wall"}
    assert not view.set_up.isVisible()


def test_a_case_shows_its_conferences_and_is_brought_to_another(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    decide(office, conference_id, case_id, DecisionKind.TASK, text="ติดต่อน้องสาว", due=TODAY)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "conferences")
    assert isinstance(part, ConferencesPart)
    assert any("ติดต่อน้องสาว" in label.plain_text() for label in part.findChildren(Label))
    part.open.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened[-1] == ("conferences", conference_id)
    part.begin_ask()
    send(view, desk, on=TODAY + timedelta(days=5))
    hear(view, desk)
    put_off_apart(office, conference_id, case_id)
    part.show_case(cases(office).page(case_id))
    drain(desk)
    assert len(part.list.items()) == 2
    part.list.select_key(conference_id)
    said = desk.texts.text("conferences.page.outweighed", reason="รอผลตรวจ")
    assert said in {label.plain_text() for label in part.findChildren(Label)}
