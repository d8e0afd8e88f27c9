"""Disbursement batches as use cases load them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A ฎีกา/ขอเบิก: what was asked for, drawn, and returned, and whose requests it covers."""

    batch_id: str
    number: str
    half: BudgetHalf
    requested_on: date
    amount: Baht
    drawn: Baht
    returned: Baht
    request_ids: tuple[str, ...]


class BatchRepository(Protocol):
    """Disbursement batches."""

    def batch(self, batch_id: str) -> Batch:
        """A batch; raises `batches.unknown`."""
        ...

    def batch_of_request(self, request_id: str) -> str | None:
        """The batch that asks money for a request."""
        ...

    def number_taken(self, number: str) -> bool:
        """Whether another batch bears this number."""
        ...
