"""What pages show of runs that are out with a laptop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutItem:
    """With which laptop a run is out, since which day in Bangkok, and the cash that went along.

    `here`: this very laptop.
    """

    checkout_id: str
    laptop_id: str
    laptop_name: str
    carrier_name: str
    since: date
    cash: Baht
    here: bool


class Told(StrEnum):
    """What a laptop said of a number that went out with it."""

    HANDED = "handed"
    LEFT = "left"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """A number of a run that is out: `amount` went along, `handed` was counted out, `reason` why it was left."""

    voucher_id: str
    number: str
    payee_name: str
    amount: Baht
    told: Told
    handed: Baht
    on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPage:
    """What has to come back with a run, number by number."""

    cash: Baht
    lines: tuple[ReturnLine, ...]

    @property
    def handed(self) -> Baht:
        """What the laptop says it handed over."""
        return Baht.total(line.handed for line in self.lines)

    @property
    def expected(self) -> Baht:
        """The cash that has to come back."""
        return self.cash - self.handed

    @property
    def silent(self) -> tuple[ReturnLine, ...]:
        """The numbers of which the laptop said nothing: a bundle of its is still to come."""
        return tuple(line for line in self.lines if line.told is Told.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDoubt:
    """A laptop's hand-over that the books do not take, beside what stands in them for that number.

    `number` and `run_id` are empty for one that the office does not know. `on`, `entered_at` (UTC) and `amount` are
    the laptop's word; `stands_on` and `stands_by` the day and payer of what is booked.
    """

    handover_event: str
    run_id: str
    voucher_id: str
    number: str
    payee_name: str
    laptop_name: str
    amount: Baht
    on: date
    entered_at: datetime
    payer_name: str
    findings: tuple[Finding, ...]
    stands: VoucherState | None
    stands_on: date | None
    stands_by: str

    @property
    def may_be_accepted(self) -> bool:
        """Whether the number is still free to be booked."""
        return self.stands is VoucherState.HANDED_OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopChoice:
    """A laptop that a run may go out with; `officers` are staff ids of who can sign in there."""

    laptop_id: str
    name: str
    officers: frozenset[str]


class CheckoutQueries(Protocol):
    """Runs out with a laptop."""

    def out(self) -> Mapping[str, CheckoutItem]:
        """The runs that are out now, by run."""
        ...

    def doubts(self, run_id: str | None = None) -> tuple[HandoverDoubt, ...]:
        """Hand-overs that wait for a person, the oldest first; of one run where it is named, with those of no run."""
        ...

    def laptops(self) -> tuple[LaptopChoice, ...]:
        """Laptops that are enrolled and not revoked, by name."""
        ...
