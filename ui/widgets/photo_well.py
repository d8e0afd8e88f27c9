"""A named place for one photograph: dropped, chosen or pasted; shown with its time, place and hash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from kmcase.thai.calendar import format_datetime
from ui.theme import Space, Tone
from ui.theme.style import restyle
from ui.widgets.basics import IconButton, IconMark, Label, is_enter, row
from ui.widgets.marks import Chip
from ui.widgets.pictures import IMAGE_SUFFIXES, FileReader, Picture, choose_file, decoded, dropped_files
from ui.widgets.texts import Said, Texts, said_text

Choose = Callable[[QWidget, str, tuple[str, ...]], Path | None]
"""Asks for a file; a test puts its own in."""

PASTED = "pasted.png"
"""What a picture from the clipboard is called."""

_HASH_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoShown:
    """A kept photograph: its thumbnail (PNG or JPEG), and when and where it was taken, as far as it says so.

    `doubt` is what speaks against it, a day that is not the visit's for one.
    """

    thumbnail: bytes
    sha256: str
    taken_at: datetime | None = None
    place: str = ""
    doubt: Said = ""


class PhotoPlace(QFrame):
    """`offered` with the paths that were dropped, chosen or pasted, `pasted` with a `QImage` from the clipboard,
    `removed` when the photograph is taken out, `opened` to see it large.

    Enter or a click chooses a file (or opens what is there), Ctrl+V pastes, Delete takes out. Nothing is read here.
    """

    offered = Signal(object)
    pasted = Signal(QImage)
    removed = Signal()
    opened = Signal()

    def __init__(
        self, texts: Texts, place: Said, *, choose: Choose = choose_file, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts, self._place, self._choose = texts, place, choose
        self._image = QImage()
        self._read_only = False
        self.setProperty("role", "well")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(184, 168)
        self._title = Label(texts, place, role="field")
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._camera = IconMark("camera", "edge", 32)
        self._caption = Label(texts, "", role="muted")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._doubt = Chip(texts, "", Tone.WARN)
        self._remove = IconButton(texts, message("widgets.photo.remove"), "close", kind="inside")
        self._remove.clicked.connect(self.clear_and_tell)
        kept = self._remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._remove.setSizePolicy(kept)
        self._lay_out()
        self.clear()

    def show_photo(self, shown: PhotoShown) -> None:
        """Show a kept photograph."""
        taken = format_datetime(shown.taken_at) if shown.taken_at else self._texts.text("widgets.photo.no_time")
        facts = " · ".join(part for part in (taken, shown.place) if part)
        self._fill(decoded(shown.thumbnail), f"{facts}\n{shown.sha256[:_HASH_SHOWN]}", Tone.PLAIN, shown.doubt)

    def show_taken(self, said: Message, preview: QImage | None = None) -> None:
        """A file was taken and is on its way to be kept."""
        self._fill(preview or QImage(), said, Tone.PLAIN)

    def set_read_only(self, read_only: bool) -> None:
        """Only to be looked at."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self._show_controls()

    def show_problem(self, problem: Message) -> None:
        """Say why a file was not taken; what was there stays."""
        self._caption.set_tone(Tone.ERROR)
        self._caption.say(problem)
        self._name()

    def clear(self) -> None:
        """Nothing is here."""
        self._fill(QImage(), message("widgets.photo.hint"), Tone.PLAIN)

    def clear_and_tell(self) -> None:
        """Take the photograph out."""
        self.clear()
        self.setFocus()
        self.removed.emit()

    @property
    def is_full(self) -> bool:
        """Whether there is a photograph."""
        return not self._image.isNull()

    def choose(self) -> None:
        """Ask for a file."""
        path = self._choose(self, said_text(self._texts, self._place), IMAGE_SUFFIXES)
        if path is not None:
            self.offered.emit((path,))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (self._title, self._caption, self._remove, self._doubt):
            part.retranslate(texts)
        self._name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space, Delete, paste."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._read_only:
            self._paste()
        elif is_enter(event) or event.key() == Qt.Key.Key_Space:
            self._press()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.is_full and not self._read_only:
            self.clear_and_tell()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._press()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file comes."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._glow(hot=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes again."""
        self._glow(hot=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """It is dropped."""
        self._glow(hot=False)
        event.acceptProposedAction()
        self.offered.emit(dropped_files(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture keeps its shape."""
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._draw()

    def _lay_out(self) -> None:
        layout = self._whole = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, Space.HALF, Space.ONE, Space.ONE)
        layout.setSpacing(Space.HALF)
        head = row(self._title, self._remove)
        head.setStretchFactor(self._title, 1)
        layout.addLayout(head)
        layout.addWidget(self._picture, 1)
        layout.addWidget(self._camera, 1, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._caption)
        layout.addWidget(self._doubt, 0, Qt.AlignmentFlag.AlignHCenter)

    def _press(self) -> None:
        if self.is_full:
            self.opened.emit()
        elif not self._read_only:
            self.choose()

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        files = dropped_files(data)
        if files:
            self.offered.emit(files)
        elif data.hasImage():
            self.pasted.emit(QImage(data.imageData()))

    def _fill(self, image: QImage, caption: Said, tone: Tone, doubt: Said = "") -> None:
        self._image = image
        self._doubt.set_state(doubt, Tone.WARN)
        self._doubt.setVisible(bool(doubt))
        self._show_controls()
        self._caption.set_tone(tone)
        self._caption.say(caption)
        self.setProperty("full", self.is_full)
        restyle(self)
        self._name()
        self._whole.activate()
        self._draw()

    def _show_controls(self) -> None:
        self._picture.setVisible(self.is_full)
        self._camera.setVisible(not self.is_full)
        self._remove.setVisible(self.is_full and not self._read_only)

    def _name(self) -> None:
        state = "widgets.photo.full" if self.is_full else "widgets.photo.empty"
        self.setAccessibleName(self._texts.text(state, place=said_text(self._texts, self._place)))
        said = (self._caption.plain_text(), self._doubt.accessibleName())
        self.setAccessibleDescription(" ".join(filter(None, said)))

    def _draw(self) -> None:
        if not self.is_full:
            return
        ratio = self.devicePixelRatioF()
        room: QSize = self._picture.size() * ratio
        fitted = self._image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self._picture.setPixmap(QPixmap.fromImage(fitted))

    def _glow(self, *, hot: bool) -> None:
        self.setProperty("hot", hot)
        restyle(self)


class PhotoWell(PhotoPlace):
    """A place that reads what it is given: `picked` with a `Picture`."""

    picked = Signal(object)

    def __init__(
        self, texts: Texts, place: Said, *, choose: Choose = choose_file, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, place, choose=choose, parent=parent)
        self._reader = FileReader(self)
        self._reader.read.connect(self._read)
        self._reader.failed.connect(self.show_problem)
        self.offered.connect(lambda paths: self._reader.start(paths[0]))
        self.pasted.connect(lambda image: self._reader.start_image(image, PASTED))

    def _read(self, picture: Picture, preview: QImage) -> None:
        self.show_taken(message("widgets.photo.taken_in", name=picture.name), preview)
        self.picked.emit(picture)
