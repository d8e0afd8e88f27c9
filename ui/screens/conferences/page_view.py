"""One conference: head, agenda, the case in front, and what may be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kmcase.application.read.conferences import AgendaLine, ConferencePage
from kmcase.application.read.small_counts import told_count
from kmcase.domain.cases.conferences import AgendaState, Decision
from kmcase.domain.conferences import Presence
from kmcase.messages import message
from kmcase.thai.calendar import format_long
from ui.case_lists import keep_taken_out
from ui.ports import Desk
from ui.screens.conferences.case_card import CaseCard
from ui.screens.conferences.columns import AGENDA
from ui.screens.conferences.presenter import ConferencesPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Label, WrappingRow, column, row, side_by_side

_HEAD = (("edit", "edit", "F2"), ("attend", "people", ""), ("print", "print", ""), ("wall", "image", "F5"))
_ORDER = (("up", "chevron_up", "Alt+Up"), ("down", "chevron_down", "Alt+Down"))
_CASE = (("take_off", "trash"), ("put_off", "calendar"), ("hear", "note"), ("no_change", "close"), ("plan", "plan"))
_OF_CASE = (*(name for name, _ in _CASE), "task")


class ConferencePane(QWidget):
    """`asked` with the name of what is to be done: a form, the wall, closing."""

    asked = Signal(str)

    def __init__(self, desk: Desk, presenter: ConferencesPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.line = Label(texts, "", copyable=True)
        self.came = Label(texts, "", role="muted", copyable=True)
        self.agenda = ListView(
            desk,
            name="conference_agenda",
            title_key="conferences.page.agenda",
            columns=AGENDA,
            key=lambda line: line.agenda.case_id,
            empty=message("conferences.page.agenda_none"),
        )
        self.hidden = Label(texts, "", role="muted")
        self.card = CaseCard(texts, self._withdraw, self._open_part)
        self.withdrawing = ""
        self.buttons: dict[str, Button] = {}
        for name, icon_name, keys in _HEAD:
            self._button(name, icon_name, keys)
        for name, icon_name in _CASE:
            self._button(name, icon_name)
        for name, icon_name, keys in _ORDER:
            said = message(f"conferences.do.{name}")
            self.agenda.add_action(said, partial(self.asked.emit, name), icon_name, keys)
        self._button("task", "tick", "Ctrl+T", kind="primary")
        self._button("close", "lock")
        self._button("reopen", "unlock")
        self._build()
        self.agenda.selection_changed.connect(self._show_chosen)
        self.agenda.activated.connect(lambda _line: self.asked.emit("hear"))
        keep_taken_out(desk, self.agenda, lambda line: line.agenda.case_id)

    def chosen(self) -> AgendaLine | None:
        """The case in front."""
        return self.agenda.only()

    def offers(self, name: str) -> bool:
        """Whether something may be done with the conference as it stands."""
        return not self.buttons[name].isHidden()

    def show_page(self, page: ConferencePage) -> None:
        """A conference; the case in front stays, else the first that waits for a word."""
        conference, values = page.conference, page.conference.values
        self.title.say(message("conferences.page.title", number=conference.number))
        key = "closed" if conference.closed else "open"
        tone, icon_name = (Tone.OK, "lock") if conference.closed else (Tone.ACCENT, "calendar")
        self.state.set_state(message(f"conferences.list.{key}"), tone, icon_name)
        chair = page.names.get(values.chair, "")
        day = format_long(values.on)
        said = message(
            "conferences.page.line", day=day, time=values.at_time or "–", place=values.place or "–", chair=chair
        )
        self.line.say(said)
        names = tuple(each.name for each in conference.attendees if each.presence is Presence.PRESENT)
        invited = len(conference.attendees)
        self.came.say(
            message("conferences.page.came", count=len(names), names=names)
            if names
            else message("conferences.page.invited", count=invited)
        )
        self.agenda.set_items(page.agenda)
        self.hidden.say(message("conferences.page.hidden", count=told_count(page.hidden)) if page.hidden else "")
        self.hidden.setVisible(page.hidden > 0)
        if self.chosen() is None and page.agenda:
            waiting = page.undecided or page.agenda
            self.agenda.select_key(waiting[0].agenda.case_id)
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        """What was shown while something else was in front is seen now."""
        super().showEvent(event)
        self._look()

    # --- inside ---

    def _button(self, name: str, icon_name: str, keys: str = "", kind: str = "") -> None:
        said = message(f"conferences.do.{name}")
        button = Button(self._desk.texts, said, kind=kind, icon_name=icon_name, shortcut=keys)
        button.clicked.connect(lambda _checked=False: self.asked.emit(name))
        self.buttons[name] = button

    def _build(self) -> None:
        card = Card(spacing=Space.HALF)
        card.body.addLayout(row(self.title, self.state, stretch=0))
        card.body.addWidget(self.line)
        card.body.addWidget(self.came)
        head = [self.buttons[name] for name, *_ in _HEAD]
        card.body.addLayout(WrappingRow(*head, None, self.buttons["reopen"], self.buttons["close"]))
        both = side_by_side(self.agenda, self.card, (420, 360), stretch=(1, 1))
        foot = WrappingRow(*(self.buttons[name] for name, _ in _CASE), None, self.buttons["task"])
        self.setLayout(column(card, both, self.hidden, foot, stretch=1))

    def _show_chosen(self) -> None:
        line, page, may = self.chosen(), self._presenter.page, self._presenter.may
        if page is None:
            return
        self._look()
        is_open = not page.conference.closed
        may_decide = is_open and may("conferences.decide")
        self.card.show_line(line, page.names, may_withdraw=may_decide)
        allowed = {
            "edit": is_open and may("conferences.call"),
            "attend": is_open and may("conferences.attend"),
            "print": True,
            "wall": bool(page.agenda),
            "close": is_open and may("conferences.close"),
            "reopen": not is_open and may("conferences.close"),
        }
        for name in _OF_CASE:
            agenda = name in ("take_off", "put_off")
            allowed[name] = may_decide if not agenda else is_open and may("conferences.agenda")
        for name, button in self.buttons.items():
            button.setVisible(allowed[name])
            button.setEnabled(name not in _OF_CASE or line is not None)
        done = {AgendaState.PUT_OFF: "put_off", AgendaState.TAKEN_OFF: "take_off"}
        if line is not None and line.agenda.state in done:
            self.buttons[done[line.agenda.state]].setEnabled(False)
        if line is not None and line.agenda.decided:
            self.buttons["put_off"].setEnabled(False)

    def _look(self) -> None:
        """The case in front is seen, unless the other tab or another screen covers it."""
        if self.isVisible() and (line := self.chosen()) is not None:
            self._presenter.looked_at(line.agenda.case_id)

    def _withdraw(self, decision: Decision) -> None:
        self.withdrawing = decision.decision_id
        self.asked.emit("withdraw")

    def _open_part(self, part: str) -> None:
        if (line := self.chosen()) is not None:
            self._presenter.open_case(line.agenda.case_id, part)
