"""Service plans for somebody; whom a case is hidden from, to him its plan is unknown."""

from __future__ import annotations

from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Agreement, PlanStep, ServicePlan, Step, plan_of
from kmcase.domain.events import build
from kmcase.domain.versions import event_order
from kmcase.persistence.fold.writes import as_write
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_plans as tables
from kmcase.persistence.statements import Row


class SqlCasePlans(SqlCases):
    """`CasePlanRepository` on rows."""

    def plan(self, case_id: str) -> ServicePlan:
        """A plan; raises `cases.unknown`."""
        self.require(case_id)
        writes = [as_write(row) for row in self._rows.all(tables.case_plan_write, case_id=case_id)]
        steps = [_step(row) for row in self._rows.all(tables.case_plan_step, case_id=case_id)]
        reasons = self._rows.all(tables.case_plan_reason, case_id=case_id)
        return plan_of(
            sorted(writes, key=lambda write: event_order(write.at, write.event_id)),
            sorted(steps, key=lambda step: event_order(step.at, step.event_id)),
            {row["event_id"]: (row["reason"], row["decision_id"]) for row in reasons},
        )

    def progress(self, case_id: str) -> dict[str, Progress]:
        """How far services are; raises `cases.unknown`."""
        self.require(case_id)
        states = self._rows.all(tables.case_service_state, case_id=case_id)
        return {row["service_id"]: Progress(row["progress"]) for row in states}

    def comment_is_open(self, case_id: str, comment_id: str) -> bool:
        """Whether a comment waits for an answer."""
        made = self._rows.one(tables.case_plan_comment, case_id=case_id, comment_id=comment_id)
        return made is not None and self._rows.one(tables.case_plan_answer, comment_id=comment_id) is None


def _step(row: Row) -> PlanStep:
    agreement: Agreement | None = build(Agreement, from_json(row["agreement"])) if row["agreement"] else None
    return PlanStep(
        event_id=row["event_id"],
        at=row["taken_at"],
        by=row["taken_by"],
        step=Step(row["step"]),
        writes=tuple(from_json(row["writes"])),
        note=row["note"],
        agreement=agreement,
    )
