"""The lines of a plan while they are typed: their order, what is readable in them and what is not. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_lines import GoalValues, LineKind, ServiceValues, Values
from kmcase.domain.cases.plan_writing import NEW, Seen, WrittenGoal, WrittenService
from kmcase.domain.events import build, encode

_KINDS: Mapping[LineKind, type[GoalValues] | type[ServiceValues]] = {
    LineKind.GOAL: GoalValues,
    LineKind.SERVICE: ServiceValues,
}


@dataclass(slots=True, kw_only=True)
class TypedLine:
    """A line; `unread` is what is typed and no value yet, by field."""

    line_id: str
    kind: LineKind
    values: Values
    unread: dict[str, Any] = field(default_factory=dict)

    @property
    def goal_id(self) -> str:
        """The goal that it is or belongs to."""
        return self.values.goal_id if isinstance(self.values, ServiceValues) else self.line_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPlan:
    """What the editor holds: the lines, and what the writer saw when he began."""

    goals: tuple[WrittenGoal, ...]
    services: tuple[WrittenService, ...]
    seen: Seen


class TypedLines:
    """Lines in the order of the outline: each goal with its services, those of no goal last."""

    def __init__(self, lines: Sequence[TypedLine] = (), seen: Seen | None = None) -> None:
        self.seen: Seen = dict(seen or {})
        self.lines: list[TypedLine] = []
        self._fill(lines)

    @classmethod
    def of(cls, page: PlanPage) -> TypedLines:
        """The plan as it stands."""
        lines = [
            TypedLine(
                line_id=line.line_id,
                kind=LineKind.GOAL if isinstance(line.values, GoalValues) else LineKind.SERVICE,
                values=line.values,
            )
            for line in page.plan.content
        ]
        return cls(lines, page.seen)

    @classmethod
    def from_raw(cls, raw: Any) -> TypedLines:
        """What was typed, from JSON; what is none is nothing."""
        try:
            lines = [_from_raw(each) for each in raw["lines"]]
            seen = {str(name): tuple(ids) for name, ids in raw["seen"].items()}
        except (LookupError, TypeError, ValueError, AttributeError):
            return cls()
        return cls(lines, seen)

    def raw(self) -> dict[str, Any]:
        """What is typed, as JSON; what was seen goes with it, for a draft may be older than what arrived since."""
        lines = [
            {"id": line.line_id, "kind": line.kind.value, "values": encode(line.values), "unread": line.unread}
            for line in self.lines
        ]
        return {"lines": lines, "seen": {name: list(ids) for name, ids in self.seen.items()}}

    def plan(self) -> TypedPlan:
        """The values."""
        return TypedPlan(
            goals=tuple(
                WrittenGoal(goal_id=line.line_id, values=line.values)
                for line in self.lines
                if isinstance(line.values, GoalValues)
            ),
            services=tuple(
                WrittenService(service_id=line.line_id, values=line.values)
                for line in self.lines
                if isinstance(line.values, ServiceValues)
            ),
            seen=self.seen,
        )

    @property
    def unreadable(self) -> bool:
        """Whether something typed is no value yet."""
        return any(line.unread for line in self.lines)

    def goals(self) -> list[TypedLine]:
        """The goals."""
        return [line for line in self.lines if line.kind is LineKind.GOAL]

    def number(self, goal_id: str) -> int:
        """The place of a goal, from 1; 0 of what is none."""
        ids = [line.line_id for line in self.goals()]
        return ids.index(goal_id) + 1 if goal_id in ids else 0

    def add_goal(self, dimension: str) -> int:
        """A new goal at the end; gives its place."""
        return self._add(TypedLine(line_id=self.new_id(), kind=LineKind.GOAL, values=GoalValues(dimension=dimension)))

    def add_service(self, goal_id: str, responsible: str) -> int:
        """A new service of a goal, of its dimension; gives its place."""
        found = (line.values for line in self.lines if line.line_id == goal_id)
        goal = next((values for values in found if isinstance(values, GoalValues)), GoalValues())
        values = ServiceValues(goal_id=goal_id, dimension=goal.dimension, responsible=responsible)
        return self._add(TypedLine(line_id=self.new_id(), kind=LineKind.SERVICE, values=values))

    def take_over(self, goals: Sequence[WrittenGoal], services: Sequence[WrittenService]) -> int:
        """Lines of an example after those that are there; gives the place of the first."""
        lines = [TypedLine(line_id=one.goal_id, kind=LineKind.GOAL, values=one.values) for one in goals]
        lines += [TypedLine(line_id=one.service_id, kind=LineKind.SERVICE, values=one.values) for one in services]
        self._fill([*self.lines, *lines])
        return next(at for at, line in enumerate(self.lines) if line.line_id == lines[0].line_id)

    def remove(self, at: int) -> None:
        """Take a line away; a goal with its services."""
        gone = self.lines[at]
        goal = gone.line_id if gone.kind is LineKind.GOAL else None
        self.lines = [line for line in self.lines if line is not gone and (goal is None or line.goal_id != goal)]

    def new_number(self) -> int:
        """A number that no new line has."""
        numbers = [line.line_id.removeprefix(NEW) for line in self.lines if line.line_id.startswith(NEW)]
        return max((int(number) for number in numbers), default=0) + 1

    def new_id(self) -> str:
        """An id of a new line."""
        return f"{NEW}{self.new_number()}"

    def sort(self) -> None:
        """Bring services to the goals that they were given."""
        self._fill(list(self.lines))

    def _add(self, line: TypedLine) -> int:
        self._fill([*self.lines, line])
        return self.lines.index(line)

    def _fill(self, lines: Sequence[TypedLine]) -> None:
        goals = [line for line in lines if line.kind is LineKind.GOAL]
        services = [line for line in lines if line.kind is LineKind.SERVICE]
        ids = {goal.line_id for goal in goals}
        found: list[TypedLine] = []
        for goal in goals:
            found += [goal, *(service for service in services if service.goal_id == goal.line_id)]
        self.lines = [*found, *(service for service in services if service.goal_id not in ids)]


def _from_raw(raw: Mapping[str, Any]) -> TypedLine:
    kind = LineKind(raw["kind"])
    return TypedLine(
        line_id=str(raw["id"]), kind=kind, values=build(_KINDS[kind], raw["values"]), unread=dict(raw["unread"])
    )


def field_names(kind: LineKind) -> tuple[str, ...]:
    """The names of a line's fields, in their order."""
    return tuple(each.name for each in fields(_KINDS[kind]))
