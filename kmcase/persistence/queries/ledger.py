"""The ledger of a half: one plain select, because a voucher carries its payee's name and address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from kmcase.application.read.payments import LedgerItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, VoucherState, voucher_number
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.batches import batch
from kmcase.persistence.rows.budgets import opening_payment
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.office import number_gap
from kmcase.persistence.rows.payments import (
    payment_receipt,
    payment_run,
    receipt_void,
    voucher,
    voucher_not_paid,
)
from kmcase.persistence.rows.people import person
from kmcase.thai.addresses import written
from kmcase.thai.calendar import bangkok_date, fiscal_year, half_of


def ledger_items(connection: Connection, half: BudgetHalf, names: dict[str, str]) -> tuple[LedgerItem, ...]:
    """Numbers and history of a half, by the day that counts and the number."""
    items = [*_numbers(connection, half, names), *_passed_over(connection, half), *_history(connection, half, names)]
    return tuple(sorted(items, key=lambda item: (item.on, not item.opening, item.serial, item.number)))


def _numbers(connection: Connection, half: BudgetHalf, names: dict[str, str]) -> list[LedgerItem]:
    asked = select(follow_up.c.voucher_id, func.max(follow_up.c.asked_on).label("asked_on")).group_by(
        follow_up.c.voucher_id
    )
    followed = asked.subquery()
    query = (
        select(
            voucher,
            payment_receipt.c.paid_on,
            payment_receipt.c.payer,
            payment_receipt.c.late_days,
            payment_receipt.c.override.label("paid_override"),
            decision.c.override.label("decided_override"),
            payment_receipt.c.entered_at,
            payment_receipt.c.mark.label("receipt_mark"),
            voucher_not_paid.c.voucher_id.label("unpaid"),
            voucher_not_paid.c.spoiled,
            voucher_not_paid.c.reason.label("unpaid_reason"),
            voucher_not_paid.c.noted_on,
            voucher_not_paid.c.mark.label("unpaid_mark"),
            receipt_void.c.reason.label("void_reason"),
            receipt_void.c.mark.label("void_mark"),
            payment_run.c.method,
            batch.c.number.label("batch_number"),
            followed.c.asked_on,
        )
        .select_from(
            voucher.join(payment_run, payment_run.c.run_id == voucher.c.run_id)
            .join(batch, batch.c.batch_id == payment_run.c.batch_id)
            .outerjoin(decision, decision.c.decision_id == voucher.c.decision_id)
            .outerjoin(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
            .outerjoin(voucher_not_paid, voucher_not_paid.c.voucher_id == voucher.c.voucher_id)
            .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
            .outerjoin(followed, followed.c.voucher_id == voucher.c.voucher_id)
        )
        .where(voucher.c.budget_id == half.budget_id)
        .order_by(voucher.c.serial)
    )
    return [_number(row, names) for row in connection.execute(query)]


def _number(row: Any, names: dict[str, str]) -> LedgerItem:
    state, day, mark = _standing(row)
    return LedgerItem(
        voucher_id=row.voucher_id,
        number=row.number,
        serial=row.serial,
        state=state,
        opening=False,
        on=day,
        payee_name=row.payee_name,
        national_id=row.payee_national_id,
        no_id_reason=row.payee_no_id_reason,
        address=row.payee_address,
        subdistrict_code=row.subdistrict_code,
        aid_kind=row.aid_kind,
        occurrence=row.occurrence,
        amount=Baht(row.amount),
        method=Method(row.method),
        batch_number=row.batch_number,
        payer_name=names.get(row.payer or "", ""),
        officer_name=names.get(row.officer, ""),
        followed_up_on=date.fromisoformat(row.asked_on) if row.asked_on else None,
        reason=row.void_reason or row.unpaid_reason or "",
        late_days=row.late_days or 0,
        mark=mark,
        entered_at=row.entered_at or row.issued_at,
        lifted_under=", ".join(_documents(row.decided_override, row.paid_override)),
    )


def _documents(*overrides: str | None) -> list[str]:
    """Each document once: what lifted at the approval often stands at the payment as well."""
    return list(dict.fromkeys(from_json(text)["document"] for text in overrides if text))


def _standing(row: Any) -> tuple[VoucherState, date, str]:
    """State, the day that counts, and the mark of the entry that says so."""
    if row.void_reason is not None:
        return VoucherState.VOID, date.fromisoformat(row.paid_on), row.void_mark
    if row.paid_on is not None:
        return VoucherState.PAID, date.fromisoformat(row.paid_on), row.receipt_mark
    if row.unpaid is not None:
        state = VoucherState.SPOILED if row.spoiled else VoucherState.NOT_PAID
        return state, date.fromisoformat(row.noted_on), row.unpaid_mark
    return VoucherState.ISSUED, bangkok_date(datetime.fromisoformat(row.issued_at)), row.mark


def _passed_over(connection: Connection, half: BudgetHalf) -> Iterator[LedgerItem]:
    """Numbers that a restored office did not give out again, in the half of the day on which it was restored."""
    query = select(number_gap).where(number_gap.c.name == f"voucher:{half.fiscal_year}")
    for row in connection.execute(query):
        day = date.fromisoformat(row.passed_on)
        if half.half != (half_of(day) if fiscal_year(day) == half.fiscal_year else 2):
            continue
        yield LedgerItem(
            voucher_id="",
            number=voucher_number(row.first, half.fiscal_year),
            serial=row.first,
            state=VoucherState.PASSED_OVER,
            opening=False,
            on=day,
            payee_name="",
            national_id=None,
            no_id_reason="",
            address="",
            subdistrict_code="",
            aid_kind="",
            occurrence=0,
            amount=Baht.zero(),
            method=None,
            batch_number="",
            payer_name="",
            officer_name="",
            followed_up_on=None,
            reason="",
            late_days=0,
            mark=row.mark,
            entered_at=row.passed_at,
            passed_to=voucher_number(row.last, half.fiscal_year),
        )


def _history(connection: Connection, half: BudgetHalf, names: dict[str, str]) -> list[LedgerItem]:
    query = (
        select(opening_payment, person)
        .join(person, person.c.person_id == opening_payment.c.person_id)
        .where(opening_payment.c.budget_id == half.budget_id)
    )
    return [
        LedgerItem(
            voucher_id=row.opening_id,
            number=row.voucher_number,
            serial=0,
            state=VoucherState.PAID,
            opening=True,
            on=date.fromisoformat(row.paid_on),
            payee_name=row.payee_name,
            national_id=row.national_id,
            no_id_reason=row.no_id_reason or "",
            address=written(row.house_no, row.moo, row.village, row.soi, row.road, row.subdistrict_code),
            subdistrict_code=row.subdistrict_code,
            aid_kind=row.aid_kind,
            occurrence=row.occurrence,
            amount=Baht(row.amount),
            method=None,
            batch_number=row.document,
            payer_name="",
            officer_name=names.get(row.entered_by, ""),
            followed_up_on=None,
            reason="",
            late_days=0,
            mark=row.mark,
            entered_at=row.entered_at,
        )
        for row in connection.execute(query)
    ]
