"""Disbursement batches."""

from __future__ import annotations

from datetime import date

from kmcase.application.ports.batches import Batch
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.persistence.rows import batches as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.digits import document_key


class SqlBatches:
    """`BatchRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def batch(self, batch_id: str) -> Batch:
        """A batch; raises `batches.unknown`."""
        row = self._rows.one(tables.batch, batch_id=batch_id)
        if row is None:
            raise DomainError("batches.unknown")
        drawn = self._rows.all(tables.drawal, batch_id=batch_id)
        returned = self._rows.all(tables.money_return, batch_id=batch_id)
        requests = self._rows.all(tables.batch_request, batch_id=batch_id)
        return Batch(
            batch_id=batch_id,
            number=row["number"],
            half=BudgetHalf.parse(row["budget_id"]),
            requested_on=date.fromisoformat(row["requested_on"]),
            amount=Baht(row["amount"]),
            drawn=Baht.total(Baht(found["amount"]) for found in drawn),
            returned=Baht.total(Baht(found["amount"]) for found in returned),
            request_ids=tuple(sorted(found["request_id"] for found in requests)),
        )

    def batch_of_request(self, request_id: str) -> str | None:
        """The batch that asks money for a request."""
        row = self._rows.one(tables.batch_request, request_id=request_id)
        return None if row is None else row["batch_id"]

    def number_taken(self, number: str) -> bool:
        """Whether another batch bears this number, however it is written."""
        wanted = document_key(number)
        return any(document_key(row["number"]) == wanted for row in self._rows.all(tables.batch))
