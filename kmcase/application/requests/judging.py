"""What the rules say of a request at each stage, with the facts that they said it on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Protocol

from kmcase.application.judging import refuse_blocked
from kmcase.application.limits import LimitSource, limit_facts
from kmcase.application.meetings import checked_override, require_reason_for_repeat
from kmcase.application.ports.repositories import StaffRepository
from kmcase.application.ports.requests import RequestRepository
from kmcase.application.seconds import NOBODY, NamedPayee, Second
from kmcase.application.work import Unit
from kmcase.domain.events import Judgement, encode
from kmcase.domain.findings import Finding
from kmcase.domain.meetings import Override
from kmcase.domain.people import PersonValues
from kmcase.domain.requests import EDITABLE, AidRequest, RequestContent, RequestStatus
from kmcase.rules.limits import check_limits, half_on
from kmcase.rules.overrides import lifted_codes
from kmcase.rules.requests import (
    RequestFacts,
    check_diagnosis,
    check_opening,
    check_ready,
    check_submission,
    money_may_wait,
    relative_of,
)


class Stage(Enum):
    """The decision that comes next."""

    OPENING = "opening"
    SUBMISSION = "submission"
    DIAGNOSIS = "diagnosis"
    READY = "ready"


MENDED_IN_DRAFT = frozenset({"limits.over_amount"})
"""What a draft may hold: its amount is written over until it is sent, and a rule stops no typing."""
_CHECKS = {
    Stage.OPENING: check_opening,
    Stage.SUBMISSION: check_submission,
    Stage.DIAGNOSIS: lambda facts, numbers: check_diagnosis(facts),
    Stage.READY: check_ready,
}
_STAGE_OF = {
    **dict.fromkeys(EDITABLE, Stage.SUBMISSION),
    RequestStatus.IN_REVIEW: Stage.READY,
    RequestStatus.READY: Stage.READY,
    RequestStatus.AWAITING_BUDGET: Stage.READY,
}


class JudgingSource(LimitSource, Protocol):
    """Where facts of a request come from: a unit, or a reading beside a form."""

    @property
    def today(self) -> date:
        """The day in Bangkok."""
        ...

    @property
    def requests(self) -> RequestRepository:
        """The person's other requests and open comments."""
        ...

    @property
    def staff(self) -> StaffRepository:
        """Declared relatives."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of a stage about a person's request and what a decision stores of them."""

    person: PersonValues
    findings: tuple[Finding, ...]
    judgement: Judgement


def stage_of(status: RequestStatus) -> Stage | None:
    """The stage whose findings stand beside a request; None once the panel has it."""
    return _STAGE_OF.get(status)


def new_request(person_id: str, person: PersonValues, household_id: str | None, content: RequestContent) -> AidRequest:
    """A request not opened yet, as the rules see it: address and family are the register's."""
    return AidRequest(
        request_id="",
        number="",
        person_id=person_id,
        family_id=person.family_id,
        household_id=household_id,
        address=person.address,
        status=RequestStatus.DRAFT,
        content=content,
    )


def judge(
    source: JudgingSource,
    request: AidRequest,
    person: PersonValues,
    stage: Stage,
    *,
    reviewer: str = "",
    contradictions: int = 0,
) -> Judged:
    """The rules of a stage and the limits; a limit looks at the day of the request first, afterwards at today.

    `contradictions` are those of the request's visit that nobody explained and confirmed yet.
    """
    facts = replace(_facts(source, request, person, reviewer), contradictions=contradictions)
    day = min(request.content.received_on, source.today) if stage is Stage.OPENING else source.today
    limits = limit_facts(source, request, amount=request.proposed, day=day, half=half_on(day))
    findings = (
        *_CHECKS[stage](facts, source.regulations),
        *money_may_wait(check_limits(limits, source.regulations)),
    )
    judgement = Judgement(
        findings=findings,
        rule_version=source.regulations.version,
        facts={"request": encode(facts), "limits": encode(limits)},
    )
    return Judged(person, findings, judgement)


def _facts(source: JudgingSource, request: AidRequest, person: PersonValues, reviewer: str) -> RequestFacts:
    content = request.content
    active = source.requests.active_of(request.person_id)
    # A request is measured against those begun before it: a later one had to be let in beside this one.
    earlier = request.request_id or None
    return RequestFacts(
        today=source.today,
        content=content,
        birth=person.birth,
        has_national_id=person.national_id is not None,
        no_id_reason=person.no_id_reason is not None,
        evidence=request.evidence,
        diagnosis=request.diagnosis,
        reviewer=reviewer,
        open_comments=source.requests.open_comments(request.request_id),
        other_active=sum(earlier is None or found < earlier for found in active),
        last_received=source.requests.last_received(request.person_id, content.aid_kind, before=earlier),
        relative_of=relative_of(person.full_name, person.national_id, source.staff.relatives()),
    )


def refuse(
    unit: Unit,
    request: AidRequest,
    judged: Judged,
    override: Override | None = None,
    lifter: Second = NOBODY,
    *,
    waiting: Collection[str] = (),
) -> Override | None:
    """Stop where a rule blocks, unless the override given now or stored with the request lifts it.

    `waiting` are codes that stop a later decision, not this one.
    Gives the override of now as it is stored, None where it lifts nothing.
    """
    payee = NamedPayee(judged.person.full_name, judged.person.national_id)
    now = checked_override(unit, override, lifter, judged.findings, payee=payee)
    before = lifted_codes(request.override, judged.findings)
    refuse_blocked(judged.findings, (*before, *lifted_codes(now, judged.findings), *waiting))
    return now


def refuse_for_review(
    unit: Unit, request: AidRequest, judged: Judged, override: Override | None = None, lifter: Second = NOBODY
) -> Override | None:
    """`refuse`, and a family or household beyond its times has its reason in writing."""
    require_reason_for_repeat(judged.findings)
    return refuse(unit, request, judged, override, lifter)
