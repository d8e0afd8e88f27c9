"""The individual service plan (แผนการจัดบริการรายบุคคล): written, reviewed, agreed with the client, approved.

A case has one plan. Whoever sends, reviews, agrees to or approves it names the writes that he saw, so that his word is
about that wording (`plan_lines`) for ever; an approved wording is a version. How far a service is stands apart from the
wording and is told by entries of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.cases.plan_lines import LineChange, PlanContent, Progress, Service, content_of, differences
from kmcase.domain.cases.signing import Signed
from kmcase.domain.events import event
from kmcase.domain.versions import Resolved, Write, resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The client's word to a wording: signed, or why not."""

    signed: Signed | None = None
    why_not: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWritten(OfCase):
    """Fields of the plan's lines (`PlanField`) were written by somebody who saw the values of these events.

    A change of an approved plan has a `reason`; `decision_id` names the decision of a case conference behind it.
    """

    TYPE = "case.plan_written"
    case_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    reason: str = ""
    decision_id: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSent(OfCase):
    """The wording of these writes was sent for review."""

    TYPE = "case.plan_sent"
    case_id: str
    writes: tuple[str, ...]
    note: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewed(OfCase):
    """Somebody who did not write it found the wording of these writes in order, or sent it back with a note."""

    TYPE = "case.plan_reviewed"
    case_id: str
    writes: tuple[str, ...]
    passed: bool
    note: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAgreed(OfCase):
    """The client agreed to the wording of these writes, or there is a reason why not."""

    TYPE = "case.plan_agreed"
    case_id: str
    writes: tuple[str, ...]
    agreement: Agreement


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanApproved(OfCase):
    """A supervisor who did not write it put the wording of these writes in force."""

    TYPE = "case.plan_approved"
    case_id: str
    writes: tuple[str, ...]
    note: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCommented(OfCase):
    """A comment beside a line of the plan; without a line, on the whole."""

    TYPE = "case.plan_commented"
    case_id: str
    comment_id: str
    line_id: str
    text: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCommentAnswered(OfCase):
    """A comment was answered; the newest answer stands."""

    TYPE = "case.plan_comment_answered"
    case_id: str
    comment_id: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProgressed(OfCase):
    """How far a service is since a day, and what came of it; the newest entry stands, all are kept."""

    TYPE = "case.service_progressed"
    case_id: str
    service_id: str
    progress: Progress
    on: date
    result: str = ""


class Step(StrEnum):
    """What was done with a wording; the words are `case_plans.step.<value>`."""

    SENT = "sent"
    PASSED = "passed"
    SENT_BACK = "sent_back"
    AGREED = "agreed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """A step with the writes that it is about, by whom (staff id) and when (ISO, UTC)."""

    event_id: str
    at: str
    by: str
    step: Step
    writes: tuple[str, ...]
    note: str = ""
    agreement: Agreement | None = None


class PlanState(StrEnum):
    """Where the present wording is on its way; the words are `case_plans.state.<value>`."""

    EMPTY = "empty"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    REVIEWED = "reviewed"
    AGREED = "agreed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A wording that was put in force; `reasons` are those of the writes since the one before."""

    number: int
    approved: PlanStep
    content: PlanContent
    agreed: PlanStep | None
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan:
    """A plan as it stands: made by `plan_of`.

    `open_reasons` (reason, decision id) are why it was written on since the version in force.
    """

    content: PlanContent
    state: PlanState
    versions: tuple[PlanVersion, ...]
    agreed: PlanStep | None
    resolved: Resolved
    writes: tuple[Write, ...]
    steps: tuple[PlanStep, ...] = ()
    open_reasons: tuple[tuple[str, str], ...] = ()

    @property
    def in_force(self) -> PlanVersion | None:
        """The newest version."""
        return self.versions[-1] if self.versions else None

    def to_be_done(self, progress: Mapping[str, Progress]) -> tuple[Service, ...]:
        """The services of the version in force of which something is still to be done; `progress` by service."""
        services = self.in_force.content.services if self.in_force else ()
        return tuple(one for one in services if progress.get(one.line_id, Progress.PLANNED).is_open)

    @property
    def write_ids(self) -> tuple[str, ...]:
        """What a step that is taken now is about."""
        return tuple(write.event_id for write in self.writes)

    @property
    def writers(self) -> frozenset[str]:
        """Who wrote since the newest version (staff ids): they do not review or approve it."""
        before = set(self.in_force.approved.writes) if self.in_force else set()
        return frozenset(write.actor for write in self.writes if write.event_id not in before)

    @property
    def changes(self) -> tuple[LineChange, ...]:
        """What differs from the version in force; nothing where there is none yet."""
        return differences(self.in_force.content, self.content) if self.in_force else ()


_OF_REVIEW = {Step.SENT: PlanState.IN_REVIEW, Step.PASSED: PlanState.REVIEWED, Step.SENT_BACK: PlanState.SENT_BACK}


def plan_of(writes: Iterable[Write], steps: Iterable[PlanStep], reasons: Mapping[str, tuple[str, str]]) -> ServicePlan:
    """A plan from its writes and steps in their order; `reasons` (reason, decision id) by the write's event."""
    every, taken = tuple(writes), tuple(steps)
    resolved = resolve(every)
    content = content_of(resolved)
    # Sending, reviewing, agreeing and approving are mostly of one wording.
    wordings = {names: _content_at(every, names) for names in {step.writes for step in taken}}
    worded = [(step, wordings[step.writes]) for step in taken]
    versions: list[PlanVersion] = []
    for step, then in worded:
        if step.step is Step.APPROVED and (not versions or versions[-1].content.wording != then.wording):
            versions.append(_version(versions, worded, step, then, reasons))
    here = [step for step, then in worded if then.wording == content.wording]
    agreed = next((step for step in reversed(here) if step.step is Step.AGREED), None)
    return ServicePlan(
        content=content,
        state=_state(content, versions, here, agreed),
        versions=tuple(versions),
        agreed=agreed,
        resolved=resolved,
        writes=every,
        steps=taken,
        open_reasons=_reasons(versions, (write.event_id for write in every), reasons),
    )


def _reasons(
    versions: list[PlanVersion], writes: Iterable[str], reasons: Mapping[str, tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Why writes were made that are not of the newest version; each reason once."""
    known = set(versions[-1].approved.writes) if versions else set()
    return tuple(dict.fromkeys(reasons[write] for write in writes if write not in known and write in reasons))


def _content_at(writes: tuple[Write, ...], names: tuple[str, ...]) -> PlanContent:
    wanted = frozenset(names)
    return content_of(resolve(write for write in writes if write.event_id in wanted))


def _version(
    before: list[PlanVersion],
    worded: list[tuple[PlanStep, PlanContent]],
    step: PlanStep,
    content: PlanContent,
    reasons: Mapping[str, tuple[str, str]],
) -> PlanVersion:
    agreed = [one for one, then in worded if one.step is Step.AGREED and then.wording == content.wording]
    return PlanVersion(
        number=len(before) + 1,
        approved=step,
        content=content,
        agreed=agreed[-1] if agreed else None,
        reasons=_reasons(before, step.writes, reasons),
    )


def _state(
    content: PlanContent, versions: list[PlanVersion], here: list[PlanStep], agreed: PlanStep | None
) -> PlanState:
    if versions and versions[-1].content.wording == content.wording:
        return PlanState.APPROVED
    if content.is_empty:
        return PlanState.EMPTY
    if agreed is not None:
        return PlanState.AGREED
    return next((_OF_REVIEW[step.step] for step in reversed(here) if step.step in _OF_REVIEW), PlanState.DRAFT)
