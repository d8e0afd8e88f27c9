"""Tasks of cases: planned, put off, done or given up; and the day of a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.cases.checks import require_in_case_work, require_past, require_reason
from kmcase.application.changes import Outcome
from kmcase.application.ports.case_tasks import TaskStands
from kmcase.application.read.case_tasks import CaseDay, DayGroup, OwnClient, TaskLine
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.secrecy import Viewer, may_see
from kmcase.domain.cases.tasks import ENDS, TaskEnded, TaskKind, TaskPlanned, TaskPutOff, TaskState
from kmcase.domain.errors import require_that

MOST_LINES = 300
"""So many lines of a day are shown; the longest overdue come first, and the counts are of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """Something to do until a day by a member of staff, the actor where nobody is named."""

    case_id: str
    kind: TaskKind
    what: str
    due: date
    responsible: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOffTask:
    """Another day, perhaps somebody else, and why."""

    case_id: str
    task_id: str
    due: date
    responsible: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTask:
    """Done or given up; what is given up says why."""

    case_id: str
    task_id: str
    state: TaskState
    on: date
    note: str = ""


class CaseTaskService:
    """Use cases of tasks."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def tasks(self, case_id: str) -> tuple[TaskLine, ...]:
        """Tasks of a case, the open ones first; raises `cases.unknown`."""
        with self._work.read("case_tasks.read") as reading:
            return reading.case_tasks.tasks(case_id)

    def day(self, *, own: bool = True, group: DayGroup | None = None) -> CaseDay:
        """What is due within a week: the actor's own, or in all cases that he may see."""
        with self._work.read("case_tasks.read") as reading:
            return reading.case_tasks.day(own=own, group=group, most=MOST_LINES)

    def clients(self) -> tuple[OwnClient, ...]:
        """The actor's open cases with the next step of each."""
        with self._work.read("case_tasks.read") as reading:
            return reading.case_tasks.clients()

    def morning(self, *, own: bool = True, group: DayGroup | None = None) -> tuple[CaseDay, tuple[OwnClient, ...]]:
        """A day and the actor's own clients, of one moment: what both are made of is read once."""
        with self._work.read("case_tasks.read") as reading:
            queries = reading.case_tasks
            return queries.day(own=own, group=group, most=MOST_LINES), queries.clients()

    def plan(self, command: PlanTask) -> Outcome[str]:
        """Plan a task; gives its id. A day that is over already is taken: what was missed is still to be done.

        Raises `case_tasks.empty`, `cases.not_in_case_work`, `case_tasks.not_of_team`, each beside its field.
        """
        with self._work.begin("case_tasks.plan") as unit:
            task_id = plan_task(unit, command)
            return unit.commit(task_id)

    def put_off(self, command: PutOffTask) -> Outcome[str]:
        """Another day or somebody else, with a reason.

        Raises `case_tasks.unknown`, `case_tasks.ended`, `cases.reason_missing`, `case_tasks.due_passed` and what a
        responsible person is refused for.
        """
        with self._work.begin("case_tasks.put_off") as unit:
            head = unit.cases.head(command.case_id)
            stands = _open_task(unit, command.case_id, command.task_id)
            reason = require_reason(command.reason)
            require_that(command.due >= unit.today, "case_tasks.due_passed", "due")
            responsible = command.responsible or stands.responsible
            _require_responsible(unit, head, responsible)
            unit.record(
                TaskPutOff(
                    case_id=head.case_id,
                    task_id=command.task_id,
                    due=command.due,
                    responsible=responsible,
                    reason=reason,
                )
            )
            return unit.commit(command.task_id)

    def end(self, command: EndTask) -> Outcome[str]:
        """Done or given up.

        Raises `case_tasks.unknown`, `case_tasks.ended`, `cases.in_future` beside the day, `cases.reason_missing` where
        it is given up without a word.
        """
        with self._work.begin("case_tasks.end") as unit:
            head = unit.cases.head(command.case_id)
            _open_task(unit, command.case_id, command.task_id)
            require_that(command.state in ENDS, "case_tasks.no_end", "state")
            require_past(unit, command.on)
            told = command.note.strip() if command.state is TaskState.DONE else require_reason(command.note, "note")
            unit.record(
                TaskEnded(case_id=head.case_id, task_id=command.task_id, state=command.state, on=command.on, note=told)
            )
            return unit.commit(command.task_id)


def plan_task(unit: Unit, command: PlanTask) -> str:
    """Plan a task in somebody's unit; gives its id. Raises what `CaseTaskService.plan` raises."""
    head = unit.cases.head(command.case_id)
    require_that(bool(command.what.strip()), "case_tasks.empty", "what")
    responsible = command.responsible or unit.actor.staff_id
    _require_responsible(unit, head, responsible)
    task_id = unit.ids.new()
    unit.record(
        TaskPlanned(
            case_id=head.case_id,
            task_id=task_id,
            kind=command.kind,
            what=command.what.strip(),
            due=command.due,
            responsible=responsible,
        )
    )
    return task_id


def _open_task(unit: Unit, case_id: str, task_id: str) -> TaskStands:
    stands = unit.case_tasks.task(case_id, task_id)
    require_that(stands.state is TaskState.OPEN, "case_tasks.ended")
    return stands


def _require_responsible(unit: Unit, head: CaseHead, staff_id: str) -> None:
    """Somebody in case work who may see the case: else the task would be nobody's."""
    member = require_in_case_work(unit, staff_id, "responsible")
    of_team = head.has_in_team(staff_id)
    viewer = Viewer(staff_id=staff_id, roles=member.roles)
    sees = may_see(viewer, restricted=head.restricted, of_team=of_team, broke_glass=staff_id == unit.actor.staff_id)
    require_that(sees, "case_tasks.not_of_team", "responsible")
