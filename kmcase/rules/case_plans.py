"""What the rules say of a service plan (R, common practice): they warn and never stop anybody from writing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kmcase.domain.cases.heads import CaseHead, TeamRole
from kmcase.domain.cases.plan_lines import Goal, PlanContent, PlanField, Progress, Service
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.staff import Role


def plan_findings(content: PlanContent, left: Collection[str], progress: Mapping[str, Progress]) -> tuple[Finding, ...]:
    """What is missing or cannot be; `left` are members of staff (ids) who are no longer there.

    A finding's field is a `PlanField`; one about the whole plan has none.
    """
    return tuple(_found(content, left, progress))


def supervises(head: CaseHead, staff_id: str, roles: Collection[Role]) -> bool:
    """Whether somebody may put a case's plan in force: a supervisor of its team, else the director (R)."""
    of_team = {place.staff_id for place in head.team if place.role is TeamRole.SUPERVISOR}
    return staff_id in of_team or Role.DIRECTOR in roles


def left_behind(content: PlanContent, left: Collection[str], progress: Mapping[str, Progress]) -> tuple[Service, ...]:
    """Services that are still to be done by somebody who has left."""
    return tuple(
        service
        for service in content.services
        if service.values.responsible in left and progress.get(service.line_id, Progress.PLANNED).is_open
    )


def _found(content: PlanContent, left: Collection[str], progress: Mapping[str, Progress]) -> Iterator[Finding]:
    if not content.goals:
        yield Finding(code="case_plans.no_goals", severity=Severity.WARN)
    for goal in content.goals:
        yield from _of_goal(goal, content)
    loose, gone = set(content.loose), set(left_behind(content, left, progress))
    for service in content.services:
        yield from _of_service(service)
        if service in gone:
            yield _warned("responsible_left", service, "responsible")
        if service in loose and content.goals:
            yield _warned("service_without_goal", service, "goal_id")


def _of_goal(goal: Goal, content: PlanContent) -> Iterator[Finding]:
    if not goal.values.text.strip():
        yield _warned("goal_without_words", goal, "text")
    if not goal.values.indicator:
        yield _warned("goal_without_indicator", goal, "indicator")
    if not content.services_of(goal.line_id):
        yield _warned("goal_without_service", goal, "text")


def _of_service(service: Service) -> Iterator[Finding]:
    values = service.values
    if not values.text.strip():
        yield _warned("service_without_words", service, "text")
    if not values.responsible:
        yield _warned("no_responsible", service, "responsible")
    if values.start and values.due and values.due < values.start:
        yield _warned("due_before_start", service, "due")


def _warned(name: str, line: Goal | Service, field: str) -> Finding:
    where = PlanField(kind=line.kind, line_id=line.line_id, name=field)
    return Finding(
        code=f"case_plans.{name}",
        severity=Severity.WARN,
        fields=(str(where),),
        params={"what": line.values.text or "–"},
    )
