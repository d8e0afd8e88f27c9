"""Runs taken out to be paid in the field: cash and vouchers go with one laptop until the run comes home.

A laptop enters what it handed over and what it left unpaid; the office accepts each hand-over, and that posts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover


class CheckoutState(StrEnum):
    """A run is out with a laptop until it came home or the director took it back."""

    OUT = "out"
    HOME = "home"
    TAKEN_BACK = "taken_back"


class Word(StrEnum):
    """What the office said of a hand-over that a laptop entered."""

    ACCEPTED = "accepted"
    DOUBTED = "doubted"
    SET_ASIDE = "set_aside"


class _OfCheckout(Event):
    __slots__ = ()
    run_id: str
    laptop_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("run", self.run_id), ("laptop", self.laptop_id))


class _OfHandover(Event):
    __slots__ = ()
    run_id: str
    voucher_id: str
    person_id: str
    handover_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return self._named()

    def _named(self) -> tuple[Touched, ...]:
        return (
            ("run", self.run_id),
            ("voucher", self.voucher_id),
            ("person", self.person_id),
            ("handover", self.handover_id),
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunCheckedOut(_OfCheckout):
    """The payer of a run left with its cash and a laptop, which alone may hand its vouchers over until it is home."""

    TYPE = "run.checked_out"
    run_id: str
    checkout_id: str
    laptop_id: str
    carrier: str
    cash: Baht


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunCameHome(_OfCheckout):
    """The cash was counted at the office; `expected` is what was taken less what the laptop handed over."""

    TYPE = "run.came_home"
    run_id: str
    checkout_id: str
    laptop_id: str
    expected: Baht
    counted: Baht
    note: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunTakenBack(_OfCheckout):
    """The director took the run from a laptop that is lost or does not come, before a second person."""

    TYPE = "run.taken_back"
    run_id: str
    checkout_id: str
    laptop_id: str
    reason: str
    second_person: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRecorded(_OfHandover):
    """A laptop's word that cash was counted and handed to the payee of a voucher checked out to it."""

    TYPE = "handover.recorded"
    FIELD: ClassVar[bool] = True
    handover_id: str
    checkout_id: str
    run_id: str
    voucher_id: str
    person_id: str
    handover: Handover
    device_time: datetime
    judgement: Judgement


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherLeftUnpaid(Event):
    """A laptop's word that the money of a voucher stays in the bag for now, and why; a later hand-over overrules it."""

    TYPE = "voucher.left_unpaid"
    FIELD: ClassVar[bool] = True
    checkout_id: str
    run_id: str
    voucher_id: str
    person_id: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("run", self.run_id), ("voucher", self.voucher_id), ("person", self.person_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAccepted(_OfHandover):
    """The office took a laptop's hand-over into its books: receipt, release and payment in one.

    It says all of it again, so that the books stand by the office's own chain. `handover_event` is the laptop's entry,
    `reason` why it was accepted after a doubt.
    """

    TYPE = "handover.accepted"
    handover_id: str
    handover_event: str
    checkout_id: str
    laptop_id: str
    run_id: str
    voucher_id: str
    request_id: str
    person_id: str
    handover: Handover
    device_time: datetime
    entered_at: str
    recorded_by: str
    half: BudgetHalf
    amount: Baht
    posting_ids: tuple[str, str]
    judgement: Judgement
    reason: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (*self._named(), ("request", self.request_id), ("budget", self.half.budget_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDoubted(_OfHandover):
    """The office did not take a laptop's hand-over into its books, and why: a person has to look at it."""

    TYPE = "handover.doubted"
    handover_id: str
    handover_event: str
    laptop_id: str
    run_id: str
    voucher_id: str
    person_id: str
    findings: tuple[Finding, ...]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSetAside(_OfHandover):
    """The director looked at a doubted hand-over and leaves it out of the books, and why."""

    TYPE = "handover.set_aside"
    handover_id: str
    handover_event: str
    run_id: str
    voucher_id: str
    person_id: str
    reason: str
