"""What the pages of reconciliation show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.read.payments import BatchItem
from kmcase.domain.imports.bank_reports import Columns
from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import AGREEING, BankLine, LineState, MatchedLine, TransferVoucher


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHeadings:
    """What the columns of a file are called, and where those stand that are known."""

    headings: tuple[str, ...]
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPreview:
    """A bank's report beside the vouchers of a batch, before anything is recorded.

    `headings` are the file's, `columns` where each is read, `skipped` counts rows that are no lines. `taken`: this very
    file was taken for the batch before.
    """

    batch_id: str
    file_name: str
    sha256: str
    headings: tuple[str, ...]
    columns: Columns
    lines: tuple[MatchedLine, ...]
    without_line: tuple[TransferVoucher, ...]
    skipped: int
    taken: bool

    @property
    def agrees(self) -> bool:
        """Whether every line has its voucher and every voucher its line, and the bank paid them all."""
        states = {found.state for found in self.lines}
        return states <= AGREEING and not self.without_line


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLineItem:
    """A line of a report that was taken; `explanation` is why it is no difference, if somebody said so.

    `concerned` are the staff ids of who had a part in what the bank was told to pay, and who took the report.
    """

    report_id: str
    report_name: str
    line: BankLine
    state: LineState
    voucher_id: str
    explanation: str = ""
    concerned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationRow:
    """A payee of a batch, the batch itself (`left`: drawn, and nobody answers for it), or a line of the bank.

    Money side by side: asked for, drawn for the payee, paid, acknowledged by the payee's own word, told by the bank.
    `differences` are names of what does not agree; money that is not known is None. `bank_at` is the bank's moment.
    `mine`: a line of the bank is about the work of who looks, who therefore does not explain it.
    """

    key: str
    number: str = ""
    payee_name: str = ""
    run_number: str = ""
    voucher_id: str = ""
    requested: Baht | None = None
    drawn: Baht | None = None
    paid: Baht | None = None
    said: Baht | None = None
    bank: Baht | None = None
    left: Baht | None = None
    paid_on: date | None = None
    bank_on: date | None = None
    bank_at: datetime | None = None
    differences: tuple[str, ...] = ()
    explanation: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReconciliation:
    """The three-way match of a batch: requested = drawn = acknowledged + returned, row by row.

    `reconciled_at` and `reconciled_by` tell when it was last said to agree; it may differ again since.
    """

    batch: BatchItem
    acknowledged: Baht
    rows: tuple[ReconciliationRow, ...]
    reports: tuple[str, ...]
    reconciled_at: datetime | None = None
    reconciled_by: str = ""

    @property
    def differences(self) -> tuple[ReconciliationRow, ...]:
        """The rows that do not agree."""
        return tuple(row for row in self.rows if row.differences)
