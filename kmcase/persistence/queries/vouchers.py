"""Numbers of the series with what became of each: the insert-only tables beside a voucher, read together."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from kmcase.application.read.payments import VoucherItem
from kmcase.domain.checkouts import Word
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, VoucherState
from kmcase.persistence.rows.checkouts import field_handover, field_unpaid, handover_word, run_checkout
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.exchange import laptop_chain
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.payments import (
    payment_receipt,
    payment_run,
    receipt_scan,
    receipt_void,
    voucher,
    voucher_not_paid,
)

_SETTLED = handover_word.c.word.in_((Word.ACCEPTED.value, Word.SET_ASIDE.value))
_FIRST_TOLD = (
    select(field_handover.c.voucher_id, func.min(field_handover.c.event_id).label("event_id"))
    .join(voucher, voucher.c.voucher_id == field_handover.c.voucher_id)
    .join(
        run_checkout,
        (run_checkout.c.checkout_id == field_handover.c.checkout_id) & (run_checkout.c.run_id == voucher.c.run_id),
    )
    .join(
        laptop_chain,
        (laptop_chain.c.store == field_handover.c.store) & (laptop_chain.c.laptop_id == run_checkout.c.laptop_id),
    )
    .outerjoin(handover_word, (handover_word.c.event_id == field_handover.c.event_id) & _SETTLED)
    .where(handover_word.c.event_id.is_(None))
    .group_by(field_handover.c.voucher_id)
    .subquery()
)
TOLD = select(field_handover).join(_FIRST_TOLD, _FIRST_TOLD.c.event_id == field_handover.c.event_id).subquery("told")
"""By voucher the hand-over of the laptop that its run was out with, which the office neither accepted nor set aside.

What another laptop says of a number is doubted when it comes, and holds nobody up.
"""
LEFT = (
    select(field_unpaid.c.reason)
    .where(field_unpaid.c.voucher_id == voucher.c.voucher_id)
    .order_by(field_unpaid.c.noted_at.desc(), field_unpaid.c.event_id.desc())
    .limit(1)
    .scalar_subquery()
)
STATE = case(
    (receipt_void.c.voucher_id.is_not(None), VoucherState.VOID.value),
    (payment_receipt.c.voucher_id.is_not(None), VoucherState.PAID.value),
    (voucher_not_paid.c.spoiled == 1, VoucherState.SPOILED.value),
    (voucher_not_paid.c.voucher_id.is_not(None), VoucherState.NOT_PAID.value),
    (TOLD.c.event_id.is_not(None), VoucherState.HANDED_OVER.value),
    else_=VoucherState.ISSUED.value,
)
STANDING = (
    voucher.join(payment_run, payment_run.c.run_id == voucher.c.run_id)
    .outerjoin(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(voucher_not_paid, voucher_not_paid.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(TOLD, (TOLD.c.voucher_id == voucher.c.voucher_id) & voucher_not_paid.c.voucher_id.is_(None))
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
            func.coalesce(payment_receipt.c.paid_on, TOLD.c.paid_on).label("paid_on"),
            func.coalesce(payment_receipt.c.amount, TOLD.c.amount).label("counted"),
            func.coalesce(payment_receipt.c.payer, TOLD.c.payer).label("payer"),
            payment_receipt.c.reference,
            func.coalesce(payment_receipt.c.late_days, TOLD.c.late_days).label("late_days"),
            func.coalesce(receipt_void.c.reason, voucher_not_paid.c.reason, "").label("reason"),
            LEFT.label("left_reason"),
            EVIDENCE.label("scans"),
            FOLLOWED_UP.label("followed_up_on"),
        )
        .select_from(STANDING)
        .order_by(voucher.c.fiscal_year, voucher.c.serial)
    )


def voucher_item(row: Any, names: dict[str, str]) -> VoucherItem:
    """A row of `voucher_query`; `names` of staff by id."""
    state = VoucherState(row.state)
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
        state=state,
        paid_on=date.fromisoformat(row.paid_on) if row.paid_on else None,
        counted=None if row.counted is None else Baht(row.counted),
        payer_name=names.get(row.payer or "", ""),
        reference=row.reference or "",
        reason=row.reason,
        late_days=row.late_days or 0,
        scans=row.scans,
        followed_up_on=date.fromisoformat(row.followed_up_on) if row.followed_up_on else None,
        mark=row.mark,
        left_reason=(row.left_reason or "") if state is VoucherState.ISSUED else "",
    )
