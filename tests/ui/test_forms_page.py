"""A form for a whole page: Ctrl+Enter is its main action wherever the keyboard is."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kmcase.domain.forms import Question, QuestionKind, Repeat
from kmcase.messages import Catalogue
from ui.forms import Field, FormSpec, Section
from ui.forms.page import FormPage
from ui.forms.rows_edit import RowsEdit
from ui.widgets import Button, LineEdit, PaperEdit

_NAMES = {"th": "ชื่อ", "en": "Name"}
_THINGS = Repeat(
    name="things", labels=_NAMES, questions=(Question(name="name", kind=QuestionKind.TEXT, labels=_NAMES),)
)


@pytest.fixture
def page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FormPage:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: pytest.fail("a file was asked for"))
    numbers = count(1)
    rows = partial(RowsEdit, repeat=_THINGS, today=date(2024, 6, 10), new_id=lambda: f"new:{next(numbers)}")
    fields = (
        Field("name", "people.field.first_name", LineEdit),
        Field("things", "case_intake.field.belongings", rows),
        Field("photo", "case_intake.field.photo", PaperEdit),
    )
    made = FormPage(
        Catalogue(), "รับ", FormSpec((Section(None, fields),)), action="บันทึก (Ctrl+Enter)", cancel="กลับ (Esc)"
    )
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.form.set_values({"things": [{"_id": "new:0", "name": "ร่ม"}]})
    return made


def places(page: FormPage) -> list[QWidget]:
    """Where the keyboard may be: each field, and the buttons below."""
    fields = [page.form.editor(name).inputs()[0] for name in ("name", "things", "photo")]
    return [*fields, *(each for each in page.findChildren(Button) if each.text().startswith(("กลับ", "บันทึก")))]


def test_ctrl_enter_is_the_main_action_in_every_field_and_on_the_buttons_below(qtbot: QtBot, page: FormPage) -> None:
    found = places(page)
    assert len(found) == 5
    for place in found:
        place.setFocus()
        with qtbot.waitSignal(page.submitted, timeout=1_000):
            QTest.keyClick(place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_alone_on_a_row_opens_it_and_submits_nothing(qtbot: QtBot, page: FormPage) -> None:
    rows = page.form.editor("things")
    assert isinstance(rows, RowsEdit)
    rows.table.selectRow(0)
    with qtbot.assertNotEmitted(page.submitted, wait=20):
        QTest.keyClick(rows.table, Qt.Key.Key_Return)
    assert rows.front_id() == "new:0"
