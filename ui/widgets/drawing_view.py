"""Shows a drawing of `kmcase.domain.drawings`, worked out anew for the room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Words
from kmcase.messages import Message
from ui.theme import Colours, Space, colours_of
from ui.widgets.texts import Said, Texts, said_text, wrapped

Make = Callable[[float, float, float], Drawing]
"""From width, height and the height of a line of words (all in pixels) to the drawing."""

_DASHES = (3.0, 2.6)
_CLEAR = 130
_EM = 0.75
"""Of the font's height: Sarabun keeps room above its letters for stacked marks."""
_ALIGNS = {
    -1: Qt.AlignmentFlag.AlignLeft,
    0: Qt.AlignmentFlag.AlignHCenter,
    1: Qt.AlignmentFlag.AlignRight,
}
_TOKENS = {
    Ink.TEXT: "text",
    Ink.MUTED: "muted",
    Ink.GRID: "line",
    Ink.EDGE: "edge",
    Ink.ACCENT: "accent",
    Ink.SOFT: "accent_soft",
    Ink.SURFACE: "surface",
    Ink.OK: "ok",
    Ink.WARN: "warn",
    Ink.ERROR: "error",
}


class DrawingView(QWidget):
    """A picture; its accessible name and tool tip say in sentences all that it shows.

    It takes the keyboard, so that a screen reader finds it. A drawing that is higher than the room makes the room; one
    that `fills` is made for all the height there is.
    """

    def __init__(self, texts: Texts, *, height: int = 280, fills: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._least = height
        self._fills = fills
        self._make: Make | None = None
        self._title: Said = ""
        self._said: tuple[Message, ...] = ()
        self._drawing: Drawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        upright = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)

    def set_drawing(self, make: Make | None, title: Said, said: Sequence[Message]) -> None:
        """Show another picture, and what it says in words; None shows nothing."""
        self._make, self._title, self._said = make, title, tuple(said)
        self._work_out()
        self.retranslate(self._texts)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        sentences = [texts.render(said) for said in self._said]
        self.setAccessibleName(said_text(texts, self._title))
        self.setAccessibleDescription(". ".join(sentences))
        self.setToolTip("\n".join(sentences))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the drawing."""
        return QSize(480, round(self._drawing.height) if self._drawing and not self._fills else self._least)

    def minimumSizeHint(self) -> QSize:
        """Narrower, its words are cut."""
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Work it out for the new room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() or self._fills:
            self._work_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._drawing is None:
            return
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Space.RADIUS, Space.RADIUS)
        for shape in self._drawing.shapes:
            match shape:
                case Path():
                    _prepare(painter, shape, colours)
                    painter.drawPath(_outline(shape))
                case Disc():
                    _prepare(painter, shape, colours)
                    painter.drawEllipse(QPointF(*shape.centre), shape.radius, shape.radius)
                case Words():
                    self._write(painter, shape, colours)

    def _work_out(self) -> None:
        height = self._drawing.height if self._drawing else 0
        em = self.fontMetrics().height() * _EM
        room = max(self._least, self.height()) if self._fills else self._least
        self._drawing = self._make(self.width(), room, em) if self._make is not None else None
        if self._drawing is not None and self._drawing.height != height:
            self.updateGeometry()
        self.update()

    def _write(self, painter: QPainter, shape: Words, colours: Colours) -> None:
        font = QFont(self.font())
        if shape.bold:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(_colour(shape.ink, colours))
        box, text = QRectF(*shape.box), said_text(self._texts, shape.said)
        metrics = painter.fontMetrics()
        across = _ALIGNS[shape.across] | Qt.AlignmentFlag.AlignVCenter
        if box.height() < 1.8 * metrics.height() or metrics.horizontalAdvance(text) <= box.width():
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
            if shape.over:
                painter.fillRect(painter.boundingRect(box, across, cut), _colour(Ink.SURFACE, colours))
            painter.drawText(box, across | Qt.TextFlag.TextDontClip, cut)
        else:
            painter.drawText(box, across | Qt.TextFlag.TextWordWrap, wrapped(text))


def _prepare(painter: QPainter, shape: Path | Disc, colours: Colours) -> None:
    pen = QPen(_colour(shape.ink, colours), shape.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape.dashed:
        pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    if shape.fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return
    ground = _colour(shape.fill, colours)
    if isinstance(shape, Path) and shape.clear:
        ground.setAlpha(_CLEAR)
    painter.setBrush(ground)


def _outline(shape: Path) -> QPainterPath:
    made = QPainterPath(QPointF(*shape.points[0]))
    for point in shape.points[1:]:
        made.lineTo(QPointF(*point))
    if shape.closed:
        made.closeSubpath()
    return made


def _colour(ink: Ink, colours: Colours) -> QColor:
    return QColor(getattr(colours, _TOKENS[ink]))
