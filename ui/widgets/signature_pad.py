"""A pad to sign on, by pen tablet, finger or mouse."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QElapsedTimer, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.theme import LIGHT, Space, Tone, colours_of
from ui.widgets.basics import Button, IconMark, Label, row
from ui.widgets.ink import Ink, Point, pen_width
from ui.widgets.texts import Said, Texts, said_text

_MOUSE_PRESSURE = 0.5
_INK = "#1a2a6c"
_PAPER = LIGHT.surface
_PREVIEW_SCALE = 2
_DOWN = (QEvent.Type.TabletPress, QEvent.Type.TouchBegin)
_UP = (QEvent.Type.TabletRelease, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class SignaturePad(QWidget):
    """Strokes as `Ink`; `changed` after each stroke and when it is cleared. Delete clears.

    The paper stays white in the dark scheme: what is signed looks as it will be printed.
    """

    changed = Signal()

    def __init__(self, texts: Texts, who: Said, *, height: int = 176, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self.sheet = _Sheet(height, self)
        self.sheet.finished.connect(self._drawn)
        self._mark = IconMark("sign", size=18)
        self._said = Label(texts, "", role="muted")
        self._clear = Button(texts, message("widgets.signature.clear"), kind="link", icon_name="undo")
        self._clear.clicked.connect(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self.sheet, 1)
        foot = row(self._mark, self._said, self._clear)
        foot.setStretchFactor(self._said, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.sheet)
        self.retranslate(texts)

    def ink(self) -> Ink:
        """What is drawn."""
        return self.sheet.ink()

    def set_ink(self, ink: Ink) -> None:
        """Show strokes."""
        self.sheet.set_ink(ink)
        self._drawn()

    def is_signed(self) -> bool:
        """Whether there is more than a touch by mistake."""
        return self.ink().is_enough

    def problem(self) -> Message | None:
        """That there is too little ink."""
        return None if self.is_signed() else message("widgets.signature.missing", who=self._who)

    def clear(self) -> None:
        """Take a fresh sheet."""
        self.set_ink(Ink(width=self.sheet.width(), height=self.sheet.height()))

    def png(self) -> bytes:
        """A preview on transparent ground at twice the size; empty where nothing is drawn."""
        return ink_png(self.ink())

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        name = texts.text("widgets.signature.name", who=said_text(texts, self._who))
        self.sheet.setAccessibleName(name)
        self.sheet.hint = texts.text("widgets.signature.hint", who=said_text(texts, self._who))
        self._said.retranslate(texts)
        self._clear.retranslate(texts)
        self._show()

    def _drawn(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        ink = self.ink()
        if ink.is_enough:
            self._mark.set_icon("ok", "ok")
            self._said.set_tone(Tone.OK)
            self._said.say(message("widgets.signature.signed"))
        else:
            self._mark.set_icon("warning" if ink.strokes else "sign", "warn" if ink.strokes else "muted")
            self._said.set_tone(Tone.WARN if ink.strokes else Tone.PLAIN)
            self._said.say(message("widgets.signature.too_little" if ink.strokes else "widgets.signature.open"))
        self._clear.setVisible(bool(ink.strokes))


class _Sheet(QWidget):
    finished = Signal()

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.hint = ""
        self._height = height
        self._strokes: list[list[Point]] = []
        self._down = False
        self._since = QElapsedTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(480, self._height)

    def ink(self) -> Ink:
        strokes = tuple(tuple(stroke) for stroke in self._strokes)
        return Ink(width=self.width(), height=self.height(), strokes=strokes)

    def set_ink(self, ink: Ink) -> None:
        """Strokes of a sheet of another size are fitted in."""
        scale = min(self.width() / max(1, ink.width), self.height() / max(1, ink.height), 1.0)
        self._strokes = [[(x * scale, y * scale, p, ms) for x, y, p, ms in stroke] for stroke in ink.strokes]
        self.update()

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        self._pen(event.type(), event.position(), event.pressure())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            event.accept()
            points = event.points()
            if points:
                pressure = points[0].pressure()
                self._pen(event.type(), points[0].position(), pressure if 0 < pressure < 1 else _MOUSE_PRESSURE)
            else:
                self._lift()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._touch(event.position(), _MOUSE_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._draw(event.position(), _MOUSE_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._strokes = []
            self.update()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if focused else colours.edge), 2 if focused else 1))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Space.RADIUS, Space.RADIUS)
        base = self.height() * 0.74
        painter.setPen(QPen(QColor(LIGHT.line), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(Space.THREE, base), QPointF(self.width() - Space.THREE, base))
        if not self._strokes:
            painter.setPen(QColor(LIGHT.faint))
            room = QRectF(0, base, self.width(), self.height() - base)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.hint)
        _paint_strokes(painter, self._strokes)

    def _pen(self, kind: QEvent.Type, place: QPointF, pressure: float) -> None:
        if kind in _DOWN:
            self._touch(place, pressure)
        elif kind in _UP:
            self._lift()
        else:
            self._draw(place, pressure)

    def _touch(self, place: QPointF, pressure: float) -> None:
        if not self._strokes:
            self._since.start()
        self._down = True
        self._strokes.append([])
        self._draw(place, pressure)

    def _draw(self, place: QPointF, pressure: float) -> None:
        if not self._down:
            return
        x = round(min(max(place.x(), 0.0), self.width()), 1)
        y = round(min(max(place.y(), 0.0), self.height()), 1)
        stroke = self._strokes[-1]
        if not stroke or stroke[-1][:2] != (x, y):
            stroke.append((x, y, round(pressure, 2), int(self._since.elapsed())))
            self.update()

    def _lift(self) -> None:
        if self._down:
            self._down = False
            self.finished.emit()


def ink_png(ink: Ink) -> bytes:
    """Strokes as a PNG at twice their size; empty where there are none."""
    if not ink.strokes:
        return b""
    image = QImage(ink.width * _PREVIEW_SCALE, ink.height * _PREVIEW_SCALE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(ink.svg(_INK).encode())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _paint_strokes(painter: QPainter, strokes: list[list[Point]]) -> None:
    pen = QPen(QColor(_INK), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for stroke in strokes:
        before = stroke[0] if stroke else None
        for point in stroke:
            assert before is not None
            pen.setWidthF(pen_width((before[2] + point[2]) / 2))
            painter.setPen(pen)
            painter.drawLine(QPointF(*before[:2]), QPointF(*point[:2]))
            before = point
