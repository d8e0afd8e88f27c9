"""What tests of the cases' window do: open it, read it, press its buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.domain.cases.heads import Seen
from kmcase.messages import Catalogue
from tests.builders import TestOffice
from tests.case_builders import cases
from tests.ui.desks import opened
from ui.at_part import AtPart
from ui.ports import Desk
from ui.screens.cases.view import CasesView
from ui.widgets import Button, Chip, Label


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None, part: str = "") -> CasesView:
    """The screen, perhaps at a case and a part of it; what was just made is shown with the next events."""
    record = AtPart(record_id=record_id, part=part).as_record() if record_id and part else record_id
    view = opened(qtbot, CasesView(desk), desk, record)
    QTest.qWait(1)
    return view


def part_shown(qtbot: QtBot, desk: Desk, case_id: str, key: str) -> tuple[CasesView, Any]:
    """A case at a part, and the widget of the part."""
    view = shown(qtbot, desk, case_id, key)
    return view, view.page.part(key)


def says(view: CasesView, words: str) -> bool:
    QTest.qWait(1)
    labels = (label.plain_text() for label in view.findChildren(Label) if label.isVisible())
    chips = (chip.accessibleName() for chip in view.findChildren(Chip) if chip.isVisible())
    return any(words in said for said in (*labels, *chips))


def press(view: CasesView, key: str, nth: int = 0, **params: object) -> None:
    """Press the nth visible button of these words."""
    QTest.qWait(1)
    words = Catalogue().text(key, **params)
    found = [button for button in view.findChildren(Button) if button.isVisible() and button.text() == words]
    found[nth].click()


def seen(office: TestOffice, case_id: str) -> list[tuple[Seen | None, str]]:
    """How a case was seen, the newest first."""
    return [(sight.how, sight.what) for sight in cases(office).sights(case_id)]
