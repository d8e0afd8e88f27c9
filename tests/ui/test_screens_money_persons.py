"""Who may pay and ask, as the screens of money offer and say it, on a real office."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.followups import FollowUpMethod
from kmcase.domain.money import Baht
from tests.builders import STAFF, TestOffice
from tests.money_builders import batches, pay, prepared_run, stored, voucher_ids
from tests.paying_desk import paying_desk
from ui.ports import Desk, ManualJobs
from ui.screens.followups.view import FollowUpsView
from ui.screens.receipts.view import ReceiptsView
from ui.screens.runs.view import RunsView
from ui.widgets import ChoiceEdit


def do(desk: Desk) -> None:
    assert isinstance(desk.jobs, ManualJobs)
    desk.jobs.drain()


def sentences(widget: QWidget) -> set[str]:
    return {label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)}


def test_who_sat_on_the_committee_reads_why_somebody_else_asks_the_payee(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    desk = paying_desk(office, tmp_path, "officer2")
    view = FollowUpsView(desk)
    qtbot.addWidget(view)
    view.show_record(voucher_id)
    do(desk)
    view.form.set_values(
        {"method": FollowUpMethod.PHONE, "asked_on": desk.today(), "amount_said": Baht.of(3000), "put_together": "no"}
    )
    view.record.click()
    do(desk)
    part = desk.texts.text("followups.part.committee")
    assert desk.texts.text("followups.error.by_involved", part=part) in sentences(view)


def test_only_who_may_pay_is_offered_as_payer_and_the_committee_is_of_those_who_work(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    prepared_run(office, 1)
    desk = paying_desk(office, tmp_path)
    view = RunsView(desk)
    qtbot.addWidget(view)
    view.show_prepare(batches(office).list(), desk.services.payments.staff())

    def offered(name: str) -> set[str]:
        editor = view.prepare.form.editor(name)
        assert isinstance(editor, ChoiceEdit)
        return {editor.box.itemText(index) for index in range(editor.box.count())}

    assert offered("payer") == {STAFF[login][0] for login in ("officer", "officer2", "finance", "finance2")}
    assert offered("committee") == {
        name for login, (name, _) in STAFF.items() if login not in ("admin", "auditor", "assistant")
    }


def test_a_receipt_of_a_hand_over_without_a_photograph_says_so(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    one, two = voucher_ids(office, prepared_run(office, 2))
    pay(office, one)
    pay(office, two, photo=stored(EvidenceKind.HANDOVER_PHOTO))
    desk = paying_desk(office, tmp_path)
    view = ReceiptsView(desk)
    qtbot.addWidget(view)
    said = desk.texts.text("payments.finding.photo_missing")
    view.show_record(one)
    do(desk)
    assert said in sentences(view.receipt)
    view.show_record(two)
    do(desk)
    assert said not in sentences(view.receipt)
