"""What the words on a task add up to where two places wrote them apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.cases.tasks import TaskEnded, TaskKind, TaskPlanned, TaskPutOff, TaskState
from kmcase.persistence.fold import fold
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows.case_tasks import case_task, case_task_now, case_task_word
from kmcase.persistence.statements import Rows
from tests.entries_apart import HEARD, at, store_with

TABLES = (case_task, case_task_word, case_task_now, *HEARD)
OF = {"case_id": "case-1", "task_id": "task-1"}
DUE = date(2024, 6, 12)
PLANNED = TaskPlanned(**OF, kind=TaskKind.VISIT, what="เยี่ยม", due=DUE, responsible="m")


@pytest.fixture
def rows() -> Iterator[Rows]:
    with store_with(TABLES) as found:
        yield found


def put_off(day: int, responsible: str = "m") -> TaskPutOff:
    return TaskPutOff(**OF, due=date(2024, 6, day), responsible=responsible, reason=f"{day}")


def ended(state: TaskState, day: int) -> TaskEnded:
    return TaskEnded(**OF, state=state, on=date(2024, 6, day), note=state.value)


def standing(rows: Rows, *told: tuple[str, int, OfCase]) -> dict[str, Any] | None:
    """How the task stands after these entries: store, minute, what; a store's numbers rise with the minutes."""
    for store, minute, event in told:
        fold(rows, at(store, minute, minute), event, to_json(event))
    return rows.one(case_task_now, **OF)


def test_whoever_put_a_task_off_apart_does_not_open_it(rows: Rows) -> None:
    found = standing(rows, ("a", 1, PLANNED), ("b", 2, ended(TaskState.DONE, 11)), ("c", 3, put_off(20, "n")))
    assert found is not None
    assert (found["state"], found["ended_on"], found["note"]) == ("done", "2024-06-11", "done")
    assert (found["due"], found["responsible"], found["times_put_off"]) == ("2024-06-20", "n", 1)


def test_of_two_ends_and_of_two_delays_apart_the_newest_stands(rows: Rows) -> None:
    ends = (("b", 4, ended(TaskState.DONE, 11)), ("c", 5, ended(TaskState.GIVEN_UP, 12)))
    delays = (("b", 3, put_off(20, "n")), ("c", 2, put_off(25)))
    found = standing(rows, ("a", 1, PLANNED), *ends, *delays)
    assert found is not None
    assert (found["state"], found["ended_on"], found["note"]) == ("given_up", "2024-06-12", "given_up")
    assert (found["due"], found["responsible"], found["times_put_off"]) == ("2024-06-20", "n", 2)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_words_that_come_before_the_planning_wait_for_it(rows: Rows, order: tuple[int, ...]) -> None:
    told = (("a", 1, PLANNED), ("b", 2, put_off(20)), ("c", 3, ended(TaskState.DONE, 13)))
    for place in order[: order.index(0)]:
        assert standing(rows, told[place]) is None
    found = standing(rows, *(told[place] for place in order[order.index(0) :]))
    assert found is not None
    assert (found["state"], found["due"], found["ended_on"]) == ("done", "2024-06-20", "2024-06-13")
