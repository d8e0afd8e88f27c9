"""Preparing and arranging a run in the window: who is named beside the payees is judged before numbers are given."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kmcase.application.reconciliation import TakeReport
from kmcase.domain.money import Baht
from kmcase.domain.payments import RunState
from tests.bank_builders import bank_file, bank_line, reconciliation, transfer_run
from tests.builders import STAFF, TestOffice
from tests.money_builders import WITNESSES, approved, drawn_batch, pay, payments, prepared_run, voucher_ids
from tests.paying_desk import paying_desk
from tests.ui.desks import Noted, drain
from ui.ports import Desk
from ui.screens.runs.view import RunsView
from ui.widgets import Label

_VERDICTS = ("ยังไม่จ่าย", "ตรงกัน", "ต่างกัน")


class Runs:
    """The screen of runs in the name of finance."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk: Desk = paying_desk(office, folder)
        self.view = RunsView(self.desk)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 640)
        self.view.show()

    def open(self, record_id: str | None) -> None:
        """Come to the screen."""
        self.view.show_record(record_id)
        drain(self.desk)

    def type(self, **values: object) -> None:
        """Fill fields and pause as who types."""
        for name, value in values.items():
            self.view.prepare.form.editor(name).set_value(value)
        self.qtbot.waitUntil(lambda: not self.view.prepare._pause.isActive())
        drain(self.desk)

    def beside(self, name: str) -> str:
        """The sentences beside a field."""
        return self.view.prepare.form.editor(name).accessibleDescription()

    def verdicts(self) -> list[str]:
        """What stands under the columns that must agree."""

        def shown() -> list[str]:
            labels = self.view.run.balance.findChildren(Label)
            return [
                each.plain_text() for each in labels if each.isVisible() and each.plain_text().startswith(_VERDICTS)
            ]

        self.qtbot.waitUntil(lambda: len(shown()) == 3)
        return shown()

    def said(self, key: str, **params: object) -> str:
        """A sentence of the catalogue."""
        return self.desk.texts.text(key, **params)


def test_a_payee_who_is_named_as_both_witnesses_is_refused_before_a_number_is_given(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    drawn_batch(office, approved(office, 1))
    runs = Runs(qtbot, office, tmp_path)
    runs.open(None)
    runs.view.new.click()
    drain(runs.desk)
    (payee,) = (item.person_name for item in runs.view.prepare.payees.payees.items)
    runs.type(place="ที่ทำการนิคม", committee="director", witnesses=payee, witness_two=payee)
    is_payee = runs.said("duties.finding.witness_is_payee", name=payee)
    assert runs.beside("witness_two").count(is_payee) == 1
    assert runs.said("duties.finding.witness_twice", name=payee) in runs.beside("witness_two")
    assert runs.said("payments.finding.few_committee", have=1, least=2) == runs.beside("committee")
    runs.view.prepare.main.click()
    drain(runs.desk)
    assert payments(office).runs() == ()

    one, two = (witness.name for witness in WITNESSES)
    runs.type(witnesses=one, witness_two=two)
    assert runs.beside("witnesses") == runs.beside("witness_two") == ""
    runs.view.prepare.main.click()
    drain(runs.desk)
    assert len(payments(office).runs()) == 1


def test_a_run_is_not_arranged_with_a_member_of_its_committee_as_a_witness(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 1)
    runs = Runs(qtbot, office, tmp_path)
    runs.open(f"show:arrange/{run_id}")
    assert runs.view.prepare.isVisible()
    name = STAFF["officer2"][0]
    runs.type(witness_two=name)
    sits = runs.said("duties.finding.witness_in_committee", name=name)
    assert (runs.beside("witnesses"), runs.beside("witness_two")) == ("", sits)
    runs.view.prepare.main.click()
    drain(runs.desk)
    assert payments(office).run(run_id).values.witnesses == WITNESSES
    assert (runs.beside("witnesses"), runs.beside("witness_two")) == ("", sits)


def test_a_run_just_prepared_waits_for_its_payees_and_differs_once_money_is_left_over(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = prepared_run(office, 2)
    runs = Runs(qtbot, office, tmp_path)
    runs.open(run_id)
    waits, agrees = runs.said("payments.runs.three_awaits", count=2), runs.said("payments.runs.three_agrees")
    assert sorted(runs.verdicts()) == sorted([waits, waits, agrees])
    one, other = voucher_ids(office, run_id)
    pay(office, one)
    payments(office).not_paid(other, "ย้ายออก", ends_approval=True)
    runs.open(run_id)
    left = runs.said("payments.runs.three_differs", difference=Baht.of(3000))
    assert sorted(runs.verdicts()) == sorted([agrees, agrees, left])


def test_a_run_with_open_lines_of_the_bank_names_them_and_closes_with_a_reason(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    batch_id, run_id = transfer_run(office, 1)
    stranger = bank_line(9, number="", account="7", name="นายไม่รู้จัก")
    service, path = reconciliation(office, tmp_path), bank_file(tmp_path, bank_line(1), stranger)
    service.take(TakeReport(batch_id=batch_id, path=path, sha256=service.look(batch_id, path).sha256))
    runs = Runs(qtbot, office, tmp_path)
    runs.open(run_id)
    pane = runs.view.run
    shown = " ".join(label.plain_text() for label in pane.lines.findChildren(Label))
    assert "แถว 4 นายไม่รู้จัก 3,000.00 บาท (ไม่มีใบสำคัญ)" in shown
    assert "1 รายการที่ไม่มีผู้ตัดสิน" in pane.will.plain_text()
    pane.lines.decide.click()
    assert isinstance(runs.desk.navigation, Noted)
    assert runs.desk.navigation.opened == [("reconciliation", batch_id)]
    pane.main.click()
    drain(runs.desk)
    assert "นายไม่รู้จัก" in pane.lines.form.editor("reason").accessibleDescription()
    assert payments(office).run(run_id).state is RunState.OPEN
    pane.lines.form.editor("reason").set_value("ธนาคารตอบพรุ่งนี้")
    pane.main.click()
    drain(runs.desk)
    runs.open(run_id)
    assert payments(office).run(run_id).close_reason == "ธนาคารตอบพรุ่งนี้"
    assert not pane.lines.isVisible()
    assert "ธนาคารตอบพรุ่งนี้" in " ".join(label.plain_text() for label in pane.facts.findChildren(Label))


def test_a_run_opens_the_reconciliation_of_its_withdrawal(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = prepared_run(office, 1)
    runs = Runs(qtbot, office, tmp_path)
    runs.open(run_id)
    assert not runs.view.run.lines.isVisible()
    runs.view.run.reconcile.click()
    assert isinstance(runs.desk.navigation, Noted)
    assert runs.desk.navigation.opened == [("reconciliation", payments(office).run(run_id).values.batch_id)]
