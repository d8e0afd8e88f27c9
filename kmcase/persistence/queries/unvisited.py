"""Who of the register was not visited in a fiscal year, and how the families of each sub-district stand.

A visit is one that was sent, an appointment that took place, or the fact-finding of a request.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, func, select, union_all

from kmcase.application.read.appointments import AreaWork, UnvisitedItem
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.appointments import cancelled, done, took_place
from kmcase.persistence.rows.appointments import appointment, appointment_day, appointment_done
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.rows.visits import visit
from kmcase.thai.addresses import written
from kmcase.thai.calendar import fiscal_year_bounds

_IMPORT = "import:"


class SqlUnvisited:
    """Plain selects; what is small (visits, appointments) is joined to what is large (the register) in Python."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, fiscal_year: int, subdistrict_code: str) -> int:
        """How many persons were not visited."""
        query = self._narrowed(select(func.count()).select_from(person), fiscal_year, subdistrict_code)
        return int(self._connection.execute(query).scalar_one())

    def persons(self, fiscal_year: int, subdistrict_code: str, limit: int) -> tuple[UnvisitedItem, ...]:
        """Persons without a visit, by sub-district, village and name."""
        query = self._narrowed(select(person), fiscal_year, subdistrict_code)
        order = (person.c.subdistrict_code, person.c.moo, person.c.sort_key, person.c.person_id)
        rows = self._connection.execute(query.order_by(*order).limit(limit)).all()
        planned, visited = self._planned(), self._last_visits()
        return tuple(_item(row, visited.get(row.person_id), planned.get(row.person_id)) for row in rows)

    def area_work(self, fiscal_year: int) -> tuple[AreaWork, ...]:
        """Each family once: visited before to come, to come before put off."""
        families = self._by_area(select(person.c.subdistrict_code, func.count(_family().distinct())))
        reached: dict[str, str] = {}
        for name, query in (
            ("done", self._family_of(_visits(fiscal_year))),
            ("planned", self._family_of(_coming(moved=False))),
            ("postponed", self._family_of(_coming(moved=True))),
        ):
            for place, family_id in self._connection.execute(query):
                reached.setdefault(f"{place}/{family_id}", name)
        counted = Counter((key.partition("/")[0], name) for key, name in reached.items())
        return tuple(
            AreaWork(
                subdistrict_code=place,
                families=count,
                done=counted[place, "done"],
                planned=counted[place, "planned"],
                postponed=counted[place, "postponed"],
            )
            for place, count in families.items()
        )

    def _narrowed(self, query: Select[Any], fiscal_year: int, subdistrict_code: str) -> Select[Any]:
        visits = _visits(fiscal_year).subquery()
        here = [person.c.subdistrict_code == subdistrict_code] if subdistrict_code else []
        return query.where(person.c.person_id.not_in(select(visits.c.person_id)), *here)

    def _planned(self) -> Mapping[str, date]:
        """The next day of each person's appointments to come."""
        coming = union_all(_coming(moved=False), _coming(moved=True)).subquery()
        query = select(coming.c.person_id, func.min(coming.c.day)).group_by(coming.c.person_id)
        return {row[0]: date.fromisoformat(row[1]) for row in self._connection.execute(query)}

    def _last_visits(self) -> Mapping[str, date]:
        visits = _visits(None).subquery()
        query = select(visits.c.person_id, func.max(visits.c.day)).group_by(visits.c.person_id)
        return {row[0]: date.fromisoformat(row[1]) for row in self._connection.execute(query)}

    def _by_area(self, query: Select[Any]) -> Mapping[str, int]:
        place = person.c.subdistrict_code
        return {row[0]: row[1] for row in self._connection.execute(query.group_by(place).order_by(place))}

    def _family_of(self, reached: Select[Any] | CompoundSelect[Any]) -> Select[Any]:
        ids = reached.subquery()
        return select(person.c.subdistrict_code, _family()).where(person.c.person_id.in_(select(ids.c.person_id)))


def _family() -> Any:
    """A family of the register; a person outside all of them counts as one."""
    return func.coalesce(person.c.family_id, person.c.person_id)


def _visits(fiscal_year: int | None) -> CompoundSelect[Any]:
    """Person and day of every visit, of a fiscal year or of all."""
    kept = (
        select(appointment.c.person_id.label("person_id"), appointment_done.c.done_on.label("day")).join(
            appointment_done, appointment_done.c.appointment_id == appointment.c.appointment_id
        ),
        select(aid_request.c.person_id.label("person_id"), aid_request.c.fact_found_on.label("day")).where(
            aid_request.c.fact_found_on.is_not(None)
        ),
        select(visit.c.person_id.label("person_id"), visit.c.visited_on.label("day")).where(took_place()),
    )
    if fiscal_year is None:
        return union_all(*kept)
    first, last = (day.isoformat() for day in fiscal_year_bounds(fiscal_year))
    days = (appointment_done.c.done_on, aid_request.c.fact_found_on, visit.c.visited_on)
    return union_all(*(one.where(day.between(first, last)) for one, day in zip(kept, days, strict=True)))


def _coming(*, moved: bool) -> Select[Any]:
    """Person and day of every appointment to come, as first planned or moved."""
    return (
        select(appointment.c.person_id.label("person_id"), appointment_day.c.day.label("day"))
        .join(appointment_day, appointment_day.c.appointment_id == appointment.c.appointment_id)
        .where(appointment_day.c.moved == int(moved), ~done(), ~cancelled())
    )


def _item(row: Any, last_visit: date | None, planned_on: date | None) -> UnvisitedItem:
    return UnvisitedItem(
        person_id=row.person_id,
        name=f"{row.title}{row.first_name} {row.last_name}".strip(),
        national_id=row.national_id,
        address=written(row.house_no, row.moo, row.village, row.soi, row.road, row.subdistrict_code),
        subdistrict_code=row.subdistrict_code,
        phone=row.phone,
        problem_kinds=tuple(from_json(row.problem_kinds)),
        from_list=row.source.startswith(_IMPORT),
        last_visit=last_visit,
        planned_on=planned_on,
    )
