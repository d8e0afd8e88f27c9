"""Stays in the shelter: which client has which bed, who is there on a day, who is on leave and due back.

Beds are the office's; all else is said of one case alone. What two laptops say apart stands side by side: two clients
in one bed are shown, never lost. A closed case holds no bed: who closes it need not know that the client had one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    `closed`: nobody gave the bed up, but the case was closed on the day `until`, or was closed already (no night).
    """

    case_id: str
    bed_id: str
    since: date
    until: date | None
    stay_id: str
    by: str = ""
    closed: bool = False

    def has_night_of(self, day: date) -> bool:
        """Whether the night that begins on a day is of the stay."""
        return self.since <= day and (self.until is None or day < self.until)

    def nights_with(self, since: date, until: date | None) -> bool:
        """Whether a night lies both in the stay and between two days, the last one not counted."""
        last = min((day for day in (self.until, until) if day is not None), default=None)
        return last is None or max(self.since, since) < last


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A case was closed from a day on until the day on which it was opened again, None while it is closed."""

    since: date
    until: date | None


def closed_of(steps: Iterable[tuple[date, bool]]) -> tuple[Closed, ...]:
    """When a case was closed, by its stages in the order of entry: (day, whether the stage ends a case).

    Of a day that stage counts which was entered last among those reached on it and before.
    """
    every = tuple(steps)
    found: list[Closed] = []
    for day in sorted({on for on, _ in every}):
        ends = next(ends for on, ends in reversed(every) if on <= day)
        closed = bool(found) and found[-1].until is None
        if ends and not closed:
            found.append(Closed(since=day, until=None))
        elif closed and not ends:
            found[-1] = replace(found[-1], until=day)
    return tuple(found)


def first_closed(closed: Iterable[Closed], since: date) -> date | None:
    """The first day from a day on on which a case was closed; None where there is none."""
    days = (max(since, each.since) for each in closed if each.until is None or since < each.until)
    return min(days, default=None)


def until_closed(since: date, until: date | None, closed: Iterable[Closed]) -> date | None:
    """When something that lasts from a day until another is over, at the latest by the closing of its case."""
    return min((day for day in (until, first_closed(closed, since)) if day is not None), default=None)


def stays_of(moves: Iterable[Move], closed: Mapping[str, tuple[Closed, ...]]) -> dict[str, tuple[Stay, ...]]:
    """The stays of each case; `moves` in the order in which they count, the one that stands last."""
    by_case: defaultdict[str, list[Move]] = defaultdict(list)
    for move in moves:
        by_case[move.case_id].append(move)
    return {
        case_id: tuple(
            _stay(move, after, closed.get(case_id, ()))
            for move, after in zip(found, [*found[1:], None], strict=True)
            if move.bed_id
        )
        for case_id, found in by_case.items()
    }


def _stay(move: Move, after: Move | None, closed: tuple[Closed, ...]) -> Stay:
    given_up = after.on if after else None
    until = until_closed(move.on, given_up, closed)
    return Stay(
        case_id=move.case_id,
        bed_id=move.bed_id,
        since=move.on,
        until=until,
        stay_id=move.move_id,
        by=move.by,
        closed=until != given_up,
    )


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
