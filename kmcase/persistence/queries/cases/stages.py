"""What was done in a case that may have brought it to a later stage, in two statements."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from sqlalchemy import Column, ColumnElement, CompoundSelect, bindparam, func, literal_column, select, true, union_all

from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Step
from kmcase.domain.casework import Casework, StageWork
from kmcase.persistence.rows import case_assessments, case_plans, cases
from kmcase.persistence.statements import Rows
from kmcase.rules.stages import StageOffer, StageSaid, WorkDone, offered_stage


def offer_of(rows: Rows, head: CaseHead, casework: Casework, today: date) -> StageOffer | None:
    """The stage to move a case to that the viewer may see; None where there is none."""
    if head.closed_on is not None:
        return None
    done = tuple(
        WorkDone(
            work=StageWork(row.work), first=datetime.fromisoformat(row.first), last=datetime.fromisoformat(row.last)
        )
        for row in rows.connection.execute(_works(), {"case_id": head.case_id})
        if row.first is not None
    )
    if not done:
        return None
    step = cases.case_step.c
    every = select(step.stage, step.moved_at, step.reached_on).where(step.case_id == head.case_id)
    said = {
        row.stage: StageSaid(at=datetime.fromisoformat(row.moved_at), on=date.fromisoformat(row.reached_on))
        for row in rows.connection.execute(every.order_by(step.moved_at, step.event_id))
    }
    return offered_stage(casework, head.stage, said, done, today)


@cache
def _works() -> CompoundSelect[tuple[str, str, str]]:
    """When each kind of work was entered first and last, of `case_id`."""
    step, served = case_plans.case_plan_step.c, case_plans.case_service_step.c
    kinds: tuple[tuple[StageWork, Column[str], Column[str], ColumnElement[bool]], ...] = (
        (
            StageWork.ASSESSMENT,
            case_assessments.case_assessment.c.case_id,
            case_assessments.case_assessment.c.written_at,
            true(),
        ),
        (StageWork.PLAN_WRITTEN, case_plans.case_plan_write.c.case_id, case_plans.case_plan_write.c.at, true()),
        (StageWork.PLAN_AGREED, step.case_id, step.taken_at, step.step == Step.AGREED.value),
        (StageWork.PLAN_APPROVED, step.case_id, step.taken_at, step.step == Step.APPROVED.value),
        (StageWork.SERVICE_DONE, served.case_id, served.told_at, served.progress == Progress.DONE.value),
    )
    return union_all(
        *(
            select(
                literal_column(f"'{work.value}'").label("work"),
                func.min(at).label("first"),
                func.max(at).label("last"),
            ).where(case == bindparam("case_id"), such)
            for work, case, at, such in kinds
        )
    )
