"""One of each document and workbook of an office, for the tour and for who wants to see them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from kmcase.application.access import Silent
from kmcase.application.printing import LedgerOrder
from kmcase.bootstrap import OpenOffice, write_file
from kmcase.domain.payments import VoucherState


def write_papers(office: OpenOffice, out: Path) -> Sequence[Path]:
    """Ledgers of every half as PDF and workbook, and receipts of the newest run, blank and as signed."""
    written: list[Path] = []

    def put(name: str, make: Callable[[], bytes]) -> None:
        path = out / name
        write_file(path, make())
        written.append(path)

    printing, services = office.services.printing, office.services
    for half in services.budgets.halves():
        order = LedgerOrder(half=half)
        name = f"ledger-{half.fiscal_year}-{half.half}"
        put(f"{name}.pdf", partial(printing.ledger, order, Silent()))
        put(f"{name}.xlsx", partial(printing.ledger_workbook, order, Silent()))
    run_id = next((item.run_id for item in services.payments.runs()), None)
    if run_id is not None:
        put("receipts-blank.pdf", lambda: printing.blank_receipts(run_id))
        vouchers = services.payments.run(run_id).vouchers
        paid = next((one.voucher_id for one in vouchers if one.state is VoucherState.PAID), None)
        if paid is not None:
            put("receipt-signed.pdf", lambda: printing.receipt(paid))
    return tuple(written)
