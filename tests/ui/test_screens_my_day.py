"""A worker's day in the real window: counted, narrowed, each line leads to its case; a group activity."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.cases import CaseNoteService, CaseTaskService
from kmcase.domain.cases.notes import WatchKind, WatchSaid
from tests.builders import TestOffice
from tests.case_builders import a_case
from tests.contract.test_case_notes import note
from tests.contract.test_case_tasks import task
from tests.ui.case_desks import case_desk
from tests.ui.desks import Noted, drain, error, hear, opened, send
from ui.at_part import AtPart
from ui.ports import Desk
from ui.screens.my_day.view import MyDayView
from ui.widgets import Label

DAY = date(2024, 6, 10)


def shown(qtbot: QtBot, desk: Desk) -> MyDayView:
    return opened(qtbot, MyDayView(desk), desk)


def plan(office: TestOffice, case_id: str, *due: int, responsible: str = "") -> None:
    for days in due:
        found = task(case_id, what=str(days), due=DAY + timedelta(days=days), responsible=responsible)
        CaseTaskService(office.work("social")).plan(found)


def test_of_more_than_is_read_the_list_says_how_much_there_is(
    qtbot: QtBot, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kmcase.application.cases.tasks.MOST_LINES", 1)
    plan(office, a_case(office), -2, -1)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    view.group.set_value("overdue")
    drain(desk)
    counted = {label.plain_text() for label in view.list.findChildren(Label)}
    assert desk.texts.text("tables.count_some", shown=1, count=2) in counted


def test_a_day_says_how_much_is_overdue_and_narrows_to_it(qtbot: QtBot, office: TestOffice) -> None:
    plan(office, a_case(office), -2, 0, 3)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    assert view.counts.plain_text() == desk.texts.text("my_day.counts.line", overdue=1, today=1, week=2)
    assert [item.what for item in view.list.items()][:3] == ["-2", "0", "3"]
    view.group.set_value("overdue")
    drain(desk)
    assert [item.what for item in view.list.items()] == ["-2"]


def test_everybodys_day_is_asked_for_and_changes_are_heard(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    plan(office, case_id, 0, responsible="officer")
    desk = case_desk(office)
    view = shown(qtbot, desk)
    assert "0" not in [item.what for item in view.list.items()]
    view.whose.set_value("all")
    drain(desk)
    assert "0" in [item.what for item in view.list.items()]


def test_a_line_leads_to_its_case_at_the_part_where_it_is_done(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    plan(office, case_id, 0)
    watch = WatchSaid(kind=WatchKind.VIOLENCE, next_look=DAY)
    CaseNoteService(office.work("social")).write(note(case_id, watch=watch))
    desk = case_desk(office)
    view = shown(qtbot, desk)
    for item in view.list.items():
        view.list.activated.emit(item)
    view.clients.activated.emit(view.clients.items()[0])
    assert isinstance(desk.navigation, Noted)
    parts = [AtPart.of(record or "").part for screen, record in desk.navigation.opened if screen == "cases"]
    assert sorted(parts) == ["notes", "overview", "tasks", "tasks"]
    assert {AtPart.of(record or "").record_id for _, record in desk.navigation.opened} == {case_id}


def test_a_group_activity_is_noted_in_the_files_of_who_took_part(qtbot: QtBot, office: TestOffice) -> None:
    one, two, three = a_case(office), a_case(office), a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    view.hold.click()
    send(view, desk, name="ปลูกผัก", place="แปลงรวม", text="ปลูกผักบุ้งด้วยกัน", case_ids=frozenset[str]())
    assert desk.texts.text("widgets.form.missing") in error(view, "case_ids")
    send(view, desk, case_ids=frozenset({one, three}))
    hear(view, desk)
    assert view.form is None
    found = {case_id: CaseNoteService(office.work("social")).page(case_id).count for case_id in (one, two, three)}
    assert found == {one: 1, two: 0, three: 1}


def test_an_auditor_sees_days_and_is_offered_no_activity(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office)
    view = shown(qtbot, case_desk(office, "auditor"))
    assert not view.hold.isVisible()
    assert len(view.clients.items()) == 0
