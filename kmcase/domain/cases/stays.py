"""Stays in the shelter: which client has which bed, who is there on a day, who is on leave and due back.

Beds are the office's; all else is said of one case alone. What two laptops say apart stands side by side: two clients
in one bed are shown, never lost.
"""

from __future__ import annotations

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
