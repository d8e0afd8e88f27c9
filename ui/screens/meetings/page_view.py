"""One meeting: head, panel, agenda with decisions, and what comes next at the bottom right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.meetings import MeetingPage
from kmcase.domain.meetings import MeetingStatus
from kmcase.domain.money import Baht
from kmcase.domain.public_lists import ListNoun
from kmcase.messages import message
from kmcase.thai.calendar import format_long
from ui.ports import Desk
from ui.public_lists import PublicListButtons
from ui.screens.meetings.columns import AGENDA, STATUS_MARKS
from ui.screens.meetings.deciding import totals
from ui.screens.meetings.presenter import MeetingsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Label, WrappingRow, row


class MeetingPane(QWidget):
    """`minutes_asked` when a scan is to be chosen."""

    minutes_asked = Signal()

    def __init__(self, desk: Desk, presenter: MeetingsPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self.title = Label(texts, "", role="title", wrap=False)
        self.status = Chip(texts, "")
        self.minutes_mark = Chip(texts, "")
        self.held = Label(texts, "")
        self.panel = Label(texts, "", role="muted")
        self.counts = Label(texts, "", role="strong", wrap=False)
        self.left = Label(texts, "", role="muted", wrap=False)
        self.agenda = ListView(
            desk,
            name="agenda",
            title_key="meetings.agenda.chosen",
            columns=AGENDA,
            key=lambda item: item.request_id,
            empty=message("meetings.agenda_empty"),
        )
        self.will = Label(texts, "", role="muted")
        self.edit = Button(texts, message("meetings.edit"), icon_name="edit", shortcut="F2")
        self.print = Button(texts, message("meetings.action.print"), icon_name="print")
        self.listed = PublicListButtons(desk, ListNoun.MEETING)
        self.listed.hide()
        self.choose = Button(texts, message("meetings.action.agenda"), icon_name="ledger")
        self.minutes = Button(texts, message("meetings.action.minutes"), icon_name="attach")
        self.decide = Button(texts, message("meetings.action.decide"), kind="primary", icon_name="arrow_right")
        self.look = Button(texts, message("meetings.action.look"), icon_name="eye")
        self.close_meeting = Button(texts, message("meetings.action.close"), kind="primary", icon_name="lock")
        # What is not asked of a meeting takes no room, from the first layout on.
        for button in (self.edit, self.choose, self.minutes, self.look, self.decide, self.close_meeting):
            button.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        card = Card(spacing=Space.HALF)
        card.body.addLayout(row(self.title, self.status, self.minutes_mark, None))
        card.body.addWidget(self.held)
        card.body.addWidget(self.panel)
        card.body.addLayout(WrappingRow(self.counts, None, self.left))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(card)
        layout.addWidget(self.agenda, 1)
        layout.addWidget(self.will)
        own = (self.edit, self.choose, self.minutes, self.look, self.decide, self.close_meeting)
        layout.addLayout(WrappingRow(self.print, self.listed, None, *own))

    def _connect(self) -> None:
        self.edit.clicked.connect(lambda: self._presenter.begin_head(new=False))
        self.print.clicked.connect(self._presenter.print_meeting)
        self.choose.clicked.connect(self._presenter.begin_agenda)
        self.minutes.clicked.connect(self.minutes_asked)
        self.decide.clicked.connect(self._presenter.begin_deciding)
        self.look.clicked.connect(self._presenter.begin_deciding)
        self.close_meeting.clicked.connect(self._presenter.close)
        self.agenda.activated.connect(lambda item: self._desk.navigation.open("requests", item.request_id))

    def show_page(self, page: MeetingPage) -> None:
        """Show a meeting."""
        values, may = page.values, self._presenter.may
        self.title.say(message("meetings.number_title", number=values.number))
        mark = STATUS_MARKS[page.status]
        self.status.set_state(mark.said, mark.tone, mark.icon)
        self.held.say(message("meetings.held", day=format_long(values.held_on), place=values.place or "–"))
        names = ", ".join(member.name for member in values.panel)
        self.panel.say(
            message("meetings.panel", count=len(values.panel), names=names)
            if values.panel
            else message("meetings.panel_none")
        )
        self._show_figures(page)
        self.agenda.set_items(page.agenda)
        is_open = page.status is MeetingStatus.PLANNED
        decided = bool(page.agenda) and all(item.outcome is not None for item in page.agenda)
        begun = any(item.outcome is not None for item in page.agenda)
        self._show_minutes(page, asked=decided or not is_open)
        self.edit.setVisible(is_open and not begun and may("meetings.plan"))
        self.choose.setVisible(is_open and may("meetings.agenda"))
        self.listed.show_record(page.meeting_id, values.number, made=not is_open)
        held = values.held_on <= self._desk.today()
        self.minutes.setVisible(held and page.minutes_stored is None and may("meetings.decide"))
        self.decide.setVisible(is_open and bool(page.agenda) and not decided and may("meetings.decide"))
        self.look.setVisible(is_open and decided and may("meetings.decide"))
        self.close_meeting.setVisible(is_open and decided and may("meetings.close"))
        self.will.setVisible(self.close_meeting.isVisibleTo(self))
        self.will.say(message("meetings.close_says", **totals(page)))

    def _show_figures(self, page: MeetingPage) -> None:
        approved = Baht.total(item.approved for item in page.agenda if item.approved)
        decided = sum(item.outcome is not None for item in page.agenda)
        self.counts.say(message("meetings.counts", decided=decided, requests=len(page.agenda), approved=approved))
        half = page.half.budget_id
        self.left.say(
            message("meetings.budget_left", half=half, left=page.budget.available)
            if page.budget
            else message("meetings.no_budget", half=half)
        )

    def _show_minutes(self, page: MeetingPage, *, asked: bool) -> None:
        there = page.minutes_stored is not None
        key = "meetings.minutes_there" if there else "meetings.minutes_missing"
        self.minutes_mark.set_state(message(key), Tone.OK if there else Tone.WARN, "attach" if there else "warning")
        self.minutes_mark.setVisible(there or asked)
