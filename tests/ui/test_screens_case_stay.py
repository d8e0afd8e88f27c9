"""The stay of a client in the real window: a bed, another one, leave and return, attendance, a past stay, conflicts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pytestqt.qtbot import QtBot

from kmcase.application.cases import TakeBed
from kmcase.domain.cases.stays import Attendance, BedTaken
from tests.builders import TestOffice
from tests.case_builders import a_case
from tests.contract.test_case_stays import a_bed, a_stay, on_leave, stays
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import part_shown
from tests.ui.desks import drain, error, hear, send
from ui.screens.cases.parts.stay import COLUMNS

DAY = date(2024, 6, 10)


def told(part: Any) -> list[str]:
    """How the stays and leaves that are listed stand, in words."""
    state = [column.key for column in COLUMNS].index("state")
    model = part.list.grid.model()
    return [str(model.index(row, state).data()) for row in range(model.rowCount())]


def test_a_client_is_given_a_bed_moves_and_leaves(qtbot: QtBot, office: TestOffice) -> None:
    case_id, first, second = a_case(office), a_bed(office), a_bed(office, "2")
    desk = case_desk(office)
    view, part = part_shown(qtbot, desk, case_id, "stay")
    assert not part.go.isVisible()
    part.take.click()
    send(view, desk, bed_id=first)
    assert [line.bed for line in part.list.items()] == ["1"]
    assert part.take.text() == desk.texts.text("case_stays.action.move")
    part.take.click()
    send(view, desk, bed_id=second)
    assert [(line.bed, line.overruled) for line in part.list.items()] == [("2", False), ("1", True)]
    part.go.click()
    send(view, desk)
    assert part.take.text() == desk.texts.text("case_stays.action.take")
    assert stays(office).page(case_id).stay is None


def test_attendance_leave_and_return_are_noted_in_the_case(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    desk = case_desk(office)
    view, part = part_shown(qtbot, desk, case_id, "stay")
    part.absent.click()
    drain(desk)
    hear(view, desk)
    assert stays(office).page(case_id).attendance is Attendance.ABSENT
    part.leave.click()
    send(view, desk, until=DAY - timedelta(days=1), reason="กลับบ้าน")
    assert desk.texts.text("case_stays.error.back_before") in error(view, "until")
    send(view, desk, until=DAY + timedelta(days=2), reason="กลับบ้าน")
    assert part.back.isVisible() and not part.leave.isVisible() and not part.present.isVisible()
    part.back.click()
    send(view, desk)
    assert stays(office).page(case_id).leave is None


def test_a_past_stay_that_meets_another_is_said_beside_its_field(qtbot: QtBot, office: TestOffice) -> None:
    _, bed_id = a_stay(office, DAY - timedelta(days=5))
    other = a_case(office)
    desk = case_desk(office)
    view, part = part_shown(qtbot, desk, other, "stay")
    part.past.click()
    send(view, desk, bed_id=bed_id, on=DAY - timedelta(days=7), until=DAY - timedelta(days=3))
    assert desk.texts.text("case_stays.error.bed_taken") in error(view, "bed_id")
    assert view.form.form.editor("on").value() == DAY - timedelta(days=7)
    send(view, desk, until=DAY - timedelta(days=5))
    assert [line.nights for line in part.list.items()] == [2]
    part.past.click()
    send(view, desk, bed_id=bed_id, on=DAY - timedelta(days=6), until=DAY - timedelta(days=5))
    assert desk.texts.text("case_stays.error.stayed_already") in error(view, "on")


def test_a_bed_before_what_is_entered_already_points_to_the_past_stay(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    second = a_bed(office, "2")
    desk = case_desk(office)
    view, part = part_shown(qtbot, desk, case_id, "stay")
    part.take.click()
    send(view, desk, bed_id=second, on=DAY - timedelta(days=2))
    assert desk.texts.text("case_stays.error.moved_later") in error(view, "on")


def test_two_clients_in_one_bed_whom_two_laptops_gave_it_are_shown(qtbot: QtBot, office: TestOffice) -> None:
    case_id, bed_id = a_stay(office, DAY - timedelta(days=3))
    other = a_case(office)
    with office.work("social").begin("case_stays.take_bed") as unit:
        unit.record(BedTaken(case_id=other, bed_id=bed_id, on=DAY - timedelta(days=1)))
        unit.commit(None)
    desk = case_desk(office)
    _, part = part_shown(qtbot, desk, case_id, "stay")
    [line] = part.list.items()
    assert line.shared
    assert told(part) == [desk.texts.text("case_stays.history.shared")]


def test_leaves_are_told_by_how_they_stand_and_an_auditor_does_nothing(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _ = a_stay(office, DAY - timedelta(days=9))
    stays(office).begin_leave(on_leave(case_id, on=DAY - timedelta(days=8), until=DAY - timedelta(days=7)))
    desk = case_desk(office, "auditor")
    _, late = part_shown(qtbot, desk, case_id, "stay")
    assert desk.texts.text("case_stays.history.late") in told(late)
    stays(office).end_leave(case_id, DAY - timedelta(days=6))
    stays(office).begin_leave(on_leave(case_id))
    _, part = part_shown(qtbot, case_desk(office, "auditor"), case_id, "stay")
    assert [line.reason for line in part.list.items() if line.is_leave] == ["กลับบ้านเยี่ยมแม่"] * 2
    assert not any(button.isVisible() for button in (part.take, part.past, part.go, part.back, part.leave))
    stays(office).end_leave(case_id, DAY)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY))
    _, part = part_shown(qtbot, case_desk(office, "auditor"), case_id, "stay")
    said = {desk.texts.text(f"case_stays.history.{key}") for key in ("came_back", "left")}
    assert (len(part.list.items()), set(told(part))) == (3, said)
