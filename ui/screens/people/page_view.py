"""One person: head, form, findings, and everything that happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kmcase.application.read.people import PersonPage, TimelineItem, YearHelp
from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.national_id import format_id, mask_id
from ui.alike_panel import AlikePanel
from ui.conflicts_panel import ConflictsPanel
from ui.draft_lane import DraftLane
from ui.forms import FormView
from ui.ports import Desk
from ui.screens.people.person_form import FIELD_OF, form_values, person_form, register_values, unanswered
from ui.screens.people.presenter import PeoplePresenter
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Chip,
    EmptyState,
    FindingsPanel,
    Label,
    Timeline,
    TimelineEntry,
    clear_layout,
    column,
    row,
    scrolling,
)

_JUDGE_AFTER_MS = 350
_SCREENS = {
    "request": ("requests", "note"),
    "meeting": ("meetings", "meeting"),
    "receipt": ("receipts", "receipt"),
    "import": ("imports", "import"),
    "opening": ("budget", "money"),
    "person": ("", "person"),
    "visit": ("visits", "visit"),
}
_TONES = {"paid": Tone.OK, "paid_before": Tone.OK, "voided": Tone.ERROR, "not_paid": Tone.WARN}


class PersonPane(QWidget):
    """The right side of the register."""

    def __init__(self, desk: Desk, presenter: PeoplePresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self._page: PersonPage | None = None
        self._masked = False
        self.name = Label(texts, "", role="title")
        self.identity = Label(texts, "", role="muted", copyable=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(Space.ONE)
        self.help = Label(texts, "", role="strong")
        self.reveal = Button(texts, message("people.reveal"), kind="link", icon_name="eye")
        self.home = Button(texts, message("people.open_household"), kind="link", icon_name="house")
        self.evidence = Button(texts, message("audits.button"), kind="link", icon_name="export")
        self.error = Banner(texts)
        self.conflicts = ConflictsPanel(texts, may_decide=desk.may("people.change"))
        self._drafts = DraftLane(desk.jobs, desk.services.drafts)
        self.form = FormView(texts, person_form(desk.today()), drafts=self._drafts)
        self.findings = FindingsPanel(texts)
        self.alike = AlikePanel(texts)
        self.timeline = Timeline(texts)
        self.tabs = QTabWidget()
        self.save_button = Button(texts, message("people.save"), kind="primary", icon_name="save")
        self.request_button = Button(texts, message("people.request"), icon_name="plus")
        self.case_button = Button(texts, message("people.case"), icon_name="family")
        self._stack = QStackedWidget()
        self._empty = EmptyState(texts, "people", message("people.choose"), message("people.choose_advice"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_JUDGE_AFTER_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(Space.ONE, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self.name, self._chips, None))
        layout.addLayout(row(self.identity, self.reveal, self.home))
        layout.addWidget(self.help)
        layout.addWidget(self.error)
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, Space.ONE, Space.ONE, Space.ONE)
        inside.addWidget(self.conflicts)
        inside.addWidget(self.findings)
        inside.addWidget(self.alike)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.tabs.addTab(scrolling(side), "")
        self.tabs.addTab(self.timeline, "")
        layout.addWidget(self.tabs, 1)
        layout.addLayout(row(self.request_button, self.case_button, self.evidence, None, self.save_button))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(body)
        self.setLayout(column(self._stack))
        may_write = self._desk.may("people.change")
        self.save_button.setVisible(may_write)
        self.form.set_read_only(not may_write)
        self.request_button.setVisible(self._desk.may("requests.open"))
        self.case_button.setVisible(self._desk.may("cases.open"))
        self.retitle()

    def _connect(self) -> None:
        self.form.changed.connect(self._timer.start)
        self._timer.timeout.connect(lambda: self._presenter.typed(self.typed()))
        self.form.main_action.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.request_button.clicked.connect(self._presenter.request)
        self.case_button.clicked.connect(self._presenter.case)
        self.reveal.clicked.connect(self._presenter.reveal)
        self.home.clicked.connect(self._presenter.household)
        self.evidence.clicked.connect(self._presenter.bundle)
        self.timeline.opened.connect(self._presenter.go)
        self.findings.mend_requested.connect(self._mend)
        self.conflicts.decided.connect(self._presenter.settle)
        self.alike.opened.connect(self._presenter.open)
        self.alike.set_aside.connect(self._presenter.set_aside)
        QShortcut(QKeySequence("F2"), self).activated.connect(lambda: self.form.focus_field("first_name"))

    def retitle(self) -> None:
        """The tabs in the language now chosen."""
        text = self._desk.texts.text
        self.tabs.setTabText(0, text("people.tab.data"))
        self.tabs.setTabText(1, text("people.tab.history"))
        self.tabs.setAccessibleName(text("people.screen"))
        self.timeline.setAccessibleName(text("people.tab.history"))

    def typed(self) -> dict[str, Any]:
        """What the form says, by the register's field names; an id that is not shown stays as it is."""
        values = register_values(self.form.values())
        if self._masked:
            for name in ("national_id", "no_id_reason", "id_note"):
                del values[name]
        return values

    def save(self) -> None:
        """Enter or change what is typed."""
        self.error.hide()
        if not self.form.validate():
            return
        if wanting := unanswered(self.form.values()):
            self.form.set_errors(wanting)
            return
        self._presenter.save(self.typed())

    def show_history(self) -> None:
        """The second tab; for the tour."""
        self.tabs.setCurrentIndex(1)

    # --- what is shown ---

    def is_typing(self, person_id: str) -> bool:
        """Whether something is typed of this person and not saved."""
        return self._page is not None and self._page.person_id == person_id and self.form.is_dirty

    def show_page(self, page: PersonPage) -> None:
        """A person."""
        here = self._page is not None and self._page.person_id == page.person_id
        same = self.is_typing(page.person_id)
        self._page = page
        if not here:
            self.conflicts.forget_reason()
        values = page.values
        self.name.say(values.full_name)
        self._show_identity(mask_id(values.national_id) if values.national_id else "")
        self._mask(bool(values.national_id))
        self.home.setVisible(page.household_id is not None)
        self.evidence.setVisible(self._desk.may("audits.bundle"))
        self._show_chips(page)
        self.help.say(_helped(page.help[0]))
        self.identity.show()
        self.help.show()
        if not same:
            self.form.set_values(form_values(values))
            self.form.use_draft(f"person:{page.person_id}" if self._desk.may("people.change") else "")
        self.conflicts.show_standing("person", page.conflicts)
        self.timeline.set_entries(tuple(_entry(item, number) for number, item in enumerate(page.timeline)))
        self.tabs.setTabEnabled(1, True)
        self.request_button.setEnabled(True)
        self.case_button.setEnabled(True)
        self.error.hide()
        self._stack.setCurrentIndex(1)

    def _show_identity(self, number: str) -> None:
        values = self._page.values if self._page else None
        birth = values.birth if values else None
        parts: dict[str, object] = {"number": number or "–", "age": "–", "birth": "–"}
        if birth is not None:
            parts |= {"age": birth.age_on(self._desk.today()), "birth": birth}
        self.identity.say(message("people.identity", **parts))

    def _mask(self, masked: bool) -> None:
        """An id in the register is edited only after it was asked for, which is recorded."""
        self._masked = masked
        self.form.set_field_visible(not masked, "identity")
        self.reveal.setVisible(masked)

    def show_whole_id(self, number: str | None) -> None:
        """The whole number; that it was shown is recorded."""
        self._mask(False)
        self._show_identity(format_id(number) if number else "")

    def _show_chips(self, page: PersonPage) -> None:
        clear_layout(self._chips)
        texts, values = self._desk.texts, page.values
        if values.membership is not None:
            said = message(f"people.membership.{values.membership.kind.value}")
            self._chips.addWidget(Chip(texts, said, Tone.ACCENT, "flag"))
        if values.restricted:
            self._chips.addWidget(Chip(texts, message("people.restricted"), Tone.WARN, "lock"))
        if not values.can_write:
            self._chips.addWidget(Chip(texts, message("people.cannot_write"), Tone.PLAIN, "thumb"))
        if page.conflicts:
            self._chips.addWidget(Chip(texts, message("people.conflict"), Tone.ERROR, "warning"))

    def show_new(self) -> None:
        """An empty form, with what was typed of somebody new and not saved."""
        self._page = None
        self.name.say(message("people.new"))
        self.identity.say("")
        self.help.say("")
        clear_layout(self._chips)
        for widget in (self.home, self.evidence, self.identity, self.help, self.conflicts, self.error):
            widget.hide()
        self._mask(False)
        self.form.set_values({"can_write": True, "problems_as_of": self._desk.today()})
        self.form.use_draft("person:")
        self.timeline.set_entries(())
        self.tabs.setCurrentIndex(0)
        self.tabs.setTabEnabled(1, False)
        self.request_button.setEnabled(False)
        self.case_button.setEnabled(False)
        self._stack.setCurrentIndex(1)
        self.form.focus_field("title")

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say, above the form and beside its fields."""
        self.findings.set_findings(findings)
        self.findings.setVisible(bool(findings))
        self.form.set_findings(replace(each, fields=tuple(map(_place, each.fields))) for each in findings)

    def _mend(self, finding: Finding) -> None:
        """Go to the field that a finding is about."""
        self.tabs.setCurrentIndex(0)
        self.form.focus_field(_place(finding.fields[0]))

    def show_error(self, field: str | None, said: Message) -> None:
        """Why nothing was saved."""
        place = _place(field or "")
        if place in self.form.values():
            self.form.set_errors({place: said})
        else:
            self.error.say(Tone.ERROR, said)

    def show_saved(self) -> None:
        """It is in the register; the draft is no longer needed."""
        self.form.clear_draft()


def _place(field: str) -> str:
    return FIELD_OF.get(field, field)


def _helped(year: YearHelp) -> Message:
    key = "people.helped" if year.left is not None else "people.helped_no_limit"
    return message(key, year=str(year.fiscal_year), times=year.times, amount=year.amount, left=year.left or 0)


def _entry(item: TimelineItem, number: int) -> TimelineEntry:
    screen, icon = _SCREENS[item.kind]
    amount = item.params.get("amount")
    return TimelineEntry(
        key=f"{screen}:{item.record_id}:{number}" if screen else f":{number}",
        on=_day(item.at),
        icon=icon,
        title=message(f"people.timeline.{item.what}", **item.params),
        detail=str(item.params.get("reason", "")),
        tone=_TONES.get(item.what, Tone.PLAIN),
        amount=amount if item.kind in ("receipt", "opening") else None,  # type: ignore[arg-type]
    )


def _day(at: str) -> date:
    if len(at) == len("2024-01-31"):
        return date.fromisoformat(at)

    return bangkok_date(datetime.fromisoformat(at))
