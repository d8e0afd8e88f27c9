"""What the list of beds shows of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.case_stays import CaseStayRepository
from kmcase.domain.cases.stays import Attendance


class StayState(StrEnum):
    """How a bed stands on a day; the words are `case_stays.state.<value>`."""

    FREE = "free"
    UNNOTED = "unnoted"
    PRESENT = "present"
    ABSENT = "absent"
    AWAY = "away"
    LATE = "late"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class BedLine:
    """A bed with one who has it: of a case that the viewer may not see only that it is taken.

    `days_away` are counted from the first day of leave, `until` is the day on which they are expected. `shared`: more
    than one has this bed, as two laptops said apart.
    """

    bed_id: str
    room: str
    bed: str
    state: StayState
    case_id: str = ""
    number: str = ""
    name: str = ""
    since: date | None = None
    reason: str = ""
    until: date | None = None
    days_away: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BedDay:
    """All beds on a day, by room."""

    day: date
    lines: tuple[BedLine, ...]

    def count(self, *states: StayState) -> int:
        """How many lines are in these states."""
        return sum(line.state in states for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class BedChoice:
    """A bed in use, and whether somebody has it today."""

    bed_id: str
    room: str
    bed: str
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StayLine:
    """A stay in a bed, or a leave from one; a leave's `room` and `bed` are empty.

    `until` is the day on which it ended, None where it lasts; `expected` that on which they are to come back. `nights`
    are counted until today. `shared`: another client has, or had, the bed in the same night, as two places said apart.
    `overruled`: the client was given another bed from the same day on. `closed`: the case was closed, and nobody gave
    the bed up.
    """

    record_id: str
    room: str = ""
    bed: str = ""
    reason: str = ""
    since: date
    until: date | None
    nights: int
    by: str
    expected: date | None = None
    late: bool = False
    shared: bool = False
    overruled: bool = False
    closed: bool = False

    @property
    def is_leave(self) -> bool:
        """Whether it is a leave."""
        return self.expected is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class StayPage:
    """Where a client sleeps: the stay and the leave that last, all there were (the newest first), beds to choose from.

    `attendance` is what was noted today, None where nothing was.
    """

    stay: StayLine | None
    leave: StayLine | None
    attendance: Attendance | None
    lines: tuple[StayLine, ...]
    beds: tuple[BedChoice, ...]


class CaseStayQueries(CaseStayRepository, Protocol):
    """Beds, and stays of cases that the viewer may see."""

    def beds(self, day: date) -> BedDay:
        """All beds on a day."""
        ...

    def page(self, case_id: str) -> StayPage:
        """Where a client sleeps and slept; raises `cases.unknown`."""
        ...
