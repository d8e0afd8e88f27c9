"""The page of reconciliation on a real office: a report read, ticked and recorded, and a withdrawal that agrees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.reconciliation import TakeReport
from kmcase.domain.imports.bank_reports import BankColumn
from kmcase.domain.payments import VoucherState
from kmcase.domain.reconciliation import LineState
from tests.bank_builders import bank_file, bank_line, reconciliation, transfer_run
from tests.builders import TestOffice
from tests.money_builders import payments
from tests.ui.desks import Noted, drain, hear, office_desk
from ui.ports import Desk, LiveTexts, Narrowed
from ui.screens.reconciliation.columns import line_mark, row_mark
from ui.screens.reconciliation.view import ReconciliationView

CTRL = Qt.KeyboardModifier.ControlModifier


def money_desk(office: TestOffice, folder: Path, login: str = "finance") -> Desk:
    services = SimpleNamespace(reconciliation=reconciliation(office, folder, login), payments=payments(office, login))
    return office_desk(office, login, services)


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> ReconciliationView:
    view = ReconciliationView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.show_record(record_id)
    drain(desk)
    return view


def noted(desk: Desk) -> Noted:
    assert isinstance(desk.navigation, Noted)
    return desk.navigation


def read(view: ReconciliationView, desk: Desk, path: Path) -> None:
    view.pane.report.click()
    drain(desk)
    view.presenter.look(path)
    drain(desk)


def record(view: ReconciliationView, desk: Desk) -> None:
    QTest.keyClick(view.report, Qt.Key.Key_Return, CTRL)
    drain(desk)
    hear(view, desk)


def words(desk: Desk, mark: object) -> str:
    return desk.texts.render(mark.said)  # type: ignore[attr-defined]


def test_a_report_is_read_recorded_and_the_withdrawal_said_to_agree(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    batch_id, run_id = transfer_run(office, 2)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk)
    [match] = view.list.items()
    view.list.activated.emit(match)
    assert view.pane.isVisible()
    assert not view.pane.confirm.isVisible()
    assert {words(desk, row_mark(row)) for row in view.pane.rows.items()} == {"ยังไม่ได้จ่าย", "เงินยังไม่ครบ"}
    read(view, desk, bank_file(tmp_path, bank_line(1), bank_line(2)))
    assert [words(desk, line_mark(item)) for item in view.report.lines.items()] == ["ตรง", "ตรง"]
    assert "จ่าย 2 รายการ 6,000.00 บาท" in view.report.will.plain_text()
    record(view, desk)
    assert [voucher.state for voucher in payments(office).run(run_id).vouchers] == [VoucherState.PAID] * 2
    assert view.pane.isVisible()
    assert view.presenter.match is not None
    assert not view.presenter.match.differences
    assert view.pane.confirm.isVisible()
    QTest.keyClick(view.pane.rows, Qt.Key.Key_Return, CTRL)
    drain(desk)
    hear(view, desk)
    assert not view.pane.confirm.isVisible()
    assert reconciliation(office, tmp_path).batch(batch_id).reconciled_by == "นายพุธ จ่ายเงิน"


def test_what_does_not_agree_stands_first_and_is_not_ticked(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 4)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    name = payments(office).run(run_id).vouchers[2].payee_name
    lines = (
        bank_line(1, result="038", reason="บัญชีปิด"),
        bank_line(2, amount="2,500"),
        bank_line(9, number="", account="", name=name),
        bank_line(8, number="", account="77", name="นายไม่รู้จัก ใครเลย"),
        bank_line(7, result="?"),
    )
    read(view, desk, bank_file(tmp_path, *lines))
    told = [words(desk, line_mark(item)) for item in view.report.lines.items()]
    assert told == ["ธนาคารปฏิเสธ", "จำนวนเงินไม่ตรง", "ตรงด้วยชื่อ รอยืนยัน", "ไม่มีใบสำคัญ", "อ่านไม่ได้", "ไม่มีในรายงาน"]
    assert [item.key for item in view.report.lines.ticked()] == ["3"]
    view.report.lines.tick({"3", "5"})
    view.report.lines.ticks_changed.emit()
    record(view, desk)
    states = [voucher.state for voucher in payments(office).run(run_id).vouchers]
    assert states == [VoucherState.NOT_PAID, VoucherState.ISSUED, VoucherState.PAID, VoucherState.ISSUED]
    first = view.pane.rows.items()
    assert [bool(row.differences) for row in first] == sorted((bool(row.differences) for row in first), reverse=True)
    assert "ไม่ตรง" in view.pane.will.plain_text()


def test_a_file_read_again_has_nothing_to_record(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    path = bank_file(tmp_path, bank_line(1, name="นายอื่น มาแทน"))
    read(view, desk, path)
    [item] = view.report.lines.items()
    assert words(desk, line_mark(item)) == "ตรง ชื่อบัญชีต่าง"
    record(view, desk)
    read(view, desk, path)
    assert view.report.banner.isVisible()
    assert not view.report.record.isEnabled()
    QTest.keyClick(view.report, Qt.Key.Key_Escape)
    assert view.pane.isVisible()
    QTest.keyClick(view.pane, Qt.Key.Key_Escape)
    assert view.list.isVisible()


def test_a_refused_line_says_why_and_stays(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 2)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    read(view, desk, bank_file(tmp_path, bank_line(1, day="11/06/2567"), bank_line(2)))
    record(view, desk)
    assert view.report.isVisible()
    problems = [item.problem for item in view.report.lines.items()]
    assert problems[0] is not None
    assert problems[1:] == [None]
    assert [item.found.state for item in view.report.lines.items()] == [LineState.MATCHED, LineState.RECORDED]


def test_a_second_person_who_is_refused_is_told_beside_the_field(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    batch_id, run_id = transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    read(view, desk, bank_file(tmp_path, bank_line(1)))
    view.report.second.editor.set_value("director")
    view.report.password.editor.set_value("ผิด")
    record(view, desk)
    assert view.report.password.editor.accessibleDescription()
    assert not view.report.password.editor.value()
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.ISSUED


def test_columns_that_nobody_knows_are_asked_for(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    strange = ("ก", "ข", "ค", "จำนวนเงิน", "ผลการโอน", "ง", "จ", "ฉ")
    read(view, desk, bank_file(tmp_path, bank_line(1), headings=strange))
    form = view.form
    assert form is not None
    assert form.form.editor(BankColumn.AMOUNT.value).value() == 3
    form.form.editor(BankColumn.REFERENCE.value).set_value(0)
    form.action.click()
    drain(desk)
    assert view.form is None
    assert [words(desk, line_mark(item)) for item in view.report.lines.items()] == ["ตรง"]
    view.report.columns.click()
    assert view.form is not None
    assert view.form.form.editor(BankColumn.REFERENCE.value).value() == 0
    view.form.cancelled.emit()
    assert view.report.isVisible()


@pytest.mark.parametrize("name", ["ktb.pdf", "ktb.xlsx"])
def test_what_is_no_report_is_refused_with_a_sentence(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, name: str
) -> None:
    batch_id, _ = transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4 no list")
    read(view, desk, path)
    assert view.report.banner.isVisible()
    assert not view.report.record.isEnabled()


def test_a_line_without_a_voucher_is_explained_by_the_director(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _ = transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    stranger = bank_line(9, number="", account="7", name="นายไม่รู้จัก ใครเลย")
    read(view, desk, bank_file(tmp_path, bank_line(1), stranger))
    record(view, desk)
    assert not view.pane.explain.isVisible()
    desk = money_desk(office, tmp_path, "director")
    view = shown(qtbot, desk, batch_id)
    row = view.pane.rows.items()[0]
    view.pane.rows.select_key(row.key)
    assert view.pane.explain.isVisible()
    view.pane.explain.click()
    form = view.form
    assert form is not None
    form.action.click()
    assert view.form is form
    form.form.editor("reason").set_value("เป็นของหน่วยงานอื่น")
    form.action.click()
    drain(desk)
    hear(view, desk)
    assert words(desk, row_mark(view.pane.rows.items()[-1])) == "ชี้แจงแล้ว"
    assert view.pane.confirm.isVisible()
    assert not view.pane.report.isVisible()


def test_enter_on_a_payee_opens_the_receipt(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 1)
    desk = money_desk(office, tmp_path, "auditor")
    view = shown(qtbot, desk, batch_id)
    row = next(row for row in view.pane.rows.items() if row.voucher_id)
    view.pane.rows.activated.emit(row)
    assert noted(desk).opened == [("receipts", payments(office).run(run_id).vouchers[0].voucher_id)]
    assert not view.pane.report.isVisible()


def test_the_list_is_narrowed_and_said_in_english(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, Narrowed(typed="ไม่มีฎีกานี้").as_record())
    assert not view.list.items()
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.pane.report.text().startswith("Bank report")
    assert isinstance(desk.texts, LiveTexts)


def test_who_took_the_report_is_told_that_somebody_else_explains_its_lines(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _ = transfer_run(office, 1)
    path = bank_file(tmp_path, bank_line(1), bank_line(9, number="", account="7", name="นายไม่รู้จัก"))
    service = reconciliation(office, tmp_path)
    service.take(TakeReport(batch_id=batch_id, path=path, sha256=service.look(batch_id, path).sha256))
    desk = replace(money_desk(office, tmp_path), may=lambda _: True)
    view = shown(qtbot, desk, batch_id)
    row = view.pane.rows.items()[0]
    view.pane.rows.select_key(row.key)
    assert not view.pane.explain.isVisible()
    assert view.pane.will.plain_text() == desk.texts.text("reconciliation.page.mine")
    view.pane.rows.activated.emit(row)
    assert view.form is None


def test_a_reconciliation_leads_back_to_its_withdrawal(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    desk = money_desk(office, tmp_path)
    view = shown(qtbot, desk, batch_id)
    view.pane.to_batch.click()
    assert noted(desk).opened == [("batches", batch_id)]
