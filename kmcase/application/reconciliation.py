"""Reconciling: a bank's report beside the vouchers of a batch, its results entered, and the batch's money compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Changes, Outcome
from kmcase.application.duties import logins_of, part_of
from kmcase.application.evidence import AttachmentStore
from kmcase.application.payments import PaymentService, RecordTransfer
from kmcase.application.ports.batches import Batch
from kmcase.application.ports.reconciliation import PayeeOfBatch, ReconciliationRepository
from kmcase.application.read.payments import BatchItem
from kmcase.application.read.reconciliation import (
    BatchReconciliation,
    ReconciliationRow,
    ReportHeadings,
    ReportPreview,
    TakenLineItem,
)
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.imports.bank_reports import (
    BankReport,
    Columns,
    guess_columns,
    headed_sheet,
    read_report,
    titles_of,
)
from kmcase.domain.imports.workbook import Workbook
from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import (
    RECORDABLE,
    BankLineExplained,
    BankLineTaken,
    BankReportTaken,
    BatchReconciled,
    LineState,
    Matched,
    MatchedLine,
)
from kmcase.messages import Message
from kmcase.rules.reconciliation import acknowledged, differences_of, match_lines

BATCH_ROW, LINE_ROW = "batch", "line:"
"""The key of the row that is the batch itself, and how those of the bank's lines begin."""


class ReadList(Protocol):
    """Reads a file's cells; raises `files.*`."""

    def __call__(self, path: Path, steps: Steps | None = None) -> Workbook: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport:
    """Take a bank's report for a batch and enter its results.

    `sha256` is of the file as it was looked at. `rows` are those of the file whose results are entered, proposals that
    somebody confirmed among them; None are all sure ones. `paid_on` is the day of lines that tell none,
    `late_second_password` is typed by the second person.
    """

    batch_id: str
    path: Path
    sha256: str
    columns: Columns | None = None
    rows: frozenset[int] | None = None
    paid_on: date | None = None
    late_reason: str = ""
    late_second_person: str = ""
    late_second_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaken:
    """What came of it: how many results were entered, and why others were not, by the row of the file."""

    report_id: str
    recorded: int
    refused: tuple[tuple[int, Message], ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A report as the file and the office's own tables have it."""

    report: BankReport
    matched: Matched
    taken_as: str | None


class ReconciliationService:
    """Use cases of reconciling."""

    def __init__(
        self,
        work: Work,
        read_list: ReadList,
        read_bytes: Callable[[Path], bytes],
        attachments: AttachmentStore,
        payments: PaymentService,
    ) -> None:
        self._work = work
        self._read_list = read_list
        self._read_bytes = read_bytes
        self._attachments = attachments
        self._payments = payments

    def look(
        self, batch_id: str, path: Path, columns: Columns | None = None, steps: Steps | None = None
    ) -> ReportPreview:
        """A bank's report beside the vouchers of a batch; records nothing.

        Raises `files.*`, `reconciliation.no_columns` and `reconciliation.no_lines`.
        """
        read = self._look(batch_id, path, columns, steps or Silent())
        return ReportPreview(
            batch_id=batch_id,
            file_name=read.report.file_name,
            sha256=read.report.sha256,
            headings=read.report.headings,
            columns=read.report.columns,
            lines=read.matched.lines,
            without_line=read.matched.without_line,
            skipped=read.report.skipped,
            taken=read.taken_as is not None,
        )

    def headings(self, path: Path, steps: Steps | None = None) -> ReportHeadings:
        """The headings of a file and which of them are known, for who says what each column is. Raises `files.*`."""
        _, header = headed_sheet(self._read_list(path, steps))
        return ReportHeadings(headings=titles_of(header), columns=guess_columns(header.labels))

    def take(self, command: TakeReport, steps: Steps | None = None) -> Outcome[ReportTaken]:
        """Keep the report with all its lines, and enter what the bank said of each voucher, one after the other.

        A file that was taken before adds nothing; results that were not entered then (a proposal that is confirmed
        now, a run that was broken off) are. A refused line leaves the others as they are. Raises what `look` does, and
        `reconciliation.file_changed` where the file is another than the one that was looked at.
        """
        steps = steps or Silent()
        read = self._look(command.batch_id, command.path, command.columns, steps)
        content = self._read_bytes(command.path)
        if {read.report.sha256, hashlib.sha256(content).hexdigest()} != {command.sha256}:
            raise DomainError("reconciliation.file_changed", "file", name=command.path.name)
        to_record = [line for line in read.matched.lines if _is_recorded(line, command.rows)]
        orders = [(line, order) for line in to_record for order in _order(line, command)]
        evidence = self._attachments.keep(content, EvidenceKind.BANK_REPORT, command.path.name)
        kept = self._keep(command.batch_id, read, evidence)
        changes, refused = kept.changes, list(_without_day(to_record, command))
        calls = self._payments.report_lines([replace(order, report=evidence) for _, order in orders])
        for done, ((line, _), record) in enumerate(zip(orders, calls, strict=True)):
            steps.report(done, len(orders))
            changes |= self._enter(line, record, refused)
        recorded = len(to_record) - len(refused)
        return Outcome(ReportTaken(report_id=kept.value, recorded=recorded, refused=tuple(refused)), changes)

    def batches(self) -> tuple[BatchReconciliation, ...]:
        """The three-way match of every batch, the newest first."""
        with self._work.read("reconciliation.read") as reading:
            names = {member.staff_id: member.name for member in reading.staff.members()}
            me = self._work.actor.staff_id
            return tuple(_match(item, reading.reconciliation, names, me) for item in reading.batches.list())

    def batch(self, batch_id: str) -> BatchReconciliation:
        """The three-way match of one batch; raises `batches.unknown`."""
        with self._work.read("reconciliation.read") as reading:
            names = {member.staff_id: member.name for member in reading.staff.members()}
            batch = reading.batches.page(batch_id).batch
            return _match(batch, reading.reconciliation, names, self._work.actor.staff_id)

    def explain(self, batch_id: str, row_key: str, reason: str) -> Outcome[str]:
        """Say why a line of the bank that no voucher answers for is no difference of this batch.

        What the board of controls sees in the line counts as explained by it. Raises `reconciliation.not_a_line` for
        another row, `reconciliation.reason_missing`, and `reconciliation.own_work` for who took the report or had a
        part in the transfers of the batch, under whatever login.
        """
        with self._work.begin("reconciliation.explain") as unit:
            require_that(bool(reason.strip()), "reconciliation.reason_missing", "reason")
            line = next((one for one in unit.reconciliation.lines(batch_id) if _line_key(one) == row_key), None)
            if line is None or line.voucher_id:
                raise DomainError("reconciliation.not_a_line")
            if part_of(unit, unit.actor.staff_id, {"concerned": line.concerned}) is not None:
                raise DomainError("reconciliation.own_work", "reason")
            unit.record(
                BankLineExplained(
                    batch_id=batch_id, report_id=line.report_id, number=line.line.number, reason=reason.strip()
                )
            )
            return unit.commit(row_key)

    def confirm(self, batch_id: str) -> Outcome[str]:
        """Say that a batch agrees: drawn = acknowledged + returned and no row differs.

        Raises `reconciliation.differs` with the number of rows that do not.
        """
        with self._work.begin("reconciliation.confirm") as unit:
            batch = unit.batches.batch(batch_id)
            rows = (
                *_payee_rows(unit.reconciliation.payees(batch_id)),
                *_line_rows(unit.reconciliation.lines(batch_id)),
            )
            known = _acknowledged(unit.reconciliation.payees(batch_id))
            differing = sum(bool(row.differences) for row in rows) + (batch.drawn != known + batch.returned)
            if differing:
                raise DomainError("reconciliation.differs", number=batch.number, count=differing)
            unit.record(_agreed(batch, known))
            return unit.commit(batch_id)

    # --- inside ---

    def _look(self, batch_id: str, path: Path, columns: Columns | None, steps: Steps) -> _Read:
        book = self._read_list(path, steps)
        with self._work.read("reconciliation.read") as reading:
            reading.batches.page(batch_id)
            repository = reading.reconciliation
            report = read_report(book, reading.today, repository.columns(), columns)
            matched = match_lines(report.lines, repository.vouchers(batch_id))
            return _Read(report, matched, repository.report(batch_id, report.sha256))

    def _keep(self, batch_id: str, read: _Read, evidence: Attachment) -> Outcome[str]:
        """The report and its lines, unless this very file stands there already."""
        with self._work.begin("reconciliation.take") as unit:
            known = unit.reconciliation.report(batch_id, evidence.sha256)
            if known is not None:
                return unit.commit(known)
            report_id = unit.ids.new()
            unit.record(
                BankReportTaken(
                    report_id=report_id,
                    batch_id=batch_id,
                    report=evidence,
                    shape=read.report.shape,
                    columns=tuple(sorted((column.value, place) for column, place in read.report.columns.items())),
                    lines=len(read.matched.lines),
                )
            )
            for line in read.matched.lines:
                unit.record(_taken_line(report_id, batch_id, line))
            return unit.commit(report_id)

    @staticmethod
    def _enter(line: MatchedLine, record: Callable[[], Outcome[str]], refused: list[tuple[int, Message]]) -> Changes:
        try:
            return record().changes
        except DomainError as problem:
            if problem.field in ("late_second_person", "late_second_password"):
                raise
            refused.append((line.line.number, Message(problem.message_key, problem.params)))
            return Changes()


def _is_recorded(line: MatchedLine, rows: frozenset[int] | None) -> bool:
    """Whether a line's result is entered: it is among the rows that were named, else it is a sure match."""
    if rows is None:
        return line.state in RECORDABLE and line.state is not LineState.PROPOSED
    return line.state in RECORDABLE and line.line.number in rows


def _order(found: MatchedLine, command: TakeReport) -> tuple[RecordTransfer, ...]:
    """What is entered of a line; nothing where no day is known."""
    line, voucher = found.line, found.voucher
    day = line.paid_on or command.paid_on
    if voucher is None or line.result is None or day is None:
        return ()
    return (
        RecordTransfer(
            voucher_id=voucher.voucher_id,
            reference=line.bank_reference or line.reference or voucher.number,
            result=line.result,
            paid_on=day,
            reason=line.reason or line.result.value,
            late_reason=command.late_reason,
            late_second_person=command.late_second_person,
            late_second_password=command.late_second_password,
        ),
    )


def _without_day(lines: Iterable[MatchedLine], command: TakeReport) -> Iterable[tuple[int, Message]]:
    missing = Message("payments.transfer.day_missing")
    return ((one.line.number, missing) for one in lines if one.line.paid_on is None and command.paid_on is None)


def _taken_line(report_id: str, batch_id: str, found: MatchedLine) -> BankLineTaken:
    voucher = found.voucher
    return BankLineTaken(
        report_id=report_id,
        batch_id=batch_id,
        line=found.line,
        state=found.state,
        voucher_id=voucher.voucher_id if voucher is not None else "",
        person_id=voucher.person_id if voucher is not None else "",
    )


def _agreed(batch: Batch, known: Baht) -> BatchReconciled:
    return BatchReconciled(
        batch_id=batch.batch_id,
        requested=batch.amount,
        drawn=batch.drawn,
        acknowledged=known,
        returned=batch.returned,
    )


def _match(
    batch: BatchItem, repository: ReconciliationRepository, names: Mapping[str, str], me: str
) -> BatchReconciliation:
    payees = repository.payees(batch.batch_id)
    known = _acknowledged(payees)
    said = repository.reconciled(batch.batch_id)
    lines = repository.lines(batch.batch_id)
    return BatchReconciliation(
        batch=batch,
        acknowledged=known,
        rows=(*_batch_rows(batch, known), *_payee_rows(payees), *_line_rows(lines, logins_of(me, names))),
        reports=repository.reports(batch.batch_id),
        reconciled_at=said[0] if said else None,
        reconciled_by=names.get(said[1], "") if said else "",
    )


def _batch_rows(batch: BatchItem, known: Baht) -> tuple[ReconciliationRow, ...]:
    """What was drawn and nobody answers for; nothing where it is all answered for."""
    left = batch.drawn - known - batch.returned
    return (ReconciliationRow(key=BATCH_ROW, left=left, differences=("not_answered",)),) if left else ()


def _payee_rows(payees: Iterable[PayeeOfBatch]) -> tuple[ReconciliationRow, ...]:
    return tuple(
        ReconciliationRow(
            key=payee.voucher_id or payee.request_id,
            number=payee.number,
            payee_name=payee.payee_name,
            run_number=payee.run_number,
            voucher_id=payee.voucher_id,
            requested=payee.fact.requested,
            drawn=payee.fact.vouchered,
            paid=payee.fact.paid,
            said=payee.fact.said,
            bank=Baht.total(payee.fact.bank_paid) if payee.fact.bank_paid else None,
            paid_on=payee.paid_on,
            bank_on=payee.bank_on,
            bank_at=payee.bank_at,
            differences=differences_of(payee.fact),
        )
        for payee in payees
    )


def _line_rows(lines: Iterable[TakenLineItem], own: frozenset[str] = frozenset()) -> tuple[ReconciliationRow, ...]:
    """Lines that no voucher answers for."""
    return tuple(
        ReconciliationRow(
            key=_line_key(one),
            number=one.line.reference or one.line.bank_reference,
            payee_name=one.line.name,
            run_number=one.report_name,
            bank=one.line.amount,
            bank_on=one.line.paid_on,
            bank_at=one.line.paid_at,
            differences=() if one.explanation else (f"line_{one.state.value}",),
            explanation=one.explanation,
            mine=not own.isdisjoint(one.concerned),
        )
        for one in lines
        if not one.voucher_id
    )


def _line_key(one: TakenLineItem) -> str:
    return f"{LINE_ROW}{one.report_id}:{one.line.number}"


def _acknowledged(payees: Iterable[PayeeOfBatch]) -> Baht:
    return Baht.total(acknowledged(payee.fact) for payee in payees)
