"""What a worker's writing of a plan changes, against what he saw when he began, whatever arrived since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from kmcase.domain.cases.plan_lines import (
    GoalValues,
    LineKind,
    PlanField,
    ServiceValues,
    Values,
    content_of,
    removal,
)
from kmcase.domain.events import encode
from kmcase.domain.versions import Write, resolve

NEW = "+"
"""How the id of a line begins that its writer made up; it stands for a fresh one."""
_ASIDE = frozenset({"goal_id", "kind", "dimension", "responsible"})
Seen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenGoal:
    """A goal as somebody wrote it; the id of a new one is any text that begins with `NEW`."""

    goal_id: str
    values: GoalValues


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenService:
    """A service as somebody wrote it; ids as of goals, in `values.goal_id` too."""

    service_id: str
    values: ServiceValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Fields to write, and what was seen of each."""

    values: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)


def writing(
    writes: Sequence[Write], seen: Seen, goals: Iterable[WrittenGoal], services: Iterable[WrittenService]
) -> Writing:
    """The fields that differ from what was seen; lines that were seen and are not there any more are removed.

    What the writer left as it was is not written, so that it undoes nothing that another wrote meanwhile. A new line
    that says nothing is left out. `writes` are all of the plan, in their order.
    """
    known = _known(writes, seen)
    found = Writing()
    lines: list[tuple[LineKind, str, Values]] = [
        *((LineKind.GOAL, goal.goal_id, goal.values) for goal in goals),
        *((LineKind.SERVICE, service.service_id, service.values) for service in services),
    ]
    for kind, line_id, values in lines:
        _write_line(found, kind, line_id, values, known, seen)
    _remove_lines(found, writes, seen, kept={line_id for _, line_id, _ in lines})
    return found


def _remove_lines(found: Writing, writes: Sequence[Write], seen: Seen, kept: Collection[str]) -> None:
    """Take away what was shown and is not there any more, naming all that was seen of it."""
    shown = {event_id for events in seen.values() for event_id in events}
    before = content_of(resolve(write for write in writes if write.event_id in shown))
    for line in before:
        if line.line_id in kept:
            continue
        name = str(removal(line.kind, line.line_id))
        start = f"{line.kind.value}/{line.line_id}/"
        events = (event_id for field_name, ids in seen.items() if field_name.startswith(start) for event_id in ids)
        found.values[name] = sorted(set(events))
        if name in seen:
            found.seen[name] = seen[name]


def _known(writes: Sequence[Write], seen: Seen) -> dict[str, Any]:
    """The value of each field that was shown: of those seen the newest."""
    found = {}
    for name, events in seen.items():
        values = [write.values[name] for write in writes if write.event_id in events and name in write.values]
        if values:
            found[name] = values[-1]
    return found


def _write_line(
    found: Writing, kind: LineKind, line_id: str, values: Values, known: Mapping[str, Any], seen: Seen
) -> None:
    blank = type(values)()
    is_new = not any(_name(kind, line_id, each.name) in known for each in fields(values))
    if is_new and not _says_something(values):
        return
    for each in fields(values):
        name = _name(kind, line_id, each.name)
        value = encode(getattr(values, each.name))
        if value != known.get(name, encode(getattr(blank, each.name))):
            found.values[name] = value
            if name in seen:
                found.seen[name] = seen[name]


def _says_something(values: Values) -> bool:
    """Whether a new line says more than what a form fills in by itself."""
    said = (getattr(values, each.name) for each in fields(values) if each.name not in _ASIDE)
    return any(said)


def _name(kind: LineKind, line_id: str, field_name: str) -> str:
    return str(PlanField(kind=kind, line_id=line_id, name=field_name))
