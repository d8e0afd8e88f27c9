"""Disbursement batches: money asked from the provincial office, drawn, and sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.ports.batches import Batch
from kmcase.application.read.payments import BatchItem, BatchPage, PayableItem, drawable
from kmcase.application.work import Unit, Work
from kmcase.domain.batches import DisbursementRequested, MoneyDrawn, MoneyReturned
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.payments import RunState
from kmcase.domain.requests import RequestStatus
from kmcase.thai.digits import document_key


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDisbursement:
    """A ฎีกา/ขอเบิก over approved requests of one half; the amount is what they add up to."""

    number: str
    requested_on: date
    request_ids: tuple[str, ...]


class BatchService:
    """Use cases of the money chain before and after the payees."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def request(self, command: RequestDisbursement) -> Outcome[str]:
        """Ask for money; its total is the sum of approved single amounts, never a lump."""
        with self._work.begin("batches.request") as unit:
            number = command.number.strip()
            if not number:
                raise DomainError("batches.number_missing", "number")
            if unit.batches.number_taken(number):
                raise DomainError("batches.number_taken", "number", number=number)
            _require_requests(command)
            if command.requested_on > unit.today:
                raise DomainError("batches.in_future", "requested_on")
            granted = [_granted(unit, request_id) for request_id in command.request_ids]
            halves = {half for half, _ in granted}
            if len(halves) != 1:
                raise DomainError("batches.two_halves", "request_ids")
            batch_id = unit.ids.new()
            unit.record(
                DisbursementRequested(
                    batch_id=batch_id,
                    number=number,
                    half=halves.pop(),
                    requested_on=command.requested_on,
                    amount=Baht.total(amount for _, amount in granted),
                    request_ids=tuple(sorted(command.request_ids)),
                )
            )
            return unit.commit(batch_id)

    def draw(self, batch_id: str, drawn_on: date, amount: Baht, document: str) -> Outcome[str]:
        """Money drawn from the provincial office, never more than those who still wait are to get."""
        with self._work.begin("batches.draw") as unit:
            batch = unit.batches.batch(batch_id)
            _require_document(document)
            left = drawable(batch.amount - batch.drawn + batch.returned, _waiting(unit, batch), _idle(unit, batch_id))
            if amount.satang <= 0 or amount.satang > left.satang:
                raise DomainError("batches.drawn_too_much", "amount", left=left)
            if drawn_on > unit.today:
                raise DomainError("batches.in_future", "drawn_on")
            if drawn_on < batch.requested_on:
                raise DomainError("batches.drawn_before_asked", "drawn_on", asked=batch.requested_on)
            drawal_id = unit.ids.new()
            unit.record(
                MoneyDrawn(
                    batch_id=batch_id, drawal_id=drawal_id, drawn_on=drawn_on, amount=amount, document=document.strip()
                )
            )
            return unit.commit(drawal_id)

    def give_back(self, run_id: str, returned_on: date, amount: Baht, document: str) -> Outcome[str]:
        """What a run left goes back (นำส่งคืน) with a document; never more than is left."""
        with self._work.begin("batches.return") as unit:
            run = unit.payments.run(run_id)
            _require_document(document)
            if run.state is not RunState.OPEN:
                raise DomainError("payments.run_closed", number=run.values.number)
            left = run.drawn - run.receipts - run.returned - run.awaited
            if amount.satang <= 0 or amount.satang > left.satang:
                raise DomainError("batches.returned_too_much", "amount", left=left)
            return _returned(unit, run.values.batch_id, run_id, returned_on, amount, document)

    def give_back_idle(self, batch_id: str, returned_on: date, amount: Baht, document: str) -> Outcome[str]:
        """Money of a batch that no run answers for goes back with a document; never more than that."""
        with self._work.begin("batches.return") as unit:
            unit.batches.batch(batch_id)
            _require_document(document)
            left = _idle(unit, batch_id)
            if amount.satang <= 0 or amount.satang > left.satang:
                raise DomainError("batches.idle_too_much", "amount", left=left)
            return _returned(unit, batch_id, "", returned_on, amount, document)

    def list(self) -> tuple[BatchItem, ...]:
        """All batches, the newest first."""
        with self._work.read("batches.read") as reading:
            return reading.batches.list()

    def page(self, batch_id: str) -> BatchPage:
        """A batch with its chain: drawals, returns, runs, who still waits; raises `batches.unknown`."""
        with self._work.read("batches.read") as reading:
            return reading.batches.page(batch_id)

    def by_number(self, number: str) -> str:
        """The id of a batch by its ฎีกา/ขอเบิก number however it is written; raises `batches.unknown`."""
        with self._work.read("batches.read") as reading:
            found = [item for item in reading.batches.list() if document_key(item.number) == document_key(number)]
        exact = [item for item in found if item.number == number]
        for item in (*exact, *found):
            return item.batch_id
        raise DomainError("batches.unknown")

    def payable(self, batch_id: str | None = None) -> tuple[PayableItem, ...]:
        """Approved and not on a number: of one batch, or (None) those that no batch asks money for."""
        with self._work.read("batches.read") as reading:
            return reading.batches.payable(batch_id)


def _idle(unit: Unit, batch_id: str) -> Baht:
    """Money of a batch that no run answers for."""
    return unit.payments.unallotted(batch_id)


def _waiting(unit: Unit, batch: Batch) -> Baht:
    """What the approved requests of a batch without a number are to get."""
    requests = [unit.requests.request(request_id) for request_id in batch.request_ids]
    approved = [request.request_id for request in requests if request.status is RequestStatus.APPROVED]
    decisions = [unit.meetings.decision_of(request_id) for request_id in approved]
    return Baht.total(decision.amount for decision in decisions if decision is not None and decision.amount is not None)


def _returned(unit: Unit, batch_id: str, run_id: str, on: date, amount: Baht, document: str) -> Outcome[str]:
    """Record it, of a run or ("") of no run, where the day can be: not to come, and not before the money was drawn."""
    drawn = unit.payments.first_drawn_on(batch_id)
    if on > unit.today:
        raise DomainError("batches.in_future", "returned_on")
    if drawn is not None and on < drawn:
        raise DomainError("batches.returned_before_drawn", "returned_on", drawn=drawn)
    return_id = unit.ids.new()
    unit.record(
        MoneyReturned(
            batch_id=batch_id,
            return_id=return_id,
            run_id=run_id,
            returned_on=on,
            amount=amount,
            document=document.strip(),
        )
    )
    return unit.commit(return_id)


def _require_requests(command: RequestDisbursement) -> None:
    if not command.request_ids:
        raise DomainError("batches.nobody", "request_ids")
    if len(set(command.request_ids)) < len(command.request_ids):
        raise DomainError("batches.request_twice", "request_ids")


def _granted(unit: Unit, request_id: str) -> tuple[BudgetHalf, Baht]:
    """What the approval of a request gives, out of which half."""
    request = unit.requests.request(request_id)
    decision = unit.meetings.decision_of(request_id)
    if request.status is not RequestStatus.APPROVED or decision is None:
        raise DomainError("batches.not_approved", "request_ids", number=request.number)
    if decision.amount is None or decision.half is None:
        raise DomainError("batches.not_approved", "request_ids", number=request.number)
    if unit.batches.batch_of_request(request_id) is not None:
        raise DomainError("batches.in_another", "request_ids", number=request.number)
    return decision.half, decision.amount


def _require_document(document: str) -> None:
    if not document.strip():
        raise DomainError("batches.document_missing", "document")
