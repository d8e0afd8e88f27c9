"""What lists show of tasks, and a worker's day. Whoever asks sees only what `domain.cases.secrecy` lets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.case_tasks import CaseTaskRepository
from kmcase.domain.cases.tasks import TaskKind, TaskState
from kmcase.domain.casework import Stage
from kmcase.domain.wording import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task of a case; `note` is why it was put off last, or what came of it. `late`: open, and its day is over."""

    task_id: str
    kind: TaskKind
    what: str
    state: TaskState
    due: date
    responsible: str
    responsible_name: str
    responsible_left: bool
    note: str
    ended_on: date | None
    times_put_off: int
    late: bool


class DayGroup(StrEnum):
    """How near something of a day is; the words are `my_day.group.<value>`."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


class DayKind(StrEnum):
    """What a line of a day is; the words are `my_day.kind.<value>`."""

    FOLLOW_UP = "follow_up"
    VISIT = "visit"
    OTHER = "other"
    WATCH = "watch"
    DEADLINE = "deadline"
    SERVICE = "service"
    LEAVE = "leave"
    REFERRAL = "referral"
    LOOK_AFTER = "look_after"
    NOTE_REVIEW = "note_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """Something due in a case: `record_id` tells lines of one kind and case apart, `group` is None beyond the week."""

    case_id: str
    record_id: str
    number: str
    name: str
    restricted: bool
    kind: DayKind
    what: Message | str
    due: date
    group: DayGroup | None
    responsible: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDay:
    """A day: how many lines of each group there are, and the first of them, the longest overdue at the top."""

    counts: Mapping[DayGroup, int]
    lines: tuple[DayLine, ...]

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClient:
    """An open case of one's own, and what comes next in it; `step` is None where nothing is planned."""

    case_id: str
    number: str
    name: str
    restricted: bool
    stage: Stage
    step: DayLine | None


class CaseTaskQueries(CaseTaskRepository, Protocol):
    """Tasks of cases that the viewer may see."""

    def tasks(self, case_id: str) -> tuple[TaskLine, ...]:
        """Tasks of a case, the open ones first by day, then the ended ones; raises `cases.unknown`."""
        ...

    def day(self, *, own: bool, group: DayGroup | None, most: int) -> CaseDay:
        """What is due within a week: one's own, or in all cases that the viewer may see."""
        ...

    def clients(self) -> tuple[OwnClient, ...]:
        """Open cases whose team the viewer is of, with the next step of each; those without one first."""
        ...
