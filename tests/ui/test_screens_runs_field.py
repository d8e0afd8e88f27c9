"""In the window a run goes out with a laptop, is paid there and comes home, and what is doubted is decided on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kmcase.application.payments import HandOver
from kmcase.application.permissions import allowed
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState
from tests.builders import TestOffice, password_of
from tests.contract.test_checkouts_doubted import tell
from tests.field_money import Field, at_laptop, checkouts, taken_out
from tests.money_builders import handover, payments, prepared_run, receipts, voucher_ids
from tests.paying_desk import paying_desk
from tests.request_builders import TODAY
from tests.ui.desks import Noted
from tests.ui.screen_hands import ScreenHands
from tests.ui.test_screens_paying import Table
from ui.screens.receipts.view import ReceiptsView
from ui.screens.runs.view import RunsView

THREE = Baht.of(3000)


class Runs(ScreenHands):
    """Hands on the page of a run."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path, run_id: str, login: str = "finance") -> None:
        desk = paying_desk(office, folder, login)
        desk = replace(desk, may=lambda use_case: allowed(use_case, desk.actor.roles))
        self.runs = RunsView(desk)
        qtbot.addWidget(self.runs)
        super().__init__(qtbot, desk, self.runs)
        self.runs.resize(1100, 680)
        self.runs.show()
        self.runs.show_record(run_id)
        self.settle()

    def button(self, key: str) -> QAbstractButton | None:
        """The button that says this, if it is to be seen."""
        words = self.text(key)
        found = [b for b in self.runs.findChildren(QAbstractButton) if b.isVisible() and b.text() == words]
        return found[0] if found else None

    def press(self, key: str) -> None:
        """Click it."""
        button = self.button(key)
        assert button is not None and button.isEnabled(), key
        button.click()
        self.settle()

    def notices(self) -> list[str]:
        """What was noticed, newest first."""
        noted = self.desk.notices
        assert isinstance(noted, Noted)
        return [self.desk.texts.render(said) for said, _ in reversed(noted.notices)]


def test_a_run_goes_out_with_the_laptop_and_cash_that_are_proposed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 3)
    Field(office, tmp_path).enrol()
    runs = Runs(qtbot, office, tmp_path, run_id)
    assert runs.runs.run.take_out.isVisible()
    runs.press("checkouts.out.open")
    assert runs.says("นายพุธ จ่ายเงิน ถือเงินสด 9,000.00 บาท ไปจ่าย 3 คนด้วยเครื่อง เครื่อง1")
    runs.editor("checkouts.out.cash").set_value(None)
    do = runs.button("checkouts.out.do")
    assert do is not None and not do.isEnabled()
    runs.editor("checkouts.out.cash").set_value(Baht.of(9001))
    runs.press("checkouts.out.do")
    assert "9,000.00" in runs.beside("checkouts.out.cash")
    runs.editor("checkouts.out.cash").set_value(Baht.of(9000))
    runs.press("checkouts.out.do")
    assert runs.says("อยู่ที่เครื่อง เครื่อง1 ตั้งแต่")
    assert runs.says("ต้องกลับมา 9,000.00 บาท")
    assert runs.button("checkouts.out.open") is None and runs.button("payments.runs.to_paying") is None
    assert payments(office).run(run_id).checkout is not None


def test_who_works_on_no_laptop_is_told_so(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = prepared_run(office, 1)
    Field(office, tmp_path).enrol(login="officer")
    runs = Runs(qtbot, office, tmp_path, run_id)
    runs.press("checkouts.out.open")
    assert runs.notices()[0] == runs.text("checkouts.out.no_laptop", name="นายพุธ จ่ายเงิน")
    assert runs.button("checkouts.out.do") is None


def test_a_run_that_is_out_is_offered_by_the_laptops_table_alone(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    _, laptop, run_id = taken_out(tmp_path, office, 2)
    at_office = Table(qtbot, office, tmp_path)
    assert at_office.view.presenter.page is None
    at_office.view.show_record(run_id)
    at_office.do()
    assert at_office.button("payments.head.pay") is None
    table = Table(qtbot, laptop, tmp_path)
    assert table.view.presenter.page is not None and table.view.presenter.page.run_id == run_id
    assert "6,000" in table.view.head.plain_text()


def test_one_payee_is_paid_and_one_left_on_the_laptops_table(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 2)
    table = Table(qtbot, laptop, tmp_path)
    table.count()
    table.press("payments.head.pay")
    table.view.show_record(None)
    table.do()
    assert "3,000" in table.view.head.plain_text()
    table.press("payments.head.not_paid")
    assert table.button("payments.ending.ends") is None and table.button("payments.ending.spoiled") is None
    table.editor("payments.ending.reason").set_value("ไปต่างจังหวัด")
    table.press("payments.ending.confirm")
    table.view.show_record(None)
    table.do()
    assert table.view._done.isVisible()
    assert found.home(laptop) == 1
    states = [voucher.state for voucher in payments(office).run(run_id).vouchers]
    assert states == [VoucherState.PAID, VoucherState.ISSUED]


def test_who_was_left_unpaid_comes_after_all_and_is_paid(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    _, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    at_laptop(laptop).not_paid(voucher_id, "ไม่อยู่", ends_approval=False)
    table = Table(qtbot, laptop, tmp_path)
    table.view.presenter.select(voucher_id)
    table.do()
    assert "ไม่อยู่" in table.view.pane.head._left.plain_text() and table.view.pane.head._left.isVisible()
    table.count()
    table.press("payments.head.pay")
    assert at_laptop(laptop).run(run_id).vouchers[0].state is VoucherState.HANDED_OVER


def test_the_laptop_shows_and_prints_the_receipt(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    _, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    at_laptop(laptop).hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
    desk = paying_desk(laptop, tmp_path)
    view = ReceiptsView(desk)
    qtbot.addWidget(view)
    hands = ScreenHands(qtbot, desk, view)
    view.show()
    view.show_record(voucher_id)
    hands.settle()
    assert hands.says(hands.text("payments.state.handed_over")) and hands.says(hands.text("payments.receipts.signed"))
    view.receipt.print.click()
    hands.settle()
    assert isinstance(desk.navigation, Noted) and len(desk.navigation.papers) == 1
    assert receipts(laptop).receipt(voucher_id).voucher.paid_on == TODAY


def test_a_run_waits_until_the_laptop_said_everything_and_comes_home_counted(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 2)
    one, two = voucher_ids(office, run_id)
    at_laptop(laptop).hand_over(HandOver(voucher_id=one, handover=handover()))
    found.home(laptop)
    runs = Runs(qtbot, office, tmp_path, run_id)
    runs.press("checkouts.home.open")
    runs.editor("checkouts.home.counted").set_value(THREE)
    assert runs.says(runs.text("checkouts.home.will_wait", count=1))
    do = runs.button("checkouts.home.do")
    assert do is not None and not do.isEnabled()

    at_laptop(laptop).not_paid(two, "ไม่อยู่", ends_approval=False)
    found.home(laptop)
    runs.runs.show_record(run_id)
    runs.settle()
    runs.editor("checkouts.home.counted").set_value(Baht.of(2900))
    assert runs.says("ขาด 100.00 บาท")
    runs.press("checkouts.home.do")
    assert "100.00" in runs.beside("checkouts.home.note")
    runs.editor("checkouts.home.counted").set_value(THREE)
    assert runs.says(runs.text("checkouts.home.will_agree", expected=THREE))
    line = runs.editor("checkouts.home.note").inputs()[0]
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    runs.settle()
    page = payments(office).run(run_id)
    assert page.checkout is None and page.vouchers[1].state is VoucherState.NOT_PAID
    assert not runs.runs.run.out.isVisible() and runs.runs.run.balance.isVisible()


def test_the_director_takes_a_run_back_and_decides_on_what_came_later(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    at_laptop(laptop).hand_over(HandOver(voucher_id=voucher_ids(office, run_id)[0], handover=handover()))
    runs = Runs(qtbot, office, tmp_path, run_id, "director")
    assert runs.button("checkouts.home.open") is None
    runs.press("checkouts.lost.open")
    runs.editor("checkouts.lost.reason").set_value("เครื่องหาย")
    runs.editor("widgets.second.person").set_value("social")
    runs.editor("widgets.second.password").set_value("ผิด")
    runs.press("checkouts.lost.do")
    assert payments(office).run(run_id).checkout is not None
    runs.editor("widgets.second.password").set_value(password_of("social"))
    runs.press("checkouts.lost.do")
    assert payments(office).run(run_id).checkout is None

    found.home(laptop)
    runs.runs.show_record(run_id)
    runs.settle()
    assert runs.says("ดึงรอบคืนจากเครื่อง เครื่อง1")
    runs.press("checkouts.doubt.settle")
    runs.press("checkouts.doubt.accept")
    assert checkouts(office).doubts()
    runs.editor("checkouts.doubt.reason").set_value("พบใบสำคัญที่ลงชื่อ")
    runs.press("checkouts.doubt.accept")
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.PAID
    assert not runs.says("ดึงรอบคืนจากเครื่อง เครื่อง1")


def test_a_second_hand_over_is_shown_with_both_facts_and_set_aside(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    at_laptop(laptop).hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
    found.home(laptop)
    tell(laptop, voucher_id)
    found.home(laptop)
    finance = Runs(qtbot, office, tmp_path, run_id)
    assert finance.says("เงินอาจออกไปสองครั้ง") and finance.says("บัญชีของสำนักงาน: จ่ายแล้ว เมื่อ")
    assert finance.button("checkouts.doubt.settle") is None
    runs = Runs(qtbot, office, tmp_path, run_id, "director")
    runs.press("checkouts.doubt.settle")
    accept = runs.button("checkouts.doubt.accept")
    assert accept is not None and not accept.isEnabled()
    runs.press("checkouts.doubt.set_aside")
    assert checkouts(office).doubts()
    runs.editor("checkouts.doubt.reason").set_value("เรียกเงินคืนแล้ว")
    runs.press("checkouts.doubt.set_aside")
    assert checkouts(office).doubts() == ()


def test_what_an_administrator_brought_in_waits_to_be_taken_into_the_books(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    at_laptop(laptop).hand_over(HandOver(voucher_id=voucher_ids(office, run_id)[0], handover=handover()))
    found.to_office(laptop)
    runs = Runs(qtbot, office, tmp_path, run_id)
    assert runs.says(runs.text("checkouts.doubt.waiting", count=1))
    runs.press("checkouts.doubt.take")
    assert payments(office).run(run_id).vouchers[0].state is VoucherState.PAID
    assert not runs.says(runs.text("checkouts.doubt.waiting", count=1))


def test_a_form_that_is_given_up_is_gone(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    _, _, run_id = taken_out(tmp_path, office, 1)
    runs = Runs(qtbot, office, tmp_path, run_id)
    runs.press("checkouts.home.open")
    QTest.keyClick(runs.editor("checkouts.home.counted").inputs()[0], Qt.Key.Key_Escape)
    assert runs.button("checkouts.home.do") is None
