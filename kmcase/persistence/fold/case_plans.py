"""Service plans: lines are what the set of writes adds up to, of a service's progress the newest entry stands."""

from __future__ import annotations

from kmcase.domain.cases.plan_lines import Progress, check_fields, content_of
from kmcase.domain.cases.plans import (
    Agreement,
    PlanAgreed,
    PlanApproved,
    PlanCommentAnswered,
    PlanCommented,
    PlanReviewed,
    PlanSent,
    PlanWritten,
    ServiceProgressed,
    Step,
)
from kmcase.domain.versions import resolve
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.fold.writes import add_write, as_write
from kmcase.persistence.rows import case_plans as tables
from kmcase.persistence.statements import Rows


@folds(PlanWritten)
def _written(rows: Rows, at: At, event: PlanWritten) -> None:
    check_fields(event.values)
    add_write(rows, tables.case_plan_write, "case_id", event.case_id, at, event.values, event.seen)
    if event.reason or event.decision_id:
        rows.insert(
            tables.case_plan_reason,
            event_id=at.event_id,
            case_id=event.case_id,
            reason=event.reason,
            decision_id=event.decision_id,
        )
    _list_lines(rows, event.case_id)


@folds(PlanSent)
def _sent(rows: Rows, at: At, event: PlanSent) -> None:
    _step(rows, at, event, Step.SENT, event.note)


@folds(PlanReviewed)
def _reviewed(rows: Rows, at: At, event: PlanReviewed) -> None:
    _step(rows, at, event, Step.PASSED if event.passed else Step.SENT_BACK, event.note)


@folds(PlanAgreed)
def _agreed(rows: Rows, at: At, event: PlanAgreed) -> None:
    _step(rows, at, event, Step.AGREED, "", event.agreement)


@folds(PlanApproved)
def _approved(rows: Rows, at: At, event: PlanApproved) -> None:
    _step(rows, at, event, Step.APPROVED, event.note)


@folds(PlanCommented)
def _commented(rows: Rows, at: At, event: PlanCommented) -> None:
    rows.insert(
        tables.case_plan_comment,
        comment_id=event.comment_id,
        case_id=event.case_id,
        line_id=event.line_id,
        text=event.text,
        made_at=at.at,
        made_by=at.actor,
    )


@folds(PlanCommentAnswered)
def _answered(rows: Rows, at: At, event: PlanCommentAnswered) -> None:
    put_newest(
        rows,
        tables.case_plan_answer,
        at,
        comment_id=event.comment_id,
        case_id=event.case_id,
        answer=event.answer,
        answered_by=at.actor,
    )


@folds(ServiceProgressed)
def _progressed(rows: Rows, at: At, event: ServiceProgressed) -> None:
    told = {
        "case_id": event.case_id,
        "service_id": event.service_id,
        "progress": event.progress,
        "progressed_on": event.on,
        "result": event.result,
        "told_by": at.actor,
    }
    rows.insert(tables.case_service_step, event_id=at.event_id, told_at=at.at, **told)
    put_newest(rows, tables.case_service_state, at, **told)
    where = {"case_id": event.case_id, "service_id": event.service_id}
    [state] = rows.all(tables.case_service_state, **where)
    progress = Progress(state["progress"])
    rows.update(tables.case_plan_service, where, progress=progress, is_open=progress.is_open)


_OfWording = PlanSent | PlanReviewed | PlanAgreed | PlanApproved


def _step(rows: Rows, at: At, event: _OfWording, step: Step, note: str, agreement: Agreement | None = None) -> None:
    rows.insert(
        tables.case_plan_step,
        event_id=at.event_id,
        case_id=event.case_id,
        step=step,
        writes=event.writes,
        note=note,
        agreement=agreement,
        taken_at=at.at,
        taken_by=at.actor,
    )


def _list_lines(rows: Rows, case_id: str) -> None:
    """Write anew what follows from a plan's writes and from the newest word of each service."""
    content = content_of(resolve(as_write(row) for row in rows.all(tables.case_plan_write, case_id=case_id)))
    states = {row["service_id"]: row for row in rows.all(tables.case_service_state, case_id=case_id)}
    rows.delete(tables.case_plan_apart, case_id=case_id)
    apart = sum(len(line.conflicts) for line in content)
    if apart:
        rows.insert(tables.case_plan_apart, case_id=case_id, fields=apart)
    rows.delete(tables.case_plan_service, case_id=case_id)
    rows.delete(tables.case_plan_goal, case_id=case_id)
    for goal in content.goals:
        rows.insert(
            tables.case_plan_goal,
            case_id=case_id,
            goal_id=goal.line_id,
            text=goal.values.text,
            due=goal.values.due,
        )
    for service in content.services:
        state = states.get(service.line_id)
        progress = Progress(state["progress"]) if state else Progress.PLANNED
        values = service.values
        rows.insert(
            tables.case_plan_service,
            case_id=case_id,
            service_id=service.line_id,
            goal_id=values.goal_id,
            text=values.text,
            kind=values.kind,
            dimension=values.dimension,
            responsible=values.responsible,
            agency=values.agency,
            start=values.start,
            due=values.due,
            progress=progress,
            is_open=progress.is_open,
        )
