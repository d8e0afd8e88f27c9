"""Lists outside the case screens that name clients keep that their lines were printed, exported or copied."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from kmcase.application.cases import CaseTaskService
from kmcase.domain.cases.heads import Seen
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, cases
from tests.contract.test_case_plan_conflicts import apart, waiting
from tests.contract.test_case_stays import a_bed, a_stay
from tests.contract.test_case_tasks import task
from tests.ui.case_desks import case_desk
from tests.ui.desks import drain, opened
from ui.ports import Desk
from ui.screens.beds.view import BedsView
from ui.screens.conflicts.view import ConflictsView
from ui.screens.my_day.view import MyDayView
from ui.tables.list_view import ListView


def copied(office: TestOffice, desk: Desk, rows: ListView, case_id: str) -> int:
    """How often copying all rows was kept of a case."""

    def kept() -> int:
        return [(sight.how, sight.what) for sight in cases(office).sights(case_id)].count((Seen.EXPORTED, "list"))

    before = kept()
    rows.copy()
    drain(desk)
    return kept() - before


def test_lines_of_a_day_and_of_own_clients_that_are_taken_out_are_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    for days in (0, 1):
        CaseTaskService(office.work("social")).plan(task(case_id, due=JUNE.date() + timedelta(days=days)))
    desk = case_desk(office)
    view = opened(qtbot, MyDayView(desk), desk)
    assert len(view.list.items()) > 1
    assert [copied(office, desk, rows, case_id) for rows in (view.list, view.clients)] == [1, 1]


def test_lines_of_beds_that_are_taken_out_are_kept_of_who_lies_in_them(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    a_bed(office, name="2")
    desk = case_desk(office)
    view = opened(qtbot, BedsView(desk), desk)
    assert len(view.list.items()) == 2
    assert copied(office, desk, view.list, case_id) == 1


def test_a_plan_in_conflict_that_is_taken_out_is_kept_of_its_case(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    apart(office, case_id, agency=("รพ.สต.", "โรงพยาบาล"))
    desk = case_desk(office, conflicts=SimpleNamespace(list=lambda: waiting(office)))
    view = opened(qtbot, ConflictsView(desk), desk)
    assert copied(office, desk, view.list, case_id) == 1
