"""Stays in the shelter: which client has which bed, who is there on a day, who is on leave and due back.

Beds are the office's; all else is said of one case alone. What two laptops say apart stands side by side: two clients
in one bed are shown, never lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import Event, Touched, event


class Attendance(StrEnum):
    """Whether a client was there on a day; the words are `case_stays.attendance.<value>`."""

    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """That a client has a bed from a day on; an empty bed: none. `move_id` is the entry's, `by` a staff id."""

    case_id: str
    bed_id: str
    on: date
    move_id: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A client in a bed from a day until the day on which they left it, None while they have it still.

    Where two places gave a client two beds from one day on, the one that does not stand is a stay of no night.
    `stay_id` is the id of the taking with which it began, `by` (a staff id) who entered that.
    """

    case_id: str
    bed_id: str
    since: date
    until: date | None
    stay_id: str
    by: str = ""

    def nights_with(self, since: date, until: date | None) -> bool:
        """Whether a night lies both in the stay and between two days, the last one not counted."""
        last = min((day for day in (self.until, until) if day is not None), default=None)
        return last is None or max(self.since, since) < last


def stays_of(moves: Iterable[Move]) -> dict[str, tuple[Stay, ...]]:
    """The stays of each case; `moves` in the order in which they count, the one that stands last."""
    by_case: defaultdict[str, list[Move]] = defaultdict(list)
    for move in moves:
        by_case[move.case_id].append(move)
    return {
        case_id: tuple(
            Stay(
                case_id=case_id,
                bed_id=move.bed_id,
                since=move.on,
                until=after.on if after else None,
                stay_id=move.move_id,
                by=move.by,
            )
            for move, after in zip(found, [*found[1:], None], strict=True)
            if move.bed_id
        )
        for case_id, found in by_case.items()
    }


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BedSet(Event):
    """A bed of the office is called so and stands in a room, or is used no more. The newest entry stands."""

    TYPE = "bed.set"
    FIELD: ClassVar[bool] = True
    bed_id: str
    room: str
    name: str
    in_use: bool = True

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("bed", self.bed_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BedTaken(OfCase):
    """From a day on the client has a bed; an empty one: stays in the shelter no more."""

    TYPE = "case.bed_taken"
    case_id: str
    bed_id: str
    on: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class Attended(OfCase):
    """The client was there on a day, or was not. Of a day the newest entry stands."""

    TYPE = "case.attended"
    case_id: str
    on: date
    attendance: Attendance


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBegun(OfCase):
    """The client is away from a day on for a reason, and is expected back on another."""

    TYPE = "case.leave_begun"
    case_id: str
    leave_id: str
    on: date
    until: date
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEnded(OfCase):
    """The client came back on a day."""

    TYPE = "case.leave_ended"
    case_id: str
    leave_id: str
    on: date
