"""The verification of a half and the questions before it, on a real office: blind, then drawn, then closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from kmcase.application.samples import DrawSample
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import Agreement, FollowUpMethod, Recognition
from kmcase.domain.money import Baht
from kmcase.domain.samples import SampleMethod, SeedSource
from kmcase.messages import message
from tests.blindness import amounts
from tests.builders import TestOffice
from tests.checkpoints import signed
from tests.control_builders import ask
from tests.money_builders import pay, prepared_run, voucher_ids
from tests.paying_desk import paying_desk
from tests.request_builders import TODAY, days_later
from ui.ports import Desk, ManualJobs
from ui.screens.followups.view import FollowUpsView
from ui.screens.samples.view import SamplesView


def do(desk: Desk) -> None:
    assert isinstance(desk.jobs, ManualJobs)
    desk.jobs.drain()


def everything_said(widget: QWidget) -> str:
    """Every word in the widget tree, hidden ones and cells of lists as well."""
    found = [label.text() for label in widget.findChildren(QLabel)]
    found += [line.text() for line in widget.findChildren(QLineEdit)]
    found += [text.toPlainText() for text in widget.findChildren(QPlainTextEdit)]
    found += [part.toolTip() + part.accessibleDescription() for part in widget.findChildren(QWidget)]
    for table in widget.findChildren(QTableView):
        model = table.model()
        found += [
            str(model.index(line, place).data(role))
            for line in range(model.rowCount())
            for place in range(model.columnCount())
            for role in (0, 3, 11)
        ]
    return "\n".join(found).replace("\u200b", "")


def paid_half(office: TestOffice, count: int, *, signs: bool = True) -> tuple[str, ...]:
    found = voucher_ids(office, prepared_run(office, count))
    for voucher_id in found:
        pay(office, voucher_id)
    days_later(office, (date(2024, 10, 2) - TODAY).days)
    if signs:
        signed(office)
    return found


def asking(qtbot: QtBot, office: TestOffice, folder: Path, voucher_id: str) -> tuple[FollowUpsView, Desk]:
    desk = paying_desk(office, folder, "social")
    view = FollowUpsView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.show_record(voucher_id)
    do(desk)
    return view, desk


def test_no_recorded_amount_stands_anywhere_before_the_answers_are_recorded(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    view, desk = asking(qtbot, office, tmp_path, voucher_id)
    said = everything_said(view)
    assert "3,000" not in said and "3000" not in said and "สามพัน" not in said
    assert amounts((view.presenter.lines, view.presenter.line, view.list.items())) == []
    assert not view.papers.isVisibleTo(view)
    view.form.set_values(
        {"method": FollowUpMethod.PHONE, "asked_on": desk.today(), "amount_said": Baht.of(2500), "put_together": "no"}
    )
    view.record.click()
    do(desk)
    assert view.papers.isVisibleTo(view)
    assert "3,000" in everything_said(view.papers) and "2,500" in everything_said(view.papers)
    assert not view.record.isVisibleTo(view)


def test_somebody_else_stays_blind_though_the_payee_was_asked(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    ask(office, voucher_id)
    desk = paying_desk(office, tmp_path, "officer2")
    view = FollowUpsView(desk)
    qtbot.addWidget(view)
    view.show_record(voucher_id)
    do(desk)
    assert "3,000" not in everything_said(view)
    assert not view.papers.isVisibleTo(view)


def test_facts_are_looked_at_before_the_signature_is_shown(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    ask(office, voucher_id)
    view, desk = asking(qtbot, office, tmp_path, voucher_id)
    papers, recognition = view.papers, view.papers.form.editor("recognition")
    assert not recognition.isVisibleTo(papers)
    papers.show_mark.click()
    assert recognition.isVisibleTo(papers) and not papers.show_mark.isVisibleTo(view)
    assert any(label.pixmap() and not label.pixmap().isNull() for label in papers.findChildren(QLabel))
    papers.record.click()
    do(desk)
    assert desk.services.followups.papers(voucher_id).rechecks == ()
    papers.form.set_values(
        {
            "household": Agreement.DIFFERS,
            "condition": Agreement.AS_WRITTEN,
            "income": Agreement.NOT_SEEN,
            "recognition": Recognition.OWN,
        }
    )
    papers.record.click()
    do(desk)
    assert desk.texts.text("followups.error.what_differs") in everything_said(papers)
    papers.form.set_values({**papers.form.values(), "found": "อยู่คนเดียว"})
    papers.record.click()
    do(desk)
    [seen] = desk.services.followups.papers(voucher_id).rechecks
    assert (seen.household, seen.found, seen.recognition) == (Agreement.DIFFERS, "อยู่คนเดียว", Recognition.OWN)


def test_a_half_is_drawn_from_the_window_and_closed_when_all_were_tried(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    paid = paid_half(office, 3)
    desk = paying_desk(office, tmp_path, "director")
    view = SamplesView(desk)
    qtbot.addWidget(view)
    view.show()
    view.show_record("2567/2")
    do(desk)
    because = message("samples.because.everyone", count=3, most=200)
    assert desk.texts.text("samples.none_yet", count=3, because=because) in everything_said(view)
    assert view.draw.isVisibleTo(view) and not view.close_half.isVisibleTo(view)
    view.draw.click()
    assert view.form is not None
    asked = view.form.form
    assert (asked.values()["method"], asked.values()["source"]) == (SampleMethod.EVERYONE, SeedSource.CHECKPOINT)
    assert desk.texts.render(because) in everything_said(view.form)
    assert not asked.editor("seed").isVisibleTo(asked)
    view.form.action.click()
    do(desk)
    assert view.form is None
    said = everything_said(view)
    drawn = desk.services.samples.standing(BudgetHalf(2567, 2)).sample
    assert drawn is not None and drawn.seed in said and "3,000" not in said
    view.close_half.click()
    assert view.form is not None
    view.form.action.click()
    do(desk)
    assert desk.texts.text("samples.error.not_asked", count=3) in everything_said(view.form)
    for voucher_id in paid:
        ask(office, voucher_id)
    view.form.action.click()
    do(desk)
    assert view.form is None
    assert desk.services.samples.standing(BudgetHalf(2567, 2)).closed is not None
    assert not view.draw.isVisibleTo(view) and not view.close_half.isVisibleTo(view)


def test_the_window_says_until_when_nothing_is_drawn_and_takes_a_number_from_outside(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    paid_half(office, 3, signs=False)
    desk = paying_desk(office, tmp_path, "director")
    view = SamplesView(desk)
    qtbot.addWidget(view)
    view.show()
    view.show_record("2567/2")
    do(desk)
    waits = desk.texts.text("samples.waits", last=date(2024, 9, 30))
    assert waits in everything_said(view)
    view.draw.click()
    assert view.form is not None and waits in everything_said(view.form)
    asked = view.form.form
    view.form.action.click()
    do(desk)
    assert desk.texts.text("samples.error.no_checkpoint", last=date(2024, 9, 30)) in everything_said(asked)
    asked.editor("source").box.setCurrentIndex(1)
    assert asked.values()["source"] is SeedSource.TYPED
    assert asked.editor("seed").isVisibleTo(asked) and asked.editor("origin").isVisibleTo(asked)
    view.form.action.click()
    do(desk)
    assert desk.texts.text("samples.error.seed_missing") in everything_said(asked)
    asked.set_values({**asked.values(), "seed": "820866"})
    view.form.action.click()
    do(desk)
    assert desk.texts.text("samples.error.origin_missing") in everything_said(asked)
    asked.set_values({**asked.values(), "origin": "สลากงวด 1 ตุลาคม 2567"})
    view.form.action.click()
    do(desk)
    assert view.form is None
    said = everything_said(view)
    assert "820866" in said and "สลากงวด 1 ตุลาคม 2567" in said
    assert not view.banner.isVisibleTo(view)


def test_an_earlier_draw_stays_in_the_window_with_its_reason(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    paid_half(office, 3)
    desk = paying_desk(office, tmp_path, "director")
    samples = desk.services.samples
    samples.draw(DrawSample(half=BudgetHalf(2567, 2), seed="111", origin="สตง."))
    samples.draw(DrawSample(half=BudgetHalf(2567, 2), seed="222", origin="สตง.", reason="ผู้ตรวจขอเพิ่ม"))
    samples.draw(DrawSample(half=BudgetHalf(2567, 2), seed="333", origin="สตง.", reason="ขอครั้งที่สาม"))
    samples.draw(DrawSample(half=BudgetHalf(2567, 2), reason="ใช้จุดตรวจสอบ"))
    view = SamplesView(desk)
    qtbot.addWidget(view)
    view.show()
    view.show_record("2567/2")
    do(desk)
    said = everything_said(view)
    assert all(word in said for word in ("222", "ผู้ตรวจขอเพิ่ม", "333", "ขอครั้งที่สาม", "ใช้จุดตรวจสอบ"))
    assert desk.texts.text("samples.draws_before", count=1) in said and "111" not in said


def test_a_half_that_is_not_over_is_asked_but_not_drawn(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    desk = paying_desk(office, tmp_path, "director")
    opened: list[tuple[str, str | None]] = []
    view = SamplesView(desk)
    qtbot.addWidget(view)
    view.show()
    view.presenter.choose_half(BudgetHalf(2567, 2))
    do(desk)
    assert desk.texts.text("samples.not_over") in everything_said(view)
    assert not view.draw.isVisibleTo(view) and not view.print.isVisibleTo(view)
    desk.navigation.open = lambda screen, record_id=None: opened.append((screen, record_id))  # type: ignore[method-assign]
    view.list.activated.emit(view.list.items()[0])
    assert opened == [("followups", voucher_id)]


def test_the_list_is_printed_and_saved_with_its_seed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_half(office, 2)
    papers: list[bytes] = []
    desk = replace(paying_desk(office, tmp_path, "director"), show_paper=lambda content, title: papers.append(content))
    view = SamplesView(desk)
    qtbot.addWidget(view)
    view.show_record("2567/2")
    do(desk)
    plan = {"method": "discovery", "confidence": 95, "bad_percent": 5, "meet": 1, "source": SeedSource.CHECKPOINT}
    view.presenter.draw({**plan, "seed": "", "origin": ""})
    do(desk)
    view.print.click()
    do(desk)
    assert papers and papers[0].startswith(b"%PDF")
    target = tmp_path / "list.xlsx"
    monkeypatch.setattr("ui.screens.samples.view.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    view.excel.click()
    do(desk)
    assert target.read_bytes().startswith(b"PK")
