"""Duplicate persons on a real office: found as they are typed, stopped at the table, linked, unlinked, told apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from kmcase.application.duplicates import Decision, DuplicateService
from kmcase.application.people import ChangePerson
from kmcase.application.read.clusters import ClusterState
from kmcase.domain.dates import PartialDate
from kmcase.domain.payments import VoucherState
from tests.builders import TestOffice, allot, register
from tests.money_builders import approve, drawn_batch, payments, run_order
from tests.paying_desk import blobs_in
from tests.request_builders import opening, ready_request
from tests.ui.desks import hear, office_desk
from tests.ui.screen_hands import ScreenHands
from tests.ui.test_screens_paying import Table
from ui.screens.duplicates.comparing import marked
from ui.screens.duplicates.page_view import MarkedLabel
from ui.screens.duplicates.view import DuplicatesView
from ui.widgets import TextArea

BORN = PartialDate.from_date(date(1957, 3, 14))
SHE = {"birth": BORN, "phone": "0812345678"}
AGAIN = {**SHE, "last_name": "ศรีศุข"}


class Screen(ScreenHands):
    """The screen in somebody's name."""

    view: DuplicatesView

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path, login: str = "social") -> None:
        work = office.work(login)
        services = SimpleNamespace(duplicates=DuplicateService(work), attachments=blobs_in(folder))
        desk = office_desk(office, login, services)
        view = DuplicatesView(desk)
        qtbot.addWidget(view)
        super().__init__(qtbot, desk, view)
        view.resize(1110, 660)
        view.show()
        view.show_record(None)
        self.settle()

    def choose_first(self) -> None:
        self.view.list.select_key(self.view.list.items()[0].key)
        self.settle()

    def decide(self, key: str, reason: str) -> None:
        self.press(key)
        self.type_reason(reason)

    def type_reason(self, reason: str) -> None:
        assert self.view.form is not None
        self.view.form.form.editor("reason").set_value(reason)
        self.press("duplicates.form.save")
        hear(self.view, self.desk)
        self.settle()

    def states(self) -> list[ClusterState]:
        return [item.state for item in self.view.list.items()]

    def show_all(self) -> None:
        self.view.which.set_value("every")
        self.settle()


def test_two_entries_stand_side_by_side_with_the_differing_letters_marked(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    first, _ = register(office, **SHE), register(office, **AGAIN)
    screen = Screen(qtbot, office, tmp_path)
    assert screen.states() == [ClusterState.STOPS]
    screen.choose_first()
    assert screen.says(screen.text("duplicates.page.title", count=2))
    assert screen.says(screen.text("matching.birth.equal"))
    found = [label for label in screen.view.findChildren(MarkedLabel) if label.isVisible()]
    assert {label.marked_text() for label in found if label.marked_text()} == {"สุ", "ศุ"}
    assert any(label.accessibleName() == "นามสกุล ศรีสุข" for label in found)
    screen.press("duplicates.page.open", which=0)
    assert screen.opened()[-1][0] == "people" and first


def test_linked_entries_count_together_and_are_unlinked_again(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    first, second = register(office, **SHE), register(office, **AGAIN)
    office.budgets().enter_opening(opening(second, voucher_number="เดิม 1"))
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    assert screen.says("เดิม 1")
    screen.press("duplicates.decision.same")
    screen.press("duplicates.form.save")
    assert screen.view.form is not None, "without a reason nothing is kept"
    screen.type_reason("ดูบัตรแล้ว")
    assert screen.states() == []
    screen.show_all()
    assert screen.states() == [ClusterState.LINKED]
    screen.choose_first()
    assert screen.says("ดูบัตรแล้ว")
    with office.work("social").begin("duplicates.decide") as unit:
        assert unit.duplicates.cluster(first) == tuple(sorted((first, second)))
    screen.press("duplicates.page.unlink")
    screen.type_reason("ดูผิดคน")
    assert screen.states() == [ClusterState.STOPS]


def test_who_was_told_apart_comes_back_when_a_telephone_changes(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    _, second = register(office, **SHE), register(office, **AGAIN)
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    screen.decide("duplicates.decision.different", "ฝาแฝด ดูทะเบียนบ้านแล้ว")
    assert screen.states() == []
    office.people().change(ChangePerson(person_id=second, values={"phone": "0812345679"}, seen={}))
    screen.press("duplicates.list.compute")
    assert screen.states() == [ClusterState.STOPS]
    screen.choose_first()
    assert screen.says(screen.text("duplicates.page.returned"))
    screen.decide("duplicates.decision.undecided", "รอทะเบียนบ้าน")
    assert screen.says("รอทะเบียนบ้าน")


def test_of_three_entries_those_that_are_ticked_are_decided(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    every = [register(office, **SHE), register(office, **AGAIN), register(office, **SHE)]
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    ticks = [tick for tick in screen.view.findChildren(QCheckBox) if tick.isVisible()]
    assert len(ticks) == 3
    ticks[2].setChecked(False)
    screen.decide("duplicates.decision.same", "ดูบัตรแล้ว")
    with office.work("social").begin("duplicates.decide") as unit:
        assert len(unit.duplicates.cluster(every[0])) == 2


def test_who_may_not_decide_only_looks(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    register(office, **SHE)
    register(office, **AGAIN)
    screen = Screen(qtbot, office, tmp_path, "auditor")
    screen.choose_first()
    assert not screen.view.pane.same.isVisible()
    screen.view.begin_first()
    assert screen.view.form is None


def test_a_payment_waits_at_the_table_until_somebody_decides(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    first, _ = register(office, **SHE), register(office, **AGAIN)
    request_id = ready_request(office, first)
    approve(office, request_id)
    run_id = payments(office).prepare(run_order(drawn_batch(office, (request_id,)), (request_id,))).value
    table = Table(qtbot, office, tmp_path)
    assert "นางบุญมี ศรีศุข" in table.said()
    table.count()
    pay = table.button("payments.head.pay")
    assert pay is not None and not pay.isEnabled()
    assert table.button("payments.lifting.lift") is None, "a decision releases it, no override"
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    screen.decide("duplicates.decision.different", "ฝาแฝด")
    again = Table(qtbot, office, tmp_path)
    again.count()
    again.press("payments.head.pay")
    [voucher] = payments(office).run(run_id).vouchers
    assert voucher.state is VoucherState.PAID


def test_marks_keep_a_letter_and_its_vowel_together() -> None:
    one, other, same, nothing = marked(["ศรีสุข", "ศรีศุข", "ศรีสุข", ""])
    assert [run.text for run in one if run.differs] == ["สุ"]
    assert [run.text for run in other if run.differs] == ["ศุ"]
    assert same == one and nothing == ()
    assert all(not run.differs for value in marked(["ก", "ก"]) for run in value)


def test_the_form_of_a_decision_says_what_it_does(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    register(office, **SHE)
    register(office, **AGAIN)
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    screen.view.presenter.begin(Decision.SAME, screen.view.pane.chosen())
    assert screen.says(screen.text("duplicates.form.says_same", count=2))
    assert screen.view.form is not None and screen.view.form.findChildren(TextArea)
    screen.press("duplicates.form.cancel")
    assert screen.view.form is None
