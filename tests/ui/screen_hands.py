"""Hands on one screen before a real office: found by what it says, jobs drained by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.hands import Hands, leave
from tests.typing_thai import type_thai
from tests.ui.desks import Noted
from ui.ports import Desk, ManualJobs
from ui.widgets import Chip, Label


class ScreenHands(Hands):
    """`Hands` without a window around the screen."""

    def __init__(self, qtbot: QtBot, desk: Desk, view: QWidget) -> None:
        application: Any = SimpleNamespace(texts=desk.texts, frame=view)
        super().__init__(qtbot, application, "")
        self.desk = desk
        self.view = view

    def settle(self) -> None:
        """Let every job run; the screen stands in front."""
        self.view.activateWindow()
        assert isinstance(self.desk.jobs, ManualJobs)
        self.desk.jobs.drain()
        QTest.qWait(1)

    def type_over(self, key: str, typed: str, which: int | None = None) -> None:
        """Type into the field with a label whatever comes of it, and leave it."""
        line = self.editor(key, which).inputs()[0]
        inside = line if isinstance(line, QLineEdit | QPlainTextEdit) else line.findChild(QLineEdit)
        assert inside is not None
        inside.setFocus()
        inside.selectAll()
        type_thai(inside, typed)
        leave(inside)

    def beside(self, key: str, which: int | None = None) -> str:
        """The sentences beside the field with a label."""
        return self.editor(key, which).accessibleDescription()

    def says(self, words: str) -> bool:
        """Whether some label or chip that is to be seen holds these words."""
        spoken = [each.plain_text() for each in self.view.findChildren(Label) if each.isVisible()]
        spoken += [each.accessibleName() for each in self.view.findChildren(Chip) if each.isVisible()]
        return any(words in each for each in spoken)

    def opened(self) -> list[tuple[str, str | None]]:
        """Where the screen sent the window."""
        assert isinstance(self.desk.navigation, Noted)
        return self.desk.navigation.opened
