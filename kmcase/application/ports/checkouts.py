"""Runs out with a laptop, and what laptops said of them, as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.domain.checkouts import CheckoutState, HandoverDoubted, Word
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A run that went out with a laptop; `since` is the day in Bangkok."""

    checkout_id: str
    run_id: str
    laptop_id: str
    laptop_name: str
    carrier: str
    cash: Baht
    since: date
    state: CheckoutState


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLaptop:
    """An enrolled laptop; `officers` are staff ids of who signs in there, `revoked` why it was revoked, else None."""

    laptop_id: str
    name: str
    officers: frozenset[str]
    revoked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldHandover:
    """A laptop's word that money was handed over: entry `event_id` of the chain of `laptop_id` (empty for no laptop's).

    `word` is what the office said of it, None while it waits.
    """

    event_id: str
    handover_id: str
    laptop_id: str
    checkout_id: str
    run_id: str
    voucher_id: str
    person_id: str
    handover: Handover
    device_time: datetime
    entered_at: str
    recorded_by: str
    word: Word | None = None

    @property
    def counts(self) -> bool:
        """Whether money is out of the bag by it: the director did not set it aside."""
        return self.word is not Word.SET_ASIDE


class CheckoutRepository(Protocol):
    """Runs out with a laptop."""

    def out(self, run_id: str) -> Checkout | None:
        """With which laptop a run is out now."""
        ...

    def checkout(self, checkout_id: str) -> Checkout | None:
        """A time that a run was out."""
        ...

    def laptop(self, laptop_id: str) -> FieldLaptop | None:
        """An enrolled laptop, revoked ones too."""
        ...

    def waiting(self) -> tuple[str, ...]:
        """The entries of hand-overs of which the office said nothing yet, in the order in which they were entered."""
        ...

    def unweighed(self, event_id: str) -> HandoverDoubted | None:
        """The doubt of one that waits and cannot be weighed, whatever is wrong with it; None for one that does not."""
        ...

    def handover(self, event_id: str) -> FieldHandover | None:
        """The hand-over of a laptop's entry."""
        ...

    def of_checkout(self, checkout_id: str) -> tuple[FieldHandover, ...]:
        """All hand-overs of a time that a run was out, in the order in which they were entered."""
        ...

    def left(self, checkout_id: str) -> Mapping[str, str]:
        """By voucher that was left unpaid, the newest reason."""
        ...

    def claimed(self, request_id: str) -> bool:
        """Whether the laptop that a run was out with says that a number of this request was handed over, unsettled."""
        ...
