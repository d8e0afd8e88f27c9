"""Marks: a state as a chip, a deadline as a light. Each has an icon and a word, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kmcase.messages import Message, message
from ui.theme import Colours, Space, Tone, colours_of, pixmap
from ui.widgets.texts import Said, Texts, said_text

TONE_ICONS = {Tone.PLAIN: "info", Tone.ACCENT: "info", Tone.OK: "ok", Tone.WARN: "warning", Tone.ERROR: "error"}

_CHIP_ICON = 16
_CHIP_MARGIN = 8
_CHIP_GAP = 6
_SLACK = 2
"""Advances are rounded, and eliding is not."""


def chip_size(words: str, font: QFont) -> QSize:
    """How large a chip with these words is."""
    metrics = QFontMetrics(font)
    width = _CHIP_MARGIN + _CHIP_ICON + _CHIP_GAP + metrics.horizontalAdvance(words) + _SLACK + _CHIP_MARGIN
    return QSize(width, max(metrics.height() + 2, _CHIP_ICON + Space.ONE))


def paint_chip(painter: QPainter, rect: QRect, words: str, tone: Tone, icon_name: str, colours: Colours) -> None:
    """Paint a chip at the left of a rectangle, in the middle of its height; for cells of tables as well."""
    size = chip_size(words, painter.font())
    width = min(size.width(), rect.width())
    ground = QRectF(rect.x() + 0.5, rect.y() + (rect.height() - size.height()) / 2 + 0.5, width - 1, size.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(colours.ink(tone))
    painter.setBrush(QColor(colours.soft(tone)))
    edge = QColor(ink)
    edge.setAlphaF(0.35)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(ground, size.height() / 2, size.height() / 2)
    drawn = pixmap(icon_name, ink.name(), _CHIP_ICON)
    left = rect.x() + _CHIP_MARGIN
    painter.drawPixmap(left, round(ground.center().y() - _CHIP_ICON / 2), drawn)
    painter.setPen(QColor(colours.text) if tone is Tone.PLAIN else ink)
    left += _CHIP_ICON + _CHIP_GAP
    room = QRect(left, round(ground.y()), rect.x() + width - _CHIP_MARGIN - left, round(ground.height()))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Chip(QWidget):
    """A state with icon and word."""

    def __init__(
        self,
        texts: Texts,
        said: Said,
        tone: Tone = Tone.PLAIN,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_state(said, tone, icon_name)

    def set_state(self, said: Said, tone: Tone = Tone.PLAIN, icon_name: str = "") -> None:
        """Show another state; without a name the tone's own icon stands."""
        self._said, self._tone, self._icon = said, tone, icon_name or TONE_ICONS[tone]
        self.retranslate(self._texts)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._words = said_text(texts, self._said)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        return chip_size(self._words, self.font())

    def minimumSizeHint(self) -> QSize:
        """Room for the icon and a few letters."""
        return QSize(min(self.sizeHint().width(), 64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._words, self._tone, self._icon, colours_of(self))


class SlaLight(Chip):
    """How much time is left: on time, due soon, overdue, or done; the days are said in words."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, message("widgets.sla.none"), parent=parent)

    def show_days(self, left: int | None, *, soon: int = 3, done: bool = False) -> None:
        """Days left (below zero: overdue by so many); None where there is no deadline."""
        self.set_state(*sla_state(left, soon=soon, done=done))


def sla_state(left: int | None, *, soon: int = 3, done: bool = False) -> tuple[Message, Tone, str]:
    """Words, tone and icon of a deadline."""
    if done:
        return message("widgets.sla.done"), Tone.OK, "ok"
    if left is None:
        return message("widgets.sla.none"), Tone.PLAIN, "clock"
    if left < 0:
        return message("widgets.sla.over", days=-left), Tone.ERROR, "error"
    if left == 0:
        return message("widgets.sla.today"), Tone.WARN, "warning"
    if left <= soon:
        return message("widgets.sla.soon", days=left), Tone.WARN, "clock"
    return message("widgets.sla.left", days=left), Tone.OK, "clock"
