"""Use cases of the officer who carries a request, and what everybody reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.differences import ReadSource, contradictions_of_request
from kmcase.application.forms import Forms
from kmcase.application.limits import Register, Registered
from kmcase.application.ports.duplicates import DuplicateRepository
from kmcase.application.ports.other_payments import OtherPaymentRepository
from kmcase.application.ports.reading import Reading
from kmcase.application.ports.repositories import BudgetRepository, StaffRepository
from kmcase.application.ports.requests import RequestRepository
from kmcase.application.read.people import PeopleQueries
from kmcase.application.read.requests import RequestItem, RequestPage, SlaFigures
from kmcase.application.requests.commands import OpenRequest, TakeDocuments, WriteRequest
from kmcase.application.requests.judging import (
    Judged,
    Stage,
    judge,
    new_request,
    refuse_for_review,
    stage_of,
)
from kmcase.application.requests.opening import next_number, open_draft
from kmcase.application.requests.reviewing import Reviewing
from kmcase.application.seconds import ask_lifter
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceSettled
from kmcase.domain.findings import Finding
from kmcase.domain.meetings import Override
from kmcase.domain.offices import Office
from kmcase.domain.payments import AWAITED, VoucherState
from kmcase.domain.people import PersonValues
from kmcase.domain.requests import (
    NOTICE_METHODS,
    OPEN_TO_PAPERS,
    WITH_RESULT,
    AidRequest,
    DocumentsGivenBack,
    DocumentsTaken,
    Release,
    RequestContent,
    RequestForwarded,
    RequestStatus,
    RequestSubmitted,
    RequestWithdrawn,
    RequestWritten,
    ResultNotified,
)
from kmcase.rules.regulations import Regulations


class RequestService(Reviewing):
    """Use cases of requests."""

    def __init__(self, work: Work, forms: Forms) -> None:
        self._work = work
        self._forms = forms

    def open(self, command: OpenRequest) -> Outcome[str]:
        """Begin a request with the next number of the year; what the limits block is refused here already.

        An amount over the limit is kept with its finding and refused at `submit`.
        """
        lifter = ask_lifter(self._work, command.override, command.second_password)
        with self._work.begin("requests.open") as unit:
            request_id, findings = open_draft(unit, command, lifter)
            return unit.commit(request_id, findings)

    def write(self, command: WriteRequest) -> Outcome[str]:
        """A new version of the content; refused where somebody wrote another since the writer looked."""
        with self._work.begin("requests.write") as unit:
            request = unit.requests.request(command.request_id)
            request.require_editable()
            if command.seen_version != request.version:
                raise DomainError("requests.written_meanwhile", number=request.number)
            if command.content != request.content:
                unit.record(RequestWritten(request_id=command.request_id, content=command.content))
            person = unit.people.person(request.person_id).values
            judged = self._judge_sending(unit, replace(request, content=command.content), person)
            return unit.commit(command.request_id, judged.findings)

    def settle_evidence(self, request_id: str, item: EvidenceItem) -> Outcome[str]:
        """A piece of evidence: attached (its bytes are stored before), or none with a reason; the newest stands."""
        with self._work.begin("requests.attach") as unit:
            _open_to_papers(unit, request_id)
            field = f"evidence.{item.kind.value}"
            if not item.settled:
                raise DomainError("requests.evidence_empty", field)
            if any(attachment.kind is not item.kind for attachment in item.attachments):
                raise DomainError("requests.evidence_mixed", field)
            unit.record(EvidenceSettled(noun="request", record_id=request_id, item=item))
            return unit.commit(request_id)

    def add_evidence(self, request_id: str, page: Attachment) -> Outcome[str]:
        """One more page of a piece, after those that stand when it is recorded; a page that is there stays once."""
        with self._work.begin("requests.attach") as unit:
            request = _open_to_papers(unit, request_id)
            there = next((item.attachments for item in request.evidence if item.kind is page.kind), ())
            if all(page.stored_sha256 != other.stored_sha256 for other in there):
                item = EvidenceItem(kind=page.kind, attachments=(*there, page))
                unit.record(EvidenceSettled(noun="request", record_id=request_id, item=item))
            return unit.commit(request_id)

    def submit(self, request_id: str, override: Override | None = None, second_password: str = "") -> Outcome[str]:
        """Send for review, for the first time or after mending; the password is that of who lifts a block."""
        lifter = ask_lifter(self._work, override, second_password)
        with self._work.begin("requests.submit") as unit:
            request = unit.requests.request(request_id)
            request.move(RequestStatus.IN_REVIEW)
            person = unit.people.person(request.person_id).values
            judged = self._judge_sending(unit, request, person)
            kept = refuse_for_review(unit, request, judged, override, lifter)
            unit.record(RequestSubmitted(request_id=request_id, judgement=judged.judgement, override=kept))
            return unit.commit(request_id, judged.findings)

    def withdraw(self, request_id: str, reason: str) -> Outcome[str]:
        """Take it back; an approved amount goes back to its half, and the year's claim is free again."""
        with self._work.begin("requests.withdraw") as unit:
            request = unit.requests.request(request_id)
            _refuse_vouchers(unit, request)
            request.move(RequestStatus.WITHDRAWN)
            _require(bool(reason.strip()), "requests.reason_missing", "reason")
            release, decision_id = _reservation(unit, request)
            unit.record(
                RequestWithdrawn(
                    request_id=request_id,
                    person_id=request.person_id,
                    reason=reason.strip(),
                    on=unit.today,
                    release=release,
                    decision_id=decision_id,
                )
            )
            return unit.commit(request_id)

    def forward(self, request_id: str, agency: str, reason: str) -> Outcome[str]:
        """Hand over to another agency."""
        with self._work.begin("requests.forward") as unit:
            unit.requests.request(request_id).move(RequestStatus.FORWARDED)
            _require(bool(agency.strip()), "requests.agency_missing", "agency")
            _require(bool(reason.strip()), "requests.reason_missing", "reason")
            unit.record(
                RequestForwarded(request_id=request_id, agency=agency.strip(), reason=reason.strip(), on=unit.today)
            )
            return unit.commit(request_id)

    def take_documents(self, command: TakeDocuments) -> Outcome[str]:
        """Papers taken against a numbered slip; gives the slip's id."""
        with self._work.begin("requests.documents") as unit:
            unit.requests.request(command.request_id)
            items = tuple(item.strip() for item in command.items if item.strip())
            _require(bool(items), "requests.items_missing", "items")
            _require(bool(command.taken_from.strip()), "requests.taken_from_missing", "taken_from")
            _require(command.on <= unit.today, "requests.day_in_future", "on")
            slip_id = unit.ids.new()
            unit.record(
                DocumentsTaken(
                    request_id=command.request_id,
                    slip_id=slip_id,
                    slip_number=next_number(unit, "slip", command.on),
                    items=items,
                    taken_from=command.taken_from.strip(),
                    on=command.on,
                )
            )
            return unit.commit(slip_id)

    def give_back(self, slip_id: str, on: date) -> Outcome[str]:
        """All papers of a slip went back."""
        with self._work.begin("requests.documents") as unit:
            slip = unit.requests.slip(slip_id)
            _require(slip.given_back_on is None, "requests.given_back_already", "on")
            _require(on <= unit.today, "requests.day_in_future", "on")
            _require(on >= slip.taken_on, "requests.given_back_before_taken", "on")
            unit.record(DocumentsGivenBack(request_id=slip.request_id, slip_id=slip_id, on=on))
            return unit.commit(slip_id)

    def notify(self, request_id: str, method: str, on: date) -> Outcome[str]:
        """The family was told the result and its reason; gives the notice's number."""
        with self._work.begin("requests.notify") as unit:
            request = unit.requests.request(request_id)
            _require(request.status in WITH_RESULT, "requests.no_result_yet", None)
            _require(method in NOTICE_METHODS, "requests.method_unknown", "method")
            _require(on <= unit.today, "requests.day_in_future", "on")
            number = next_number(unit, "notice", on)
            unit.record(ResultNotified(request_id=request_id, notice_number=number, method=method, on=on))
            return unit.commit(number)

    def list(
        self,
        *,
        statuses: frozenset[RequestStatus] = frozenset(),
        person_id: str = "",
        officer: str = "",
        subdistrict_code: str = "",
        fiscal_year: int | None = None,
    ) -> tuple[RequestItem, ...]:
        """Requests of these statuses (none: of all), the longest waiting first."""
        with self._work.read("requests.read") as reading:
            return reading.requests.list(
                statuses=statuses,
                person_id=person_id,
                officer=officer,
                subdistrict_code=subdistrict_code,
                fiscal_year=fiscal_year,
            )

    def ready(self) -> tuple[RequestItem, ...]:
        """What may come on an agenda: found ready, or deferred before."""
        return self.list(statuses=frozenset({RequestStatus.READY, RequestStatus.AWAITING_BUDGET}))

    def counts(self) -> Mapping[RequestStatus, int]:
        """How many there are of each status."""
        with self._work.read("requests.read") as reading:
            return reading.requests.counts()

    def sla(self, fiscal_year: int) -> SlaFigures:
        """Days and lights of a fiscal year."""
        with self._work.read("requests.read") as reading:
            return reading.requests.sla(fiscal_year)

    def page(self, request_id: str) -> RequestPage:
        """A request on one page, with what the rules say of its next step."""
        with self._work.read("requests.read") as reading:
            exceptions = reading.staff.duty_exceptions("request", request_id)
            page = replace(reading.requests.page(request_id), exceptions=exceptions)
            stage = stage_of(page.request.status)
            return page if stage is None else replace(page, findings=self._judged_reading(reading, page.request, stage))

    def judge(self, person_id: str, content: RequestContent, request_id: str | None = None) -> tuple[Finding, ...]:
        """What the rules say while somebody writes; stops nothing."""
        with self._work.read("requests.read") as reading:
            if request_id is not None:
                request = replace(reading.requests.request(request_id), content=content)
                return self._judged_reading(reading, request, stage_of(request.status) or Stage.SUBMISSION)
            page = reading.people.page(person_id)
            request = new_request(person_id, page.values, page.household_id, content)
            return judge(_Beside.a(reading), request, page.values, Stage.SUBMISSION).findings

    def _judge_sending(self, unit: Unit, request: AidRequest, person: PersonValues) -> Judged:
        contradictions = contradictions_of_request(unit, self._forms, request.request_id)
        return judge(unit, request, person, Stage.SUBMISSION, contradictions=contradictions)

    def _judged_reading(self, reading: Reading, request: AidRequest, stage: Stage) -> tuple[Finding, ...]:
        person = reading.people.page(request.person_id).values
        contradictions = contradictions_of_request(ReadSource.of(reading), self._forms, request.request_id)
        return judge(_Beside.a(reading), request, person, stage, contradictions=contradictions).findings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """A reading as a source of facts: the same answers as a unit's, without its lock."""

    today: date
    office: Office
    regulations: Regulations
    budgets: BudgetRepository
    duplicates: DuplicateRepository
    other_payments: OtherPaymentRepository
    requests: RequestRepository
    staff: StaffRepository
    people: Register

    @classmethod
    def a(cls, reading: Reading) -> _Beside:
        return cls(
            today=reading.today,
            office=reading.office,
            regulations=reading.regulations,
            budgets=reading.limits,
            duplicates=reading.duplicates,
            other_payments=reading.other_payments,
            requests=reading.requests,
            staff=reading.staff,
            people=_Pages(reading.people),
        )


@dataclass(frozen=True, slots=True)
class _Pages:
    queries: PeopleQueries

    def person(self, person_id: str) -> Registered:
        return self.queries.page(person_id)


def _open_to_papers(unit: Unit, request_id: str) -> AidRequest:
    request = unit.requests.request(request_id)
    _require(request.status in OPEN_TO_PAPERS, "requests.not_open_to_papers", None, number=request.number)
    return request


def _refuse_vouchers(unit: Unit, request: AidRequest) -> None:
    """An issued number is first handed over or said to be not paid; a paid one is made void by finance."""
    standing = unit.payments.voucher_of_request(request.request_id)
    if standing is None:
        return
    _require(standing.state not in AWAITED, "requests.voucher_open", None, number=standing.voucher.number)
    _require(standing.state is not VoucherState.PAID, "requests.paid_already", None, number=standing.voucher.number)


def _reservation(unit: Unit, request: AidRequest) -> tuple[Release | None, str | None]:
    """What an approved request holds: its reservation and the decision that took the claims."""
    decision = unit.meetings.decision_of(request.request_id)
    approved = decision if request.status is RequestStatus.APPROVED else None
    if approved is None or approved.amount is None or approved.half is None:
        return None, None
    release = Release(posting_id=unit.ids.new(), half=approved.half, amount=approved.amount)
    return release, approved.decision_id


def _require(holds: bool, code: str, field: str | None, **params: object) -> None:
    if not holds:
        raise DomainError(code, field, **params)
