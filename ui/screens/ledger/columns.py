"""Columns of the ledger (domain.md §4.4)."""

from __future__ import annotations

from kmcase.application.read.payments import LedgerItem
from kmcase.domain.payments import VoucherState
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

STATE_MARKS = {
    VoucherState.ISSUED: Mark(message("documents.ledger.state.issued"), Tone.PLAIN, "clock"),
    VoucherState.PAID: Mark(message("documents.ledger.state.paid"), Tone.OK, "ok"),
    VoucherState.NOT_PAID: Mark(message("documents.ledger.state.not_paid"), Tone.WARN, "warning"),
    VoucherState.SPOILED: Mark(message("documents.ledger.state.spoiled"), Tone.PLAIN, "close"),
    VoucherState.VOID: Mark(message("documents.ledger.state.void"), Tone.ERROR, "error"),
    VoucherState.PASSED_OVER: Mark(message("documents.ledger.state.passed_over"), Tone.PLAIN, "undo"),
}


def _counted(item: LedgerItem) -> object:
    return item.amount if item.state is VoucherState.PAID else None


def _payee(item: LedgerItem) -> object:
    return item.payee_name or message("documents.ledger.passed_to", number=item.passed_to)


def _remark(item: LedgerItem) -> object:
    if item.passed_to:
        return message("documents.ledger.passed_reason")
    if item.opening:
        return message("documents.ledger.opening")
    if item.late_days:
        return message("documents.ledger.late", days=item.late_days)
    return item.reason


COLUMNS = (
    Column(
        key="number",
        title_key="documents.ledger.column.number",
        getter=lambda item: item.number,
        width=104,
    ),
    Column(
        key="day",
        title_key="documents.ledger.column.day",
        getter=lambda item: item.on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="payee",
        title_key="documents.ledger.column.payee",
        getter=_payee,
        width=160,
    ),
    Column(
        key="state",
        title_key="ledger.state",
        getter=lambda item: STATE_MARKS[item.state],
        kind=ColumnKind.CHIP,
        width=112,
    ),
    Column(
        key="amount",
        title_key="documents.ledger.column.amount",
        getter=_counted,
        kind=ColumnKind.MONEY,
        width=104,
        summed=True,
    ),
    Column(
        key="national_id",
        title_key="documents.ledger.column.national_id",
        getter=lambda i: i.national_id,
        kind=ColumnKind.MASK,
        width=150,
    ),
    Column(
        key="occurrence",
        title_key="documents.ledger.column.occurrence",
        getter=lambda i: i.occurrence or None,
        kind=ColumnKind.INT,
        width=56,
    ),
    Column(
        key="batch",
        title_key="documents.ledger.column.batch",
        getter=lambda item: item.batch_number,
        width=110,
    ),
    Column(
        key="payer",
        title_key="documents.ledger.column.payer",
        getter=lambda item: item.payer_name,
        width=140,
    ),
    Column(
        key="officer",
        title_key="ledger.officer",
        getter=lambda item: item.officer_name,
        width=140,
    ),
    Column(
        key="followed",
        title_key="documents.ledger.column.followed",
        getter=lambda i: i.followed_up_on,
        kind=ColumnKind.DATE,
        width=104,
    ),
    Column(
        key="remark",
        title_key="documents.ledger.column.remark",
        getter=_remark,
        width=200,
    ),
    Column(
        key="mark",
        title_key="documents.ledger.column.mark",
        getter=lambda item: item.mark,
        width=90,
    ),
)
