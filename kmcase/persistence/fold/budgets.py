"""Budgets: only postings move them (by the trigger); claims; plans and permissions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kmcase.domain.budgets import (
    BudgetAllotted,
    BudgetHalf,
    BudgetTransferred,
    Claim,
    LatePaymentAllowed,
    MonthlyPlanSet,
    OpeningPaymentEntered,
    PostingKind,
)
from kmcase.domain.money import Baht
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import budgets as tables
from kmcase.persistence.statements import Rows


def post(
    rows: Rows,
    at: At,
    *,
    posting_id: str,
    half: BudgetHalf,
    kind: PostingKind,
    amount: Baht,
    on: date,
    request_id: str | None = None,
    voucher_id: str | None = None,
    document: str = "",
    reason: str = "",
    approved_by: str = "",
) -> None:
    """Insert a posting; the trigger moves the budget and the CHECK keeps the cap."""
    rows.insert(
        tables.posting,
        posting_id=posting_id,
        budget_id=half.budget_id,
        kind=kind,
        amount=amount,
        posted_on=on,
        request_id=request_id,
        voucher_id=voucher_id,
        document=document,
        reason=reason,
        approved_by=approved_by,
        event_id=at.event_id,
        made_at=at.at,
        made_by=at.actor,
    )


def pay_reserved(
    rows: Rows,
    at: At,
    posting_ids: tuple[str, ...],
    half: BudgetHalf,
    amount: Baht,
    on: date,
    request_id: str,
    voucher_id: str,
) -> None:
    """A payment is always a release and a pay of the same amount."""
    release, pay = posting_ids
    for posting_id, kind in ((release, PostingKind.RELEASE), (pay, PostingKind.PAY)):
        post(
            rows,
            at,
            posting_id=posting_id,
            half=half,
            kind=kind,
            amount=amount,
            on=on,
            request_id=request_id,
            voucher_id=voucher_id,
        )


def take_claims(rows: Rows, claims: Iterable[Claim], record_id: str) -> None:
    """Insert claims; one that is taken raises IntegrityError."""
    for claim in claims:
        rows.insert(
            tables.claim,
            unit=claim.unit,
            unit_id=claim.unit_id,
            aid_kind=claim.aid_kind,
            fiscal_year=claim.fiscal_year,
            occurrence=claim.occurrence,
            allowed=claim.allowed,
            override=claim.override,
            record_id=record_id,
        )


def free_claims(rows: Rows, record_id: str) -> None:
    """The claims of a decision are free again."""
    rows.delete(tables.claim, record_id=record_id)


def _ensure(rows: Rows, half: BudgetHalf) -> None:
    if rows.one(tables.budget, budget_id=half.budget_id) is None:
        rows.insert(
            tables.budget,
            budget_id=half.budget_id,
            fiscal_year=half.fiscal_year,
            half=half.half,
            allotted=0,
            reserved=0,
            paid=0,
            returned=0,
            used=0,
        )


@folds(BudgetAllotted)
def _allotted(rows: Rows, at: At, event: BudgetAllotted) -> None:
    _ensure(rows, event.half)
    post(
        rows,
        at,
        posting_id=event.posting_id,
        half=event.half,
        kind=PostingKind.ALLOT,
        amount=event.amount,
        on=event.on,
        document=event.document,
    )


@folds(BudgetTransferred)
def _transferred(rows: Rows, at: At, event: BudgetTransferred) -> None:
    _ensure(rows, event.target)
    moves = ((event.posting_ids[0], event.source, -event.amount), (event.posting_ids[1], event.target, event.amount))
    for posting_id, half, amount in moves:
        post(
            rows,
            at,
            posting_id=posting_id,
            half=half,
            kind=PostingKind.TRANSFER,
            amount=amount,
            on=event.on,
            document=event.document,
            reason=event.reason,
            approved_by=event.approved_by,
        )


@folds(MonthlyPlanSet)
def _plan_set(rows: Rows, at: At, event: MonthlyPlanSet) -> None:
    rows.delete(tables.plan_month, budget_id=event.half.budget_id)
    for month, amount in sorted(event.months.items()):
        rows.insert(
            tables.plan_month,
            budget_id=event.half.budget_id,
            month=month,
            amount=amount,
            set_at=at.at,
            event_id=at.event_id,
        )


@folds(LatePaymentAllowed)
def _late_allowed(rows: Rows, at: At, event: LatePaymentAllowed) -> None:
    rows.insert(
        tables.late_permission,
        permission_id=event.permission_id,
        budget_id=event.half.budget_id,
        until=event.until,
        document=event.document,
        reason=event.reason,
        approved_by=event.approved_by,
    )


@folds(OpeningPaymentEntered)
def _opening(rows: Rows, at: At, event: OpeningPaymentEntered) -> None:
    post(
        rows,
        at,
        posting_id=event.posting_id,
        half=event.half,
        kind=PostingKind.PAY,
        amount=event.amount,
        on=event.paid_on,
        document=event.document,
        reason="opening",
    )
    take_claims(rows, event.claims, event.opening_id)
    rows.insert(
        tables.opening_payment,
        opening_id=event.opening_id,
        budget_id=event.half.budget_id,
        person_id=event.person_id,
        family_id=event.family_id,
        payee_name=event.payee_name,
        aid_kind=event.aid_kind,
        occurrence=next((c.occurrence for c in event.claims if c.unit == "person"), 0),
        amount=event.amount,
        paid_on=event.paid_on,
        voucher_number=event.voucher_number,
        document=event.document,
        mark=at.mark,
        entered_at=at.at,
        entered_by=at.actor,
    )
