"""What the list of beds shows of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.case_stays import CaseStayRepository


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


class CaseStayQueries(CaseStayRepository, Protocol):
    """Beds, and stays of cases that the viewer may see."""

    def beds(self, day: date) -> BedDay:
        """All beds on a day."""
        ...
