"""Tasks: how one stands is what its planning and the set of words on it add up to, in whatever order they came."""

from __future__ import annotations

from kmcase.domain.cases.tasks import TaskEnded, TaskPlanned, TaskPutOff, TaskState
from kmcase.domain.versions import event_order
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import case_tasks as tables
from kmcase.persistence.statements import Row, Rows


@folds(TaskPlanned)
def _planned(rows: Rows, at: At, event: TaskPlanned) -> None:
    put_newest(
        rows,
        tables.case_task,
        at,
        case_id=event.case_id,
        task_id=event.task_id,
        kind=event.kind,
        what=event.what,
        due=event.due.isoformat(),
        responsible=event.responsible,
        planned_by=at.actor,
    )
    _stand(rows, event.case_id, event.task_id)


@folds(TaskPutOff)
def _put_off(rows: Rows, at: At, event: TaskPutOff) -> None:
    _say(rows, at, event, TaskState.OPEN, event.due.isoformat(), event.responsible, event.reason)


@folds(TaskEnded)
def _ended(rows: Rows, at: At, event: TaskEnded) -> None:
    _say(rows, at, event, event.state, event.on.isoformat(), "", event.note)


def _say(
    rows: Rows, at: At, event: TaskPutOff | TaskEnded, state: TaskState, on_day: str, responsible: str, note: str
) -> None:
    rows.insert(
        tables.case_task_word,
        event_id=at.event_id,
        case_id=event.case_id,
        task_id=event.task_id,
        state=state,
        on_day=on_day,
        responsible=responsible,
        note=note,
        said_at=at.at,
        said_by=at.actor,
    )
    _stand(rows, event.case_id, event.task_id)


def _stand(rows: Rows, case_id: str, task_id: str) -> None:
    """Say how a task stands now; nothing where only words of it came yet."""
    planned = rows.one(tables.case_task, case_id=case_id, task_id=task_id)
    if planned is None:
        return
    words = rows.all(tables.case_task_word, case_id=case_id, task_id=task_id)
    delays = [word for word in words if word["state"] == TaskState.OPEN]
    ends = [word for word in words if word["state"] != TaskState.OPEN]
    delay = max(delays, key=_order, default=None)
    end = max(ends, key=_order, default=None)
    last = end or delay
    rows.put(
        tables.case_task_now,
        case_id=case_id,
        task_id=task_id,
        state=end["state"] if end else TaskState.OPEN,
        due=delay["on_day"] if delay else planned["due"],
        responsible=delay["responsible"] if delay else planned["responsible"],
        ended_on=end["on_day"] if end else "",
        note=last["note"] if last else "",
        times_put_off=len(delays),
    )


def _order(word: Row) -> tuple[str, str, int]:
    return event_order(word["said_at"], word["event_id"])
