"""The plan of a month on a real office: planned, postponed, handed over, evened out, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.permissions import allowed
from kmcase.application.work import Actor
from kmcase.domain.appointments import AppointmentState, VisitPurpose
from tests.builders import STAFF, TestOffice, new_office
from tests.field_builders import TODAY, a_partner, a_person, an_appointment, appointments, partners
from tests.paper import printing, says
from tests.typing_thai import type_thai
from tests.ui.desks import Noted, a_desk, drain, error, hear, send
from ui.ports import Desk, LiveTexts, Narrowed
from ui.screens.plan.actions import Action
from ui.screens.plan.person_picker import PersonPicker
from ui.screens.plan.presenter import Mode
from ui.screens.plan.view import PlanView
from ui.widgets import Button, Choice

FRIDAY = date(2024, 6, 14)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office without money."""
    return new_office(tmp_path)


@pytest.fixture
def open_plan(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> Callable[..., tuple[PlanView, Desk]]:
    """Opens the screen for a member of staff."""

    def make(login: str = "officer", record_id: str | None = None) -> tuple[PlanView, Desk]:
        services = SimpleNamespace(
            appointments=appointments(office, login),
            partners=partners(office, login),
            people=office.people(login),
            printing=printing(office, tmp_path, login),
        )
        roles = STAFF[login][1]
        actor = Actor(staff_id=login, name=STAFF[login][0], roles=roles, workstation="ทดสอบ")
        desk = a_desk(services, actor=actor, today=lambda: TODAY, may=lambda use_case: allowed(use_case, roles))
        view = PlanView(desk)
        qtbot.addWidget(view)
        view.resize(1110, 660)
        view.show()
        view.show_record(record_id)
        drain(desk)
        with qtbot.waitActive(view):
            view.activateWindow()
        view.setFocus()
        return view, desk

    return make


Open = Callable[..., tuple[PlanView, Desk]]


def press(desk: Desk, button: Any) -> None:
    button.click()
    drain(desk)


def test_a_month_without_visits_says_what_to_do(open_plan: Open) -> None:
    view, _ = open_plan()
    assert view._month.plain_text() == "มิถุนายน 2567"
    assert view.grid.chosen() == TODAY
    assert view.day_pane._free.isVisible() and not view.day_pane.bars.isVisible()


def test_the_calendar_tells_the_visits_of_each_day_and_the_chosen_one_in_lines(
    office: TestOffice, open_plan: Open
) -> None:
    an_appointment(office, at_time="9.30", person_id=a_person(office, "คำปอน"))
    an_appointment(office, FRIDAY)
    view, desk = open_plan()
    assert [line.accessibleName() for line in view.day_pane.lines] == ["09:30  นางคำปอน ศรีสุข"]
    QTest.keyClick(view.grid, Qt.Key.Key_Right)
    assert view.grid.chosen() == TODAY + timedelta(days=1) and view.day_pane.lines == []
    view.grid.choose(FRIDAY)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    assert view.day_pane.lines[0].hasFocus()
    words = view.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "14 มิถุนายน 2567 มี 1 นัด" in words and "นายอาทิตย์ ลงพื้นที่" in words
    QTest.keyClick(view.day_pane.lines[0], Qt.Key.Key_Return)
    drain(desk)
    assert view.pane.isVisible() and view.pane.item is not None and view.pane.item.day == FRIDAY
    QTest.keyClick(view.pane.move, Qt.Key.Key_Escape)
    assert view.day_pane.isVisible()


def test_a_month_is_turned_by_keys_and_today_is_found_again(open_plan: Open) -> None:
    view, desk = open_plan()
    QTest.keyClick(view.grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    assert view._month.plain_text() == "กรกฎาคม 2567" and view.grid.chosen() == date(2024, 7, 1)
    press(desk, view.before)
    press(desk, view.before)
    assert view._month.plain_text() == "พฤษภาคม 2567"
    press(desk, view.after)
    assert view.grid.chosen() == TODAY


def test_one_officer_alone_is_shown(office: TestOffice, open_plan: Open) -> None:
    an_appointment(office)
    theirs = an_appointment(office, officer="officer2")
    view, desk = open_plan()
    QTest.keyClick(view.grid, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    assert view.mode is Mode.LIST and len(view.list.items()) == 2
    assert "นายอาทิตย์ ลงพื้นที่ 1 นัด" in view.day_pane.bars.accessibleName()
    view.officer.set_value("officer2")
    drain(desk)
    assert [item.appointment_id for item in view.list.items()] == [theirs]
    assert "นายอาทิตย์" in view.day_pane.bars.accessibleName(), "the load compares all"


def test_a_visit_is_planned_for_somebody_who_is_searched(office: TestOffice, open_plan: Open) -> None:
    person_id, partner_id = a_person(office, "คำปอน"), a_partner(office)
    a_partner(office, "คนเก่า", active=False)
    view, desk = open_plan()
    press(desk, view.new)
    assert view.form is not None
    press(desk, view.form.action)
    assert "กรอก" in error(view, "person_id") or error(view, "person_id")
    picker = view.form.form.findChild(PersonPicker)
    assert picker is not None
    type_thai(picker.line, "คำปอน")
    drain(desk)
    picker.line.editingFinished.emit()
    assert picker.value() == person_id
    ticks = view.form.form.editor("partners").findChildren(QCheckBox)
    assert ["คนเก่า" in tick.text() for tick in ticks] == [False], "who works with us no longer is not offered"
    send(view, desk, at_time="9.30", partners=frozenset({partner_id}), first_day=FRIDAY, place="วัด")
    (item,) = appointments(office).month(TODAY).items
    assert (item.person_id, item.officer_id, item.day, item.at_time) == (person_id, "officer", FRIDAY, "09:30")
    assert view.form is None and item.partners[0].partner_id == partner_id
    assert view.presenter.shown is not None and len(view.presenter.shown.items) == 1


def test_what_is_typed_wrong_stands_beside_its_field(office: TestOffice, open_plan: Open) -> None:
    a_person(office, "คำปอน")
    view, desk = open_plan()
    press(desk, view.new)
    assert view.form is not None
    picker = view.form.form.findChild(PersonPicker)
    assert picker is not None
    type_thai(picker.line, "ไม่มีใคร")
    drain(desk)
    press(desk, view.form.action)
    assert "ไม่มีใคร" in error(view, "person_id")
    picker.set_value(Choice(value=a_person(office), said="บุญมี"))
    send(view, desk, at_time="เช้า ๆ")
    assert "9.30" in error(view, "at_time")
    send(view, desk, at_time="", first_day=TODAY - timedelta(days=1))
    assert "ผ่านไปแล้ว" in error(view, "first_day")
    view.form.cancelled.emit()
    assert view.form is None and appointments(office).month(TODAY).items == ()


def test_many_who_are_not_visited_are_planned_in_one_step(office: TestOffice, open_plan: Open) -> None:
    people = {a_person(office, f"คนที่{number}") for number in range(9)}
    view, desk = open_plan()
    view.show_mode("unvisited")
    drain(desk)
    assert len(view.unvisited.items()) == 9 and not view.day_pane.isVisible()
    press(desk, view.plan_many)
    assert view.form is None and view.banner.isVisible()
    view.unvisited.tick(people)
    assert "9" in view.plan_many.accessibleName()
    press(desk, view.plan_many)
    assert view.form is not None and "ใน 2 วัน" in view.form._sentence.plain_text()
    send(view, desk, per_day=9, officer_id="officer2", purpose=VisitPurpose.SURVEY)
    items = appointments(office).month(TODAY).items
    assert {item.person_id for item in items} == people
    assert {(item.officer_id, item.day) for item in items} == {("officer2", TODAY)}
    assert view.banner.isVisible() and view.unvisited.ticked() == ()


def test_postponing_tells_whom_it_touches_and_needs_a_reason(office: TestOffice, open_plan: Open) -> None:
    appointment_id = an_appointment(office, partners=(a_partner(office),))
    an_appointment(office, FRIDAY, person_id=a_person(office, "คำปอน"))
    view, desk = open_plan(record_id=appointment_id)
    assert view.pane.isVisible()
    press(desk, view.pane.move)
    assert view.form is not None
    view.form.form.editor("day").set_value(FRIDAY)
    view.form.changed.emit()
    drain(desk)
    warned = view.form._warning.findChildren(type(view._month))
    told = " ".join(label.plain_text() for label in warned)
    assert "นางแก้ว ใจบุญ โทร 0812345678" in told and "มีนัดอยู่แล้ว 1 ราย" in told and "นางคำปอน ศรีสุข" in told
    send(view, desk, day=FRIDAY)
    assert error(view, "reason")
    send(view, desk, reason="ฝนตก ทางขาด")
    page = appointments(office).page(appointment_id)
    assert (page.item.day, page.item.state) == (FRIDAY, AppointmentState.POSTPONED)
    assert view.pane.item is not None and view.pane.item.day == FRIDAY


@pytest.mark.parametrize(
    ("action", "values", "expected"),
    [
        (Action.HAND_OVER, {"officer_id": "officer2", "reason": "ลา"}, AppointmentState.PLANNED),
        (Action.DONE, {"done_on": TODAY, "note": "พบแล้ว"}, AppointmentState.DONE),
        (Action.CANCEL, {"reason": "ย้าย"}, AppointmentState.CANCELLED),
    ],
)
def test_what_else_is_done_to_an_appointment(
    office: TestOffice, open_plan: Open, action: Action, values: dict[str, object], expected: AppointmentState
) -> None:
    appointment_id = an_appointment(office)
    view, desk = open_plan(record_id=appointment_id)
    view.pane.asked.emit(action)
    send(view, desk, **values)
    item = appointments(office).page(appointment_id).item
    assert item.state is expected
    assert item.officer_id == ("officer2" if action is Action.HAND_OVER else "officer")
    assert view.pane.move.isVisible() == item.open


def test_who_goes_along_is_ticked(office: TestOffice, open_plan: Open) -> None:
    first, second = a_partner(office), a_partner(office, "นายสิงห์")
    appointment_id = an_appointment(office, partners=(first,))
    view, desk = open_plan(record_id=appointment_id)
    press(desk, view.pane.partners)
    assert view.form is not None and view.form.form.editor("partners").value() == frozenset({first})
    send(view, desk, partners=frozenset({second}))
    assert [one.partner_id for one in appointments(office).page(appointment_id).item.partners] == [second]


def test_a_proposal_shows_before_and_after_and_is_carried_out_once_accepted(
    qtbot: QtBot, office: TestOffice, open_plan: Open
) -> None:
    for _ in range(8):
        an_appointment(office, FRIDAY)
    view, desk = open_plan()
    QTest.keyClick(view.grid, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view._proposal is not None)
    drain(desk)
    page = view._proposal
    assert page is not None and page.accept.isEnabled()
    assert "สัปดาห์ที่มากสุดลดจาก 8 เหลือ" in page._sentence.plain_text()
    assert all(item.day == FRIDAY for item in appointments(office).month(TODAY).items), "nothing before it is accepted"
    assert page.checks is not None
    page.checks.set_value(frozenset({"officer", "officer2"}))
    press(desk, page.again)
    assert {line.move.after.officer_id for line in page.list.items()} >= {"officer2"}
    page.reason.set_value("")
    press(desk, page.accept)
    assert view._proposal is page, "a reason is asked for"
    page.reason.set_value("เกลี่ยงาน")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    hear(view, desk)
    assert view._proposal is None
    assert len({(item.officer_id, item.day) for item in appointments(office).month(TODAY).items}) > 1


def test_where_the_load_is_even_nothing_can_be_accepted_and_esc_leaves(office: TestOffice, open_plan: Open) -> None:
    view, desk = open_plan()
    view.begin_proposal()
    drain(desk)
    page = view._proposal
    assert page is not None and not page.accept.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert view._proposal is None


def test_sub_districts_add_up_at_the_foot(office: TestOffice, open_plan: Open) -> None:
    appointments(office).done(an_appointment(office), TODAY)
    an_appointment(office, FRIDAY)
    view, desk = open_plan()
    view.show_mode("areas")
    drain(desk)
    (work,) = view.areas.items()
    assert (work.families, work.done, work.planned, work.left) == (2, 1, 1, 0)


def test_papers_are_previewed_and_the_workbook_is_saved(
    office: TestOffice, open_plan: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    appointment_id = an_appointment(office, person_id=a_person(office, "คำปอน"))
    view, desk = open_plan(record_id=appointment_id)
    target = tmp_path / "plan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    for button in (view.print_plan, view.print_slips, view.pane.slip, view.workbook):
        press(desk, button)
    assert isinstance(desk.notices, Noted)
    assert [title for _, title in desk.notices.papers] == ["แผนลงพื้นที่", "บัตรนัด", "บัตรนัด"]
    assert all(not says(pdf, "นางคำปอน ศรีสุข") for pdf, _ in desk.notices.papers)
    assert target.exists()
    press(desk, view.pane.person)
    assert desk.notices.opened[0][0] == "people"


def test_today_opens_what_is_past_its_day(office: TestOffice, open_plan: Open) -> None:
    forgotten = an_appointment(office)
    theirs = an_appointment(office, officer="officer2")
    office.clock.advance(days=40)
    view, desk = open_plan()
    view.show_record(Narrowed(by="overdue").as_record())
    drain(desk)
    assert {item.appointment_id for item in view.list.items()} == {forgotten, theirs}
    view.show_record(Narrowed(by="overdue", typed=STAFF["officer"][0]).as_record())
    drain(desk)
    assert [item.appointment_id for item in view.list.items()] == [forgotten]
    press(desk, view.after)
    assert view._month.plain_text() != "" and not view.presenter.shown.overdue  # type: ignore[union-attr]


def test_who_only_reads_sees_the_plan_and_changes_nothing(office: TestOffice, open_plan: Open) -> None:
    appointment_id = an_appointment(office)
    view, _ = open_plan("auditor", appointment_id)
    assert view.pane.item is not None
    for button in (view.new, view.even_out, view.pane.move, view.pane.done, view.pane.cancel, view.plan_many):
        assert not button.isVisible()


def test_an_unknown_appointment_is_said(open_plan: Open) -> None:
    view, _ = open_plan(record_id="nothing")
    assert view.banner.isVisible() and view.presenter.shown is not None


def test_the_plan_speaks_english_while_it_is_open(office: TestOffice, open_plan: Open) -> None:
    an_appointment(office)
    view, desk = open_plan()
    assert isinstance(desk.texts, LiveTexts)
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.tabs.tabText(0) == "Calendar"
    assert any(button.accessibleName() == "New appointment" for button in view.findChildren(Button))
