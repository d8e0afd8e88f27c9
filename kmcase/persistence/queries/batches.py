"""Batches and their money chain, and who waits for money."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from kmcase.application.read.payments import BatchItem, BatchPage, MoneyLine, PayableItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState
from kmcase.persistence.queries.payments import SqlPaymentQueries
from kmcase.persistence.queries.vouchers import STANDING, standing_as
from kmcase.persistence.repositories.payments import SqlPayments
from kmcase.persistence.rows.batches import batch, batch_request, drawal, money_return
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.payments import payment_receipt, payment_run
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows


class SqlBatchQueries:
    """`BatchQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection)

    def list(self) -> tuple[BatchItem, ...]:
        """Batches, the newest first."""
        query = _batch_query().order_by(batch.c.requested_on.desc(), batch.c.number.desc())
        return tuple(self._item(row) for row in self._connection.execute(query))

    def page(self, batch_id: str) -> BatchPage:
        """A batch with its chain; raises `batches.unknown`."""
        row = self._connection.execute(_batch_query().where(batch.c.batch_id == batch_id)).one_or_none()
        if row is None:
            raise DomainError("batches.unknown")
        runs = {found["run_id"]: found["number"] for found in self._rows.all(payment_run, batch_id=batch_id)}
        return BatchPage(
            batch=self._item(row),
            drawals=_by_day(
                MoneyLine(on=date.fromisoformat(f["drawn_on"]), amount=Baht(f["amount"]), document=f["document"])
                for f in self._rows.all(drawal, batch_id=batch_id)
            ),
            returns=_by_day(
                MoneyLine(
                    on=date.fromisoformat(f["returned_on"]),
                    amount=Baht(f["amount"]),
                    document=f["document"],
                    run_number=runs.get(f["run_id"], ""),
                )
                for f in self._rows.all(money_return, batch_id=batch_id)
            ),
            waiting=self.payable(batch_id),
            runs=SqlPaymentQueries(self._connection).runs(batch_id),
        )

    def _item(self, row: Any) -> BatchItem:
        return BatchItem(
            batch_id=row.batch_id,
            number=row.number,
            half=BudgetHalf.parse(row.budget_id),
            requested_on=date.fromisoformat(row.requested_on),
            amount=Baht(row.amount),
            drawn=Baht(int(row.drawn)),
            paid=Baht(int(row.paid)),
            returned=Baht(int(row.returned)),
            requests=row.requests,
            runs=row.runs,
            unallotted=SqlPayments(self._rows).unallotted(row.batch_id),
            waiting=Baht.total(item.amount for item in self.payable(row.batch_id)),
            documents=tuple(found["document"] for found in self._rows.all(drawal, batch_id=row.batch_id)),
        )

    def payable(self, batch_id: str | None = None) -> tuple[PayableItem, ...]:
        """Approved and not on a number: of one batch, or (None) those that no batch asks money for."""
        query = _payable_query()
        query = query.where(batch.c.batch_id.is_(None) if batch_id is None else batch.c.batch_id == batch_id)
        return tuple(_payable(row) for row in self._connection.execute(query))


def _batch_query() -> Any:
    paid = (
        select(func.coalesce(func.sum(payment_receipt.c.amount), 0))
        .select_from(STANDING)
        .where(payment_run.c.batch_id == batch.c.batch_id, standing_as(VoucherState.PAID))
        .correlate(batch)
        .scalar_subquery()
    )
    return select(
        batch,
        _sum_of(drawal, "drawn"),
        _sum_of(money_return, "returned"),
        paid.label("paid"),
        _count_of(batch_request, "requests"),
        _count_of(payment_run, "runs"),
    )


def _payable_query() -> Any:
    newest = (
        select(func.max(decision.c.turn))
        .where(decision.c.request_id == aid_request.c.request_id)
        .correlate(aid_request)
        .scalar_subquery()
    )
    decided = and_(decision.c.request_id == aid_request.c.request_id, decision.c.turn == newest)
    return (
        select(
            aid_request.c.request_id,
            aid_request.c.number,
            aid_request.c.person_id,
            aid_request.c.subdistrict_code,
            (person.c.title + person.c.first_name + " " + person.c.last_name).label("person_name"),
            decision.c.amount,
            decision.c.budget_id,
            decision.c.resolution_number,
            decision.c.decided_on,
            batch.c.batch_id,
            batch.c.number.label("batch_number"),
        )
        .select_from(
            aid_request.join(decision, decided)
            .join(person, person.c.person_id == aid_request.c.person_id)
            .outerjoin(batch_request, batch_request.c.request_id == aid_request.c.request_id)
            .outerjoin(batch, batch.c.batch_id == batch_request.c.batch_id)
        )
        .where(aid_request.c.status == "approved", decision.c.outcome == "approved")
        .order_by(decision.c.decided_on, aid_request.c.number)
    )


def _payable(row: Any) -> PayableItem:
    return PayableItem(
        request_id=row.request_id,
        number=row.number,
        person_id=row.person_id,
        person_name=row.person_name,
        subdistrict_code=row.subdistrict_code,
        amount=Baht(row.amount),
        half=BudgetHalf.parse(row.budget_id),
        resolution_number=row.resolution_number,
        decided_on=date.fromisoformat(row.decided_on),
        batch_id=row.batch_id or "",
        batch_number=row.batch_number or "",
    )


def _by_day(lines: Any) -> tuple[MoneyLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.on))


def _sum_of(table: Any, name: str) -> Any:
    query = select(func.coalesce(func.sum(table.c.amount), 0)).where(table.c.batch_id == batch.c.batch_id)
    return query.correlate(batch).scalar_subquery().label(name)


def _count_of(table: Any, name: str) -> Any:
    query = select(func.count()).select_from(table).where(table.c.batch_id == batch.c.batch_id)
    return query.correlate(batch).scalar_subquery().label(name)
