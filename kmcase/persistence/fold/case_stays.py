"""Stays: each taking of a bed is a row; of a bed, a day and a leave the newest entry stands."""

from __future__ import annotations

from kmcase.domain.cases.stays import Attended, BedSet, BedTaken, LeaveBegun, LeaveEnded
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import case_stays as tables
from kmcase.persistence.statements import Rows


@folds(BedSet)
def _bed(rows: Rows, at: At, event: BedSet) -> None:
    put_newest(rows, tables.case_bed, at, bed_id=event.bed_id, room=event.room, name=event.name, in_use=event.in_use)


@folds(BedTaken)
def _taken(rows: Rows, at: At, event: BedTaken) -> None:
    own = {"event_id": at.event_id, "bed_id": event.bed_id, "moved_at": at.at, "moved_by": at.actor}
    rows.insert(tables.case_bed_move, **_of_day(event), **own)


@folds(Attended)
def _attended(rows: Rows, at: At, event: Attended) -> None:
    put_newest(rows, tables.case_attendance, at, **_of_day(event), attendance=event.attendance, noted_by=at.actor)


@folds(LeaveBegun)
def _leave(rows: Rows, at: At, event: LeaveBegun) -> None:
    said = {"until": event.until, "reason": event.reason, "said_by": at.actor}
    put_newest(rows, tables.case_leave, at, **_of_day(event), leave_id=event.leave_id, **said)


@folds(LeaveEnded)
def _return(rows: Rows, at: At, event: LeaveEnded) -> None:
    put_newest(rows, tables.case_leave_end, at, **_of_day(event), leave_id=event.leave_id, said_by=at.actor)


def _of_day(event: BedTaken | Attended | LeaveBegun | LeaveEnded) -> dict[str, object]:
    """Whose day is spoken of."""
    return {"case_id": event.case_id, "on_day": event.on}
