"""One request: head, form, evidence, opinions, history, and what can be done next at one fixed place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kmcase.application.read.requests import RequestPage
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.requests import RequestContent
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from kmcase.thai.national_id import mask_id
from ui.draft_lane import DraftLane
from ui.forms import FormView
from ui.forms.second import PASSWORD as SECOND_PASSWORD
from ui.lifting import override_of
from ui.ports import Desk
from ui.screens.requests.actions import Action
from ui.screens.requests.asking_view import AskingView
from ui.screens.requests.columns import LIGHT_TONES, status_mark
from ui.screens.requests.findings_view import FindingsView
from ui.screens.requests.lines import entry_of, piece_of
from ui.screens.requests.meanwhile import bring_in
from ui.screens.requests.opinions_view import OpinionsView
from ui.screens.requests.port import Asker
from ui.screens.requests.presenter import RequestsPresenter
from ui.screens.requests.request_form import PLACE_OF, content_of, form_values, request_form
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Chip,
    EmptyState,
    EvidenceList,
    Label,
    Picture,
    Timeline,
    WrappingRow,
    clear_layout,
    column,
    row,
    scrolling,
)

_JUDGE_AFTER_MS = 400
_TABS = ("content", "evidence", "opinions", "history")
_OPINIONS = frozenset({"diagnosis", "comments", "reviewer"})
_SHOWN = 2
_LIFT = Action(key="lift", icon="unlock", asks="override")
_SEND = Action(key="submit", icon="tick", asks="missing")
_PAPERS = ("request_form", "fact_finding", "result_notice")


class RequestPane(QWidget):
    """The right side of the requests; `acted` when an action left nothing here to go on with."""

    acted = Signal()

    def __init__(self, desk: Desk, presenter: RequestsPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self._page: RequestPage | None = None
        self._actions_now: dict[str, Action] = {}
        self.name = Label(texts, "", role="title")
        self.facts = Label(texts, "", role="muted", wrap=False)
        self._chips = QHBoxLayout()
        self.error = Banner(texts)
        self.findings = FindingsView(texts)
        self.form: FormView | None = None
        self._form_place = QVBoxLayout()
        self.evidence = EvidenceList(texts)
        self.opinions = OpinionsView(desk, presenter)
        self.timeline = Timeline(texts)
        self.tabs = QTabWidget()
        self.save_button = Button(texts, message("requests_ui.save"), icon_name="save")
        self.lift = Button(texts, message("requests_ui.action.lift"), icon_name="unlock")
        self.lift.hide()
        self._codes: tuple[str, ...] = ()
        self._actions = QHBoxLayout()
        self.more = Button(texts, message("requests_ui.more"), icon_name="more")
        self._menu = QMenu(self)
        self._stack = QStackedWidget()
        self.asking = AskingView(desk, self._stack)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_JUDGE_AFTER_MS)
        self._timer.timeout.connect(self._judge)
        self._build()

    def _build(self) -> None:
        texts = self._desk.texts
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(Space.ONE, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self.name, self._chips, None))
        person = Button(texts, message("requests_ui.open_person"), kind="link", icon_name="person")
        person.clicked.connect(self._presenter.open_person)
        layout.addLayout(row(self.facts, person, None))
        layout.addWidget(self.error)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, Space.ONE, Space.ONE, Space.ONE)
        inside.addLayout(self._form_place)
        inside.addStretch(1)
        self.tabs.addTab(scrolling(content), "")
        self.tabs.addTab(scrolling(self.evidence), "")
        self.tabs.addTab(scrolling(self.opinions), "")
        self.tabs.addTab(self.timeline, "")
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.findings)
        layout.addLayout(WrappingRow(self.more, None, self.lift, self.save_button, self._actions))
        self.more.setMenu(self._menu)
        advice = message("requests_ui.choose_advice") if self._desk.may("requests.open") else ""
        empty = EmptyState(texts, "note", message("requests_ui.choose"), advice)
        self._stack.addWidget(empty)
        self._stack.addWidget(body)
        self.setLayout(column(self.asking))
        self.save_button.clicked.connect(self.save)
        self.lift.clicked.connect(lambda: self._ask(_LIFT))
        self.asking.said.connect(self._said)
        self.findings.mend_requested.connect(self._mend)
        self.evidence.attached.connect(self._attached)
        self.evidence.none_declared.connect(self._presenter.declare_none)
        self.retitle()

    def retitle(self) -> None:
        """The tabs in the language now chosen."""
        text = self._desk.texts.text
        for number, name in enumerate(_TABS):
            self.tabs.setTabText(number, text(f"requests_ui.tab.{name}"))
        self.tabs.setAccessibleName(text("requests_ui.screen"))
        self.timeline.setAccessibleName(text("requests_ui.tab.history"))

    def show_tab(self, number: int) -> None:
        """A tab by its place; for the tour."""
        self.tabs.setCurrentIndex(number)

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Now the form can be built: it names who can be a fact-finder."""
        self.asking.show_staff(staff)
        if self.form is not None:
            return
        drafts = DraftLane(self._desk.jobs, self._desk.services.drafts)
        spec = request_form(self._desk.today(), staff)
        self.form = FormView(self._desk.texts, spec, drafts=drafts)
        self._form_place.addWidget(self.form)
        self.form.changed.connect(self._timer.start)
        self.form.main_action.connect(self.save)

    # --- what is done ---

    def content(self) -> RequestContent | None:
        """What is typed, over what stood."""
        before = self._presenter.content
        if self.form is None or before is None:
            return None
        return content_of(self.form.values(), before, self._desk.today())

    def _judge(self) -> None:
        content = self.content()
        if content is not None:
            self._presenter.judge(content)

    def save(self) -> None:
        """Keep what is typed as a new version."""
        self.error.hide()
        content = self.content()
        if content is not None and self.form is not None and self.form.validate():
            self._presenter.save(content)

    def act(self, key: str) -> None:
        """Do an action, asking first for what it needs; unsaved typing is saved before it is sent."""
        self.error.hide()
        action = self._actions_now.get(key)
        if action is None:
            return
        if action.asks:
            self._ask(action)
            return
        content = self.content()
        if key == "submit" and content is not None:
            self._presenter.check_sending(content, partial(self._send, content))
        else:
            self._presenter.act(key)

    def _send(self, content: RequestContent) -> None:
        self._presenter.save(content, lambda: self._presenter.act("submit"))

    def _ask(self, action: Action) -> None:
        proposed = self._page.request.content.proposed if self._page else None
        self.asking.ask(action, self._about(), proposed)

    def _about(self) -> Message:
        name = self.name.plain_text()
        if self._page is None:
            return message("requests_ui.about_new", name=name)
        return message("requests_ui.about", number=self._page.request.number, name=name)

    def show_missing(self, missing: tuple[Finding, ...]) -> None:
        """What is missing of a request that is to be sent."""
        self.asking.say_missing(_SEND, self._about(), missing)

    def _said(self, key: str, values: Mapping[str, Any]) -> None:
        content = self.content()
        if key == "submit" and content is not None:
            self._send(content)
        elif key != _LIFT.key:
            self._presenter.act(key, values)
        elif content is not None:
            self._presenter.lift(content, override_of(values, self._codes), values[SECOND_PASSWORD])

    def _attached(self, kind: str, picture: Picture) -> None:
        self._presenter.attach(kind, picture.name, picture.content)

    def is_typing(self, request_id: str) -> bool:
        """Whether something is typed of this request and not saved."""
        same = self._page is not None and self._page.request.request_id == request_id
        return same and self.form is not None and self.form.is_dirty

    # --- what is shown ---

    def show_meanwhile(self, page: RequestPage, before: RequestContent) -> None:
        """Somebody else wrote it: both texts stand in the form."""
        if self.form is not None:
            self.tabs.setCurrentIndex(0)
            self.error.say(Tone.WARN, bring_in(self.form, before, page))

    def show_page(self, page: RequestPage, actions: tuple[Action, ...], *, editable: bool) -> None:
        """A request."""
        acting = self._acting()
        same = self._page is not None and self._page.request.request_id == page.request.request_id
        dirty = editable and self.is_typing(page.request.request_id)
        if not same:
            self.findings.fold()
        self._page = page
        request = page.request
        self.name.say(page.person_name)
        identity = mask_id(page.national_id) if page.national_id else "–"
        self.facts.say(message("requests_ui.facts", number=request.number, id=identity))
        self._show_chips(page)
        if self.form is not None and not dirty:
            self.form.set_values(form_values(request.content))
            self.form.set_read_only(not editable)
            self.form.use_draft(f"request:{request.request_id}" if editable else "")
        self.save_button.setVisible(editable)
        self.evidence.set_pieces(tuple(piece_of(line, page.findings) for line in page.evidence))
        self.evidence.setEnabled(self._desk.may("requests.attach"))
        self.opinions.show_page(page)
        self.timeline.set_entries(tuple(entry_of(step, n) for n, step in enumerate(reversed(page.steps))))
        self._show_actions(actions)
        for number in (1, 2, 3):
            self.tabs.setTabEnabled(number, True)
        self.asking.close_form()
        self.error.hide()
        self._stack.setCurrentIndex(1)
        if acting:
            self._go_on()

    def _acting(self) -> bool:
        """Whether the keyboard is on an action or its question, which are made anew with the page."""
        focus = self.focusWidget() if self.isAncestorOf(QApplication.focusWidget()) else None
        return focus is not None and (self._actions.indexOf(focus) >= 0 or self.asking.asks_of(focus))

    def _go_on(self) -> None:
        """The keyboard goes to the main action of the page, else out of it."""
        main = self._actions.itemAt(self._actions.count() - 1)
        widget = main.widget() if main is not None else None
        if widget is not None and widget.property("kind") == "primary":
            widget.setFocus()
        else:
            self.acted.emit()

    def _show_chips(self, page: RequestPage) -> None:
        clear_layout(self._chips)
        texts = self._desk.texts
        mark = status_mark(page.request.status)
        self._chips.addWidget(Chip(texts, mark.said, mark.tone, mark.icon))
        tone, icon = LIGHT_TONES[page.waiting.light]
        self._chips.addWidget(Chip(texts, message("requests_ui.days", days=page.waiting.days), tone, icon))

    def _show_actions(self, actions: tuple[Action, ...]) -> None:
        """The main action and the next two as buttons; the others and the papers in a menu."""
        clear_layout(self._actions)
        self._menu.clear()
        self._actions_now = {action.key: action for action in actions}
        text = self._desk.texts.text
        ordered = sorted(actions, key=lambda one: not one.main)
        for action in reversed(ordered[:_SHOWN]):
            button = Button(
                self._desk.texts,
                message(f"requests_ui.action.{action.key}"),
                kind="primary" if action.main else "",
                icon_name=action.icon,
            )
            button.clicked.connect(partial(self.act, action.key))
            self._actions.addWidget(button)
        for action in ordered[_SHOWN:]:
            entry = self._menu.addAction(text(f"requests_ui.action.{action.key}"))
            entry.triggered.connect(partial(self.act, action.key))
        if self._page is not None:
            self._menu.addSeparator()
            for which in _PAPERS:
                entry = self._menu.addAction(text(f"requests_ui.paper.{which}"))
                entry.triggered.connect(partial(self._presenter.print_paper, which))
        self.more.setVisible(not self._menu.isEmpty())

    def show_new(self, person: Asker, content: RequestContent) -> None:
        """An empty form for a person."""
        self._page = None
        self.findings.set_findings(())
        self.asking.close_form()
        self.name.say(person.name)
        self.facts.say(message("requests_ui.new_for", id=mask_id(person.national_id) if person.national_id else "–"))
        clear_layout(self._chips)
        self._show_actions(())
        if self.form is not None:
            self.form.set_read_only(False)
            self.form.set_values(form_values(content))
            self.form.use_draft(f"request:of:{person.person_id}")
        self.save_button.show()
        self.tabs.setCurrentIndex(0)
        for number in (1, 2, 3):
            self.tabs.setTabEnabled(number, False)
        self._stack.setCurrentIndex(1)
        if self.form is not None:
            self.form.focus_field(next(iter(self.form.raws())))

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say; of a new request that nothing is typed into yet only what stands against it at all."""
        if self._page is None and self.form is not None and not self.form.is_dirty:
            findings = blocking(findings)
        self.findings.set_findings(findings)
        if self.form is not None:
            self.form.set_findings(replace(each, fields=tuple(map(_place, each.fields))) for each in findings)
        self._codes = self._presenter.liftable(findings)
        self.lift.setVisible(bool(self._codes))

    def _mend(self, finding: Finding) -> None:
        """Go to what a finding is about: a field, the evidence, the opinions, or the person's own page."""
        field = finding.fields[0]
        if self.form is not None and _place(field) in self.form.values():
            self.show_tab(0)
            self.form.focus_field(_place(field))
        elif field.startswith("evidence"):
            self.show_tab(_TABS.index("evidence"))
        elif field in _OPINIONS:
            self.show_tab(_TABS.index("opinions"))
        elif field == "address":
            self._presenter.open_person()

    def show_error(self, field: str | None, said: Message) -> None:
        """Why nothing was done, beside what it is about."""
        if self.asking.show_error(field, said):
            return
        place = _place(field or "")
        if self.form is not None and place in self.form.values():
            self.tabs.setCurrentIndex(0)
            self.form.set_errors({place: said})
        self.error.say(Tone.ERROR, said)

    def show_saved(self) -> None:
        """The typing is in the office."""
        if self.form is not None:
            self.form.clear_draft()


def _place(field: str) -> str:
    return PLACE_OF.get(field, field)
