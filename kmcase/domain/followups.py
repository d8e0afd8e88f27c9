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
    REFUSED = "refused"

    @property
    def reached(self) -> bool:
        """Whether the payee said something."""
        return self in (FollowUpMethod.VISIT, FollowUpMethod.PHONE)


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


class Agreement(StrEnum):
    """Whether a fact of the request is as it was written."""

    AS_WRITTEN = "as_written"
    DIFFERS = "differs"
    NOT_SEEN = "not_seen"


class Recognition(StrEnum):
    """What the payee says of the signature or thumbprint on the receipt."""

    OWN = "own"
    NOT_OWN = "not_own"
    UNSURE = "unsure"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """After the answers: the facts of the request looked at again (finding 5), then the mark on the receipt shown."""

    recheck_id: str
    follow_up_id: str
    voucher_id: str
    person_id: str
    household: Agreement
    condition: Agreement
    income: Agreement
    found: str = ""
    recognition: Recognition
    remarks: str = ""

    @property
    def differs(self) -> bool:
        """Whether a fact is not as it was written."""
        return Agreement.DIFFERS in (self.household, self.condition, self.income)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeRechecked(Event):
    """Facts were looked at again and the mark was shown; a correction is another one beside it."""

    TYPE = "follow_up.rechecked"
    recheck: Recheck

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("voucher", self.recheck.voucher_id), ("person", self.recheck.person_id))
