"""One of two pictures or signatures, large, with what it is evidence of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from kmcase.application.read.pictures import PicturePage
from kmcase.domain.likeness import PictureUse
from kmcase.messages import message
from kmcase.thai import areas
from kmcase.thai.calendar import bangkok_date
from ui.ports import Desk
from ui.theme import Space
from ui.widgets import Button, Label, clear_layout, row
from ui.widgets.ink import Ink
from ui.widgets.picture_sheet import open_picture
from ui.widgets.pictures import decoded
from ui.widgets.signature_pad import ink_png
from ui.widgets.texts import Said

_LARGEST = 900
_LEAST = QSize(200, 150)


class SideView(QWidget):
    """A picture and its facts."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, title_key: str) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._use: PictureUse | None = None
        self._bytes = b""
        self.title = Label(texts, message(title_key), role="lead")
        self.picture = _Picture()
        self.person = Label(texts, "", role="strong")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.large = Button(texts, message("pictures.page.large"), kind="link", icon_name="zoom_in")
        self.record = Button(texts, message("pictures.page.record"), kind="link", icon_name="arrow_right")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self.title, None, self.large, self.record))
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.person)
        layout.addLayout(self.lines)
        self.large.clicked.connect(self._open_large)
        self.picture.pressed.connect(self._open_large)
        self.record.clicked.connect(lambda: self.wanted.emit(self._use))

    def show_use(self, use: PictureUse, page: PicturePage, content: bytes) -> None:
        """Show a use of a picture, or of a signature by its strokes."""
        self._use = use
        strokes = page.strokes.get(use.content, "")
        self._bytes = _drawn(strokes) if strokes else content
        kind = message(f"evidence.kind.{use.kind.value}")
        self.picture.show_bytes(self._bytes, f"{self._desk.texts.render(kind)} {use.name}")
        self.person.say(_person(use))
        clear_layout(self.lines)
        for said in _lines(use, page):
            self.lines.addWidget(Label(self._desk.texts, said, role="muted", copyable=True))

    def _open_large(self) -> None:
        if self._use is None or not self._bytes:
            return
        title = f"{self._desk.texts.text(f'evidence.kind.{self._use.kind.value}')} {self._use.name}"
        if self._bytes.startswith(b"%PDF"):
            self._desk.show_paper(self._bytes, title)
        else:
            open_picture(self, self._bytes, title)


def _drawn(strokes: str) -> bytes:
    try:
        return ink_png(Ink.from_json(strokes))
    except (ValueError, LookupError, TypeError):
        return b""


def _drawn_in(strokes: str) -> float | None:
    """Seconds that the pen took; None where nothing was drawn."""
    try:
        times = [point[3] for stroke in Ink.from_json(strokes).strokes for point in stroke]
    except (ValueError, LookupError, TypeError):
        return None
    return (max(times) - min(times)) / 1000 if times else None


def _person(use: PictureUse) -> Said:
    if use.signed_as and use.signed_as != use.name:
        return message("pictures.page.signed_for", name=use.signed_as, person=use.name)
    return use.name


def _lines(use: PictureUse, page: PicturePage) -> list[Said]:
    kind, stands_in = message(f"evidence.kind.{use.kind.value}"), message(f"controls.stands_in.{use.noun}")
    who, day = page.names.get(use.officer, ""), bangkok_date(use.used_at)
    lines: list[Said] = [
        message("pictures.page.evidence", kind=kind, stands_in=stands_in),
        message("pictures.page.entered", who=who, day=day),
    ]
    seconds = _drawn_in(page.strokes.get(use.content, ""))
    if seconds is not None:
        lines.append(message("pictures.page.drawn_in", seconds=f"{seconds:.1f}"))
    if use.taken_at is not None:
        lines.append(message("pictures.page.taken", moment=use.taken_at))
    place, area = [], areas.area(use.subdistrict_code)
    if area:
        place.append(areas.label(area))
    if use.latitude and use.longitude:
        place.append(f"{use.latitude}, {use.longitude}")
    return [*lines, " · ".join(place)] if place else lines


class _Picture(QLabel):
    """A picture as large as there is room."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._whole = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_bytes(self, content: bytes, name: str) -> None:
        """Show a picture; what is none leaves the place empty."""
        self._whole = QPixmap.fromImage(decoded(content, _LARGEST))
        self.setAccessibleName(name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the room."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressed: shown larger."""
        self.pressed.emit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.clear()
            return
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._whole.scaled(self.size(), keep, smooth))
