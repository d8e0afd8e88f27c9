"""Partners and appointments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Table, func, select

from kmcase.domain.appointments import Appointment, Target, state_from
from kmcase.domain.errors import DomainError
from kmcase.domain.partners import Partner, values_of
from kmcase.domain.visits import VisitState
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import appointments as tables
from kmcase.persistence.rows.people import family, person
from kmcase.persistence.rows.visits import visit
from kmcase.persistence.statements import Rows

_day, _officer = tables.appointment_day, tables.appointment_officer
_SENT_ONCE = tuple(state.value for state in (VisitState.SUBMITTED, VisitState.RETURNED, VisitState.REVIEWED))
_cancel, _done = tables.appointment_cancel, tables.appointment_done


def done() -> ColumnElement[bool]:
    """Of an appointment: somebody said that the visit happened, or its visit was sent."""
    return _has(_done) | select(visit.c.visit_id).where(*_of_appointment()).correlate(tables.appointment).exists()


def visited_on() -> ScalarSelect[Any]:
    """Of an appointment: the day of its visit that was sent; null where none was."""
    query = select(func.max(visit.c.visited_on)).where(*_of_appointment())
    return query.correlate(tables.appointment).scalar_subquery()


def took_place() -> ColumnElement[bool]:
    """Of a visit: it was sent at least once."""
    return visit.c.state.in_(_SENT_ONCE)


def _of_appointment() -> tuple[ColumnElement[bool], ...]:
    return visit.c.appointment_id == tables.appointment.c.appointment_id, took_place()


def cancelled() -> ColumnElement[bool]:
    """Of an appointment: somebody cancelled it."""
    return _has(_cancel)


def _has(facts: Table) -> ColumnElement[bool]:
    made = tables.appointment
    return (
        select(facts.c.appointment_id).where(facts.c.appointment_id == made.c.appointment_id).correlate(made).exists()
    )


class SqlAppointments:
    """`AppointmentRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def partner(self, partner_id: str) -> Partner:
        """A partner; raises `partners.unknown`."""
        rows = self._rows.all(tables.partner_field, partner_id=partner_id)
        if not rows:
            raise DomainError("partners.unknown")
        return _partner(partner_id, {row["name"]: from_json(row["value"]) for row in rows})

    def partners(self) -> tuple[Partner, ...]:
        """All partners, those no longer active as well."""
        known: dict[str, dict[str, Any]] = defaultdict(dict)
        for row in self._rows.all(tables.partner_field):
            known[row["partner_id"]][row["name"]] = from_json(row["value"])
        return tuple(_partner(partner_id, content) for partner_id, content in known.items())

    def appointment(self, appointment_id: str) -> Appointment:
        """An appointment; raises `appointments.unknown`."""
        rows, where = self._rows, {"appointment_id": appointment_id}
        made = rows.one(tables.appointment, **where)
        day, officer = rows.one(_day, **where), rows.one(_officer, **where)
        if made is None or day is None or officer is None:
            raise DomainError("appointments.unknown")
        joined = rows.all(tables.appointment_partner, **where)
        return Appointment(
            appointment_id=appointment_id,
            target=Target(person_id=made["person_id"], household_id=made["household_id"]),
            officer_id=officer["officer_id"],
            day=date.fromisoformat(day["day"]),
            at_time=day["at_time"],
            state=state_from(
                done=rows.one(_done, **where) is not None or self._visited(appointment_id),
                cancelled=rows.one(_cancel, **where) is not None,
                moved=bool(day["moved"]),
            ),
            partners=frozenset(row["partner_id"] for row in joined if row["joined"]),
        )

    def _visited(self, appointment_id: str) -> bool:
        states = {row["state"] for row in self._rows.all(visit, appointment_id=appointment_id)}
        return not states.isdisjoint(_SENT_ONCE)

    def planned_on(self, officer_id: str, day: date) -> int:
        """An officer's appointments of a day that are not cancelled."""
        query = (
            select(func.count())
            .select_from(tables.appointment)
            .join(_day, _day.c.appointment_id == tables.appointment.c.appointment_id)
            .join(_officer, _officer.c.appointment_id == tables.appointment.c.appointment_id)
            .where(_officer.c.officer_id == officer_id, _day.c.day == day.isoformat(), done() | ~cancelled())
        )
        return int(self._rows.connection.execute(query).scalar_one())

    def targets(self, person_ids: Sequence[str]) -> tuple[Target, ...]:
        """Persons of the register with their households, in the order asked; raises `people.unknown`."""
        query = (
            select(person.c.person_id, family.c.household_id)
            .outerjoin(family, family.c.family_id == person.c.family_id)
            .where(person.c.person_id.in_(person_ids))
        )
        homes: dict[str, str | None] = {row[0]: row[1] for row in self._rows.connection.execute(query)}
        if any(person_id not in homes for person_id in person_ids):
            raise DomainError("people.unknown")
        return tuple(Target(person_id=person_id, household_id=homes[person_id]) for person_id in person_ids)


def _partner(partner_id: str, content: dict[str, Any]) -> Partner:
    return Partner(partner_id=partner_id, values=values_of(content))
