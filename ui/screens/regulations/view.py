"""The numbers as people see them: those in force on a day at the left, one with all its times at the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.offices import NumberItem
from kmcase.messages import Message, message
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts
from ui.screens.regulations.columns import NUMBERS, name_said
from ui.screens.regulations.form import number_form, start_values
from ui.screens.regulations.number_pane import NumberPane
from ui.screens.regulations.presenter import RegulationsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import BEDateEdit, EmptyState, Label, column, retranslate_all, row, side_by_side, stacked

_LIST_WIDTH = 640
_PANE_WIDTH = 460


class RegulationsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = RegulationsPresenter(desk, self)
        self.day = BEDateEdit(texts, today=desk.today())
        self.day.set_value(desk.today())
        self.uncertain = Label(texts, "", role="muted")
        self.list = ListView(
            desk,
            name="regulations",
            title_key="regulations.screen",
            columns=NUMBERS,
            key=lambda item: item.key,
            empty=message("regulations.none_yet"),
        )
        self.pane = NumberPane(desk)
        self.nothing = EmptyState(
            texts, "settings", message("regulations.choose"), message("regulations.choose_advice")
        )
        self._build()
        self._connect()
        self.retranslate(texts)

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _build(self) -> None:
        texts = self._desk.texts
        self._right = stacked(self.nothing, self.pane)
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, _PANE_WIDTH), stretch=(1, 0))
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        title = Label(texts, message("regulations.screen"), role="title", wrap=False)
        on = Label(texts, message("regulations.on_day"), role="field", wrap=False)
        head = row(title, self.uncertain, on, self.day, stretch=1)
        inside.addLayout(head)
        inside.addWidget(both, 1)
        self._pages = FormStack(page, back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.pane.change.setVisible(self.presenter.may_change)
        self.pane.change.clicked.connect(self.begin)
        self.day.changed.connect(self._day_chosen)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.key))
        self.list.activated.connect(lambda _item: self.begin())
        self.list.retry.connect(self.presenter.open)

    def _day_chosen(self) -> None:
        day = self.day.value()
        if isinstance(day, date):
            self.presenter.choose_day(day)

    def begin(self) -> None:
        """Enter an own number over the one in front."""
        item = self.presenter.item
        if item is None or not self.presenter.may_change:
            return
        today = self._desk.today()
        form = FormPage(
            self._desk.texts,
            name_said(item),
            number_form(item, today),
            action=message("regulations.change"),
            cancel=message("regulations.cancel"),
        )
        form.form.set_values(start_values(item, today))
        form.changed.connect(self._typed)
        self._pages.fill_in(form, self.presenter.change)
        self._typed()

    def _typed(self) -> None:
        if self.form is None:
            return
        values = self.form.form.values()
        self.form.form.editor("value").setEnabled(not values.get("unlimited"))
        self.presenter.typed(values)

    # --- what the presenter shows ---

    def show_numbers(self, numbers: tuple[NumberItem, ...], uncertain: int) -> None:
        """What holds on the day."""
        self.list.set_items(numbers)
        self.uncertain.say(message("regulations.uncertain", count=uncertain))
        self.uncertain.setVisible(bool(uncertain))

    def show_number(self, item: NumberItem | None, times: tuple[NumberItem, ...]) -> None:
        """The number in front."""
        self._right.setCurrentWidget(self.nothing if item is None else self.pane)
        if item is None:
            return
        with QSignalBlocker(self.list):
            self.list.select_key(item.key)
        self.pane.show_item(item, times)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def form_says(self, said: Message | None) -> None:
        """What the form will do."""
        self._pages.say(said)

    def form_failed(self, failure: Err) -> None:
        """Why nothing was recorded."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """From the form back to the list."""
        self._pages.close_form()

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is a number's key."""
        self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        for control in self.day.inputs():
            control.setAccessibleName(texts.text("regulations.on_day"))
