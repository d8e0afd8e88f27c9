"""A month as a calendar: a cell a day with the visits that fit in it; arrow keys go from day to day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kmcase.application.read.appointments import AppointmentItem
from kmcase.thai.calendar import format_long
from ui.screens.plan.columns import state_mark
from ui.theme import Space, colours_of
from ui.widgets import Texts, said_text
from ui.widgets.basics import is_enter

_Index = QModelIndex | QPersistentModelIndex
_WEEK = 7
_SATURDAY = 5
_DAY = Qt.ItemDataRole.UserRole
_DOT = 8
_WITH_TIME = 136
Days = Mapping[date, Sequence[AppointmentItem]]


class MonthGrid(QTableView):
    """`day_chosen` as the cursor comes to a day; `day_opened` by Enter or a double click."""

    day_chosen = Signal(object)
    day_opened = Signal(object)

    def __init__(self, texts: Texts, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _MonthModel(texts, today, self)
        self.setModel(self._model)
        self.setItemDelegate(_DayDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(56)
        self.verticalHeader().setMinimumSectionSize(56)
        self._filling = False
        self.choose(today)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._came(now))
        self.doubleClicked.connect(lambda index: self.day_opened.emit(index.data(_DAY)))
        self.retranslate(texts)

    def show_month(self, first: date, days: Days) -> None:
        """Show a month's visits; the chosen day stays where it lies in it."""
        chosen = self.chosen()
        self._filling = True
        self._model.replace(first, days)
        self.choose(chosen if chosen is not None and self._model.place(chosen).isValid() else self._usual())
        self._filling = False
        self.viewport().update()

    def chosen(self) -> date | None:
        """The day under the cursor."""
        day = self.currentIndex().data(_DAY)
        return day if isinstance(day, date) else None

    def choose(self, day: date) -> None:
        """Bring the cursor to a day."""
        self.setCurrentIndex(self._model.place(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a day."""
        if is_enter(event):
            self.day_opened.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.setAccessibleName(texts.text("plan.calendar"))
        self._model.retranslate(texts)

    def _usual(self) -> date:
        today, first = self._model.today, self._model.first
        return today if (today.year, today.month) == (first.year, first.month) else first

    def _came(self, index: QModelIndex) -> None:
        if index.isValid() and not self._filling:
            self.day_chosen.emit(index.data(_DAY))


class _MonthModel(QAbstractTableModel):
    def __init__(self, texts: Texts, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.today = today
        self.first = today.replace(day=1)
        self._texts = texts
        self._days: Days = {}

    def replace(self, first: date, days: Days) -> None:
        """Another month."""
        self.beginResetModel()
        self.first, self._days = first, days
        self.endResetModel()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _WEEK - 1)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, _WEEK - 1))

    def place(self, day: date) -> QModelIndex:
        """Where a day stands."""
        row, column = divmod((day - self._begin()).days, _WEEK)
        return self.index(row, column)

    def _begin(self) -> date:
        return self.first - timedelta(days=self.first.weekday())

    def rowCount(self, parent: _Index | None = None) -> int:
        """The weeks that hold a day of the month."""
        following = (self.first + timedelta(days=31)).replace(day=1)
        return -(-(following - self._begin()).days // _WEEK)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Seven."""
        return _WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the days."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._texts.text(f"documents_plan.weekday.day{section}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The day; its words are for those who hear the screen."""
        day = self._begin() + timedelta(days=index.row() * _WEEK + index.column())
        if role == _DAY:
            return day
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            named = [f"{one.at_time} {one.person_name} · {one.officer_name}".strip() for one in self.of(day)]
            said = "plan.day_today" if day == self.today else "plan.day"
            return "\n".join([self._texts.text(said, day=format_long(day), count=len(named)), *named])
        return None

    def of(self, day: date) -> Sequence[AppointmentItem]:
        """The visits of a day."""
        return self._days.get(day, ())

    def words(self, key: str, **params: object) -> str:
        """A sentence in the language now spoken."""
        return said_text(self._texts, self._texts.text(key, **params))


class _DayDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A day: its number, and a line a visit as far as there is room."""
        model, widget = index.model(), option.widget  # type: ignore[attr-defined]
        assert isinstance(model, _MonthModel)
        colours, day = colours_of(widget), index.data(_DAY)
        box: QRect = option.rect.adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
        inside, chosen = day.month == model.first.month, bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.surface if inside and day.weekday() < _SATURDAY else colours.sunken
        painter.setBrush(QColor(colours.accent_soft if chosen else ground))
        edge, wide = (colours.accent, 2) if chosen else (colours.line, 1)
        painter.setPen(QPen(QColor(edge), wide))
        painter.drawRoundedRect(QRectF(box), Space.HALF, Space.HALF)
        self._paint_number(painter, box, day, model, colours)
        self._paint_visits(painter, box, model.of(day), model, colours)
        painter.restore()

    def _paint_number(self, painter: QPainter, box: QRect, day: date, model: _MonthModel, colours: Any) -> None:
        today, line = day == model.today, painter.fontMetrics().height()
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if today else QFont.Weight.Normal)
        painter.setFont(font)
        inside = day.month == model.first.month
        number = str(day.day)
        if today:
            width = painter.fontMetrics().horizontalAdvance(number) + Space.ONE + 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(box.left() + 3, box.top() + 4, width, line - 3), Space.ONE, Space.ONE)
        painter.setPen(QColor(colours.on_accent if today else colours.text if inside else colours.faint))
        painter.drawText(box.adjusted(Space.ONE, 2, -Space.ONE, 0), Qt.AlignmentFlag.AlignTop, number)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        count = len(model.of(day))
        room = (box.height() - line - 4) // line
        if count > room:
            painter.setPen(QColor(colours.muted))
            right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 2, -Space.ONE, 0), right, model.words("plan.visits", count=count))

    def _paint_visits(
        self, painter: QPainter, box: QRect, items: Sequence[AppointmentItem], model: _MonthModel, colours: Any
    ) -> None:
        line = painter.fontMetrics().height()
        top = box.top() + line + 2
        for item in items[: max(0, (box.bottom() - top) // line)]:
            mark = state_mark(item, model.today)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.ink(mark.tone)))
            painter.drawEllipse(QRectF(box.left() + Space.ONE, top + (line - _DOT) / 2 + 1, _DOT, _DOT))
            painter.setPen(QColor(colours.text))
            room = QRect(box.left() + Space.TWO + Space.HALF, top, box.width() - Space.TWO - Space.ONE, line)
            time = item.at_time if box.width() >= _WITH_TIME else ""
            words = f"{time} {item.first_name}".strip()
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            top += line

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The grid stretches its cells."""
        return QSize(100, 72)
