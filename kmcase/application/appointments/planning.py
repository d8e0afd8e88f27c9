"""What is shown of a month's plan, and the proposal that evens it out: readings only."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kmcase.application.permissions import ALLOWED
from kmcase.application.ports.reading import Reading
from kmcase.application.read.appointments import (
    Affected,
    AppointmentItem,
    AppointmentPage,
    AreaWork,
    UnvisitedItem,
)
from kmcase.application.work import Work
from kmcase.domain.staff import StaffMember
from kmcase.domain.work_plans import Booked, Bounds, Proposal, propose
from kmcase.rules.regulations import Number
from kmcase.rules.work_plans import PER_DAY
from kmcase.thai.calendar import fiscal_year


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPlan:
    """A month: its appointments by day, cancelled ones as well, and who of the staff goes into the field.

    `per_day` is the number of visits of an officer in a day over which the program warns.
    """

    first: date
    last: date
    items: tuple[AppointmentItem, ...]
    officers: tuple[StaffMember, ...]
    per_day: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """A proposal for a month with the appointments it speaks of, by id."""

    proposal: Proposal
    items: Mapping[str, AppointmentItem]
    officers: tuple[StaffMember, ...]
    chosen: frozenset[str]
    first: date
    last: date


def month_bounds(day: date) -> tuple[date, date]:
    """First and last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def field_staff(reading: Reading) -> tuple[StaffMember, ...]:
    """Active staff who may plan visits, those whose work it is first."""
    may = ALLOWED["appointments.plan"]
    found = [member for member in reading.staff.members() if member.active and member.roles & may]
    directors = ALLOWED["appointments.plan"] - ALLOWED["requests.write"]
    return tuple(sorted(found, key=lambda member: (member.roles <= directors, member.name)))


class WorkPlans:
    """Readings of appointments."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def month(self, day: date) -> MonthPlan:
        """The month of a day."""
        first, last = month_bounds(day)
        with self._work.read("appointments.read") as reading:
            return MonthPlan(
                first=first,
                last=last,
                items=reading.appointments.between(first, last),
                officers=field_staff(reading),
                per_day=reading.regulations.number(PER_DAY, first),
            )

    def overdue(self) -> tuple[AppointmentItem, ...]:
        """Appointments of past days of which nobody said what came, the oldest first."""
        with self._work.read("appointments.read") as reading:
            return reading.appointments.overdue()

    def page(self, appointment_id: str) -> AppointmentPage:
        """An appointment with its history; raises `appointments.unknown`."""
        with self._work.read("appointments.read") as reading:
            return reading.appointments.page(appointment_id)

    def affected(self, appointment_id: str, day: date) -> Affected:
        """Whom a move to a day touches; raises `appointments.unknown`."""
        with self._work.read("appointments.read") as reading:
            item = reading.appointments.page(appointment_id).item
            on_day = reading.appointments.between(day, day, officer_id=item.officer_id)
            others = (one for one in on_day if one.open and one.appointment_id != appointment_id)
            return Affected(item=item, day=day, others=tuple(others))

    def unvisited(self, day: date, subdistrict_code: str = "") -> tuple[tuple[UnvisitedItem, ...], int]:
        """Who was not visited in the fiscal year of a day, and how many they are in all."""
        with self._work.read("appointments.read") as reading:
            year = fiscal_year(day)
            items = reading.appointments.unvisited(year, subdistrict_code=subdistrict_code)
            return items, reading.appointments.count_unvisited(year, subdistrict_code=subdistrict_code)

    def area_work(self, day: date) -> tuple[AreaWork, ...]:
        """Families by sub-district in the fiscal year of a day."""
        with self._work.read("appointments.read") as reading:
            return reading.appointments.area_work(fiscal_year(day))

    def proposal(self, day: date, officers: frozenset[str] | None = None) -> ProposalPage:
        """How the rest of a month may be evened out among officers, by default those who have visits in it.

        Days before tomorrow stay as they are; visits that took place count with their officer.
        """
        first, last = month_bounds(day)
        with self._work.read("appointments.read") as reading:
            items = [one for one in reading.appointments.between(first, last) if one.open or one.done_on]
            staff, today = field_staff(reading), reading.today
            per_day = reading.regulations.value(PER_DAY, first)
        known = {member.staff_id for member in staff}
        having = frozenset(one.officer_id for one in items)
        chosen = (having if officers is None else officers) & known
        bounds = Bounds(
            officers=tuple(member.staff_id for member in staff if member.staff_id in chosen),
            first=max(first, today + timedelta(days=1)),
            last=last,
            per_day=per_day,
        )
        return ProposalPage(
            proposal=propose(_booked(items, chosen, today), bounds),
            items={one.appointment_id: one for one in items},
            officers=staff,
            chosen=chosen,
            first=first,
            last=last,
        )


def _booked(items: Sequence[AppointmentItem], chosen: frozenset[str], today: date) -> tuple[Booked, ...]:
    return tuple(
        Booked(
            appointment_id=one.appointment_id,
            officer_id=one.officer_id,
            day=one.day,
            subdistrict_code=one.subdistrict_code,
            movable=one.open and one.day > today and one.officer_id in chosen,
        )
        for one in items
    )
