"""One time line of everything that happened to a person, a household or a case; the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kmcase.domain.money import Baht
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_short
from ui.theme import Space, Tone, colours_of, pixmap
from ui.widgets.texts import Said, Texts, said_text, wrapped

_Index = QModelIndex | QPersistentModelIndex
_DATE_WIDTH = 96
_WIDEST_DATE = format_short(date(2024, 11, 29))
_MARK = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something that happened: when, what, with an icon; `key` is what `opened` tells."""

    key: str
    on: date
    icon: str
    title: Said
    detail: Said = ""
    tone: Tone = Tone.PLAIN
    amount: Baht | None = None


class Timeline(QListView):
    """Entries below each other; Enter or a double click tells the key of one by `opened`."""

    opened = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _TimelineModel(texts, self)
        self.setModel(self._model)
        self.setProperty("role", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_TimelineDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.entries[index.row()].key))
        self.retranslate(texts)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show entries, the newest first."""
        self._model.replace(tuple(sorted(entries, key=lambda entry: (entry.on, entry.key), reverse=True)))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.setAccessibleName(texts.text("widgets.timeline.name"))
        self._model.retranslate(texts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._model.entries[self.currentIndex().row()].key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Details wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _TimelineModel(QAbstractListModel):
    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.entries: tuple[TimelineEntry, ...] = ()

    def replace(self, entries: tuple[TimelineEntry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def retranslate(self, texts: Texts) -> None:
        self.beginResetModel()
        self._texts = texts
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        del parent
        return len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                amount = f" {format_baht(entry.amount.satang)}" if entry.amount is not None else ""
                return f"{format_short(entry.on)} {said_text(self._texts, entry.title)}{amount}"
            case Qt.ItemDataRole.UserRole:
                return entry, said_text(self._texts, entry.title), wrapped(said_text(self._texts, entry.detail))
            case _:
                return None


class _TimelineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        _, _, detail = index.data(Qt.ItemDataRole.UserRole)
        metrics = QFontMetrics(option.font)
        height = metrics.height() + Space.TWO
        if detail:
            room = QRect(0, 0, _words_room(QRect(0, 0, width, 0), metrics).width(), 10_000)
            height += metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, detail).height()
        return QSize(width, max(height, _MARK + Space.TWO))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = option.widget
        colours = colours_of(view)
        entry, title, detail = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), Space.RADIUS, Space.RADIUS)
        rect, height = option.rect, QFontMetrics(option.font).height()
        first = QRect(rect.x() + Space.ONE, rect.y() + Space.ONE, rect.width() - Space.TWO, max(height, _MARK))
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, format_short(entry.on))
        self._paint_mark(painter, option, index, entry)
        room = _words_room(rect, QFontMetrics(option.font))
        room.setTop(first.top())
        line = QRect(room.x(), first.y(), room.width(), first.height())
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        if entry.amount is not None:
            amount = format_baht(entry.amount.satang)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, amount)
            line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(amount) - Space.ONE)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        below = QRect(room.x(), first.bottom() + 1, room.width(), rect.bottom() - first.bottom())
        painter.drawText(below, Qt.TextFlag.TextWordWrap.value, detail)
        painter.restore()

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, entry: TimelineEntry) -> None:
        view = option.widget
        colours, rect = colours_of(view), option.rect
        left = rect.x() + _date_width(QFontMetrics(option.font))
        middle = QPointF(left + _MARK / 2, rect.y() + Space.ONE + _MARK / 2)
        painter.setPen(QPen(QColor(colours.line), 2))
        top = rect.y() if index.row() else round(middle.y())
        last = index.row() == index.model().rowCount() - 1
        painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), middle.y() if last else rect.bottom() + 1))
        ink = colours.ink(entry.tone)
        painter.setPen(QPen(QColor(ink), 1.5))
        painter.setBrush(QColor(colours.soft(entry.tone)))
        painter.drawEllipse(middle, _MARK / 2 - 1, _MARK / 2 - 1)
        drawn = pixmap(entry.icon, ink, 16)
        painter.drawPixmap(QPointF(middle.x() - 8, middle.y() - 8), drawn)


def _date_width(metrics: QFontMetrics) -> int:
    return max(_DATE_WIDTH, metrics.horizontalAdvance(_WIDEST_DATE) + Space.TWO)


def _words_room(rect: QRect, metrics: QFontMetrics) -> QRect:
    return rect.adjusted(_date_width(metrics) + _MARK + Space.ONE + Space.HALF, 0, -Space.TWO, 0)
