"""Beds and stays."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, Table, and_, func, select, true

from kmcase.domain.cases.stays import Closed, Move, Stay, closed_of, first_closed, stays_of
from kmcase.domain.errors import require_that
from kmcase.domain.versions import event_order
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_stays as tables
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.statements import Row


class SqlCaseStays(SqlCases):
    """`CaseStayRepository` on rows."""

    def require_bed(self, bed_id: str) -> None:
        """Raise `case_stays.unknown_bed` where the office has no such bed in use."""
        row = self._rows.one(tables.case_bed, bed_id=bed_id)
        require_that(row is not None and bool(row["in_use"]), "case_stays.unknown_bed", "bed_id")

    def is_taken(self, bed_id: str, day: date) -> bool:
        """Whether somebody has a bed on a day, also one whom the actor may not see."""
        return any(stay.bed_id == bed_id for stay in self._held(day, _had(bed_id)).values())

    def is_taken_between(self, bed_id: str, since: date, until: date | None, *, besides: str) -> bool:
        """Whether somebody has a bed in a night between two days, for ever where there is no last one.

        Also somebody whom the actor may not see; the case `besides` is not counted.
        """
        others = (stays for case_id, stays in self._stays(_had(bed_id)).items() if case_id != besides)
        return any(stay.bed_id == bed_id and stay.nights_with(since, until) for stays in others for stay in stays)

    def moves_after(self, case_id: str, day: date) -> bool:
        """Whether the client took or left a bed after a day; raises `cases.unknown`."""
        self.require(case_id)
        return any(date.fromisoformat(row["on_day"]) > day for row in self._read(_of(case_id)))

    def begins_after(self, case_id: str, day: date) -> bool:
        """Whether the client took a bed after a day and kept it overnight; raises `cases.unknown`."""
        self.require(case_id)
        return any(stay.since > day and stay.since != stay.until for stay in self._stays_of(case_id))

    def begins_on(self, case_id: str, day: date) -> bool:
        """Whether the client has another bed from a day on; raises `cases.unknown`."""
        self.require(case_id)
        return any(stay.since == day for stay in self._stays_of(case_id))

    def has_stayed(self, case_id: str, since: date, until: date) -> bool:
        """Whether the client had a bed in a night between two days; raises `cases.unknown`."""
        self.require(case_id)
        return any(stay.nights_with(since, until) for stay in self._stays_of(case_id))

    def bed_of(self, case_id: str, day: date) -> str:
        """The bed that a client has on a day, empty for none; raises `cases.unknown`."""
        self.require(case_id)
        stay = self._held(day, _of(case_id)).get(case_id)
        return stay.bed_id if stay is not None else ""

    def closed_from(self, case_id: str, day: date) -> date | None:
        """The first day from a day on on which the case is closed; raises `cases.unknown`."""
        self.require(case_id)
        return first_closed(self._closed_cases(heads.case_file.c.case_id == case_id).get(case_id, ()), day)

    def open_leave(self, case_id: str) -> tuple[str, date] | None:
        """Id and first day of the leave from which the client did not come back; raises `cases.unknown`."""
        self.require(case_id)
        leave = tables.case_leave
        newest = (
            select(leave.c.leave_id, leave.c.on_day)
            .where(leave.c.case_id == case_id, back_on().is_(None))
            .order_by(leave.c.on_day.desc(), leave.c.leave_id)
            .limit(1)
        )
        row = self._rows.connection.execute(newest).first()
        if row is None:
            return None
        began = date.fromisoformat(row.on_day)
        return (row.leave_id, began) if self.closed_from(case_id, began) is None else None

    def _stays_of(self, case_id: str) -> tuple[Stay, ...]:
        return self._stays(_of(case_id)).get(case_id, ())

    def _stays(self, *where: ColumnElement[bool]) -> dict[str, tuple[Stay, ...]]:
        """The stays of some cases, or of all."""
        return stays_of(
            (
                Move(
                    case_id=row["case_id"],
                    bed_id=row["bed_id"],
                    on=date.fromisoformat(row["on_day"]),
                    move_id=row["event_id"],
                    by=row["moved_by"],
                )
                for row in self._read(*where)
            ),
            self._closed_cases(_with(tables.case_bed_move, *where)),
        )

    def _held(self, day: date, *where: ColumnElement[bool]) -> dict[str, Stay]:
        """Who has which bed in the night that begins on a day, by case; of some cases, or of all."""
        stays = (stay for found in self._stays(*where).values() for stay in found)
        return {stay.case_id: stay for stay in stays if stay.has_night_of(day)}

    def closed_on_leave(self) -> dict[str, tuple[Closed, ...]]:
        """When the cases were closed that the viewer may see and whose clients were on leave at some time."""
        return self._closed_of_leaves(self.visible())

    def _closed_of_leaves(self, *where: ColumnElement[bool]) -> dict[str, tuple[Closed, ...]]:
        """The same of all cases, seen or not, or of some (conditions on `case_file`)."""
        return self._closed_cases(and_(_with(tables.case_leave), *where))

    def _closed_cases(self, which: ColumnElement[bool]) -> dict[str, tuple[Closed, ...]]:
        """When some cases (a condition on `case_file`) were closed, each by its own casework."""
        file, step = heads.case_file, heads.case_step
        query = (
            select(file.c.case_id, file.c.casework, step.c.stage, step.c.reached_on, step.c.moved_at, step.c.event_id)
            .join(step, step.c.case_id == file.c.case_id)
            .where(which)
        )
        steps: defaultdict[str, list[tuple[date, bool]]] = defaultdict(list)
        rows = self._rows.connection.execute(query).all()
        for row in sorted(rows, key=lambda row: event_order(row.moved_at, row.event_id)):
            ends = not self.is_open(row.casework, row.stage)
            steps[row.case_id].append((date.fromisoformat(row.reached_on), ends))
        return {case_id: closed_of(found) for case_id, found in steps.items()}

    def _read(self, *where: ColumnElement[bool]) -> list[Row]:
        """Takings of beds in the order in which they count: by day, of a day by entry."""
        rows = self._rows.found(select(tables.case_bed_move).where(true(), *where))
        rows.sort(key=lambda row: (row["on_day"], event_order(row["moved_at"], row["event_id"])))
        return rows


def back_on() -> ColumnElement[str | None]:
    """The day on which a leave ended: the client came back, or left the shelter for good without coming back.

    That the case was closed ends it too (`until_closed`), which the stages say and not this.
    """
    leave, back, move = tables.case_leave, tables.case_leave_end, tables.case_bed_move
    came = select(back.c.on_day).where(back.c.case_id == leave.c.case_id, back.c.leave_id == leave.c.leave_id)
    left = select(func.min(move.c.on_day)).where(
        move.c.case_id == leave.c.case_id, move.c.bed_id == "", move.c.on_day >= leave.c.on_day
    )
    return func.coalesce(came.correlate(leave).scalar_subquery(), left.correlate(leave).scalar_subquery())


def _of(case_id: str) -> ColumnElement[bool]:
    return tables.case_bed_move.c.case_id == case_id


def _with(table: Table, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a case of `case_file` has rows of a table."""
    return heads.case_file.c.case_id.in_(select(table.c.case_id).where(true(), *where))


def _had(bed_id: str) -> ColumnElement[bool]:
    """Moves of the cases that ever had a bed."""
    any_move = tables.case_bed_move.alias()
    return tables.case_bed_move.c.case_id.in_(select(any_move.c.case_id).where(any_move.c.bed_id == bed_id))
