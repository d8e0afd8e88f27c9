"""Decides for the plan: which month of whom is shown, what is asked, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from kmcase.application.appointments import MonthPlan
from kmcase.application.changes import Changes, Outcome
from kmcase.application.printing.work_plans import PlanOrder
from kmcase.application.read.appointments import (
    Affected,
    AppointmentItem,
    AppointmentPage,
    AreaWork,
    PartnerItem,
    UnvisitedItem,
)
from kmcase.application.read.people import PersonItem
from kmcase.domain.appointments import AppointmentState
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Result, Tone
from ui.screens.plan.actions import Action, Ask, Values, affected_said, told, work_of
from ui.screens.plan.loads import LoadShown, loads_of

_MOST_FOUND = 20
_SHOWN_BY = frozenset({"appointment", "partner", "person", "staff", "request", "visit"})


class Mode(StrEnum):
    """How the plan is looked at, in the order of the tabs; the words are `plan.mode.<value>`."""

    CALENDAR = "calendar"
    LIST = "list"
    AREAS = "areas"
    UNVISITED = "unvisited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows: a month of all officers or of one, or what is past its day; none cancelled in the loads."""

    plan: MonthPlan
    officer_id: str
    overdue: bool
    items: tuple[AppointmentItem, ...]

    @property
    def by_day(self) -> dict[date, list[AppointmentItem]]:
        """Visits by day, without what was cancelled."""
        found: dict[date, list[AppointmentItem]] = {}
        for item in self.items:
            if item.state is not AppointmentState.CANCELLED:
                found.setdefault(item.day, []).append(item)
        return found


class PlanPort(Protocol):
    """What the view can show."""

    def show_plan(self, shown: Shown, loads: tuple[LoadShown, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_areas(self, areas: tuple[AreaWork, ...]) -> None: ...
    def show_unvisited(self, items: tuple[UnvisitedItem, ...], of: int) -> None: ...
    def show_page(self, page: AppointmentPage) -> None: ...
    def show_trouble(self, failure: Err) -> None: ...
    def show_form(self, ask: Ask) -> None: ...
    def show_people(self, found: Sequence[PersonItem]) -> None: ...
    def form_says(self, said: Message | None) -> None: ...
    def form_warns(self, said: Message) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self, said: Message, tone: Tone) -> None: ...
    def show_paper(self, content: bytes, title: Message) -> None: ...
    def save(self, content: bytes, name: str) -> None: ...


class PlanPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: PlanPort) -> None:
        self._desk = desk
        self._view = view
        self._month = desk.today()
        self._officer = ""
        self._overdue = False
        self._mode = Mode.CALENDAR
        self._chosen: str | None = None
        self._shown: Shown | None = None
        self._partners: tuple[PartnerItem, ...] = ()
        self._ask: Ask | None = None
        self._moved_to: date | None = None

    # --- showing ---

    @property
    def may_plan(self) -> bool:
        """Whether the signed-in person plans visits."""
        return self._desk.may("appointments.plan")

    @property
    def month(self) -> date:
        """A day of the month shown."""
        return self._month

    @property
    def shown(self) -> Shown | None:
        """What the page shows, once it was read."""
        return self._shown

    def refresh(self) -> None:
        """Read what is shown anew."""
        services, month, overdue = self._desk.services, self._month, self._overdue

        def work() -> tuple[MonthPlan, tuple[PartnerItem, ...]]:
            plan = services.appointments.month(month)
            if overdue:
                plan = replace(plan, items=services.appointments.overdue())
            return plan, services.partners.partners()

        self._desk.jobs.database(work, self._came)
        if self._mode is Mode.AREAS:
            self._desk.jobs.database(lambda: services.appointments.area_work(month), self._areas_came)
        if self._mode is Mode.UNVISITED:
            self._desk.jobs.database(lambda: services.appointments.unvisited(month), self._unvisited_came)
        if self._chosen is not None:
            self.choose(self._chosen)

    def show_mode(self, mode: Mode) -> None:
        """Look at the plan in another way; what that way needs is read."""
        self._mode = mode
        self.refresh()

    def turn(self, months: int) -> None:
        """Show a month before or after."""
        first = self._month.replace(day=1)
        self._month = (first + timedelta(days=31)).replace(day=1) if months > 0 else first - timedelta(days=1)
        self._overdue = False
        self.refresh()

    def go_to(self, day: date) -> None:
        """Show the month of a day."""
        self._month, self._overdue = day, False
        self.refresh()

    def of_officer(self, staff_id: str) -> None:
        """Show one officer's visits alone, or everybody's."""
        self._officer = staff_id
        self._tell()

    def only_overdue(self) -> None:
        """Show what is past its day without a word, whichever month and whoever's."""
        self._overdue, self._officer = True, ""
        self.refresh()

    def _came(self, result: Result[tuple[MonthPlan, tuple[PartnerItem, ...]]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        plan, self._partners = result.value
        self._shown = Shown(plan=plan, officer_id="", overdue=self._overdue, items=plan.items)
        self._tell()

    def _tell(self) -> None:
        if self._shown is None:
            return
        plan = self._shown.plan
        items = tuple(one for one in plan.items if self._officer in ("", one.officer_id))
        self._shown = Shown(plan=plan, officer_id=self._officer, overdue=self._overdue, items=items)
        self._view.show_plan(self._shown, loads_of(plan))

    def _areas_came(self, result: Result[tuple[AreaWork, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            self._view.show_areas(result.value)

    def _unvisited_came(self, result: Result[tuple[tuple[UnvisitedItem, ...], int]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            self._view.show_unvisited(*result.value)

    def choose(self, appointment_id: str) -> None:
        """Bring an appointment to the front."""
        self._chosen = appointment_id
        appointments = self._desk.services.appointments

        def done(result: Result[AppointmentPage]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
            elif appointment_id == self._chosen:
                self._view.show_page(result.value)

        self._desk.jobs.database(lambda: appointments.page(appointment_id), done)

    def leave(self) -> None:
        """No appointment is in front."""
        self._chosen = None

    def open_record(self, appointment_id: str) -> None:
        """Show an appointment in its month."""
        appointments = self._desk.services.appointments

        def done(result: Result[AppointmentPage]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
                self.refresh()
            else:
                self._chosen = appointment_id
                self.go_to(result.value.item.day)

        self._desk.jobs.database(lambda: appointments.page(appointment_id), done)

    def apply_changes(self, changes: Changes) -> None:
        """Something of the plan, its partners or its people was changed."""
        if any(noun in changes for noun in _SHOWN_BY):
            self.refresh()

    # --- forms ---

    def begin(self, action: Action, *, item: AppointmentItem | None = None,
              people: tuple[UnvisitedItem, ...] = (), day: date | None = None) -> None:  # fmt: skip
        """Open the form of an action."""
        if self._shown is None:
            return
        plan = self._shown.plan
        self._ask = Ask(
            action=action, officers=plan.officers, partners=self._partners, per_day=plan.per_day.value,
            day=day or self._desk.today(), item=item, people=people,
        )  # fmt: skip
        self._moved_to = None
        self._view.show_form(self._ask)

    def form_changed(self, values: Values) -> None:
        """Say what the form would do, and whom a move touches."""
        ask = self._ask
        if ask is None:
            return
        self._view.form_says(told(ask, values))
        day = values.get("day")
        if ask.action is Action.MOVE and ask.item is not None and isinstance(day, date) and day != self._moved_to:
            self._moved_to = day
            self._tell_affected(ask.item, day)

    def _tell_affected(self, item: AppointmentItem, day: date) -> None:
        appointments = self._desk.services.appointments

        def done(result: Result[Affected]) -> None:
            if not isinstance(result, Err) and day == self._moved_to:
                self._view.form_warns(affected_said(result.value))

        self._desk.jobs.database(lambda: appointments.affected(item.appointment_id, day), done)

    def search_people(self, typed: str) -> None:
        """Find somebody of the register."""
        people = self._desk.services.people

        def done(result: Result[tuple[PersonItem, ...]]) -> None:
            if not isinstance(result, Err):
                self._view.show_people(result.value)

        self._desk.jobs.database(lambda: people.search(typed, _MOST_FOUND), done)

    def submit(self, values: Values) -> None:
        """Do what the open form asks."""
        ask = self._ask
        if ask is None:
            return
        self._desk.jobs.database(work_of(ask, values, self._desk.services.appointments), self._finished(ask))

    def _finished(self, ask: Ask) -> Callable[[Result[Outcome[Any]]], None]:
        def done(result: Result[Outcome[Any]]) -> None:
            if isinstance(result, Err):
                self._view.form_failed(result)
                return
            self._ask = None
            said = message(f"plan.did.{ask.action.value}", count=len(ask.people) or 1)
            warned = tuple(Message(one.message_key, one.params) for one in result.value.findings)
            if warned:
                self._view.form_done(message("plan.did.warned", did=said, findings=warned), Tone.WARN)
            else:
                self._view.form_done(said, Tone.OK)
            self._desk.announce(result.value.changes)

        return done

    def cancel_form(self) -> None:
        """The form was left."""
        self._ask = None

    # --- papers ---

    def print_plan(self) -> None:
        """The month's plan on paper, of the officer that is shown."""
        order, language = self._order(), self._desk.texts.language
        printing = self._desk.services.printing
        self._make(lambda: printing.work_plan(order, language), message("plan.paper.plan"))

    def print_slips(self, appointment_ids: Sequence[str]) -> None:
        """Slips for the families of appointments."""
        ids, language = tuple(appointment_ids), self._desk.texts.language
        printing = self._desk.services.printing
        self._make(lambda: printing.visit_slips(ids, language), message("plan.paper.slips"))

    def _make(self, work: Callable[[], bytes], title: Message) -> None:
        def done(result: Result[bytes]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
            else:
                self._view.show_paper(result.value, title)

        self._desk.jobs.background(lambda _: work(), done, title=title)

    def make_workbook(self) -> None:
        """The month's plan as a workbook."""
        order, language = self._order(), self._desk.texts.language
        printing = self._desk.services.printing

        def done(result: Result[bytes]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
            else:
                self._view.save(result.value, f"plan-{order.month:%Y-%m}.xlsx")

        self._desk.jobs.background(
            lambda _: printing.work_plan_workbook(order, language), done, title=message("plan.paper.workbook")
        )

    def store(self, write: Callable[[], None]) -> None:
        """Write a file that was made to where it was chosen to go."""

        def done(result: Result[None]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)

        self._desk.jobs.background(lambda _: write(), done, title=message("plan.paper.workbook"))

    def _order(self) -> PlanOrder:
        return PlanOrder(month=self._month, officer_id=self._officer)

    def open_person(self, item: AppointmentItem) -> None:
        """Go to the person's page."""
        self._desk.navigation.open("people", item.person_id)

    def begin_visit(self, item: AppointmentItem) -> None:
        """Go and begin the visit that was appointed, or go on with it."""
        self._desk.navigation.open("visits", f"appointment:{item.appointment_id}:{item.person_id}")
