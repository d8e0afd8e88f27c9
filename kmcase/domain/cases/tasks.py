"""What is to be done in a case by somebody until a day: done, put off, or given up, each with what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import event


class TaskKind(StrEnum):
    """What kind of task; the words are `case_tasks.kind.<value>`."""

    FOLLOW_UP = "follow_up"
    VISIT = "visit"
    OTHER = "other"


class TaskState(StrEnum):
    """How a task stands; the words are `case_tasks.state.<value>`."""

    OPEN = "open"
    DONE = "done"
    GIVEN_UP = "given_up"


ENDS = (TaskState.DONE, TaskState.GIVEN_UP)
"""How a task ends."""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlanned(OfCase):
    """Something is to be done until a day by a member of staff."""

    TYPE = "case.task_planned"
    case_id: str
    task_id: str
    kind: TaskKind
    what: str
    due: date
    responsible: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPutOff(OfCase):
    """Another day, or somebody else, for a reason. Of several the newest stands, and all are kept."""

    TYPE = "case.task_put_off"
    case_id: str
    task_id: str
    due: date
    responsible: str
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEnded(OfCase):
    """It is done, or given up, on a day; `note` says what came of it. Whoever put it off apart does not open it."""

    TYPE = "case.task_ended"
    case_id: str
    task_id: str
    state: TaskState
    on: date
    note: str
