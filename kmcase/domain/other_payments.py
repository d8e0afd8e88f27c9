"""What other units and programmes paid, from the lists that they send: who got how much, where and when.

A line is certain where its national id and its name are those of one person of the register, or where a named person
said so; then it counts for yearly limits. A line that only bears a name is looked at by a person and blocks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event
from kmcase.domain.money import Baht


class MatchState(StrEnum):
    """How a line stands to the register: nobody is known, it may be somebody, it is somebody, it is nobody there."""

    UNKNOWN = "unknown"
    PERHAPS = "perhaps"
    CERTAIN = "certain"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPaid:
    """A line of a list; `row` is its number in the file, `person_id` whom it is certainly about."""

    payment_id: str
    row: int
    first_name: str
    last_name: str
    paid_on: date
    amount: Baht
    national_id: str | None = None
    place: str = ""
    person_id: str | None = None

    @property
    def name(self) -> str:
        """The name as one text."""
        return f"{self.first_name} {self.last_name}".strip()


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPaymentsReceived(Event):
    """A list of another unit was taken in. Its payments count as times of `aid_kind`; empty: for no limit."""

    TYPE = "other_payments.received"
    list_id: str
    unit_name: str
    programme: str
    aid_kind: str
    received_on: date
    file_name: str
    sha256: str
    lines: tuple[OtherPaid, ...]
    left_out: int = 0

    @property
    def touches(self) -> tuple[Touched, ...]:
        persons = dict.fromkeys(line.person_id for line in self.lines if line.person_id)
        return (("other_payment", self.list_id), *(("person", person_id) for person_id in persons))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPaymentMatched(Event):
    """A named person said whom a line is about, or that it is nobody of the register. `before` is who it was about."""

    TYPE = "other_payments.matched"
    payment_id: str
    list_id: str
    person_id: str | None = None
    before: str | None = None
    reason: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        persons = dict.fromkeys(each for each in (self.person_id, self.before) if each)
        return (("other_payment", self.list_id), *(("person", person_id) for person_id in persons))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPayment:
    """A line as it stands, with the list that it came with."""

    payment_id: str
    list_id: str
    unit_name: str
    programme: str
    aid_kind: str
    line: OtherPaid
    fiscal_year: int
    state: MatchState
    person_name: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
