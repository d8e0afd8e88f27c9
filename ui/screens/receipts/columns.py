"""Columns of numbers and of scanned pages. No Qt."""

from kmcase.application.read.payments import VoucherItem
from kmcase.domain.payments import VoucherState
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.screens.receipts.pages import PageLine
from ui.tables import Column, Mark
from ui.tone import Tone

_LOOKS = {
    VoucherState.ISSUED: (Tone.PLAIN, "clock"),
    VoucherState.HANDED_OVER: (Tone.OK, "clock"),
    VoucherState.PAID: (Tone.OK, "tick"),
    VoucherState.NOT_PAID: (Tone.WARN, "undo"),
    VoucherState.SPOILED: (Tone.WARN, "close"),
    VoucherState.VOID: (Tone.ERROR, "close"),
}


def state_mark(item: VoucherItem) -> Mark:
    """What became of a number."""
    tone, icon = _LOOKS[item.state]
    return Mark(message(f"payments.state.{item.state.value}"), tone, icon)


def evidence_mark(item: VoucherItem) -> Mark | None:
    """Whether the signed paper (of a transfer, the bank's report) is there."""
    if item.scans:
        return Mark(message("payments.receipts.has_scan", count=item.scans), Tone.OK, "attach")
    if item.state is VoucherState.PAID:
        return Mark(message("payments.receipts.no_scan"), Tone.WARN, "warning")
    return None


def page_mark(line: PageLine) -> Mark:
    """What became of a page."""
    return Mark(line.said, line.tone)


COLUMNS = (
    Column(key="number", title_key="payments.receipts.column_number", getter=lambda item: item.number, width=96),
    Column(key="payee", title_key="payments.receipts.column_payee", getter=lambda item: item.payee_name, width=144),
    Column(
        key="amount",
        title_key="payments.receipts.column_amount",
        getter=lambda item: item.amount,
        kind=ColumnKind.MONEY,
        width=88,
        summed=True,
    ),
    Column(key="state", title_key="payments.receipts.column_state", getter=state_mark, kind=ColumnKind.CHIP, width=104),
    Column(
        key="scans", title_key="payments.receipts.column_scans", getter=evidence_mark, kind=ColumnKind.CHIP, width=104
    ),
    Column(
        key="day",
        title_key="payments.receipts.column_day",
        getter=lambda item: item.paid_on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="run", title_key="payments.receipts.column_run", getter=lambda item: item.run_number, width=104, hidden=True
    ),
    Column(
        key="id",
        title_key="payments.receipts.column_id",
        getter=lambda item: item.national_id,
        kind=ColumnKind.MASK,
        width=152,
        hidden=True,
    ),
    Column(
        key="payer",
        title_key="payments.receipts.column_payer",
        getter=lambda item: item.payer_name,
        width=152,
        hidden=True,
    ),
    Column(
        key="late",
        title_key="payments.receipts.column_late",
        getter=lambda item: item.late_days or None,
        kind=ColumnKind.INT,
        width=88,
        hidden=True,
    ),
)

PAGES = (
    Column(key="file", title_key="payments.scans.column_file", getter=lambda line: line.source, width=152),
    Column(
        key="page",
        title_key="payments.scans.column_page",
        getter=lambda line: line.page or None,
        kind=ColumnKind.INT,
        width=56,
    ),
    Column(key="result", title_key="payments.scans.column_result", getter=page_mark, kind=ColumnKind.CHIP, width=184),
    Column(key="number", title_key="payments.scans.column_number", getter=lambda line: line.number, width=96),
    Column(key="payee", title_key="payments.scans.column_payee", getter=lambda line: line.payee_name, width=160),
)
"""The list of results after a stack was scanned."""
