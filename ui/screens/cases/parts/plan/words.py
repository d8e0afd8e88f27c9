"""What lines of a plan, their fields and their changes say. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from kmcase.application.ports.case_referrals import Referral
from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_lines import LineChange, PlanField, Values
from kmcase.domain.cases.referrals import Step as ReferralStep
from kmcase.domain.casework import ServiceKind
from kmcase.domain.dates import PartialDate
from kmcase.messages import Message, message
from ui.standing import plan_field_key


def value_said(page: PlanPage, name: str, value: object) -> object:
    """A value of a field in words, as it stands in a line or as plain JSON."""
    if value in ("", None):
        return message("case_plans.change.nothing")
    if name == "dimension":
        return page.casework.dimension(str(value)).words
    if name == "responsible":
        return page.names.get(str(value), "")
    if name == "kind":
        return message(f"case_plans.kind.{ServiceKind(str(value)).value}")
    if name == "goal_id":
        return _goal_text(page, str(value))
    if name in ("start", "due") and isinstance(value, str):
        return PartialDate.parse(value)
    return value if isinstance(value, date | StrEnum) else str(value)


def _goal_text(page: PlanPage, goal_id: str) -> str:
    contents = (page.plan.content, *(version.content for version in page.plan.versions))
    found = (goal.values.text for content in contents for goal in content.goals if goal.line_id == goal_id)
    return next(found, "")


def changes_said(page: PlanPage, changes: tuple[LineChange, ...]) -> Iterator[tuple[Message, tuple[Message, ...]]]:
    """Each line that differs, and its fields that do."""
    for change in changes:
        values = change.after or change.before
        assert values is not None
        kind = message(f"case_plans.line.{change.kind.value}")
        said = message(f"case_plans.change.{change.change.value}")
        yield (
            message("case_plans.change.line", change=said, kind=kind, text=values.text),
            tuple(_field_said(page, change, name) for name in change.names),
        )


def _field_said(page: PlanPage, change: LineChange, name: str) -> Message:
    def of(values: Values | None) -> object:
        return value_said(page, name, getattr(values, name))

    return message(
        "case_plans.change.field",
        field=message(plan_field_key(change.kind, name)),
        before=of(change.before),
        after=of(change.after),
    )


def line_text(page: PlanPage, line_id: str) -> Message | str:
    """What a line of the plan is called; without an id the whole plan."""
    if not line_id:
        return message("case_plans.page.whole")
    return next((line.values.text for line in page.plan.content if line.line_id == line_id), "")


def referral_said(referral: Referral, today: date) -> Message:
    """How the referral stands that carries out a service, and since when nobody answered."""
    step, agency = referral.standing.step, referral.values.agency_name
    if step is None:
        return message("case_plans.referral.none", agency=agency, on=referral.values.on)
    taken = next(one for one in reversed(referral.steps) if one.step is step)
    waited = (today - taken.on).days
    if step in (ReferralStep.SENT, ReferralStep.RECEIVED) and waited > 0:
        return message(f"case_plans.referral.{step.value}_before", agency=agency, days=waited)
    key = f"case_plans.referral.{step.value}"
    return message(f"{key}_why" if taken.note else key, agency=agency, on=taken.on, note=taken.note)


def conflict_said(field: PlanField) -> Message:
    """What was written apart."""
    if field.says_removed:
        return message("case_plans.page.removed_apart")
    return message(plan_field_key(field.kind, field.name))
