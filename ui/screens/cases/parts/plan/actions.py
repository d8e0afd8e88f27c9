"""What may be done with a plan now, and what comes next. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_lines import Progress, Service
from kmcase.domain.cases.plans import PlanState, PlanStep, Step
from kmcase.messages import Message, message
from ui.tables import Mark
from ui.tone import Tone

May = Callable[[str], bool]
STEPS = ("write", "review", "agree", "approve")
_AT = {
    PlanState.EMPTY: 0,
    PlanState.DRAFT: 0,
    PlanState.SENT_BACK: 0,
    PlanState.IN_REVIEW: 1,
    PlanState.REVIEWED: 2,
    PlanState.AGREED: 3,
    PlanState.APPROVED: 4,
}
_USE_CASES = {
    "write": "case_plans.write",
    "send": "case_plans.write",
    "review": "case_plans.review",
    "agree": "case_plans.agree",
    "not_agreed": "case_plans.agree",
    "approve": "case_plans.approve",
    "comment": "case_plans.comment",
}
_NEXT = {
    PlanState.EMPTY: "write",
    PlanState.DRAFT: "send",
    PlanState.IN_REVIEW: "review",
    PlanState.SENT_BACK: "write",
    PlanState.REVIEWED: "agree",
    PlanState.AGREED: "approve",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActions:
    """The keys of what may be done (`case_plans.do.<key>`): that which comes next, and the others beside it."""

    next: str
    others: tuple[str, ...]


def plan_actions(page: PlanPage, may: May) -> PlanActions:
    """What the viewer may do with a plan; empty where nothing comes next from him."""
    if page.closed:
        return PlanActions(next="", others=())
    state = page.plan.state
    wanted = "" if page.conflicts else _NEXT.get(state, "")
    following = wanted if wanted and _possible(page, wanted, may) else ""
    others = ["write"]
    if state is not PlanState.EMPTY:
        others.append("comment")
    if state in (PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.SENT_BACK) and not page.conflicts:
        others += ["review", "agree"]
    if following == "agree" or "agree" in others:
        others.append("not_agreed")
    return PlanActions(
        next=following, others=tuple(key for key in others if key != following and _possible(page, key, may))
    )


def _possible(page: PlanPage, key: str, may: May) -> bool:
    if not may(_USE_CASES[key]):
        return False
    if key == "review":
        return not page.own
    if key == "approve":
        return page.supervises and not page.own
    return True


def label_key(page: PlanPage, key: str) -> str:
    """What an action is called: an approved plan is changed, not written."""
    return "change" if key == "write" and page.plan.versions else key


def step_at(page: PlanPage) -> int:
    """The step that is being done, from 0; as many as there are steps where all are."""
    return _AT[page.plan.state]


def state_said(page: PlanPage) -> tuple[Message, Tone]:
    """Where the plan is, in a sentence."""
    plan = page.plan
    if page.closed:
        return message("case_plans.state.closed"), Tone.PLAIN
    if page.conflicts:
        return message("case_plans.state.conflicts"), Tone.WARN
    if plan.state is PlanState.APPROVED:
        return version_said(page, len(plan.versions)), Tone.OK
    if plan.state is PlanState.SENT_BACK:
        return message("case_plans.state.sent_back", note=_last(plan.steps, Step.SENT_BACK).note), Tone.WARN
    if plan.state is PlanState.AGREED and plan.agreed and plan.agreed.agreement and plan.agreed.agreement.why_not:
        return message("case_plans.state.agreed_not", reason=plan.agreed.agreement.why_not), Tone.WARN
    return message(f"case_plans.state.{plan.state.value}"), Tone.ACCENT


def version_said(page: PlanPage, number: int) -> Message:
    """Which version is in force, by whom and since when."""
    approved = page.plan.versions[number - 1].approved
    at = datetime.fromisoformat(approved.at)
    return message("case_plans.state.approved", number=number, name=page.names.get(approved.by, ""), at=at)


def _last(steps: tuple[PlanStep, ...], kind: Step) -> PlanStep:
    return next(step for step in reversed(steps) if step.step is kind)


_PROGRESS = {
    Progress.PLANNED: (Tone.PLAIN, "clock"),
    Progress.BEGUN: (Tone.ACCENT, "arrow_right"),
    Progress.DONE: (Tone.OK, "ok"),
    Progress.GIVEN_UP: (Tone.PLAIN, "close"),
}


def progress_mark(progress: Progress) -> Mark:
    """How far a service is, as a chip."""
    tone, icon = _PROGRESS[progress]
    return Mark(message(f"case_plans.progress.{progress.value}"), tone, icon)


def due_mark(service: Service, progress: Progress, today: date, soon: int = 3) -> Mark | None:
    """By when a service that is not finished is due; None where it is finished or has no day."""
    due = service.values.due
    if due is None or not progress.is_open:
        return None
    days = (due - today).days
    if days < 0:
        return Mark(message("case_plans.page.due_late", due=due), Tone.ERROR, "warning")
    return Mark(message("case_plans.page.due", due=due), Tone.WARN if days <= soon else Tone.PLAIN, "calendar")
