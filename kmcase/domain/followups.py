"""Follow-up: somebody independent asks the payee what really happened (findings 1, 2 and 6 show only here)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event
from kmcase.domain.money import Baht


class FollowUpMethod(StrEnum):
    """How the payee was asked."""

    VISIT = "visit"
    PHONE = "phone"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The payee's own words; `None` where the payee did not say."""

    follow_up_id: str
    voucher_id: str
    person_id: str
    asked_on: date
    asked_by: str
    method: FollowUpMethod
    amount_said: Baht | None = None
    received_on_said: date | None = None
    received_from: str = ""
    put_together: bool | None = None
    given_to: str = ""
    who_asked: str = ""
    circumstances: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeAsked(Event):
    """A follow-up was recorded; a correction is another one beside it."""

    TYPE = "follow_up.payee_asked"
    follow_up: FollowUp

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("voucher", self.follow_up.voucher_id), ("person", self.follow_up.person_id))
