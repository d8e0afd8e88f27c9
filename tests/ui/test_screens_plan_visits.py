"""From the plan to the visit: an appointment that is still to come is where a visit begins."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.builders import new_office
from tests.field_builders import an_appointment, appointments
from tests.ui.desks import a_desk
from ui.screens.plan.side import AppointmentPane


def test_a_visit_is_begun_from_its_appointment_until_that_is_cancelled(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_office(tmp_path)
    appointment_id = an_appointment(office)
    desk = a_desk()
    pane = AppointmentPane(desk, may_plan=True)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_page(appointments(office).page(appointment_id))
    assert pane.item is not None
    with qtbot.waitSignal(pane.visit_asked) as asked:
        pane.visit.click()
    assert asked.args == [pane.item]
    appointments(office).cancel(appointment_id, "ย้ายออกไปแล้ว")
    pane.show_page(appointments(office).page(appointment_id))
    assert not pane.visit.isVisible()
