"""Beds and stays."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select

from kmcase.domain.errors import require_that
from kmcase.domain.versions import event_order
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_stays as tables
from kmcase.persistence.statements import Row


class SqlCaseStays(SqlCases):
    """`CaseStayRepository` on rows."""

    def require_bed(self, bed_id: str) -> None:
        """Raise `case_stays.unknown_bed` where the office has no such bed in use."""
        row = self._rows.one(tables.case_bed, bed_id=bed_id)
        require_that(row is not None and bool(row["in_use"]), "case_stays.unknown_bed", "bed_id")

    def is_taken(self, bed_id: str, day: date, *, besides: str = "") -> bool:
        """Whether somebody has a bed on a day, also one whom the actor may not see; the case `besides` not counted."""
        return any(move["bed_id"] == bed_id for case_id, move in self._moves(day).items() if case_id != besides)

    def bed_of(self, case_id: str, day: date) -> str:
        """The bed that a client has on a day, empty for none; raises `cases.unknown`."""
        self.require(case_id)
        move = self._moves(day).get(case_id)
        return str(move["bed_id"]) if move is not None else ""

    def open_leave(self, case_id: str) -> tuple[str, date] | None:
        """Id and first day of the leave from which the client did not come back; raises `cases.unknown`."""
        self.require(case_id)
        leave, back = tables.case_leave, tables.case_leave_end
        came = exists().where(back.c.case_id == leave.c.case_id, back.c.leave_id == leave.c.leave_id)
        newest = (
            select(leave.c.leave_id, leave.c.on_day)
            .where(leave.c.case_id == case_id, ~came)
            .order_by(leave.c.on_day.desc(), leave.c.leave_id)
            .limit(1)
        )
        row = self._rows.connection.execute(newest).first()
        return (row.leave_id, date.fromisoformat(row.on_day)) if row is not None else None

    def _moves(self, day: date) -> dict[str, Row]:
        """The newest taking of a bed until a day, by case."""
        move = tables.case_bed_move
        rows = self._rows.connection.execute(select(move).where(move.c.on_day <= day.isoformat())).mappings()
        found = sorted(rows, key=lambda row: (row["on_day"], event_order(row["moved_at"], row["event_id"])))
        return {row["case_id"]: dict(row) for row in found}
