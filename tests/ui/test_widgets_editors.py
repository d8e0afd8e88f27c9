"""Editors hold what is typed, say why it is no value, and never block typing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, NoIdReason
from kmcase.messages import Catalogue
from tests.typing_thai import type_thai
from ui.widgets import (
    AddressEdit,
    BahtEdit,
    BEDateEdit,
    CheckEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    Editor,
    IdAnswer,
    LineEdit,
    NationalIdEdit,
    NumberEdit,
    SecretEdit,
    TextArea,
)
from ui.widgets.address_edit import AreaPicker
from ui.widgets.date_popup import DatePopup

TODAY = date(2024, 6, 14)
TH, EN = Catalogue("th"), Catalogue("en")
HOUSES = (
    Choice(value="own", code="1", said="บ้านของตนเอง"),
    Choice(value="rent", code="2", said="บ้านเช่า"),
    Choice(value="other", code="3", said="ที่ดินผู้อื่น"),
)


def shown(qtbot: QtBot, editor: Editor) -> Any:
    qtbot.addWidget(editor)
    editor.show()
    return editor


def key_of(editor: Editor) -> str | None:
    problem = editor.problem()
    return problem.key if problem else None


# Dates


@pytest.mark.parametrize("typed", ["14/6/2567", "14062567", "๑๔ มิ.ย. ๒๕๖๗", "14 มิถุนายน พ.ศ. 2567", "14-6-2567"])
def test_a_date_is_read_as_people_write_it(qtbot: QtBot, typed: str) -> None:
    editor = shown(qtbot, BEDateEdit(TH, today=TODAY))
    type_thai(editor.line, typed)
    assert editor.value() == TODAY
    assert editor.problem() is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("14/6/2024", "widgets.date.ce_year"),
        ("29/2/2568", "widgets.date.impossible"),
        ("เมื่อวาน", "widgets.date.unreadable"),
        ("2567", "widgets.date.unreadable"),
        ("1/2/24", "widgets.date.ambiguous"),
    ],
)
def test_a_bad_date_stays_typed_and_says_why(qtbot: QtBot, typed: str, key: str) -> None:
    editor = shown(qtbot, BEDateEdit(TH, today=TODAY))
    type_thai(editor.line, typed)
    assert editor.value() is None
    assert key_of(editor) == key
    assert editor.line.text() == typed
    assert TH.render(editor.problem()) and EN.render(editor.problem())


def test_a_birth_date_may_be_a_year(qtbot: QtBot) -> None:
    editor = shown(qtbot, BEDateEdit(TH, today=TODAY, partial=True))
    type_thai(editor.line, "2500")
    assert editor.value() == PartialDate(1957)
    editor.set_value(PartialDate(1957, 3))
    assert editor.line.text() == "03/2500"
    assert editor.value() == PartialDate(1957, 3)


def test_the_calendar_shows_buddhist_years_and_picks(qtbot: QtBot) -> None:
    editor = shown(qtbot, BEDateEdit(TH, today=TODAY))
    editor.set_value(date(2023, 1, 31))
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    popup = editor.findChild(DatePopup)
    assert popup.findChild(QSpinBox).value() == 2566
    assert popup.findChild(QComboBox).currentText() == "มกราคม"
    popup.findChild(QSpinBox).setValue(2567)
    popup.findChild(QCalendarWidget).clicked.emit(QDate(2024, 1, 15))
    assert editor.value() == date(2024, 1, 15)
    assert editor.line.text() == "15/01/2567"


def test_page_keys_turn_the_month_in_the_calendar(qtbot: QtBot) -> None:
    editor = shown(qtbot, BEDateEdit(TH, today=TODAY))
    editor.set_value(date(2024, 1, 31))
    editor.open_calendar()
    popup = editor.findChild(DatePopup)
    grid = popup.findChild(QCalendarWidget)
    qtbot.keyClick(popup._days(), Qt.Key.Key_PageDown)
    assert grid.selectedDate() == QDate(2024, 2, 29)
    qtbot.keyClick(popup._days(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert grid.selectedDate() == QDate(2023, 2, 28)
    popup.close()


# Money


def test_an_amount_gets_commas_when_it_is_left(qtbot: QtBot) -> None:
    editor = shown(qtbot, BahtEdit(TH, show_words=True))
    type_thai(editor.line, "๓๐๐๐.๕")
    assert editor.value() == Baht(300050)
    assert editor.words.text().replace("\u200b", "") == "(สามพันบาทห้าสิบสตางค์)"
    editor.line.editingFinished.emit()
    assert editor.line.text() == "3,000.50"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("สามพัน", "widgets.baht.letters"),
        ("-5", "widgets.baht.negative"),
        ("3.123", "widgets.baht.decimals"),
        ("3,00,0", "widgets.baht.unreadable"),
        ("99999999999999", "widgets.baht.too_large"),
    ],
)
def test_a_bad_amount_stays_typed_and_says_why(qtbot: QtBot, typed: str, key: str) -> None:
    editor = shown(qtbot, BahtEdit(TH))
    type_thai(editor.line, typed)
    editor.line.editingFinished.emit()
    assert (editor.value(), key_of(editor), editor.line.text()) == (None, key, typed)


def test_nothing_typed_is_no_amount_and_no_problem(qtbot: QtBot) -> None:
    editor = shown(qtbot, BahtEdit(TH))
    assert editor.value() is None
    assert editor.problem() is None
    assert editor.is_empty()


# National id


def test_a_national_id_is_grouped_while_it_is_typed(qtbot: QtBot) -> None:
    editor = shown(qtbot, NationalIdEdit(TH))
    qtbot.keyClicks(editor.line, "12345")
    assert editor.line.text() == "1-2345"
    qtbot.keyClicks(editor.line, "67890121")
    assert editor.line.text() == "1-2345-67890-12-1"
    assert editor.value() == IdAnswer(number="1234567890121")
    assert editor.verdict.plain_text() == TH.text("widgets.id.right")


def test_a_digit_taken_out_of_the_middle_leaves_the_cursor_there(qtbot: QtBot) -> None:
    editor = shown(qtbot, NationalIdEdit(TH))
    qtbot.keyClicks(editor.line, "1234567")
    editor.line.setCursorPosition(4)
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.line.text() == "1-2456-7"
    assert editor.line.cursorPosition() == 3


def test_a_pasted_number_with_blanks_and_thai_digits_is_read(qtbot: QtBot) -> None:
    editor = shown(qtbot, NationalIdEdit(TH))
    QApplication.clipboard().setText(" ๑ ๒๓๔๕ ๖๗๘๙๐ ๑๒ ๑ ")
    editor.line.paste()
    assert editor.value() == IdAnswer(number="1234567890121")


def test_an_unusual_number_is_taken_with_a_reason_only(qtbot: QtBot) -> None:
    editor = shown(qtbot, NationalIdEdit(TH))
    qtbot.keyClicks(editor.line, "1234567890129")
    assert key_of(editor) == "widgets.id.note_missing"
    type_thai(editor.note.line, "ตรงตามบัตร")
    assert editor.problem() is None
    assert editor.value() == IdAnswer(number="1234567890129", note="ตรงตามบัตร")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("123", "widgets.id.length"),
        ("12a", "widgets.id.letters"),
        ("1111111111111", "widgets.id.repeated"),
        ("9000000000001", "widgets.id.nine"),
    ],
)
def test_a_refused_number_stays_typed_and_says_why(qtbot: QtBot, typed: str, key: str) -> None:
    editor = shown(qtbot, NationalIdEdit(TH))
    qtbot.keyClicks(editor.line, typed)
    assert (editor.value(), key_of(editor)) == (None, key)
    assert editor.line.text().replace("-", "") == typed


def test_no_id_asks_for_a_reason(qtbot: QtBot) -> None:
    editor = shown(qtbot, NationalIdEdit(TH))
    qtbot.mouseClick(editor.toggle, Qt.MouseButton.LeftButton)
    assert not editor.line.isVisible()
    assert key_of(editor) == "widgets.id.reason_missing"
    editor.reason.set_value(NoIdReason.STATELESS)
    assert editor.value() == IdAnswer(no_id_reason=NoIdReason.STATELESS)


# Choice, text, number, ticks


@pytest.mark.parametrize("typed", ["2", "บ้านเช่า", "เช่า"])
def test_a_choice_is_found_by_code_or_words_or_part(qtbot: QtBot, typed: str) -> None:
    editor = shown(qtbot, ChoiceEdit(TH, HOUSES))
    type_thai(editor.box.lineEdit(), typed)
    editor.box.lineEdit().editingFinished.emit()
    assert editor.value() == "rent"
    assert editor.box.currentText() == "2  บ้านเช่า"


def test_what_is_not_in_the_list_stays_typed(qtbot: QtBot) -> None:
    editor = shown(qtbot, ChoiceEdit(TH, HOUSES))
    type_thai(editor.box.lineEdit(), "เต็นท์")
    assert (editor.value(), key_of(editor)) == (None, "widgets.choice.unknown")
    editor.retranslate(EN)
    assert editor.box.currentText() == "เต็นท์"


def test_a_choice_survives_a_change_of_language(qtbot: QtBot) -> None:
    whole = shown(qtbot, NationalIdEdit(TH))
    editor = whole.reason
    editor.set_value(NoIdReason.CARD_LOST)
    editor.retranslate(EN)
    assert editor.box.currentText() == EN.text("widgets.id.reason.card_lost")
    assert editor.value() is NoIdReason.CARD_LOST


def test_a_heading_is_written_once_and_then_found(qtbot: QtBot) -> None:
    area = shown(qtbot, TextArea(TH, headings=("ความเป็นมา", "ข้อเสนอ")))
    area.write_heading("ความเป็นมา")
    type_thai(area.area, "มาเอง")
    area.write_heading("ข้อเสนอ")
    area.write_heading("ความเป็นมา")
    type_thai(area.area, "เมื่อเช้า")
    assert area.value() == "ความเป็นมา: มาเองเมื่อเช้า\nข้อเสนอ:"


def test_a_number_has_bounds(qtbot: QtBot) -> None:
    editor = shown(qtbot, NumberEdit(TH, least=1, most=99))
    type_thai(editor.line, "๑๒")
    assert editor.value() == 12
    editor.set_raw("100")
    assert (editor.value(), key_of(editor)) == (None, "widgets.number.bounds")


def test_ticks_give_a_set(qtbot: QtBot) -> None:
    editor = shown(qtbot, ChecksEdit(TH, HOUSES))
    editor.set_value(frozenset({"own", "other"}))
    assert editor.value() == frozenset({"own", "other"})


# Address


def test_a_sub_district_is_found_by_part_of_its_name(qtbot: QtBot) -> None:
    picker = shown(qtbot, AreaPicker(TH))
    type_thai(picker.line, "เชียงพิณ")
    words = next(words for words in picker._offered if "อุดรธานี" in words)
    picker.line.completer().activated[str].emit(words)
    assert picker.value() == "410113"
    assert picker.line.text() == "ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี  41000"


def test_the_only_sub_district_that_fits_is_taken_on_leaving(qtbot: QtBot) -> None:
    picker = shown(qtbot, AreaPicker(TH))
    type_thai(picker.line, "เชียงพิณ อุดร")
    picker.line.editingFinished.emit()
    assert picker.value() == "410113"


def test_an_unknown_area_stays_typed(qtbot: QtBot) -> None:
    editor = shown(qtbot, AddressEdit(TH))
    editor.set_raw({"house_no": "12/3", "subdistrict_code": "ดาวอังคาร"})
    assert editor.value() == Address(house_no="12/3")
    assert key_of(editor) == "widgets.address.unknown_area"


def test_a_password_is_taken_as_typed_and_leaves_its_line_by_the_value_alone(qtbot: QtBot) -> None:
    editor = shown(qtbot, SecretEdit(TH))
    assert editor.is_empty()
    editor.set_value(" ลับ มาก ")
    assert (editor.value(), editor.raw(), editor.is_empty()) == (" ลับ มาก ", "", False)
    assert editor.line.echoMode() is QLineEdit.EchoMode.Password


# All of them

FILLED: list[tuple[Any, object]] = [
    (lambda: LineEdit(TH), "ปั๊มน้ำ"),
    (lambda: NumberEdit(TH), 7),
    (lambda: CheckEdit(TH, "ใช่"), True),
    (lambda: ChecksEdit(TH, HOUSES), frozenset({"own"})),
    (lambda: ChoiceEdit(TH, HOUSES), "rent"),
    (lambda: TextArea(TH), "สองบรรทัด\nที่นี่"),
    (lambda: BahtEdit(TH), Baht.of(3000)),
    (lambda: BEDateEdit(TH, today=TODAY), TODAY),
    (lambda: BEDateEdit(TH, today=TODAY, partial=True), PartialDate(1957)),
    (lambda: NationalIdEdit(TH), IdAnswer(number="1234567890121")),
    (lambda: NationalIdEdit(TH), IdAnswer(no_id_reason=NoIdReason.NOT_TOLD)),
    (lambda: AddressEdit(TH), Address(house_no="1", moo=4, soi="สุขใจ", subdistrict_code="410113")),
]


@pytest.mark.parametrize(("make", "value"), FILLED)
def test_what_is_typed_comes_back_from_a_draft_in_another_language(qtbot: QtBot, make: Any, value: object) -> None:
    import json

    first, second = shown(qtbot, make()), shown(qtbot, make())
    second.retranslate(EN)
    assert first.is_empty() or isinstance(first, CheckEdit)
    with qtbot.waitSignal(first.changed):
        first.set_value(value)
    second.set_raw(json.loads(json.dumps(first.raw())))
    assert first.value() == second.value() == value


@pytest.mark.parametrize(("make", "value"), FILLED)
def test_a_value_can_be_taken_away_again(qtbot: QtBot, make: Any, value: object) -> None:
    editor = shown(qtbot, make())
    fresh = editor.raw()
    editor.set_value(value)
    editor.set_value(None)
    assert editor.raw() == fresh
