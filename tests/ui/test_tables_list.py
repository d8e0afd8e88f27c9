from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from kmcase.domain.money import Baht
from kmcase.messages import Catalogue, message
from tests.typing_thai import type_thai
from tests.ui.desks import a_desk
from tests.ui.payees import COLUMNS, Payee, payees
from ui.ports import Desk, Err, LiveTexts, Narrowed, Tone
from ui.tables.list_view import ListView, Taken
from ui.tables.model import RowTableModel
from ui.widgets import Button


def a_list(qtbot: QtBot, desk: Desk | None = None, *names: str) -> ListView:
    view = ListView(desk or a_desk(), name="payees", title_key="shell.area.register", columns=COLUMNS,
                    key=lambda item: item.id)  # fmt: skip
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    if names:
        view.set_items(payees(*names))
    return view


def shown_names(view: ListView) -> list[str]:
    return [item.name for item in view.items()]


def foot_of(view: ListView) -> str:
    labels = [label.plain_text() for label in view._foot.findChildren(type(view._foot._count))]
    return " | ".join(text for text in labels if text)


def test_typing_filters_the_rows(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "สมหญิง", "กมล", "สมชาย")

    type_thai(view._filter, "สม")
    qtbot.waitUntil(lambda: len(view.items()) == 2)

    assert shown_names(view) == ["สมหญิง", "สมชาย"]
    assert "แสดง 2 จาก 3 รายการ" in foot_of(view)


def test_the_foot_adds_up_what_is_shown(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "สมหญิง", "กมล", "สมชาย")
    assert foot_of(view).endswith("6,000.00")

    view.set_filter("สม")

    assert foot_of(view).endswith("4,000.00")


def test_a_list_of_which_not_all_came_says_how_many_there_are_and_where_the_others_are(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "กานดา", "ขวัญ")
    view.set_items(view.items(), of=7)
    assert "แสดง 2 จาก 7 รายการ" in foot_of(view)
    assert "คนอื่นค้นได้ด้วย Ctrl+K" in foot_of(view)
    view.set_items(view.items())
    assert "Ctrl+K" not in foot_of(view)


def test_the_foot_adds_up_what_is_selected(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "ก", "ข", "ค")

    view.grid.select({"2", "3"})

    assert "เลือก 2 รายการ" in foot_of(view)
    assert foot_of(view).endswith("5,000.00")


def test_a_refresh_keeps_selection_filter_and_order(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "ขวัญ", "กมล", "แก้ว")
    view.grid.horizontalHeader().sectionClicked.emit(0)
    view.select_key("3")

    view.set_items((*payees("ขวัญ", "กมล", "แก้ว"), Payee(id="9", name="ไก่")))

    assert shown_names(view) == ["กมล", "แก้ว", "ไก่", "ขวัญ"]
    assert [item.name for item in view.selected()] == ["แก้ว"]


def test_a_row_that_comes_later_is_selected_when_it_comes(qtbot: QtBot) -> None:
    view = a_list(qtbot)
    view.select_key("2")

    view.set_items(payees("ก", "ข"))

    assert [item.name for item in view.selected()] == ["ข"]


def test_a_row_that_is_selected_alone_is_chosen_and_several_are_not(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "ก", "ข")
    chosen: list[str] = []
    view.chosen.connect(lambda item: chosen.append(item.name))

    view.select_key("2")
    view.grid.selectAll()

    assert chosen == ["ข"]
    assert view.only() is None


def test_a_row_that_comes_above_the_chosen_one_chooses_nothing_and_one_that_is_left_alone_is_chosen(
    qtbot: QtBot,
) -> None:
    view = a_list(qtbot)
    above, first, second = payees("ก", "ข", "ค")
    view.set_items((first, second))
    chosen: list[str] = []
    view.chosen.connect(lambda item: chosen.append(item.name))
    view.select_key(first.id)

    view.set_items((above, first, second))
    assert (chosen, view.only()) == (["ข"], first)

    view.grid.selectAll()
    view.set_items((second,))
    assert chosen == ["ข", "ค"]


def test_a_list_that_is_opened_narrowed_filters_and_opens_no_record(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "สมหญิง", "กมล")

    assert view.narrow(Narrowed(typed="กมล").as_record()) is None
    assert shown_names(view) == ["กมล"]
    assert view.narrow("2") == "2"
    assert view.narrow(None) is None


def test_enter_in_the_filter_opens_the_only_row(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "สมหญิง", "กมล")
    view._filter.setText("กมล")

    with qtbot.waitSignal(view.activated) as opened:
        QTest.keyClick(view._filter, Qt.Key.Key_Return)

    assert opened.args[0].name == "กมล"


def test_control_c_copies_a_table_with_its_header(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "ก", "ข")
    view.grid.selectRow(1)
    view.grid.setFocus()

    QTest.keyClick(view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    header, row, rest = QGuiApplication.clipboard().text().replace("\r\n", "\n").split("\n")
    assert header.startswith("ชื่อและนามสกุล\t")
    assert row.split("\t") == ["ข", "1-xxxx-xxxxx-12-3", "ร่าง", "2024-02-01", "2000.00"]
    assert rest == ""


def test_printing_previews_the_rows_as_shown(qtbot: QtBot) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk, "ขวัญ", "กมล")
    view.set_filter("กมล")

    view.print_list()
    desk.jobs.drain()

    title, columns, rows = desk.exporter.given[0]
    assert (title, len(columns), len(rows)) == ("ทะเบียน", 5, 1)
    assert rows[0][4] == Baht.of(2000)


def test_an_export_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk, "ก")
    folder = tmp_path / "gone" / "list.xlsx"
    monkeypatch.setattr("ui.tables.export.QFileDialog.getSaveFileName", lambda *_: (str(folder), ""))

    view.export()
    desk.jobs.drain()

    said, tone = desk.notices.notices[0]
    assert (said.key, tone) == ("tables.error.cannot_write", Tone.ERROR)


def test_an_export_is_written_where_it_was_asked_for(qtbot: QtBot, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk, "ก")
    monkeypatch.setattr("ui.tables.export.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "list"), ""))

    view.export()
    desk.jobs.drain()

    assert (tmp_path / "list.xlsx").read_bytes() == b"workbook"


def test_where_a_list_goes_is_asked_once_and_told_unless_nobody_says_where(
    qtbot: QtBot, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk, "ก")
    answers = ["", str(tmp_path / "list")]
    monkeypatch.setattr("ui.tables.export.QFileDialog.getSaveFileName", lambda *_: (answers.pop(0), ""))
    taken: list[tuple[Taken, int]] = []
    view.taken_out.connect(lambda how, items: taken.append((how, len(items))))

    view.export()
    assert (answers, taken) == ([str(tmp_path / "list")], [])
    view.export()

    assert (answers, taken) == ([], [(Taken.EXPORTED, 1)])


def test_widths_order_and_hidden_columns_are_remembered(qtbot: QtBot) -> None:
    desk = a_desk()
    first = a_list(qtbot, desk, "ก")
    header = first.grid.horizontalHeader()
    header.moveSection(header.visualIndex(4), 0)
    header.resizeSection(4, 170)
    first.grid._set_shown(2, False)

    second = a_list(qtbot, desk, "ก")

    assert [column.key for column in second.grid.shown_columns()] == ["amount", "name", "number", "paid_on"]
    assert second.grid.horizontalHeader().sectionSize(4) == 170


def test_the_states_of_a_list_are_said_in_words(qtbot: QtBot) -> None:
    view = a_list(qtbot)
    assert view._pages.currentWidget() is view._state

    view.set_items(())
    assert view._state.currentWidget() is view._state._empty

    view.set_error(Err(message("shell.error.cancelled"), "shell.cancelled"))
    with qtbot.waitSignal(view.retry):
        view._state._failed.action_requested.emit()

    view.set_items(payees("ก"))
    view.set_filter("ไม่มี")
    assert view._state.currentWidget() is view._state._no_match
    view._state._no_match.action_requested.emit()
    qtbot.waitUntil(lambda: view._pages.currentWidget() is view.grid)


def test_the_language_switches_in_place(qtbot: QtBot) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk, "ก")
    tool = Button(desk.texts, message("people.new_short"))
    view.tools.addWidget(tool)
    desk.texts.switch("en")

    view.retranslate(desk.texts)

    assert view.grid.table.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert "1 row" in foot_of(view)
    assert tool.text() == Catalogue("en").text("people.new_short")


def test_a_hundred_thousand_rows_are_arranged_beside_the_window(qtbot: QtBot) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk)
    view.set_items(tuple(Payee(id=str(number), name=f"คน {number}") for number in range(100_000)))
    assert view.grid.table.rowCount() == 100_000

    view.set_filter("99999")
    assert desk.jobs.waiting == 1
    desk.jobs.drain()

    assert shown_names(view) == ["คน 99999"]


def test_an_answer_to_letters_typed_before_is_not_shown(qtbot: QtBot) -> None:
    desk = a_desk()
    view = a_list(qtbot, desk)
    view.set_items(tuple(Payee(id=str(number), name=f"คน {number}") for number in range(6_000)))
    view.set_filter("1")
    view.set_filter("5999")

    desk.jobs.drain()

    assert shown_names(view) == ["คน 5999"]


def test_a_context_menu_offers_the_screens_own_actions_first(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "ก")
    ran: list[str] = []
    action = view.add_action(message("tables.open"), lambda: ran.append("open"), "person", "F2")

    view._menu(QPoint(5, 5))
    menu = QGuiApplication.instance().activePopupWidget()
    assert menu.actions()[0] is action
    menu.close()
    action.trigger()

    assert ran == ["open"]


STATES = st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), unique_by=lambda pair: pair[0]), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(states=STATES)
def test_the_model_keeps_qts_contract_through_any_refresh(qapp, states: list[list[tuple[int, int]]]) -> None:
    model = RowTableModel(LiveTexts(), COLUMNS, lambda item: item.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for state in states:
        items = [replace(Payee(id=str(key)), name=str(value)) for key, value in state]
        model.show(items)
        assert list(model.rows) == items
    del tester


def test_a_sum_and_its_name_stand_on_one_line(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "สมหญิง")

    assert foot_of(view).endswith("\N{NO-BREAK SPACE}1,000.00")


def test_a_column_is_never_narrower_than_its_declared_title(qtbot: QtBot) -> None:
    narrow = tuple(replace(column, width=1) if column.width else column for column in COLUMNS)
    tight = ListView(a_desk(), name="tight", title_key="shell.area.register", columns=narrow, key=lambda item: item.id)
    qtbot.addWidget(tight)
    header = tight.grid.horizontalHeader()
    declared = [at for at in range(header.count()) if narrow[at].width]

    assert declared
    assert all(header.sectionSize(at) >= header.sectionSizeHint(at) > 1 for at in declared)


def test_the_column_that_takes_what_is_left_scrolls_rather_than_vanish(qtbot: QtBot) -> None:
    wide = (replace(COLUMNS[0], width=0), *(replace(column, width=400, hidden=False) for column in COLUMNS[1:3]))
    view = ListView(a_desk(), name="wide", title_key="shell.area.register", columns=wide, key=lambda item: item.id)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.set_items(payees("สมหญิง"))
    header = view.grid.horizontalHeader()

    assert header.sectionSize(0) >= 136
    view.resize(1600, 400)
    qtbot.waitUntil(lambda: header.sectionSize(0) > 400)


def test_a_narrow_list_gives_its_columns_what_their_rows_need(qtbot: QtBot) -> None:
    columns = (*(replace(column, width=300) for column in COLUMNS[1:]), replace(COLUMNS[0], width=0))
    view = ListView(a_desk(), name="tight", title_key="shell.area.register", columns=columns, key=lambda item: item.id)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    view.set_items(payees("สมหญิง"))
    header, delegate, option = view.grid.horizontalHeader(), view.grid.itemDelegate(), QStyleOptionViewItem()
    option.initFrom(view.grid)

    qtbot.waitUntil(lambda: header.length() == view.grid.viewport().width())
    for at in range(header.count()):
        need = delegate.sizeHint(option, view.grid.table.index(0, at)).width()
        assert need <= header.sectionSize(at) < 300 or at == header.count() - 1
    view.resize(1600, 400)
    qtbot.waitUntil(lambda: header.sectionSize(0) == 300)


def test_a_column_set_by_hand_is_as_it_was_once_it_takes_the_rest_no_more(qtbot: QtBot) -> None:
    columns = tuple(replace(column, width=120, hidden=False) for column in COLUMNS[:3])
    view = ListView(a_desk(), name="three", title_key="shell.area.register", columns=columns, key=lambda item: item.id)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    header = view.grid.horizontalHeader()
    header.resizeSection(1, 233)

    for shown in (False, True):
        view.grid.columns_menu(view).actions()[2].setChecked(shown)

    assert header.sectionSize(1) == 233


def test_a_column_set_by_hand_stays_as_it_was_set(qtbot: QtBot) -> None:
    view = a_list(qtbot, None, "สมหญิง")
    header = view.grid.horizontalHeader()
    header.resizeSection(1, 233)

    view.resize(500, 400)
    view.set_items(payees("สมหญิง", "สมชาย"))

    assert header.sectionSize(1) == 233
