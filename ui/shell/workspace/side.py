"""Navigation by work at the left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.ports import Area, LiveTexts, Screen
from ui.theme import Size, Space, colours_of, pixmap

WIDTH = 216
_WIDEST = 240
"""At normal text size; a longer title is elided."""
_ICON = 20
_BEFORE = Space.TWO + _ICON + Space.ONE + Space.HALF
"""Where a title begins: after the edge and the icon."""
_Index = QModelIndex | QPersistentModelIndex
_Line = Area | Screen
_LINE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class SideNav(QListView):
    """Areas as headings, screens as lines; `chosen` gives a screen's key. Areas with one screen need no heading."""

    chosen = Signal(str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._lines = _Lines(texts, self)
        self.setModel(self._lines)
        self.setProperty("role", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._take)
        self.activated.connect(self._take)
        self.retranslate(texts)

    def show_areas(self, areas: Sequence[tuple[Area, tuple[Screen, ...]]]) -> None:
        """Show what a role may open."""
        lines: list[_Line] = []
        for area, screens in areas:
            if len(screens) > 1:
                lines.append(area)
            lines.extend(screens)
        self._lines.replace(tuple(lines))
        self._widen()

    def mark(self, key: str) -> None:
        """Show where one is; nothing is emitted."""
        row = self._lines.row_of(key)
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._lines.index(row))

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self.setAccessibleName(texts.text("shell.nav.name"))
        self._lines.retranslate(texts)
        self._widen()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs a wider side."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widen()

    def _widen(self) -> None:
        """As wide as the longest title while it is marked."""
        model = self.model()
        if model is None:
            return
        metrics = QFontMetrics(_marked(self.font()))
        titles = (str(model.index(row, 0).data()) for row in range(model.rowCount()))
        longest = max((metrics.horizontalAdvance(title) for title in titles), default=0)
        around = _BEFORE + Space.ONE + self.verticalScrollBar().sizeHint().width() + 2 * Space.HALF
        widest = round(_WIDEST * max(1.0, self.font().pointSizeF() / Size.BASE))
        self.setFixedWidth(max(WIDTH, min(longest + around, widest)))

    def _take(self, index: QModelIndex) -> None:
        line = index.data(_LINE)
        if isinstance(line, Screen):
            self.chosen.emit(line.key)


class _Lines(QAbstractListModel):
    def __init__(self, texts: LiveTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self._lines: tuple[_Line, ...] = ()

    def replace(self, lines: tuple[_Line, ...]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def row_of(self, key: str) -> int | None:
        rows = (row for row, line in enumerate(self._lines) if isinstance(line, Screen) and line.key == key)
        return next(rows, None)

    def retranslate(self, texts: LiveTexts) -> None:
        self._texts = texts
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._lines[index.row()], Area):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.text(line.title_key if isinstance(line, Screen) else f"shell.area.{line.value}")
        return None


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = not isinstance(index.data(_LINE), Screen)
        high = option.fontMetrics.height() + (Space.TWO if heading else Space.TWO - Space.HALF)
        return QSize(_BEFORE, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Screen):
            _draw_screen(painter, option, line, str(index.data()))
        else:
            _draw_heading(painter, option, str(index.data()))
        painter.restore()


def _draw_heading(painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.9)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(colours_of(option.widget).muted))
    room = QRect(option.rect).adjusted(Space.TWO, Space.HALF, -Space.ONE, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)


def _draw_screen(painter: QPainter, option: QStyleOptionViewItem, screen: Screen, words: str) -> None:
    colours = colours_of(option.widget)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    ground = QRectF(option.rect).adjusted(Space.HALF, 1, -Space.HALF, -1)
    if selected or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
        painter.drawRoundedRect(ground, Space.RADIUS, Space.RADIUS)
    if selected:
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(ground.x(), ground.y() + 8, 3, ground.height() - 16), 1.5, 1.5)
    inner = QRect(option.rect).adjusted(Space.TWO, 0, -Space.ONE, 0)
    ink = colours.accent if selected else colours.muted
    drawn = pixmap(screen.icon, ink, _ICON)
    painter.drawPixmap(inner.x(), inner.center().y() - _ICON // 2 + 1, drawn)
    inner.setLeft(option.rect.left() + _BEFORE)
    painter.setFont(_marked(option.font) if selected else option.font)
    painter.setPen(QColor(colours.accent_strong if selected else colours.text))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _marked(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
