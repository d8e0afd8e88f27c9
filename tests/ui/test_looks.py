"""Colours and size of text: chosen in the user's menu, worn at once, remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kmcase.messages import message
from ui.looks import Looks
from ui.ports import DictMemory, LiveTexts
from ui.shell.workspace.top import TopBar
from ui.theme import Theme
from ui.widgets import Button, IconButton


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    worn = Theme(qapp)
    yield worn
    worn.force(None)
    worn.set_scale(1.0)


def choose(bar: TopBar, menu: str, line: str) -> None:
    """A line of the user's menu."""
    shown = bar._user_menu()
    [inner] = [action.menu() for action in shown.actions() if action.text() == bar._texts.text(menu)]
    [action] = [action for action in inner.actions() if action.text() == bar._texts.text(line)]
    action.trigger()
    shown.deleteLater()


def test_what_is_chosen_in_the_menu_is_worn_and_remembered(qtbot: QtBot, theme: Theme) -> None:
    memory = DictMemory()
    bar = TopBar(LiveTexts(), Looks(theme, memory))
    qtbot.addWidget(bar)
    choose(bar, "shell.top.text_size", "shell.top.text_size_150")
    choose(bar, "shell.top.scheme", "shell.top.scheme_dark")
    assert (theme.scale, theme.dark) == (1.5, True)
    theme.set_scale(1.0)
    theme.force(False)
    Looks(theme, memory).wear()
    assert (theme.scale, theme.dark) == (1.5, True)


def test_what_is_kept_and_unknown_is_as_normal(theme: Theme) -> None:
    memory = DictMemory()
    memory.put("text_scale", "9000")
    memory.put("scheme", "pink")
    looks = Looks(theme, memory)
    assert (looks.scale, looks.scheme) == (100, "system")


@pytest.mark.parametrize("make", [Button, partial(IconButton, icon_name="lock")])
def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, make: Callable[..., QAbstractButton]) -> None:
    button = make(LiveTexts(), message("shell.top.lock"))
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 2
