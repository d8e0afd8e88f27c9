"""Ctrl+Enter does what the one primary button in sight does; where that is not one button, nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue
from tests.builders import TestOffice
from tests.case_builders import a_case
from tests.conference_builders import a_conference
from tests.ui.case_desks import case_desk
from tests.ui.desks import opened
from ui.screens.conferences.view import ConferencesView
from ui.widgets import Button, block, main_by_key


def pressed(qtbot: QtBot, *buttons: Button, hide: tuple[Button, ...] = ()) -> list[str]:
    """What Ctrl+Enter presses in a page of these buttons, the keyboard being in a line beside them."""
    found: list[str] = []
    line = QLineEdit()
    page: QWidget = block(line, *buttons)
    main_by_key(page)
    for button in buttons:
        button.clicked.connect(partial(_note, found, button.text()))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    for button in hide:
        button.hide()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    return found


def _note(found: list[str], words: str, _checked: bool = False) -> None:
    found.append(words)


def primary(words: str) -> Button:
    return Button(Catalogue(), words, kind="primary")


def test_the_primary_button_in_sight_is_pressed_and_no_other(qtbot: QtBot) -> None:
    plain, hidden = Button(Catalogue(), "พิมพ์"), primary("ส่ง")
    assert pressed(qtbot, plain, primary("บันทึก"), hidden, hide=(hidden,)) == ["บันทึก"]


def test_of_several_none_is_pressed_nor_one_that_may_not_be(qtbot: QtBot) -> None:
    assert pressed(qtbot, primary("บันทึก"), primary("ส่ง")) == []
    off = primary("บันทึก")
    off.setEnabled(False)
    assert pressed(qtbot, off) == []


def test_it_works_where_a_form_of_a_conference_leaves_the_keyboard(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = opened(qtbot, ConferencesView(desk), desk, a_conference(office, a_case(office)))
    view.begin("edit")
    assert view.form is not None
    view.form.cancelled.emit()
    qtbot.waitUntil(view.isActiveWindow)
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.form is not None
    assert "text" in view.form.form.raws()
