"""Rows of a repeat (members of a household, aid received): a small table, and the row in front as a form below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kmcase.domain.forms import ROW_ID, Answers, Question, Repeat
from kmcase.messages import LANGUAGES, Catalogue, Message, message, worded
from ui.forms.questions import answer_of, field_of, shown_answer, value_of
from ui.forms.spec import FormSpec, Section
from ui.forms.view import FormView
from ui.theme import Space
from ui.widgets.basics import Button, Card, Label, is_enter, row
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Texts, said_text

_COLUMNS = 5
_LINES = 8
_TYPED = "_typed"
"""Where a row keeps what is typed and unreadable, by question."""


@cache
def labels_of(key: str) -> Mapping[str, str]:
    """A sentence of the catalogue in each language, as a declared form has it."""
    return {language: Catalogue(language).text(key) for language in LANGUAGES}


class RowsEdit(Editor):
    """The value is a list of rows, each with its `_id`; `asked` says which questions a row is asked.

    Enter on a row opens it, Insert begins a new one, Delete takes one away.
    """

    turned = Signal()
    """Another row is in front, or none."""

    def __init__(
        self, texts: Texts, repeat: Repeat, today: date, new_id: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, parent)
        self._repeat, self._new_id = repeat, new_id
        # Thirteen figures leave no room for what tells people apart.
        self._columns = [question for question in repeat.questions if question.editor != "national_id"][:_COLUMNS]
        self._rows: list[dict[str, Any]] = []
        self._front: int | None = None
        self._read_only = False
        self.table = _Table()
        self.table.chosen.connect(self.open_row)
        self.table.begun.connect(self.begin_row)
        self.table.thrown.connect(self.remove_row)
        self.begin = Button(texts, message("forms_ui.rows.begin", what=worded(repeat.labels)), icon_name="plus")
        self.remove = Button(texts, message("forms_ui.rows.remove"), kind="quiet", icon_name="trash")
        self.close = Button(texts, message("forms_ui.rows.close"), icon_name="tick")
        self.empty = Label(texts, message("forms_ui.rows.empty", what=worded(repeat.labels)), role="muted")
        self.form = FormView(texts, FormSpec((Section(None, tuple(field_of(q, today) for q in repeat.questions)),)))
        self.form.changed.connect(self._typed)
        self._detail = Card(margin=0)
        self._build()
        self.retranslate(texts)
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        """The table, which takes the keyboard."""
        return (self.table,)

    def value(self) -> list[dict[str, Any]]:
        """The rows, with what is readable in them."""
        return [{name: answer for name, answer in each.items() if name != _TYPED} for each in self._rows]

    def set_value(self, value: object) -> None:
        """Show rows; none is in front."""
        self._rows = [dict(each) for each in value] if isinstance(value, list | tuple) else []
        self._turn_to(None)
        self._show()

    def raw(self) -> Raw:
        """The rows with what is typed in them, the unreadable too."""
        return [dict(each) for each in self._rows]

    def set_raw(self, raw: Raw) -> None:
        """Show them again."""
        self.set_value(raw if isinstance(raw, list) else [])

    def problem(self) -> Message | None:
        """That something typed in a row cannot be read."""
        wrong = [number for number, each in enumerate(self._rows, 1) if each.get(_TYPED)]
        return message("forms_ui.rows.wrong", rows=tuple(wrong)) if wrong else None

    def front_id(self) -> str | None:
        """The row in front."""
        return None if self._front is None else str(self._rows[self._front][ROW_ID])

    def show_asked(self, names: frozenset[str]) -> None:
        """Of the row in front, ask these questions alone."""
        for question in self._repeat.questions:
            self.form.set_field_visible(question.name in names, question.name)

    def show_problems(self, problems: Mapping[str, Message]) -> None:
        """What is wrong with answers of the row in front, by question."""
        self.form.show_sentences(problems)

    def begin_row(self) -> None:
        """A new row, in front."""
        if self._read_only:
            return
        self._rows.append({ROW_ID: self._new_id()})
        self.open_row(len(self._rows) - 1)
        self.changed.emit()

    def open_row(self, number: int, question: str = "") -> None:
        """Show a row below the table, and go to a question of it."""
        if not 0 <= number < len(self._rows):
            return
        self._turn_to(number)
        self._show()
        self.form.focus_field(question or self._repeat.questions[0].name)

    def open_id(self, row_id: str, question: str = "") -> None:
        """The same by the row's id."""
        for number, each in enumerate(self._rows):
            if each[ROW_ID] == row_id:
                self.open_row(number, question)

    def close_row(self) -> None:
        """Back to the table."""
        self._turn_to(None)
        self._show()
        self.table.setFocus()

    def remove_row(self, number: int) -> None:
        """Take a row away."""
        if self._read_only or not 0 <= number < len(self._rows):
            return
        del self._rows[number]
        self._turn_to(None)
        self._show()
        self.table.setFocus()
        self.changed.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        self.form.set_read_only(read_only)
        self._show()

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        super().retranslate(texts)
        for part in (self.begin, self.remove, self.close, self.empty, self.form):
            part.retranslate(texts)
        self._show()

    # --- inside ---

    def _build(self) -> None:
        self.table.setColumnCount(len(self._columns))
        self._detail.body.setContentsMargins(0, 0, 0, Space.TWO)
        self._detail.body.addWidget(self.form)
        foot = row(self.remove, None, self.close)
        foot.setContentsMargins(Space.TWO, 0, Space.TWO, 0)
        self._detail.body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.empty)
        layout.addWidget(self.table)
        layout.addLayout(row(self.begin, None))
        layout.addWidget(self._detail)
        self.begin.clicked.connect(self.begin_row)
        self.remove.clicked.connect(self._remove_front)
        self.close.clicked.connect(self.close_row)

    def _remove_front(self) -> None:
        if self._front is not None:
            self.remove_row(self._front)

    def _turn_to(self, number: int | None) -> None:
        self._front = number
        if number is not None:
            here = self._rows[number]
            self.form.set_values({q.name: value_of(q, here.get(q.name)) for q in self._repeat.questions})
            self.form.restore(here.get(_TYPED, {}))
        self.turned.emit()

    def _typed(self) -> None:
        if self._front is None:
            return
        values, raws = self.form.values(), self.form.raws()
        before = self._rows[self._front]
        kept: dict[str, Any] = {ROW_ID: before[ROW_ID]}
        unread = {}
        for question in self._repeat.questions:
            answer = answer_of(question, values[question.name])
            if self.form.editor(question.name).problem() is not None:
                unread[question.name] = raws[question.name]
                answer = before.get(question.name)
            if answer is not None:
                kept[question.name] = answer
        if unread:
            kept[_TYPED] = unread
        self._rows[self._front] = kept
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        shown = self._columns
        self.table.setHorizontalHeaderLabels([self._words(worded(question.labels)) for question in shown])
        self.table.show_rows([[self._cell(question, each) for question in shown] for each in self._rows], self._front)
        self.table.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self.setFocusProxy(self.table if self._rows else self.begin)
        self._detail.setVisible(self._front is not None)
        self.begin.setVisible(not self._read_only)
        self.remove.setVisible(not self._read_only)

    def _cell(self, question: Question, answers: Answers) -> str:
        return self._words(shown_answer(question, answers.get(question.name)))

    def _words(self, said: Message | str) -> str:
        return said_text(self._texts, said)


class _Table(QTableWidget):
    chosen = Signal(int)
    begun = Signal()
    thrown = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(Space.CONTROL + Space.HALF)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cellClicked.connect(lambda number, _: self.chosen.emit(number))

    def show_rows(self, rows: Sequence[Sequence[str]], front: int | None) -> None:
        self.setRowCount(len(rows))
        for number, cells in enumerate(rows):
            for place, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(number, place, item)
        if front is not None:
            self.selectRow(front)
        lines = min(len(rows), _LINES) * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(lines + self.horizontalHeader().sizeHint().height() + Space.ONE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (is_enter(event) or event.key() == Qt.Key.Key_F2) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Insert:
            self.begun.emit()
        elif event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.thrown.emit(self.currentRow())
        else:
            super().keyPressEvent(event)
