"""Plans of the clients: from worked examples and phrases, reviewed, agreed, approved, carried out, revised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from kmcase.application.cases import EndTask, PlanTask, PutOffTask, ReportProgress, WritePlan
from kmcase.application.read.case_plans import PlanPage
from kmcase.cli.sample.shelter.diary import ServiceTold
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.receiving import move
from kmcase.cli.sample.shelter.words import (
    ASKED_BACK,
    PLAN_COMMENTS,
    PUT_OFF,
    REVISED,
    TASKS,
    WHY_NOT,
    results,
)
from kmcase.domain.cases.plan_examples import taken_over
from kmcase.domain.cases.plan_lines import Progress, ServiceValues
from kmcase.domain.cases.plan_writing import WrittenGoal, WrittenService
from kmcase.domain.cases.plans import Agreement
from kmcase.domain.cases.tasks import TaskKind, TaskState
from kmcase.domain.casework import PhraseKind, ServiceKind
from kmcase.rules.casework import shipped_casework

SERVICES_A_CLIENT = 10
_PLANNED_SHARE = 0.9
"""So many of all clients have a plan at the end; the rest left before, or have just come."""
_MORE = 3
"""Services that a revision may add."""


def plan(house: House, live: Live) -> None:
    """Write the plan today and send it; review, agreement and approval follow."""
    if live.ended or live.planned:
        return
    live.planned = True
    _write(house, live)
    services = house.of(live.manager)
    house.pass_time()
    services.case_plans.send(live.case_id, "ขอความเห็นก่อนคุยกับผู้ใช้บริการ")
    move(house, live, "plan")
    house.at(house.today + timedelta(days=1), 10.5, partial(_review, house, live))
    for number in range(2 + live.client.number % 2):
        house.at(house.today + timedelta(days=number * 2), 15.5, partial(_plan_task, house, live, number))


def _write(house: House, live: Live) -> None:
    page = house.of(live.manager).case_plans.plan_of(live.case_id)
    example = next(one for one in shipped_casework().examples if one.code == live.client.example)
    goals, lines = taken_over(example, "th", house.today, house.staff(live.manager))
    wanted = _services_wanted(house) - len(lines)
    number = len(goals) + len(lines)
    said = {line.values.text for line in lines}
    more = tuple(_from_phrase(house, live, goals, number + place, said) for place in range(1, wanted + 1))
    lines = (*(_shared(house, live, place, line) for place, line in enumerate(lines)), *more)
    house.of(live.manager).case_plans.write(
        WritePlan(case_id=live.case_id, goals=goals, services=lines, seen=page.seen)
    )
    _remember(house, live)


def _services_wanted(house: House) -> int:
    """How many services this plan has, so that all plans together come to what the year is to have."""
    plans = sum(1 for live in house.live.values() if live.planned)
    target = SERVICES_A_CLIENT * min(house.clients, plans / _PLANNED_SHARE)
    return max(4, min(16, round(target) - house.diary.services))


def _shared(house: House, live: Live, place: int, line: WrittenService) -> WrittenService:
    """Every third service is in the worker's hands."""
    who = live.worker if place % 3 == 2 else live.manager
    return replace(line, values=replace(line.values, responsible=house.staff(who)))


def _from_phrase(
    house: House, live: Live, goals: tuple[WrittenGoal, ...], number: int, said: set[str]
) -> WrittenService:
    """A service of the phrase bank that the plan does not have yet, if there is one; `said` grows by it."""
    rand = house.rand
    goal = goals[number % len(goals)]
    phrases = shipped_casework().phrases
    dimension = rand.choice((goal.values.dimension, "health", "access", "recreation", "rights"))
    known = [one for one in phrases if (one.dimension, one.kind) == (dimension, PhraseKind.SERVICE)]
    text = rand.choice([one for one in known if one.th not in said] or known)
    said.add(text.th)
    sign = rand.choice([one for one in phrases if (one.dimension, one.kind) == (dimension, PhraseKind.INDICATOR)])
    kind = {"rights": ServiceKind.RIGHTS, "recreation": ServiceKind.GROUP}.get(dimension, ServiceKind.DIRECT)
    start = house.today + timedelta(days=rand.randint(0, 14))
    values = ServiceValues(
        goal_id=goal.goal_id,
        kind=kind,
        dimension=dimension,
        text=text.th,
        responsible=house.staff(rand.choice((live.manager, live.worker))),
        start=start,
        due=start + timedelta(days=rand.choice((14, 21, 30, 45))),
        indicator=sign.th,
    )
    return WrittenService(service_id=f"+{number}", values=values)


def _remember(house: House, live: Live) -> None:
    """Tell the diary of the services that are new."""
    live.told.written_on.append(house.today)
    for service in house.of(live.manager).case_plans.plan_of(live.case_id).plan.content.services:
        if service.line_id not in live.told.services:
            values = service.values
            live.texts[service.line_id] = values.text
            live.told.services[service.line_id] = ServiceTold(
                kind=values.kind, dimension=values.dimension, due=values.due, planned_on=house.today
            )


def _review(house: House, live: Live) -> None:
    if live.ended:
        return
    page = house.of(live.worker).case_plans.plan_of(live.case_id)
    plans, number = house.of(live.worker).case_plans, live.client.number
    if number % 4 == 1:
        goal = page.plan.content.goals[0]
        comment_id = plans.comment(live.case_id, goal.line_id, PLAN_COMMENTS[number // 4 % len(PLAN_COMMENTS)]).value
        house.pass_time()
        house.of(live.manager).case_plans.answer(live.case_id, comment_id, "แก้ตามนี้แล้ว ขอบคุณค่ะ")
    if number % 10 == 3:
        plans.review(live.case_id, False, ASKED_BACK[number // 10 % len(ASKED_BACK)])
        house.at(house.today + timedelta(days=2), 9.5, partial(_send_again, house, live))
        return
    plans.review(live.case_id, True, "ใช้ได้")
    house.at(house.today + timedelta(days=1), 13.5, partial(agree, house, live))


def _send_again(house: House, live: Live) -> None:
    """One date is put right, and another looks at it."""
    if live.ended:
        return
    page = house.of(live.manager).case_plans.plan_of(live.case_id)
    goals, lines = written(page)
    first = replace(lines[0], values=replace(lines[0].values, due=house.today + timedelta(days=21)))
    command = WritePlan(case_id=live.case_id, goals=goals, services=(first, *lines[1:]), seen=page.seen)
    house.of(live.manager).case_plans.write(command)
    live.told.services[first.service_id].due = first.values.due
    house.of(live.manager).case_plans.send(live.case_id, "แก้วันครบกำหนดแล้ว")
    house.pass_time()
    house.of(live.worker).case_plans.review(live.case_id, True, "ครบแล้ว")
    house.at(house.today + timedelta(days=1), 14, partial(agree, house, live))


def agree(house: House, live: Live) -> None:
    """The client signs, or says why not; the director puts the plan in force on the next day."""
    if live.ended:
        return
    number = live.client.number
    why_not = WHY_NOT[number % len(WHY_NOT)] if number % 19 == 6 else ""
    agreement = Agreement(why_not=why_not) if why_not else Agreement(signed=house.signed(live.client, 5))
    house.of(live.manager).case_plans.agree(live.case_id, agreement)
    house.at(house.today + timedelta(days=1), 11.5, partial(_approve, house, live))


def _approve(house: House, live: Live) -> None:
    if live.ended:
        return
    house.of("director").case_plans.approve(live.case_id)
    first = not live.told.approved_on
    live.told.approved_on.append(house.today)
    live.rewriting = False
    if first:
        move(house, live, "serve")
        if live.client.number % 4 == 2:
            house.at(house.today + timedelta(days=house.rand.randint(20, 35)), 13, partial(revise, house, live))
    for service_id, service in live.told.services.items():
        if service_id not in live.followed:
            live.followed.add(service_id)
            _begin_at(house, live, service_id, service)


def _begin_at(house: House, live: Live, service_id: str, service: ServiceTold) -> None:
    """When a service is begun and how it ends: most in time, some late, some given up, some never touched."""
    rand, due = house.rand, service.due or house.today + timedelta(days=30)
    fate = rand.random()
    if fate < 0.06:
        return
    length = max(2, (due - house.today).days)
    begun = house.today + timedelta(days=rand.randint(0, max(1, length // 2)))
    house.at(begun, rand.uniform(9, 16), partial(_report, house, live, service_id, Progress.BEGUN))
    if fate < 0.14:
        return
    ended = max(begun + timedelta(days=1), due + timedelta(days=rand.randint(-length // 2, 8)))
    last = Progress.GIVEN_UP if fate < 0.20 else Progress.DONE
    house.at(ended, rand.uniform(9, 16.5), partial(_report, house, live, service_id, last))


def _report(house: House, live: Live, service_id: str, progress: Progress) -> None:
    service = live.told.services[service_id]
    if live.ended or (service.words and not service.words[-1][1].is_open):
        return
    command = ReportProgress(
        case_id=live.case_id,
        service_id=service_id,
        progress=progress,
        on=house.today,
        result=house.rand.choice(results(live.texts[service_id], progress)),
    )
    house.of(house.rand.choice((live.manager, live.worker))).case_plans.progress(command)
    service.words.append((house.today, progress))


def revise(house: House, live: Live, decision_id: str = "") -> None:
    """A conference or the review of the case changes the plan: more time for one service, others added."""
    if live.ended or live.rewriting or not live.told.approved_on:
        return
    live.rewriting = True
    page = house.of(live.manager).case_plans.plan_of(live.case_id)
    goals, lines = written(page)
    number = live.client.number
    later = replace(lines[-1].values, due=house.today + timedelta(days=30))
    said = {line.values.text for line in lines}
    more = tuple(_from_phrase(house, live, goals, 50 + place, said) for place in range(1 + number % _MORE))
    reason = "" if decision_id else REVISED[number // 4 % len(REVISED)]
    house.of(live.manager).case_plans.write(
        WritePlan(
            case_id=live.case_id,
            goals=goals,
            services=(*lines[:-1], replace(lines[-1], values=later), *more),
            seen=page.seen,
            reason=reason,
            decision_id=decision_id,
        )
    )
    live.told.services[lines[-1].service_id].due = later.due
    _remember(house, live)
    house.at(house.today + timedelta(days=1), 10, partial(agree, house, live))


def written(page: PlanPage) -> tuple[tuple[WrittenGoal, ...], tuple[WrittenService, ...]]:
    """The lines of a plan as its editor begins with them."""
    content = page.plan.content
    goals = tuple(WrittenGoal(goal_id=goal.line_id, values=goal.values) for goal in content.goals)
    return goals, tuple(WrittenService(service_id=one.line_id, values=one.values) for one in content.services)


def _plan_task(house: House, live: Live, number: int) -> None:
    if live.ended:
        return
    rand = house.rand
    kind, what = TASKS[(live.client.number + number) % len(TASKS)]
    due = house.today + timedelta(days=rand.randint(3, 20))
    tasks = house.of(live.manager).case_tasks
    who = rand.choice(live.writers)
    task_id = tasks.plan(
        PlanTask(case_id=live.case_id, kind=TaskKind(kind), what=what, due=due, responsible=house.staff(who))
    ).value
    house.diary.tasks += 1
    fate = rand.random()
    if fate < 0.15:
        house.at(due, 16, partial(_put_off, house, live, task_id))
    elif fate < 0.9:
        house.at(
            due + timedelta(days=rand.randint(-2, 2)), 16.25, partial(_end_task, house, live, task_id, fate < 0.85)
        )


def _put_off(house: House, live: Live, task_id: str) -> None:
    if live.ended:
        return
    due: date = house.today + timedelta(days=7)
    reason = house.rand.choice(PUT_OFF)
    house.of(live.manager).case_tasks.put_off(
        PutOffTask(case_id=live.case_id, task_id=task_id, due=due, responsible="", reason=reason)
    )
    house.at(due, 15, partial(_end_task, house, live, task_id, True))


def _end_task(house: House, live: Live, task_id: str, done: bool) -> None:
    if live.ended:
        return
    state = TaskState.DONE if done else TaskState.GIVEN_UP
    note = "" if done else "ผู้ใช้บริการขอไม่ทำเรื่องนี้แล้ว"
    house.of(live.manager).case_tasks.end(
        EndTask(case_id=live.case_id, task_id=task_id, state=state, on=house.today, note=note)
    )
