"""Worked examples taken over into a plan: the same goals and services, with days counted from the present one."""

from __future__ import annotations

from datetime import date, timedelta

from kmcase.domain.cases.plan_lines import GoalValues, ServiceValues
from kmcase.domain.cases.plan_writing import NEW, WrittenGoal, WrittenService
from kmcase.domain.casework import ExampleGoal, ExampleService, PlanExample

_THAI = "th"


def taken_over(
    example: PlanExample, language: str, today: date, responsible: str, first: int = 1
) -> tuple[tuple[WrittenGoal, ...], tuple[WrittenService, ...]]:
    """New lines in a language (`th`, `en`), all in one person's hands at first; ids are numbered from `first`."""
    goals, services = [], []
    number = first
    for goal in example.goals:
        goal_id = f"{NEW}{number}"
        number += 1
        goals.append(WrittenGoal(goal_id=goal_id, values=_goal(goal, language, today)))
        for service in goal.services:
            values = _service(service, language, today, goal_id, responsible)
            services.append(WrittenService(service_id=f"{NEW}{number}", values=values))
            number += 1
    return tuple(goals), tuple(services)


def _goal(goal: ExampleGoal, language: str, today: date) -> GoalValues:
    thai = language == _THAI
    return GoalValues(
        dimension=goal.dimension,
        need=goal.need_th if thai else goal.need_en,
        text=goal.th if thai else goal.en,
        indicator=goal.indicator_th if thai else goal.indicator_en,
        due=today + timedelta(days=goal.until_day),
    )


def _service(service: ExampleService, language: str, today: date, goal_id: str, responsible: str) -> ServiceValues:
    thai = language == _THAI
    return ServiceValues(
        goal_id=goal_id,
        kind=service.kind,
        dimension=service.dimension,
        text=service.th if thai else service.en,
        responsible=responsible,
        agency=service.agency_th if thai else service.agency_en,
        start=today + timedelta(days=service.from_day),
        due=today + timedelta(days=service.until_day),
        indicator=service.indicator_th if thai else service.indicator_en,
    )
