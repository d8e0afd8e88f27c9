"""The screen of batches, on a real office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from kmcase.application.read.payments import BatchItem
from kmcase.domain.money import Baht
from tests.builders import TestOffice, new_office
from tests.money_builders import approved, batches, drawn_batch, pay, payments, receipts, run_order, voucher_ids
from tests.paying_desk import paying_desk
from tests.request_builders import TODAY, requests
from tests.ui.desks import Noted, drain
from ui.screens.batches.view import BatchesView
from ui.tables.grid import Grid

THREE = Baht.of(3000)


def _left_over(office: TestOffice) -> str:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    run_id = payments(office).prepare(run_order(batch_id, request_ids[:1])).value
    pay(office, voucher_ids(office, run_id)[0])
    receipts(office).close(run_id)
    requests(office).withdraw(request_ids[1], "ย้ายออกจากพื้นที่")
    return batch_id


def _batch(office: TestOffice, batch_id: str) -> BatchItem:
    return batches(office).page(batch_id).batch


def test_money_that_is_in_no_run_is_sent_back_from_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_office(tmp_path)
    batch_id = _left_over(office)
    desk = paying_desk(office, tmp_path)
    view = BatchesView(desk)
    qtbot.addWidget(view)
    view.show_record(batch_id)
    drain(desk)
    pane = view.batch
    assert not pane.give_back.isHidden()
    assert not pane.returning.isHidden()
    assert "3,000" in pane.idle.text()

    pane.returning.set_values({"amount": THREE + THREE, "returned_on": TODAY, "document": "นส. 1"})
    pane.give_back.click()
    drain(desk)
    assert pane.returning.editor("amount").accessibleDescription() != ""
    assert _batch(office, batch_id).to_answer == THREE

    pane.returning.set_values({"amount": THREE, "returned_on": date(2024, 1, 1), "document": "นส. 1"})
    pane.give_back.click()
    drain(desk)
    assert pane.returning.editor("returned_on").accessibleDescription() != ""
    assert _batch(office, batch_id).to_answer == THREE

    pane.returning.set_values({"amount": THREE, "returned_on": TODAY, "document": "นส. 1"})
    pane.give_back.click()
    drain(desk)
    assert _batch(office, batch_id).to_answer == Baht.zero()
    assert pane.returning.values()["document"] == ""


def test_a_click_on_a_row_leaves_who_is_ticked_and_money_is_asked_for_them(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_office(tmp_path)
    request_ids = approved(office, 3)
    desk = paying_desk(office, tmp_path)
    view = BatchesView(desk)
    qtbot.addWidget(view)
    view.resize(1096, 640)
    view.show()
    view.show_record(None)
    drain(desk)
    view.new.click()
    drain(desk)
    grid = view.waiting.grid
    rows = [grid.table.index(row, 0) for row in range(3)]
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(rows[1].siblingAtColumn(1)).center()
    )
    assert {item.request_id for item in view.waiting.ticked()} == set(request_ids)
    dropped = grid.table.item(1).request_id
    QTest.keyClick(grid, Qt.Key.Key_Space)
    view.waiting.set_filter("ไม่มีใครชื่อนี้")
    view.form.set_values({"number": "ฎ 9/2567", "requested_on": TODAY})
    view.ask.click()
    drain(desk)
    (batch,) = batches(office).list()
    asked = {item.request_id for item in batches(office).payable(batch.batch_id)}
    assert asked == set(request_ids) - {dropped}


def _box(grid: Grid, index: QModelIndex) -> QRect:
    """Where the style draws the box of a row."""
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    option.rect = grid.visualRect(index)
    delegate = grid.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    delegate.initStyleOption(option, index)
    return grid.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, grid)


def test_a_box_is_ticked_with_the_mouse(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_office(tmp_path)
    approved(office, 2)
    desk = paying_desk(office, tmp_path)
    view = BatchesView(desk)
    qtbot.addWidget(view)
    view.resize(1096, 640)
    view.show()
    view.show_record(None)
    drain(desk)
    view.new.click()
    grid = view.waiting.grid
    box = _box(grid, grid.table.index(0, 0))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert len(view.waiting.ticked()) == 1


def test_a_withdrawal_opens_its_reconciliation(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_office(tmp_path)
    batch_id = drawn_batch(office, approved(office, 1))
    desk = paying_desk(office, tmp_path)
    view = BatchesView(desk)
    qtbot.addWidget(view)
    view.show_record(batch_id)
    drain(desk)
    view.batch.reconcile.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("reconciliation", batch_id)]
