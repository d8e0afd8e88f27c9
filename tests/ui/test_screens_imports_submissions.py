"""Submissions from telephones on the page of survey lists, and the form that volunteers are given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from kmcase.bootstrap.forms import shipped_forms
from kmcase.cli.sample import pictures, telephones
from kmcase.cli.sample.telephones import sent
from kmcase.domain.surveys import RowOutcome
from kmcase.files.forms import read_form
from tests.builders import new_office
from tests.ui.desks import drain
from tests.ui.test_screens_imports import RECEIVED, a_page, desk_of, waiting
from ui.ports import Desk
from ui.screens.imports.presenter import Step
from ui.screens.imports.view import ImportsView
from ui.widgets import Button

PHOTOS = {kind: pictures.photograph(kind, 1) for kind in ("photo_person", "photo_family")}


def _zip(folder: Path) -> Path:
    first = sent(1, pictures=PHOTOS)
    return telephones.central_zip(
        folder / "survey.zip", [first, sent(2, income_other="x"), sent(3)], lost=first.file("photo_family")
    )


@pytest.fixture
def page(tmp_path: Path, qtbot: Any) -> tuple[ImportsView, Desk]:
    desk = desk_of(new_office(tmp_path))
    view = ImportsView(desk)
    qtbot.addWidget(view)
    view.resize(1140, 680)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def test_an_export_goes_through_the_same_three_steps(tmp_path: Path) -> None:
    presenter, shown, desk = a_page(new_office(tmp_path))
    presenter.open_file(_zip(tmp_path))
    drain(desk)
    preview, _ = shown.last("show_columns")
    assert preview.ready and preview.rows == 3
    assert sum(row.waits for row in preview.sample) == 1, "what the form refuses is said before anything is written"
    presenter.take_in(RECEIVED)
    drain(desk)
    item = shown.last("show_list")
    assert shown.last("show_step") is Step.RESULT
    assert (item.counts[RowOutcome.IMPORTED], item.counts[RowOutcome.WAITING]) == (1, 2)
    presenter.mend(waiting(shown)[1], {"answer:income_other": "0"})
    drain(desk)
    assert shown.last("show_said")[0].key == "survey_lists.now.imported"


def test_the_missing_picture_and_the_wrong_answer_stand_beside_their_cells(
    page: tuple[ImportsView, Desk], tmp_path: Path
) -> None:
    view, desk = page
    view.presenter.open_file(_zip(tmp_path))
    drain(desk)
    assert view.columns.table.columnCount() > 60
    view.columns.form.editor("agency").set_value("อพม.")
    view.columns.confirm.click()
    drain(desk)
    rows = view.result.lists[RowOutcome.WAITING]
    assert [row.row for row in rows.items()] == [2, 3]
    form = view.result.mend.form
    assert form is not None and form.editor("picture:photo_family").value() == "photo_family-00000001.jpg"
    rows.select_key(3)
    form = view.result.mend.form
    assert form is not None and form.editor("answer:income_other").value() == "x"
    with pytest.raises(KeyError):
        form.editor("answer:income_welfare")


def test_the_pictures_of_the_selected_row_are_opened_from_below_it(
    page: tuple[ImportsView, Desk], tmp_path: Path
) -> None:
    view, desk = page
    view.presenter.open_file(_zip(tmp_path))
    drain(desk)
    view.columns.form.editor("agency").set_value("อพม.")
    view.columns.confirm.click()
    drain(desk)
    rows = view.result.lists[RowOutcome.WAITING]
    rows.select_key(3)
    drain(desk)
    assert not view.result.pictures.isVisible()
    rows.select_key(2)
    drain(desk)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (one,) = view.result.pictures.findChildren(Button)
    assert one.accessibleName() == desk.texts.text("evidence.kind.photo_person")
    one.click()
    drain(desk)
    (sheet,) = view.findChildren(QDialog)
    assert sheet.windowTitle() == desk.texts.text("evidence.kind.photo_person")
    sheet.close()


@pytest.mark.parametrize(("kind", "start"), [("XLSForm (*.xlsx)", b"PK"), ("ODK XForm (*.xml)", b"<?xml")])
def test_the_form_for_telephones_is_saved_by_a_button(
    page: tuple[ImportsView, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, start: bytes
) -> None:
    view, desk = page
    path = tmp_path / "แบบ.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))
    view.file.form.click()
    drain(desk)
    written = path.with_suffix(".xml") if "xml" in kind else path
    assert written.read_bytes().startswith(start)
    assert view.banner.isVisible()
    if written == path:
        assert read_form(path) == shipped_forms().newest("survey")


def test_a_form_that_cannot_be_written_is_said(page: tuple[ImportsView, Desk], tmp_path: Path) -> None:
    view, desk = page
    view.presenter.save_form(tmp_path / "no folder" / "a.xlsx")
    drain(desk)
    assert view.banner.isVisible()
