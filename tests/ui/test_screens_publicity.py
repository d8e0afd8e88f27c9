"""Publicity in the real window: drafted, edited, names told beside the field, consents, approval, what goes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import Attachment
from kmcase.domain.publicity import PublicityState
from tests.builders import TestOffice
from tests.money_builders import SIGNATURE
from tests.round_builders import (
    HeldBlobs,
    closed_round,
    consent_of,
    first_payee,
    located_photograph,
    publicity,
    text_of,
)
from tests.ui.desks import Noted, drain, error, opened, send
from tests.ui.round_desks import round_desk
from ui.ports import Desk
from ui.screens.publicity.view import PublicityView
from ui.widgets import Ink, Label, PaperEdit, Picture, SignatureEdit


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> PublicityView:
    return opened(qtbot, PublicityView(desk), desk, record_id)


def says(view: PublicityView, words: str) -> bool:
    QTest.qWait(1)
    return any(words in label.plain_text() for label in view.findChildren(Label) if label.isVisible())


def photographed(office: TestOffice, folder: Path) -> tuple[str, Attachment, HeldBlobs]:
    """A closed round whose first payee, an adult, was photographed."""
    blobs = HeldBlobs()
    photo = located_photograph(blobs, folder)
    run_id = closed_round(office, photo=photo)
    first_payee(office, run_id)
    return run_id, photo, blobs


def choose(view: PublicityView, photo: Attachment) -> None:
    view.pane.show_photographs()
    view.pane.photographs.select_key(photo.stored_sha256)


def test_a_round_without_a_text_is_drafted_from_its_figures(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, closed_round(office))
    view.pane.write.click()
    drain(desk)
    assert view.form is not None
    assert "น้อยกว่า 5 ครอบครัว" in str(view.form.form.values()["text"])
    send(view, desk)
    assert publicity(office).list()[0].state is PublicityState.WAITING
    assert says(view, "น้อยกว่า 5 ครอบครัว")


def test_a_name_in_the_text_is_told_beside_the_field_and_nothing_is_kept(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, closed_round(office))
    view.pane.write.click()
    drain(desk)
    send(view, desk, text="มอบเงินแก่นางบุญมี ศรีสุข")
    assert error(view, "text") == desk.texts.text("publicity.finding.name_stands", said="บุญมี ศรีสุข")
    assert publicity(office).list()[0].state is None


def test_a_person_agrees_by_signature_and_the_photograph_is_offered(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id, photo, blobs = photographed(office, tmp_path)
    desk = round_desk(office, tmp_path, blobs=blobs)
    view = shown(qtbot, desk, run_id)
    choose(view, photo)
    view.pane.consent.click()
    assert view.form is not None
    send(view, desk)
    assert error(view, "signature") == desk.texts.text("publicity.error.signature_missing")
    signature = view.form.form.editor("signature")
    assert isinstance(signature, SignatureEdit)
    signature.pad.set_ink(Ink.from_json(SIGNATURE))
    send(view, desk)
    assert view.form is None
    view.pane.write.click()
    drain(desk)
    assert view.form is not None
    send(view, desk, photographs=frozenset({photo.stored_sha256}))
    assert error(view, "looked_over") == desk.texts.text("publicity.finding.not_looked_over")
    send(view, desk, looked_over=True)
    page = view.presenter.page
    assert page is not None
    assert page.values is not None
    assert page.values.photographs == (photo.stored_sha256,)


def test_a_signed_paper_does_for_a_signature(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id, photo, blobs = photographed(office, tmp_path)
    desk = round_desk(office, tmp_path, blobs=blobs)
    view = shown(qtbot, desk, run_id)
    choose(view, photo)
    view.pane.consent.click()
    assert view.form is not None
    paper = view.form.form.editor("paper")
    assert isinstance(paper, PaperEdit)
    paper.well.picked.emit(Picture(name="signed.jpg", content=blobs.get(photo.stored_sha256)))
    assert paper.raw() == "signed.jpg"
    send(view, desk)
    [consent] = [one for line in view.presenter.page.photographs for one in line.photograph.persons[0].consents][:1]  # type: ignore[union-attr]
    assert consent.signature is None
    assert consent.paper is not None


def test_without_consent_no_photograph_is_offered_and_the_form_says_why(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, closed_round(office))
    view.pane.write.click()
    drain(desk)
    assert view.form is not None
    assert "photographs" not in view.form.form.raws()
    assert says(view, desk.texts.text("publicity.form.no_photographs"))


def test_the_director_approves_by_the_key_and_gives_out_into_a_folder(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id, photo, blobs = photographed(office, tmp_path)
    publicity(office).record_consent(consent_of(first_payee(office, run_id)))
    chosen = text_of(run_id, photographs=(photo.stored_sha256,), looked_over=True)
    publicity_id = publicity(office).write(chosen).value
    desk = round_desk(office, tmp_path, "director", blobs)
    view = shown(qtbot, desk, publicity_id)
    assert view.pane.approve.isVisible()
    assert not view.pane.folder.isVisible()
    view.list.grid.setFocus()
    QTest.qWait(1)
    QTest.keyClick(view.list.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    assert not view.pane.approve.isVisible()
    folder = tmp_path / "page"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    view.pane.folder.click()
    drain(desk)
    assert sorted(path.name for path in folder.iterdir()) == ["photograph-01.jpg", "publicity.txt"]
    view.pane.pdf.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.papers[0][0].startswith(b"%PDF")


def test_who_wrote_the_text_is_not_offered_to_approve_it(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    publicity_id = publicity(office, "director").write(text_of(closed_round(office))).value
    view = shown(qtbot, round_desk(office, tmp_path, "director"), publicity_id)
    assert not view.pane.approve.isVisible()
    view.presenter.approve()
    assert publicity(office).list()[0].state is PublicityState.WAITING


def test_a_withdrawn_consent_is_said_above_the_text(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id, photo, blobs = photographed(office, tmp_path)
    publicity(office).record_consent(consent_of(first_payee(office, run_id)))
    chosen = text_of(run_id, photographs=(photo.stored_sha256,), looked_over=True)
    publicity_id = publicity(office).write(chosen).value
    desk = round_desk(office, tmp_path, blobs=blobs)
    view = shown(qtbot, desk, publicity_id)
    assert not view.pane.banner.isVisible()
    choose(view, photo)
    view.pane.withdraw.click()
    send(view, desk, reason="ไม่สบายใจ")
    view.pane.tabs.setCurrentIndex(0)
    assert says(view, desk.texts.text("publicity.page.withdrawn", count=1))


def test_a_photograph_is_looked_at_large(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id, photo, blobs = photographed(office, tmp_path)
    desk = round_desk(office, tmp_path, blobs=blobs)
    view = shown(qtbot, desk, run_id)
    choose(view, photo)
    view.pane.look.click()
    drain(desk)
    [sheet] = view.findChildren(QDialog)
    assert sheet.windowTitle() == desk.texts.text("evidence.kind.handover_photo")
    sheet.close()


def test_texts_written_apart_are_both_shown(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = closed_round(office)
    publicity_id = publicity(office).write(text_of(run_id)).value
    publicity(office, "social").write(text_of(run_id, publicity_id=publicity_id, text="ข้อความที่เขียนแยก"))
    desk = round_desk(office, tmp_path, "director")
    view = shown(qtbot, desk, publicity_id)
    assert says(view, "ข้อความที่เขียนแยก")
    assert says(view, "ช่วยเหลือครอบครัวที่เดือดร้อน")
    assert says(view, desk.texts.text("publicity.page.apart", count=2))
    assert not view.pane.approve.isVisible()


def test_a_signature_comes_back_from_a_draft(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    edit = SignatureEdit(round_desk(office, tmp_path).texts)
    qtbot.addWidget(edit)
    edit.resize(600, 200)
    edit.show()
    assert (edit.value(), edit.raw(), edit.problem()) == (None, "", None)
    edit.set_raw(SIGNATURE)
    drawn = edit.value()
    assert drawn is not None
    assert len(json.loads(drawn.strokes)["strokes"][0]) == len(json.loads(SIGNATURE)["strokes"][0])
    edit.set_raw("")
    assert edit.value() is None
    edit.set_value(drawn)
    assert edit.value() == drawn


def test_a_text_that_was_typed_and_left_comes_back_until_it_is_thrown_away(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = closed_round(office)
    desk = round_desk(office, tmp_path, "director")
    view = shown(qtbot, desk, run_id)
    view.pane.write.click()
    drain(desk)
    assert view.form is not None
    drafted = view.form.form.editor("title").value()
    view.form.form.editor("title").set_value("ขอบคุณทุกฝ่าย")
    view.form.cancelled.emit()
    drain(desk)
    view.pane.write.click()
    drain(desk)
    assert view.form.form.editor("title").value() == "ขอบคุณทุกฝ่าย"
    view.form.form._restored.action_requested.emit()
    assert view.form.form.editor("title").value() == drafted
