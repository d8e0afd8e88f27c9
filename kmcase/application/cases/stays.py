"""Stays in the shelter: beds, attendance, leaves. All of it is done offline too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.cases.checks import require_past, require_reason
from kmcase.application.changes import Outcome
from kmcase.application.read.case_stays import BedDay, StayPage
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.stays import Attendance, Attended, BedSet, BedTaken, LeaveBegun, LeaveEnded
from kmcase.domain.errors import DomainError, require_that


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBed:
    """A bed of the office; a new one without an id."""

    room: str
    name: str
    bed_id: str = ""
    in_use: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBed:
    """The client has a bed from a day on; an empty one: leaves the shelter."""

    case_id: str
    bed_id: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterStay:
    """A stay that is over: the client had a bed from a day until the day on which they left it."""

    case_id: str
    bed_id: str
    on: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginLeave:
    """The client is away from a day on, expected back on another."""

    case_id: str
    on: date
    until: date
    reason: str


class CaseStayService:
    """Use cases of stays."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def beds(self, day: date | None = None) -> BedDay:
        """All beds on a day, today where none is named."""
        with self._work.read("case_stays.read") as reading:
            return reading.case_stays.beds(day or reading.today)

    def page(self, case_id: str) -> StayPage:
        """Where a client sleeps and slept; raises `cases.unknown`."""
        with self._work.read("case_stays.read") as reading:
            return reading.case_stays.page(case_id)

    def set_bed(self, command: SetBed) -> Outcome[str]:
        """Add or change a bed; gives its id.

        Raises `case_stays.no_name` beside room or name, `case_stays.has_occupant` where one in use is taken away.
        """
        with self._work.begin("case_stays.set_bed") as unit:
            room, name = command.room.strip(), command.name.strip()
            require_that(bool(room), "case_stays.no_name", "room")
            require_that(bool(name), "case_stays.no_name", "name")
            bed_id = command.bed_id or unit.ids.new()
            taken = unit.case_stays.is_taken(bed_id, unit.today)
            require_that(command.in_use or not taken, "case_stays.has_occupant", "in_use")
            unit.record(BedSet(bed_id=bed_id, room=room, name=name, in_use=command.in_use))
            return unit.commit(bed_id)

    def take_bed(self, command: TakeBed) -> Outcome[str]:
        """Give a client a bed, or let them leave the shelter.

        Raises `cases.in_future`, `case_stays.moved_later` where the client took or left a bed after that day,
        `case_stays.unknown_bed`, `case_stays.bed_taken`, `case_stays.has_no_bed`, `case_stays.closed_then`.
        """
        with self._work.begin("case_stays.take_bed") as unit:
            head = unit.cases.head(command.case_id)
            if command.bed_id:
                _require_last(unit, head.case_id, command.on, "on")
                closed = unit.case_stays.closed_from(head.case_id, command.on)
                require_that(closed is None, "case_stays.closed_then", "on")
                _require_free(unit, head.case_id, command.bed_id, command.on, None)
                unit.record(BedTaken(case_id=head.case_id, bed_id=command.bed_id, on=command.on))
            else:
                give_bed_up(unit, head.case_id, command.on)
            return unit.commit(head.case_id)

    def enter_stay(self, command: EnterStay) -> Outcome[str]:
        """Keep a stay that is over.

        Raises `cases.in_future`, `case_stays.no_night` and `case_stays.closed_then` beside the last day,
        `case_stays.stayed_already` beside the first one, `case_stays.unknown_bed` and `case_stays.bed_taken` beside the
        bed.
        """
        with self._work.begin("case_stays.take_bed") as unit:
            head = unit.cases.head(command.case_id)
            require_past(unit, command.until, "until")
            require_that(command.on < command.until, "case_stays.no_night", "until")
            closed = unit.case_stays.closed_from(head.case_id, command.on)
            require_that(closed is None or command.until <= closed, "case_stays.closed_then", "until")
            stayed = unit.case_stays.has_stayed(head.case_id, command.on, command.until)
            require_that(not stayed, "case_stays.stayed_already", "on")
            _require_free(unit, head.case_id, command.bed_id, command.on, command.until)
            moves_on = unit.case_stays.begins_on(head.case_id, command.until)
            unit.record(BedTaken(case_id=head.case_id, bed_id=command.bed_id, on=command.on))
            if not moves_on:
                unit.record(BedTaken(case_id=head.case_id, bed_id="", on=command.until))
            return unit.commit(head.case_id)

    def attend(self, case_ids: tuple[str, ...], on: date, attendance: Attendance) -> Outcome[int]:
        """Say of clients who have a bed whether they were there on a day; gives of how many.

        Raises `cases.in_future` beside the day, `cases.unknown`, `case_stays.has_no_bed`.
        """
        with self._work.begin("case_stays.attend") as unit:
            require_past(unit, on)
            clients = dict.fromkeys(case_ids)
            for case_id in clients:
                _require_bed(unit, case_id, on)
                unit.record(Attended(case_id=case_id, on=on, attendance=attendance))
            return unit.commit(len(clients))

    def begin_leave(self, command: BeginLeave) -> Outcome[str]:
        """Let a client go on leave; gives its id.

        Raises `cases.reason_missing`, `case_stays.back_before`, `case_stays.on_leave`, `case_stays.has_no_bed`.
        """
        with self._work.begin("case_stays.begin_leave") as unit:
            _require_bed(unit, command.case_id, command.on)
            reason = require_reason(command.reason)
            require_that(command.until >= command.on, "case_stays.back_before", "until")
            require_that(unit.case_stays.open_leave(command.case_id) is None, "case_stays.on_leave")
            leave_id = unit.ids.new()
            unit.record(
                LeaveBegun(
                    case_id=command.case_id,
                    leave_id=leave_id,
                    on=command.on,
                    until=command.until,
                    reason=reason,
                )
            )
            return unit.commit(leave_id)

    def end_leave(self, case_id: str, on: date) -> Outcome[str]:
        """The client came back. Raises `case_stays.not_on_leave`, `cases.in_future`, `case_stays.back_before`."""
        with self._work.begin("case_stays.end_leave") as unit:
            leave = unit.case_stays.open_leave(case_id)
            if leave is None:
                raise DomainError("case_stays.not_on_leave")
            leave_id, began = leave
            require_past(unit, on)
            require_that(on >= began, "case_stays.back_before", "on")
            unit.record(LeaveEnded(case_id=case_id, leave_id=leave_id, on=on))
            return unit.commit(leave_id)


def give_bed_up(unit: Unit, case_id: str, on: date, field: str = "on") -> None:
    """Record that the client left the shelter on a day.

    Raises `cases.in_future` and `case_stays.moved_later` beside the field, `case_stays.has_no_bed`.
    """
    _require_last(unit, case_id, on, field)
    _require_bed(unit, case_id, on)
    unit.record(BedTaken(case_id=case_id, bed_id="", on=on))


def _require_last(unit: Unit, case_id: str, on: date, field: str) -> None:
    require_past(unit, on, field)
    require_that(not unit.case_stays.moves_after(case_id, on), "case_stays.moved_later", field)


def _require_free(unit: Unit, case_id: str, bed_id: str, since: date, until: date | None) -> None:
    unit.case_stays.require_bed(bed_id)
    taken = unit.case_stays.is_taken_between(bed_id, since, until, besides=case_id)
    require_that(not taken, "case_stays.bed_taken", "bed_id")


def _require_bed(unit: Unit, case_id: str, on: date) -> None:
    require_that(bool(unit.case_stays.bed_of(case_id, on)), "case_stays.has_no_bed")
