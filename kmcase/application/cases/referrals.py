"""Referrals out and in: written with their ground, followed step by step, and told back to who passed them on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.cases.checks import require_open, require_past
from kmcase.application.cases.plans import ReportProgress, tell_progress
from kmcase.application.changes import Outcome
from kmcase.application.read.case_referrals import PlannedService, ReferralItem
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.plan_lines import GoalValues, Progress, Service
from kmcase.domain.cases.referrals import (
    Consent,
    ConsentBasis,
    Direction,
    ReferralMade,
    ReferralStepped,
    ReferralValues,
    Referrer,
    ReferrerKind,
    Step,
)
from kmcase.domain.errors import require_that

_WANT_NOTE = frozenset({Step.REFUSED, Step.RESULT, Step.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReferral:
    """A new referral of a case."""

    case_id: str
    values: ReferralValues


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTold:
    """How far the service is that a referral carries out; given up needs a reason as its `result`."""

    progress: Progress
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep:
    """Something happened to a referral; `service`, where it says something of the service that it carries out too."""

    case_id: str
    referral_id: str
    step: Step
    on: date
    note: str = ""
    by_whom: str = ""
    service: ServiceTold | None = None


class ReferralService:
    """Use cases of referrals."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def of_case(self, case_id: str) -> tuple[ReferralItem, ...]:
        """The referrals of a case, the newest first; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_referrals.of_case(case_id)

    def waiting(self) -> tuple[ReferralItem, ...]:
        """Referrals of all cases of the actor's sight that wait for something, what is due first at the top."""
        with self._work.read("cases.read") as reading:
            return reading.case_referrals.waiting()

    def services(self, case_id: str) -> tuple[PlannedService, ...]:
        """What a referral of a case may carry out: services of its plan in force that are not finished.

        Raises `cases.unknown`.
        """
        with self._work.read("cases.read") as reading:
            plan, progress = reading.case_plans.plan(case_id), reading.case_plans.progress(case_id)
        goals = {goal.line_id: goal.values for goal in plan.in_force.content.goals} if plan.in_force else {}
        return tuple(_planned(service, goals.get(service.values.goal_id)) for service in plan.to_be_done(progress))

    def make(self, command: MakeReferral) -> Outcome[str]:
        """Write a referral; gives its id. What is missing is said beside its field.

        Raises `case_referrals.service_outwards` and `case_referrals.no_such_service` beside the service.
        """
        with self._work.begin("cases.refer") as unit:
            head = unit.cases.head(command.case_id)
            require_open(head)
            values = _tidy(unit, command.values)
            casework = unit.cases.casework(head.casework)
            for code in values.dimensions:
                casework.dimension(code)
            _require_service(unit, head.case_id, values)
            referral_id = unit.ids.new()
            unit.record(ReferralMade(case_id=head.case_id, referral_id=referral_id, values=values))
            return unit.commit(referral_id)

    def take(self, command: TakeStep) -> Outcome[str]:
        """Say what happened to a referral, in the order in which such things happen; gives the referral's id.

        With `service` raises `case_referrals.no_service`, and what `CasePlanService.progress` raises.
        """
        with self._work.begin("cases.refer_step") as unit:
            referral = unit.case_referrals.referral(command.case_id, command.referral_id)
            require_that(command.step in referral.standing.next_steps, "case_referrals.not_now", "step")
            require_past(unit, command.on)
            require_that(command.on >= referral.values.on, "case_referrals.before_writing", "on")
            note = command.note.strip()
            require_that(
                bool(note) or command.step not in _WANT_NOTE, f"case_referrals.{command.step.value}_why", "note"
            )
            unit.record(
                ReferralStepped(
                    case_id=command.case_id,
                    referral_id=command.referral_id,
                    step=command.step,
                    on=command.on,
                    note=note,
                    by_whom=command.by_whom.strip(),
                )
            )
            if command.service is not None:
                _tell_service(unit, command, referral.values.service_id, command.service)
            return unit.commit(command.referral_id)


def _planned(service: Service, goal: GoalValues | None) -> PlannedService:
    values = service.values
    return PlannedService(
        service_id=service.line_id,
        kind=values.kind,
        text=values.text,
        agency=values.agency,
        dimension=values.dimension or (goal.dimension if goal else ""),
        need=goal.need if goal else "",
    )


def _require_service(unit: Unit, case_id: str, values: ReferralValues) -> None:
    if not values.service_id:
        return
    require_that(values.direction is Direction.OUT, "case_referrals.service_outwards", "service_id")
    offered = unit.case_plans.plan(case_id).to_be_done(unit.case_plans.progress(case_id))
    known = values.service_id in {service.line_id for service in offered}
    require_that(known, "case_referrals.no_such_service", "service_id")


def _tell_service(unit: Unit, command: TakeStep, service_id: str, told: ServiceTold) -> None:
    """Who may enter a step may tell of a service: `permissions` give both to the same."""
    require_that(bool(service_id), "case_referrals.no_service", "service_progress")
    tell_progress(
        unit,
        ReportProgress(
            case_id=command.case_id,
            service_id=service_id,
            progress=told.progress,
            on=command.on,
            result=told.result,
        ),
        "service_result",
    )


def _tidy(unit: Unit, values: ReferralValues) -> ReferralValues:
    require_past(unit, values.on)
    require_that(bool(values.reason.strip()), "case_referrals.reason_missing", "reason")
    require_that(bool(values.asked.strip()), "case_referrals.asked_missing", "asked")
    name = values.agency_name.strip()
    if values.agency_id:
        agency = unit.agencies.agency(values.agency_id).values
        require_that(agency.active or values.direction is Direction.IN, "case_referrals.agency_closed", "agency_id")
        name = agency.name
    outwards = values.direction is Direction.OUT
    require_that(bool(name) or not outwards, "case_referrals.agency_missing", "agency_id")
    referrer = _referrer(values.referrer)
    require_that(referrer is not None or outwards, "case_referrals.referrer_missing", "referrer")
    return replace(
        values,
        agency_name=name,
        to_whom=values.to_whom.strip(),
        reason=values.reason.strip(),
        asked=values.asked.strip(),
        number=values.number.strip(),
        consent=_consent(unit, values.consent, wanted=outwards),
        referrer=referrer,
    )


def _referrer(given: Referrer | None) -> Referrer | None:
    if given is None:
        return None
    name = given.name.strip()
    require_that(bool(name) or given.kind is ReferrerKind.SELF, "case_referrals.referrer_missing", "referrer")
    return replace(given, name=name, phone=given.phone.strip())


def _consent(unit: Unit, given: Consent | None, *, wanted: bool) -> Consent | None:
    """Who agreed and how, or the law's reason (Homeless Act B.E. 2557, ss. 23 and 26; PDPA, ss. 19, 24, 26)."""
    if given is None:
        require_that(not wanted, "case_referrals.consent_missing", "basis")
        return None
    require_past(unit, given.on, "consent_on")
    if given.basis is ConsentBasis.LAW:
        require_that(bool(given.lawful_reason.strip()), "case_referrals.law_missing", "lawful_reason")
        return Consent(basis=given.basis, on=given.on, lawful_reason=given.lawful_reason.strip())
    require_that(bool(given.given_by.strip()), "case_referrals.giver_missing", "given_by")
    require_that(given.way is not None, "case_referrals.way_missing", "way")
    return Consent(basis=given.basis, on=given.on, given_by=given.given_by.strip(), way=given.way)
