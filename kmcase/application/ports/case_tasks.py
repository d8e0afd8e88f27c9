"""Tasks of cases as use cases load them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.cases.tasks import TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStands:
    """How a task stands now."""

    state: TaskState
    due: date
    responsible: str


class CaseTaskRepository(Protocol):
    """Tasks of cases that the actor may see."""

    def task(self, case_id: str, task_id: str) -> TaskStands:
        """A task; raises `case_tasks.unknown`, `cases.unknown`."""
        ...
