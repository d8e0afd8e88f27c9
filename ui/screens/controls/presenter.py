"""The board: computed in the background, narrowed, one observation in front, judged. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.controls import JudgeObservation
from kmcase.application.printing.controls import ControlPeriod
from kmcase.application.read.controls import ControlBoard, ObservationItem
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.messages import Message, message
from ui.answering import recorded, show_paper, show_stored, told
from ui.kept_paper import kept_paper
from ui.one_job import OneJob
from ui.ports import Desk, Done, Err, Progress, Result
from ui.screens.controls.periods import file_name

_CHANGING = ("voucher", "run", "batch", "bank_report", "person", "household", "staff", "regulation")
"""Nouns whose changes may give other observations."""


class ControlsPort(Protocol):
    """What the view can show."""

    def show_computing(self, running: bool) -> None: ...
    def show_board(self, board: ControlBoard, families: Mapping[str, int]) -> None: ...
    def show_items(self, items: tuple[ObservationItem, ...]) -> None: ...
    def show_stale(self) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_item(self, item: ObservationItem | None, names: Mapping[str, str]) -> None: ...
    def show_form(self, item: ObservationItem, verdicts: tuple[Verdict, ...]) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...
    def save(self, content: bytes, name: str) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


def family_of(code: str) -> str:
    """The finding that a control belongs to: `f3` of `f3.person_limit`."""
    return code.partition(".")[0]


class ControlsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ControlsPort) -> None:
        self._desk = desk
        self._view = view
        self._job = OneJob(desk, lambda title: view.show_computing(title is not None))
        self._wanted = ""
        self.board: ControlBoard | None = None
        self.family = ""
        self.state: ObservationState | None = ObservationState.OPEN
        self.item: ObservationItem | None = None

    @property
    def may_judge(self) -> bool:
        """Whether this person judges observations at all."""
        return self._desk.may("controls.judge")

    # --- computing ---

    def open(self, key: str | None = None) -> None:
        """Compute where nothing was computed yet; bring an observation to the front."""
        self._wanted = key or self._wanted
        if self.board is None:
            self.compute()
        else:
            self._show()

    def compute(self) -> None:
        """Everything anew, in the background; a second press while it runs stops it."""
        self._job.press(self._desk.services.controls.board, self._computed, message("controls.job.compute"))

    def _computed(self, result: Result[ControlBoard]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self.board = result.value
        self._show()

    def changed(self, changes: Changes) -> None:
        """A judgement is shown at once; other facts make the board old, and somebody computes it again."""
        if "observation" in changes:
            if not self._job.running:
                self.compute()
        elif self.board is not None and any(noun in changes for noun in _CHANGING):
            self._view.show_stale()

    # --- choosing ---

    def narrow(self, family: str) -> None:
        """Only the observations of a family; the same one again shows all."""
        self.family = "" if family == self.family else family
        self._show()

    def narrow_state(self, state: ObservationState | None) -> None:
        """Only those that stand so; None shows all."""
        self.state = state
        self._show()

    @property
    def items(self) -> tuple[ObservationItem, ...]:
        """What is listed now."""
        if self.board is None:
            return ()
        return tuple(
            item
            for item in self.board.items
            if self.state in (None, item.state)
            and (not self.family or family_of(item.observation.control) == self.family)
        )

    def choose(self, key: str) -> None:
        """Bring an observation to the front."""
        self._wanted = key
        self._show_item()

    def _show(self) -> None:
        if self.board is None:
            return
        counts = Counter(
            family_of(item.observation.control) for item in self.board.items if item.state is ObservationState.OPEN
        )
        families = {family_of(line.code): counts[family_of(line.code)] for line in self.board.lines}
        self._view.show_board(self.board, families)
        self._view.show_items(self.items)
        self._show_item()

    def _show_item(self) -> None:
        if self.board is None:
            return
        self.item = next((item for item in self.board.items if item.key == self._wanted), None)
        self._view.show_item(self.item, self.board.names)

    def open_voucher(self, voucher_id: str) -> None:
        """The receipt's page."""
        self._desk.navigation.open("receipts", voucher_id)

    def open_person(self) -> None:
        """The first person concerned."""
        if self.item is not None and self.item.observation.persons:
            self._desk.navigation.open("people", self.item.observation.persons[0])

    def open_pictures(self) -> None:
        """Both pictures side by side."""
        if self.item is not None:
            self._desk.navigation.open("pictures", self.item.key)

    # --- judging ---

    def begin_judge(self) -> None:
        """Ask for verdict and reason; nobody judges the own work."""
        item = self.item
        if item is None or not self.may_judge or item.mine:
            return
        open_now = item.state is ObservationState.OPEN
        verdicts = (Verdict.EXPLAINED, Verdict.CONFIRMED) if open_now else (Verdict.REOPENED, *_other(item.state))
        self._view.show_form(item, verdicts)

    def judge(self, item: ObservationItem, values: Mapping[str, Any]) -> None:
        """Keep what was said; a picture of the document is stored first."""
        services, seen, paper = self._desk.services, item.observation, values["paper"]

        def work() -> Outcome[str]:
            kept = kept_paper(services.attachments, paper)
            noun, record_id = seen.subject
            command = JudgeObservation(
                control=seen.control,
                noun=noun,
                record_id=record_id,
                digest=seen.digest,
                verdict=values["verdict"],
                reason=values["reason"],
                attachment=kept,
            )
            done: Outcome[str] = services.controls.judge(command)
            return done

        done: Done[Outcome[str]] = recorded(self._desk, self._view, message("controls.form.done"))
        self._desk.jobs.database(work, done)

    def open_paper(self, stored_sha256: str) -> None:
        """Show the document of a judgement."""
        show_stored(self._desk, stored_sha256, message("controls.job.paper"), self._view.show_picture)

    # --- paper ---

    def print_report(self, period: ControlPeriod) -> None:
        """The control report of a period, previewed."""
        language, printing = self._desk.texts.language, self._desk.services.printing
        title = message("controls.job.report")

        def make(progress: Progress) -> bytes:
            return bytes(printing.control_report(period, language, progress))

        show_paper(self._desk, make, title)

    def make_workbook(self, period: ControlPeriod) -> None:
        """The same as Excel, with its chart; the view asks where it goes."""
        language, printing = self._desk.texts.language, self._desk.services.printing

        def made(content: bytes) -> None:
            self._view.save(content, file_name(period))

        self._desk.jobs.background(
            lambda progress: bytes(printing.control_workbook(period, language, progress)),
            told(self._desk, made),
            title=message("controls.job.report"),
        )

    def store(self, write: Callable[[], None]) -> None:
        """Write a file that was asked for, away from the window."""
        done = told(self._desk, lambda _: None)
        self._desk.jobs.background(lambda _: write(), done, title=message("controls.job.report"))


def _other(state: ObservationState) -> tuple[Verdict, ...]:
    return (Verdict.CONFIRMED,) if state is ObservationState.EXPLAINED else (Verdict.EXPLAINED,)
