"""Icons: drawn SVGs in the colour of a token, redrawn everywhere when the scheme changes.

They are `QIcon`s of pixmaps. A `QIconEngine` in Python, which would recolour itself, ends the program now and then
(PySide 6.12 hands `paint` a painter that is gone), as do calls on `painter.device()`.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.resources import icon_svg
from ui.theme.tokens import DARK, LIGHT, Colours

_HALF_LIGHT = 128
_SIZES = (16, 18, 20, 24, 32, 48)
_drawn_from: dict[int, tuple[str, str]] = {}


def colours_of(widget: QWidget | None = None) -> Colours:
    """The scheme that a widget (or the application) stands in, told by its text: its ground may be transparent."""
    palette = widget.palette() if widget is not None else QGuiApplication.palette()
    text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return DARK if text.lightness() > _HALF_LIGHT else LIGHT


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon in the colour of a token of `Colours`; on buttons and actions it follows light and dark."""
    colours = colours_of()
    made = _icon(name, getattr(colours, colour), colours.edge, _ratio())
    _drawn_from[made.cacheKey()] = (name, colour)
    return made


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """An icon drawn once in a colour `#rrggbb`, `size` pixels wide, as fine as the finest screen."""
    return _drawn(name, colour, size, _ratio())


def redraw_icons() -> None:
    """Give every button and action the icon of the scheme that is worn now."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton):
            _redraw(widget)
        for action in widget.actions():
            _redraw(action)


def _redraw(bearer: QAbstractButton | QAction) -> None:
    found = _drawn_from.get(bearer.icon().cacheKey())
    if found is not None:
        bearer.setIcon(icon(*found))


def _ratio() -> float:
    found = QGuiApplication.instance()
    return found.devicePixelRatio() if isinstance(found, QGuiApplication) else 1.0


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str, ratio: float) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_drawn(name, colour, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(_drawn(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=2048)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(icon_svg(name).replace("currentColor", colour).encode()))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
