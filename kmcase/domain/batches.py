"""Disbursement batches (ฎีกา/ขอเบิก): the money drawn from the provincial office, and what goes back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.events import Event, Touched, event
from kmcase.domain.money import Baht


class _OfBatch(Event):
    __slots__ = ()
    batch_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("batch", self.batch_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DisbursementRequested(_OfBatch):
    """A withdrawal was asked for, for approved requests; `number` is the ฎีกา/ขอเบิก number."""

    TYPE = "batch.requested"
    batch_id: str
    number: str
    half: BudgetHalf
    requested_on: date
    amount: Baht
    request_ids: tuple[str, ...]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("batch", self.batch_id), *(("request", request_id) for request_id in self.request_ids))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyDrawn(_OfBatch):
    """Money of a batch was drawn, under a document."""

    TYPE = "batch.money_drawn"
    batch_id: str
    drawal_id: str
    drawn_on: date
    amount: Baht
    document: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReturned(_OfBatch):
    """Money went back to the provincial office (นำส่งคืน), under a document.

    It is what a run left, or, with an empty `run_id`, money of the batch that no run answers for.
    """

    TYPE = "batch.money_returned"
    batch_id: str
    return_id: str
    run_id: str
    returned_on: date
    amount: Baht
    document: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        batch = ("batch", self.batch_id)
        return (batch, ("run", self.run_id)) if self.run_id else (batch,)
