"""The verification of a half: shown, drawn, closed and printed. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.samples import HalfVerification
from kmcase.application.samples import DrawSample
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.samples import SampleMethod, SamplePlan, SeedSource
from kmcase.messages import message
from ui.answering import recorded, show_paper, told
from ui.ports import Desk, Err, Result


class SamplesPort(Protocol):
    """What the view can show."""

    def show_halves(self, halves: tuple[BudgetHalf, ...], chosen: BudgetHalf) -> None: ...
    def show_standing(self, standing: HalfVerification) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_draw_form(self, standing: HalfVerification) -> None: ...
    def show_close_form(self, standing: HalfVerification) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...
    def save_workbook(self, content: bytes, name: str) -> None: ...


class SamplesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: SamplesPort) -> None:
        self._desk = desk
        self._view = view
        self.standing: HalfVerification | None = None
        self._half: BudgetHalf | None = None
        self._halves: tuple[BudgetHalf, ...] = ()

    @property
    def may_draw(self) -> bool:
        """Whether this person draws now: the half is over, and its verification is not closed."""
        found = self.standing
        return found is not None and found.over and found.closed is None and self._desk.may("followups.draw")

    @property
    def may_close(self) -> bool:
        """Whether this person may end the verification of the half in front."""
        found = self.standing
        drawn = found is not None and found.sample is not None and found.closed is None
        return drawn and self._desk.may("followups.close")

    def open(self) -> None:
        """Show the half in front, at first the last one that is over."""
        samples, budgets = self._desk.services.samples, self._desk.services.budgets
        half = self._half

        def work() -> tuple[HalfVerification, tuple[BudgetHalf, ...]]:
            return samples.standing(half), budgets.halves()

        def opened(result: Result[tuple[HalfVerification, tuple[BudgetHalf, ...]]]) -> None:
            if isinstance(result, Err):
                self._view.show_failure(result)
                return
            self.standing, found = result.value
            self._half = self.standing.half
            halves = tuple(sorted({*found, self._half}, reverse=True))
            if halves != self._halves:
                self._halves = halves
                self._view.show_halves(halves, self._half)
            self._view.show_standing(self.standing)

        self._desk.jobs.database(work, opened)

    def choose_half(self, half: BudgetHalf) -> None:
        """Another half."""
        if half != self._half:
            self._half = half
            self.open()

    def changed(self, changes: Changes) -> None:
        """Somebody was asked, or a sample was drawn."""
        if "verification" in changes or "voucher" in changes or "observation" in changes:
            self.open()

    def ask(self, voucher_id: str) -> None:
        """To the questions for a payee."""
        self._desk.navigation.open("followups", voucher_id)

    # --- drawing and closing ---

    def begin_draw(self) -> None:
        """Ask how to draw."""
        if self.standing is not None and self.may_draw:
            self._view.show_draw_form(self.standing)

    def draw(self, values: Mapping[str, Any]) -> None:
        """Draw, publish, show."""
        if self._half is None:
            return
        plan = SamplePlan(
            method=SampleMethod(values["method"]),
            confidence=values["confidence"] or 0,
            bad_percent=values["bad_percent"] or 0,
            meet=values["meet"] or 0,
        )
        given = values["source"] is SeedSource.TYPED
        if given and not values["seed"]:
            self._view.form_failed(Err(message("samples.error.seed_missing"), "samples.seed_missing", "seed"))
            return
        command = DrawSample(
            half=self._half,
            plan=plan,
            seed=values["seed"] or "" if given else "",
            origin=values["origin"] or "" if given else "",
            reason=values.get("reason") or "",
        )
        samples = self._desk.services.samples
        self._send(lambda: samples.draw(command), "samples.drawn_now")

    def begin_close(self) -> None:
        """Ask why those without an answer are left."""
        if self.standing is not None and self.may_close:
            self._view.show_close_form(self.standing)

    def close(self, values: Mapping[str, Any]) -> None:
        """End the verification of the half."""
        half, samples = self._half, self._desk.services.samples
        if half is not None:
            self._send(lambda: samples.close(half, values["reason"] or ""), "samples.closed_now")

    def _send(self, work: Callable[[], Outcome[str]], done_key: str) -> None:
        done = recorded(self._desk, self._view, message(done_key), lambda _sample_id: self.open())
        self._desk.jobs.database(work, done)

    # --- paper ---

    def print_list(self) -> None:
        """The list of the newest draw, previewed."""
        language, printing, half = self._desk.texts.language, self._desk.services.printing, self._half
        show_paper(self._desk, lambda _: printing.sample_list(half, language), message("samples.paper.title"))

    def store(self, work: Callable[[], None]) -> None:
        """Put a workbook where it was chosen to go."""
        self._desk.jobs.background(lambda _: work(), told(self._desk, lambda _: None), title=message("samples.excel"))

    def save_list(self) -> None:
        """The list as a workbook."""
        language, printing, half = self._desk.texts.language, self._desk.services.printing, self._half
        title = message("samples.paper.title")

        def made(book: bytes) -> None:
            if half is not None:
                self._view.save_workbook(book, f"sample-{half.fiscal_year}-{half.half}.xlsx")

        self._desk.jobs.background(
            lambda _: printing.sample_workbook(half, language), told(self._desk, made), title=title
        )
