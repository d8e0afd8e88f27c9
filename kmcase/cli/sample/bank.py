"""The bank's report of the transfer: most are paid, two rejected, one in another name, one amount, one unknown."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kmcase.application.payments import RecordTransfer
from kmcase.application.read.payments import VoucherItem
from kmcase.application.reconciliation import TakeReport
from kmcase.bootstrap import Services
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_numeric

_HEADINGS = (
    "ลำดับ",
    "เลขที่ใบสำคัญ",
    "เลขที่บัญชีผู้รับโอน",
    "ชื่อบัญชี",
    "จำนวนเงิน",
    "ผลการโอน",
    "สาเหตุ",
    "วันที่โอน",
    "เลขที่รายการ",
)
_REJECTED_EVERY, _REJECTED_FIRST = 11, 7
_OTHER_NAME, _OTHER_AMOUNT = 4, 12


def pay_by_report(folder: Path, finance: Services, vouchers: Sequence[VoucherItem], day: date) -> None:
    """Write the bank's file into a folder, take it, and record by hand the one whose amount differs."""
    folder.mkdir(exist_ok=True)
    path = folder / f"KTB-{day:%Y%m%d}.csv"
    with path.open("w", encoding="cp874", newline="") as file:
        csv.writer(file).writerows((("รายงานผลการโอนเงิน KTB Corporate Online",), _HEADINGS, *_rows(vouchers, day)))
    service = finance.reconciliation
    batch_id = finance.batches.by_number(finance.payments.run(vouchers[0].run_id).batch_number)
    service.take(TakeReport(batch_id=batch_id, path=path, sha256=service.look(batch_id, path).sha256))
    finance.payments.record_transfer(
        RecordTransfer(
            voucher_id=vouchers[_OTHER_AMOUNT].voucher_id,
            reference=_reference(_OTHER_AMOUNT),
            result=BankResult.PAID,
            paid_on=day,
            report=finance.attachments.keep(path.read_bytes(), EvidenceKind.BANK_REPORT, path.name),
        )
    )


def _rows(vouchers: Sequence[VoucherItem], day: date) -> list[tuple[object, ...]]:
    on = f"{format_numeric(day)} 14:05"
    rows: list[tuple[object, ...]] = []
    for place, voucher in enumerate(vouchers):
        rejected = place % _REJECTED_EVERY == _REJECTED_FIRST
        name = "นายรับโอน แทนกัน" if place == _OTHER_NAME else voucher.payee_name
        amount = voucher.amount - Baht.of(500) if place == _OTHER_AMOUNT else voucher.amount
        result, reason = ("038", "บัญชีปิดแล้ว") if rejected else ("037", "")
        rows.append(
            (
                place + 1,
                voucher.number,
                voucher.account,
                name,
                format_baht(amount.satang),
                result,
                reason,
                on,
                _reference(place),
            )
        )
    stranger = (len(rows) + 1, "", "1990000007", "นายวันชัย ไม่ทราบที่มา", "2,000.00", "037", "", on, _reference(len(rows)))
    rows.append(stranger)
    total = Baht.total(voucher.amount for voucher in vouchers)
    rows.append(("รวมทั้งสิ้น", "", "", "", format_baht(total.satang)))
    return rows


def _reference(place: int) -> str:
    return f"KTB67{place:06d}"
