"""Whoever cannot see the visit is told the name of everything that takes the focus, on each of its pages."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.builders import new_office, register
from tests.pictures import photograph
from tests.ui.test_widgets_accessible import unnamed
from tests.ui.visiting import VisitHands
from tests.visit_builders import submitted_visit, visits
from ui.screens.visits.standing import DIFFERENCES, EVIDENCE, HISTORY, PHOTOS, SIGNING


def test_everything_on_a_visit_that_takes_the_focus_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_office(tmp_path)
    visit_id = submitted_visit(office, register(office), house_no="77")
    visits(office, "social").comment(visit_id, "house", "หลังคารั่วตรงไหน")
    visits(office, "social").send_back(visit_id, "ขอรายละเอียด")
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show(None)
    assert unnamed(hands.view) == []
    hands.show(visit_id)
    photograph(tmp_path / "IMG_1.jpg", (60, 40))
    hands.view.page.photos.many.emit((tmp_path / "IMG_1.jpg",))
    for page in ("house", PHOTOS, EVIDENCE, DIFFERENCES, SIGNING, HISTORY):
        hands.turn(page)
        assert unnamed(hands.view) == [], page
    hands.act("submit")
    assert unnamed(hands.view) == []
