"""Of a case that one decided on and another put off apart, the real window shows both words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kmcase.domain.cases.conferences import DecisionKind
from tests.builders import TestOffice
from tests.case_builders import a_case
from tests.conference_builders import a_conference, decide, put_off_apart
from tests.ui.case_desks import case_desk
from tests.ui.desks import opened
from ui.conference_words import agenda_mark
from ui.screens.conferences.view import ConferencesView
from ui.widgets import Label


def test_a_decision_and_the_reason_for_which_another_put_the_case_off_are_both_read(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    decide(office, conference_id, case_id, DecisionKind.NO_CHANGE)
    put_off_apart(office, conference_id, case_id)
    desk = case_desk(office)
    view = opened(qtbot, ConferencesView(desk), desk, conference_id)
    said = desk.texts.text("conferences.page.outweighed", reason="รอผลตรวจ")
    assert said in {label.plain_text() for label in view.pane.card.findChildren(Label)}
    line = view.pane.chosen()
    assert line is not None
    assert desk.texts.text("conferences.agenda.decided", count=1) == desk.texts.render(agenda_mark(line.agenda).said)
    assert not view.pane.buttons["put_off"].isEnabled()
