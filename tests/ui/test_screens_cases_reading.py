"""Who reads the case screens and writes nothing is offered nothing to write, on no part, however the case stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.builders import TestOffice
from tests.case_builders import a_sealed_case
from tests.case_ending_builders import a_closed_case, an_agency
from tests.case_intake_builders import received, things
from tests.contract.test_case_stays import a_stay
from tests.household_builders import begun_house
from tests.ui.case_full import a_full_case, full_desk
from tests.ui.case_windows import shown
from tests.ui.desks import drain, opened
from tests.ui.household_desks import household_desk
from ui.ports import Desk
from ui.screens.agencies.view import AgenciesView
from ui.screens.beds.view import BedsView
from ui.screens.cases.keys import PART_KEYS
from ui.screens.household_plans import keys
from ui.screens.household_plans.view import HouseholdPlansView
from ui.screens.my_day.view import MyDayView
from ui.widgets import Button

READING = (
    "case_assessment.page.print",
    "case_files.print",
    "case_intake.page.print",
    "case_intake.paper.blank",
    "case_network.page.print",
    "case_notes.list.read",
    "case_plans.do.print",
    "case_plans.do.versions",
    "case_referrals.print",
    "conferences.case.open",
    "household_plans.page.print",
    "household_plans.paid.open",
    "house_building.page.receipt",
)
"""Buttons that show or print what is there."""


def offered(view: QWidget, desk: Desk) -> list[str]:
    """What is offered besides reading."""
    QTest.qWait(1)
    reading = {desk.texts.text(key) for key in READING}
    words = (button.text() for button in view.findChildren(Button) if button.isVisible())
    return [said for said in words if said not in reading]


def closed(office: TestOffice) -> str:
    case_id = received(office, belongings=things("กระเป๋า"))
    a_closed_case(office, case_id)
    return case_id


@pytest.mark.parametrize("make", [a_full_case, closed])
def test_an_auditor_is_offered_nothing_to_write_on_a_case(
    qtbot: QtBot, office: TestOffice, make: Callable[[TestOffice], str]
) -> None:
    case_id = make(office)
    desk = full_desk(office, "auditor")
    view = shown(qtbot, desk, case_id)
    for key in PART_KEYS:
        view.page.show_part(key)
        drain(desk)
        listed = getattr(view.page.part(key), "list", None)
        if listed is not None:
            listed.grid.selectRow(0)
        assert offered(view, desk) == [], key


@pytest.mark.parametrize("make", [AgenciesView, BedsView, MyDayView])
def test_nor_on_the_screens_beside_it(
    qtbot: QtBot, office: TestOffice, make: type[AgenciesView | BedsView | MyDayView]
) -> None:
    an_agency(office)
    a_stay(office)
    desk = full_desk(office, "auditor")
    assert offered(opened(qtbot, make(desk), desk), desk) == []


def test_nor_on_a_household_plan(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id, _ = begun_house(office)
    desk = household_desk(office, tmp_path, "auditor")
    view = opened(qtbot, HouseholdPlansView(desk), desk, household_id)
    for key in keys.PART_KEYS:
        view.page.show_part(key)
        assert offered(view, desk) == [], key


def test_who_sees_how_many_cases_are_restricted_and_may_not_break_their_glass_is_not_offered_to(
    qtbot: QtBot, office: TestOffice
) -> None:
    a_sealed_case(office)
    for login, may in (("director", True), ("auditor", False)):
        desk = full_desk(office, login)
        view = shown(qtbot, desk)
        assert (view.hidden.isVisible(), view.glass.isVisible()) == (True, may), login
