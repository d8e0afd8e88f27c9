"""A plan of a case in conflict: its fields are named with their lines, and the way leads to the plan."""

from __future__ import annotations

from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from kmcase.domain.cases.heads import Seen
from kmcase.domain.casework import ServiceKind
from kmcase.messages import Catalogue
from tests.builders import TestOffice
from tests.case_builders import a_case, cases
from tests.contract.test_case_plan_conflicts import apart, waiting
from tests.ui.case_desks import case_desk
from tests.ui.desks import Noted, drain, opened
from ui.screens.conflicts.columns import fields_said
from ui.screens.conflicts.view import ConflictsView
from ui.widgets import Button, Label


def test_a_plan_is_read_in_the_list_and_decided_in_the_plan(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    apart(office, case_id, agency=("รพ.สต.", "โรงพยาบาล"), kind=(ServiceKind.RIGHTS, ServiceKind.REFERRAL))
    found = waiting(office)
    assert Catalogue("th").render(fields_said(found[0])) == "หน่วยงาน: พาไปพบแพทย์, ประเภทบริการ: พาไปพบแพทย์"
    desk = case_desk(office, conflicts=SimpleNamespace(list=lambda: waiting(office)))
    view = opened(qtbot, ConflictsView(desk), desk)
    said = {label.plain_text() for label in view.findChildren(Label) if label.isVisible()}
    assert {"รพ.สต.", "โรงพยาบาล", desk.texts.text("case_plans.kind.rights")} <= said
    assert view.banner.accessibleName() == desk.texts.text("conflicts.in_plan")
    view.show_record(None)
    drain(desk)
    assert [(sight.how, sight.what) for sight in cases(office).sights(case_id)] == [(Seen.PAGE, "plan")], "noted once"
    assert not any(
        each.text() == desk.texts.text("conflicts.take") for each in view.findChildren(Button) if each.isVisible()
    )
    view.way.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("cases", f"{case_id}#plan")]
