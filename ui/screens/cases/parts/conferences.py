"""The conferences of a case: why it was there, what was heard and decided, and bringing it to another one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.cases import CasePage
from kmcase.application.read.conferences import CaseConference
from kmcase.domain.cases.conferences import AgendaState
from kmcase.messages import message
from ui.conference_words import agenda_mark, decision_mark, decision_said, decisions_said, reason_said
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.case import case_form
from ui.ports import ColumnKind, Desk, Err, LiveTexts, Result
from ui.screens.cases.part import NEW_HERE, CaseHost, PartSpec
from ui.tables import columns_of
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import BEDateEdit, Button, Chip, Label, WrappingRow, clear_layout, column, row, scrolling_card

_LIST_HEIGHT = 208

_col = columns_of("conferences.case")
_COLUMNS = (
    _col("number", lambda item: item.conference.number, 84),
    _col("on", lambda item: item.conference.on, 100, ColumnKind.DATE),
    _col("state", lambda item: agenda_mark(item.line.agenda), 112, ColumnKind.CHIP),
    _col("decisions", lambda item: decisions_said(item.line.agenda), 0),
)


class ConferencesPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.conferences
        self._case_id = ""
        texts = desk.texts
        self.list = ListView(
            desk,
            name="case_conferences",
            title_key="conferences.case.title",
            columns=_COLUMNS,
            key=lambda item: item.conference.conference_id,
            empty=message("conferences.case.none"),
        )
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.detail = QVBoxLayout()
        self.detail.setSpacing(Space.ONE)
        self.open = Button(texts, message("conferences.case.open"), icon_name="arrow_right")
        self.ask = Button(texts, message("conferences.case.ask"), kind="primary", icon_name="plus", shortcut=NEW_HERE)
        foot = WrappingRow(self.open, None, self.ask)
        self.setLayout(column(self.list, scrolling_card(self.detail, None), foot, stretch=1))
        self.open.clicked.connect(self._open)
        self.ask.clicked.connect(self.begin_ask)
        self.list.activated.connect(lambda _item: self._open())
        self.list.selection_changed.connect(self._show_chosen)
        self.list.retry.connect(self._read)

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if page.head.case_id != self._case_id:
            self._case_id = page.head.case_id
            self.list.set_items(())
            self.list.set_loading()
        self.ask.setVisible(self._desk.may("conferences.call") and page.head.closed_on is None)
        self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels and the list do so by themselves."""

    def begin_ask(self) -> None:
        """Ask for the day of the conference that shall hear the case."""
        case_id, today = self._case_id, self._desk.today()
        day = partial(BEDateEdit, today=today)
        field = Field("on", "conferences.field.on", day, True, help_key="conferences.case.ask_help", width=Width.FULL)
        title = message("conferences.case.ask_title")
        form = case_form(self._desk.texts, title, FormSpec((Section(None, (field,)),)), {"on": today})

        def keep(values: dict[str, Any]) -> None:
            on, service = values["on"], self._service
            done = self._host.recorded(message("conferences.case.asked", on=on))
            self._desk.jobs.database(lambda: service.set_up(on, (case_id,)), done)

        self._host.fill_in(form, keep)

    # --- inside ---

    def _open(self) -> None:
        if (item := self.list.only()) is not None:
            self._desk.navigation.open("conferences", item.conference.conference_id)

    def _read(self) -> None:
        service, case_id = self._service, self._case_id
        self._desk.jobs.database(lambda: (case_id, service.of_case(case_id)), self._show)

    def _show(self, result: Result[tuple[str, tuple[CaseConference, ...]]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
        elif result.value[0] == self._case_id:
            self.list.set_items(result.value[1])
            if self.list.only() is None and result.value[1]:
                self.list.select_key(result.value[1][0].conference.conference_id)
            self._show_chosen()

    def _show_chosen(self) -> None:
        clear_layout(self.detail)
        item: CaseConference | None = self.list.only()
        self.open.setEnabled(item is not None)
        if item is None:
            return
        texts, agenda = self._desk.texts, item.line.agenda
        for need in item.line.needs:
            said = message("conferences.page.reason", reason=reason_said(need))
            self.detail.addWidget(Label(texts, said, role="muted"))
        for text in agenda.heard:
            by = item.names.get(text.written_by, "")
            said = message("conferences.page.heard", name=by, at=text.written_at)
            self.detail.addWidget(Label(texts, said, role="field"))
            self.detail.addWidget(Label(texts, text.values, copyable=True))
        if agenda.reason and agenda.state is not AgendaState.ON:
            said = message(f"conferences.page.{agenda.state.value}", reason=agenda.reason)
            self.detail.addWidget(Label(texts, said, role="muted"))
        if agenda.outweighed:
            said = message("conferences.page.outweighed", reason=agenda.outweighed)
            self.detail.addWidget(Label(texts, said, role="muted"))
        for decision in agenda.decisions:
            mark = decision_mark(decision)
            chip = Chip(texts, mark.said, mark.tone, mark.icon)
            self.detail.addLayout(row(chip, Label(texts, decision_said(decision), copyable=True), stretch=1))
            if decision.due is not None:
                who = item.names.get(decision.responsible, "")
                task = message("conferences.page.task", name=who, due=decision.due)
                self.detail.addWidget(Label(texts, task, role="muted"))


PART = PartSpec(key="conferences", use_case="conferences.read", make=ConferencesPart)
