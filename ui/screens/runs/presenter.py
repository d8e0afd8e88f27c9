"""Runs: the list, one run, preparing and arranging, returning money, closing, verifying."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.payments import PrepareRun
from kmcase.application.read.payments import BatchItem, PayableItem, RunItem, RunPage
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, RunState, RunValues, Witness
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.answering import show_paper
from ui.ports import Desk, Err, Result
from ui.screens.runs.balance import next_step
from ui.tone import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What is set once for a run, as entered."""

    planned_on: date | None
    place: str
    payer: str
    committee: tuple[str, ...]
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Who is to be paid in a run, with the account where money is transferred."""

    request_ids: tuple[str, ...]
    accounts: Mapping[str, str]


class RunsPort(Protocol):
    """What the view shows."""

    def show_runs(self, runs: Sequence[RunItem]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_run(self, page: RunPage | None) -> None: ...
    def show_step(self, action: str, said: Message) -> None: ...
    def show_prepare(self, batches: Sequence[BatchItem], staff: Sequence[StaffMember]) -> None: ...
    def show_payable(self, items: Sequence[PayableItem]) -> None: ...
    def show_will_prepare(self, said: Message, *, ready: bool) -> None: ...
    def show_company_findings(self, findings: Sequence[Finding]) -> None: ...
    def show_arrange(self, page: RunPage, staff: Sequence[StaffMember]) -> None: ...
    def show_list(self, run_id: str | None) -> None: ...
    def show_errors(self, errors: Mapping[str, Message]) -> None: ...


class RunsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: RunsPort) -> None:
        self._desk = desk
        self._view = view
        self._batch: BatchItem | None = None
        self._batches: Sequence[BatchItem] = ()
        self._payable: Sequence[PayableItem] = ()
        self.page: RunPage | None = None
        self._wanted: str | None = None

    # --- list and run ---

    def open(self, run_id: str | None, then: Callable[[], None] | None = None) -> None:
        """Show the list, and a run of it; `then` something once they are there."""
        payments = self._desk.services.payments
        wanted = self._wanted = run_id or self._wanted

        def work() -> tuple[tuple[RunItem, ...], RunPage | None]:
            return payments.runs(), payments.run(wanted) if wanted else None

        self._desk.jobs.database(work, lambda result: self._opened(result, then))

    def _opened(
        self, result: Result[tuple[tuple[RunItem, ...], RunPage | None]], then: Callable[[], None] | None
    ) -> None:
        if isinstance(result, Err):
            self._wanted = None
            self._view.show_failure(result)
            return
        runs, page = result.value
        self._view.show_runs(runs)
        self._show(page)
        if then is not None:
            then()

    def select(self, run_id: str) -> None:
        """Show a run of the list."""
        self._wanted = run_id
        if self.page is not None and self.page.run_id == run_id:
            return
        payments = self._desk.services.payments
        self._desk.jobs.database(lambda: payments.run(run_id), self._selected)

    def _selected(self, result: Result[RunPage]) -> None:
        if isinstance(result, Err):
            self._view.show_errors({"": result.message})
        else:
            self._show(result.value)

    def _show(self, page: RunPage | None) -> None:
        self.page = page
        self._view.show_run(page)
        if page is not None:
            may = self._desk.may
            step = next_step(
                page,
                may_close=may("payments.close"),
                may_verify=may("payments.verify"),
                may_take_in=may("checkouts.come_home"),
            )
            self._view.show_step(*step)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if any(noun in changes for noun in ("run", "batch", "laptop", "observation")):
            self.open(None)

    # --- preparing ---

    def begin(self) -> None:
        """Begin a run: batches whose money is drawn and not yet answered for by another run."""
        if not self._desk.may("payments.prepare"):
            return
        batches, payments = self._desk.services.batches, self._desk.services.payments

        def work() -> tuple[tuple[BatchItem, ...], tuple[StaffMember, ...]]:
            return tuple(batch for batch in batches.list() if batch.unallotted.satang > 0), payments.staff()

        self._desk.jobs.database(work, self._begun)

    def _begun(self, result: Result[tuple[tuple[BatchItem, ...], tuple[StaffMember, ...]]]) -> None:
        if isinstance(result, Err):
            self._view.show_errors({"": result.message})
            return
        self._batches, staff = result.value
        self._batch, self._payable = None, ()
        self._view.show_prepare(self._batches, staff)
        self.choose_batch(self._batches[0].batch_id if self._batches else None)

    def choose_batch(self, batch_id: str | None) -> None:
        """Show who of a batch waits."""
        self._batch = next((batch for batch in self._batches if batch.batch_id == batch_id), None)
        if self._batch is None:
            self._payable = ()
            self._view.show_payable(())
            return
        payments, wanted = self._desk.services.payments, self._batch.batch_id
        self._desk.jobs.database(lambda: payments.payable(wanted), self._listed)

    def _listed(self, result: Result[tuple[PayableItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_errors({"": result.message})
            return
        self._payable = result.value
        self._view.show_payable(result.value)

    def picked(self, picked: Picked) -> None:
        """Say what preparing would do."""
        if self._batch is None or not picked.request_ids:
            self._view.show_will_prepare(message("payments.runs.will_prepare_nobody"), ready=False)
            return
        chosen = [item for item in self._payable if item.request_id in picked.request_ids]
        total = Baht.total(item.amount for item in chosen)
        said = message("payments.runs.will_prepare", count=len(chosen), total=total, there=self._batch.unallotted)
        self._view.show_will_prepare(said, ready=True)

    def look_at_run(self, method: Method | None, company: Company, picked: Picked) -> None:
        """Say what preparing would meet for who is named, as far as it is entered."""
        command = self._order(method, company, picked)
        if command is None or not command.request_ids:
            self._view.show_company_findings(())
            return
        payments = self._desk.services.payments
        self._desk.jobs.database(lambda: payments.judge_run(command), self._looked)

    def _looked(self, result: Result[tuple[Finding, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_errors({result.field or "": result.message})
        else:
            self._view.show_company_findings([f for f in result.value if f.severity is not Severity.INFORM])

    def prepare(self, method: Method | None, company: Company, picked: Picked) -> None:
        """Number the payees."""
        command = self._order(method, company, picked)
        if command is None:
            self._view.show_errors({})
            return
        payments = self._desk.services.payments
        self._do(lambda: payments.prepare(command), "payments.runs.prepared")

    def _order(self, method: Method | None, company: Company, picked: Picked) -> PrepareRun | None:
        if self._batch is None or method is None or company.planned_on is None:
            return None
        return PrepareRun(
            batch_id=self._batch.batch_id,
            method=method,
            planned_on=company.planned_on,
            place=company.place,
            payer=company.payer,
            committee=company.committee,
            witnesses=tuple(Witness(name=name) for name in company.witnesses),
            request_ids=picked.request_ids,
            accounts=dict(picked.accounts),
        )

    # --- arranging ---

    def open_to_arrange(self, run_id: str) -> None:
        """Show a run and begin to arrange it."""
        self.open(run_id, then=self.rearrange)

    def rearrange(self) -> None:
        """Set payer, committee, witnesses, place and day of the run in front anew."""
        page = self.page
        if page is None or page.state is not RunState.OPEN or not self._desk.may("payments.arrange"):
            return
        if page.checkout is not None or not page.here:
            return
        payments = self._desk.services.payments

        def staffed(result: Result[tuple[StaffMember, ...]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({"": result.message})
            else:
                self._view.show_arrange(page, result.value)

        self._desk.jobs.database(payments.staff, staffed)

    def look_at_arranged(self, company: Company) -> None:
        """Say what arranging would meet for who is named."""
        page, values = self.page, self._arranged(company)
        if page is not None and values is not None:
            payments = self._desk.services.payments
            self._desk.jobs.database(lambda: payments.judge_arranged(page.run_id, values), self._looked)

    def arrange(self, company: Company) -> None:
        """Record it."""
        page, values = self.page, self._arranged(company)
        if page is not None and values is not None:
            payments = self._desk.services.payments
            self._do(lambda: payments.arrange(page.run_id, values), "payments.runs.arranged")

    def _arranged(self, company: Company) -> RunValues | None:
        """The run in front with another company; a witness whose name stays keeps what else is known of him."""
        page = self.page
        if page is None or company.planned_on is None:
            return None
        known = {witness.name: witness for witness in page.values.witnesses}
        return replace(
            page.values,
            planned_on=company.planned_on,
            place=company.place,
            payer=company.payer,
            committee=company.committee,
            witnesses=tuple(known.get(name, Witness(name=name)) for name in company.witnesses),
        )

    # --- the end of a run ---

    def give_back(self, amount: Baht | None, on: date | None, document: str) -> None:
        """Note that money went back to the provincial office."""
        page = self.page
        if page is None or amount is None or on is None:
            self._view.show_errors({})
            return
        batches = self._desk.services.batches
        self._do(lambda: batches.give_back(page.run_id, on, amount, document), "payments.runs.returned")

    def close(self, reason: str = "") -> None:
        """Close the run in front; with lines of the bank on which nobody decided, for a reason."""
        if self.page is not None:
            receipts, run_id = self._desk.services.receipts, self.page.run_id
            self._do(lambda: receipts.close(run_id, reason), "payments.runs.closed")

    def verify(self) -> None:
        """Note that every scan was looked at."""
        if self.page is not None:
            receipts, run_id = self._desk.services.receipts, self.page.run_id
            self._do(lambda: receipts.verify(run_id), "payments.runs.verified")

    def _do(self, work: Callable[[], Outcome[str]], key: str) -> None:
        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({result.field or "": result.message})
                return
            self._desk.notices.notice(Message(key), Tone.OK)
            runs = result.value.changes.of("run")
            self._view.show_list(next(iter(runs), None))
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(work, done)

    # --- papers and ways ---

    def print_receipts(self) -> None:
        """The numbered receipts of the run, blank for ink."""
        if self.page is None:
            return
        printing, run_id, language = self._desk.services.printing, self.page.run_id, self._desk.texts.language
        title = message("payments.job.receipts", number=self.page.values.number)
        show_paper(self._desk, lambda _: printing.blank_receipts(run_id, language), title)

    def reconcile(self) -> None:
        """The batch of the run in front, row by row beside the bank's word."""
        if self.page is not None:
            self._desk.navigation.open("reconciliation", self.page.values.batch_id)

    def go(self, screen: str, record_id: str | None = None) -> None:
        """Go elsewhere; without a record with the run in front."""
        self._desk.navigation.open(screen, record_id or (self.page.run_id if self.page else None))
