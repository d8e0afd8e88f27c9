"""Decides for laptops: which is in front, what is done to it, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.exchange import EnrolLaptop
from kmcase.application.exchange.reports import ExchangeStatus
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Progress, Result
from ui.screens.laptops.actions import USE_CASES, Action, Values, told
from ui.screens.laptops.columns import Line
from ui.tone import Tone

Read = tuple[ExchangeStatus, tuple[StaffMember, ...]]


class LaptopsPort(Protocol):
    """What the view can show."""

    def show_lines(self, lines: tuple[Line, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_line(self, line: Line | None) -> None: ...
    def show_form(
        self, action: Action, title: Message, line: Line | None, members: tuple[StaffMember, ...]
    ) -> None: ...
    def form_says(self, said: Message | None) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...
    def show_working(self, said: Message | None) -> None: ...
    def show_said(self, said: Message, tone: Tone) -> None: ...


class LaptopsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: LaptopsPort) -> None:
        self._desk = desk
        self._view = view
        self._lines: tuple[Line, ...] = ()
        self._members: tuple[StaffMember, ...] = ()
        self._chosen = ""
        self._action: Action | None = None
        self._working = False

    # --- showing ---

    def open(self, laptop_id: str | None = None) -> None:
        """Read how all of them stand, beside the work: the journal is looked through for what each still lacks."""
        self._chosen = laptop_id or self._chosen
        exchange, staff = self._desk.services.exchange, self._desk.services.staff

        def read(_: Progress) -> Read:
            return exchange.status(), staff.list()

        self._desk.jobs.background(read, self._read, title=message("laptops_ui.job.read"))

    def _read(self, result: Result[Read]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        status, self._members = result.value
        names = {member.staff_id: member.name for member in self._members}
        lines = (
            Line(each, tuple(sorted(names.get(one, one) for one in each.enrolled.laptop.officers)))
            for each in status.laptops
        )
        self._lines = tuple(sorted(lines, key=lambda line: not line.in_use))
        if self.line is None and self._lines:
            self._chosen = self._lines[0].laptop.laptop_id
        self._view.show_lines(self._lines)
        self._view.show_line(self.line)

    def choose(self, laptop_id: str) -> None:
        """Bring a laptop to the front."""
        if laptop_id != self._chosen:
            self._chosen = laptop_id
            self._view.show_line(self.line)

    @property
    def line(self) -> Line | None:
        """The laptop in front."""
        return next((line for line in self._lines if line.laptop.laptop_id == self._chosen), None)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if "laptop" in changes:
            self.open()

    # --- what may be done ---

    def may(self, action: Action) -> bool:
        """Whether the signed-in person may do it: to a laptop in use, or to enrol one."""
        if not self._desk.may(USE_CASES[action]) or self._working:
            return False
        return action is Action.ENROL or (self.line is not None and self.line.in_use)

    @property
    def may_exchange(self) -> bool:
        """Whether a bundle can be made for the laptop in front."""
        return self.line is not None and self.line.in_use and self._desk.may("exchange.make")

    def exchange(self) -> None:
        """Go where a bundle is made for the laptop in front."""
        if self.line is not None:
            self._desk.navigation.open("exchange", self.line.laptop.laptop_id)

    # --- doing ---

    def begin(self, action: Action) -> None:
        """Open an action's form."""
        if not self.may(action):
            return
        self._action = action
        line = None if action is Action.ENROL else self.line
        title = message(f"laptops_ui.form.{action.value}", **({"name": line.laptop.name} if line else {}))
        self._view.show_form(action, title, line, self._members)

    def typed(self, values: Values) -> None:
        """Something was typed: say what will happen."""
        if self._action is not None:
            self._view.form_says(told(self._action, values, self.line))

    def submit(self, values: Values) -> None:
        """Do it."""
        laptops, line = self._desk.services.laptops, self.line
        if self._action is Action.ENROL:
            self._enrol(values)
        elif line is not None and self._action is Action.AREA:
            self._do(lambda: laptops.change_area(line.laptop.laptop_id, values["area"], values["reason"]), line)
        elif line is not None and self._action is Action.REVOKE:
            self._do(lambda: laptops.revoke(line.laptop.laptop_id, values["reason"]), line)

    def _do(self, work: Callable[[], Outcome[str]], line: Line) -> None:
        action = self._action
        assert action is not None

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.form_failed(result)
                return
            self._end(message(f"laptops_ui.done.{action.value}", name=line.laptop.name), result.value.changes)

        self._desk.jobs.database(work, done)

    def _enrol(self, values: Values) -> None:
        if self._working:
            return
        file, name = Path(values["file"]), values["name"].strip()
        if not file.parent.is_dir():
            said = message("laptops_ui.error.no_folder", folder=str(file.parent))
            self._view.form_failed(Err(said, "laptops_ui.no_folder", "file"))
            return
        laptops = self._desk.services.laptops
        command = EnrolLaptop(name=name, area=values["area"], officers=values["officers"])

        def done(result: Result[Outcome[str]]) -> None:
            self._working = False
            self._view.show_working(None)
            if isinstance(result, Err):
                self._not_enrolled(result, name)
                return
            self._chosen = result.value.value
            self._end(message("laptops_ui.done.enrol", name=name, file=str(file)), result.value.changes)

        self._working = True
        self._view.show_working(message("laptops_ui.working", name=name))
        title = message("laptops_ui.job.enrol", name=name)
        self._desk.jobs.background(lambda _: laptops.enrol(command, file), done, title=title)

    def _not_enrolled(self, failure: Err, name: str) -> None:
        """A file that could not be written leaves a laptop in the list that nobody can open: say so."""
        if failure.field is not None or failure.code == "shell.not_permitted":
            self._view.form_failed(failure)
            return
        said = message("laptops_ui.error.not_written", reason=failure.message, name=name)
        self._view.form_failed(Err(said, failure.code))
        self.open()

    def _end(self, said: Message, changes: Changes) -> None:
        self._action = None
        self._view.form_done()
        self._view.show_said(said, Tone.OK)
        self._desk.announce(changes)
