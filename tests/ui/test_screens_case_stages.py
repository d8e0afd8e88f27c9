"""In the real window: the stage that work has reached is offered, and one press moves the case there."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.messages import message
from tests.builders import TestOffice
from tests.case_assessment_builders import an_assessment
from tests.case_builders import a_case, cases
from tests.ui.case_desks import assessing_desk
from tests.ui.case_windows import press, says, shown
from tests.ui.desks import Noted, drain, hear, send
from ui.ports import Desk, Tone


def words(desk: Desk) -> str:
    """How the offer of the stage of assessing begins."""
    return desk.texts.text("cases.work.assessment")


def test_what_was_done_is_said_at_the_overview_and_one_press_moves_the_case(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    office.clock.at += timedelta(days=2)
    desk = assessing_desk(office)
    view = shown(qtbot, desk, case_id)
    assert says(view, words(desk))
    assert cases(office).page(case_id).head.stage == "aware"
    press(view, "cases.offer.move", stage=cases(office).page(case_id).casework.stage("assess").words)
    drain(desk)
    step = cases(office).steps(case_id)[0]
    assert (step.stage.code, step.on) == ("assess", date(2024, 6, 10))
    hear(view, desk)
    drain(desk)
    assert not says(view, words(desk))


def test_without_work_nothing_is_offered_and_who_only_reads_is_offered_nothing(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    offer = shown(qtbot, assessing_desk(office), case_id).page.part("overview").offer
    QTest.qWait(1)
    assert not offer.isVisible()
    an_assessment(office, case_id)
    offer = shown(qtbot, assessing_desk(office, "auditor"), case_id).page.part("overview").offer
    QTest.qWait(1)
    assert not offer.isVisible()


def test_a_part_says_once_that_its_work_reached_a_stage(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = assessing_desk(office)
    view = shown(qtbot, desk, case_id, "assessment")
    view.page.part("assessment").assess.click()
    drain(desk)
    send(view, desk, **{"item:health:body": 2})
    hear(view, desk)
    drain(desk)
    assert isinstance(desk.notices, Noted)
    stage = cases(office).page(case_id).casework.stage("assess").words
    told = (message("cases.offer.told", work=message("cases.work.assessment"), stage=stage), Tone.OK)
    assert desk.notices.notices[-1] == told
    view.presenter.open()
    drain(desk)
    assert desk.notices.notices.count(told) == 1


def test_a_case_that_comes_to_the_front_with_an_offer_tells_it_at_the_overview_alone(
    qtbot: QtBot, office: TestOffice
) -> None:
    first, second = a_case(office), a_case(office)
    an_assessment(office, second)
    desk = assessing_desk(office)
    view = shown(qtbot, desk, first)
    view.presenter.choose(second)
    drain(desk)
    assert says(view, words(desk))
    assert isinstance(desk.notices, Noted)
    assert desk.notices.notices == []
