"""Who comes to the paying table: where the keyboard waits, and what stands against a payment once more is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kmcase.application.staff import StaffService
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState, Witness
from tests.builders import TestOffice
from tests.money_builders import WITNESSES, approved, drawn_batch, payments, prepared_run, run_order
from tests.ui.desks import Noted
from tests.ui.test_screens_paying import Table, state
from ui.screens.paying.entry import Mark
from ui.theme import Theme

_AT_1366_BY_768 = (1096, 624)
"""The room of a screen below a standing banner."""


def test_on_arriving_and_with_another_run_the_keyboard_waits_for_the_counted_amount(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    one, other = (payments(office).prepare(run_order(batch_id, (request_id,))).value for request_id in request_ids)
    table = Table(qtbot, office, tmp_path)
    assert table.where() == table.text("payments.entry.counted")
    for run_id in (one, other):
        table.view.runs.setFocus()
        table.view.runs.set_value(run_id)
        table.view.presenter.choose(run_id)
        table.do()
        assert table.where() == table.text("payments.entry.counted")


def test_the_reason_takes_the_keyboard_once_its_page_is_shown_and_keeps_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    prepared_run(office, 2)
    table = Table(qtbot, office, tmp_path)
    table.press("payments.head.not_paid")
    assert table.where() == table.text("payments.ending.reason")
    table.view.queue.box.setFocus()
    table.view.show_record(None)
    table.do()
    assert table.where() == table.text("payments.ending.reason")


def test_who_went_elsewhere_meanwhile_keeps_the_keyboard(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    prepared_run(office, 1)
    table = Table(qtbot, office, tmp_path)
    table.view.queue.box.setFocus()
    table.view.show_record(None)
    table.view.hide()
    table.do()
    assert table.view.focusWidget() is table.view.queue.box


def test_who_seeks_a_name_goes_on_typing_in_the_queue(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    prepared_run(office, 2)
    table = Table(qtbot, office, tmp_path)
    second = table.view.presenter.page.vouchers[1]  # type: ignore[union-attr]
    table.view.queue.box.setFocus()
    table.view.presenter.typed(second.payee_name.split()[0].removeprefix("นาง"))
    table.do()
    assert table.view.presenter.payee == second
    assert table.view.queue.box.hasFocus()


def test_what_stood_against_a_payment_is_gone_once_the_run_is_arranged_anew(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 1)
    StaffService(office.work("finance"), None).declare_relative(WITNESSES[0].name, None, "ลุง")
    table = Table(qtbot, office, tmp_path)
    table.count()
    assert WITNESSES[0].name in table.said()
    others = (Witness(name="นายจันทร์ ข้างวัด"), WITNESSES[1])
    values = replace(payments(office).run(run_id).values, witnesses=others)
    table.view.apply_changes(payments(office).arrange(run_id, values).changes)
    table.do()
    assert table.said() == ""
    assert table.editor("payments.entry.counted").value() == Baht.of(3000)
    table.view.pane.marks.choose(Mark.THUMB)
    assert [line.value() for line in table.view.pane.witnesses] == [witness.name for witness in others]
    table.view.pane.marks.choose(Mark.PAPER)
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID


def test_who_comes_back_reads_what_stands_against_the_payment_now(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    prepared_run(office, 1)
    table = Table(qtbot, office, tmp_path)
    assert table.said() == ""
    StaffService(office.work("finance"), None).declare_relative(WITNESSES[0].name, None, "ลุง")
    table.view.show_record(None)
    table.do()
    assert WITNESSES[0].name in table.said()


def test_from_a_refusal_of_who_is_named_for_the_run_a_way_leads_to_arranging_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 1)
    table = Table(qtbot, office, tmp_path)
    assert table.button("payments.runs.arrange") is None
    StaffService(office.work("finance"), None).declare_relative(WITNESSES[0].name, None, "ลุง")
    table.view.show_record(None)
    table.do()
    table.press("payments.runs.arrange")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert isinstance(table.desk.navigation, Noted)
    assert table.desk.navigation.opened == [("runs", f"show:arrange/{run_id}")] * 2


def test_four_findings_take_one_line_that_opens_and_leave_the_signature_pad_in_sight(
    qapp: QApplication, qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    Theme(qapp).apply()
    run_id = prepared_run(office, 2)
    finance = StaffService(office.work("finance"), None)
    values = replace(payments(office).run(run_id).values, committee=(), witnesses=(*WITNESSES, Witness(name="นายจันทร์")))
    payments(office).arrange(run_id, values)
    for witness in values.witnesses:
        finance.declare_relative(witness.name, None, "ลุง")
    table = Table(qtbot, office, tmp_path)
    table.view.resize(*_AT_1366_BY_768)
    QTest.qWait(0)
    assert len(table.view.pane.warnings.sentences()) == 4
    (first,) = table.lines()
    assert WITNESSES[0].name in first
    sheet = table.view.pane.pad.sheet
    assert sheet.visibleRegion().boundingRect() == sheet.rect()
    table.open_the_other(3)
    assert len(table.lines()) == 4
    table.view.presenter.select(payments(office).run(run_id).vouchers[1].voucher_id)
    table.do()
    assert len(table.lines()) == 1
