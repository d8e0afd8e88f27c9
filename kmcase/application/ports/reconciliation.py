"""Bank reports and the payees of a batch, as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.application.read.bank_lines import OpenLine
from kmcase.application.read.reconciliation import TakenLineItem
from kmcase.domain.imports.bank_reports import Columns
from kmcase.domain.reconciliation import TransferVoucher
from kmcase.rules.reconciliation import PayeeFact


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeOfBatch:
    """A voucher of a batch, or a request of it that has none (`voucher_id` then empty), with its money.

    `bank_on` and `bank_at` are the day and, where the report told the hour, the moment (UTC) of the bank's first line.
    """

    request_id: str
    voucher_id: str
    number: str
    payee_name: str
    run_number: str
    paid_on: date | None
    fact: PayeeFact
    bank_on: date | None = None
    bank_at: datetime | None = None


class ReconciliationRepository(Protocol):
    """What was taken from the bank, and what became of the payees."""

    def vouchers(self, batch_id: str) -> tuple[TransferVoucher, ...]:
        """The vouchers of a batch that are paid through the bank."""
        ...

    def payees(self, batch_id: str) -> tuple[PayeeOfBatch, ...]:
        """Every voucher of a batch and every request of it without one, in the order of numbers."""
        ...

    def lines(self, batch_id: str) -> tuple[TakenLineItem, ...]:
        """All lines of all reports of a batch."""
        ...

    def open_lines(self, batch_id: str) -> tuple[OpenLine, ...]:
        """Lines of the reports of a batch on which nobody decided."""
        ...

    def report(self, batch_id: str, sha256: str) -> str | None:
        """The report of a batch that this very file was taken as."""
        ...

    def reports(self, batch_id: str) -> tuple[str, ...]:
        """The names of the reports of a batch, the oldest first."""
        ...

    def columns(self) -> Mapping[str, Columns]:
        """By the shape of its headings, how such a file was read last."""
        ...

    def reconciled(self, batch_id: str) -> tuple[datetime, str] | None:
        """When a batch was last said to agree, and by whom (staff id)."""
        ...
