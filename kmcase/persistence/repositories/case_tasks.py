"""Tasks of a case."""

from __future__ import annotations

from datetime import date

from kmcase.application.ports.case_tasks import TaskStands
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.errors import DomainError
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_tasks as tables


class SqlCaseTasks(SqlCases):
    """`CaseTaskRepository` on rows."""

    def task(self, case_id: str, task_id: str) -> TaskStands:
        """How a task stands; raises `case_tasks.unknown`, `cases.unknown`."""
        self.require(case_id)
        row = self._rows.one(tables.case_task_now, case_id=case_id, task_id=task_id)
        if row is None:
            raise DomainError("case_tasks.unknown")
        return TaskStands(
            state=TaskState(row["state"]), due=date.fromisoformat(row["due"]), responsible=row["responsible"]
        )
