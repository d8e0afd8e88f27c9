"""Tasks of cases on both engines, and what a worker's day counts and shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import (
    CaseNoteService,
    CaseTaskService,
    ChangeTeam,
    EndTask,
    MoveCase,
    PlanTask,
    PutOffTask,
)
from kmcase.application.read.case_tasks import DayGroup, DayKind
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.notes import WatchKind, WatchSaid
from kmcase.domain.cases.tasks import TaskKind, TaskState
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases, join
from tests.case_ending_builders import a_closed_case, a_referral, coming_in, going_out
from tests.case_plan_builders import service, write
from tests.contract.test_case_notes import note
from tests.contract.test_cases import refused
from tests.state import state_of

DAY = date(2024, 6, 10)


def tasks(office: TestOffice, login: str = "social") -> CaseTaskService:
    return CaseTaskService(office.work(login))


def task(case_id: str, **changes: Any) -> PlanTask:
    values: dict[str, Any] = {"kind": TaskKind.FOLLOW_UP, "what": "ถามเรื่องยา", "due": DAY}
    return PlanTask(case_id=case_id, **{**values, **changes})


def ending(case_id: str, task_id: str, **changes: Any) -> EndTask:
    values: dict[str, Any] = {"state": TaskState.DONE, "on": DAY, "note": "กินยาครบ"}
    return EndTask(case_id=case_id, task_id=task_id, **{**values, **changes})


def test_a_task_is_planned_put_off_with_a_reason_and_done(office: TestOffice) -> None:
    case_id = a_case(office)
    task_id = tasks(office).plan(task(case_id)).value
    delay = PutOffTask(case_id=case_id, task_id=task_id, due=date(2024, 6, 12), responsible="officer", reason="ฝนตก")
    tasks(office).put_off(delay)
    [line] = tasks(office).tasks(case_id)
    assert (line.due, line.responsible, line.note, line.times_put_off) == (date(2024, 6, 12), "officer", "ฝนตก", 1)
    tasks(office, "officer").end(ending(case_id, task_id))
    [line] = tasks(office).tasks(case_id)
    assert (line.state, line.ended_on, line.note, line.late) == (TaskState.DONE, DAY, "กินยาครบ", False)
    for again in (lambda: tasks(office).end(ending(case_id, task_id)), lambda: tasks(office).put_off(delay)):
        with refused("case_tasks.ended"):
            again()


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"what": " "}, "case_tasks.empty", "what"),
        ({"responsible": "finance"}, "cases.not_in_case_work", "responsible"),
        ({"responsible": "assistant"}, "case_tasks.not_of_team", "responsible"),
    ],
)
def test_a_task_that_nobody_can_do_is_not_planned(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str
) -> None:
    case_id = a_case(office)
    with refused(code, field):
        tasks(office).plan(task(case_id, **wrong))
    assert tasks(office).tasks(case_id) == ()


def test_of_a_restricted_case_only_the_team_is_responsible(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    with refused("case_tasks.not_of_team", "responsible"):
        tasks(office).plan(task(case_id, responsible="officer"))
    join(office, case_id, "officer")
    tasks(office).plan(task(case_id, responsible="officer"))
    with refused("cases.unknown"):
        tasks(office, "director").tasks(case_id)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"reason": " "}, "cases.reason_missing", "reason"),
        ({"due": DAY - timedelta(days=1)}, "case_tasks.due_passed", "due"),
        ({"responsible": "finance"}, "cases.not_in_case_work", "responsible"),
        ({"task_id": "other"}, "case_tasks.unknown", None),
    ],
)
def test_a_task_is_not_put_off_without_reason_or_into_the_past(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    case_id = a_case(office)
    values = {"task_id": tasks(office).plan(task(case_id)).value, "due": DAY, "responsible": "", "reason": "ฝนตก"}
    with refused(code, field):
        tasks(office).put_off(PutOffTask(case_id=case_id, **{**values, **wrong}))


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"state": TaskState.OPEN}, "case_tasks.no_end", "state"),
        ({"on": DAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"state": TaskState.GIVEN_UP, "note": ""}, "cases.reason_missing", "note"),
    ],
)
def test_a_task_that_is_given_up_says_why(office: TestOffice, wrong: dict[str, Any], code: str, field: str) -> None:
    case_id = a_case(office)
    task_id = tasks(office).plan(task(case_id)).value
    with refused(code, field):
        tasks(office).end(ending(case_id, task_id, **wrong))
    tasks(office).end(ending(case_id, task_id, state=TaskState.GIVEN_UP))
    assert [line.state for line in tasks(office).tasks(case_id)] == [TaskState.GIVEN_UP]


def test_open_tasks_come_first_by_day(office: TestOffice) -> None:
    case_id = a_case(office)
    done = tasks(office).plan(task(case_id, what="เสร็จ")).value
    tasks(office).plan(task(case_id, what="ทีหลัง", due=date(2024, 6, 20)))
    tasks(office).plan(task(case_id, what="เลย", due=date(2024, 6, 1)))
    tasks(office).end(ending(case_id, done))
    assert [(line.what, line.late) for line in tasks(office).tasks(case_id)] == [
        ("เลย", True),
        ("ทีหลัง", False),
        ("เสร็จ", False),
    ]


def test_a_day_is_grouped_and_counts_ones_own_tasks_alone(office: TestOffice) -> None:
    case_id = a_case(office)
    for due in (-3, -1, 0, 5, 7, 8):
        tasks(office).plan(task(case_id, what=str(due), due=DAY + timedelta(days=due)))
    tasks(office).plan(task(case_id, what="ของคนอื่น", responsible="officer"))
    day = tasks(office).day()
    own = [line for line in day.lines if line.kind is DayKind.FOLLOW_UP]
    assert [(line.what, line.group) for line in own] == [
        ("-3", DayGroup.OVERDUE),
        ("-1", DayGroup.OVERDUE),
        ("0", DayGroup.TODAY),
        ("5", DayGroup.WEEK),
        ("7", DayGroup.WEEK),
    ]
    deadline = next(line for line in day.lines if line.kind is DayKind.DEADLINE)
    assert (deadline.due, deadline.group) == (date(2024, 6, 17), DayGroup.WEEK)
    assert (day.counts, day.count) == ({DayGroup.OVERDUE: 2, DayGroup.TODAY: 1, DayGroup.WEEK: 3}, 6)
    narrowed = {
        group: [line.what for line in tasks(office).day(group=group).lines if line.kind is DayKind.FOLLOW_UP]
        for group in DayGroup
    }
    assert narrowed == {DayGroup.OVERDUE: ["-3", "-1"], DayGroup.TODAY: ["0"], DayGroup.WEEK: ["5", "7"]}
    everybody = tasks(office).day(own=False)
    assert everybody.counts[DayGroup.TODAY] == 2
    assert "ของคนอื่น" in [line.what for line in everybody.lines]


@pytest.mark.parametrize("group", list(DayGroup))
def test_a_day_is_narrowed_to_a_group_and_still_counts_all(office: TestOffice, group: DayGroup) -> None:
    case_id = a_case(office)
    for due in (-1, 0, 1):
        tasks(office).plan(task(case_id, due=DAY + timedelta(days=due)))
    day = tasks(office).day(group=group)
    assert {line.group for line in day.lines} == {group}
    assert day.count == 4


def test_of_a_long_day_the_longest_overdue_are_shown(office: TestOffice) -> None:
    case_id = a_case(office)
    for due in (3, 1, 2):
        tasks(office).plan(task(case_id, what=str(due), due=DAY - timedelta(days=due)))
    with office.work("social").read("case_tasks.read") as reading:
        day = reading.case_tasks.day(own=True, group=None, most=2)
    assert ([line.what for line in day.lines], day.counts[DayGroup.OVERDUE]) == (["3", "2"], 3)


def test_a_watch_is_looked_at_by_the_team_on_its_day(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    watch = WatchSaid(kind=WatchKind.SELF_HARM, next_look=DAY)
    CaseNoteService(office.work("social")).write(note(case_id, watch=watch))
    [line] = [line for line in tasks(office).day().lines if line.kind is DayKind.WATCH]
    assert (line.group, line.restricted, line.record_id) == (DayGroup.TODAY, True, "self_harm")
    assert tasks(office, "director").day(own=False).lines == ()


def test_tasks_of_a_case_that_is_hidden_from_one_are_not_in_ones_day(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "assistant", TeamRole.ASSISTANT)
    tasks(office).plan(task(case_id, responsible="assistant"))
    assert tasks(office, "assistant").day().counts[DayGroup.TODAY] == 1
    cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="assistant", role=None))
    day = tasks(office, "assistant").day()
    assert (day.lines, day.count) == ((), 0)


def test_own_clients_stand_with_their_next_step(office: TestOffice) -> None:
    first, second = a_case(office), a_case(office)
    a_case(office, "officer")
    cases(office).move(MoveCase(case_id=second, stage="serve", on=DAY))
    tasks(office).plan(task(first, what="พรุ่งนี้", due=DAY + timedelta(days=1)))
    tasks(office).plan(task(first, what="วันนี้"))
    clients = tasks(office).clients()
    assert [(client.case_id, client.step.what if client.step else None) for client in clients] == [
        (second, None),
        (first, "วันนี้"),
    ]


def test_whoever_has_left_still_stands_with_what_they_were_to_do(office: TestOffice) -> None:
    case_id = a_case(office)
    tasks(office).plan(task(case_id, responsible="officer"))
    with office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE staff SET active = 0 WHERE staff_id = 'officer'")
    [line] = tasks(office).tasks(case_id)
    assert line.responsible_left


def test_tasks_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id = a_case(office)
    task_id = tasks(office).plan(task(case_id)).value
    tasks(office).put_off(PutOffTask(case_id=case_id, task_id=task_id, due=DAY, responsible="", reason="ไม่มีคนอยู่บ้าน"))
    office.clock.at = JUNE + timedelta(hours=1)
    tasks(office).end(ending(case_id, task_id))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_a_referral_that_waits_and_a_former_client_are_lines_of_the_day(office: TestOffice) -> None:
    case_id = a_case(office)
    a_referral(office, case_id, coming_in())
    closed = a_case(office)
    a_closed_case(office, closed)
    office.clock.advance(days=31)
    day = tasks(office).day()
    ending = {DayKind.REFERRAL, DayKind.LOOK_AFTER}
    found = {(line.kind, line.case_id, line.group) for line in day.lines if line.kind in ending}
    assert found == {
        (DayKind.REFERRAL, case_id, DayGroup.OVERDUE),
        (DayKind.LOOK_AFTER, closed, DayGroup.OVERDUE),
    }
    others = tasks(office, "officer").day(own=False).lines
    assert {line.kind for line in tasks(office, "officer").day().lines} & ending == set(), "another's clients"
    assert {line.kind for line in others} >= ending


def test_a_restricted_referral_is_a_line_of_its_team_alone(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    a_referral(office, case_id, going_out())
    [line] = [line for line in tasks(office).day().lines if line.kind is DayKind.REFERRAL]
    assert (line.case_id, line.restricted) == (case_id, True)
    assert not [line for line in tasks(office, "officer").day(own=False).lines if line.kind is DayKind.REFERRAL]


def test_services_of_plans_are_in_the_day_of_who_is_responsible(office: TestOffice) -> None:
    case_id = a_case(office)
    due = DAY + timedelta(days=2)
    write(office, case_id, services=(service(due=due, responsible="social"),))
    [line] = [line for line in tasks(office).day().lines if line.kind is DayKind.SERVICE]
    assert (line.case_id, line.due, line.group) == (case_id, due, DayGroup.WEEK)
    assert DayKind.SERVICE not in {line.kind for line in tasks(office, "officer").day().lines}
    assert DayKind.SERVICE in {line.kind for line in tasks(office, "officer").day(own=False).lines}
    [client] = tasks(office).clients()
    assert client.step is not None
    assert client.step.kind is DayKind.SERVICE


def test_a_morning_is_the_day_and_the_own_clients_of_one_moment(office: TestOffice) -> None:
    tasks(office).plan(task(a_case(office)))
    a_case(office, "officer")
    for own in (True, False):
        assert tasks(office).morning(own=own) == (tasks(office).day(own=own), tasks(office).clients())
