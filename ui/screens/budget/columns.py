"""Columns of postings and opening entries."""

from __future__ import annotations

from kmcase.domain.budgets import PostingKind
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

KIND_MARKS = {
    PostingKind.ALLOT: Mark(message("budgets.kind.allot"), Tone.ACCENT, "plus"),
    PostingKind.TRANSFER: Mark(message("budgets.kind.transfer"), Tone.ACCENT, "exchange"),
    PostingKind.RESERVE: Mark(message("budgets.kind.reserve"), Tone.PLAIN, "lock"),
    PostingKind.RELEASE: Mark(message("budgets.kind.release"), Tone.PLAIN, "unlock"),
    PostingKind.PAY: Mark(message("budgets.kind.pay"), Tone.OK, "money"),
    PostingKind.RETURN: Mark(message("budgets.kind.return"), Tone.WARN, "undo"),
}

POSTINGS = (
    Column(key="on", title_key="budgets.column.on", getter=lambda i: i.on, kind=ColumnKind.DATE, width=92),
    Column(
        key="kind",
        title_key="budgets.column.kind",
        getter=lambda i: KIND_MARKS[i.kind],
        kind=ColumnKind.CHIP,
        width=136,
    ),
    Column(
        key="amount",
        title_key="budgets.column.amount",
        getter=lambda i: i.amount,
        kind=ColumnKind.MONEY,
        width=124,
    ),
    Column(
        key="after",
        title_key="budgets.column.after",
        getter=lambda i: i.available_after,
        kind=ColumnKind.MONEY,
        width=140,
    ),
    Column(key="request", title_key="budgets.column.request", getter=lambda i: i.request_number, width=88),
    Column(key="voucher", title_key="budgets.column.voucher", getter=lambda i: i.voucher_number, width=100),
    Column(key="document", title_key="budgets.column.document", getter=lambda i: i.document, width=150),
    Column(key="reason", title_key="budgets.column.reason", getter=lambda i: i.reason, width=160),
    Column(key="approved_by", title_key="budgets.column.approved_by", getter=lambda i: i.approved_by, width=150),
    Column(key="made_by", title_key="budgets.column.made_by", getter=lambda i: i.made_by, width=150),
)

OPENINGS = (
    Column(
        key="paid_on", title_key="budgets.column.paid_on", getter=lambda i: i.paid_on, kind=ColumnKind.DATE, width=100
    ),
    Column(key="payee", title_key="budgets.column.payee", getter=lambda i: i.payee_name, width=180),
    Column(
        key="amount",
        title_key="budgets.column.amount",
        getter=lambda i: i.amount,
        kind=ColumnKind.MONEY,
        width=124,
        summed=True,
    ),
    Column(key="voucher", title_key="budgets.column.voucher", getter=lambda i: i.voucher_number, width=110),
    Column(
        key="occurrence",
        title_key="budgets.column.occurrence",
        getter=lambda i: i.occurrence,
        kind=ColumnKind.INT,
        width=64,
    ),
    Column(key="half", title_key="budgets.column.half", getter=lambda i: i.half.budget_id, width=80),
    Column(key="document", title_key="budgets.column.document", getter=lambda i: i.document, width=180),
)
