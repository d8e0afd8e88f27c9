"""Evidence used twice in the real window: both pictures side by side, and explained by somebody else."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.changes import Changes
from kmcase.application.controls import ControlService
from kmcase.application.evidence import Attachments
from kmcase.application.visits import SignAsInformant
from kmcase.cli.sample.pictures import signature
from kmcase.domain.payments import SignatureMark
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from tests.builders import TestOffice, register
from tests.picture_builders import CHANGES, changed, kept, looking, photograph, shown
from tests.ui.desks import Noted, a_desk, drain, hear
from tests.visit_builders import begun_visit, visits
from ui.ports import Desk
from ui.screens.controls.view import ControlsView
from ui.screens.pictures.view import PicturesView
from ui.widgets import Label


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    folder = tmp_path / "photos"
    folder.mkdir()
    return BlobStore(folder, sub_keys(bytes(32)))


def desk_of(office: TestOffice, blobs: BlobStore, login: str = "director") -> Desk:
    services = SimpleNamespace(
        controls=ControlService(office.work(login)),
        pictures=looking(office.work(login), office.engine, blobs),
        attachments=Attachments(blobs, CapturedPictures()),
    )
    return a_desk(services)


def opened(qtbot: QtBot, desk: Desk, key: str | None = None) -> PicturesView:
    view = PicturesView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 640)
    view.show()
    view.show_record(key)
    drain(desk)
    return view


def says(view: PicturesView, words: str) -> bool:
    QTest.qWait(1)
    return any(words in label.plain_text() for label in view.findChildren(Label) if label.isVisible())


def noted(desk: Desk) -> Noted:
    assert isinstance(desk.navigation, Noted)
    return desk.navigation


def two_uses(office: TestOffice, blobs: BlobStore) -> None:
    shown(office, register(office, first_name="บุญมี"), kept(blobs, photograph(1)))
    copy = kept(blobs, changed(photograph(1), CHANGES["mirrored"]))
    shown(office, register(office, first_name="คำแพง"), copy, login="officer2")


def test_a_mirrored_photograph_of_another_person_is_shown_beside_the_first(
    qtbot: QtBot, office: TestOffice, blobs: BlobStore
) -> None:
    two_uses(office, blobs)
    desk = desk_of(office, blobs)
    view = opened(qtbot, desk)
    [item] = view.list.items()
    view.list.select_key(item.key)
    drain(desk)
    assert view.pane.title.plain_text() == desk.texts.text("controls.pictures.similar_photo.name")
    assert says(view, "นางบุญมี ศรีสุข")
    assert says(view, "นางคำแพง ศรีสุข")
    assert says(view, "นางสาวจันทร์ เยี่ยมบ้าน")
    assert not view.pane.left.picture.pixmap().isNull()
    assert not view.pane.right.picture.pixmap().isNull()
    assert "นางคำแพง" in view.pane.right.picture.accessibleName()


def test_it_is_explained_in_writing_and_without_a_word_it_is_not(
    qtbot: QtBot, office: TestOffice, blobs: BlobStore
) -> None:
    two_uses(office, blobs)
    desk = desk_of(office, blobs)
    view = opened(qtbot, desk)
    view.list.select_key(view.list.items()[0].key)
    drain(desk)
    view.pane.explain.click()
    assert says(view, desk.texts.text("controls.error.reason_missing"))
    view.pane.reason.set_value("พี่น้องอยู่บ้านเดียวกัน")
    view.pane.explain.click()
    drain(desk)
    hear(view, desk)
    [item] = view.list.items()
    assert item.state == "explained"
    assert says(view, "พี่น้องอยู่บ้านเดียวกัน")
    assert not view.pane.explain.isVisible()
    view.pane.reason.set_value("ยังไม่แน่ใจ")
    view.pane.reopen.click()
    drain(desk)
    hear(view, desk)
    assert view.list.items()[0].state == "open"


def test_who_took_the_picture_does_not_judge_it(qtbot: QtBot, office: TestOffice, blobs: BlobStore) -> None:
    two_uses(office, blobs)
    desk = desk_of(office, blobs, "officer2")
    view = opened(qtbot, desk)
    view.list.select_key(view.list.items()[0].key)
    drain(desk)
    assert says(view, desk.texts.text("controls.error.own_work"))
    assert not view.pane.explain.isVisible()
    assert not view.pane.reason.isVisible()


def test_of_many_uses_each_is_put_beside_the_first(qtbot: QtBot, office: TestOffice, blobs: BlobStore) -> None:
    photo = kept(blobs, photograph(1))
    for name in ("บุญมี", "คำแพง", "ทองใบ"):
        shown(office, register(office, first_name=name), photo)
    desk = desk_of(office, blobs)
    view = opened(qtbot, desk)
    view.list.select_key(view.list.items()[0].key)
    drain(desk)
    pair = view.presenter.pair
    assert pair is not None
    seen = [pair.right.name]
    view.pane.after.click()
    drain(desk)
    assert view.presenter.pair is not None
    seen.append(view.presenter.pair.right.name)
    assert view.pane.place.plain_text() == desk.texts.text("pictures.page.place", place=2, count=2)
    assert len({pair.left.name, *seen}) == 3
    view.pane.right.record.click()
    assert noted(desk).opened[-1] == ("visits", view.presenter.pair.right.record_id)


def test_signatures_are_drawn_side_by_side(qtbot: QtBot, office: TestOffice, blobs: BlobStore) -> None:
    mark = SignatureMark(strokes=signature(1))
    for name in ("บุญมี", "คำแพง"):
        visit_id = begun_visit(office, register(office, first_name=name))
        visits(office).sign(SignAsInformant(visit_id=visit_id, name=name, signature=mark))
    desk = desk_of(office, blobs)
    view = opened(qtbot, desk)
    view.list.select_key(view.list.items()[0].key)
    drain(desk)
    assert view.pane.title.plain_text() == desk.texts.text("controls.pictures.same_signature.name")
    assert not view.pane.left.picture.pixmap().isNull()
    assert says(view, desk.texts.text("controls.nearness.same"))
    times = [point[3] for stroke in json.loads(mark.strokes)["strokes"] for point in stroke]
    seconds = f"{(times[-1] - times[0]) / 1000:.1f}"
    assert says(view, desk.texts.text("pictures.page.drawn_in", seconds=seconds))


def test_without_anything_alike_the_screen_says_what_cannot_be_found(
    qtbot: QtBot, office: TestOffice, blobs: BlobStore
) -> None:
    desk = desk_of(office, blobs)
    view = opened(qtbot, desk)
    assert not view.list.items()
    assert says(view, desk.texts.text("pictures.list.limits"))
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert says(view, desk.texts.text("pictures.list.limits"))


def test_a_photograph_that_comes_in_while_the_screen_is_open_appears(
    qtbot: QtBot, office: TestOffice, blobs: BlobStore
) -> None:
    desk = desk_of(office, blobs)
    view = opened(qtbot, desk)
    two_uses(office, blobs)
    view.apply_changes(Changes(frozenset({("visit", "v")})))
    drain(desk)
    assert len(view.list.items()) == 1


def test_the_board_of_controls_leads_to_both_pictures(qtbot: QtBot, office: TestOffice, blobs: BlobStore) -> None:
    two_uses(office, blobs)
    desk = desk_of(office, blobs)
    desk.services.pictures.look()
    board = ControlsView(desk)
    qtbot.addWidget(board)
    board.show_record(None)
    drain(desk)
    [item] = board.list.items()
    board.list.select_key(item.key)
    drain(desk)
    board.pane.pictures.click()
    assert noted(desk).opened == [("pictures", item.key)]
