"""Bank reports, their lines, and when a batch was said to agree."""

from __future__ import annotations

from kmcase.domain.reconciliation import BankLineExplained, BankLineTaken, BankReportTaken, BatchReconciled
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import reconciliation as tables
from kmcase.persistence.statements import Rows


@folds(BankReportTaken)
def _taken(rows: Rows, at: At, event: BankReportTaken) -> None:
    attach(rows, at, event.report, "bank_report", event.report_id)
    rows.insert(
        tables.bank_report,
        report_id=event.report_id,
        batch_id=event.batch_id,
        sha256=event.report.sha256,
        name=event.report.name,
        shape=event.shape,
        columns=event.columns,
        lines=event.lines,
        taken_at=at.at,
        taken_by=at.actor,
    )


@folds(BankLineTaken)
def _line_taken(rows: Rows, at: At, event: BankLineTaken) -> None:
    line = event.line
    rows.insert(
        tables.bank_line,
        report_id=event.report_id,
        number=line.number,
        batch_id=event.batch_id,
        voucher_id=event.voucher_id,
        state=event.state,
        reference=line.reference,
        bank_reference=line.bank_reference,
        account=line.account,
        name=line.name,
        amount=line.amount,
        result=line.result,
        reason=line.reason,
        paid_on=line.paid_on,
        paid_at=line.paid_at,
    )


@folds(BankLineExplained)
def _explained(rows: Rows, at: At, event: BankLineExplained) -> None:
    rows.insert(
        tables.bank_line_explanation,
        event_id=at.event_id,
        report_id=event.report_id,
        number=event.number,
        reason=event.reason,
        explained_at=at.at,
        explained_by=at.actor,
    )


@folds(BatchReconciled)
def _reconciled(rows: Rows, at: At, event: BatchReconciled) -> None:
    rows.insert(
        tables.batch_reconciled,
        event_id=at.event_id,
        batch_id=event.batch_id,
        requested=event.requested,
        drawn=event.drawn,
        acknowledged=event.acknowledged,
        returned=event.returned,
        reconciled_at=at.at,
        reconciled_by=at.actor,
    )
