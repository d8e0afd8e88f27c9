"""What stands on the papers of field work: the plan of a month, slips for families, the reminder of an agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.appointments.planning import month_bounds
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.words import said
from kmcase.application.read.appointments import AppointmentItem, PartnerItem
from kmcase.domain.appointments import AppointmentState
from kmcase.domain.staff import Role
from kmcase.messages import Catalogue
from kmcase.thai.areas import area
from kmcase.thai.national_id import mask_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrder:
    """The plan of a day's month, of all officers or of one."""

    month: date
    officer_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A visit as printed; the national id is masked, `subdistrict` a name."""

    day: date
    at_time: str
    officer: str
    person: str
    masked_id: str
    address: str
    subdistrict: str
    phone: str
    place: str
    purpose: str
    partners: tuple[str, ...]
    state: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSnapshot:
    """A month's plan without what was cancelled; `officer` is empty where it is everybody's."""

    office: str
    first: date
    officer: str
    rows: tuple[PlanRow, ...]
    maker: str
    maker_position: str
    director: str
    director_position: str
    printed_at: datetime
    printed_by: str
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSlip:
    """What a family is handed before a visit."""

    person: str
    address: str
    day: date
    at_time: str
    place: str
    purpose: str
    officer: str
    officer_position: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsSnapshot:
    """Slips of an office, several on a page."""

    office: str
    slips: tuple[VisitSlip, ...]
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSnapshot:
    """The letter that reminds an agency of a survey list; `times` is how often it was reminded before."""

    office: str
    day: date
    agency: str
    subdistrict: str
    asked_on: date
    due_on: date
    days_late: int
    times: int
    signer: str
    signer_position: str
    contact: str
    sample: bool = False


def collect_plan(reading: Reading, order: PlanOrder, catalogue: Catalogue, printed_by: str) -> PlanSnapshot:
    """The plan of a month as it stands."""
    first, last = month_bounds(order.month)
    items = reading.appointments.between(first, last, officer_id=order.officer_id)
    maker = reading.staff.member(order.officer_id) if order.officer_id else None
    director, position = director_of(reading)
    return PlanSnapshot(
        office=reading.office.name,
        first=first,
        officer=maker.name if maker else "",
        rows=tuple(_row(one, catalogue) for one in items if one.state is not AppointmentState.CANCELLED),
        maker=maker.name if maker else "",
        maker_position=maker.position if maker else "",
        director=director,
        director_position=position,
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )


def collect_slips(reading: Reading, appointment_ids: Sequence[str], catalogue: Catalogue) -> SlipsSnapshot:
    """Slips of the appointments that are still to come, by day and time."""
    positions = {member.staff_id: member.position for member in reading.staff.members()}
    slips = tuple(
        VisitSlip(
            person=one.person_name,
            address=one.address,
            day=one.day,
            at_time=one.at_time,
            place=one.place,
            purpose=said(catalogue, "appointments.purpose", one.purpose.value),
            officer=one.officer_name,
            officer_position=positions.get(one.officer_id, ""),
            partners=_names(one.partners, catalogue),
        )
        for one in reading.appointments.items(appointment_ids)
        if one.open
    )
    return SlipsSnapshot(office=reading.office.name, slips=slips, sample=reading.office.sample)


def collect_reminder(reading: Reading, survey_id: str, contact: str) -> ReminderSnapshot:
    """The letter of an agency; raises `survey_lists.unknown_survey`."""
    survey = reading.imports.survey(survey_id)
    place = area(survey.subdistrict_code)
    director, position = director_of(reading)
    return ReminderSnapshot(
        office=reading.office.name,
        day=reading.today,
        agency=survey.agency,
        subdistrict=place.subdistrict if place else "",
        asked_on=survey.asked_on,
        due_on=survey.due_on,
        days_late=survey.days_late(reading.today),
        times=len(survey.reminders),
        signer=director,
        signer_position=position,
        contact=contact,
        sample=reading.office.sample,
    )


def director_of(reading: Reading) -> tuple[str, str]:
    """Name and position of the director; empty where there is none."""
    active = (member for member in reading.staff.members() if member.active and Role.DIRECTOR in member.roles)
    return next(((member.name, member.position) for member in active), ("", ""))


def _row(item: AppointmentItem, catalogue: Catalogue) -> PlanRow:
    place = area(item.subdistrict_code)
    return PlanRow(
        day=item.day,
        at_time=item.at_time,
        officer=item.officer_name,
        person=item.person_name,
        masked_id=mask_id(item.national_id) if item.national_id else "",
        address=item.address,
        subdistrict=place.subdistrict if place else "",
        phone=item.phone,
        place=item.place,
        purpose=said(catalogue, "appointments.purpose", item.purpose.value),
        partners=_names(item.partners, catalogue),
        state=said(catalogue, "appointments.state", item.state.value),
        remark=" ".join(part for part in (item.reason, item.remark) if part),
    )


def _names(partners: tuple[PartnerItem, ...], catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(f"{one.name} ({said(catalogue, 'partners.kind', one.kind.value)})" for one in partners)
