"""Beds and stays in the real window: a bed is added and given, attendance noted, leave and return, another day."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from kmcase.application.read.case_stays import StayState
from tests.builders import TestOffice
from tests.case_builders import a_case
from tests.contract.test_case_stays import a_bed, a_stay
from tests.ui.case_desks import case_desk
from tests.ui.desks import drain, error, hear, opened, send
from ui.ports import Desk
from ui.screens.beds.view import BedsView

DAY = date(2024, 6, 10)


def shown(qtbot: QtBot, desk: Desk) -> BedsView:
    return opened(qtbot, BedsView(desk), desk)


def states(view: BedsView) -> list[StayState]:
    return [line.state for line in view.list.items()]


def choose(view: BedsView) -> None:
    line = view.list.items()[0]
    view.list.select_key((line.bed_id, line.case_id))


def test_a_bed_is_added_and_given_to_a_client(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    assert not view.take.isEnabled()
    view.bed.click()
    send(view, desk, room="เรือนชาย", name="1")
    assert states(view) == [StayState.FREE]
    choose(view)
    view.take.click()
    drain(desk)
    send(view, desk, case_id=case_id)
    assert [(line.case_id, line.state) for line in view.list.items()] == [(case_id, StayState.UNNOTED)]
    said = view.counts.plain_text()
    counted = {state.value: int(state is StayState.UNNOTED) for state in StayState}
    assert said == desk.texts.text("case_stays.counts.line", beds=1, **counted)


def test_attendance_is_noted_of_what_is_selected(qtbot: QtBot, office: TestOffice) -> None:
    a_stay(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    assert not view.present.isEnabled()
    choose(view)
    view.present.click()
    drain(desk)
    hear(view, desk)
    assert states(view) == [StayState.PRESENT]
    view.absent.click()
    drain(desk)
    hear(view, desk)
    assert states(view) == [StayState.ABSENT]


def test_a_client_goes_on_leave_comes_back_and_leaves(qtbot: QtBot, office: TestOffice) -> None:
    a_stay(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    choose(view)
    view.leave.click()
    send(view, desk, until=DAY - timedelta(days=1), reason="เยี่ยมแม่")
    assert desk.texts.text("case_stays.error.back_before") in error(view, "until")
    send(view, desk, until=DAY + timedelta(days=1))
    assert states(view) == [StayState.AWAY]
    view.day.set_value(DAY + timedelta(days=2))
    drain(desk)
    assert states(view) == [StayState.LATE]
    view.day.set_value(DAY)
    drain(desk)
    choose(view)
    view.back.click()
    send(view, desk)
    assert states(view) == [StayState.UNNOTED]
    choose(view)
    view.go.click()
    send(view, desk)
    assert states(view) == [StayState.FREE]


def test_a_bed_gets_another_name_or_is_used_no_more(qtbot: QtBot, office: TestOffice) -> None:
    a_bed(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    choose(view)
    view.change_bed.click()
    send(view, desk, name="12")
    assert [line.bed for line in view.list.items()] == ["12"]
    choose(view)
    view.change_bed.click()
    send(view, desk, in_use=False)
    assert len(view.list.items()) == 0


def test_an_auditor_looks_and_is_offered_nothing_to_write(qtbot: QtBot, office: TestOffice) -> None:
    a_stay(office)
    view = shown(qtbot, case_desk(office, "auditor"))
    assert len(view.list.items()) == 1
    assert not any(button.isVisible() for button in (view.take, view.bed, view.present, view.leave))
