"""Broken glasses of restricted cases: for whom they keep a case open, and which its manager has not looked at."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, and_, exists, func, select

from kmcase.application.read.cases import BrokenGlass
from kmcase.domain.cases.heads import SIGHTS, TeamRole
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import cases as tables


class GlassQueries(SqlCases):
    """The part of `CaseQueries` that tells of broken glasses."""

    @cached_property
    def _names(self) -> dict[str, str]:
        return staff_names(self._rows)

    def glass_unseen(self) -> tuple[str, ...]:
        """Cases that the viewer manages, each as often as it was opened since he looked; the oldest first."""
        glass, member = tables.case_glass, tables.case_member
        leads = and_(member.c.staff_id == self._viewer.staff_id, member.c.role == TeamRole.MANAGER.value)
        query = (
            select(glass.c.case_id)
            .join(member, member.c.case_id == glass.c.case_id)
            .where(leads, ~_looked(member.c.staff_id))
            .order_by(glass.c.broken_at, glass.c.event_id)
        )
        return tuple(self._rows.connection.execute(query).scalars())

    def glasses(self) -> tuple[BrokenGlass, ...]:
        """Every broken glass of the office, the newest first."""
        glass, file, member = tables.case_glass, tables.case_file, tables.case_member
        manager = (
            select(func.max(member.c.staff_id))
            .where(member.c.case_id == glass.c.case_id, member.c.role == TeamRole.MANAGER.value)
            .correlate(glass)
            .scalar_subquery()
        )
        query = (
            select(glass, file.c.number, manager.label("manager"), _looked(manager).label("looked"))
            .outerjoin(file, file.c.case_id == glass.c.case_id)
            .order_by(glass.c.broken_at.desc(), glass.c.event_id.desc())
        )
        return tuple(
            BrokenGlass(
                event_id=row.event_id,
                number=row.number or "",
                at=datetime.fromisoformat(row.broken_at),
                until=datetime.fromisoformat(row.until),
                by=self._names.get(row.staff_id, ""),
                manager=self._names.get(row.manager, ""),
                looked=bool(row.looked),
            )
            for row in self._rows.connection.execute(query)
        )

    def _glass_until(self, case_id: str) -> datetime | None:
        """Until when the viewer's broken glass keeps the case open; None where none was broken, or long ago."""
        glass = tables.case_glass
        newest = select(func.max(glass.c.until)).where(
            glass.c.case_id == case_id, glass.c.staff_id == self._viewer.staff_id, glass.c.until > self._now.isoformat()
        )
        found = self._rows.connection.execute(newest).scalar()
        return datetime.fromisoformat(found) if found else None


def _looked(staff_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether somebody looked at who saw the case of a broken glass after it was broken."""
    glass, view = tables.case_glass, tables.case_view
    return (
        exists()
        .where(
            view.c.case_id == glass.c.case_id,
            view.c.what == SIGHTS,
            view.c.seen_by == staff_id,
            view.c.seen_at >= glass.c.broken_at,
        )
        .correlate_except(view)
    )
