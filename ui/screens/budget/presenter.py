"""What the budget screen shows and does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.people import PersonItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from kmcase.thai.calendar import fiscal_year, half_of
from ui.lifting import possible_seconds
from ui.ports import Desk, Err, Ok, Progress, Result
from ui.screens.budget.actions import USE_CASES, Action, Values, told, work_of
from ui.screens.budget.figures import Loaded, halves_to_choose
from ui.tone import Tone


class BudgetPort(Protocol):
    """What the view can show."""

    def show_halves(self, halves: tuple[BudgetHalf, ...], chosen: BudgetHalf) -> None:
        """The halves that can be chosen."""
        ...

    def show_budget(self, loaded: Loaded) -> None:
        """A half with everything of it."""
        ...

    def show_trouble(self, failure: Err) -> None:
        """Why there is nothing."""
        ...

    def show_form(self, action: Action, loaded: Loaded) -> None:
        """Ask what an action needs."""
        ...

    def form_says(self, said: Message | None) -> None:
        """What the form will do."""
        ...

    def form_failed(self, failure: Err) -> None:
        """Why the form was refused."""
        ...

    def form_done(self) -> None:
        """Back to the figures."""
        ...

    def show_persons(self, persons: tuple[PersonItem, ...]) -> None:
        """Who was found in the register."""
        ...

    def save(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        ...


class BudgetPresenter:
    """Decides for the budget; every call of a service runs in a job."""

    def __init__(self, desk: Desk, view: BudgetPort) -> None:
        self._desk = desk
        self._view = view
        self._half: BudgetHalf | None = None
        self._loaded: Loaded | None = None
        self._action: Action | None = None
        self._names: dict[str, str] = {}
        self._asked = 0

    @property
    def half(self) -> BudgetHalf | None:
        """The half now shown."""
        return self._half

    def allowed(self, action: Action) -> bool:
        """Whether the signed-in person may."""
        return self._desk.may(USE_CASES[action])

    # --- showing ---

    def open(self, half: BudgetHalf | None = None) -> None:
        """Show a half, or the newest that has begun by today."""
        today = self._desk.today()

        def got(result: Result[tuple[BudgetHalf, ...]]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
                return
            choices = halves_to_choose(result.value, today)
            if self._half is None or half is not None:
                self._half = half or _current(result.value, self._desk)
            self._view.show_halves(choices, self._half)
            self.refresh()

        self._desk.jobs.database(self._desk.services.budgets.halves, got)

    def choose(self, half: BudgetHalf) -> None:
        """Another half."""
        self._half = half
        self.refresh()

    def refresh(self) -> None:
        """Read the half anew."""
        half, services = self._half, self._desk.services
        if half is None:
            return

        def read() -> Loaded:
            budgets = services.budgets
            pages = {known: budgets.page(known).budget.available for known in budgets.halves()}
            return Loaded(
                page=budgets.page(half),
                postings=budgets.postings(half),
                openings=budgets.openings(),
                free=pages,
                seconds=possible_seconds(services.staff.list(), self._desk.actor.staff_id),
            )

        self._desk.jobs.database(read, self._got)

    def _got(self, result: Result[Loaded]) -> None:
        match result:
            case Ok(value=loaded):
                if loaded.page.half == self._half:
                    self._loaded = loaded
                    self._view.show_budget(loaded)
            case Err():
                self._view.show_trouble(result)

    def apply_changes(self, changes: Changes) -> None:
        """A posting was made, a decision taken, or a half closed."""
        if "budget" in changes or "verification" in changes:
            self.refresh()

    # --- acting ---

    def begin(self, action: Action) -> None:
        """Open an action's form."""
        if self._loaded is not None and self.allowed(action):
            self._action, self._names = action, {}
            self._view.show_form(action, self._loaded)

    def typed(self, values: Values) -> None:
        """Something was typed: say what will happen."""
        if self._action is not None and self._loaded is not None:
            self._view.form_says(told(self._action, values, self._loaded, self._names))

    def submit(self, values: Values) -> None:
        """Do it."""
        action, half = self._action, self._half
        if action is None or half is None:
            return
        work = work_of(action, values, half, self._desk.services.budgets)

        def done(result: Result[Outcome[Any]]) -> None:
            match result:
                case Ok(value=outcome):
                    self._action = None
                    self._view.form_done()
                    self._desk.notices.notice(message(f"budgets.done.{action.value}"), Tone.OK)
                    self._desk.announce(outcome.changes)
                case Err():
                    self._view.form_failed(result)

        self._desk.jobs.database(work, done)

    def search(self, text: str) -> None:
        """Look for the payee of an opening entry; only the newest answer counts."""
        self._asked += 1
        mine, people = self._asked, self._desk.services.people

        def got(result: Result[tuple[PersonItem, ...]]) -> None:
            if mine != self._asked or isinstance(result, Err):
                return
            self._names = {person.person_id: person.name for person in result.value}
            self._view.show_persons(result.value)

        if text.strip():
            self._desk.jobs.database(lambda: tuple(people.search(text, 12)), got)

    # --- reports ---

    def print_report(self) -> None:
        """The report of the half on paper."""
        self._make("budget_report", self._got_paper)

    def make_workbook(self) -> None:
        """The report of the half as Excel."""
        self._make("budget_workbook", self._got_workbook)

    def _make(self, what: str, done: Callable[[Result[bytes]], None]) -> None:
        half, language = self._half, self._desk.texts.language
        if half is None:
            return
        printing = self._desk.services.printing

        def work(progress: Progress) -> bytes:
            return bytes(getattr(printing, what)(half, language))

        self._desk.jobs.background(work, done, title=message("budgets.making", half=half.budget_id))

    def _got_paper(self, result: Result[bytes]) -> None:
        match result:
            case Ok(value=content):
                self._desk.show_paper(content, self._desk.texts.text("budgets.report"))
            case Err():
                self._view.show_trouble(result)

    def _got_workbook(self, result: Result[bytes]) -> None:
        match result:
            case Ok(value=content):
                half = self._half.budget_id.replace("/", "-") if self._half else ""
                self._view.save(content, f"budget-{half}.xlsx")
            case Err():
                self._view.show_trouble(result)

    def store(self, write: Callable[[], None]) -> None:
        """Write a file that was asked for, away from the window."""

        def stored(result: Result[None]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)

        self._desk.jobs.background(lambda progress: write(), stored, title=message("budgets.saving"))


def _current(known: tuple[BudgetHalf, ...], desk: Desk) -> BudgetHalf:
    """Today's half; where it has no money yet, the newest that has."""
    day = desk.today()
    today = BudgetHalf(fiscal_year(day), half_of(day))
    return today if today in known or not known else known[0]


def nothing_there(loaded: Loaded) -> bool:
    """Whether the half has neither money nor postings."""
    return loaded.page.budget.allotted == Baht.zero() and not loaded.postings
