"""How cells are drawn: chips for states, room for stacked Thai marks for all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.tables.columns import Mark, Passage
from ui.tables.model import MARK_ROLE
from ui.theme import Space, colours_of
from ui.widgets.marks import TONE_ICONS, chip_size, paint_chip
from ui.widgets.texts import wrapped

_Index = QModelIndex | QPersistentModelIndex
_SMALL = 0.9
_SIDES = 12
"""The padding of a cell in window.qss, which Qt leaves out of its hint, and the roundings of eliding."""


class CellDelegate(QStyledItemDelegate):
    """Text as the style draws it, a `Mark` as a chip, a `Passage` that is replaced small and struck through."""

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
        painter.setFont(option.font)
        room = option.rect.adjusted(Space.ONE, 0, -Space.HALF, 0)
        paint_chip(painter, room, word, mark.tone, mark.icon or TONE_ICONS[mark.tone], colours_of(option.widget))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Say all of a cell that is cut."""
        cut = event.type() == QEvent.Type.ToolTip and self.sizeHint(option, index).width() > option.rect.width()
        if not cut:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), wrapped(str(index.data())), view)
        return True

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Strike what is replaced."""
        super().initStyleOption(option, index)
        passage = index.data(MARK_ROLE)
        if isinstance(passage, Passage) and passage.struck:
            font = option.font
            font.setStrikeOut(True)
            font.setPointSizeF(font.pointSizeF() * _SMALL)
            option.font = font
            option.palette.setColor(QPalette.ColorRole.Text, QColor(colours_of(option.widget).muted))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Wide enough for all of the text, or for the chip's edges and icon."""
        size = super().sizeHint(option, index)
        if isinstance(index.data(MARK_ROLE), Mark):
            size.setWidth(chip_size(str(index.data()), option.font).width() + Space.ONE + Space.HALF)
        else:
            size.setWidth(size.width() + _SIDES)
        return size
