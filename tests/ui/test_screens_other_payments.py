"""Lists of other units through the real window: taken in from Excel, a name looked at, and counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from kmcase.application.other_payments import OtherPaymentService
from kmcase.domain.other_payments import MatchState
from kmcase.files.submissions import read_list
from tests.builders import TestOffice, register
from tests.ui.desks import Noted, hear, office_desk
from tests.ui.screen_hands import ScreenHands
from ui.screens.other_payments.view import OtherPaymentsView


class Screen(ScreenHands):
    """The screen in somebody's name."""

    view: OtherPaymentsView

    def __init__(self, qtbot: QtBot, office: TestOffice, login: str = "officer") -> None:
        work = office.work(login)
        desk = office_desk(office, login, SimpleNamespace(other_payments=OtherPaymentService(work, read_list)))
        view = OtherPaymentsView(desk)
        qtbot.addWidget(view)
        super().__init__(qtbot, desk, view)
        view.resize(1110, 660)
        view.show()
        view.show_record(None)
        self.settle()

    def take(self, path: Path) -> None:
        """Choose a file, say whose it is, and take it in."""
        self.view.ask_file = lambda *_: path
        self.press("other_payments.list.take")
        if self.view.form is None:
            return
        self.view.form.form.editor("unit_name").set_value("พมจ. อุดรธานี")
        self.view.form.form.editor("aid_kind").set_value("low_income")
        self.press("other_payments.form.save")
        hear(self.view, self.desk)

    def states(self) -> list[MatchState]:
        return [item.state for item in self.view.list.items()]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["ชื่อ-สกุล", "วันที่จ่าย", "จำนวนเงิน"])
    page.append(["นางบุญมี ศรีสุข", date(2023, 11, 15), 2000])
    page.append(["นางไม่มี ในทะเบียน", date(2023, 11, 15), 3000])
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def test_a_list_comes_in_from_excel_and_a_name_is_looked_at(qtbot: QtBot, office: TestOffice, workbook: Path) -> None:
    person_id = register(office)
    screen = Screen(qtbot, office)
    screen.take(workbook)
    assert sorted(screen.states()) == [MatchState.PERHAPS, MatchState.UNKNOWN]
    screen.view.list.select_key(next(i.payment_id for i in screen.view.list.items() if i.line.first_name == "บุญมี"))
    screen.settle()
    assert screen.says("นางบุญมี ศรีสุข") and screen.says("2,000.00")
    screen.press("other_payments.page.open")
    assert screen.opened() == [("people", person_id)]
    screen.press("other_payments.page.this")
    screen.press("other_payments.form.save")
    assert screen.view.form is not None, "without a reason nothing is kept"
    screen.view.form.form.editor("reason").set_value("โทรถามแล้ว")
    screen.press("other_payments.form.save")
    hear(screen.view, screen.desk)
    assert MatchState.CERTAIN in screen.states()
    screen.press("other_payments.page.not_here")
    assert screen.view.form is not None
    screen.view.form.form.editor("reason").set_value("คนละคน")
    screen.press("other_payments.form.save")
    hear(screen.view, screen.desk)
    assert sorted(screen.states()) == [MatchState.NOBODY, MatchState.UNKNOWN]


def test_a_file_that_is_no_list_is_told_and_one_that_came_before_refused(
    qtbot: QtBot, office: TestOffice, workbook: Path, tmp_path: Path
) -> None:
    screen = Screen(qtbot, office)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    screen.take(broken)
    assert isinstance(screen.desk.notices, Noted) and screen.desk.notices.notices
    screen.take(workbook)
    screen.take(workbook)
    assert screen.view.form is not None
    assert screen.view.form.findChildren(type(screen.view.counted))
    screen.press("other_payments.form.cancel")
    assert len(screen.states()) == 2


def test_who_only_reads_takes_nothing_in(qtbot: QtBot, office: TestOffice) -> None:
    screen = Screen(qtbot, office, "auditor")
    assert not screen.view.take.isVisible()
