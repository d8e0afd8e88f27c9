"""Batches: the list, one money chain, asking for money, drawing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from kmcase.application.batches import RequestDisbursement
from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.payments import BatchItem, BatchPage, PayableItem
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Result
from ui.tone import Tone

_Record = Callable[[str, date, Baht, str], Outcome[str]]
"""A use case by which money of a batch moves: batch, day, amount, document."""


class BatchesPort(Protocol):
    """What the view shows."""

    def show_batches(self, batches: Sequence[BatchItem], waiting: Sequence[PayableItem]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_batch(self, page: BatchPage | None) -> None: ...
    def show_new(self, waiting: Sequence[PayableItem]) -> None: ...
    def show_will(self, said: Message, *, ready: bool) -> None: ...
    def show_list(self) -> None: ...
    def show_errors(self, errors: Mapping[str, Message]) -> None: ...


class BatchesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: BatchesPort) -> None:
        self._desk = desk
        self._view = view
        self._waiting: Sequence[PayableItem] = ()
        self.page: BatchPage | None = None
        self._wanted: str | None = None

    def open(self, batch_id: str | None, *, ask: bool = False) -> None:
        """Show the list, and a batch of it; `ask` begins to ask for money where somebody waits."""
        batches = self._desk.services.batches
        wanted = self._wanted = batch_id or self._wanted

        def work() -> tuple[tuple[BatchItem, ...], tuple[PayableItem, ...], BatchPage | None]:
            return batches.list(), batches.payable(), batches.page(wanted) if wanted else None

        self._desk.jobs.database(work, lambda result: self._opened(result, ask=ask))

    def _opened(
        self, result: Result[tuple[tuple[BatchItem, ...], tuple[PayableItem, ...], BatchPage | None]], *, ask: bool
    ) -> None:
        if isinstance(result, Err):
            self._wanted = None
            self._view.show_failure(result)
            return
        items, self._waiting, self.page = result.value
        self._view.show_batches(items, self._waiting)
        self._view.show_batch(self.page)
        if ask and self._waiting:
            self.begin()

    def select(self, batch_id: str) -> None:
        """Show a batch of the list."""
        self._wanted = batch_id
        if self.page is not None and self.page.batch.batch_id == batch_id:
            return
        batches = self._desk.services.batches

        def selected(result: Result[BatchPage]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({"": result.message})
            else:
                self.page = result.value
                self._view.show_batch(self.page)

        self._desk.jobs.database(lambda: batches.page(batch_id), selected)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if any(noun in changes for noun in ("batch", "run", "request")):
            self.open(None)

    # --- asking ---

    def begin(self) -> None:
        """Ask for money for those who wait."""
        if self._desk.may("batches.request"):
            self._view.show_new(self._waiting)

    def picked(self, items: Sequence[PayableItem]) -> None:
        """Say what asking would do."""
        if not items:
            self._view.show_will(message("batches.new.nobody"), ready=False)
            return
        if len({item.half for item in items}) > 1:
            self._view.show_will(message("batches.error.two_halves"), ready=False)
            return
        total = Baht.total(item.amount for item in items)
        said = message("batches.new.will", count=len(items), total=total, half=items[0].half.budget_id)
        self._view.show_will(said, ready=True)

    def ask(self, number: str, on: date, request_ids: tuple[str, ...]) -> None:
        """Record the withdrawal."""
        command = RequestDisbursement(number=number, requested_on=on, request_ids=request_ids)
        batches = self._desk.services.batches
        self._do(lambda: batches.request(command), message("batches.new.done", number=number))

    # --- drawing ---

    def draw(self, amount: Baht | None, on: date | None, document: str) -> None:
        """Record that money was drawn for the batch in front."""
        self._move(self._desk.services.batches.draw, "batches.draw.done", amount, on, document)

    def give_back(self, amount: Baht | None, on: date | None, document: str) -> None:
        """Record that money of the batch in front, which is in no run, went back."""
        self._move(self._desk.services.batches.give_back_idle, "batches.return.done", amount, on, document)

    def _move(self, record: _Record, done: str, amount: Baht | None, on: date | None, document: str) -> None:
        if self.page is None or amount is None or on is None:
            self._view.show_errors({})
            return
        batch = self.page.batch
        said = message(done, number=batch.number, amount=amount)
        self._do(lambda: record(batch.batch_id, on, amount, document), said)

    def _do(self, work: Callable[[], Outcome[str]], said: Message) -> None:
        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({result.field or "": result.message})
                return
            self._desk.notices.notice(said, Tone.OK)
            self._view.show_list()
            changes = result.value.changes
            self.open(next(iter(changes.of("batch")), None))
            self._desk.announce(changes)

        self._desk.jobs.database(work, done)

    def go(self, screen: str, record_id: str | None = None) -> None:
        """Go elsewhere."""
        self._desk.navigation.open(screen, record_id)

    def reconcile(self) -> None:
        """The money of the batch in front row by row."""
        if self.page is not None:
            self.go("reconciliation", self.page.batch.batch_id)

    def bundle(self) -> None:
        """Everything about the batch in front for an auditor."""
        if self.page is not None:
            self.go("audits", f"batch:{self.page.batch.batch_id}")
