"""Numbers of the series with what became of each: the insert-only tables beside a voucher, read together."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from kmcase.application.read.payments import VoucherItem
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, VoucherState
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.payments import (
    payment_receipt,
    payment_run,
    receipt_scan,
    receipt_void,
    voucher,
    voucher_not_paid,
)

STATE = case(
    (receipt_void.c.voucher_id.is_not(None), VoucherState.VOID.value),
    (payment_receipt.c.voucher_id.is_not(None), VoucherState.PAID.value),
    (voucher_not_paid.c.spoiled == 1, VoucherState.SPOILED.value),
    (voucher_not_paid.c.voucher_id.is_not(None), VoucherState.NOT_PAID.value),
    else_=VoucherState.ISSUED.value,
)
STANDING = (
    voucher.join(payment_run, payment_run.c.run_id == voucher.c.run_id)
    .outerjoin(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(voucher_not_paid, voucher_not_paid.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
)
SCANS = (
    select(func.count())
    .select_from(receipt_scan)
    .where(receipt_scan.c.voucher_id == voucher.c.voucher_id)
    .scalar_subquery()
)
REPORTS = (
    select(func.count())
    .select_from(attachment)
    .where(
        attachment.c.noun == "voucher",
        attachment.c.record_id == voucher.c.voucher_id,
        attachment.c.kind == EvidenceKind.BANK_REPORT.value,
    )
    .scalar_subquery()
)
FOLLOWED_UP = (
    select(func.max(follow_up.c.asked_on)).where(follow_up.c.voucher_id == voucher.c.voucher_id).scalar_subquery()
)
EVIDENCE = case((payment_run.c.method == Method.CASH.value, SCANS), else_=REPORTS)


def standing_as(*states: VoucherState) -> Any:
    """The condition that a number stands in one of these states."""
    return STATE.in_([state.value for state in states])


def lacks_evidence() -> Any:
    """The condition that neither scan nor bank report is there."""
    return EVIDENCE.in_([0])


def voucher_query() -> Select[Any]:
    """All numbers in the order of their series."""
    return (
        select(
            voucher,
            STATE.label("state"),
            payment_run.c.number.label("run_number"),
            payment_run.c.method,
            payment_receipt.c.paid_on,
            payment_receipt.c.amount.label("counted"),
            payment_receipt.c.payer,
            payment_receipt.c.reference,
            payment_receipt.c.late_days,
            func.coalesce(receipt_void.c.reason, voucher_not_paid.c.reason, "").label("reason"),
            EVIDENCE.label("scans"),
            FOLLOWED_UP.label("followed_up_on"),
        )
        .select_from(STANDING)
        .order_by(voucher.c.fiscal_year, voucher.c.serial)
    )


def voucher_item(row: Any, names: dict[str, str]) -> VoucherItem:
    """A row of `voucher_query`; `names` of staff by id."""
    return VoucherItem(
        voucher_id=row.voucher_id,
        number=row.number,
        run_id=row.run_id,
        run_number=row.run_number,
        method=Method(row.method),
        request_id=row.request_id,
        person_id=row.person_id,
        payee_name=row.payee_name,
        national_id=row.payee_national_id,
        no_id_reason=row.payee_no_id_reason,
        address=row.payee_address,
        subdistrict_code=row.subdistrict_code,
        can_write=bool(row.can_write),
        account=row.account,
        amount=Baht(row.amount),
        occurrence=row.occurrence,
        state=VoucherState(row.state),
        paid_on=date.fromisoformat(row.paid_on) if row.paid_on else None,
        counted=None if row.counted is None else Baht(row.counted),
        payer_name=names.get(row.payer or "", ""),
        reference=row.reference or "",
        reason=row.reason,
        late_days=row.late_days or 0,
        scans=row.scans,
        followed_up_on=date.fromisoformat(row.followed_up_on) if row.followed_up_on else None,
        mark=row.mark,
    )
