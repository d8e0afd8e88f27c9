"""The office and its numbers as people see them: the office above, the numbers in force on a day below."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.staff import Number
from kmcase.domain.money import Baht
from kmcase.domain.offices import Office
from kmcase.messages import message
from kmcase.thai.areas import area, province_name
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage
from ui.ports import Desk, Err, LiveTexts
from ui.screens.regulations.columns import COLUMNS, UNLIMITED, is_money, value_said
from ui.screens.regulations.presenter import RegulationsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import (
    BahtEdit,
    BEDateEdit,
    Button,
    Card,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    NumberEdit,
    TextArea,
    retranslate_all,
    row,
)

_MOST = 1_000


class RegulationsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = RegulationsPresenter(desk, self)
        self.facts = KeyFacts(texts, pairs=2)
        self.day = BEDateEdit(texts, today=desk.today())
        self.day.set_value(desk.today())
        self.list = ListView(
            desk,
            name="regulations",
            title_key="regulations.numbers",
            columns=COLUMNS,
            key=lambda one: one.key,
            empty=message("regulations.none"),
        )
        self.change = Button(texts, message("regulations.change"), icon_name="edit", shortcut="F2")
        self.form: FormPage | None = None
        self._pages = QStackedWidget()
        self._build()
        self.retranslate(texts)

    def _build(self) -> None:
        texts = self._desk.texts
        page = QWidget()
        card = Card()
        card.body.addWidget(self.facts)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addWidget(Label(texts, message("regulations.screen"), role="title", wrap=False))
        inside.addWidget(card)
        on = Label(texts, message("regulations.on"), role="field", wrap=False)
        inside.addLayout(row(Label(texts, message("regulations.numbers"), role="lead", wrap=False), None, on, self.day))
        inside.addWidget(self.list, 1)
        foot = row(Label(texts, message("regulations.own_help"), role="muted"), self.change)
        foot.setStretch(0, 1)
        inside.addLayout(foot)
        self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.TWO, Space.THREE, Space.TWO)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.list)
        self.change.setVisible(self.presenter.may_change)
        self.change.clicked.connect(self.begin)
        self.day.changed.connect(self._day_chosen)
        self.list.selection_changed.connect(self._enable)
        self.list.activated.connect(lambda _item: self.begin())
        self.list.retry.connect(self.presenter.open)
        self._enable()

    def _enable(self) -> None:
        self.change.setEnabled(len(self.list.selected()) == 1)

    def _day_chosen(self) -> None:
        day = self.day.value()
        if isinstance(day, date):
            self.presenter.choose_day(day)

    def begin(self) -> None:
        """Enter an own number over the one that is marked."""
        chosen = self.list.selected()
        if len(chosen) != 1 or not self.presenter.may_change:
            return
        self.show_list()
        number: Number = chosen[0]
        texts = self._desk.texts
        form = FormPage(
            texts,
            message(f"regulations.key.{number.key}"),
            _form(number, self._desk.today()),
            action=message("regulations.save"),
            cancel=message("regulations.cancel"),
        )
        shown = None if number.value == UNLIMITED else Baht(number.value) if is_money(number.key) else number.value
        form.form.set_values({"value": shown, "valid_from": self._desk.today()})
        form.say(message("regulations.instead_of", value=value_said(number), reference=number.reference))
        form.submitted.connect(lambda: self.presenter.change(number, form.form.values()))
        form.cancelled.connect(self.show_list)
        self.form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.begin()

    # --- what the presenter shows ---

    def show_office(self, office: Office) -> None:
        """Name, place and area."""
        found = [each.subdistrict for code in sorted(office.area) if (each := area(code)) is not None]
        self.facts.set_facts(
            [
                Fact(label=message("regulations.office.name"), value=office.name, strong=True),
                Fact(label=message("regulations.office.code"), value=office.short_code),
                Fact(label=message("regulations.office.province"), value=province_name(office.province_code)),
                Fact(label=message("regulations.office.area"), value=", ".join(found) or "–"),
            ]
        )

    def show_numbers(self, numbers: tuple[Number, ...]) -> None:
        """What holds on the day."""
        self.list.set_items(numbers)
        self._enable()

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_refused(self, failure: Err) -> None:
        """Why nothing was recorded."""
        if self.form is not None:
            self.form.show_failure(failure)

    def show_list(self) -> None:
        """From the form back to the list."""
        if self.form is not None:
            self._pages.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self._pages.setCurrentIndex(0)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is a number's key."""
        self.presenter.open()
        if record_id is not None:
            self.list.select_key(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        for control in self.day.inputs():
            control.setAccessibleName(texts.text("regulations.on"))


def _form(number: Number, today: date) -> FormSpec:
    value = BahtEdit if is_money(number.key) else partial(NumberEdit, most=_MOST)
    day = partial(BEDateEdit, today=today)
    fields = (
        Field("value", "regulations.column.value", value, required=True, width=Width.THIRD),
        Field("valid_from", "regulations.column.from", day, required=True, width=Width.THIRD),
        Field("valid_to", "regulations.column.to", day, width=Width.THIRD),
        Field("reference", "regulations.column.reference", LineEdit, required=True, width=Width.FULL),
        Field("reason", "regulations.reason", TextArea, required=True, width=Width.FULL),
    )
    return FormSpec((Section(None, fields),))
