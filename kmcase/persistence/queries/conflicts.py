"""Records with values that were written apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal_column, select

from kmcase.application.read.conflicts import ConflictItem, ConflictPage
from kmcase.domain.cases.secrecy import Viewer
from kmcase.domain.people import HouseholdValues, PersonValues
from kmcase.domain.versions import Resolved
from kmcase.persistence.fold.people import resolved_household, resolved_person
from kmcase.persistence.fold.visits import resolved_visit
from kmcase.persistence.queries.cases.plan_conflicts import PlanConflicts
from kmcase.persistence.queries.standing import Standing
from kmcase.persistence.repositories.cases import visible
from kmcase.persistence.rows.case_plans import case_plan_apart
from kmcase.persistence.rows.people import NO_CONFLICT, household, person
from kmcase.persistence.rows.visits import visit
from kmcase.persistence.statements import Rows

Resolve = Callable[[Rows, str], Resolved]
_TABLES = (person, household, visit)


class SqlConflictQueries:
    """`ConflictQueries` on plain selects: the tables keep which of their rows are in conflict.

    Of service plans those alone count that the viewer may see and may still decide.
    """

    def __init__(self, connection: Connection, viewer: Viewer, now: datetime) -> None:
        self._connection = connection
        self._rows = Rows(connection)
        self._in_plans = visible(viewer, now, case_plan_apart)
        self._plans = PlanConflicts(self._rows, viewer, now)

    def count(self) -> int:
        """How many records have some."""
        counts = [
            select(func.count()).select_from(table).where(_in_conflict(table)).scalar_subquery() for table in _TABLES
        ]
        plans = select(func.count()).select_from(case_plan_apart).where(self._in_plans).scalar_subquery()
        *register, in_plans = self._connection.execute(select(*counts, plans)).one()
        return int(sum(register)) + (self._plans.count() if in_plans else 0)

    def list(self) -> tuple[ConflictPage, ...]:
        """All of them, the newest first."""
        standing = Standing(self._connection)
        found = (
            *self._pages("person", select(person), PersonValues, resolved_person, standing),
            *self._pages("household", select(household), HouseholdValues, resolved_household, standing),
            *self._pages("visit", _visits(), None, resolved_visit, standing),
            *self._plans.pages(standing),
        )
        return tuple(sorted(found, key=lambda page: page.item.newest_at, reverse=True))

    def _pages(
        self, noun: str, query: Select[Any], kind: type[Any] | None, resolve: Resolve, standing: Standing
    ) -> Iterator[ConflictPage]:
        table = {"person": person, "household": household, "visit": visit}[noun]
        for row in self._connection.execute(query.where(_in_conflict(table))).all():
            record_id = getattr(row, f"{noun}_id")
            resolved = resolve(self._rows, record_id)
            found = standing.of(kind, resolved)
            every = [each for values in found.values() for each in values]
            item = ConflictItem(
                noun=noun,
                record_id=record_id,
                person_id="" if noun == "household" else row.person_id,
                title="" if noun == "household" else f"{row.title}{row.first_name} {row.last_name}".strip(),
                house_no=row.house_no,
                moo=row.moo,
                subdistrict_code=row.subdistrict_code,
                fields=tuple(found),
                written_by=tuple(dict.fromkeys(each.written_by for each in every)),
                laptops=tuple(dict.fromkeys(each.laptop for each in every)),
                newest_at=max(each.written_at for each in every),
            )
            form = (row.form_id, row.form_version) if noun == "visit" else ("", "")
            yield ConflictPage(item=item, standing=found, seen=resolved.seen(found), form=form)


def _visits() -> Select[Any]:
    """Visits with whom they are about."""
    return select(
        visit.c.visit_id,
        visit.c.person_id,
        visit.c.form_id,
        visit.c.form_version,
        person.c.title,
        person.c.first_name,
        person.c.last_name,
        person.c.house_no,
        person.c.moo,
        person.c.subdistrict_code,
    ).join(person, person.c.person_id == visit.c.person_id)


def _in_conflict(table: Table) -> ColumnElement[bool]:
    """As the partial index says it: by a constant, for SQLite looks at no bound value when it chooses an index."""
    return table.c.conflicts != literal_column(f"'{NO_CONFLICT}'")
