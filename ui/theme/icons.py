"""Icons: drawn SVGs, recoloured by token when they are painted, so that light and dark need no new icon."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.resources import icon_svg
from ui.theme.tokens import DARK, LIGHT, Colours

_HALF_LIGHT = 128


def colours_of(widget: QWidget | None = None) -> Colours:
    """The scheme that a widget (or the application) stands in, told by its text: its ground may be transparent."""
    palette = widget.palette() if widget is not None else QGuiApplication.palette()
    text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return DARK if text.lightness() > _HALF_LIGHT else LIGHT


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon in the colour of a token of `Colours`; it follows light and dark by itself."""
    return QIcon(_DrawnIcon(name, colour))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon drawn once in a colour `#rrggbb`, `size` pixels wide, for a screen of a pixel ratio."""
    return _drawn(name, colour, size, size, ratio)


class _DrawnIcon(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _DrawnIcon(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        side = min(rect.width(), rect.height())
        left, top = rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(left, top, self._pixmap(QSize(side, side), mode, painter.device().devicePixelRatio()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        del state
        return self._pixmap(size, mode, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        del state
        return self._pixmap(size / scale, mode, scale)

    def _pixmap(self, size: QSize, mode: QIcon.Mode, ratio: float) -> QPixmap:
        colours = colours_of()
        colour = colours.edge if mode is QIcon.Mode.Disabled else getattr(colours, self._colour)
        return _drawn(self._name, colour, size.width(), size.height(), ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(icon_svg(name).replace("currentColor", colour).encode()))
    drawn = QPixmap(round(width * ratio), round(height * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
