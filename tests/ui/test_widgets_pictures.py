"""Photographs, prints and papers are taken by dropping, choosing and pasting, and read off the window's thread."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QTimer, QTranslator, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue
from tests.pictures import photograph
from tests.ui.gallery_samples import sample_photo
from ui.widgets import EvidenceList, EvidencePiece, Finger, Hand, Label, PhotoShown, PhotoWell, Picture, ThumbprintPad
from ui.widgets.pictures import LARGEST, decoded

TH, EN = Catalogue("th"), Catalogue("en")


def chosen(path: Path | None) -> Any:
    """A file dialog that answers at once."""
    return lambda *_: path


def photo_file(folder: Path, name: str = "บ้าน.png") -> Path:
    path = folder / name
    path.write_bytes(sample_photo())
    return path


def drop(widget: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, data, left, none))


def well_on(qtbot: QtBot, path: Path | None = None) -> PhotoWell:
    well = PhotoWell(TH, "นอกบ้าน", choose=chosen(path))
    qtbot.addWidget(well)
    well.show()
    return well


def caption(well: PhotoWell) -> str:
    return well.accessibleDescription()


def test_enter_chooses_a_photograph(qtbot: QtBot, tmp_path: Path) -> None:
    path = photo_file(tmp_path)
    well = well_on(qtbot, path)
    with qtbot.waitSignal(well.picked) as picked:
        qtbot.keyClick(well, Qt.Key.Key_Return)
    assert picked.args == [Picture(name="บ้าน.png", content=path.read_bytes())]
    assert well.is_full
    assert well.accessibleName() == "นอกบ้าน มีภาพแล้ว"


def test_a_dropped_photograph_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    well = well_on(qtbot)
    with qtbot.waitSignal(well.picked):
        drop(well, photo_file(tmp_path))


def test_a_photograph_is_pasted(qtbot: QtBot) -> None:
    well = well_on(qtbot)
    QGuiApplication.clipboard().setImage(QImage.fromData(sample_photo()))
    with qtbot.waitSignal(well.picked) as picked:
        qtbot.keyClick(well, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert QImage.fromData(picked.args[0].content).width() == 640


def test_what_is_no_picture_is_refused_with_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    for name, key in (("จดหมาย.docx", "kind"), ("เสีย.png", "no_picture"), ("ไม่มี.png", "unreadable")):
        path = tmp_path / name
        if key != "unreadable":
            path.write_bytes(b"no picture")
        well = well_on(qtbot)
        drop(well, path)
        qtbot.waitUntil(
            lambda well=well, key=key, name=name: (
                well._caption.plain_text() == TH.text(f"widgets.file.{key}", name=name)
            )
        )
        assert not well.is_full


def test_a_photograph_of_two_hundred_megabytes_is_taken_while_the_window_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    path = photograph(tmp_path / "ใหญ่.jpg", (12_000, 9_000))
    with path.open("ab") as stream:
        stream.truncate(200_000_000)
    well, ticks = well_on(qtbot), []
    timer = QTimer(well, interval=5)
    timer.timeout.connect(lambda: ticks.append(None))
    timer.start()
    with qtbot.waitSignal(well.picked, timeout=60_000) as picked:
        drop(well, path)
    assert len(picked.args[0].content) == 200_000_000
    assert well.is_full
    assert len(ticks) > 10, "the window stood still while the file was read"


class Asked(QTranslator):
    """Words in Python, as the program's are; remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> None:
        self.words.append(source)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
def test_reading_a_picture_asks_python_for_no_word_lest_two_threads_wait_for_each_other(
    qtbot: QtBot, kind: str
) -> None:
    content = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(content, kind)
    asked = Asked()
    QCoreApplication.installTranslator(asked)
    try:
        asked.words.clear()
        image = decoded(content.getvalue())
        nothing = decoded(b"no picture")
    finally:
        QCoreApplication.removeTranslator(asked)
    assert (image.width(), image.height()) == (640, 426)
    assert nothing.isNull()
    assert asked.words == []


def test_a_file_beyond_all_measure_is_refused_with_the_way_out(qtbot: QtBot, tmp_path: Path) -> None:
    path = photo_file(tmp_path, "ใหญ่เกิน.png")
    with path.open("ab") as stream:
        stream.truncate(LARGEST + 1)
    well = well_on(qtbot)
    drop(well, path)
    refusal = TH.text("widgets.file.large", name=path.name)
    qtbot.waitUntil(lambda: well._caption.plain_text() == refusal)
    assert not well.is_full


def test_delete_takes_the_photograph_out(qtbot: QtBot) -> None:
    well = well_on(qtbot)
    well.show_photo(PhotoShown(thumbnail=sample_photo(), sha256="ab" * 32))
    with qtbot.waitSignal(well.removed):
        qtbot.keyClick(well, Qt.Key.Key_Delete)
    assert not well.is_full


def test_a_kept_photograph_tells_time_place_and_hash(qtbot: QtBot) -> None:
    well = well_on(qtbot)
    taken = datetime(2024, 6, 14, 2, 30, tzinfo=UTC)
    well.show_photo(PhotoShown(thumbnail=sample_photo(), sha256="a3f19c0e77", taken_at=taken, place="17.41, 102.78"))
    assert caption(well) == "14 มิ.ย. 67 09:30 · 17.41, 102.78\na3f19c0e"


def test_a_full_place_opens_instead_of_choosing(qtbot: QtBot) -> None:
    well = well_on(qtbot)
    well.show_photo(PhotoShown(thumbnail=sample_photo(), sha256="ab" * 32))
    with qtbot.waitSignal(well.opened):
        qtbot.keyClick(well, Qt.Key.Key_Return)


def test_a_thumbprint_needs_its_picture_its_hand_and_its_finger(qtbot: QtBot, tmp_path: Path) -> None:
    path = photo_file(tmp_path)
    pad = ThumbprintPad(TH, "นางสายใจ", choose=chosen(path))
    qtbot.addWidget(pad)
    pad.show()
    assert pad.problem().key == "widgets.thumb.missing"  # type: ignore[union-attr]
    with qtbot.waitSignal(pad.picked) as picked:
        pad.well.choose()
    assert picked.args == [path.read_bytes()]
    assert pad.problem().key == "widgets.thumb.which"  # type: ignore[union-attr]
    assert not any(button.isChecked() for button in pad.findChildren(QRadioButton))
    pad.choose_finger(Hand.RIGHT, Finger.THUMB)
    value = pad.value()
    assert value is not None
    assert (value.content, value.hand, value.finger) == (path.read_bytes(), Hand.RIGHT, Finger.THUMB)
    pad.clear()
    assert pad.value() is None


def pieces() -> tuple[EvidencePiece, ...]:
    return (
        EvidencePiece(kind="id", said="สำเนาบัตร", count=1),
        EvidencePiece(kind="house", said="ทะเบียนบ้าน"),
        EvidencePiece(kind="medical", said="ใบรับรองแพทย์", none_reason="ไม่ได้ป่วย"),
        EvidencePiece(kind="bank", said="สมุดบัญชี", required=False),
    )


def list_on(qtbot: QtBot, path: Path | None = None) -> EvidenceList:
    shown = EvidenceList(TH, choose=chosen(path))
    qtbot.addWidget(shown)
    shown.set_pieces(pieces())
    shown.show()
    return shown


def test_evidence_tells_what_is_still_to_come(qtbot: QtBot) -> None:
    shown = list_on(qtbot)
    assert shown.missing() == ("house",)
    words = {label.plain_text() for label in shown.findChildren(Label)}
    assert {"ครบแล้ว 3 จาก 4 รายการ", "ไม่ได้ป่วย"} <= words


def test_a_piece_is_attached(qtbot: QtBot, tmp_path: Path) -> None:
    shown = list_on(qtbot, photo_file(tmp_path))
    with qtbot.waitSignal(shown.attached) as attached:
        shown._lines["house"]._attach.click()
    assert attached.args[0] == "house"
    assert attached.args[1].name == "บ้าน.png"


def test_a_dropped_pdf_is_attached_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "ทะเบียน.pdf"
    path.write_bytes(b"%PDF-1.7")
    shown = list_on(qtbot)
    with qtbot.waitSignal(shown.attached) as attached:
        drop(shown._lines["house"], path)
    assert attached.args == ["house", Picture(name="ทะเบียน.pdf", content=b"%PDF-1.7")]


def test_none_needs_a_reason(qtbot: QtBot) -> None:
    shown = list_on(qtbot)
    line = shown._lines["house"]
    line._none.click()
    assert line._reason.isVisible()
    with qtbot.assertNotEmitted(shown.none_declared):
        line._reason.line.editingFinished.emit()
    line._reason.set_value("บ้านเลขที่ยังไม่ออก")
    with qtbot.waitSignal(shown.none_declared) as declared:
        qtbot.keyClick(line._reason.line, Qt.Key.Key_Return)
    assert declared.args == ["house", "บ้านเลขที่ยังไม่ออก"]


def test_a_reason_being_typed_outlives_a_refresh(qtbot: QtBot) -> None:
    shown = list_on(qtbot)
    line = shown._lines["house"]
    line._none.click()
    line._reason.set_raw("บ้าน")
    shown.set_pieces(pieces())
    assert shown._lines["house"]._reason.raw() == "บ้าน"
    assert line._reason.isVisible()


def test_buttons_of_evidence_are_named_with_their_piece(qtbot: QtBot) -> None:
    shown = list_on(qtbot)
    shown.retranslate(EN)
    assert shown._lines["house"]._attach.accessibleName() == "Attach ทะเบียนบ้าน"
