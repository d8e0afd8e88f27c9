"""Bank reports and the reconciliation of a disbursement batch: what the bank says of each payee, line by line.

A report (037 paid, 038 rejected) is taken once by the SHA-256 of its file; every line stays, also one that belongs to
no voucher, because what does not agree is a list of rows and never a total. It pays nobody: results are recorded
voucher by voucher, by `TransferResultRecorded`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event
from kmcase.domain.evidence import Attachment
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, VoucherState


class LineState(StrEnum):
    """How a line of a bank's report stands beside the vouchers of its batch; each line is exactly one of them."""

    MATCHED = "matched"
    PROPOSED = "proposed"
    RECORDED = "recorded"
    REJECTED = "rejected"
    AMOUNT_DIFFERS = "amount_differs"
    ACCOUNT_DIFFERS = "account_differs"
    CONTRADICTS = "contradicts"
    PAID_TWICE = "paid_twice"
    REPEATED = "repeated"
    NO_VOUCHER = "no_voucher"
    UNREADABLE = "unreadable"


AGREEING = frozenset({LineState.MATCHED, LineState.RECORDED, LineState.REPEATED})
"""Lines of which nobody has to ask anything."""
ASKING = frozenset(
    {
        LineState.AMOUNT_DIFFERS,
        LineState.ACCOUNT_DIFFERS,
        LineState.CONTRADICTS,
        LineState.PAID_TWICE,
        LineState.NO_VOUCHER,
        LineState.UNREADABLE,
    }
)
"""Lines that stay a question whatever becomes of the voucher, until a named person says why they stand."""
RECORDABLE = frozenset({LineState.MATCHED, LineState.REJECTED, LineState.PROPOSED})
"""Lines whose result may be entered; of a proposal once somebody confirmed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """A line of a bank's report as it was read. `number` is the row of the file, from 1.

    `reference` is what the office gave the bank along, `bank_reference` what the bank gave; `account` holds figures
    alone and is empty where the bank masks it. An amount or a result that cannot be read is None. `paid_at` is the
    bank's moment (UTC) where the report tells the hour, `paid_on` its day.
    """

    number: int
    reference: str = ""
    bank_reference: str = ""
    account: str = ""
    name: str = ""
    amount: Baht | None = None
    result: BankResult | None = None
    reason: str = ""
    paid_on: date | None = None
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferVoucher:
    """A voucher that is paid through the bank; `reference` is what was recorded of its result."""

    voucher_id: str
    number: str
    person_id: str
    payee_name: str
    account: str
    amount: Baht
    state: VoucherState
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedLine:
    """A line with its voucher, if it has one. `name_differs`: the bank names the account otherwise than the payee."""

    line: BankLine
    state: LineState
    voucher: TransferVoucher | None = None
    name_differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Every line once, in the order of the file, and the vouchers that wait for a line."""

    lines: tuple[MatchedLine, ...]
    without_line: tuple[TransferVoucher, ...]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BankReportTaken(Event):
    """A bank's report was taken for a batch; its lines follow, each an event of its own.

    `shape` is that of its headings, `columns` the place of each column that was read, from 0, so that the next file of
    this shape is read alike. `lines` says how many lines it has.
    """

    TYPE = "bank_report.taken"
    report_id: str
    batch_id: str
    report: Attachment
    shape: str
    columns: tuple[tuple[str, int], ...]
    lines: int

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("batch", self.batch_id), ("bank_report", self.report_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BankLineTaken(Event):
    """A line of a report with the voucher it was found to be of (empty where none), and how it stood when it was taken.

    One event a line, so that a laptop is given the lines of its own payees alone.
    """

    TYPE = "bank_report.line_taken"
    report_id: str
    batch_id: str
    line: BankLine
    state: LineState
    voucher_id: str = ""
    person_id: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        report = (("batch", self.batch_id), ("bank_report", self.report_id))
        return (*report, ("voucher", self.voucher_id), ("person", self.person_id)) if self.voucher_id else report


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BankLineExplained(Event):
    """A named person said why a line that no voucher of the batch answers for is no difference of it."""

    TYPE = "bank_report.line_explained"
    batch_id: str
    report_id: str
    number: int
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("batch", self.batch_id), ("bank_report", self.report_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReconciled(Event):
    """A batch agrees: drawn = acknowledged + returned, and no row of it differs."""

    TYPE = "batch.reconciled"
    batch_id: str
    requested: Baht
    drawn: Baht
    acknowledged: Baht
    returned: Baht

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("batch", self.batch_id),)
