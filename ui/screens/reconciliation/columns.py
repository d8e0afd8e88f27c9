"""Columns of reconciliation: withdrawals, their rows, lines of a bank's report. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kmcase.application.read.reconciliation import BatchReconciliation, ReconciliationRow
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult
from kmcase.domain.reconciliation import AGREEING, LineState, MatchedLine, TransferVoucher
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_RESULTS = {BankResult.PAID: "paid", BankResult.REJECTED: "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """A line of the report, or a voucher that waits for one; `problem` is why its result was not entered."""

    found: MatchedLine | None = None
    voucher: TransferVoucher | None = None
    problem: Message | None = None

    @property
    def key(self) -> str:
        """Known by the row of the file, or by the voucher."""
        if self.found is not None:
            return str(self.found.line.number)
        return self.voucher.voucher_id if self.voucher is not None else ""


def batch_mark(match: BatchReconciliation) -> Mark:
    """Whether a withdrawal agrees, and whether somebody said so."""
    count = len(match.differences)
    if count and match.reconciled_at is not None:
        return Mark(message("reconciliation.state.again"), Tone.ERROR, "warning")
    if count:
        return Mark(message("reconciliation.state.differs", count=count), Tone.WARN, "warning")
    if match.reconciled_at is not None:
        return Mark(message("reconciliation.state.reconciled"), Tone.OK, "tick")
    return Mark(message("reconciliation.state.agrees"), Tone.ACCENT, "tick")


def row_mark(row: ReconciliationRow) -> Mark:
    """What does not agree of a row."""
    if not row.differences:
        name = "explained" if row.explanation else "agrees"
        return Mark(message(f"reconciliation.difference.{name}"), Tone.OK, "tick")
    first = message(f"reconciliation.difference.{row.differences[0]}")
    if len(row.differences) == 1:
        return Mark(first, Tone.WARN, "warning")
    many = message("reconciliation.difference.many", first=first, count=len(row.differences) - 1)
    return Mark(many, Tone.WARN, "warning")


def line_mark(item: LineItem) -> Mark:
    """How a line stands beside its voucher."""
    if item.found is None:
        return Mark(message("reconciliation.line_state.missing"), Tone.WARN, "clock")
    state = item.found.state
    said = message(f"reconciliation.line_state.{state.value}")
    if item.found.name_differs:
        return Mark(message("reconciliation.line_state.other_name", state=said), Tone.WARN, "warning")
    if state in AGREEING:
        return Mark(said, Tone.OK, "tick")
    if state is LineState.PROPOSED:
        return Mark(said, Tone.ACCENT, "eye")
    return Mark(said, Tone.WARN, "warning")


def _payee(row: ReconciliationRow) -> str | Message:
    return row.payee_name if row.left is None else message("reconciliation.row.left", amount=row.left)


def _result(item: LineItem) -> Message | None:
    if item.found is None:
        return None
    result = item.found.line.result
    return message(f"reconciliation.result.{_RESULTS[result] if result is not None else 'unknown'}")


def _of_line(get: Callable[[MatchedLine], object]) -> Callable[[LineItem], object]:
    return lambda item: get(item.found) if item.found is not None else None


def _voucher(item: LineItem) -> TransferVoucher | None:
    return item.found.voucher if item.found is not None else item.voucher


def _number(item: LineItem) -> str:
    found = _voucher(item)
    return found.number if found is not None else ""


def _voucher_payee(item: LineItem) -> str:
    found = _voucher(item)
    return found.payee_name if found is not None else ""


def _voucher_amount(item: LineItem) -> Baht | None:
    found = _voucher(item)
    return found.amount if found is not None else None


def _on(match: BatchReconciliation) -> date:
    return match.batch.requested_on


def _money(key: str, getter: Callable[[ReconciliationRow], Baht | None]) -> Column:
    title = f"reconciliation.row.{key}"
    return Column(key=key, title_key=title, getter=getter, kind=ColumnKind.MONEY, width=104, summed=True)


def _sum(key: str, getter: Callable[[BatchReconciliation], Baht]) -> Column:
    title = f"reconciliation.sum.{key}"
    return Column(key=key, title_key=title, getter=getter, kind=ColumnKind.MONEY, width=120, summed=True)


BATCHES = (
    Column(key="number", title_key="reconciliation.list.number", getter=lambda match: match.batch.number, width=0),
    Column(key="on", title_key="reconciliation.list.on", getter=_on, kind=ColumnKind.DATE, width=112),
    Column(key="state", title_key="reconciliation.list.state", getter=batch_mark, kind=ColumnKind.CHIP, width=208),
    _sum("requested", lambda match: match.batch.amount),
    _sum("drawn", lambda match: match.batch.drawn),
    _sum("acknowledged", lambda match: match.acknowledged),
    _sum("returned", lambda match: match.batch.returned),
)
ROWS = (
    Column(key="number", title_key="reconciliation.row.number", getter=lambda row: row.number, width=116),
    Column(key="payee", title_key="reconciliation.row.payee", getter=_payee, width=0),
    Column(key="state", title_key="reconciliation.row.state", getter=row_mark, kind=ColumnKind.CHIP, width=248),
    _money("requested", lambda row: row.requested),
    _money("drawn", lambda row: row.drawn),
    _money("paid", lambda row: row.paid),
    _money("said", lambda row: row.said),
    _money("bank", lambda row: row.bank),
    Column(
        key="paid_on",
        title_key="reconciliation.row.paid_on",
        getter=lambda row: row.paid_on,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
    Column(
        key="bank_on",
        title_key="reconciliation.row.bank_on",
        getter=lambda row: row.bank_on,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
    Column(
        key="bank_at",
        title_key="reconciliation.row.bank_at",
        getter=lambda row: row.bank_at,
        width=128,
        hidden=True,
    ),
    Column(key="run", title_key="reconciliation.row.run", getter=lambda row: row.run_number, width=128, hidden=True),
    Column(
        key="explanation",
        title_key="reconciliation.row.explanation",
        getter=lambda row: row.explanation,
        width=200,
        hidden=True,
    ),
)
LINES = (
    Column(
        key="number", title_key="reconciliation.line.number", getter=_of_line(lambda one: one.line.number), width=48
    ),
    Column(key="state", title_key="reconciliation.line.state", getter=line_mark, kind=ColumnKind.CHIP, width=204),
    Column(key="result", title_key="reconciliation.line.result", getter=_result, width=100),
    Column(key="name", title_key="reconciliation.line.name", getter=_of_line(lambda one: one.line.name), width=0),
    Column(
        key="account", title_key="reconciliation.line.account", getter=_of_line(lambda one: one.line.account), width=120
    ),
    Column(
        key="amount",
        title_key="reconciliation.line.amount",
        getter=_of_line(lambda one: one.line.amount),
        kind=ColumnKind.MONEY,
        width=96,
        summed=True,
    ),
    Column(key="voucher", title_key="reconciliation.line.voucher", getter=_number, width=104),
    Column(key="payee", title_key="reconciliation.line.payee", getter=_voucher_payee, width=148),
    Column(
        key="voucher_amount",
        title_key="reconciliation.line.voucher_amount",
        getter=_voucher_amount,
        kind=ColumnKind.MONEY,
        width=96,
        summed=True,
    ),
    Column(
        key="paid_on",
        title_key="reconciliation.line.paid_on",
        getter=_of_line(lambda one: one.line.paid_on),
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
    Column(
        key="reference",
        title_key="reconciliation.line.reference",
        getter=_of_line(lambda one: one.line.reference),
        width=96,
        hidden=True,
    ),
    Column(
        key="bank_reference",
        title_key="reconciliation.line.bank_reference",
        getter=_of_line(lambda one: one.line.bank_reference),
        width=104,
        hidden=True,
    ),
    Column(
        key="reason",
        title_key="reconciliation.line.reason",
        getter=_of_line(lambda one: one.line.reason),
        width=128,
        hidden=True,
    ),
    Column(
        key="problem", title_key="reconciliation.line.problem", getter=lambda item: item.problem, width=200, hidden=True
    ),
)
