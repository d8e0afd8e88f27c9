"""Plans that lack something, in the real window: no goals, somebody responsible who has left; nothing is lost."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.builders import TestOffice
from tests.case_builders import a_case, join
from tests.case_plan_builders import plans, service, write
from tests.ui.desks import drain
from tests.ui.test_screens_case_plans import Window


def test_a_plan_without_goals_is_said_and_nothing_is_lost(qtbot: QtBot, office: TestOffice) -> None:
    window = Window(qtbot, office, a_case(office))
    window.go_on()
    window.edit.begin_service()
    window.edit.service_form.editor("text").set_value("พาไปพบแพทย์")
    window.keep()
    assert window.says(window.desk.texts.text("case_plans.finding.no_goals"))
    [service] = plans(office).plan_of(window.case_id).plan.content.services
    assert service.values.text == "พาไปพบแพทย์"


def test_who_is_responsible_and_has_left_is_marked_and_stays_until_somebody_else_is_chosen(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer")
    write(office, case_id, services=(service(responsible="officer"),))
    with office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE staff SET active = 0 WHERE staff_id = 'officer'")
    window = Window(qtbot, office, case_id)
    assert window.says("พ้นหน้าที่แล้ว ต้องเลือกคนใหม่")
    window.press("write")
    window.edit.outline.setCurrentRow(1)
    drain(window.desk)
    assert "พ้นหน้าที่แล้ว" in window.edit.service_form.editor("responsible").accessibleDescription()
    window.edit.service_form.editor("agency").set_value("รพ.สต.")
    window.keep()
    [kept] = plans(office).plan_of(case_id).plan.content.services
    assert (kept.values.responsible, kept.values.agency) == ("officer", "รพ.สต.")
