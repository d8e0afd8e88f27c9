"""What lies in a camera's folder, in small with its time: put into a place by a figure key, or dragged there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from kmcase.application.ports.files import CameraPhoto
from kmcase.domain.evidence import PHOTO_KINDS
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date, format_datetime
from kmcase.thai.digits import to_arabic
from kmcase.thai.keyboard import swap_layout
from ui.theme import Space, Tone
from ui.widgets import Button, Card, Label, Texts, row
from ui.widgets.pictures import decoded

_ICON = QSize(132, 99)
_ROOM = QSize(164, 156)
_HEIGHT = 188
_FIGURES = tuple((str(number), swap_layout(str(number))) for number, _ in enumerate(PHOTO_KINDS, 1))
_PATH = Qt.ItemDataRole.UserRole


class CameraTray(Card):
    """`placed` with the number of a place (from 0, None: the next empty one) and the photograph's path."""

    placed = Signal(object, object)
    closed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(margin=Space.ONE)
        self._texts = texts
        self._photos: tuple[CameraPhoto, ...] = ()
        self._days: frozenset[date] = frozenset()
        self.said = Label(texts, "", role="muted")
        self.close_button = Button(texts, message("visits_ui.camera.close"), kind="quiet", icon_name="close")
        self.list = _Thumbnails()
        self.list.placed.connect(self._place)
        self.list.left.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        head = row(self.said, self.close_button, stretch=0)
        self.body.addLayout(head)
        self.body.addWidget(self.list)
        self.retranslate(texts)

    def show_photos(self, photos: Sequence[CameraPhoto], days: Collection[date], *, more: int) -> None:
        """Photographs, those of the visit's days before the others; `more` are still being read."""
        first = not self._photos or len(photos) < len(self._photos)
        self._days = frozenset(days)
        here = self.current()
        self._photos = tuple(sorted(photos, key=lambda each: (not self._of_visit(each), -_moment(each))))
        self.said.set_tone(Tone.PLAIN)
        key = "visits_ui.camera.reading" if more else "visits_ui.camera.hint"
        self.said.say(message(key, count=len(photos), more=more))
        self._fill(here)
        if first and photos:
            self.list.setFocus()

    def show_problem(self, why: Message) -> None:
        """Why a folder shows nothing."""
        self._photos = ()
        self.list.clear()
        self.said.set_tone(Tone.ERROR)
        self.said.say(why)

    def current(self) -> Path | None:
        """The photograph the keyboard is on."""
        item = self.list.currentItem()
        return item.data(_PATH) if item is not None else None

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.said.retranslate(texts)
        self.close_button.retranslate(texts)
        self.list.setAccessibleName(texts.text("visits_ui.camera.name"))
        self._fill(self.current())

    def _of_visit(self, photo: CameraPhoto) -> bool:
        return photo.taken_at is not None and bangkok_date(photo.taken_at) in self._days

    def _fill(self, here: Path | None) -> None:
        self.list.clear()
        for photo in self._photos:
            self.list.addItem(self._item(photo))
            if photo.path == here:
                self.list.setCurrentRow(self.list.count() - 1)
        if here is None and self.list.count():
            self.list.setCurrentRow(0)

    def _item(self, photo: CameraPhoto) -> QListWidgetItem:
        taken = format_datetime(photo.taken_at) if photo.taken_at else self._texts.text("widgets.photo.no_time")
        if not photo.thumbnail:
            taken = self._texts.text("visits_ui.camera.unreadable")
        elif photo.taken_at and not self._of_visit(photo):
            taken = f"{taken}\n{self._texts.text('visits_ui.camera.other_day')}"
        item = QListWidgetItem(QIcon(QPixmap.fromImage(decoded(photo.thumbnail))), taken)
        item.setData(_PATH, photo.path)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{photo.path.name} {taken}")
        item.setToolTip(photo.path.name)
        item.setSizeHint(_ROOM)
        if not photo.thumbnail:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _place(self, number: object) -> None:
        path = self.current()
        item = self.list.currentItem()
        if path is not None and item is not None and item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.placed.emit(number, path)


class _Thumbnails(QListWidget):
    placed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Snap)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setIconSize(_ICON)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setFixedHeight(_HEIGHT)
        self.itemActivated.connect(lambda _: self.placed.emit(None))

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(item.data(_PATH))) for item in items])
        return data

    def event(self, event: QEvent) -> bool:
        """Take Escape before the page's own shortcut: it puts the folder away, not the visit."""
        asked = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride
        if asked and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = _figure(event.text())
        if number is not None:
            self.placed.emit(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.placed.emit(None)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _figure(typed: str) -> int | None:
    """The place that a key names, from 0: by its figure, Thai or Arabic, or by the letter of the Thai layout on it."""
    letter = to_arabic(typed)
    return next((place for place, keys in enumerate(_FIGURES) if letter and letter in keys), None)


def _moment(photo: CameraPhoto) -> float:
    return photo.taken_at.timestamp() if photo.taken_at else 0.0
