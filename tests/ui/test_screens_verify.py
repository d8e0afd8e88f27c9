"""Verification on the sample office: everything sound, a page from its QR and typed rows, a page's own file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.printing import LedgerOrder
from kmcase.bootstrap import OpenOffice
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.payments import VoucherState
from kmcase.journal.checkpoints import read_checkpoint
from kmcase.persistence.triggers import drop_all
from kmcase.thai.baht import format_baht
from tests.sample import open_sample, sample_copy
from tests.ui.desks import a_desk
from tests.ui.screen_hands import ScreenHands
from ui.screens.verify.view import VerifyView

HALF = BudgetHalf(2567, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OpenOffice]:
    opened = open_sample(sample_copy(tmp_path), "finance1")
    yield opened
    opened.close()


def screen(qtbot: QtBot, office: OpenOffice) -> ScreenHands:
    """The screen in finance's name."""
    desk = a_desk(office.services, actor=office.work.actor)
    view = VerifyView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    return ScreenHands(qtbot, desk, view)


def typed_row(office: OpenOffice, amount: str = "") -> str:
    """A paid number as somebody types it from the page."""
    items = office.services.printing.ledger_items(HALF)
    item = next(item for item in items if item.state is VoucherState.PAID)
    return f"{item.number}; {item.payee_name}; {amount or format_baht(item.amount.satang)}; {item.mark.lower()}"


def size_of_checkpoint(office: OpenOffice) -> int:
    """How many entries the newest checkpoint covers."""
    return read_checkpoint(office.services.verification.checkpoint("ledger")).size


def compare(hands: ScreenHands, office: OpenOffice, rows: str) -> None:
    """Type a page of today and press the button."""
    hands.view._rows.setPlainText(rows)
    hands.view._code.set_raw(office.services.verification.checkpoint("ledger"))
    hands.press("verify.compare")


def test_a_whole_office_is_looked_at_and_found_sound(qtbot: QtBot, office: OpenOffice) -> None:
    hands = screen(qtbot, office)
    hands.press("verify.start", 0)
    assert hands.says(hands.text("verify.sound"))
    assert not hands.says(hands.text("verify.unsound"))


def test_what_was_changed_past_the_program_stands_in_its_part(qtbot: QtBot, office: OpenOffice) -> None:
    with office.engine.execution_options(write=True).begin() as connection:
        drop_all(connection)
        connection.exec_driver_sql(
            "UPDATE person SET first_name = 'ผู้อื่น' WHERE person_id = (SELECT person_id FROM person LIMIT 1)"
        )
    hands = screen(qtbot, office)
    hands.press("verify.start", 0)
    assert hands.says(hands.text("verify.unsound"))
    assert hands.says("first_name")


def test_typed_rows_are_compared_with_the_office(qtbot: QtBot, office: OpenOffice) -> None:
    hands = screen(qtbot, office)
    compare(hands, office, typed_row(office))
    assert hands.says(hands.text("verify.paper_sound", size=size_of_checkpoint(office), rows=1))
    compare(hands, office, typed_row(office, "999.50"))
    number = typed_row(office).split(";")[0]
    assert hands.says(hands.text("verify.problem.paper_row_amount", number=number))


@pytest.mark.parametrize("line", ["0012/2567; นางบุญมี; สามพัน; ABCD2345", "0012/2567; นางบุญมี", "; นางบุญมี; 3,000; A"])
def test_a_row_that_cannot_be_read_is_told_and_nothing_is_compared(qtbot: QtBot, office: OpenOffice, line: str) -> None:
    hands = screen(qtbot, office)
    compare(hands, office, f"{typed_row(office)}\n\n{line}")
    assert hands.says(hands.text("verify.rows_unread", lines="3"))
    assert hands.view._rows.toPlainText().endswith(line), "what was typed stays"


def test_a_pages_own_file_is_read_and_compared(qtbot: QtBot, office: OpenOffice, tmp_path: Path) -> None:
    page = tmp_path / "ledger.pdf"
    page.write_bytes(office.services.printing.ledger(LedgerOrder(half=HALF)))
    rows = len(office.services.printing.ledger_items(HALF))
    size = size_of_checkpoint(office)
    hands = screen(qtbot, office)
    hands.view._presenter.check_file(page)
    hands.settle()
    assert hands.says(hands.text("verify.paper_sound", size=size, rows=rows))


def test_nothing_typed_and_a_wrong_text_are_no_mismatch(qtbot: QtBot, office: OpenOffice) -> None:
    hands = screen(qtbot, office)
    hands.press("verify.compare")
    assert hands.says(hands.text("verify.code_missing"))
    hands.view.check_paper("0154/2567")
    hands.settle()
    assert hands.says(hands.text("verify.problem.paper_unreadable"))


def test_a_page_that_an_auditor_prints_of_new_rows_is_no_mismatch(qtbot: QtBot, tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    with closing(open_sample(folder, "finance1")) as finance:
        finance.services.verification.checkpoint("day")
        waiting = [one for one in finance.services.receipts.receipts() if one.state is VoucherState.ISSUED]
        finance.services.payments.not_paid(waiting[0].voucher_id, "ไม่มารับ", ends_approval=False)
    with closing(open_sample(folder, "auditor")) as auditor:
        page = tmp_path / "ledger.pdf"
        page.write_bytes(auditor.services.printing.ledger(LedgerOrder(half=HALF)))
        hands = screen(qtbot, auditor)
        hands.view._presenter.check_file(page)
        hands.settle()
        assert hands.says("บันทึกหลังจุดตรวจสอบของหน้านี้")
        assert hands.says(waiting[0].number)
        assert not hands.says("เอกสารที่พิมพ์ไม่ตรงกับข้อมูล")
