"""The calendar that opens below a date: month names and พ.ศ. years of its own, since Qt's has C.E. years only."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QFrame, QTableView, QVBoxLayout, QWidget

from kmcase.messages import message
from kmcase.thai import calendar
from ui.theme import Space, colours_of
from ui.widgets.basics import Button, IconButton, Spin, row
from ui.widgets.texts import Texts

_YEARS = (2400, 2699)


class DatePopup(QFrame):
    """`picked` with the day; Enter or a click picks, Escape closes, Page keys turn the month."""

    picked = Signal(date)

    def __init__(self, texts: Texts, shown: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(texts.text("widgets.date.calendar"))
        self._month = QComboBox()
        self._month.addItems(calendar.MONTHS)
        self._month.setAccessibleName(texts.text("widgets.date.month"))
        self._year = Spin()
        self._year.setRange(*_YEARS)
        self._year.setGroupSeparatorShown(False)
        self._year.setPrefix(texts.text("widgets.date.be") + " ")
        self._year.setAccessibleName(texts.text("widgets.date.year"))
        self._grid = _grid(texts)
        self._grid.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._grid.clicked.connect(self._pick)
        self._grid.activated.connect(self._pick)
        self._grid.currentPageChanged.connect(self._show_page)
        self._days().installEventFilter(self)
        self._month.activated.connect(self._turn)
        self._year.valueChanged.connect(self._turn)
        self._build(texts, today)
        self._show_page(shown.year, shown.month)

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper left corner there, inside the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self._days().setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Page keys in the days turn the month, with Ctrl the year."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
            if step is not None:
                ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                selected = self._grid.selectedDate()
                self._grid.setSelectedDate(selected.addYears(step) if ctrl else selected.addMonths(step))
                return True
        return super().eventFilter(watched, event)

    def _build(self, texts: Texts, today: date) -> None:
        before = IconButton(texts, message("widgets.date.month_before"), "chevron_left")
        after = IconButton(texts, message("widgets.date.month_after"), "chevron_right")
        before.clicked.connect(self._grid.showPreviousMonth)
        after.clicked.connect(self._grid.showNextMonth)
        now = Button(texts, message("widgets.date.today", day=today), kind="link")
        now.clicked.connect(lambda: self._pick(QDate(today.year, today.month, today.day)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, Space.ONE, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(before, self._month, self._year, after, spacing=Space.HALF))
        layout.addWidget(self._grid)
        layout.addLayout(row(now, None))

    def _days(self) -> QTableView:
        found = self._grid.findChild(QTableView)
        assert found is not None
        return found

    def _turn(self) -> None:
        self._grid.setCurrentPage(self._year.value() - calendar.BE_OFFSET, self._month.currentIndex() + 1)

    def _show_page(self, year: int, month: int) -> None:
        self._month.setCurrentIndex(month - 1)
        self._year.blockSignals(True)
        self._year.setValue(year + calendar.BE_OFFSET)
        self._year.blockSignals(False)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def _grid(texts: Texts) -> QCalendarWidget:
    grid = QCalendarWidget()
    grid.setNavigationBarVisible(False)
    grid.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    grid.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    grid.setLocale(QLocale("th_TH"))
    grid.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
    grid.setMinimumSize(308, 224)
    colours = colours_of()
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(colours.text))
    header = QTextCharFormat()
    header.setForeground(QColor(colours.muted))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        grid.setWeekdayTextFormat(day, weekend)
    grid.setHeaderTextFormat(header)
    grid.setAccessibleName(texts.text("widgets.date.calendar"))
    days = grid.findChild(QTableView)
    if days is not None:
        days.setAccessibleName(texts.text("widgets.date.calendar"))
    return grid
