"""A transfer run at the paying table: the bank's report, references and results typed into the table, recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kmcase.domain.payments import Method, VoucherState
from tests.builders import TestOffice, TypedPasswords, password_of
from tests.money_builders import payments, prepared_run
from tests.paying_desk import paying_desk
from tests.request_builders import TODAY, days_later
from tests.ui.screen_hands import ScreenHands
from ui.screens.paying.transfers_view import TransfersPane
from ui.screens.paying.view import PayingView

REFERENCE, RESULT, REASON, STATE = 4, 5, 6, 7


class Bank(ScreenHands):
    """Hands on a transfer run of three payees."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path) -> None:
        self.run_id = prepared_run(office, 3, method=Method.TRANSFER, committee=())
        desk = paying_desk(office, folder)
        view = PayingView(desk)
        qtbot.addWidget(view)
        super().__init__(qtbot, desk, view)
        view.resize(1100, 680)
        view.show()
        view.show_record(self.run_id)
        self.settle()
        self.pane = view.findChild(TransfersPane)
        self.pane.day.editor.set_value(TODAY)

    def type_cell(self, row: int, column: int, typed: str) -> None:
        """A cell of the table."""
        assert self.typable(row, column)
        assert self.pane.model.setData(self.pane.model.index(row, column), typed)

    def typable(self, row: int, column: int) -> bool:
        """Whether a cell can be typed into."""
        return bool(self.pane.model.flags(self.pane.model.index(row, column)) & Qt.ItemFlag.ItemIsEditable)

    def cell(self, row: int, column: int) -> str:
        """What a cell says."""
        return str(self.pane.model.data(self.pane.model.index(row, column)))

    def attach(self, name: str = "KTB.pdf", content: bytes = b"%PDF-1.4 report") -> None:
        """The bank's report, as the file dialog gives it."""
        self.pane.presenter.attach(name, content)
        self.settle()

    def states(self, office: TestOffice) -> list[VoucherState]:
        """What became of the numbers."""
        return [voucher.state for voucher in payments(office).run(self.run_id).vouchers]


@pytest.fixture
def bank(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> Bank:
    return Bank(qtbot, office, tmp_path)


def test_what_the_bank_paid_and_what_it_rejected_is_recorded_and_the_rest_waits(bank: Bank, office: TestOffice) -> None:
    assert not bank.pane.send.isEnabled(), "nothing is told yet"
    for column, typed in ((REFERENCE, "KTB 001"), (RESULT, "7")):
        bank.type_cell(0, column, typed)
    for column, typed in ((REFERENCE, "KTB 002"), (RESULT, "038"), (REASON, "บัญชีถูกปิด")):
        bank.type_cell(1, column, typed)
    bank.attach()
    assert bank.says(bank.text("payments.transfer.report", name="KTB.pdf"))
    assert bank.says(bank.text("payments.transfer.will", paid=1, amount="3,000.00", rejected=1))
    bank.press("payments.transfer.record")
    assert bank.states(office) == [VoucherState.PAID, VoucherState.NOT_PAID, VoucherState.ISSUED]
    assert [bank.cell(row, RESULT) for row in range(3)] == ["037", "038", ""]
    assert bank.cell(1, REASON) == "บัญชีถูกปิด"
    editable = [
        bank.pane.model.flags(bank.pane.model.index(row, RESULT)) & Qt.ItemFlag.ItemIsEditable for row in (0, 2)
    ]
    assert [bool(each) for each in editable] == [False, True]


def test_nothing_is_recorded_without_the_banks_report_or_its_day(bank: Bank, office: TestOffice) -> None:
    bank.type_cell(0, REFERENCE, "KTB 001")
    bank.type_cell(0, RESULT, "037")
    bank.press("payments.transfer.record")
    assert bank.says(bank.text("payments.transfer.report_missing"))
    bank.attach()
    bank.pane.day.editor.set_value(None)
    bank.press("payments.transfer.record")
    assert bank.says(bank.text("payments.transfer.day_missing"))
    assert set(bank.states(office)) == {VoucherState.ISSUED}
    assert bank.cell(0, REFERENCE) == "KTB 001", "what was typed stays"


def test_a_line_that_is_refused_says_why_and_the_others_are_recorded(bank: Bank, office: TestOffice) -> None:
    bank.type_cell(0, RESULT, "037")
    bank.type_cell(1, REFERENCE, "KTB 002")
    bank.type_cell(1, RESULT, "037")
    bank.attach()
    bank.press("payments.transfer.record")
    assert bank.states(office) == [VoucherState.ISSUED, VoucherState.PAID, VoucherState.ISSUED]
    assert bank.cell(0, STATE) == bank.text("payments.error.reference_missing")
    assert bank.says(bank.text("payments.transfer.some_refused", count=1))
    bank.type_cell(0, REFERENCE, "KTB 001")
    bank.press("payments.transfer.record")
    assert bank.states(office)[0] is VoucherState.PAID


def test_a_result_that_is_neither_037_nor_038_is_not_taken(bank: Bank) -> None:
    bank.type_cell(0, RESULT, "039")
    assert bank.cell(0, RESULT) == ""
    assert not bank.pane.send.isEnabled()


def test_the_second_persons_password_is_for_one_recording_of_a_late_report(bank: Bank, office: TestOffice) -> None:
    days_later(office, 1)
    bank.type_cell(0, REFERENCE, "KTB 001")
    bank.type_cell(0, RESULT, "037")
    bank.attach()
    bank.pane.late_reason.editor.set_value("ธนาคารส่งช้า")
    bank.pane.second.editor.set_value("director")
    bank.pane.password.editor.set_value(password_of("director"))
    bank.press("payments.transfer.record")
    assert bank.states(office)[0] is VoucherState.PAID
    assert bank.pane.password.editor.is_empty()
    bank.type_cell(1, REFERENCE, "KTB 002")
    bank.type_cell(1, RESULT, "037")
    bank.press("payments.transfer.record")
    assert bank.states(office)[1] is VoucherState.ISSUED
    assert bank.says(bank.text("duties.error.second_password_missing"))


def test_the_second_persons_password_is_tried_once_for_a_whole_report(
    bank: Bank, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm, tried = TypedPasswords.confirm, []

    def counted(self: TypedPasswords, staff_id: str, password: str) -> None:
        tried.append(staff_id)
        confirm(self, staff_id, password)

    monkeypatch.setattr(TypedPasswords, "confirm", counted)
    days_later(office, 1)
    for row in range(3):
        bank.type_cell(row, REFERENCE, f"KTB {row}")
        bank.type_cell(row, RESULT, "037")
    bank.attach()
    bank.pane.late_reason.editor.set_value("ธนาคารส่งช้า")
    bank.pane.second.editor.set_value("director")
    bank.pane.password.editor.set_value(password_of("director"))
    bank.press("payments.transfer.record")
    assert set(bank.states(office)) == {VoucherState.PAID}
    assert tried == ["director"]
