"""The plan as people see it: the month as calendar or list, work by sub-district, who is not visited yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QTabBar, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.appointments import AppointmentItem, AppointmentPage, AreaWork, UnvisitedItem
from kmcase.application.read.people import PersonItem
from kmcase.messages import Message, message
from kmcase.thai.calendar import MONTHS, be_year
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts, Narrowed, Tone
from ui.screens.plan.actions import Action, Ask
from ui.screens.plan.columns import AREAS, UNVISITED, appointments
from ui.screens.plan.forms import spec_of, start_values
from ui.screens.plan.loads import LoadShown
from ui.screens.plan.month_grid import MonthGrid
from ui.screens.plan.person_picker import PersonPicker
from ui.screens.plan.presenter import Mode, PlanPresenter, Shown
from ui.screens.plan.proposal_view import ProposalView
from ui.screens.plan.side import AppointmentPane, DayPane
from ui.tables.list_view import ListView
from ui.tables.output import write_file
from ui.theme import Space
from ui.widgets import (
    Banner,
    Button,
    Choice,
    ChoiceEdit,
    IconButton,
    Label,
    column,
    on_key,
    retranslate_all,
    row,
    side_by_side,
    stacked,
)

_SIDE_WIDTH = 372
OVERDUE = "overdue"


class PlanView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = PlanPresenter(desk, self)
        self._day: date | None = None
        self.banner = Banner(texts)
        self._month = Label(texts, "", role="lead", wrap=False)
        self.before = IconButton(texts, message("plan.month_before"), "chevron_left")
        self.after = IconButton(texts, message("plan.month_after"), "chevron_right")
        self.new = Button(texts, message("plan.new"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        self.even_out = Button(texts, message("plan.even_out"), icon_name="exchange", shortcut="Ctrl+G")
        self.print_plan = IconButton(texts, message("plan.paper.print_plan"), "print")
        self.print_slips = IconButton(texts, message("plan.paper.print_slips"), "note")
        self.workbook = IconButton(texts, message("plan.paper.print_workbook"), "excel")
        self.officer = ChoiceEdit(texts)
        self.officer.set_name(message("plan.field.officer"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        for _ in Mode:
            self.tabs.addTab("")
        self.grid = MonthGrid(texts, desk.today())
        self.list = ListView(
            desk, name="plan", title_key="plan.screen", columns=appointments(desk.today()),
            key=lambda item: item.appointment_id, empty=message("plan.empty"),
        )  # fmt: skip
        self.areas = ListView(
            desk, name="plan-areas", title_key="plan.mode.areas", columns=AREAS,
            key=lambda work: work.subdistrict_code, empty=message("plan.area.empty"),
        )  # fmt: skip
        self.unvisited = ListView(
            desk, name="plan-unvisited", title_key="plan.mode.unvisited", columns=UNVISITED,
            key=lambda item: item.person_id, empty=message("plan.unvisited.empty"), ticks=True,
        )  # fmt: skip
        self.plan_many = Button(texts, message("plan.unvisited.choose"), kind="primary", icon_name="calendar")
        self.day_pane = DayPane(desk)
        self.pane = AppointmentPane(desk, may_plan=self.presenter.may_plan)
        self._build()
        self._connect()
        self.retranslate(texts)

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    @property
    def mode(self) -> Mode:
        """How the plan is looked at."""
        return list(Mode)[self.tabs.currentIndex()]

    def _build(self) -> None:
        may = self.presenter.may_plan
        for button in (self.new, self.even_out, self.plan_many):
            button.setVisible(may)
        self._sides = stacked(self.day_pane, self.pane)
        self._sides.setMaximumWidth(_SIDE_WIDTH)
        self._modes = stacked(self.grid, self.list, self.areas, self.unvisited)
        self.unvisited.tools.addWidget(self.plan_many)
        splitter = side_by_side(self._modes, self._sides, (740, _SIDE_WIDTH), stretch=(1, 0))
        title = Label(self._desk.texts, message("plan.screen"), role="title", wrap=False)
        self.officer.setMinimumWidth(220)
        papers = (self.print_plan, self.print_slips, self.workbook)
        self._page = page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        month = row(self.before, self._month, self.after)
        layout.addLayout(row(title, Space.TWO, month, None, self.even_out, self.new))
        layout.addWidget(self.banner)
        layout.addLayout(row(self.tabs, None, self.officer, *papers))
        layout.addWidget(splitter, 1)
        self._pages = FormStack(page)
        self._proposal: ProposalView | None = None
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.presenter.turn(-1))
        self.after.clicked.connect(lambda: self.presenter.turn(1))
        self.new.clicked.connect(lambda: self.presenter.begin(Action.PLAN, day=self._day))
        self.even_out.clicked.connect(self.begin_proposal)
        self.print_plan.clicked.connect(self.presenter.print_plan)
        self.print_slips.clicked.connect(self._print_slips)
        self.workbook.clicked.connect(self.presenter.make_workbook)
        self.officer.changed.connect(self._officer_chosen)
        self.tabs.currentChanged.connect(self._mode_chosen)
        self.grid.day_chosen.connect(self._day_chosen)
        self.grid.day_opened.connect(lambda _day: self.day_pane.enter())
        self.day_pane.opened.connect(self.presenter.choose)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.appointment_id))
        self.unvisited.ticks_changed.connect(self._say_ticked)
        self.plan_many.clicked.connect(self._plan_ticked)
        for each in (self.list, self.areas, self.unvisited):
            each.retry.connect(self.presenter.refresh)
        self.pane.left.connect(self._leave_pane)
        self.pane.asked.connect(lambda action: self.presenter.begin(action, item=self.pane.item))
        self.pane.slip_asked.connect(self._print_slip)
        self.pane.person_asked.connect(self.presenter.open_person)
        self.pane.visit_asked.connect(self.presenter.begin_visit)
        keys = {"Ctrl+PgUp": lambda: self.presenter.turn(-1), "Ctrl+PgDown": lambda: self.presenter.turn(1)}
        for number, mode in enumerate(Mode, 1):
            keys[f"Ctrl+{number}"] = lambda mode=mode: self.show_mode(mode)  # type: ignore[misc]
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self._page).activated.connect(run)
        on_key(self._sides, "Esc", self._leave_pane)

    # --- what people do ---

    def show_mode(self, mode: str) -> None:
        """Look at the plan in another way."""
        self.tabs.setCurrentIndex(list(Mode).index(Mode(mode)))

    def _mode_chosen(self, _place: int) -> None:
        mode = self.mode
        self._modes.setCurrentIndex(list(Mode).index(mode))
        self._sides.setVisible(mode in (Mode.CALENDAR, Mode.LIST))
        for tool in (self.officer, self.print_plan, self.print_slips, self.workbook):
            tool.setVisible(mode in (Mode.CALENDAR, Mode.LIST))
        self._leave_pane()
        self.presenter.show_mode(mode)

    def _officer_chosen(self) -> None:
        value = self.officer.value()
        if isinstance(value, str):
            self.presenter.of_officer(value)

    def _day_chosen(self, day: date) -> None:
        self._day = day
        self._leave_pane()
        shown = self.presenter.shown
        self.day_pane.show_day(day, shown.by_day.get(day, ()) if shown else ())

    def _leave_pane(self) -> None:
        self.presenter.leave()
        self._sides.setCurrentWidget(self.day_pane)

    def _say_ticked(self) -> None:
        count = len(self.unvisited.ticked())
        self.plan_many.say(message("plan.unvisited.plan", count=count) if count else message("plan.unvisited.choose"))

    def _plan_ticked(self) -> None:
        ticked = self.unvisited.ticked() or self.unvisited.selected()
        if ticked:
            self.presenter.begin(Action.PLAN, people=tuple(ticked), day=self._day)
        else:
            self.banner.say(Tone.WARN, message("plan.unvisited.tick_first"))

    def _print_slips(self) -> None:
        chosen: Sequence[AppointmentItem] = self.list.selected() if self.mode is Mode.LIST else ()
        shown = self.presenter.shown
        items = chosen or (shown.items if shown else ())
        self.presenter.print_slips([item.appointment_id for item in items if item.open])

    def _print_slip(self) -> None:
        if self.pane.item is not None:
            self.presenter.print_slips([self.pane.item.appointment_id])

    def begin_proposal(self) -> None:
        """The proposal for the month, over the whole page."""
        self._pages.close_form()
        self._drop_proposal()
        self._proposal = view = ProposalView(self._desk, self.presenter.month)
        view.left.connect(self._drop_proposal)
        view.carried_out.connect(self._carried_out)
        self._pages.addWidget(view)
        self._pages.setCurrentWidget(view)
        view.begin()

    def _carried_out(self, said: Message) -> None:
        self._drop_proposal()
        self.banner.say(Tone.OK, said)

    def _drop_proposal(self) -> None:
        if self._proposal is not None:
            self._pages.removeWidget(self._proposal)
            self._proposal.deleteLater()
            self._proposal = None

    # --- what the presenter shows ---

    def show_plan(self, shown: Shown, loads: tuple[LoadShown, ...]) -> None:
        """A month, or what is past its day."""
        first = shown.plan.first
        said = message("plan.month", month=MONTHS[first.month - 1], year=str(be_year(first)))
        self._month.say(message("plan.overdue_only") if shown.overdue else said)
        self._show_officers(shown)
        self.grid.show_month(first, shown.by_day)
        self.list.set_items(shown.items)
        self.day_pane.show_loads(loads)
        self._day = self.grid.chosen()
        in_calendar = self.mode is Mode.CALENDAR and self._day is not None
        items = shown.by_day.get(self._day, ()) if self._day else ()
        self.day_pane.show_day(self._day if in_calendar else None, items)

    def _show_officers(self, shown: Shown) -> None:
        everybody = Choice(value="", said=message("plan.everybody"))
        officers = (Choice(value=one.staff_id, said=one.name) for one in shown.plan.officers)
        self.officer.offer([everybody, *officers], shown.officer_id)

    def show_failure(self, failure: Err) -> None:
        """Why nothing can be shown."""
        for each in (self.list, self.areas, self.unvisited):
            each.set_error(failure)
        self.banner.say(Tone.ERROR, failure.message)

    def show_areas(self, areas: tuple[AreaWork, ...]) -> None:
        """Work by sub-district."""
        self.areas.set_items(areas)

    def show_unvisited(self, items: tuple[UnvisitedItem, ...], of: int) -> None:
        """Who is not visited yet."""
        self.unvisited.set_items(items, of=of)
        self._say_ticked()

    def show_page(self, page: AppointmentPage) -> None:
        """One appointment."""
        self.pane.show_page(page)
        self._sides.setCurrentWidget(self.pane)
        self.list.follow(page.item.appointment_id)

    def show_trouble(self, failure: Err) -> None:
        """Why something could not be done."""
        self.banner.say(Tone.ERROR, failure.message)

    def show_form(self, ask: Ask) -> None:
        """The form of an action."""
        texts, today = self._desk.texts, self._desk.today()
        title = message(f"plan.title.{ask.action.value}", name=ask.item.person_name if ask.item else "")
        if ask.people:
            title = message("plan.title.many", count=len(ask.people))
        action = message(f"plan.action.{ask.action.value}")
        form = FormPage(texts, title, spec_of(ask, today), action=action, cancel=message("plan.form.back"))
        form.form.set_values(start_values(ask, today, self._desk.actor.staff_id))
        form.changed.connect(lambda: self.presenter.form_changed(form.form.values()))
        form.submitted.connect(lambda: self.presenter.submit(form.form.values()))
        form.cancelled.connect(self._cancel_form)
        for picker in form.form.findChildren(PersonPicker):
            picker.sought.connect(self.presenter.search_people)
        self._pages.open(form)
        self.presenter.form_changed(form.form.values())

    def show_people(self, found: Sequence[PersonItem]) -> None:
        """Who is found for the open form."""
        picker = self.findChild(PersonPicker)
        if picker is not None:
            picker.offer([Choice(value=one.person_id, said=f"{one.name} · {one.house_no}") for one in found])

    def form_says(self, said: Message | None) -> None:
        """What the open form would do."""
        self._pages.say(said)

    def form_warns(self, said: Message) -> None:
        """Whom it touches."""
        if self.form is not None:
            self.form.warn(said)

    def form_failed(self, failure: Err) -> None:
        """Why it was refused."""
        self._pages.show_failure(failure)

    def form_done(self, said: Message, tone: Tone) -> None:
        """It is done."""
        self._pages.close_form()
        self.unvisited.tick(())
        self._say_ticked()
        self.banner.say(tone, said)
        self._modes.setFocus()

    def _cancel_form(self) -> None:
        self.presenter.cancel_form()
        self._pages.close_form()

    def show_paper(self, content: bytes, title: Message) -> None:
        """A paper, previewed."""
        self._desk.show_paper(content, self._desk.texts.render(title))

    def save(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._desk.texts.text("plan.paper.print_workbook"), name, "Excel (*.xlsx)"
        )
        if chosen:
            self.presenter.store(lambda: write_file(Path(chosen).with_suffix(".xlsx"), content))

    # --- for the tour ---

    def show_first(self) -> None:
        """The first postponed appointment, or the first of all."""
        shown = self.presenter.shown
        if shown is not None and shown.items:
            moved = (one for one in shown.items if one.reason and one.open)
            self.presenter.choose(next(moved, shown.items[0]).appointment_id)

    def plan_first(self, count: int) -> None:
        """Tick so many who are not visited, and plan them."""
        self.show_mode(Mode.UNVISITED)
        self.unvisited.tick({item.person_id for item in self.unvisited.items()[:count]})
        self._plan_ticked()

    def move_first(self) -> None:
        """Move the first appointment to come."""
        self._cancel_form()
        shown = self.presenter.shown
        coming = (
            next((one for one in shown.items if one.open and one.day > self._desk.today()), None) if shown else None
        )
        if coming is not None:
            self.presenter.begin(Action.MOVE, item=coming)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """The plan as it was left, an appointment, or what is past its day."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by == OVERDUE:
            self.show_mode(Mode.LIST)
            self.list.set_filter(narrowed.typed)
            self.presenter.only_overdue()
        elif record_id is not None and narrowed is None:
            self.presenter.open_record(record_id)
        else:
            self.presenter.refresh()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self.tabs.setAccessibleName(texts.text("plan.modes"))
        for place, mode in enumerate(Mode):
            self.tabs.setTabText(place, texts.text(f"plan.mode.{mode.value}"))
        retranslate_all(self, texts)
