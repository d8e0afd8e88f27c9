"""Whoever cannot see a case is told the name of everything that takes the focus, and no key stands for two things."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from kmcase.domain.cases.conferences import DecisionKind
from tests.builders import TestOffice
from tests.case_ending_builders import an_agency
from tests.conference_builders import TODAY, a_conference, decide
from tests.contract.test_case_stays import a_stay
from tests.household_builders import begun_house
from tests.ui.case_full import a_full_case, full_desk
from tests.ui.case_windows import shown
from tests.ui.desks import drain, opened
from tests.ui.household_desks import household_desk
from tests.ui.test_widgets_accessible import unnamed
from ui.screens.agencies.view import AgenciesView
from ui.screens.beds.view import BedsView
from ui.screens.cases.keys import PART_KEYS
from ui.screens.conferences.view import ConferencesView
from ui.screens.household_plans import keys
from ui.screens.household_plans.view import HouseholdPlansView
from ui.screens.my_day.view import MyDayView
from ui.widgets import Button


def sharing(view: QWidget) -> list[str]:
    """Keys that two buttons in sight share, of which Qt presses neither; names that two of a kind share."""
    buttons = [button for button in view.findChildren(QAbstractButton) if button.isVisible()]
    keys = [button.shortcut().toString() for button in buttons]
    names = [button.accessibleName() for button in buttons if isinstance(button, Button)]
    return [said for said, count in Counter((*keys, *names)).items() if said and count > 1]


def test_each_part_of_a_case_names_what_takes_the_focus_and_no_key_stands_for_two_things(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_full_case(office)
    desk = full_desk(office)
    view = shown(qtbot, desk, case_id)
    for key in PART_KEYS:
        view.page.show_part(key)
        drain(desk)
        QTest.qWait(1)
        assert (unnamed(view), sharing(view)) == ([], []), key


def test_a_conference_its_forms_and_the_wall_do_so_too(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_full_case(office)
    conference_id = a_conference(office, case_id)
    for text in ("ติดต่อน้องสาว", "นัดแพทย์"):
        decide(office, conference_id, case_id, DecisionKind.TASK, text=text, due=TODAY)
    desk = full_desk(office)
    view = opened(qtbot, ConferencesView(desk), desk)
    QTest.qWait(1)
    assert (unnamed(view), sharing(view)) == ([], [])
    view.show_record(conference_id)
    for name in ("", "edit", "attend", "close", "task", "wall"):
        drain(desk)
        view.begin(name or "none")
        drain(desk)
        QTest.qWait(1)
        assert (unnamed(view), sharing(view)) == ([], []), name


@pytest.mark.parametrize("make", [AgenciesView, BedsView, MyDayView])
def test_the_screens_beside_a_case_do_so_too(
    qtbot: QtBot, office: TestOffice, make: type[AgenciesView | BedsView | MyDayView]
) -> None:
    an_agency(office)
    a_stay(office)
    desk = full_desk(office)
    view = opened(qtbot, make(desk), desk)
    QTest.qWait(1)
    assert (unnamed(view), sharing(view)) == ([], [])


def test_each_part_of_a_household_plan_does_so_too(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id, _ = begun_house(office)
    desk = household_desk(office, tmp_path)
    view = opened(qtbot, HouseholdPlansView(desk), desk, household_id)
    for key in keys.PART_KEYS:
        view.page.show_part(key)
        QTest.qWait(1)
        assert (unnamed(view), sharing(view)) == ([], []), key
