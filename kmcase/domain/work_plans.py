"""The monthly work plan: visits over working days, and a proposal that evens out the load of the officers.

Working days are Monday to Friday: the program knows no table of public holidays, and says so where it proposes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < _SATURDAY


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def spread(count: int, first: date, per_day: int) -> tuple[date, ...]:
    """A day for each of so many visits in order: `per_day` a working day from the first day on.

    The first day itself is taken as it was chosen, a Saturday too.
    """
    days, day = [], first
    for number in range(count):
        if number and number % max(1, per_day) == 0:
            day = next_working_day(day)
        days.append(day)
    return tuple(days)


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    following = day + timedelta(days=1)
    return following if is_working_day(following) else week_of(day) + timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """An appointment as the proposal sees it; one that is not `movable` counts and stays."""

    appointment_id: str
    officer_id: str
    day: date
    subdistrict_code: str = ""
    movable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Where the proposal may put appointments: these officers, these days (both included), so many a day."""

    officers: tuple[str, ...]
    first: date
    last: date
    per_day: int

    @property
    def days(self) -> tuple[date, ...]:
        """The working days."""
        every = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return tuple(day for day in every if is_working_day(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMove:
    """An appointment goes to another officer, to another day, or both."""

    before: Booked
    after: Booked

    @property
    def other_day(self) -> bool:
        """Whether the family has to be told another day."""
        return self.before.day != self.after.day

    @property
    def other_officer(self) -> bool:
        """Whether somebody else goes."""
        return self.before.officer_id != self.after.officer_id


Load = tuple[str, date]
"""An officer and the Monday of a week."""


def loads(plan: Iterable[Booked]) -> Mapping[Load, int]:
    """Appointments by officer and week."""
    return Counter((one.officer_id, week_of(one.day)) for one in plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What would be moved, and the plan before and after; the same appointments stand in both."""

    before: tuple[Booked, ...]
    after: tuple[Booked, ...]

    @property
    def moves(self) -> tuple[ProposedMove, ...]:
        """What differs, in the order of the plan."""
        pairs = zip(self.before, self.after, strict=True)
        return tuple(ProposedMove(before=old, after=new) for old, new in pairs if old != new)

    @property
    def largest(self) -> tuple[int, int]:
        """The largest load of an officer in a week, before and after."""
        before, after = (max(loads(plan).values(), default=0) for plan in (self.before, self.after))
        return before, after


def propose(plan: Sequence[Booked], bounds: Bounds) -> Proposal:
    """Moves that bring every officer's week nearer to the others', one visit at a time.

    First days with more visits than the limit are relieved, then the fullest weeks. A visit is moved only to a
    working day with room, and never so that a week becomes as full as the fullest one. Among the places that even out
    alike it takes the one that keeps a sub-district together on a day, tells the fewest families another day, and
    leaves the visit with its officer.
    """
    board = _Board(plan, bounds)
    while board.relieve_a_day():
        pass
    while board.relieve_a_week():
        pass
    return Proposal(before=tuple(plan), after=board.plan)


class _Board:
    """The plan while it is rearranged, with its counts."""

    def __init__(self, plan: Sequence[Booked], bounds: Bounds) -> None:
        self._bounds = bounds
        self._places = dict(enumerate(plan))
        self._days: Counter[tuple[str, date]] = Counter((one.officer_id, one.day) for one in plan)
        self._weeks: Counter[Load] = Counter(loads(plan))
        self._areas: Counter[tuple[str, date, str]] = Counter(map(_area, plan))
        self._slots = tuple((officer, day) for officer in bounds.officers for day in bounds.days)

    @property
    def plan(self) -> tuple[Booked, ...]:
        """In the order in which it was given."""
        return tuple(self._places.values())

    def relieve_a_day(self) -> bool:
        """Take one visit off the fullest day over the limit; whether one could be taken."""
        over = [slot for slot, count in self._days.items() if count > self._bounds.per_day]
        for slot in sorted(over, key=lambda slot: (-self._days[slot], slot)):
            movable = self._movable(lambda one, slot=slot: (one.officer_id, one.day) == slot)
            fullest = max(self._weeks.values())
            if self._move_one(movable, fullest - 1, own_week=True):
                return True
        return False

    def relieve_a_week(self) -> bool:
        """Take one visit off the fullest week that can spare one; whether one could be taken."""
        for week in sorted(self._weeks, key=lambda week: (-self._weeks[week], week)):
            movable = self._movable(lambda one, week=week: (one.officer_id, week_of(one.day)) == week)
            if self._move_one(movable, self._weeks[week] - 2, own_week=False):
                return True
        return False

    def _movable(self, belongs: object) -> list[int]:
        assert callable(belongs)
        return [number for number, one in self._places.items() if one.movable and belongs(one)]

    def _move_one(self, numbers: Sequence[int], most: int, *, own_week: bool) -> bool:
        """Move the visit that goes best to where a week holds at most `most` before it comes."""
        candidates = (
            (self._cost(self._places[number], officer, day), number, officer, day)
            for number in numbers
            for officer, day in self._free(self._places[number], most, own_week=own_week)
        )
        best = min(candidates, default=None)
        if best is None:
            return False
        _, number, officer, day = best
        self._put(number, replace(self._places[number], officer_id=officer, day=day))
        return True

    def _free(self, one: Booked, most: int, *, own_week: bool) -> Iterator[tuple[str, date]]:
        week = (one.officer_id, week_of(one.day))
        for officer, day in self._slots:
            there = (officer, week_of(day))
            in_week = own_week if there == week else self._weeks[there] <= most
            if in_week and self._days[officer, day] < self._bounds.per_day:
                yield officer, day

    def _cost(self, one: Booked, officer: str, day: date) -> tuple[int, bool, bool, bool, bool, int]:
        together = self._areas[officer, day, one.subdistrict_code] > 0
        mixes = not together and self._days[officer, day] > 0
        splits = self._areas[_area(one)] > 1
        there = (officer, week_of(day))
        return (
            self._weeks[there] - (there == (one.officer_id, week_of(one.day))),
            mixes,
            splits and not together,
            day != one.day,
            officer != one.officer_id,
            abs((day - one.day).days),
        )

    def _put(self, number: int, after: Booked) -> None:
        for one, step in ((self._places[number], -1), (after, 1)):
            self._days[one.officer_id, one.day] += step
            self._weeks[one.officer_id, week_of(one.day)] += step
            self._areas[_area(one)] += step
        self._places[number] = after


def _area(one: Booked) -> tuple[str, date, str]:
    return one.officer_id, one.day, one.subdistrict_code
