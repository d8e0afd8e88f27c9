"""Disbursement batches."""

from __future__ import annotations

from kmcase.domain.batches import DisbursementRequested, MoneyDrawn, MoneyReturned
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import batches as tables
from kmcase.persistence.statements import Rows


@folds(DisbursementRequested)
def _requested(rows: Rows, at: At, event: DisbursementRequested) -> None:
    rows.insert(
        tables.batch,
        batch_id=event.batch_id,
        number=event.number,
        budget_id=event.half.budget_id,
        requested_on=event.requested_on,
        amount=event.amount,
        requested_by=at.actor,
    )
    for request_id in event.request_ids:
        rows.insert(tables.batch_request, batch_id=event.batch_id, request_id=request_id)


@folds(MoneyDrawn)
def _drawn(rows: Rows, at: At, event: MoneyDrawn) -> None:
    rows.insert(
        tables.drawal,
        drawal_id=event.drawal_id,
        batch_id=event.batch_id,
        drawn_on=event.drawn_on,
        amount=event.amount,
        document=event.document,
    )


@folds(MoneyReturned)
def _returned(rows: Rows, at: At, event: MoneyReturned) -> None:
    rows.insert(
        tables.money_return,
        return_id=event.return_id,
        batch_id=event.batch_id,
        run_id=event.run_id,
        returned_on=event.returned_on,
        amount=event.amount,
        document=event.document,
    )
