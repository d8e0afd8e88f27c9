"""What is before somebody's eyes of a case is kept, and what is not is not; lines that are taken out are kept too."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from kmcase.application.cases import BreakGlass, CaseTaskService
from kmcase.domain.cases.heads import Seen
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases
from tests.conference_builders import a_conference
from tests.contract.test_case_plan_conflicts import apart, waiting
from tests.contract.test_case_stays import a_bed, a_stay
from tests.contract.test_case_tasks import task
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import seen, shown
from tests.ui.desks import drain, opened
from ui.at_part import AtPart
from ui.ports import Desk
from ui.screens.beds.view import BedsView
from ui.screens.cases.view import CasesView
from ui.screens.conferences.view import ConferencesView
from ui.screens.conflicts.view import ConflictsView
from ui.screens.my_day.view import MyDayView
from ui.tables.list_view import ListView


def test_on_the_way_to_a_part_of_another_case_that_part_of_the_first_is_not_seen(
    qtbot: QtBot, office: TestOffice
) -> None:
    first, second = a_case(office), a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, first)
    view.show_record(AtPart(record_id=second, part="notes").as_record())
    drain(desk)
    assert (seen(office, first), seen(office, second)) == ([(Seen.PAGE, "overview")], [(Seen.PAGE, "notes")])


def test_a_case_that_came_to_the_front_under_a_form_is_seen_once_the_form_is_left(
    qtbot: QtBot, office: TestOffice
) -> None:
    first, second = a_case(office), a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, first)
    view.begin_glass()
    view.show_record(second)
    drain(desk)
    assert seen(office, second) == []
    assert view.form is not None
    view.form.cancelled.emit()
    drain(desk)
    assert (seen(office, first), seen(office, second)) == ([(Seen.PAGE, "overview")], [(Seen.PAGE, "overview")])


def test_news_of_a_broken_glass_behind_another_screen_are_not_looked_at(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "sights")
    view.hide()
    office.clock.at += timedelta(minutes=1)
    cases(office, "director").break_glass(BreakGlass(number="1/2567", reason="ตำรวจขอข้อมูลด่วน"))
    view.presenter.open()
    drain(desk)
    assert cases(office).page(case_id).glass_unseen == 1
    view.show()
    view.show_record(None)
    drain(desk)
    assert cases(office).page(case_id).glass_unseen == 0


def test_a_case_of_an_agenda_is_seen_once_the_conferences_are_in_front(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_conference(office, case_id)
    desk = case_desk(office)
    view = opened(qtbot, ConferencesView(desk), desk)
    assert seen(office, case_id) == []
    for _ in range(2):
        view.show_conference()
        drain(desk)
        view.tabs.setCurrentIndex(0)
    assert seen(office, case_id) == [(Seen.PAGE, "conferences")]


def copied(office: TestOffice, desk: Desk, rows: ListView, case_id: str) -> int:
    """How often copying all rows was kept of a case."""

    def kept() -> int:
        return seen(office, case_id).count((Seen.EXPORTED, "list"))

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


def test_lines_of_cases_that_are_taken_out_are_kept_of_each(qtbot: QtBot, office: TestOffice) -> None:
    first, second = a_case(office), a_case(office)
    desk = case_desk(office)
    view = opened(qtbot, CasesView(desk), desk)
    assert copied(office, desk, view.list, first) == 1
    assert copied(office, desk, view.list, second) == 1


def test_an_agenda_that_is_taken_out_is_kept_of_its_cases(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    desk = case_desk(office)
    view = opened(qtbot, ConferencesView(desk), desk, conference_id)
    assert copied(office, desk, view.pane.agenda, case_id) == 1
