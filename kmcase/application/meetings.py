"""ONE HOME meetings: the agenda from what is ready, and the panel's decisions recorded one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from kmcase.application.changes import Outcome as Done
from kmcase.application.duties import duty_findings, payee_findings
from kmcase.application.judging import refuse_blocked
from kmcase.application.limits import judgement, limit_facts
from kmcase.application.ports.meetings import Meeting
from kmcase.application.read.meetings import AgendaItem, MeetingItem, MeetingPage
from kmcase.application.seconds import NamedPayee, Second, ask_lifter, require_second
from kmcase.application.work import Unit, Work
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.meetings import (
    AgendaSet,
    DecisionRecorded,
    MeetingClosed,
    MeetingPlanned,
    MeetingStatus,
    MeetingValues,
    MinutesAttached,
    Outcome,
    Override,
)
from kmcase.domain.money import Baht
from kmcase.domain.requests import AidRequest, RequestStatus
from kmcase.rules.limits import LimitFacts, allowed_times, check_limits, claims_for, half_on, half_still_open
from kmcase.rules.overrides import kept_override, lifted_codes
from kmcase.thai.calendar import fiscal_year

_MINUTES_MISSING = Finding(code="meetings.minutes_missing", severity=Severity.WARN, fields=("minutes",))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """What the panel resolved for one request; `half` defaults to that of the meeting's day.

    `second_password` is typed by who lifts a block.
    """

    meeting_id: str
    request_id: str
    resolution_number: str
    outcome: Outcome
    amount: Baht | None = None
    half: BudgetHalf | None = None
    reason: str = ""
    override: Override | None = None
    second_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say of approving an amount, before anybody decides."""

    findings: tuple[Finding, ...]
    available: Baht | None


class MeetingService:
    """Use cases of the meeting."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def plan(self, values: MeetingValues, meeting_id: str | None = None) -> Done[str]:
        """Plan a meeting, or write the head of one anew until its first decision is recorded."""
        with self._work.begin("meetings.plan") as unit:
            if not values.number.strip():
                raise DomainError("meetings.number_missing", "number")
            if unit.meetings.with_number(values.number) not in (None, meeting_id):
                raise DomainError("meetings.number_known", "number", number=values.number)
            if meeting_id is not None:
                meeting = unit.meetings.meeting(meeting_id)
                self._require_undecided(meeting)
                for request_id in meeting.agenda:
                    _require_received(unit.requests.request(request_id), values.held_on, "held_on")
            known = meeting_id or unit.ids.new()
            unit.record(MeetingPlanned(meeting_id=known, values=values))
            return unit.commit(known)

    def set_agenda(self, meeting_id: str, request_ids: tuple[str, ...]) -> Done[str]:
        """The whole agenda in order; only requests that are ready (or deferred) come on it, or are on it already.

        What is taken off is ready again, unless it was moved on meanwhile.
        """
        with self._work.begin("meetings.agenda") as unit:
            meeting = unit.meetings.meeting(meeting_id)
            self._require_open(meeting)
            request_ids = tuple(dict.fromkeys(request_ids))
            removed = [unit.requests.request(known) for known in sorted(set(meeting.agenda) - set(request_ids))]
            for request in removed:
                if request.request_id in meeting.decided:
                    raise DomainError("meetings.decided_stays", "agenda")
            for request_id in request_ids:
                if request_id not in meeting.decided:
                    request = unit.requests.request(request_id)
                    _require_presentable(request, meeting)
                    _require_received(request, meeting.values.held_on, "agenda")
            ready_again = tuple(found.request_id for found in removed if found.status is RequestStatus.BEFORE_PANEL)
            unit.record(AgendaSet(meeting_id=meeting_id, request_ids=request_ids, removed=ready_again))
            return unit.commit(meeting_id)

    def judge(self, meeting_id: str, request_id: str, amount: Baht | None, half: BudgetHalf | None = None) -> Verdict:
        """What approving would meet; decides nothing."""
        with self._work.begin("meetings.decide") as unit:
            meeting = unit.meetings.meeting(meeting_id)
            request = unit.requests.request(request_id)
            facts = _facts(unit, meeting, request, amount, half)
            findings = (*_limits(unit, facts), *_duties(unit, meeting, request))
            return Verdict(findings=findings, available=facts.budget.available if facts.budget else None)

    def decide(self, command: RecordDecision) -> Done[str]:
        """Record the decision on one request; approving reserves the money and takes the claims."""
        lifter = ask_lifter(self._work, command.override, command.second_password)
        with self._work.begin("meetings.decide") as unit:
            meeting = unit.meetings.meeting(command.meeting_id)
            self._require_open(meeting)
            request = unit.requests.request(command.request_id)
            self._require_decidable(unit, meeting, request, command)
            if command.outcome is Outcome.APPROVED:
                return self._approve(unit, meeting, request, command, lifter)
            if not command.reason.strip():
                raise DomainError("meetings.reason_missing", "reason")
            request.move(
                RequestStatus.NOT_QUALIFIED if command.outcome is Outcome.REJECTED else RequestStatus.AWAITING_BUDGET
            )
            findings = _duties(unit, meeting, request)
            refuse_blocked(findings)
            decision_id = unit.ids.new()
            unit.record(_decision(unit, decision_id, meeting, request, command, findings, None))
            return unit.commit(decision_id, findings)

    def _approve(
        self, unit: Unit, meeting: Meeting, request: AidRequest, command: RecordDecision, lifter: Second
    ) -> Done[str]:
        if command.amount is None or command.amount.satang <= 0:
            raise DomainError("meetings.amount_missing", "amount")
        request.move(RequestStatus.APPROVED)
        facts = _facts(unit, meeting, request, command.amount, command.half)
        findings = (*_limits(unit, facts), *_duties(unit, meeting, request))
        require_reason_for_repeat(findings)
        person = unit.people.person(request.person_id).values
        payee = NamedPayee(person.full_name, person.national_id)
        override = checked_override(unit, command.override, lifter, findings, payee=payee)
        refuse_blocked(findings, lifted_codes(override, findings))
        decision_id = unit.ids.new()
        command = replace(command, override=override)
        unit.record(_decision(unit, decision_id, meeting, request, command, findings, facts))
        return unit.commit(decision_id, findings)

    def attach_minutes(self, meeting_id: str, attachment: Attachment) -> Done[str]:
        """The scan of the signed minutes; its bytes are stored before. Of a closed meeting none is replaced."""
        with self._work.begin("meetings.decide") as unit:
            unit.meetings.meeting(meeting_id)
            unit.record(MinutesAttached(meeting_id=meeting_id, attachment=attachment))
            return unit.commit(meeting_id)

    def close(self, meeting_id: str) -> Done[str]:
        """Close a meeting whose every request is decided; minutes that are missing are said and stop nothing."""
        with self._work.begin("meetings.close") as unit:
            meeting = unit.meetings.meeting(meeting_id)
            self._require_open(meeting)
            if not meeting.agenda:
                raise DomainError("meetings.agenda_empty", "agenda")
            undecided = len(set(meeting.agenda) - set(meeting.decided))
            if undecided:
                raise DomainError("meetings.undecided", "agenda", count=undecided)
            unit.record(MeetingClosed(meeting_id=meeting_id))
            return unit.commit(meeting_id, () if meeting.has_minutes else (_MINUTES_MISSING,))

    def list(self) -> tuple[MeetingItem, ...]:
        """Meetings, the newest first."""
        with self._work.read("meetings.read") as reading:
            return reading.meetings.list()

    def page(self, meeting_id: str) -> MeetingPage:
        """A meeting with its agenda and decisions."""
        with self._work.read("meetings.read") as reading:
            return reading.meetings.page(meeting_id)

    def candidates(self) -> tuple[AgendaItem, ...]:
        """Requests that may come on an agenda: ready, or deferred before."""
        with self._work.read("meetings.read") as reading:
            return reading.meetings.candidates()

    @staticmethod
    def _require_open(meeting: Meeting) -> None:
        if meeting.status is not MeetingStatus.PLANNED:
            raise DomainError("meetings.closed", number=meeting.values.number)

    @classmethod
    def _require_undecided(cls, meeting: Meeting) -> None:
        """Number, day and panel are part of every decision that was recorded."""
        cls._require_open(meeting)
        if meeting.decided:
            raise DomainError("meetings.head_decided", number=meeting.values.number)

    @staticmethod
    def _require_decidable(unit: Unit, meeting: Meeting, request: AidRequest, command: RecordDecision) -> None:
        if request.request_id not in meeting.agenda:
            raise DomainError("meetings.not_on_agenda", number=request.number)
        if request.request_id in meeting.decided:
            raise DomainError("meetings.decided_already", number=request.number)
        if not command.resolution_number.strip():
            raise DomainError("meetings.resolution_missing", "resolution_number")
        if not meeting.values.panel:
            raise DomainError("meetings.panel_missing", "panel")
        if meeting.values.held_on > unit.today:
            raise DomainError("meetings.not_held_yet", "held_on")
        _require_received(request, meeting.values.held_on, "held_on")


def leave_agendas(unit: Unit, request: AidRequest) -> None:
    """Take a request that the panel has not decided off the agendas of open meetings; it is ready again."""
    for meeting in unit.meetings.awaiting(request.request_id):
        others = tuple(found for found in meeting.agenda if found != request.request_id)
        unit.record(AgendaSet(meeting_id=meeting.meeting_id, request_ids=others, removed=(request.request_id,)))


def _require_presentable(request: AidRequest, meeting: Meeting) -> None:
    kept = request.request_id in meeting.agenda and request.status is RequestStatus.BEFORE_PANEL
    if not kept:
        request.move(RequestStatus.BEFORE_PANEL)


def _require_received(request: AidRequest, held_on: date, field: str) -> None:
    """Nothing is decided before it was asked for."""
    received = request.content.received_on
    if held_on < received:
        raise DomainError("meetings.held_before_request", field, number=request.number, received=received)


def _facts(
    unit: Unit, meeting: Meeting, request: AidRequest, amount: Baht | None, half: BudgetHalf | None
) -> LimitFacts:
    day = meeting.values.held_on
    return limit_facts(unit, request, amount=amount, day=day, half=half or half_on(day))


def _limits(unit: Unit, facts: LimitFacts) -> tuple[Finding, ...]:
    return (*check_limits(facts, unit.regulations), *half_still_open(facts, unit.today))


def _duties(unit: Unit, meeting: Meeting, request: AidRequest) -> tuple[Finding, ...]:
    person = unit.people.person(request.person_id).values
    return (
        *duty_findings(unit, request, panel=meeting.values.panel, recorder=unit.actor.staff_id),
        *payee_findings(unit, person.full_name, person.national_id),
    )


def _decision(
    unit: Unit,
    decision_id: str,
    meeting: Meeting,
    request: AidRequest,
    command: RecordDecision,
    findings: tuple[Finding, ...],
    facts: LimitFacts | None,
) -> DecisionRecorded:
    approved = facts is not None
    day = meeting.values.held_on
    half = facts.half if facts else None
    over = command.override.reason if command.override else request.content.repeat_reason
    return DecisionRecorded(
        decision_id=decision_id,
        meeting_id=meeting.meeting_id,
        request_id=request.request_id,
        person_id=request.person_id,
        resolution_number=command.resolution_number.strip(),
        outcome=command.outcome,
        decided_on=day,
        amount=command.amount if approved else None,
        half=half,
        reason=command.reason,
        reserve_posting_id=unit.ids.new() if approved else None,
        claims=claims_for(
            facts.times,
            aid_kind=request.content.aid_kind,
            year=fiscal_year(day),
            allowed=allowed_times(request.content.aid_kind, day, unit.regulations),
            override=over or None,
        )
        if facts and half
        else (),
        override=command.override if approved else None,
        recorder=unit.actor.staff_id,
        judgement=judgement(unit, findings, facts),
    )


def require_reason_for_repeat(findings: tuple[Finding, ...]) -> None:
    """A family or household beyond the times of a year needs its reason in writing (design.md §4)."""
    for finding in findings:
        if finding.code in ("limits.times_family", "limits.times_household") and finding.severity is Severity.WARN:
            raise DomainError("limits.repeat_reason_missing", "repeat_reason", **finding.params)


def checked_override(
    unit: Unit,
    override: Override | None,
    lifter: Second,
    findings: tuple[Finding, ...],
    *,
    payee: NamedPayee,
    payers: Collection[str] = (),
) -> Override | None:
    """An override as it is stored: by a second person, with reason and document; None where it lifts nothing.

    Raises what `require_second` does, `payers` being no second person, and `meetings.override_undocumented`.
    """
    if override is None:
        return None
    require_second(unit, lifter, "second_person", payers=payers, payee=payee)
    if not override.reason.strip() or not override.document.strip():
        raise DomainError("meetings.override_undocumented", "override_reason")
    return kept_override(override, findings)
