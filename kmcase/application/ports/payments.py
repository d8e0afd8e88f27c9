"""Runs, vouchers and receipts as use cases load them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kmcase.domain.money import Baht
from kmcase.domain.payments import RunState, RunValues, Voucher, VoucherState


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherStanding:
    """A voucher and what became of it; `payer` of a paid one."""

    voucher: Voucher
    state: VoucherState
    counted: Baht | None = None
    payer: str = ""
    scans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run with its vouchers; money in satang by `Baht`."""

    run_id: str
    values: RunValues
    state: RunState
    vouchers: tuple[VoucherStanding, ...]
    returned: Baht


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
