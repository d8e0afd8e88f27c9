"""Papers of a case in the real window: read and signed, printed and scanned, refused, taken back; complaints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from kmcase.application.read.case_intake import PaperState
from tests.builders import TestOffice
from tests.case_builders import cases
from tests.case_intake_builders import MARK, papers, received
from tests.ui.case_desks import case_desk, filing_desk
from tests.ui.case_windows import press, says, shown
from tests.ui.desks import Noted, drain, error, send
from tests.ui.gallery_samples import sample_photo
from ui.screens.cases.parts.papers import PapersPart
from ui.widgets import PaperEdit, Picture, SignatureEdit

TODAY = date(2024, 6, 10)


def test_the_agreement_is_read_and_signed_in_the_window(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "papers")
    title = desk.texts.render(cases(office).page(case_id).casework.paper("agreement").words)
    assert says(view, desk.texts.text("case_intake.paper.missing", title=title))
    press(view, "case_intake.paper.sign")
    assert says(view, "ข้าพเจ้าสมัครใจเข้ารับการคุ้มครอง")
    assert view.form is not None
    assert isinstance(view.form.form.editor("signature"), SignatureEdit)
    send(view, desk, signature=MARK.signature, items=frozenset({"work"}))
    [item] = papers(office).page(case_id).papers
    assert item.signed is not None
    assert (item.state, item.signed.name, item.signed.signature is not None) == (PaperState.SIGNED, MARK.name, True)
    assert not says(view, desk.texts.text("case_intake.paper.missing", title=title))
    press(view, "case_intake.paper.withdraw")
    send(view, desk, reason="ขอกลับบ้าน")
    assert says(view, "ขอกลับบ้าน")


def test_a_blank_paper_is_printed_and_its_signed_scan_kept(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    case_id = received(office)
    desk = filing_desk(office, tmp_path)
    view = shown(qtbot, desk, case_id, "papers")
    press(view, "case_intake.paper.blank", 2)
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert len(desk.navigation.papers) == 1
    press(view, "case_intake.paper.sign", 2)
    assert view.form is not None
    scan = view.form.form.editor("paper")
    assert isinstance(scan, PaperEdit)
    send(view, desk, way="paper", agency="โรงพยาบาลศรีสะเกษ")
    assert desk.texts.text("case_intake.error.signature_missing") in error(view, "way")
    for name in ("signed.jpg", "wrong.jpg", "second.jpg"):
        scan.well.picked.emit(Picture(name=name, content=sample_photo()))
    press(view, "widgets.paper.take_out", number=2)
    view.form.form.retranslate(desk.texts)
    send(view, desk)
    [item] = papers(office).page(case_id).papers
    assert item.signed is not None
    assert [page.name for page in item.signed.pages] == ["signed.jpg", "second.jpg"]
    press(view, "case_intake.paper.page", number=2)
    drain(desk)
    press(view, "case_intake.paper.print")
    drain(desk)
    assert len(desk.navigation.papers) == 2


def test_a_refusal_of_the_agreement_is_told_what_follows(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "papers")
    press(view, "case_intake.paper.refuse")
    assert says(view, "อาจได้รับการคุ้มครองลดลง")
    send(view, desk, reason="ไม่อยากอยู่", follows="ให้ที่พักหนึ่งคืน")
    assert says(view, "ให้ที่พักหนึ่งคืน")


def test_a_complaint_is_taken_and_answered(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "papers")
    part = view.page.part("papers")
    assert isinstance(part, PapersPart)
    part.complain.click()
    send(view, desk, about="อาหารไม่พอ")
    assert says(view, desk.texts.text("case_intake.complaint.open"))
    press(view, "case_intake.complaint.edit")
    send(view, desk, done="เพิ่มอาหาร", answered_on=TODAY)
    assert desk.texts.text("case_intake.error.answer_missing") in error(view, "answer")
    send(view, desk, answer="แจ้งด้วยวาจา")
    assert says(view, desk.texts.text("case_intake.complaint.answered"))
