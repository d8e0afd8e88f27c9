"""Runs, vouchers and receipts as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.money import Baht
from kmcase.domain.payments import AWAITED, RunState, RunValues, Voucher, VoucherState, Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherStanding:
    """A voucher, the day its number was given and what became of it.

    `scans` are its signed scans, of a transfer its reports. `payers` of one that was paid, even if it is void now: who
    is named as payer, who recorded it and who made it void.
    """

    voucher: Voucher
    issued_on: date
    state: VoucherState
    counted: Baht | None = None
    payers: frozenset[str] = frozenset()
    scans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCompany:
    """Who stood beside a payment on its day; of cash as at the hand-over, of a transfer as its run says."""

    paid_on: date
    committee: tuple[str, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run with its vouchers.

    `drawn` is the batch's money that this run answers for: what its vouchers authorise while another run of the batch
    is open or somebody of the batch waits for a number; of the last run all that no other answers for.
    """

    run_id: str
    values: RunValues
    state: RunState
    vouchers: tuple[VoucherStanding, ...]
    drawn: Baht
    returned: Baht

    @property
    def approved(self) -> Baht:
        """What its vouchers authorise."""
        return Baht.total(standing.voucher.amount for standing in self.vouchers)

    @property
    def receipts(self) -> Baht:
        """What stands as paid, void receipts left out."""
        return self._sum(VoucherState.PAID)

    @property
    def counted(self) -> Baht:
        """What was typed as counted in front of the payees that stand as paid."""
        paid = (standing for standing in self.vouchers if standing.state is VoucherState.PAID)
        return Baht.total(standing.counted for standing in paid if standing.counted is not None)

    @property
    def unspent(self) -> Baht:
        """What was not handed over or came back: not paid, spoiled, void."""
        return self._sum(VoucherState.NOT_PAID, VoucherState.SPOILED, VoucherState.VOID)

    @property
    def awaited(self) -> Baht:
        """What is still to be handed over: the numbers of which nothing is known yet."""
        return self._sum(*AWAITED)

    @property
    def open_vouchers(self) -> int:
        """Numbers of which the office's books say nothing yet."""
        return sum(standing.state in AWAITED for standing in self.vouchers)

    def _sum(self, *states: VoucherState) -> Baht:
        return Baht.total(standing.voucher.amount for standing in self.vouchers if standing.state in states)


class PaymentRepository(Protocol):
    """Runs, vouchers and receipts."""

    def run(self, run_id: str) -> Run:
        """A run; raises `payments.unknown_run`."""
        ...

    def voucher(self, voucher_id: str) -> VoucherStanding:
        """A voucher; raises `payments.unknown_voucher`."""
        ...

    def voucher_of_request(self, request_id: str) -> VoucherStanding | None:
        """The newest voucher of a request."""
        ...

    def run_values(self, run_id: str) -> tuple[RunValues, RunState]:
        """The head of a run without its vouchers (for a fast payment)."""
        ...

    def company(self, voucher_id: str) -> PaymentCompany | None:
        """Committee and witnesses of a payment, those of its thumbprint as well; None of a number without a receipt."""
        ...

    def has_scan(self, voucher_id: str, sha256: str) -> bool:
        """Whether this very page is attached already."""
        ...

    def unallotted(self, batch_id: str) -> Baht:
        """Money drawn for a batch that no run answers for yet."""
        ...

    def first_drawn_on(self, batch_id: str) -> date | None:
        """The first day on which money of a batch was drawn."""
        ...

    def account_sharers(self, run_id: str) -> Mapping[str, tuple[str, ...]]:
        """By number of a run, who else was ever given a number with the same account; those alone are left out."""
        ...

    def runs_of(self, batch_id: str) -> int:
        """How many runs a batch has."""
        ...
