"""How cells are drawn: chips for states, room for stacked Thai marks for all."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.tables.columns import Mark
from ui.tables.model import MARK_ROLE
from ui.theme import Space, Tone, colours_of, pixmap

_ICON = 16
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Text as the style draws it, a `Mark` as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        mark = index.data(MARK_ROLE)
        if not isinstance(mark, Mark):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        word, option.text = option.text, ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        _draw_chip(painter, option, mark, word)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Wide enough for the chip's edges and icon."""
        size = super().sizeHint(option, index)
        mark = index.data(MARK_ROLE)
        if isinstance(mark, Mark):
            size.setWidth(size.width() + 2 * Space.ONE + (_ICON + Space.HALF if mark.icon else 0))
        return size


def _draw_chip(painter: QPainter, option: QStyleOptionViewItem, mark: Mark, word: str) -> None:
    colours = colours_of(option.widget)
    metrics = option.fontMetrics
    icon_room = _ICON + Space.HALF if mark.icon else 0
    height = min(metrics.height() + Space.HALF, option.rect.height() - Space.HALF)
    room = option.rect.adjusted(Space.ONE, 0, -Space.HALF, 0)
    width = min(metrics.horizontalAdvance(word) + icon_room + 2 * Space.ONE + 2, room.width())
    chip = QRect(room.left(), room.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colours.soft(mark.tone)))
    painter.setPen(Qt.PenStyle.NoPen if mark.tone is not Tone.PLAIN else QColor(colours.line))
    painter.drawRoundedRect(chip, height / 2, height / 2)
    inner = chip.adjusted(Space.ONE, 0, -Space.ONE, 0)
    if mark.icon:
        drawn = pixmap(mark.icon, colours.ink(mark.tone), _ICON, painter.device().devicePixelRatioF())
        painter.drawPixmap(inner.left(), inner.center().y() - _ICON // 2 + 1, drawn)
        inner.setLeft(inner.left() + icon_room)
    painter.setPen(QColor(colours.ink(mark.tone)))
    shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, inner.width() + 2)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
