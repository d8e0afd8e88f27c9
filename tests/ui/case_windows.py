"""What tests of the cases' window do: open it, read it, press its buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue
from tests.ui.desks import drain, opened
from ui.ports import Desk
from ui.screens.cases.view import CasesView
from ui.widgets import Button, Chip, Label


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None, part: str = "") -> CasesView:
    view = opened(qtbot, CasesView(desk), desk, record_id)
    if part:
        view.page.show_part(part)
        drain(desk)
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
