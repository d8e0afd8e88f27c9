"""Service plans: written by one or several, commented on, reviewed, agreed with the client, approved, followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.cases.checks import require_in_case_work, require_of_team, require_open, require_past
from kmcase.application.changes import Outcome
from kmcase.application.ports.files import OpenBytes
from kmcase.application.printing.case_plans import collect
from kmcase.application.printing.press import Press
from kmcase.application.read.case_plans import PlanPage, ServiceDue
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.plan_lines import Goal, PlanContent, PlanField, Progress, Service, removal
from kmcase.domain.cases.plan_writing import NEW, Seen, Writing, WrittenGoal, WrittenService, writing
from kmcase.domain.cases.plans import (
    Agreement,
    PlanAgreed,
    PlanApproved,
    PlanCommentAnswered,
    PlanCommented,
    PlanReviewed,
    PlanSent,
    PlanState,
    PlanWritten,
    ServicePlan,
    ServiceProgressed,
)
from kmcase.domain.cases.signing import require_signed
from kmcase.domain.errors import require_that
from kmcase.domain.findings import Finding
from kmcase.messages import Language
from kmcase.rules.case_plans import left_behind, plan_findings, supervises


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePlan:
    """The whole plan as somebody wrote it, and what he saw when he began (`PlanPage.seen`).

    `reason` is asked for once a version is in force; `decision_id` names the decision of a conference behind it.
    """

    case_id: str
    goals: tuple[WrittenGoal, ...]
    services: tuple[WrittenService, ...]
    seen: Seen
    reason: str = ""
    decision_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideField:
    """Which of the values that were written apart shall stand; of a removal, whether the line is kept."""

    case_id: str
    field: PlanField
    value: object
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProgress:
    """How far a service is since a day, and what came of it; given up needs a reason as its result."""

    case_id: str
    service_id: str
    progress: Progress
    on: date
    result: str = ""


class CasePlanService:
    """Use cases of service plans."""

    def __init__(self, work: Work, press: Press, open_bytes: OpenBytes) -> None:
        self._work = work
        self._press = press
        self._open_bytes = open_bytes

    def plan_of(self, case_id: str) -> PlanPage:
        """The plan of a case with all beside it; raises `cases.unknown`."""
        with self._work.read("case_plans.read") as reading:
            return reading.case_plans.plan_of(case_id)

    def services_due(self, until: date, responsible: str = "", most: int | None = None) -> tuple[ServiceDue, ...]:
        """Open services due by a day, of all cases that the actor may see, or of one member of staff."""
        with self._work.read("case_plans.read") as reading:
            return reading.case_plans.services_due(until, responsible, most=most)

    def paper(self, case_id: str, version: int = 0, language: Language = "th") -> bytes:
        """The printed form of a version, or (0) of the plan as it stands; raises `case_plans.unknown_version`."""
        with self._work.read("case_plans.read") as reading:
            snapshot = collect(reading, case_id, version, self._work.actor.name, self._open_bytes)
        return self._press.case_plan(snapshot, language)

    def look_over(
        self, case_id: str, goals: Iterable[WrittenGoal], services: Iterable[WrittenService]
    ) -> tuple[Finding, ...]:
        """What the rules say of a plan while it is typed; raises `cases.unknown`."""
        typed = PlanContent(
            goals=tuple(Goal(line_id=goal.goal_id, values=goal.values) for goal in goals),
            services=tuple(Service(line_id=service.service_id, values=service.values) for service in services),
        )
        with self._work.read("case_plans.read") as reading:
            left = {member.staff_id for member in reading.staff.members() if not member.active}
            return plan_findings(typed, left, reading.case_plans.progress(case_id))

    def write(self, command: WritePlan) -> Outcome[str]:
        """Write what differs from what was seen; what others wrote apart stays, the same field of both stands twice.

        Raises `cases.is_closed`, `case_plans.nothing_written` of a first plan without a line,
        `cases.unknown_dimension` and `cases.not_in_case_work` beside the field, `case_plans.reason_missing` beside
        `reason`.
        """
        with self._work.begin("case_plans.write") as unit:
            head = _open_case(unit, command.case_id)
            plan = unit.case_plans.plan(command.case_id)
            found = writing(plan.writes, command.seen, command.goals, command.services)
            require_that(bool(found.values or plan.writes), "case_plans.nothing_written")
            _check_values(unit, head, found)
            if found.values:
                asks = plan.in_force is not None and not plan.open_reasons
                told = bool(command.reason.strip() or command.decision_id)
                require_that(told or not asks, "case_plans.reason_missing", "reason")
                _record(unit, command, _numbered(unit, found))
            return unit.commit(command.case_id)

    def decide(self, command: DecideField) -> Outcome[str]:
        """Say which of the values that were written apart stands; raises `case_plans.nothing_apart`."""
        with self._work.begin("case_plans.write") as unit:
            _open_case(unit, command.case_id)
            content = unit.case_plans.plan(command.case_id).content
            where = command.field
            apart = any(line.line_id == where.line_id and where.name in line.conflicts for line in content)
            require_that(apart, "case_plans.nothing_apart")
            name = str(where)
            value = command.value
            if where.says_removed:
                value = [] if command.value else _all_of(command.seen, where)
            unit.record(
                PlanWritten(
                    case_id=command.case_id, values={name: value}, seen={name: tuple(command.seen.get(name, ()))}
                )
            )
            return unit.commit(command.case_id)

    def send(self, case_id: str, note: str = "") -> Outcome[str]:
        """Send the plan as it stands for review; raises `case_plans.nothing_written`."""
        with self._work.begin("case_plans.write") as unit:
            _open_case(unit, case_id)
            plan = _written(unit, case_id)
            unit.record(PlanSent(case_id=case_id, writes=plan.write_ids, note=note.strip()))
            return unit.commit(case_id)

    def review(self, case_id: str, passed: bool, note: str = "") -> Outcome[str]:
        """Find the plan in order, or send it back with a note; raises `case_plans.own_writing`."""
        with self._work.begin("case_plans.review") as unit:
            _open_case(unit, case_id)
            plan = _written(unit, case_id)
            require_that(unit.actor.staff_id not in plan.writers, "case_plans.own_writing")
            require_that(passed or bool(note.strip()), "case_plans.note_missing", "note")
            unit.record(PlanReviewed(case_id=case_id, writes=plan.write_ids, passed=passed, note=note.strip()))
            return unit.commit(case_id)

    def comment(self, case_id: str, line_id: str, text: str) -> Outcome[str]:
        """A comment beside a line, or on the whole; gives its id. Raises `case_plans.comment_empty`."""
        with self._work.begin("case_plans.comment") as unit:
            unit.cases.head(case_id)
            require_that(bool(text.strip()), "case_plans.comment_empty", "text")
            comment_id = unit.ids.new()
            unit.record(PlanCommented(case_id=case_id, comment_id=comment_id, line_id=line_id, text=text.strip()))
            return unit.commit(comment_id)

    def answer(self, case_id: str, comment_id: str, answer: str) -> Outcome[str]:
        """Answer a comment; raises `case_plans.comment_answered`, `case_plans.comment_empty`."""
        with self._work.begin("case_plans.comment") as unit:
            unit.cases.head(case_id)
            require_that(unit.case_plans.comment_is_open(case_id, comment_id), "case_plans.comment_answered", "answer")
            require_that(bool(answer.strip()), "case_plans.comment_empty", "answer")
            unit.record(PlanCommentAnswered(case_id=case_id, comment_id=comment_id, answer=answer.strip()))
            return unit.commit(comment_id)

    def agree(self, case_id: str, agreement: Agreement) -> Outcome[str]:
        """The client agrees to the plan as it stands, or there is a reason why not.

        Raises `case_plans.agreed_or_not`, `case_plans.conflicts_first`, `case_plans.responsible_left`, and what
        `require_signed` raises.
        """
        with self._work.begin("case_plans.agree") as unit:
            _open_case(unit, case_id)
            plan = _ready(unit, case_id)
            unit.record(PlanAgreed(case_id=case_id, writes=plan.write_ids, agreement=_checked(agreement)))
            return unit.commit(case_id)

    def approve(self, case_id: str, note: str = "") -> Outcome[str]:
        """Put the plan as it stands in force.

        Raises `case_plans.not_supervisor`, `case_plans.own_writing`, `case_plans.not_agreed`, and what stops agreeing.
        """
        with self._work.begin("case_plans.approve") as unit:
            head = _open_case(unit, case_id)
            plan = _ready(unit, case_id)
            actor = unit.actor
            require_that(supervises(head, actor.staff_id, actor.roles), "case_plans.not_supervisor")
            require_that(actor.staff_id not in plan.writers, "case_plans.own_writing")
            require_that(plan.state is PlanState.AGREED, "case_plans.not_agreed")
            unit.record(PlanApproved(case_id=case_id, writes=plan.write_ids, note=note.strip()))
            return unit.commit(case_id)

    def progress(self, command: ReportProgress) -> Outcome[str]:
        """Tell how far a service is, as somebody of the team.

        Raises `cases.team_only`, `case_plans.unknown_service`, and `cases.in_future` and `case_plans.result_missing`
        beside their fields.
        """
        with self._work.begin("case_plans.progress") as unit:
            tell_progress(unit, command)
            return unit.commit(command.case_id)


def tell_progress(unit: Unit, command: ReportProgress, field: str = "result") -> None:
    """Record how far a service is; raises what `CasePlanService.progress` does, a missing result beside `field`."""
    head = _open_case(unit, command.case_id)
    require_of_team(unit, head)
    services = unit.case_plans.plan(command.case_id).content.services
    known = command.service_id in {service.line_id for service in services}
    require_that(known, "case_plans.unknown_service")
    require_past(unit, command.on)
    told = bool(command.result.strip()) or command.progress is not Progress.GIVEN_UP
    require_that(told, "case_plans.result_missing", field)
    unit.record(
        ServiceProgressed(
            case_id=command.case_id,
            service_id=command.service_id,
            progress=command.progress,
            on=command.on,
            result=command.result.strip(),
        )
    )


def _open_case(unit: Unit, case_id: str) -> CaseHead:
    head = unit.cases.head(case_id)
    require_open(head)
    return head


def _written(unit: Unit, case_id: str) -> ServicePlan:
    plan = unit.case_plans.plan(case_id)
    require_that(not plan.content.is_empty, "case_plans.nothing_written")
    return plan


def _ready(unit: Unit, case_id: str) -> ServicePlan:
    """A plan that somebody can put his name to."""
    plan = _written(unit, case_id)
    require_that(not plan.content.conflicts, "case_plans.conflicts_first")
    left = {member.staff_id for member in unit.staff.members() if not member.active}
    gone = left_behind(plan.content, left, unit.case_plans.progress(case_id))
    require_that(not gone, "case_plans.responsible_left", what=gone[0].values.text if gone else "")
    return plan


def _check_values(unit: Unit, head: CaseHead, found: Writing) -> None:
    casework = unit.cases.casework(head.casework)
    dimensions = {dimension.code for dimension in casework.dimensions}
    for name, value in found.values.items():
        where = PlanField.parse(name)
        if where.name == "dimension" and value:
            require_that(value in dimensions, "cases.unknown_dimension", name)
        if where.name == "responsible" and value:
            require_in_case_work(unit, value, name)


def _numbered(unit: Unit, found: Writing) -> Writing:
    """Fresh ids for the lines whose writer made one up, wherever they stand."""
    fresh: dict[str, str] = {}

    def real(line_id: str) -> str:
        if not line_id.startswith(NEW):
            return line_id
        if line_id not in fresh:
            fresh[line_id] = unit.ids.new()
        return fresh[line_id]

    values = {}
    for name, value in found.values.items():
        where = PlanField.parse(name)
        numbered = real(value) if where.name == "goal_id" and isinstance(value, str) else value
        values[str(replace(where, line_id=real(where.line_id)))] = numbered
    return Writing(values=values, seen=found.seen)


def _record(unit: Unit, command: WritePlan, found: Writing) -> None:
    unit.record(
        PlanWritten(
            case_id=command.case_id,
            values=found.values,
            seen=found.seen,
            reason=command.reason.strip(),
            decision_id=command.decision_id,
        )
    )


def _all_of(seen: Mapping[str, tuple[str, ...]], where: PlanField) -> list[str]:
    """Every event that was seen of a line."""
    start = str(removal(where.kind, where.line_id)).removesuffix(where.name)
    return sorted({event_id for name, events in seen.items() if name.startswith(start) for event_id in events})


def _checked(agreement: Agreement) -> Agreement:
    """An agreement that holds: signed in one way, or with the reason why not."""
    why_not = agreement.why_not.strip()
    require_that(agreement.signed is None or not why_not, "case_plans.agreed_or_not", "why_not")
    return Agreement(why_not=why_not) if why_not else Agreement(signed=require_signed(agreement.signed))
