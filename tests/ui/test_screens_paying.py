"""The paying table on a real office: a limit that arose after the approval is lifted in place by a second person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method, VoucherState
from kmcase.domain.staff import StaffRemoved
from tests.builders import SECOND_HALF, STAFF, TestOffice, password_of
from tests.money_builders import (
    approve_a_fourth,
    approved,
    drawn_batch,
    kept_overrides,
    payments,
    prepared_run,
    run_order,
    thirds_of_the_year,
)
from tests.paying_desk import paying_desk
from tests.request_builders import TODAY, days_later
from ui.ports import Desk, ManualJobs
from ui.screens.paying.entry import Mark
from ui.screens.paying.said import Said, SaidLines
from ui.screens.paying.view import PayingView
from ui.widgets.editor import Editor

REASON = "ไฟไหม้บ้านทั้งหลังเมื่อคืน"


class Table:
    """The paying table in somebody's name; `do` runs what was asked of the office."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path, login: str = "finance") -> None:
        self.desk: Desk = paying_desk(office, folder, login)
        self.view = PayingView(self.desk)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 680)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)
        self.view.show_record(None)
        self.do()

    def do(self) -> None:
        """Let every job run."""
        assert isinstance(self.desk.jobs, ManualJobs)
        self.desk.jobs.drain()

    def text(self, key: str, **params: object) -> str:
        """A sentence of the catalogue."""
        return self.desk.texts.text(key, **params)

    def button(self, key: str) -> QAbstractButton | None:
        """The visible button that says this."""
        words = self.text(key)
        found = [each for each in self.view.findChildren(QAbstractButton) if each.text() == words and each.isVisible()]
        return found[0] if found else None

    def press(self, key: str) -> None:
        """A button that is there and enabled."""
        button = self.button(key)
        assert button is not None and button.isEnabled(), key
        button.click()
        self.do()

    def main_key(self) -> None:
        """Ctrl+Enter where the keyboard is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.do()

    def editor(self, key: str) -> Editor:
        """The visible field with this label."""
        label = self.text(key)
        (found,) = [e for e in self.view.findChildren(Editor) if e.isVisible() and e.accessibleName() == label]
        return found

    def fill(self, **values: object) -> None:
        """Fields of the form that lifts; the second person types the own password."""
        for name, value in values.items():
            if name == "second_person":
                self.second(str(value))
            else:
                self.editor(f"widgets.override.{name}").set_value(value)

    def second(self, staff_id: str) -> None:
        """Somebody else is chosen and types the own password."""
        self.editor("widgets.second.person").set_value(staff_id)
        self.editor("widgets.second.password").set_value(password_of(staff_id))

    def count(self) -> None:
        """The money is counted, and the payee signs on paper."""
        self.editor("payments.entry.counted").set_value(Baht.of(3000))
        self.view.pane.marks.choose(Mark.PAPER)

    def where(self) -> str:
        """The name of the visible field that has the keyboard."""
        focus = QApplication.focusWidget()
        (found,) = [e for e in self.view.findChildren(Editor) if focus is not None and e.isAncestorOf(focus)]
        assert found.isVisible()
        return found.accessibleName()

    def lines(self) -> list[str]:
        """The sentences against the payment that can be read."""
        shown = [line.words.text() for line in self.view.pane.warnings.findChildren(Said) if line.isVisible()]
        return [words.replace("\u200b", "") for words in shown]

    def open_the_other(self, count: int) -> None:
        """Unfold what else stands against the payment."""
        words = self.text("payments.entry.more_findings", count=count)
        (button,) = [b for b in self.view.findChildren(QAbstractButton) if b.isVisible() and b.text() == words]
        button.click()

    def said(self) -> str:
        """What stands against the payment."""
        return " ".join(self.view.pane.warnings.sentences())


def state(office: TestOffice, run_id: str) -> VoucherState:
    """What became of the only number of a run."""
    (voucher,) = payments(office).run(run_id).vouchers
    return voucher.state


def test_a_fourth_payment_of_a_year_is_refused_lifted_in_place_and_paid(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    table = Table(qtbot, office, tmp_path)
    assert "ไม่เกิน 3 ครั้ง" in table.said()
    table.count()
    pay = table.button("payments.head.pay")
    assert pay is not None and not pay.isEnabled()
    table.main_key()
    assert state(office, run_id) is VoucherState.ISSUED

    table.press("payments.lifting.lift")
    assert table.button("payments.head.pay") is None
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    table.press("payments.lifting.confirm")
    assert "ไม่เกิน 3 ครั้ง" in table.said()
    assert table.editor("payments.entry.counted").value() == Baht.of(3000)
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID
    (kept,) = kept_overrides(office)
    asked = Override(codes=("limits.times_person",), reason=REASON, document="บันทึก 9/2567", second_person="social")
    assert replace(kept, met=()) == asked


def test_without_a_reason_nothing_is_lifted_and_nothing_typed_is_lost(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    table = Table(qtbot, office, tmp_path)
    table.count()
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567")
    table.main_key()
    reason = table.editor("widgets.override.reason")
    assert reason.accessibleDescription() == table.text("widgets.form.missing")
    assert reason.isAncestorOf(QApplication.focusWidget())
    assert table.editor("widgets.override.document").value() == "บันทึก 9/2567"

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert table.editor("payments.entry.counted").value() == Baht.of(3000)
    table.press("payments.lifting.lift")
    table.fill(reason=REASON)
    assert table.editor("widgets.second.person").value() == "social"
    table.editor("widgets.override.reason").inputs()[0].setFocus()
    table.main_key()
    table.main_key()
    assert state(office, run_id) is VoucherState.PAID


def test_neither_payer_nor_recorder_is_offered_as_the_second_person(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    approve_a_fourth(office, thirds_of_the_year(office))
    table = Table(qtbot, office, tmp_path, "finance2")
    table.press("payments.lifting.lift")
    for involved in ("finance", "finance2"):
        table.fill(second_person=involved)
        assert table.editor("widgets.second.person").value() is None
    table.fill(second_person="director")
    assert table.editor("widgets.second.person").value() == "director"


def test_who_left_meanwhile_lifts_nothing_which_is_said_beside_the_field(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    table = Table(qtbot, office, tmp_path)
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    with office.work("admin").begin("staff.remove") as unit:
        unit.record(StaffRemoved(staff_id="social", reason="ย้าย"))
        unit.commit("social")
    table.press("payments.lifting.confirm")
    second = table.editor("widgets.second.person")
    assert second.accessibleDescription() == table.text("duties.error.second_absent", name=STAFF["social"][0])
    assert (second.value(), table.editor("widgets.override.reason").value()) == ("social", REASON)


def test_another_password_than_the_second_persons_own_lifts_nothing_and_stands_nowhere(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    table = Table(qtbot, office, tmp_path)
    table.count()
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    table.editor("widgets.second.password").set_value(password_of("finance"))
    table.press("payments.lifting.confirm")
    password = table.editor("widgets.second.password")
    assert password.accessibleDescription() == table.text("duties.error.second_password_wrong")
    assert password.is_empty() and password.isAncestorOf(QApplication.focusWidget())
    assert table.editor("widgets.second.person").value() == "social"
    password.set_value(password_of("social"))
    table.press("payments.lifting.confirm")
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID


def test_a_late_hand_over_waits_for_the_second_persons_own_password(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 1)
    days_later(office, 1)
    table = Table(qtbot, office, tmp_path)
    table.count()
    table.view.pane.extras.late.setChecked(True)
    table.editor("payments.entry.paid_on").set_value(TODAY)
    table.editor("payments.entry.late_reason").set_value("ไฟฟ้าดับ")
    table.second("director")
    password = table.editor("widgets.second.password")
    password.set_value("เดา")
    table.view.resize(1100, 420)
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.ISSUED
    assert password.accessibleDescription() == table.text("duties.error.second_password_wrong")
    assert password.is_empty() and password.isAncestorOf(QApplication.focusWidget())
    assert not password.visibleRegion().isEmpty()
    password.set_value(password_of("director"))
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID


def test_of_a_late_bank_report_no_line_is_recorded_without_the_second_persons_password(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_ids = approved(office, 2)
    accounts = dict.fromkeys(request_ids, "123-4-56789-0")
    order = run_order(drawn_batch(office, request_ids), request_ids, method=Method.TRANSFER, accounts=accounts)
    run_id = payments(office, "finance2").prepare(order).value
    days_later(office, 1)
    table = Table(qtbot, office, tmp_path)
    pane = table.view.transfers
    pane.presenter.attach("รายงาน.pdf", b"%PDF-1.4 report")
    table.do()
    pane.day.editor.set_value(TODAY)
    pane.late_reason.editor.set_value("ธนาคารส่งช้า")
    for place in range(2):
        pane.presenter.typed(place, reference=f"KTB {place}", result=BankResult.PAID)
    table.second("director")
    pane.password.editor.set_value("เดา")
    pane.record()
    table.do()
    assert {voucher.state for voucher in payments(office).run(run_id).vouchers} == {VoucherState.ISSUED}
    assert pane.password.error is not None and pane.password.error.key == "duties.error.second_password_wrong"
    assert pane.password.editor.is_empty()
    table.second("director")
    pane.record()
    table.do()
    assert {voucher.state for voucher in payments(office).run(run_id).vouchers} == {VoucherState.PAID}


def test_a_limit_that_arises_while_the_payee_signs_is_lifted_without_counting_anew(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office)
    table = Table(qtbot, office, tmp_path)
    assert table.button("payments.lifting.lift") is None
    table.count()
    approve_a_fourth(office, run_id)
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.ISSUED
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    table.press("payments.lifting.confirm")
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID


def test_a_hand_over_that_was_refused_for_its_entry_is_mended_and_paid(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 1)
    days_later(office, 1)
    table = Table(qtbot, office, tmp_path)
    table.count()
    table.view.pane.extras.late.setChecked(True)
    table.editor("payments.entry.paid_on").set_value(TODAY)
    table.press("payments.head.pay")
    reason = table.editor("payments.entry.late_reason")
    assert "ต้องมีเหตุผล" in reason.accessibleDescription()
    assert table.button("payments.lifting.lift") is None
    reason.set_value("ไฟฟ้าดับ")
    table.second("director")
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID


def test_a_number_that_was_settled_meanwhile_is_told_above_the_form(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    table = Table(qtbot, office, tmp_path)
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    (voucher,) = payments(office).run(run_id).vouchers
    payments(office).not_paid(voucher.voucher_id, "ไม่มารับเงิน", ends_approval=False)
    table.press("payments.lifting.confirm")
    (told,) = table.view.lifting.findChildren(SaidLines)
    assert told.isVisible()
    assert told.sentences() == (table.text("payments.error.not_issued", number=voucher.number),)
    assert table.editor("widgets.override.reason").value() == REASON


def test_what_is_lifted_for_one_payee_is_not_lifted_for_the_next(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = thirds_of_the_year(office, 2)
    approve_a_fourth(office, run_id)
    table = Table(qtbot, office, tmp_path)
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    table.press("payments.lifting.confirm")
    table.count()
    table.press("payments.head.pay")
    table.count()
    table.main_key()
    paid = [voucher.state for voucher in payments(office).run(run_id).vouchers]
    assert paid == [VoucherState.PAID, VoucherState.ISSUED]
    table.press("payments.lifting.lift")
    assert table.editor("widgets.override.reason").is_empty()


def test_what_was_handed_over_before_the_half_was_over_is_entered_after_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 1)
    days_later(office, 140)
    table = Table(qtbot, office, tmp_path)
    assert SECOND_HALF.budget_id in table.said()
    table.count()
    extras = table.view.pane.extras
    extras.late.setChecked(True)
    table.editor("payments.entry.paid_on").set_value(TODAY)
    table.do()
    assert SECOND_HALF.budget_id not in table.said()
    table.editor("payments.entry.late_reason").set_value("ไม่มีไฟฟ้าที่บ้านพัก")
    table.second("director")
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID


def test_money_of_a_half_that_is_over_is_lifted_by_nobody(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    days_later(office, 140)
    table = Table(qtbot, office, tmp_path)
    assert SECOND_HALF.budget_id in table.said()
    assert table.button("payments.lifting.lift") is None
    table.count()
    pay = table.button("payments.head.pay")
    assert pay is not None and not pay.isEnabled()
