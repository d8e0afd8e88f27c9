"""A position is typed, pasted from a map, or taken from a photograph."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue, message
from ui.widgets import PositionEdit

TH = Catalogue("th")


def position_on(qtbot: QtBot, offered: Sequence[tuple[str, str]] = ()) -> PositionEdit:
    edit = PositionEdit(TH)
    qtbot.addWidget(edit)
    edit.show()
    edit.offer(offered)
    return edit


def test_a_position_pasted_from_a_map_is_read_and_written_in_one_form(qtbot: QtBot) -> None:
    edit = position_on(qtbot)
    edit.line.setText("https://maps.google.com/?q=17.4138,102.7872")
    assert edit.value() == {"latitude": "17.4138", "longitude": "102.7872", "accuracy": ""}
    edit.line.editingFinished.emit()
    assert edit.raw() == "17.4138, 102.7872"


@pytest.mark.parametrize(("typed", "code"), [("หลังวัด", "unreadable"), ("102.7, 17.3", "swapped"), ("1, 999", "beyond")])
def test_what_is_no_position_is_said_beside_the_field(qtbot: QtBot, typed: str, code: str) -> None:
    edit = position_on(qtbot)
    edit.set_raw(typed)
    assert (edit.value(), edit.problem()) == (None, message(f"widgets.position.{code}"))


def test_the_position_of_a_photograph_is_taken_by_one_key(qtbot: QtBot) -> None:
    edit = position_on(qtbot, [("17.36", "102.7"), ("1", "2")])
    with qtbot.waitSignal(edit.changed):
        qtbot.keyClick(edit.line, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert edit.raw() == "17.36, 102.7"
    edit.set_value(None)
    edit.from_photo.click()
    assert edit.raw() == "17.36, 102.7"
    edit.set_value(None)
    edit.set_read_only(True)
    edit.take_offered()
    assert edit.is_empty()
    assert not edit.from_photo.isVisible()


def test_how_exact_a_position_is_holds_only_for_the_position_it_was_told_of(qtbot: QtBot) -> None:
    edit = position_on(qtbot)
    edit.set_value({"latitude": "17.36", "longitude": "102.7", "accuracy": "8"})
    assert edit.value() == {"latitude": "17.36", "longitude": "102.7", "accuracy": "8"}
    edit.line.setCursorPosition(len(edit.line.text()))
    qtbot.keyClicks(edit.line, "5")
    assert edit.value() == {"latitude": "17.36", "longitude": "102.75", "accuracy": ""}
