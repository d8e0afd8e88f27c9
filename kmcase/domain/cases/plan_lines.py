"""The lines of a service plan: goals that can be measured, services that lead there, and what differs between wordings.

Every field of a line is a multi-value field (`domain.versions`), in a write `goal/<id>/text` (`PlanField`): what two
workers write apart merges field by field, and one field written twice stands twice until somebody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar

from kmcase.domain.casework import ServiceKind
from kmcase.domain.events import build_fields
from kmcase.domain.versions import Resolved, Version, differ


class LineKind(StrEnum):
    """What a line is; the words are `case_plans.line.<value>`."""

    GOAL = "goal"
    SERVICE = "service"


class Progress(StrEnum):
    """How far a service is; the words are `case_plans.progress.<value>`."""

    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    GIVEN_UP = "given_up"

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be done."""
        return self in (Progress.PLANNED, Progress.BEGUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValues:
    """What shall be reached: `need` is why, `indicator` how anybody can see it, `due` the day by which."""

    dimension: str = ""
    need: str = ""
    text: str = ""
    indicator: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceValues:
    """What is done for a goal: by whom (`responsible`, a staff id) with which agency, from when to when."""

    goal_id: str = ""
    kind: ServiceKind = ServiceKind.DIRECT
    dimension: str = ""
    text: str = ""
    responsible: str = ""
    agency: str = ""
    start: date | None = None
    due: date | None = None
    indicator: str = ""


Values = GoalValues | ServiceValues
_VALUES: Mapping[LineKind, type[GoalValues] | type[ServiceValues]] = {
    LineKind.GOAL: GoalValues,
    LineKind.SERVICE: ServiceValues,
}
_REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PlanField:
    """A field of a line, in a write `goal/<id>/text`.

    `removed` holds the events whose values the remover saw: what somebody wrote apart brings the line back, beside the
    word that it was removed. An empty one keeps a line that was removed.
    """

    kind: LineKind
    line_id: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind.value}/{self.line_id}/{self.name}"

    @classmethod
    def parse(cls, written: str) -> PlanField:
        """A field by its name in a write; raises `ValueError` for what is none."""
        return _parsed(written)

    @property
    def says_removed(self) -> bool:
        """Whether it is no value of the line but says that the line is taken away."""
        return self.name == _REMOVED


@lru_cache(maxsize=4096)
def _parsed(written: str) -> PlanField:
    kind, line_id, name = written.split("/")
    found = PlanField(kind=LineKind(kind), line_id=line_id, name=name)
    if not line_id or name not in line_fields(found.kind) | {_REMOVED}:
        raise ValueError(f"no field of a plan: {written}")
    return found


def line_fields(kind: LineKind) -> frozenset[str]:
    """The names of a line's values."""
    return frozenset(each.name for each in fields(_VALUES[kind]))


def removal(kind: LineKind, line_id: str) -> PlanField:
    """The field that says that a line is taken away."""
    return PlanField(kind=kind, line_id=line_id, name=_REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal as it stands; `conflicts` are its fields for which differing values stand."""

    kind: ClassVar[LineKind] = LineKind.GOAL
    line_id: str
    values: GoalValues
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service as it stands; `conflicts` as of a goal."""

    kind: ClassVar[LineKind] = LineKind.SERVICE
    line_id: str
    values: ServiceValues
    conflicts: frozenset[str] = frozenset()


Line = Goal | Service
Wording = tuple[tuple[tuple[str, Values], ...], tuple[tuple[str, Values], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """The lines of a plan in the order in which they were begun."""

    goals: tuple[Goal, ...] = ()
    services: tuple[Service, ...] = ()

    def __iter__(self) -> Iterator[Line]:
        return iter((*self.goals, *self.services))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is planned."""
        return not self.goals and not self.services

    @property
    def wording(self) -> Wording:
        """What stands on paper: two contents with equal wording are one text."""
        goals: Iterable[Line] = self.goals
        services: Iterable[Line] = self.services
        one, other = (tuple((line.line_id, line.values) for line in part) for part in (goals, services))
        return one, other

    @property
    def conflicts(self) -> bool:
        """Whether something that was written apart waits for a decision."""
        return any(line.conflicts for line in self)

    def services_of(self, goal_id: str) -> tuple[Service, ...]:
        """The services of a goal."""
        return tuple(service for service in self.services if service.values.goal_id == goal_id)

    @property
    def loose(self) -> tuple[Service, ...]:
        """Services whose goal is not there: it was removed, or has not arrived."""
        known = {goal.line_id for goal in self.goals}
        return tuple(service for service in self.services if service.values.goal_id not in known)


def content_of(resolved: Resolved) -> PlanContent:
    """The lines of a set of writes."""
    parts: dict[tuple[LineKind, str], dict[str, tuple[Version, ...]]] = {}
    for name, versions in sorted(resolved.versions.items()):
        where = PlanField.parse(name)
        parts.setdefault((where.kind, where.line_id), {})[where.name] = versions
    goals: list[Goal] = []
    services: list[Service] = []
    for (kind, line_id), standing in parts.items():
        removed = standing.pop(_REMOVED, ())
        apart = _written_apart(standing, removed)
        if removed and not apart and removed[-1].value:
            continue
        shown = {name: versions[-1].value for name, versions in standing.items() if versions[-1].value is not None}
        differing = {name for name, found in standing.items() if differ(found)}
        conflicts = frozenset(differing | ({_REMOVED} if apart else set()))
        if kind is LineKind.GOAL:
            goals.append(
                Goal(line_id=line_id, values=GoalValues(**build_fields(GoalValues, shown)), conflicts=conflicts)
            )
        else:
            values = ServiceValues(**build_fields(ServiceValues, shown))
            services.append(Service(line_id=line_id, values=values, conflicts=conflicts))
    return PlanContent(goals=tuple(goals), services=tuple(services))


def _written_apart(standing: Mapping[str, tuple[Version, ...]], removed: tuple[Version, ...]) -> bool:
    """Whether somebody removed a line, and somebody who did not know it wrote or kept it."""
    if not any(version.value for version in removed):
        return False
    seen = {event_id for version in removed for event_id in version.value}
    written = {version.event_id for versions in standing.values() for version in versions}
    return not written <= seen or not all(version.value for version in removed)


def check_fields(values: Mapping[str, Any]) -> None:
    """Raise `ValueError`, `KeyError` or `TypeError` for what no plan holds."""
    for name, value in values.items():
        where = PlanField.parse(name)
        if where.says_removed:
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise TypeError("who removes a line names the events that he saw")
        else:
            build_fields(_VALUES[where.kind], {where.name: value})


class Change(StrEnum):
    """What became of a line between two wordings; the words are `case_plans.change.<value>`."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A line that differs; `names` are the fields that do, in the order of the line, of a changed line alone."""

    kind: LineKind
    line_id: str
    change: Change
    before: Values | None = None
    after: Values | None = None
    names: tuple[str, ...] = ()


def differences(before: PlanContent, after: PlanContent) -> tuple[LineChange, ...]:
    """What differs, line by line: goals first, in the order of the lines."""
    return tuple(
        change
        for kind, (old, new) in zip(LineKind, zip(before.wording, after.wording, strict=True), strict=True)
        for change in _differing(kind, dict(old), dict(new))
    )


def _differing(kind: LineKind, old: Mapping[str, Values], new: Mapping[str, Values]) -> Iterator[LineChange]:
    for line_id in sorted(old.keys() | new.keys()):
        was, now = old.get(line_id), new.get(line_id)
        if was is None:
            yield LineChange(kind=kind, line_id=line_id, change=Change.ADDED, after=now)
        elif now is None:
            yield LineChange(kind=kind, line_id=line_id, change=Change.REMOVED, before=was)
        elif was != now:
            names = tuple(each.name for each in fields(was) if getattr(was, each.name) != getattr(now, each.name))
            yield LineChange(kind=kind, line_id=line_id, change=Change.CHANGED, before=was, after=now, names=names)
