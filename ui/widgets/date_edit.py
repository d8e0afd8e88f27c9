"""A date in พ.ศ., typed as people write it or picked from a calendar. Outside it is a C.E. `date` or `PartialDate`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kmcase.domain.dates import PartialDate
from kmcase.messages import Message, message
from kmcase.thai import calendar
from ui.theme import icon
from ui.widgets.date_popup import DatePopup
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Texts, said_text, wrapped


class BEDateEdit(Editor):
    """The value is a `date`, with `partial` a `PartialDate` (a year, or month and year, is enough); None where unread.

    Down arrow opens the calendar, Up and Page keys in it move by weeks and months. `today` decides two-digit years.
    """

    def __init__(self, texts: Texts, *, today: date, partial: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._today = today
        self._partial = partial
        self.line = _DateLine(self)
        self.line.setMaxLength(40)
        self._open = QAction(icon("calendar", "muted"), "", self.line)
        self._open.triggered.connect(self.open_calendar)
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.read_as = QLabel(self)
        self.read_as.setProperty("role", "muted")
        self.read_as.hide()
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        self._host(self.line, self.read_as)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> date | PartialDate | None:
        """The date typed."""
        try:
            parts = self._read()
        except calendar.DateProblem:
            return None
        return parts if self._partial else parts.full

    def set_value(self, value: object) -> None:
        """Show a date."""
        match value:
            case PartialDate():
                self.line.setText(_typed_form(value))
            case date():
                self.line.setText(calendar.format_numeric(value))
            case _:
                self.line.clear()

    def raw(self) -> Raw:
        """The text as typed."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self.line.setText(str(raw))

    def problem(self) -> Message | None:
        """Why what is typed is no date."""
        try:
            self._read()
        except calendar.DateProblem as problem:
            if problem.code == "empty":
                return None
            return message(f"widgets.date.{problem.code}", typed=problem.typed, year=str(problem.suggested_year))
        return None

    def open_calendar(self) -> None:
        """Open the calendar at the date typed, or at today."""
        if self.line.isReadOnly():
            return
        try:
            shown = self._read()
        except calendar.DateProblem:
            shown = PartialDate.from_date(self._today)
        popup = DatePopup(self._texts, date(shown.year, shown.month or 1, shown.day or 1), self._today, self)
        popup.picked.connect(self._pick)
        popup.open_at(self.mapToGlobal(QPoint(0, self.line.height() + 2)))

    def retranslate(self, texts: Texts) -> None:
        """Say placeholder and tool tip anew."""
        super().retranslate(texts)
        self.line.setPlaceholderText(
            texts.text("widgets.date.placeholder_partial" if self._partial else "widgets.date.placeholder")
        )
        words = said_text(texts, message("widgets.date.open"))
        self._open.setText(words)
        self._open.setToolTip(wrapped(words))
        for button in self.line.findChildren(QWidget):
            button.setAccessibleName(words)

    def _read(self) -> PartialDate:
        text = self.line.text()
        if self._partial:
            return PartialDate(*calendar.parse_partial(text, today=self._today))
        return PartialDate.from_date(calendar.parse_date(text, today=self._today))

    def _pick(self, day: date) -> None:
        self.line.setText(calendar.format_numeric(day))
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _typed(self) -> None:
        """Say how a date that is typed otherwise is read."""
        try:
            parts = self._read()
        except calendar.DateProblem:
            self.read_as.hide()
        else:
            plain = self.line.text().strip() == _typed_form(parts)
            words = calendar.format_partial(parts.year, parts.month, parts.day)
            self.read_as.setText(f"= {words}")
            self.read_as.setVisible(not plain and self.line.hasFocus())
        self.changed.emit()

    def _settle(self) -> None:
        self.read_as.hide()
        try:
            self.line.setText(_typed_form(self._read()))
        except calendar.DateProblem:
            return


class _DateLine(QLineEdit):
    def __init__(self, owner: BEDateEdit) -> None:
        super().__init__(owner)
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._owner.open_calendar()
        else:
            super().keyPressEvent(event)


def _typed_form(parts: PartialDate) -> str:
    """`15/01/2567`, `01/2567` or `2567`."""
    if (day := parts.full) is not None:
        return calendar.format_numeric(day)
    year = str(parts.year + calendar.BE_OFFSET)
    return f"{parts.month:02d}/{year}" if parts.month else year
