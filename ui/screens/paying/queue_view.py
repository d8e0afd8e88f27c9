"""The queue at the left: payees with chips, and the box where two letters bring one to the front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kmcase.application.read.payments import VoucherItem
from kmcase.thai.baht import format_baht
from ui.screens.paying.columns import state_mark
from ui.theme import Space, colours_of, icon
from ui.widgets import Texts, said_text
from ui.widgets.marks import chip_size, paint_chip

_Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole
_ROW = 60


class _Queue(QAbstractListModel):
    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self.items: tuple[VoucherItem, ...] = ()

    def show(self, items: Sequence[VoucherItem]) -> None:
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return f"{item.payee_name} {item.number} {said_text(self.texts, state_mark(item).said)}"
        return None


class _PayeeDelegate(QStyledItemDelegate):
    """Name above, number and amount below, the chip at the right."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.texts = texts

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, max(_ROW, 2 * option.fontMetrics.height() + Space.TWO))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: VoucherItem = index.data(_ITEM)
        colours = colours_of(option.widget)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), QColor(colours.accent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        room = option.rect.adjusted(Space.TWO - 2, Space.HALF + 2, -Space.ONE, -Space.HALF - 2)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.height() - room.height() // 2)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(item.payee_name, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, left, name)
        painter.setFont(option.font)
        lower.setWidth(lower.width() - self._state(painter, lower, item, option) - Space.HALF)
        painter.setPen(QColor(colours.muted))
        painter.setFont(option.font)
        words = f"{item.number}  {format_baht(item.amount.satang)}"
        # An amount cut short reads as a smaller one: it makes way whole.
        fits = painter.fontMetrics().horizontalAdvance(words) <= lower.width()
        painter.drawText(lower, left, words if fits else item.number)
        painter.restore()

    def _state(self, painter: QPainter, room: QRect, item: VoucherItem, option: QStyleOptionViewItem) -> int:
        """Draw the chip and give back its width."""
        mark = state_mark(item)
        words = said_text(self.texts, mark.said)
        width = min(chip_size(words, option.font).width(), room.width() * 3 // 5)
        place = QRect(room.right() - width, room.top(), width, room.height())
        paint_chip(painter, place, words, mark.tone, mark.icon, colours_of(option.widget))
        return width


class QueueView(QWidget):
    """`typed` with what stands in the box, `chosen` with a voucher's id, `go` when Enter is pressed."""

    typed = Signal(str)
    chosen = Signal(str)
    go = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._model = _Queue(texts)
        self._showing = False
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.textEdited.connect(self.typed)
        self.box.returnPressed.connect(self.go)
        self.list = QListView()
        self.list.setModel(self._model)
        self._delegate = _PayeeDelegate(texts, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.activated.connect(lambda _: self.go.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.box)
        self.retranslate(texts)

    def show_items(self, items: Sequence[VoucherItem]) -> None:
        """Show the queue; who was in front stays."""
        current = self._current()
        self._showing = True
        self._model.show(items)
        self._showing = False
        if current is not None:
            self.mark(current.voucher_id)

    def mark(self, voucher_id: str) -> None:
        """Mark who is in front."""
        for place, item in enumerate(self._model.items):
            if item.voucher_id == voucher_id:
                self._showing = True
                index = self._model.index(place)
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
                self._showing = False

    def come_here(self) -> None:
        """Empty the box and wait for letters."""
        self.box.clear()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        self._model.texts = self._delegate.texts = texts
        self.box.setPlaceholderText(texts.text("payments.queue.box"))
        self.box.setAccessibleName(texts.text("payments.queue.box_name"))
        self.list.setAccessibleName(texts.text("payments.queue.name"))
        self.list.viewport().update()

    def _current(self) -> VoucherItem | None:
        index = self.list.currentIndex()
        return index.data(_ITEM) if index.isValid() else None

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._showing:
            self.chosen.emit(index.data(_ITEM).voucher_id)
