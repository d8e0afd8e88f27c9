"""The beds of a day, by room, and who has them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Row as Found
from sqlalchemy import func, select, true

from kmcase.application.read.case_closing import BedHeld
from kmcase.application.read.case_stays import BedChoice, BedDay, BedLine, StayLine, StayPage, StayState
from kmcase.domain.cases.stays import Attendance, Closed, first_closed, until_closed
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_stays import SqlCaseStays, back_on
from kmcase.persistence.rows import case_stays as tables
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.statements import Row
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.collation import sort_key

_SAID = {Attendance.PRESENT: StayState.PRESENT, Attendance.ABSENT: StayState.ABSENT}


class SqlCaseStayQueries(SqlCaseStays):
    """`CaseStayQueries` on plain selects."""

    def beds(self, day: date) -> BedDay:
        """All beds on a day: those in use, and those that somebody has still."""
        beds = self._beds
        held = [stay for stay in self._held(day).values() if stay.bed_id in beds]
        taken = Counter(stay.bed_id for stay in held)
        clients, leaves, said = self._clients(), self._leaves(day), self._attendance(day)
        lines = [BedLine(**_bed(bed), state=StayState.FREE) for bed in beds.values() if _is_free(bed, taken)]
        for stay in held:
            case_id = stay.case_id
            place = {**_bed(beds[stay.bed_id]), "shared": taken[stay.bed_id] > 1}
            client = clients.get(case_id)
            if client is None:
                lines.append(BedLine(**place, state=StayState.HIDDEN))
                continue
            place |= {"case_id": case_id, "number": client[0], "name": client[1]}
            place["since"] = stay.since
            lines.append(_occupied(place, leaves.get(case_id), said.get(case_id), day))
        lines.sort(key=lambda line: (sort_key(line.room), sort_key(line.bed), line.bed_id, line.number))
        return BedDay(day=day, lines=tuple(lines))

    def page(self, case_id: str) -> StayPage:
        """Where a client sleeps and slept; raises `cases.unknown`."""
        self.require(case_id)
        today = bangkok_date(self._now)
        stays = self._stay_lines(case_id, today)
        leaves = self._leave_lines(case_id, today)
        noted = self._rows.one(tables.case_attendance, case_id=case_id, on_day=today.isoformat())
        return StayPage(
            stay=next((line for line in stays if line.until is None), None),
            leave=next((line for line in leaves if line.until is None), None),
            attendance=Attendance(noted["attendance"]) if noted else None,
            lines=tuple(
                sorted((*reversed(stays), *leaves), key=lambda line: (line.since, line.is_leave), reverse=True)
            ),
            beds=self._beds_to_choose(today),
        )

    def bed_held(self, case_id: str, day: date) -> BedHeld | None:
        """The bed that a client has on a day; raises `cases.unknown`."""
        self.require(case_id)
        stay = self._held(day, tables.case_bed_move.c.case_id == case_id).get(case_id)
        bed = self._rows.one(tables.case_bed, bed_id=stay.bed_id) if stay is not None else None
        if stay is None:
            return None
        return BedHeld(room=bed["room"] if bed else "", bed=bed["name"] if bed else "", since=stay.since)

    def _stay_lines(self, case_id: str, today: date) -> list[StayLine]:
        beds, everybody = self._beds, self._stays()
        others = [stay for of_case, stays in everybody.items() if of_case != case_id for stay in stays]
        return [
            StayLine(
                record_id=stay.stay_id,
                room=beds[stay.bed_id]["room"] if stay.bed_id in beds else "",
                bed=beds[stay.bed_id]["name"] if stay.bed_id in beds else "",
                since=stay.since,
                until=stay.until,
                nights=((stay.until or today) - stay.since).days,
                by=self._names.get(stay.by, ""),
                shared=any(one.bed_id == stay.bed_id and one.nights_with(stay.since, stay.until) for one in others),
                overruled=stay.since == stay.until and not stay.closed,
                closed=stay.closed,
            )
            for stay in everybody.get(case_id, ())
        ]

    def _leave_lines(self, case_id: str, today: date) -> list[StayLine]:
        leave = tables.case_leave
        query = select(leave, back_on().label("back")).where(leave.c.case_id == case_id)
        closed = self._closed_cases(heads.case_file.c.case_id == case_id).get(case_id, ())
        found = []
        for row in self._rows.found(query):
            since, expected = date.fromisoformat(row["on_day"]), date.fromisoformat(row["until"])
            until = until_closed(since, date.fromisoformat(row["back"]) if row["back"] else None, closed)
            found.append(
                StayLine(
                    record_id=row["leave_id"],
                    reason=row["reason"],
                    since=since,
                    until=until,
                    nights=((until or today) - since).days,
                    by=self._names.get(row["said_by"], ""),
                    expected=expected,
                    late=until is None and expected < today,
                )
            )
        return found

    def _beds_to_choose(self, today: date) -> tuple[BedChoice, ...]:
        taken = {stay.bed_id for stay in self._held(today).values()}
        beds = (row for row in self._beds.values() if row["in_use"])
        return tuple(
            BedChoice(bed_id=row["bed_id"], room=row["room"], bed=row["name"], taken=row["bed_id"] in taken)
            for row in sorted(beds, key=lambda row: (sort_key(row["room"]), sort_key(row["name"]), row["bed_id"]))
        )

    @cached_property
    def _beds(self) -> dict[str, Row]:
        return {row["bed_id"]: row for row in self._rows.all(tables.case_bed)}

    @cached_property
    def _names(self) -> dict[str, str]:
        return staff_names(self._rows)

    def _clients(self) -> dict[str, tuple[str, str]]:
        """Number and name of the cases that the viewer may see."""
        file, client = heads.case_file, heads.case_client
        query = (
            select(file.c.case_id, file.c.number, client.c.shown_name)
            .join(client, client.c.case_id == file.c.case_id)
            .where(self.visible())
        )
        return {row.case_id: (row.number, row.shown_name) for row in self._rows.connection.execute(query)}

    def _leaves(self, day: date) -> dict[str, Found[Any]]:
        """The leave in which each client is on a day; of several that which began last."""
        leave, on_day = tables.case_leave, day.isoformat()
        query = (
            select(leave)
            .where(leave.c.on_day <= on_day, func.coalesce(back_on() > on_day, true()))
            .order_by(leave.c.on_day, leave.c.leave_id)
        )
        closed = self._closed_of_leaves()
        return {
            row.case_id: row
            for row in self._rows.connection.execute(query)
            if not _closed_by(closed.get(row.case_id, ()), row, day)
        }

    def _attendance(self, day: date) -> dict[str, Attendance]:
        rows = self._rows.all(tables.case_attendance, on_day=day.isoformat())
        return {row["case_id"]: Attendance(row["attendance"]) for row in rows}


def _closed_by(closed: tuple[Closed, ...], leave: Found[Any], day: date) -> bool:
    """Whether the case was closed after a leave began, on a day or before."""
    ended = first_closed(closed, date.fromisoformat(leave.on_day))
    return ended is not None and ended <= day


def _bed(bed: Row) -> dict[str, Any]:
    return {"bed_id": bed["bed_id"], "room": bed["room"], "bed": bed["name"]}


def _is_free(bed: Row, taken: Counter[str]) -> bool:
    return bool(bed["in_use"]) and not taken[bed["bed_id"]]


def _occupied(place: dict[str, Any], leave: Found[Any] | None, said: Attendance | None, day: date) -> BedLine:
    if leave is None:
        return BedLine(**place, state=_SAID[said] if said else StayState.UNNOTED)
    until = date.fromisoformat(leave.until)
    return BedLine(
        **place,
        state=StayState.LATE if until < day else StayState.AWAY,
        reason=leave.reason,
        until=until,
        days_away=(day - date.fromisoformat(leave.on_day)).days + 1,
    )
