"""Conferences as people see them: cases in need, from them a conference in one step; conferences, one at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from kmcase.application.cases import DecideOnCase, HearCase, MoveAgenda, WithdrawDecision
from kmcase.application.changes import Changes
from kmcase.application.read.conferences import AgendaLine, CaseInNeed, ConferenceItem, ConferencePage, NeedList
from kmcase.application.read.small_counts import told_count
from kmcase.domain.cases.conferences import AgendaState, DecisionKind
from kmcase.messages import message
from ui.case_lists import keep_taken_out
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk, Err, LiveTexts
from ui.screens.conferences import forms
from ui.screens.conferences.columns import CONFERENCES, NEEDS
from ui.screens.conferences.page_view import ConferencePane
from ui.screens.conferences.presenter import ConferencesPresenter
from ui.screens.conferences.wall import Wall
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import (
    BEDateEdit,
    Button,
    EmptyState,
    Label,
    block,
    column,
    main_by_key,
    retranslate_all,
    row,
    side_by_side,
    stacked,
)

_NEEDS, _CONFERENCES = 0, 1
_DAY_WIDTH = 160
_LIST_WIDTH = 304


class ConferencesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = ConferencesPresenter(desk, self)
        self.needs = self._list("conference_needs", "need_list", NEEDS, lambda item: item.case_id)
        self.list = self._list("conferences", "list", CONFERENCES, lambda item: item.conference_id)
        self.hidden = Label(texts, "", role="muted", wrap=False)
        self.day = BEDateEdit(texts, today=desk.today())
        self.day.set_name(message("conferences.set_up.day"))
        self.day.set_value(desk.today())
        self.day.setFixedWidth(_DAY_WIDTH)
        self.set_up = Button(texts, "", kind="primary", icon_name="meeting")
        self.pane = ConferencePane(desk, self.presenter)
        advice = message("conferences.list.choose_advice")
        self.nothing = EmptyState(texts, "meeting", message("conferences.list.choose"), advice)
        self.wall = Wall(desk, self.presenter)
        self.tabs = QTabWidget()
        self._build()
        self._connect()
        self._retitle()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the cases in need, or a conference."""
        self.presenter.open(self.needs.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self._retitle()

    # --- what the presenter shows ---

    def show_needs(self, needs: NeedList) -> None:
        """Cases that need a conference."""
        self.needs.set_items(needs.items)
        self.hidden.say(message("cases.list.hidden", count=told_count(needs.hidden)) if needs.hidden else "")
        self.hidden.setVisible(needs.hidden > 0)
        self._offer()

    def show_list(self, items: tuple[ConferenceItem, ...]) -> None:
        """Conferences."""
        self.list.set_items(items)

    def show_page(self, page: ConferencePage | None) -> None:
        """One conference, or none."""
        self.list.follow(page.conference.conference_id if page else None)
        if page is None:
            self._right.setCurrentWidget(self.nothing)
            return
        self.pane.show_page(page)
        self._right.setCurrentWidget(self.pane)

    def show_failure(self, failure: Err) -> None:
        """The lists cannot be shown."""
        self.needs.set_error(failure)
        self.list.set_error(failure)

    def show_conference(self) -> None:
        """Bring the conferences to the front."""
        self.tabs.setCurrentIndex(_CONFERENCES)

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """It is kept: back to the page."""
        self._pages.close_saved()

    # --- what is done ---

    def begin(self, name: str) -> None:
        """Do what a button of the conference asks for."""
        self._pages.close_form()
        page, line = self.presenter.page, self.pane.chosen()
        plain: dict[str, Callable[[ConferencePage], None]] = {
            "edit": self._edit,
            "attend": self._attend,
            "print": lambda _page: self.presenter.print_minutes(),
            "wall": self._show_wall,
            "close": self._close,
            "reopen": lambda _page: self.presenter.write(self._desk.services.conferences.reopen, "reopened"),
        }
        of_case: dict[str, Callable[[ConferencePage, AgendaLine], None]] = {
            "up": lambda _page, line: self.presenter.arrange(line, -1),
            "down": lambda _page, line: self.presenter.arrange(line, 1),
            "take_off": lambda _page, line: self._move(line, AgendaState.TAKEN_OFF),
            "put_off": lambda _page, line: self._move(line, AgendaState.PUT_OFF),
            "hear": self._hear,
            "withdraw": self._withdraw,
            **{kind.value: self._decide(kind) for kind in DecisionKind},
        }
        if page is not None and name in plain and self.pane.offers(name):
            plain[name](page)
        elif page is not None and line is not None and name in of_case and self.presenter.is_open:
            of_case[name](page, line)

    def show_held(self) -> None:
        """The oldest conference, for the tour."""
        self._pages.close_form()
        self._leave_wall()
        self.presenter.choose(self.list.items()[-1].conference_id)

    # --- inside ---

    def _list(self, name: str, topic: str, columns: Sequence[Any], key: Callable[[Any], str]) -> ListView:
        return ListView(
            self._desk,
            name=name,
            title_key=f"conferences.{topic}.title",
            columns=tuple(columns),
            key=key,
            empty=message(f"conferences.{topic}.none"),
        )

    def _build(self) -> None:
        said = Label(self._desk.texts, message("conferences.set_up.day"), role="muted", wrap=False)
        foot = row(self.hidden, None, said, self.day, self.set_up)
        first = block(self.needs, foot, stretch=0)
        self.tabs.addTab(first, "")
        self._right = stacked(self.nothing, self.pane)
        self.tabs.addTab(side_by_side(self.list, self._right, (_LIST_WIDTH, 774)), "")
        main_by_key(self.tabs)
        self._over = stacked(self.tabs, self.wall)
        self._pages = FormStack(self._over, back_to=self.tabs, notices=self._desk.notices)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.needs)

    def _connect(self) -> None:
        self.needs.selection_changed.connect(self._offer)
        self.needs.activated.connect(lambda item: self.presenter.open_case(item.case_id, "overview"))
        keep_taken_out(self._desk, self.needs, lambda item: item.case_id)
        self.needs.retry.connect(self.presenter.open)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.conference_id))
        self.list.retry.connect(self.presenter.open)
        self.set_up.clicked.connect(self._set_up)
        self.pane.asked.connect(self.begin)
        self.wall.left.connect(self._leave_wall)

    def _retitle(self) -> None:
        self.tabs.setAccessibleName(self._desk.texts.text("conferences.screen.conferences"))
        for at, name in ((_NEEDS, "need_list"), (_CONFERENCES, "list")):
            self.tabs.setTabText(at, self._desk.texts.text(f"conferences.{name}.title"))

    def _wanted(self) -> tuple[CaseInNeed, ...]:
        """The cases that are selected; where none is, all that are shown."""
        return self.needs.selected() or tuple(self.needs.items())

    def _offer(self) -> None:
        fresh = [item for item in self._wanted() if item.coming is None]
        key = "chosen" if self.needs.selected() else "all"
        self.set_up.say(message(f"conferences.set_up.{key}", count=len(fresh)))
        self.set_up.setEnabled(bool(fresh))
        self.set_up.setVisible(self.presenter.may("conferences.call"))

    def _set_up(self) -> None:
        if (problem := self.day.problem()) is not None or self.day.value() is None:
            self._desk.notices.notice(problem or message("conferences.set_up.no_day"), Tone.ERROR)
            return
        self.presenter.set_up(self.day.value(), self._wanted())

    def _show_wall(self, page: ConferencePage) -> None:
        line = self.pane.chosen()
        self._over.setCurrentWidget(self.wall)
        self.wall.begin(page, line.agenda.case_id if line else "")

    def _leave_wall(self) -> None:
        self._over.setCurrentWidget(self.tabs)
        self.pane.agenda.setFocus()

    def _edit(self, page: ConferencePage) -> None:
        service = self._desk.services.conferences

        def keep(filled: dict[str, Any]) -> None:
            values = forms.head_values(filled)
            self.presenter.write(lambda name: service.change(name, values), "changed")

        self._pages.fill_in(forms.head_form(self._desk, page), keep)

    def _attend(self, page: ConferencePage) -> None:
        service = self._desk.services.conferences

        def keep(filled: dict[str, Any]) -> None:
            attendees, removed = forms.attendance_values(page, filled)
            self.presenter.write(lambda name: service.attend(name, attendees, removed), "attended")

        self._pages.fill_in(forms.attendance_form(self._desk, page), keep)

    def _close(self, page: ConferencePage) -> None:
        """Say what is undecided before it is closed."""
        form = forms.form_of(self._desk, "close", (), action=message("conferences.do.close"))
        numbers = tuple(line.number for line in page.undecided)
        if numbers:
            form.warn(message("conferences.form.undecided", count=len(numbers), numbers=numbers))
        decided, number = len(page.agenda) - len(numbers), page.conference.number
        said = [message("conferences.form.close_says", number=number, count=decided, all=len(page.agenda))]
        if page.hidden:
            said.append(message("conferences.form.close_hidden", count=told_count(page.hidden)))
        self._pages.fill_in(form, lambda _filled: self.presenter.close(), says=message("words.own", words=said))

    def _move(self, line: AgendaLine, state: AgendaState) -> None:
        service, case_id = self._desk.services.conferences, line.agenda.case_id

        def keep(filled: dict[str, Any]) -> None:
            def work(name: str) -> Any:
                return service.move(
                    MoveAgenda(conference_id=name, case_id=case_id, state=state, reason=filled["reason"])
                )

            self.presenter.write(work, state.value)

        form = forms.form_of(self._desk, state.value, (reason_field("conferences.field.reason"),))
        self._pages.fill_in(form, keep, says=message("conferences.form.of_case", number=line.number))

    def _hear(self, _page: ConferencePage, line: AgendaLine) -> None:
        service, item = self._desk.services.conferences, line.agenda

        def keep(filled: dict[str, Any]) -> None:
            seen = tuple(text.version_id for text in item.heard)

            def work(name: str) -> Any:
                return service.hear(HearCase(conference_id=name, case_id=item.case_id, text=filled["text"], seen=seen))

            self.presenter.write(work, "heard")

        form = forms.heard_form(self._desk, line)
        self._pages.fill_in(form, keep, says=message("conferences.form.of_case", number=line.number))

    def _decide(self, kind: DecisionKind) -> Callable[[ConferencePage, AgendaLine], None]:
        service = self._desk.services.conferences

        def begin(page: ConferencePage, line: AgendaLine) -> None:
            def keep(filled: dict[str, Any]) -> None:
                def work(name: str) -> Any:
                    return service.decide(
                        DecideOnCase(conference_id=name, case_id=line.agenda.case_id, kind=kind, **filled)
                    )

                self.presenter.write(work, "decided")

            said = message("conferences.form.of_case", number=line.number)
            says = message("conferences.form.plan_says") if kind is DecisionKind.PLAN else said
            self._pages.fill_in(forms.decision_form(self._desk, page, kind), keep, says=says)

        return begin

    def _withdraw(self, _page: ConferencePage, line: AgendaLine) -> None:
        service, case_id, decision_id = self._desk.services.conferences, line.agenda.case_id, self.pane.withdrawing

        def keep(filled: dict[str, Any]) -> None:
            self.presenter.write(
                lambda name: service.withdraw(
                    WithdrawDecision(
                        conference_id=name, case_id=case_id, decision_id=decision_id, reason=filled["reason"]
                    )
                ),
                "withdrawn",
            )

        self._pages.fill_in(forms.form_of(self._desk, "withdraw", (reason_field("conferences.field.reason"),)), keep)
