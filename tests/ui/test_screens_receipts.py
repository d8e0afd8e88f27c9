"""Receipts: a scanned stack finds its numbers, a page is placed by hand, a receipt is made void by two persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.printing.receipts import receipt_code
from kmcase.domain.payments import VoucherState
from tests.builders import STAFF, TestOffice, password_of
from tests.money_builders import pay, payments, prepared_run, receipts, voucher_ids
from tests.paying_desk import paying_desk
from tests.pictures import receipt_page, scanned_pdf
from tests.ui.desks import Noted
from tests.ui.screen_hands import ScreenHands
from ui.screens.receipts.view import ReceiptsView


class Cabinet(ScreenHands):
    """Hands on the receipts of a run whose payees were all paid."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path, payees: int = 3) -> None:
        self.office = office
        self.run_id = prepared_run(office, payees)
        self.ids = voucher_ids(office, self.run_id)
        for voucher_id in self.ids:
            pay(office, voucher_id)
        desk = paying_desk(office, folder)
        self.receipts = ReceiptsView(desk)
        qtbot.addWidget(self.receipts)
        super().__init__(qtbot, desk, self.receipts)
        self.receipts.resize(1100, 680)
        self.receipts.show()
        self.show()

    def show(self, record: str | None = None) -> None:
        """The window opens the screen."""
        self.receipts.show_record(record)
        self.settle()

    def hear(self) -> None:
        """The window carries changes back to the screen."""
        assert isinstance(self.desk.navigation, Noted)
        while self.desk.navigation.changes:
            self.receipts.apply_changes(self.desk.navigation.changes.pop())
            self.settle()

    def scan(self, path: Path, *codes: str) -> None:
        """A stack of papers with these codes comes from the scanner."""
        self.receipts.presenter.take_in([scanned_pdf(path, [receipt_page(code) for code in codes])])
        self.settle()
        self.hear()

    def code(self, place: int) -> str:
        """What the QR of a number says."""
        [number] = [
            v.number for v in payments(self.office).run(self.run_id).vouchers if v.voucher_id == self.ids[place]
        ]
        return receipt_code(self.office.store.store_id, number)

    def lacking(self) -> int:
        """How many lack their paper, as the list says."""
        return len(self.receipts.missing.items())


@pytest.fixture
def cabinet(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> Cabinet:
    return Cabinet(qtbot, office, tmp_path)


def test_a_stack_is_put_with_its_numbers_and_what_is_missing_grows_shorter(cabinet: Cabinet, tmp_path: Path) -> None:
    assert cabinet.lacking() == 3
    cabinet.scan(tmp_path / "stack.pdf", cabinet.code(0), cabinet.code(1), "https://example.org")
    assert cabinet.lacking() == 1
    told = [line.said.key for line in cabinet.receipts.pages.items()]
    assert told == ["payments.scans.found", "payments.scans.found", "payments.scans.unknown_code"]
    cabinet.scan(tmp_path / "again.pdf", cabinet.code(0))
    assert cabinet.receipts.pages.items()[-1].said.key == "payments.scans.already"


def test_a_page_without_a_code_is_placed_by_the_number_that_somebody_reads(cabinet: Cabinet, tmp_path: Path) -> None:
    cabinet.scan(tmp_path / "torn.pdf", "torn")
    cabinet.receipts.pages.select_key(0)
    cabinet.type_over("payments.scans.number", "9999/2567")
    cabinet.press("payments.scans.place")
    assert cabinet.beside("payments.scans.number") == cabinet.text("payments.error.unknown_number", number="9999/2567")
    number = payments(cabinet.office).run(cabinet.run_id).vouchers[2].number
    cabinet.type_over("payments.scans.number", number)
    cabinet.press("payments.scans.place")
    cabinet.hear()
    assert cabinet.lacking() == 2
    assert receipts(cabinet.office).receipt(cabinet.ids[2]).scans


def test_a_receipt_is_made_void_only_with_the_second_persons_own_password(cabinet: Cabinet) -> None:
    cabinet.show(cabinet.ids[0])
    cabinet.press("payments.receipts.void")
    cabinet.fill("payments.receipts.void_reason", "จ่ายผิดคน")
    cabinet.fill("widgets.second.person", STAFF["director"][0])
    cabinet.fill("widgets.second.password", password_of("finance"))
    cabinet.press("payments.receipts.void_do")
    assert cabinet.beside("widgets.second.password") == cabinet.text("duties.error.second_password_wrong")
    assert receipts(cabinet.office).receipt(cabinet.ids[0]).voucher.state is VoucherState.PAID
    cabinet.fill("widgets.second.password", password_of("director"))
    cabinet.press("payments.receipts.void_do")
    cabinet.hear()
    page = receipts(cabinet.office).receipt(cabinet.ids[0])
    assert (page.voucher.state, page.void_second_person) == (VoucherState.VOID, STAFF["director"][0])
    assert cabinet.says("จ่ายผิดคน")


def test_giving_up_leaves_the_receipt_as_it_is(cabinet: Cabinet) -> None:
    cabinet.show(cabinet.ids[0])
    cabinet.press("payments.receipts.void")
    cabinet.press("payments.receipts.void_back")
    assert not cabinet.receipts.receipt.is_voiding
    assert receipts(cabinet.office).receipt(cabinet.ids[0]).voucher.state is VoucherState.PAID


def test_the_paper_of_a_receipt_is_shown(cabinet: Cabinet) -> None:
    cabinet.show(cabinet.ids[0])
    cabinet.press("payments.receipts.print")
    assert isinstance(cabinet.desk.navigation, Noted)
    [(pdf, _)] = cabinet.desk.navigation.papers
    assert pdf.startswith(b"%PDF")
