"""Photographs and papers of a visit: from files, from a camera's folder, pasted, dropped, refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import PHOTO_KINDS, Attachment, EvidenceKind
from tests.builders import TestOffice, register
from tests.pictures import photograph
from tests.typing_thai import type_thai
from tests.ui.gallery_samples import sample_photo
from tests.ui.test_widgets_pictures import drop
from tests.ui.visiting import VisitHands
from tests.visit_builders import begun_visit
from ui.widgets import Picture

OUTSIDE, INSIDE, *_ = PHOTO_KINDS
TODAY, YESTERDAY = "2024:06:10 09:30:00", "2024:06:09 09:30:00"


@pytest.fixture
def hands(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> VisitHands:
    """The photographs of a visit that goes on, on 10 June 2024."""
    found = VisitHands(qtbot, office, tmp_path)
    found.show(begun_visit(office, register(office)))
    found.turn("photos")
    return found


def kept(hands: VisitHands, kind: EvidenceKind) -> tuple[Attachment, ...]:
    return next(line.attachments for line in hands.stored().evidence if line.kind is kind)


def caption(hands: VisitHands, kind: EvidenceKind) -> str:
    return hands.view.page.photos.places[kind].accessibleDescription()


def test_a_photograph_is_kept_in_its_place_with_time_position_and_hash(hands: VisitHands, tmp_path: Path) -> None:
    drop(hands.view.page.photos.places[OUTSIDE], photograph(tmp_path / "บ้าน.jpg", taken=TODAY))
    hands.settle()
    (photo,) = kept(hands, OUTSIDE)
    assert hands.view.page.photos.places[OUTSIDE].is_full
    assert caption(hands, OUTSIDE) == f"10 มิ.ย. 67 09:30 · 17.3600, 102.7000\n{photo.sha256[:8]}"
    assert hands.view.page.photos.missing() == 4


def test_a_heic_photograph_of_another_day_is_shown_and_says_so(hands: VisitHands, tmp_path: Path) -> None:
    drop(hands.view.page.photos.places[INSIDE], photograph(tmp_path / "IMG_1.heic", (900, 600), taken=YESTERDAY))
    hands.settle()
    assert hands.view.page.photos.places[INSIDE].is_full
    assert caption(hands, INSIDE).endswith(hands.text("visits_ui.photos.other_day"))


def test_a_damaged_photograph_is_refused_at_its_place_and_what_was_there_stays(
    hands: VisitHands, tmp_path: Path
) -> None:
    drop(hands.view.page.photos.places[OUTSIDE], photograph(tmp_path / "ดี.jpg", taken=TODAY))
    hands.settle()
    bad = tmp_path / "เสีย.jpg"
    bad.write_bytes((tmp_path / "ดี.jpg").read_bytes()[:900])
    drop(hands.view.page.photos.places[OUTSIDE], bad)
    hands.settle()
    assert hands.view.page.photos.places[OUTSIDE].is_full
    assert caption(hands, OUTSIDE) == hands.text("files.error.picture_damaged", name="เสีย.jpg")
    assert len(kept(hands, OUTSIDE)) == 1


def test_a_pasted_picture_is_kept(qtbot: QtBot, hands: VisitHands) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(sample_photo()))
    place = hands.view.page.photos.places[OUTSIDE]
    qtbot.keyClick(place, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    (photo,) = kept(hands, OUTSIDE)
    assert photo.taken_at is None
    assert hands.text("widgets.photo.no_time") in caption(hands, OUTSIDE)


def a_card(folder: Path) -> Path:
    """A camera's card with photographs of two days, and a damaged one."""
    card = folder / "DCIM"
    card.mkdir()
    photograph(card / "IMG_1.jpg", (400, 300), taken=YESTERDAY)
    photograph(card / "IMG_2.jpg", (400, 300), taken=TODAY)
    photograph(card / "IMG_3.heic", (300, 400), taken="2024:06:10 10:00:00")
    (card / "IMG_4.jpg").write_bytes(b"\xff\xd8\xff nothing")
    return card


def test_a_cameras_folder_is_looked_through_and_its_photographs_put_in_their_places_by_keys(
    qtbot: QtBot, hands: VisitHands, tmp_path: Path
) -> None:
    photos = hands.view.page.photos
    drop(photos, a_card(tmp_path))
    hands.settle()
    shown = [photos.tray.list.item(number) for number in range(photos.tray.list.count())]
    assert [item.text() for item in shown] == [
        "10 มิ.ย. 67 10:00",
        "10 มิ.ย. 67 09:30",
        f"9 มิ.ย. 67 09:30\n{hands.text('visits_ui.camera.other_day')}",
        hands.text("visits_ui.camera.unreadable"),
    ]
    type_thai(photos.tray.list, "/")
    hands.settle()
    assert [each.name for each in kept(hands, INSIDE)] == ["IMG_3.heic"], "the key 2, in the Thai layout"
    photos.tray.list.setCurrentRow(1)
    qtbot.keyClick(photos.tray.list, Qt.Key.Key_Return)
    hands.settle()
    assert [each.name for each in kept(hands, OUTSIDE)] == ["IMG_2.jpg"], "the first place that is empty"
    photos.tray.list.setCurrentRow(3)
    qtbot.keyClick(photos.tray.list, Qt.Key.Key_3)
    hands.settle()
    assert kept(hands, PHOTO_KINDS[2]) == (), "what cannot be read is not taken"
    qtbot.keyClick(photos.tray.list, Qt.Key.Key_Escape)
    assert not photos.tray.isVisible()
    assert hands.view.page.isVisible()


def test_a_thumbnail_of_the_folder_can_be_dragged_to_a_place(hands: VisitHands, tmp_path: Path) -> None:
    photos = hands.view.page.photos
    photos.folder.emit(a_card(tmp_path))
    hands.settle()
    data = photos.tray.list.mimeData([photos.tray.list.item(0)])
    assert [Path(url.toLocalFile()).name for url in data.urls()] == ["IMG_3.heic"]


def test_several_photographs_dropped_at_once_are_shown_to_be_sorted(hands: VisitHands, tmp_path: Path) -> None:
    paths = [photograph(tmp_path / f"{number}.jpg", (60, 40), taken=TODAY) for number in range(2)]
    drop(hands.view.page.photos.places[OUTSIDE], *paths)
    hands.settle()
    assert hands.view.page.photos.tray.list.count() == 2
    assert kept(hands, OUTSIDE) == ()


def test_a_folder_without_photographs_says_so(hands: VisitHands, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    hands.view.page.photos.folder.emit(tmp_path / "empty")
    hands.settle()
    assert hands.says(hands.text("files.error.no_photographs", name="empty"))


def test_a_photograph_that_is_not_to_be_had_wants_a_reason(hands: VisitHands) -> None:
    hands.view.page.photos.none[OUTSIDE].click()
    hands.send(words="ฝนตกหนัก")
    assert hands.says("ไม่มีภาพ: ฝนตกหนัก")
    assert hands.view.page.photos.missing() == 4


def test_the_only_photograph_of_a_place_is_taken_out_with_a_reason_and_one_of_several_without(
    qtbot: QtBot, hands: VisitHands, tmp_path: Path
) -> None:
    place = hands.view.page.photos.places[OUTSIDE]
    for number in range(2):
        drop(place, photograph(tmp_path / f"{number}.jpg", (60 + number, 40), taken=TODAY))
        hands.settle()
    assert hands.says(hands.text("visits_ui.photos.more", count=1))
    qtbot.keyClick(place, Qt.Key.Key_Delete)
    hands.settle()
    assert [each.name for each in kept(hands, OUTSIDE)] == ["0.jpg"]
    qtbot.keyClick(place, Qt.Key.Key_Delete)
    hands.settle()
    assert len(kept(hands, OUTSIDE)) == 1
    hands.send(words="ถ่ายผิดบ้าน")
    assert kept(hands, OUTSIDE) == ()


def test_a_kept_photograph_is_opened_large(qtbot: QtBot, hands: VisitHands, tmp_path: Path) -> None:
    place = hands.view.page.photos.places[OUTSIDE]
    drop(place, photograph(tmp_path / "บ้าน.jpg", (800, 600), taken=TODAY))
    hands.settle()
    qtbot.keyClick(place, Qt.Key.Key_Return)
    hands.settle()
    sheet = QGuiApplication.focusWindow()
    assert sheet is not None
    assert sheet.title() == hands.text("evidence.kind.photo_house_outside")


def test_where_a_photograph_was_taken_is_taken_for_the_house(qtbot: QtBot, hands: VisitHands, tmp_path: Path) -> None:
    drop(hands.view.page.photos.places[OUTSIDE], photograph(tmp_path / "บ้าน.jpg", taken=TODAY))
    hands.settle()
    hands.answers.go_to(("place",))
    qtbot.keyClick(hands.answers.editor("place").inputs()[0], Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    hands.turn("person")
    assert hands.stored().answers["place"] == {"latitude": "17.36", "longitude": "102.7", "accuracy": ""}


def test_papers_are_asked_for_by_cause_and_each_is_there_or_not_with_a_reason(hands: VisitHands) -> None:
    hands.answers.editor("hardship_cause").set_value("died")
    hands.turn("evidence")
    pieces = [piece.kind for piece in hands.view.page.evidence._pieces]
    assert "death_certificate" in pieces
    hands.view.page.evidence.attached.emit("id_card", Picture(name="บัตร.pdf", content=b"%PDF-1.7"))
    hands.view.page.evidence.none_declared.emit("death_certificate", "ยังไม่ได้รับ")
    hands.settle()
    assert "death_certificate" not in hands.view.page.evidence.missing()
    assert kept(hands, EvidenceKind.ID_CARD)[0].media_type == "application/pdf"
    hands.view.page.evidence.opened.emit("id_card")
    hands.settle()
    assert hands.desk.navigation.papers[0][0] == b"%PDF-1.7"  # type: ignore[attr-defined]
    hands.view.page.evidence.attached.emit("house_registration", Picture(name="จดหมาย.docx", content=b"PK no picture"))
    hands.settle()
    assert hands.says(hands.text("evidence.error.no_picture_or_paper", name="จดหมาย.docx"))


def test_a_reason_being_typed_stays_while_a_photograph_is_kept(hands: VisitHands, tmp_path: Path) -> None:
    hands.view.page.photos.none[INSIDE].click()
    hands.question.form.editor("words").set_value("ฝน")
    hands.view.page.photos.offered.emit(OUTSIDE, (photograph(tmp_path / "บ้าน.jpg", taken=TODAY),))
    hands.settle()
    assert len(kept(hands, OUTSIDE)) == 1
    assert hands.question.form.editor("words").value() == "ฝน"
