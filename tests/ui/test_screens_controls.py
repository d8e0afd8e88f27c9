"""The board in the real window: the six findings are seen in real payments, looked at side by side, and judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.changes import Changes
from kmcase.application.evidence import Attachments
from kmcase.application.people import ChangePerson
from kmcase.application.printing import PrintingService
from kmcase.application.printing.controls import ControlPeriod
from kmcase.bootstrap.forms import shipped_forms
from kmcase.documents.press import Printer
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.files.captured import CapturedPictures
from tests.builders import TestOffice, register
from tests.control_builders import ask, controls, judge, open_items, short_payment
from tests.money_builders import (
    approved,
    drawn_batch,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    stored,
    voucher_ids,
)
from tests.paper import flowing
from tests.paying_desk import blobs_in
from tests.pictures import photograph
from tests.request_builders import TODAY, opening
from tests.round_builders import born
from tests.ui.desks import Noted, drain, error, office_desk, send
from ui.ports import Desk, LiveTexts, Narrowed
from ui.screens.controls.periods import file_name, periods
from ui.screens.controls.view import ControlsView
from ui.widgets import Button, Label, PaperEdit, Picture


def board_desk(office: TestOffice, folder: Path, login: str = "director") -> Desk:
    work = office.work(login)
    attachments = Attachments(blobs_in(folder), CapturedPictures())
    services = SimpleNamespace(
        controls=controls(office, login),
        attachments=attachments,
        printing=PrintingService(work, Printer(), None, attachments.open, shipped_forms()),  # type: ignore[arg-type]
    )
    return office_desk(office, login, services)


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> ControlsView:
    view = ControlsView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.activateWindow()
    view.show_record(record_id)
    drain(desk)
    return view


def codes(view: ControlsView) -> list[str]:
    return [item.observation.control for item in view.list.items()]


def choose(view: ControlsView, desk: Desk, place: int = 0) -> None:
    view.list.select_key(view.list.items()[place].key)
    drain(desk)


def says(view: ControlsView, words: str) -> bool:
    QTest.qWait(1)
    return any(words in label.plain_text() for label in view.findChildren(Label) if label.isVisible())


def pooled(office: TestOffice) -> None:
    """F1: a payee gave the money to the group's head."""
    voucher_id, *_ = voucher_ids(office, prepared_run(office, 2))
    pay(office, voucher_id)
    ask(office, voucher_id, put_together=True, given_to="ประธานกลุ่ม")


def drawn_and_not_paid(office: TestOffice) -> None:
    """F2: twice as much was drawn as the runs of the batch paid."""
    one, other = approved(office, 2)
    run_id = payments(office).prepare(run_order(drawn_batch(office, (one, other)), (one,))).value
    pay(office, voucher_ids(office, run_id)[0])
    receipts(office).close(run_id)


def paid_a_fourth_time(office: TestOffice) -> None:
    """F3: one human being stands in the register twice, each entry helped twice in the year, told apart by nothing."""
    run_id = prepared_run(office, 1)
    pay(office, voucher_ids(office, run_id)[0])
    person_id = payments(office).run(run_id).vouchers[0].person_id
    born(office, person_id, 1960)
    namesake = register(office, first_name="บุญมี", last_name="ศรีสุข", birth=PartialDate(1960, 5, 4))
    office.budgets().enter_opening(opening(person_id, voucher_number="เดิม 1"))
    office.budgets().enter_opening(opening(namesake, voucher_number="เดิม 2"))


def paid_another_day(office: TestOffice) -> None:
    """F4: the photograph of the hand-over is of another day."""
    voucher_id, *_ = voucher_ids(office, prepared_run(office, 1))
    taken = replace(stored(EvidenceKind.HANDOVER_PHOTO), taken_at=office.clock.now() - timedelta(days=9))
    pay(office, voucher_id, photo=taken)


def too_rich(office: TestOffice) -> None:
    """F5: the register names an income over the line that the request did not tell of."""
    run_id = prepared_run(office, 1)
    pay(office, voucher_ids(office, run_id)[0])
    person_id = payments(office).run(run_id).vouchers[0].person_id
    seen = office.people().page(person_id).seen
    change = ChangePerson(person_id=person_id, values={"monthly_income": Baht.of(30_000)}, seen=seen)
    office.people().change(change)


FRAUDS: dict[str, Callable[[TestOffice], object]] = {
    "f1.put_together": pooled,
    "f2.batch_differs": drawn_and_not_paid,
    "f3.same_name": paid_a_fourth_time,
    "f4.evidence_day": paid_another_day,
    "f5.income": too_rich,
    "f6.said_less": short_payment,
}


@pytest.mark.parametrize("code", FRAUDS)
def test_each_finding_in_real_payments_stands_on_the_board(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, code: str
) -> None:
    FRAUDS[code](office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    assert code in codes(view)
    choose(view, desk, codes(view).index(code))
    assert says(view, desk.texts.text(f"controls.{code}.says"))


def test_an_office_without_observations_says_so(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    assert codes(view) == []
    assert says(view, desk.texts.text("controls.list.none"))
    assert all(tile.accessibleName().endswith(": 0") for tile in view.tiles.values())
    view.presenter.begin_judge()
    view.presenter.open_person()
    assert view.form is None


def test_an_observation_is_explained_with_a_reason_and_leaves_the_open_ones(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    view.pane.judge.click()
    paper = view.form.form.editor("paper")  # type: ignore[union-attr]
    assert isinstance(paper, PaperEdit)
    content = photograph(tmp_path / "paper.jpg").read_bytes()
    paper.well.picked.emit(Picture(name="paper.jpg", content=content))
    send(view, desk, verdict=Verdict.EXPLAINED, reason="ค่ารถที่ผู้รับจ่ายเอง")
    assert view.form is None
    assert codes(view) == []
    view.state.set_value(ObservationState.EXPLAINED)
    [item] = view.list.items()
    assert item.judgements[0].attachment is not None
    choose(view, desk)
    assert says(view, "ค่ารถที่ผู้รับจ่ายเอง")
    link = next(one for one in view.pane.findChildren(Button) if one.text() == desk.texts.text("controls.page.paper"))
    link.click()
    drain(desk)
    view.presenter.begin_judge()
    send(view, desk, verdict=Verdict.REOPENED, reason="มีผู้ร้องเรียนใหม่")
    view.state.set_value("all")
    assert [item.state for item in view.list.items()] == [ObservationState.OPEN]


def test_what_lacks_is_said_beside_its_field(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    view.presenter.begin_judge()
    send(view, desk, verdict=Verdict.EXPLAINED)
    assert desk.texts.text("widgets.form.missing") in error(view, "reason")
    view.form.cancelled.emit()  # type: ignore[union-attr]
    assert view.form is None


def test_facts_that_changed_meanwhile_are_not_judged(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    voucher_id = short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    view.presenter.begin_judge()
    ask(office, voucher_id, amount_said=Baht.of(500))
    send(view, desk, verdict=Verdict.EXPLAINED, reason="ก")
    assert view.form is not None
    assert says(view, desk.texts.text("controls.error.facts_changed"))


def test_nobody_is_offered_to_judge_the_own_work_and_the_auditor_nothing(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path, "finance")
    view = shown(qtbot, desk)
    choose(view, desk)
    assert not view.pane.judge.isVisible()
    assert says(view, desk.texts.text("controls.page.mine"))
    view.list.activated.emit(view.list.items()[0])
    assert view.form is None
    looking = shown(qtbot, board_desk(office, tmp_path, "auditor"))
    assert not looking.pane.judge.isVisible()


def test_tiles_and_states_narrow_the_list(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    voucher_id = short_payment(office)
    ask(office, voucher_id, amount_said=Baht.of(1000), received_on_said=TODAY - timedelta(days=9))
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    assert sorted(codes(view)) == ["f4.said_day", "f6.said_less"]
    view.tiles["f4"].click()
    assert codes(view) == ["f4.said_day"]
    view.tiles["f4"].click()
    assert len(codes(view)) == 2
    view.list.set_filter("บุญมี")
    assert len(codes(view)) == 2
    view.list.set_filter("2567-06")
    assert len(codes(view)) == 2, "the month is searched, shown or not"
    view.list.set_filter("2567-05")
    assert codes(view) == []


def test_a_voucher_and_a_person_are_opened_from_the_facts(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    voucher_id = short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    number = next(one for one in view.pane.facts.findChildren(Button) if one.text())
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Return)
    view.pane.person.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened[0] == ("receipts", voucher_id)
    assert desk.navigation.opened[1][0] == "people"


def test_one_that_comes_back_says_so(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    voucher_id = short_payment(office)
    judge(office, open_items(office)["f6.said_less"])
    ask(office, voucher_id, amount_said=Baht.of(500))
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    assert says(view, desk.texts.text("controls.page.returned"))
    assert says(view, desk.texts.text("controls.page.other_facts"))


def test_what_is_recorded_meanwhile_makes_the_board_old_until_it_is_computed_again(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    first, second = voucher_ids(office, prepared_run(office, 2))
    pay(office, first)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    view.apply_changes(Changes(frozenset({("voucher", second)})))
    assert view.banner.isVisible()
    ask(office, first, amount_said=Baht.zero())
    view.again.click()
    assert view.again.text() == desk.texts.text("controls.board.stop")
    drain(desk)
    assert codes(view) == ["f6.said_less"]


def test_computing_is_stopped_by_the_same_button(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    view.again.click()
    view.again.click()
    drain(desk)
    assert view.presenter.board is not None


def test_the_report_of_the_half_is_previewed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    view.report.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(pdf, _)] = desk.navigation.papers
    assert pdf.startswith(b"%PDF")


def test_the_report_of_a_month_is_previewed_and_stored_as_excel(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    june = ControlPeriod(half=BudgetHalf(2567, 2), month=6)
    view.period.set_value(june)
    view.report.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(pdf, _)] = desk.navigation.papers
    assert "เดือนมิถุนายน2567" in flowing(pdf)
    path = tmp_path / "june.xlsx"
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _parent, _title, name, _kind: (asked.append(name), (str(path), ""))[1]
    )
    view.excel.click()
    drain(desk)
    assert asked == ["controls-2567-06.xlsx"]
    [lines, _] = load_workbook(path).worksheets
    assert len(lines._charts) == 1  # type: ignore[attr-defined]


def test_a_report_is_made_of_this_half_and_the_one_before_and_of_their_months_that_began() -> None:
    found = periods(date(2024, 6, 14))
    assert [(one.half.budget_id, one.month) for one in found] == [
        ("2567/2", None),
        *(("2567/2", month) for month in (6, 5, 4)),
        ("2567/1", None),
        *(("2567/1", month) for month in (3, 2, 1, 12, 11, 10)),
    ]
    assert [one.half.budget_id for one in periods(date(2023, 10, 1))][:3] == ["2567/1", "2567/1", "2566/2"]
    assert file_name(found[0]) == "controls-2567-2.xlsx"


def test_what_a_control_rests_on_is_said_in_words(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    said = " ".join(label.plain_text() for label in view.pane.rule.findChildren(Label))
    assert "ผลตรวจสอบ พ.ศ. 2561 ข้อ 6" in said
    assert "§" not in said


def test_the_board_opens_on_an_observation_or_filtered(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    key = open_items(office)["f6.said_less"].key
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk, key)
    assert view.presenter.item is not None
    view.show_record(Narrowed(typed="ไม่มีชื่อนี้").as_record())
    drain(desk)
    assert codes(view) == []


def test_the_board_speaks_the_other_language(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    short_payment(office)
    desk = board_desk(office, tmp_path)
    view = shown(qtbot, desk)
    choose(view, desk)
    view.retranslate(LiveTexts("en"))
    assert (view.report.text(), view.period.box.currentText()) == ("Report", "Second half 2567")
    assert view.pane.title.plain_text() == "The payee says it was less"
    assert view.tiles["f6"].accessibleName() == "No. 6 Not received: 1"
