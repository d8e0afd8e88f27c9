"""The search and command box, and what it offers below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kmcase.messages import message
from ui.ports import Err, LiveTexts
from ui.shell.workspace.presenter import Offer
from ui.theme import Space, colours_of, icon, pixmap
from ui.widgets.texts import wrapped

_MOST_SHOWN = 10
_ICON = 20
_OFFER = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CommandBox(QLineEdit):
    """Type, arrows, Enter; Escape closes and goes back to where the keyboard was. `asked` tells to search."""

    asked = Signal(str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts = texts
        self._came_from: QWidget | None = None
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.offers = _OfferList(texts)
        self.textEdited.connect(self.asked)
        self.offers.clicked.connect(self._take)
        self.retranslate(texts)

    def come_here(self) -> None:
        """Ctrl+K: the keyboard goes to the box, and back when it is done."""
        focused = self.window().focusWidget()
        if focused is not self:
            self._came_from = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.asked.emit(self.text())

    def show_offers(self, typed: str, offers: Sequence[Offer]) -> None:
        """Show what was found; late answers for other letters are not shown."""
        if typed != self.text() or not self.hasFocus():
            return
        nothing = message("shell.search.nothing", typed=typed.strip())
        self.offers.show_offers(offers, "" if offers else self._texts.render(nothing))
        self._place()

    def show_failure(self, failure: Err) -> None:
        """Say why the search could not look."""
        self.offers.show_offers((), self._texts.render(failure.message))
        self._place()

    def close_offers(self) -> None:
        """Put everything away."""
        self.offers.hide()
        self.clear()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.setPlaceholderText(texts.text("shell.search.hint"))
        self.setAccessibleName(texts.text("shell.search.name"))
        self.setToolTip(wrapped(texts.text("shell.search.tip")))
        self.offers.retranslate(texts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the offers, Enter takes one, Escape goes back."""
        match event.key():
            case Qt.Key.Key_Down:
                self.offers.step(1)
            case Qt.Key.Key_Up:
                self.offers.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.offers.currentIndex())
            case Qt.Key.Key_Escape:
                self._leave()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The offers go with the keyboard."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.offers.hide()

    def _take(self, index: QModelIndex) -> None:
        offer = index.data(_OFFER) if index.isValid() else None
        if isinstance(offer, Offer):
            self.close_offers()
            self.clearFocus()
            offer.run()

    def _leave(self) -> None:
        self.close_offers()
        if self._came_from is not None:
            self._came_from.setFocus()
        else:
            self.clearFocus()

    def _place(self) -> None:
        window = self.window()
        self.offers.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + Space.HALF))
        self.offers.setGeometry(QRect(corner, QSize(max(self.width(), 520), self.offers.high())))
        self.offers.show()
        self.offers.raise_()


class _OfferList(QListView):
    """The lines below the box; it never takes the keyboard."""

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._offers = _Offers(self)
        self._nothing = ""
        self.setModel(self._offers)
        self.setProperty("role", "popup")
        self.setItemDelegate(_OfferDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self.retranslate(texts)

    def show_offers(self, offers: Sequence[Offer], nothing: str) -> None:
        self._nothing = nothing
        self._offers.replace(tuple(offers))
        if offers:
            self.setCurrentIndex(self._offers.index(0))
        self.viewport().update()

    def high(self) -> int:
        line = _line_height(self.fontMetrics().height())
        return line * max(1, min(self._offers.rowCount(), _MOST_SHOWN)) + 2 * Space.ONE

    def step(self, by: int) -> None:
        count = self._offers.rowCount()
        if count:
            self.setCurrentIndex(self._offers.index((self.currentIndex().row() + by) % count))

    def retranslate(self, texts: LiveTexts) -> None:
        self.setAccessibleName(texts.text("shell.search.offers"))

    def paintEvent(self, event: QEvent) -> None:
        super().paintEvent(event)
        if self._nothing:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours_of(self).muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._nothing)


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def replace(self, offers: tuple[Offer, ...]) -> None:
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        offer = self._offers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return offer.title
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{offer.noun} {offer.detail}".strip()
            case _ if role == _OFFER:
                return offer
        return None


class _OfferDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _line_height(option.fontMetrics.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        offer: Offer = index.data(_OFFER)
        colours = colours_of(option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), Space.RADIUS, Space.RADIUS)
        inner = QRect(option.rect).adjusted(Space.ONE + Space.HALF, 0, -Space.ONE - Space.HALF, 0)
        drawn = pixmap(offer.icon, colours.muted, _ICON)
        painter.drawPixmap(inner.x(), inner.center().y() - _ICON // 2 + 1, drawn)
        inner.setLeft(inner.left() + _ICON + Space.ONE)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.faint))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, offer.noun)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(offer.noun) - Space.TWO)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        title = metrics.elidedText(offer.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, left, title)
        inner.setLeft(inner.left() + metrics.horizontalAdvance(title) + Space.TWO)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        detail = painter.fontMetrics().elidedText(offer.detail, Qt.TextElideMode.ElideRight, max(0, inner.width()))
        painter.drawText(inner, left, detail)
        painter.restore()


def _line_height(font_height: int) -> int:
    return font_height + Space.TWO
