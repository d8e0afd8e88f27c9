"""A day's widget: what is due at the left, own clients at the right, a form in their place."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.case_tasks import CaseDay, DayGroup, OwnClient
from kmcase.messages import message
from ui.case_lists import keep_taken_out
from ui.client_names import client_name
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.case import case_form, minutes_field
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk, Err, LiveTexts
from ui.screens.my_day.columns import CLIENT_COLUMNS, COLUMNS
from ui.screens.my_day.presenter import ALL, OWN, MyDayPresenter
from ui.tables.list_view import ListView
from ui.widgets import (
    BEDateEdit,
    Button,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    Label,
    LineEdit,
    block,
    column,
    retranslate_all,
    row,
    side_by_side,
)

_ALL_GROUPS = "all"
_TOOL_WIDTH = 128


class MyDayView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = MyDayPresenter(desk, self)
        self.counts = Label(texts, "", role="lead")
        whose = [Choice(value=one, said=message(f"my_day.whose.{one}")) for one in (OWN, ALL)]
        groups = [_ALL_GROUPS, *(group.value for group in DayGroup)]
        self.whose = ChoiceEdit(texts, whose)
        self.group = ChoiceEdit(texts, [Choice(value=one, said=message(f"my_day.group.{one}")) for one in groups])
        self.whose.set_name(message("my_day.list.whose"))
        self.group.set_name(message("my_day.list.group"))
        self.whose.set_value(OWN)
        self.group.set_value(_ALL_GROUPS)
        self.list = ListView(
            desk,
            name="my_day",
            title_key="my_day.list.title",
            columns=COLUMNS,
            key=lambda item: (item.case_id, item.kind, item.record_id),
            empty=message("my_day.list.none"),
        )
        self.clients = ListView(
            desk,
            name="my_clients",
            title_key="my_day.clients.title",
            columns=CLIENT_COLUMNS,
            key=lambda item: item.case_id,
            empty=message("my_day.clients.none"),
        )
        self.hold = Button(texts, message("case_notes.group.begin"), icon_name="people", shortcut="Ctrl+G")
        self.hold.setVisible(desk.may("case_notes.hold"))
        for tool in (self.whose, self.group):
            tool.setFixedWidth(_TOOL_WIDTH)
            self.list.tools.addWidget(tool)
        left = block(self.counts, self.list, stretch=1)
        title = Label(texts, message("my_day.clients.title"), role="lead")
        right = block(row(title, self.hold, stretch=0), self.clients, stretch=1)
        self._pages = FormStack(
            side_by_side(left, right, (628, 348), stretch=(3, 2)), back_to=self.list, notices=desk.notices
        )
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self._connect()
        for each in (self.list, self.clients):
            keep_taken_out(desk, each, lambda line: line.case_id)

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Count anew, perhaps narrowed."""
        self.list.narrow(record_id)
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_day(self, day: CaseDay, clients: tuple[OwnClient, ...]) -> None:
        """Counts, lines, clients."""
        self.counts.say(message("my_day.counts.line", **{group.value: day.counts[group] for group in DayGroup}))
        group = self.group.value()
        count = day.counts[DayGroup(group)] if isinstance(group, str) and group != _ALL_GROUPS else day.count
        self.list.set_items(day.lines, of=count)
        self.clients.set_items(clients)
        self.hold.setEnabled(bool(clients))

    def show_failure(self, failure: Err) -> None:
        """Nothing can be counted."""
        self.list.set_error(failure)

    def form_done(self) -> None:
        """It is kept: back to the day."""
        self._pages.close_saved()

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    # --- a group activity ---

    def begin_group(self) -> None:
        """Ask for a group activity: what, and who of the own clients took part."""
        day = partial(BEDateEdit, today=self._desk.today())
        ticks = partial(ChecksEdit, choices=[_client_choice(client) for client in self.presenter.clients])
        fields = (
            Field("name", "case_notes.field.name", LineEdit, True),
            Field("place", "case_notes.field.place", LineEdit),
            Field("on", "case_notes.field.on", day, True, width=Width.THIRD),
            Field("at_time", "case_notes.field.at_time", LineEdit, width=Width.THIRD),
            minutes_field(),
            reason_field("case_notes.field.what", name="text"),
            Field(
                "case_ids",
                "case_notes.field.case_ids",
                ticks,
                True,
                help_key="case_notes.field.case_ids_help",
                width=Width.FULL,
            ),
        )
        form = case_form(
            self._desk.texts,
            message("case_notes.group.title"),
            FormSpec((Section(None, fields),)),
            {"on": self._desk.today()},
            action=message("case_notes.group.action"),
        )
        self._pages.fill_in(form, self.presenter.hold)

    # --- inside ---

    def _connect(self) -> None:
        self.whose.changed.connect(self._narrow)
        self.group.changed.connect(self._narrow)
        self.list.activated.connect(self.presenter.open_line)
        self.clients.activated.connect(self.presenter.open_client)
        self.list.retry.connect(self.presenter.open)
        self.hold.clicked.connect(self.begin_group)

    def _narrow(self) -> None:
        whose, group = self.whose.value(), self.group.value()
        if isinstance(whose, str) and isinstance(group, str):
            self.presenter.narrow(whose, None if group == _ALL_GROUPS else DayGroup(group))


def _client_choice(client: OwnClient) -> Choice:
    said = message("case_notes.group.client", name=client_name(client.name), number=client.number)
    return Choice(value=client.case_id, said=said)
