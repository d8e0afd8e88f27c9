"""Field work: appointments as they stand, with their partners and what was said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from kmcase.application.read.appointments import (
    AppointmentChangeItem,
    AppointmentItem,
    AppointmentPage,
    AreaWork,
    PartnerItem,
    UnvisitedItem,
)
from kmcase.domain.appointments import VisitPurpose, state_from
from kmcase.domain.errors import DomainError
from kmcase.domain.partners import Partner, PartnerKind
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.unvisited import SqlUnvisited
from kmcase.persistence.repositories.appointments import SqlAppointments, cancelled, done, visited_on
from kmcase.persistence.rows import appointments as tables
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.people import person
from kmcase.persistence.statements import Rows
from kmcase.thai.addresses import written
from kmcase.thai.collation import sort_key

_made, _day, _officer = tables.appointment, tables.appointment_day, tables.appointment_officer
_cancel, _done, _change = tables.appointment_cancel, tables.appointment_done, tables.appointment_change
_joined = tables.appointment_partner
_KINDS = tuple(PartnerKind)


class SqlAppointmentQueries(SqlAppointments):
    """`AppointmentQueries` on plain selects."""

    def __init__(self, connection: Connection, today: date) -> None:
        super().__init__(Rows(connection))
        self._connection = connection
        self._today = today
        self._unvisited = SqlUnvisited(connection)

    def partner_items(self) -> tuple[PartnerItem, ...]:
        """All partners by kind and name."""
        query = (
            select(_joined.c.partner_id, func.count())
            .join(_made, _made.c.appointment_id == _joined.c.appointment_id)
            .where(_joined.c.joined == 1, done() | ~cancelled())
            .group_by(_joined.c.partner_id)
        )
        visits: dict[str, int] = {row[0]: row[1] for row in self._connection.execute(query)}
        items = [_partner(partner, visits.get(partner.partner_id, 0)) for partner in self.partners()]
        return tuple(sorted(items, key=lambda item: (_KINDS.index(item.kind), sort_key(item.name))))

    def between(self, first: date, last: date, *, officer_id: str = "") -> tuple[AppointmentItem, ...]:
        """Appointments whose day lies within both days, by day, time and officer; cancelled ones as well."""
        of_officer = (_officer.c.officer_id == officer_id,) if officer_id else ()
        return self._items(_day.c.day >= first.isoformat(), _day.c.day <= last.isoformat(), *of_officer)

    def overdue(self, officer_id: str = "") -> tuple[AppointmentItem, ...]:
        """Appointments of past days of which nobody said what came, the oldest first."""
        return self._items(*self._past(officer_id))

    def count_overdue(self, officer_id: str = "") -> int:
        """How many of them there are."""
        query = (
            select(func.count())
            .select_from(_made)
            .join(_day, _day.c.appointment_id == _made.c.appointment_id)
            .join(_officer, _officer.c.appointment_id == _made.c.appointment_id)
            .where(*self._past(officer_id))
        )
        return int(self._connection.execute(query).scalar_one())

    def _past(self, officer_id: str) -> tuple[ColumnElement[bool], ...]:
        of_officer = (_officer.c.officer_id == officer_id,) if officer_id else ()
        return (_day.c.day < self._today.isoformat(), ~done(), ~cancelled(), *of_officer)

    def items(self, appointment_ids: Sequence[str]) -> tuple[AppointmentItem, ...]:
        """Some appointments by day, time and officer."""
        return self._items(_made.c.appointment_id.in_(appointment_ids))

    def page(self, appointment_id: str) -> AppointmentPage:
        """An appointment; raises `appointments.unknown`."""
        found = self.items([appointment_id])
        if not found:
            raise DomainError("appointments.unknown")
        names = {partner.partner_id: partner.values.name for partner in self.partners()}
        people = self._staff()
        query = (
            select(_change)
            .where(_change.c.appointment_id == appointment_id)
            .order_by(_change.c.made_at.desc(), _change.c.event_id.desc())
        )
        history = tuple(_said(row, names, people) for row in self._connection.execute(query))
        return AppointmentPage(item=found[0], history=history)

    def unvisited(
        self, fiscal_year: int, *, subdistrict_code: str = "", limit: int = 5000
    ) -> tuple[UnvisitedItem, ...]:
        """Persons of the register without a visit in a fiscal year (B.E.), by sub-district, village and name."""
        return self._unvisited.persons(fiscal_year, subdistrict_code, limit)

    def count_unvisited(self, fiscal_year: int, *, subdistrict_code: str = "") -> int:
        """How many of them there are."""
        return self._unvisited.count(fiscal_year, subdistrict_code)

    def area_work(self, fiscal_year: int) -> tuple[AreaWork, ...]:
        """Families by sub-district in a fiscal year (B.E.)."""
        return self._unvisited.area_work(fiscal_year)

    def _staff(self) -> Mapping[str, str]:
        return {row.staff_id: row.name for row in self._connection.execute(select(staff.c.staff_id, staff.c.name))}

    def _items(self, *conditions: ColumnElement[bool]) -> tuple[AppointmentItem, ...]:
        query = (
            select(
                _made,
                _day.c.day,
                _day.c.at_time,
                _day.c.moved,
                _day.c.reason.label("moved_reason"),
                _officer.c.officer_id,
                _cancel.c.appointment_id.label("cancelled"),
                _cancel.c.reason.label("cancelled_reason"),
                func.coalesce(_done.c.done_on, visited_on()).label("done_on"),
                *(person.c[name] for name in _PERSON),
            )
            .join(_day, _day.c.appointment_id == _made.c.appointment_id)
            .join(_officer, _officer.c.appointment_id == _made.c.appointment_id)
            .join(person, person.c.person_id == _made.c.person_id)
            .outerjoin(_cancel, _cancel.c.appointment_id == _made.c.appointment_id)
            .outerjoin(_done, _done.c.appointment_id == _made.c.appointment_id)
            .where(*conditions)
        )
        rows = self._connection.execute(query).all()
        if not rows:
            return ()
        partners, people = self._partners_of([row.appointment_id for row in rows]), self._staff()
        items = (_item(row, partners[row.appointment_id], people) for row in rows)
        return tuple(sorted(items, key=_by_day))

    def _partners_of(self, appointment_ids: Sequence[str]) -> Mapping[str, tuple[PartnerItem, ...]]:
        known = {partner.partner_id: _partner(partner) for partner in self.partners()}
        found: dict[str, tuple[PartnerItem, ...]] = defaultdict(tuple)
        query = (
            select(_joined.c.appointment_id, _joined.c.partner_id)
            .where(_joined.c.appointment_id.in_(appointment_ids), _joined.c.joined == 1)
            .order_by(_joined.c.appointment_id, _joined.c.partner_id)
        )
        for appointment_id, partner_id in self._connection.execute(query):
            if partner_id in known:
                found[appointment_id] = (*found[appointment_id], known[partner_id])
        return found


_PERSON = (
    "title", "first_name", "last_name", "national_id", "phone", "house_no", "moo", "village", "soi", "road",
    "subdistrict_code",
)  # fmt: skip


def _by_day(item: AppointmentItem) -> tuple[date, bool, str, str, str]:
    return item.day, not item.at_time, item.at_time, item.officer_name, item.appointment_id


def _partner(partner: Partner, visits: int = 0) -> PartnerItem:
    values = partner.values
    return PartnerItem(
        partner_id=partner.partner_id,
        kind=values.kind,
        name=values.name,
        agency=values.agency,
        phone=values.phone,
        subdistrict_code=values.subdistrict_code,
        active=values.active,
        visits=visits,
    )


def _item(row: Any, partners: tuple[PartnerItem, ...], people: Mapping[str, str]) -> AppointmentItem:
    state = state_from(done=row.done_on is not None, cancelled=row.cancelled is not None, moved=bool(row.moved))
    return AppointmentItem(
        appointment_id=row.appointment_id,
        person_id=row.person_id,
        person_name=f"{row.title}{row.first_name} {row.last_name}".strip(),
        first_name=row.first_name,
        national_id=row.national_id,
        phone=row.phone,
        household_id=row.household_id,
        address=written(row.house_no, row.moo, row.village, row.soi, row.road, row.subdistrict_code),
        subdistrict_code=row.subdistrict_code,
        officer_id=row.officer_id,
        officer_name=people.get(row.officer_id, ""),
        day=date.fromisoformat(row.day),
        at_time=row.at_time,
        purpose=VisitPurpose(row.purpose),
        place=row.place,
        remark=row.remark,
        partners=partners,
        state=state,
        reason=row.cancelled_reason or row.moved_reason,
        done_on=date.fromisoformat(row.done_on) if row.done_on else None,
    )


def _said(row: Any, partners: Mapping[str, str], people: Mapping[str, str]) -> AppointmentChangeItem:
    return AppointmentChangeItem(
        change=row.change,
        day=date.fromisoformat(row.day) if row.day else None,
        at_time=row.at_time,
        officer_name=people.get(row.officer_id or "", ""),
        partners=tuple(partners.get(partner_id, "") for partner_id in from_json(row.partners)),
        reason=row.reason,
        made_at=datetime.fromisoformat(row.made_at),
        made_by=people.get(row.made_by, ""),
    )
