"""Broken glasses of restricted cases: for whom they keep a case open, and which its manager has not looked at."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy import func, select

from kmcase.application.read.cases import BrokenGlass
from kmcase.domain.cases.heads import SIGHTS, TeamRole
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import cases as tables
from kmcase.persistence.statements import Row


class GlassQueries(SqlCases):
    """The part of `CaseQueries` that tells of broken glasses."""

    @cached_property
    def _names(self) -> dict[str, str]:
        return staff_names(self._rows)

    def glass_unseen(self) -> tuple[str, ...]:
        """Cases that the viewer manages, each as often as it was opened since he looked; the oldest first."""
        me = self._viewer.staff_id
        places = self._rows.all(tables.case_member, role=TeamRole.MANAGER, staff_id=me)
        own = {row["case_id"] for row in places}
        return tuple(row["case_id"] for row in self._broken() if row["case_id"] in own and not self._looked(row, me))

    def glasses(self) -> tuple[BrokenGlass, ...]:
        """Every broken glass of the office, the newest first."""
        managers = self._manager_of()
        numbers = {row["case_id"]: row["number"] for row in self._rows.all(tables.case_file)}
        return tuple(
            BrokenGlass(
                event_id=row["event_id"],
                number=numbers.get(row["case_id"], ""),
                at=datetime.fromisoformat(row["broken_at"]),
                until=datetime.fromisoformat(row["until"]),
                by=self._names.get(row["staff_id"], ""),
                manager=self._names.get(managers.get(row["case_id"], ""), ""),
                looked=self._looked(row, managers.get(row["case_id"], "")),
            )
            for row in reversed(self._broken())
        )

    def _glass_until(self, case_id: str) -> datetime | None:
        """Until when the viewer's broken glass keeps the case open; None where none was broken, or long ago."""
        glass = tables.case_glass
        newest = select(func.max(glass.c.until)).where(
            glass.c.case_id == case_id, glass.c.staff_id == self._viewer.staff_id, glass.c.until > self._now.isoformat()
        )
        found = self._rows.connection.execute(newest).scalar()
        return datetime.fromisoformat(found) if found else None

    def _broken(self) -> list[Row]:
        return sorted(self._rows.all(tables.case_glass), key=lambda row: (row["broken_at"], row["event_id"]))

    def _manager_of(self) -> dict[str, str]:
        return {row["case_id"]: row["staff_id"] for row in self._rows.all(tables.case_member, role=TeamRole.MANAGER)}

    def _looked(self, broken: Row, staff_id: str) -> bool:
        """Whether somebody looked at who saw a case after its glass was broken."""
        seen = self._rows.all(tables.case_view, case_id=broken["case_id"], what=SIGHTS, seen_by=staff_id)
        return any(row["seen_at"] >= broken["broken_at"] for row in seen)
