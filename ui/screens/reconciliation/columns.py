"""Columns of reconciliation: withdrawals, their rows, lines of a bank's report. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kmcase.application.read.reconciliation import BatchReconciliation, ReconciliationRow
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult
from kmcase.domain.reconciliation import AGREEING, BankLine, LineState, MatchedLine, TransferVoucher
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark, columns_of
from ui.tone import Tone

_batch = columns_of("reconciliation.list")
_row = columns_of("reconciliation.row")
_line = columns_of("reconciliation.line")
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


def _voucher(item: LineItem) -> TransferVoucher | None:
    return item.found.voucher if item.found is not None else item.voucher


def _money(key: str, getter: Callable[[ReconciliationRow], Baht | None]) -> Column:
    return _row(key, getter, 104, ColumnKind.MONEY, summed=True)


def _of_line(get: Callable[[BankLine], object]) -> Callable[[LineItem], object]:
    return lambda item: get(item.found.line) if item.found is not None else None


def _of_voucher(get: Callable[[TransferVoucher], object]) -> Callable[[LineItem], object]:
    return lambda item: get(found) if (found := _voucher(item)) is not None else None


def _sum(key: str, getter: Callable[[BatchReconciliation], Baht]) -> Column:
    return columns_of("reconciliation.sum")(key, getter, 120, ColumnKind.MONEY, summed=True)


BATCHES = (
    _batch("number", lambda match: match.batch.number, 0),
    _batch("on", lambda match: match.batch.requested_on, 112, ColumnKind.DATE),
    _batch("state", batch_mark, 208, ColumnKind.CHIP),
    _sum("requested", lambda match: match.batch.amount),
    _sum("drawn", lambda match: match.batch.drawn),
    _sum("acknowledged", lambda match: match.acknowledged),
    _sum("returned", lambda match: match.batch.returned),
)
ROWS = (
    _row("number", lambda row: row.number, 116),
    _row("payee", _payee, 0),
    _row("state", row_mark, 248, ColumnKind.CHIP),
    _money("requested", lambda row: row.requested),
    _money("drawn", lambda row: row.drawn),
    _money("paid", lambda row: row.paid),
    _money("said", lambda row: row.said),
    _money("bank", lambda row: row.bank),
    _row("paid_on", lambda row: row.paid_on, 96, ColumnKind.DATE, hidden=True),
    _row("bank_on", lambda row: row.bank_on, 96, ColumnKind.DATE, hidden=True),
    _row("bank_at", lambda row: row.bank_at, 128, hidden=True),
    _row("run", lambda row: row.run_number, 128, hidden=True),
    _row("explanation", lambda row: row.explanation, 200, hidden=True),
)
LINES = (
    _line("number", _of_line(lambda one: one.number), 48),
    _line("state", line_mark, 204, ColumnKind.CHIP),
    _line("result", _result, 100),
    _line("name", _of_line(lambda one: one.name), 0),
    _line("account", _of_line(lambda one: one.account), 120),
    _line("amount", _of_line(lambda one: one.amount), 96, ColumnKind.MONEY, summed=True),
    _line("voucher", _of_voucher(lambda one: one.number), 104),
    _line("payee", _of_voucher(lambda one: one.payee_name), 148),
    _line("voucher_amount", _of_voucher(lambda one: one.amount), 96, ColumnKind.MONEY, summed=True),
    _line("paid_on", _of_line(lambda one: one.paid_on), 96, ColumnKind.DATE, hidden=True),
    _line("reference", _of_line(lambda one: one.reference), 96, hidden=True),
    _line("bank_reference", _of_line(lambda one: one.bank_reference), 104, hidden=True),
    _line("reason", _of_line(lambda one: one.reason), 128, hidden=True),
    _line("problem", lambda item: item.problem, 200, hidden=True),
)
