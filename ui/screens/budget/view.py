"""The budget as people see it: gauge, families, months and gap at the left, every posting at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QTabWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.budgets import BudgetPage, planned_by, share_of_need
from kmcase.application.read.people import PersonItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.messages import Message, message
from kmcase.thai.addresses import written
from ui.forms.page import FormPage, FormStack
from ui.forms.second import taken
from ui.ports import Desk, Err, LiveTexts
from ui.screens.budget.actions import Action
from ui.screens.budget.columns import OPENINGS, POSTINGS
from ui.screens.budget.figures import Loaded, closed_said, half_mark, half_said, month_name
from ui.screens.budget.forms import spec_of, start_values
from ui.screens.budget.gap_bars import GapBars
from ui.screens.budget.presenter import BudgetPresenter, nothing_there
from ui.tables.list_view import ListView
from ui.tables.output import write_file
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    BudgetShown,
    Button,
    Card,
    Chip,
    Choice,
    ChoiceEdit,
    EmptyState,
    Gauge,
    Label,
    MonthBars,
    MonthShown,
    column,
    retranslate_all,
    row,
    scrolling,
    stacked,
)

_ICONS = {
    Action.ALLOT: "plus",
    Action.PLAN: "plan",
    Action.TRANSFER: "exchange",
    Action.LATE: "clock",
    Action.OPENING: "import",
}
_MONTHS_HEIGHT = 152
"""So that gauge, families, the share of the need and months stand on one page of a 1366x768 laptop."""


class BudgetView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._halves: tuple[BudgetHalf, ...] = ()
        self.presenter = BudgetPresenter(desk, self)
        self._make_parts(desk)
        self._build()
        self._connect()

    def _make_parts(self, desk: Desk) -> None:
        texts = desk.texts
        self.half = ChoiceEdit(texts, placeholder=message("budgets.choose_half"))
        self.half.set_name(message("budgets.choose_half"))
        self.half.setMinimumWidth(240)
        self._pdf = Button(texts, message("budgets.report_pdf"), icon_name="print")
        self._excel = Button(texts, message("budgets.report_excel"), icon_name="excel")
        self._banner = Banner(texts)
        self.state = Chip(texts, "")
        self.closed = Label(texts, "", role="muted")
        self.gauge = Gauge(texts)
        self.families = Label(texts, "", role="lead")
        self.mean = Label(texts, "", role="muted")
        self.late = Label(texts, "", role="muted")
        self.months = MonthBars(texts)
        self.months.setFixedHeight(_MONTHS_HEIGHT)
        self.gap = GapBars(texts)
        self.share = Label(texts, "", role="muted")
        self.postings = ListView(
            desk,
            name="postings",
            title_key="budgets.postings",
            columns=POSTINGS,
            key=lambda item: item.posting_id,
            empty=message("budgets.postings_empty"),
        )
        self.openings = ListView(
            desk,
            name="openings",
            title_key="budgets.openings",
            columns=OPENINGS,
            key=lambda item: item.opening_id,
            empty=message("budgets.openings_empty"),
        )
        self.empty = EmptyState(
            texts, "money", message("budgets.empty"), message("budgets.empty_advice"), message("budgets.action.allot")
        )
        self._buttons = {
            action: Button(
                texts,
                message(f"budgets.action.{action.value}"),
                icon_name=_ICONS[action],
                kind="primary" if action is Action.ALLOT else "",
                shortcut={Action.ALLOT: "Ctrl+N", Action.PLAN: "F2"}.get(action, ""),
            )
            for action in Action
        }

    @property
    def _form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _build(self) -> None:
        texts = self._desk.texts
        head = row(
            Label(texts, message("budgets.screen"), role="title", wrap=False),
            self.state,
            self.closed,
            self.half,
            self._pdf,
            self._excel,
            spacing=Space.TWO,
            stretch=2,
        )
        self._tabs = QTabWidget()
        self._tabs.addTab(self.postings, texts.text("budgets.postings"))
        self._tabs.addTab(self.openings, texts.text("budgets.openings"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._figures())
        splitter.addWidget(self._tabs)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([500, 620])
        self._whole = stacked(splitter, self.empty)
        order = (Action.OPENING, Action.LATE, Action.TRANSFER, Action.PLAN, Action.ALLOT)
        for action in order:
            self._buttons[action].setVisible(self.presenter.allowed(action))
        foot = row(None, *(self._buttons[action] for action in order))
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addLayout(head)
        inside.addWidget(self._banner)
        inside.addWidget(self._whole, 1)
        inside.addLayout(foot)
        self._pages = FormStack(page)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.postings)

    def _figures(self) -> QWidget:
        texts = self._desk.texts
        standing = Card()
        standing.body.addWidget(self.gauge)
        standing.body.addLayout(column(self.families, self.mean, self.share, self.late, spacing=Space.HALF))
        months = Card()
        months.body.addWidget(Label(texts, message("budgets.months"), role="strong"))
        months.body.addWidget(self.months)
        gap = Card()
        gap.body.addWidget(Label(texts, message("budgets.gap"), role="strong"))
        gap.body.addWidget(self.gap)
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, Space.ONE, 0)
        inside.setSpacing(Space.ONE)
        inside.addWidget(standing)
        inside.addWidget(months)
        inside.addWidget(gap)
        inside.addStretch(1)
        return scrolling(left)

    def _connect(self) -> None:
        self.half.changed.connect(self._half_chosen)
        self._pdf.clicked.connect(self.presenter.print_report)
        self._excel.clicked.connect(self.presenter.make_workbook)
        self.empty.action_requested.connect(lambda: self.presenter.begin(Action.ALLOT))
        self.postings.retry.connect(self.presenter.refresh)
        for action, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, action=action: self.presenter.begin(action))

    def _half_chosen(self) -> None:
        value = self.half.value()
        if isinstance(value, BudgetHalf) and value != self.presenter.half:
            self.presenter.choose(value)

    # --- what the presenter shows ---

    def show_halves(self, halves: tuple[BudgetHalf, ...], chosen: BudgetHalf) -> None:
        """The halves that can be chosen."""
        self._halves = halves
        self.half.offer([Choice(value=half, said=half_said(half)) for half in halves], chosen)

    def show_budget(self, loaded: Loaded) -> None:
        """A half with everything of it."""
        page, budget = loaded.page, loaded.page.budget
        self._banner.hide()
        self._whole.setCurrentIndex(1 if nothing_there(loaded) else 0)
        self.gauge.set_budget(
            BudgetShown(
                allotted=budget.allotted,
                reserved=budget.reserved,
                paid=budget.paid - budget.returned,
                planned=planned_by(page.months, self._desk.today()),
            )
        )
        self._say_families(page)
        self._say_closed(page)
        self.months.set_months(
            [MonthShown(name=month_name(m.year, m.month), planned=m.plan, paid=m.paid) for m in page.months]
        )
        self.gap.show_page(page)
        self.share.say(share_of_need(page))
        self.postings.set_items(tuple(reversed(loaded.postings)))
        self.openings.set_items(loaded.openings)

    def _say_families(self, page: BudgetPage) -> None:
        if page.mean:
            self.families.say(message("budgets.families", count=page.more_families))
            self.mean.say(message("budgets.families_mean", mean=page.mean, paid=page.families_paid))
        else:
            self.families.say(message("budgets.families_unknown"))
            self.mean.say("")
        self.late.say(message("budgets.late_until", until=page.late_until) if page.late_until else "")
        self.late.setVisible(page.late_until is not None)

    def _say_closed(self, page: BudgetPage) -> None:
        """Whether the half has ended, and whether it is closed."""
        mark = half_mark(page, self._desk.today())
        self.state.setVisible(mark is not None)
        if mark is not None:
            self.state.set_state(mark.said, mark.tone, mark.icon)
        self.closed.say(closed_said(page))

    def show_trouble(self, failure: Err) -> None:
        """Why there is nothing."""
        self._banner.say(Tone.ERROR, failure.message)

    def show_form(self, action: Action, loaded: Loaded) -> None:
        """Ask what an action needs."""
        form = FormPage(
            self._desk.texts,
            half_said(loaded.page.half),
            spec_of(action, loaded, self._desk, self._halves),
            action=message(f"budgets.action.{action.value}"),
            cancel=message("budgets.cancel"),
        )
        form.form.set_values(start_values(action, loaded, self._desk, self._halves))
        form.changed.connect(lambda: self.presenter.typed(form.form.values()))
        form.submitted.connect(lambda: self.presenter.submit(taken(form.form)))
        form.cancelled.connect(self.form_done)
        if action is Action.OPENING:
            search = form.form.editor("search")
            search.changed.connect(lambda: self.presenter.search(str(search.value() or "")))
        self._pages.open(form)
        self.presenter.typed(form.form.values())

    def form_says(self, said: Message | None) -> None:
        """What the form will do."""
        self._pages.say(said)

    def form_failed(self, failure: Err) -> None:
        """Why the form was refused."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the figures."""
        self._pages.close_form()
        self.postings.setFocus()

    def show_persons(self, persons: tuple[PersonItem, ...]) -> None:
        """Who was found in the register; one alone is chosen."""
        if self._form is None:
            return
        editor = self._form.form.editor("person")
        if isinstance(editor, ChoiceEdit):
            editor.set_choices([Choice(value=person.person_id, said=_person_said(person)) for person in persons])
            editor.set_value(persons[0].person_id if len(persons) == 1 else None)

    def save(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        title = self._desk.texts.text("budgets.report_excel")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "Excel (*.xlsx)")
        if chosen:
            self.presenter.store(lambda: write_file(Path(chosen), content))

    # --- for the tour ---

    def begin(self, action: str) -> None:
        """Open a form by its name."""
        self.presenter.begin(Action(action))

    def show_openings(self) -> None:
        """The tab of opening entries."""
        self.form_done()
        self._tabs.setCurrentWidget(self.openings)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record id is a half."""
        self.presenter.open(BudgetHalf.parse(record_id) if record_id else None)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self._tabs.setTabText(0, texts.text("budgets.postings"))
        self._tabs.setTabText(1, texts.text("budgets.openings"))


def _person_said(person: PersonItem) -> str:
    where = written(person.house_no, person.moo, "", "", "", person.subdistrict_code)
    return f"{person.name} · {where}" if where else person.name
