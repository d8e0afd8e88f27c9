"""What is shown of field work: partners, appointments with their history, who is not visited yet, work by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.application.ports.appointments import AppointmentRepository
from kmcase.domain.appointments import OPEN_STATES, AppointmentState, VisitPurpose
from kmcase.domain.partners import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerItem:
    """A partner as listed; `visits` are the appointments, not cancelled, that it was asked along to."""

    partner_id: str
    kind: PartnerKind
    name: str
    agency: str
    phone: str
    subdistrict_code: str
    active: bool
    visits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentItem:
    """An appointment as listed; `national_id` is whole here and masked by whoever shows it.

    `at_time` is `09:30` or empty; `reason` is that of the newest move, or of the cancelling.
    """

    appointment_id: str
    person_id: str
    person_name: str
    first_name: str
    national_id: str | None
    phone: str
    household_id: str | None
    address: str
    subdistrict_code: str
    officer_id: str
    officer_name: str
    day: date
    at_time: str
    purpose: VisitPurpose
    place: str
    remark: str
    partners: tuple[PartnerItem, ...]
    state: AppointmentState
    reason: str = ""
    done_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to come."""
        return self.state in OPEN_STATES

    def overdue(self, today: date) -> bool:
        """Whether its day is past and nobody said what came of it."""
        return self.open and self.day < today


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChangeItem:
    """One thing that was said of an appointment: `change` is `made`, `moved`, `handed_over`, `joined`, `left`,
    `cancelled` or `done`; `partners` are names."""

    change: str
    day: date | None
    at_time: str
    officer_name: str
    partners: tuple[str, ...]
    reason: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentPage:
    """An appointment with all that was said of it, the newest first."""

    item: AppointmentItem
    history: tuple[AppointmentChangeItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """Whom a move to a day touches: the family, its partners, and the officer's other appointments of that day."""

    item: AppointmentItem
    day: date
    others: tuple[AppointmentItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnvisitedItem:
    """A person of the register without a visit in a fiscal year; `planned_on` where a visit is to come."""

    person_id: str
    name: str
    national_id: str | None
    address: str
    subdistrict_code: str
    phone: str
    problem_kinds: tuple[str, ...]
    from_list: bool
    last_visit: date | None
    planned_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWork:
    """A sub-district's families in a fiscal year: visited, with a visit to come, with one put off, and left."""

    subdistrict_code: str
    families: int
    done: int
    planned: int
    postponed: int

    @property
    def left(self) -> int:
        """Families for whom nothing is planned."""
        return self.families - self.done - self.planned - self.postponed


class AppointmentQueries(AppointmentRepository, Protocol):
    """Field work on one read transaction."""

    def partner_items(self) -> tuple[PartnerItem, ...]:
        """All partners by kind and name."""
        ...

    def between(self, first: date, last: date, *, officer_id: str = "") -> tuple[AppointmentItem, ...]:
        """Appointments whose day lies within both days, by day, time and officer; cancelled ones as well."""
        ...

    def overdue(self, officer_id: str = "") -> tuple[AppointmentItem, ...]:
        """Appointments of past days of which nobody said what came, the oldest first."""
        ...

    def count_overdue(self, officer_id: str = "") -> int:
        """How many of them there are."""
        ...

    def page(self, appointment_id: str) -> AppointmentPage:
        """An appointment; raises `appointments.unknown`."""
        ...

    def items(self, appointment_ids: Sequence[str]) -> tuple[AppointmentItem, ...]:
        """Some appointments by day, time and officer."""
        ...

    def unvisited(
        self, fiscal_year: int, *, subdistrict_code: str = "", limit: int = 5000
    ) -> tuple[UnvisitedItem, ...]:
        """Persons of the register without a visit in a fiscal year (B.E.), by sub-district, village and name."""
        ...

    def count_unvisited(self, fiscal_year: int, *, subdistrict_code: str = "") -> int:
        """How many of them there are."""
        ...

    def area_work(self, fiscal_year: int) -> tuple[AreaWork, ...]:
        """Families by sub-district in a fiscal year (B.E.)."""
        ...
