"""Reconciliation: the list of withdrawals, one of them row by row, a bank's report before it is recorded. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.reconciliation import BatchReconciliation, ReconciliationRow, ReportHeadings, ReportPreview
from kmcase.application.reconciliation import LINE_ROW, ReportTaken, TakeReport
from kmcase.domain.imports.bank_reports import Columns
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult
from kmcase.domain.reconciliation import AGREEING, RECORDABLE, LineState, MatchedLine
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Result
from ui.screens.reconciliation.columns import LineItem
from ui.tone import Tone

NO_COLUMNS = "reconciliation.no_columns"
_NOUNS = ("batch", "run", "voucher", "request", "observation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What holds for all lines of a report: the day where the file tells none, and why it is entered late."""

    paid_on: date | None = None
    late_reason: str = ""
    late_second_person: str = ""
    late_second_password: str = field(default="", repr=False)


class ReconciliationPort(Protocol):
    """What the view shows."""

    def show_matches(self, matches: Sequence[BatchReconciliation]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_match(self, match: BatchReconciliation | None) -> None: ...
    def show_report(self, number: str) -> None: ...
    def show_preview(
        self, preview: ReportPreview | None, lines: Sequence[LineItem], ticked: frozenset[str]
    ) -> None: ...
    def show_will(self, said: Message | None, *, ready: bool) -> None: ...
    def show_seconds(self, staff: Sequence[StaffMember]) -> None: ...
    def show_trouble(self, failure: Err) -> None: ...
    def show_columns(self, headings: Sequence[str], columns: Columns) -> None: ...
    def show_explaining(self, row: ReconciliationRow) -> None: ...
    def show_page(self) -> None: ...


class ReconciliationPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ReconciliationPort) -> None:
        self._desk = desk
        self._view = view
        self._wanted: str | None = None
        self._path: Path | None = None
        self._columns: Columns | None = None
        self._busy = False
        self.match: BatchReconciliation | None = None
        self.preview: ReportPreview | None = None
        self.problems: Mapping[int, Message] = {}
        self.rows: frozenset[int] = frozenset()

    # --- withdrawals ---

    def open(self, batch_id: str | None) -> None:
        """Show all withdrawals, and one of them."""
        self._wanted = batch_id or self._wanted
        self._desk.jobs.database(self._desk.services.reconciliation.batches, self._opened)

    def _opened(self, result: Result[tuple[BatchReconciliation, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self.match = next((one for one in result.value if one.batch.batch_id == self._wanted), None)
        self._view.show_matches(result.value)
        self._view.show_match(self.match)

    def choose(self, match: BatchReconciliation | None) -> None:
        """Open a withdrawal of the list, or go back to all of them."""
        self._wanted = match.batch.batch_id if match is not None else None
        self.match = match
        self._view.show_match(match)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if any(noun in changes for noun in _NOUNS):
            self.open(None)

    def open_batch(self) -> None:
        """The page of the withdrawal in front: asked, drawn, paid, sent back."""
        if self.match is not None:
            self._desk.navigation.open("batches", self.match.batch.batch_id)

    def confirm(self) -> None:
        """Say that the withdrawal in front agrees."""
        match, service = self.match, self._desk.services.reconciliation
        if match is None or match.differences or not self._desk.may("reconciliation.confirm"):
            return
        said = message("reconciliation.page.confirmed", number=match.batch.number)
        self._desk.jobs.database(lambda: service.confirm(match.batch.batch_id), lambda result: self._done(result, said))

    def begin_explain(self, row: ReconciliationRow) -> None:
        """Ask why a line without a voucher is no difference; of other rows the voucher is opened."""
        if row.key.startswith(LINE_ROW) and row.differences and self._desk.may("reconciliation.explain"):
            if row.mine:
                self._desk.notices.notice(message("reconciliation.page.mine"), Tone.WARN)
            else:
                self._view.show_explaining(row)
        elif row.voucher_id:
            self._desk.navigation.open("receipts", row.voucher_id)

    def explain(self, row: ReconciliationRow, reason: str) -> None:
        """Record the reason."""
        match, service = self.match, self._desk.services.reconciliation
        if match is not None:
            batch_id, said = match.batch.batch_id, message("reconciliation.page.explained")
            self._desk.jobs.database(
                lambda: service.explain(batch_id, row.key, reason), lambda result: self._done(result, said)
            )

    def _done(self, result: Result[Outcome[str]], said: Message) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        self._desk.notices.notice(said, Tone.OK)
        self._view.show_page()
        self.open(None)
        self._desk.announce(result.value.changes)

    # --- a bank's report ---

    def begin_report(self) -> None:
        """Show the page on which a report is read."""
        if self.match is None or not self._desk.may("reconciliation.take"):
            return
        self._forget()
        self._view.show_report(self.match.batch.number)
        self._view.show_preview(None, (), frozenset())
        self._view.show_will(None, ready=False)
        self._desk.jobs.database(self._desk.services.payments.staff, self._staffed)

    def look(self, path: Path, columns: Columns | None = None) -> None:
        """Compare a file with the vouchers; nothing is recorded."""
        if self.match is None or self._busy:
            return
        self._path, self._columns = path, columns
        batch_id, service = self.match.batch.batch_id, self._desk.services.reconciliation
        self._desk.jobs.background(
            lambda steps: service.look(batch_id, path, columns, steps),
            self._looked,
            title=message("reconciliation.job.look", name=path.name),
        )

    def look_again(self, columns: Columns) -> None:
        """Compare the same file by other columns."""
        if self._path is not None:
            self.look(self._path, columns)

    def choose_columns(self) -> None:
        """Ask which column is which."""
        if self.preview is not None:
            self._view.show_columns(self.preview.headings, self.preview.columns)

    def tick(self, rows: frozenset[int]) -> None:
        """Other rows are to be recorded."""
        self.rows = rows
        told = [line for line in self._recordable() if line.line.number in rows]
        paid = [line for line in told if line.line.result is BankResult.PAID]
        said = message(
            "reconciliation.report.will" if told else "reconciliation.report.will_keep",
            count=len(told),
            paid=len(paid),
            amount=Baht.total(line.line.amount for line in paid if line.line.amount is not None),
            rejected=len(told) - len(paid),
        )
        ready = self.preview is not None and (bool(told) or not self.preview.taken)
        self._view.show_will(said if ready else None, ready=ready)

    def record(self, entry: Entry) -> None:
        """Keep the report and record what is ticked."""
        if self.preview is None or self._path is None or self._busy:
            return
        self._busy = True
        command = TakeReport(
            batch_id=self.preview.batch_id,
            path=self._path,
            sha256=self.preview.sha256,
            columns=self._columns,
            rows=self.rows,
            paid_on=entry.paid_on,
            late_reason=entry.late_reason,
            late_second_person=entry.late_second_person,
            late_second_password=entry.late_second_password,
        )
        service = self._desk.services.reconciliation
        self._desk.jobs.database(lambda: service.take(command), self._recorded)

    def _recorded(self, result: Result[Outcome[ReportTaken]]) -> None:
        self._busy = False
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        taken = result.value.value
        self.problems = dict(taken.refused)
        if taken.refused:
            said = message("reconciliation.report.some_refused", count=taken.recorded, refused=len(taken.refused))
            self._desk.notices.notice(said, Tone.WARN)
            assert self._path is not None
            self.look(self._path, self._columns)
        else:
            self._desk.notices.notice(message("reconciliation.report.done", count=taken.recorded), Tone.OK)
            self.leave_report()
            self.open(None)
        self._desk.announce(result.value.changes)

    def leave_report(self) -> None:
        """Back to the withdrawal; what was read is forgotten."""
        self._forget()
        self._view.show_page()

    def _looked(self, result: Result[ReportPreview]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
            if result.code == NO_COLUMNS and self._columns is None:
                self._ask_columns()
            return
        self.preview = result.value
        told = [LineItem(found=one, problem=self.problems.get(one.line.number)) for one in self.preview.lines]
        waiting = (LineItem(voucher=one) for one in self.preview.without_line)
        lines = sorted((*told, *waiting), key=lambda item: item.found is not None and item.found.state in AGREEING)
        sure = frozenset(one.line.number for one in self._recordable() if one.state is not LineState.PROPOSED)
        self._view.show_preview(self.preview, lines, frozenset(map(str, sure)))
        self.tick(sure)

    def _ask_columns(self) -> None:
        """A file whose headings say too little: somebody says which column is which."""
        path, service = self._path, self._desk.services.reconciliation
        assert path is not None

        def read(result: Result[ReportHeadings]) -> None:
            if isinstance(result, Ok):
                self._view.show_columns(result.value.headings, result.value.columns)

        title = message("reconciliation.job.look", name=path.name)
        self._desk.jobs.background(lambda steps: service.headings(path, steps), read, title=title)

    def _recordable(self) -> tuple[MatchedLine, ...]:
        return tuple(one for one in self.preview.lines if one.state in RECORDABLE) if self.preview is not None else ()

    def _staffed(self, result: Result[Sequence[StaffMember]]) -> None:
        if isinstance(result, Ok):
            self._view.show_seconds(result.value)

    def _forget(self) -> None:
        self._path = self._columns = self.preview = None
        self.problems, self.rows = {}, frozenset()
