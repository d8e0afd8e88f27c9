"""Hands on the real window: they find what a person reads there, click it and type into it.

Nothing is found by the name of an attribute, so a screen may be rebuilt as long as it says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.typing_thai import type_thai
from ui.app import Application
from ui.tables.list_view import ListView
from ui.widgets.editor import Editor
from ui.widgets.pictures import FileReader

W = TypeVar("W", bound=QWidget)

_PATIENCE_MS = 30_000


def leave(line: QWidget) -> None:
    """Tab on; where proposals hang below the line, they hold the keyboard."""
    QTest.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Tab)


class Hands:
    """One person before the window after another."""

    def __init__(self, qtbot: QtBot, application: Application, password_of: Callable[[str], str]) -> None:
        self._qtbot = qtbot
        self._application = application
        self._password_of = password_of

    def text(self, key: str, **params: object) -> str:
        """A sentence of the catalogue as the window says it."""
        return self._application.texts.text(key, **params)

    # --- the door ---

    def sign_in(self, login: str) -> None:
        """Let another person sit down."""
        frame = self._application.frame
        if frame.workspace is not None:
            frame.leave()
            self.settle()
        self._qtbot.waitUntil(lambda: frame.sign_in.door() is not None, timeout=_PATIENCE_MS)
        frame.sign_in.users.choose(login)
        line = frame.sign_in.password.line
        QTest.keyClicks(line, self._password_of(login))
        with self._qtbot.waitSignal(frame.arrived, timeout=_PATIENCE_MS):
            QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def go(self, screen: str) -> None:
        """To a screen, by its place at the left."""
        workspace = self._application.frame.workspace
        assert workspace is not None
        workspace.open(screen)
        self.settle()

    def settle(self) -> None:
        """Until no lane has work and no chosen file is being read."""
        frame = self._application.frame

        def calm() -> bool:
            return not frame.jobs.busy and not any(reader.busy for reader in frame.findChildren(FileReader))

        QTest.qWait(20)
        self._qtbot.waitUntil(calm, timeout=_PATIENCE_MS)
        QTest.qWait(20)

    # --- finding ---

    def shown(self, kind: type[W], fits: Callable[[W], bool], which: int | None = None) -> W:
        """The one visible widget of a kind that fits, or one of several by its place."""
        found = [each for each in self._front().findChildren(kind) if each.isVisible() and fits(each)]
        if which is not None and which < len(found):
            return found[which]
        if len(found) != 1:
            names = [each.accessibleName() for each in self._front().findChildren(kind) if each.isVisible()]
            pytest.fail(f"{len(found)} of {kind.__name__} fit; to be seen: {names}")
        return found[0]

    def editor(self, key: str, which: int | None = None) -> Editor:
        """The field with a label."""
        label = self.text(key)
        return self.shown(Editor, lambda each: each.accessibleName() == label, which)

    def list(self, key: str) -> ListView:
        """The list with a title."""
        title = self.text("tables.list_name", title=self.text(key))
        return self.shown(ListView, lambda each: each.grid.accessibleName() == title)

    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self._application.frame

    # --- doing ---

    def press(self, key: str, which: int | None = None, **params: object) -> None:
        """A button, by its words; it must be there and enabled."""
        self.press_words(self.text(key, **params), which)

    def press_words(self, words: str, which: int | None = None) -> None:
        """A button that says just this."""
        button = self.shown(QAbstractButton, lambda each: words in (each.text(), each.accessibleName()), which)
        assert button.isEnabled(), f"{words} cannot be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def fill(self, key: str, typed: str, which: int | None = None) -> None:
        """Type into the field with a label, over what stands there, and leave it."""
        editor = self.editor(key, which)
        line = editor.inputs()[0]
        inside = line if isinstance(line, QLineEdit | QPlainTextEdit) else line.findChild(QLineEdit)
        assert inside is not None and inside.isEnabled()
        inside.setFocus()
        inside.selectAll()
        type_thai(inside, typed)
        leave(inside)
        assert editor.problem() is None, f"{typed} in {self.text(key)}"

    def fill_all(self, typed: dict[str, str]) -> None:
        """Several fields, by the keys of their labels."""
        for key, words in typed.items():
            self.fill(key, words)

    def type_into(self, name: str, typed: str) -> None:
        """Type into a line by its whole name, and leave it."""
        line = self.shown(QLineEdit, lambda each: each.accessibleName() == name)
        type_thai(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def wait_for(self, words: str) -> None:
        """Until the window says this."""

        def said() -> bool:
            labels = self._front().findChildren(QLabel)
            return any(each.isVisible() and words in each.accessibleName() for each in labels)

        self._qtbot.waitUntil(said, timeout=_PATIENCE_MS)
        self.settle()

    def search(self, key: str, typed: str) -> None:
        """Type into a box that searches, and take the first that it finds."""
        name = self.text(key)
        line = self.shown(QLineEdit, lambda each: each.accessibleName() == name)
        type_thai(line, typed)
        self.settle()
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def turn_to(self, key: str) -> None:
        """A tab, by its words."""
        words = self.text(key)
        bar = self.shown(QTabBar, lambda each: words in [each.tabText(place) for place in range(each.count())])
        place = next(place for place in range(bar.count()) if bar.tabText(place) == words)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        self.settle()

    def choose(self, listed: ListView, words: str) -> None:
        """The row of a list that shows just these words in a cell."""
        model = listed.grid.model()
        assert model is not None
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                if str(model.index(row, column).data() or "") == words:
                    rect = listed.grid.visualRect(model.index(row, column))
                    QTest.mouseClick(listed.grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
                    self.settle()
                    return
        pytest.fail(f"{words} is not in the list")

    def choose_first(self, listed: ListView) -> None:
        """The first row of a list."""
        model = listed.grid.model()
        assert model is not None and model.rowCount()
        place = listed.grid.visualRect(model.index(0, 0)).center()
        QTest.mouseClick(listed.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def draw(self, sheet: QWidget, points: Sequence[tuple[int, int]]) -> None:
        """A stroke with the mouse."""
        first, last = QPoint(*points[0]), QPoint(*points[-1])
        QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=first)
        for point in points[1:]:
            QTest.mouseMove(sheet, QPoint(*point), delay=8)
        QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=last)

    def close_sheet(self) -> None:
        """Escape from the sheet in front."""
        sheet = QApplication.activeModalWidget()
        assert sheet is not None
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        self.settle()

    def said(self, kind: type[QWidget]) -> str:
        """What the visible banner, or another widget that speaks, says."""
        return " ".join(each.accessibleName() for each in self._front().findChildren(kind) if each.isVisible())
