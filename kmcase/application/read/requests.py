"""What lists, boards and the page of a request show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.requests import RequestRepository
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.requests import AidRequest, Diagnosis, RequestContent, RequestStatus, Slip
from kmcase.rules.duties import DutyException
from kmcase.rules.pieces import AskedPiece, asked_pieces
from kmcase.rules.waiting import Light, Waiting

__all__ = [
    "CommentLine",
    "ContentVersion",
    "DecisionLine",
    "DiagnosisLine",
    "DutyException",
    "EvidenceLine",
    "Light",
    "NextAction",
    "NoticeLine",
    "PaymentLine",
    "RequestItem",
    "RequestPage",
    "RequestQueries",
    "SlaFigures",
    "StepLine",
    "Waiting",
    "evidence_lines",
    "next_action",
]


class NextAction(StrEnum):
    """What a request waits for; its words are `requests.next.<value>`."""

    FINISH_DRAFT = "finish_draft"
    DIAGNOSE = "diagnose"
    REVIEW = "review"
    CORRECT = "correct"
    FIND_OUT = "find_out"
    PUT_ON_AGENDA = "put_on_agenda"
    DECIDE = "decide"
    WAIT_FOR_BUDGET = "wait_for_budget"
    NOTIFY = "notify"
    PREPARE_PAYMENT = "prepare_payment"
    PAY = "pay"
    NOTHING = "nothing"


_NEXT: Mapping[RequestStatus, NextAction] = {
    RequestStatus.DRAFT: NextAction.FINISH_DRAFT,
    RequestStatus.IN_REVIEW: NextAction.REVIEW,
    RequestStatus.NEEDS_CORRECTION: NextAction.CORRECT,
    RequestStatus.NEEDS_INFORMATION: NextAction.FIND_OUT,
    RequestStatus.READY: NextAction.PUT_ON_AGENDA,
    RequestStatus.BEFORE_PANEL: NextAction.DECIDE,
    RequestStatus.AWAITING_BUDGET: NextAction.WAIT_FOR_BUDGET,
    RequestStatus.APPROVED: NextAction.PREPARE_PAYMENT,
    RequestStatus.DISBURSED: NextAction.PAY,
    RequestStatus.NOT_QUALIFIED: NextAction.NOTIFY,
    RequestStatus.FORWARDED: NextAction.NOTIFY,
}


def next_action(status: RequestStatus, *, diagnosed: bool, notified: bool) -> NextAction:
    """What a request waits for."""
    found = _NEXT.get(status, NextAction.NOTHING)
    if found is NextAction.REVIEW and not diagnosed:
        return NextAction.DIAGNOSE
    return NextAction.NOTHING if found is NextAction.NOTIFY and notified else found


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestItem:
    """A line of a list or a card of the board; `national_id` is whole here and masked by the view.

    `proposed` is the social worker's amount where there is a diagnosis, else the officer's. The days stop with the
    payment, or with the end of the request without one. `excepted`: a limit was lifted for it, or a duty excepted.
    """

    request_id: str
    number: str
    person_id: str
    person_name: str
    national_id: str | None
    subdistrict_code: str
    status: RequestStatus
    aid_kind: str
    hardship_cause: str
    received_on: date
    waiting: Waiting
    needed: Baht | None
    proposed: Baht | None
    approved: Baht | None
    officer: str
    officer_name: str
    next_action: NextAction
    restricted: bool
    excepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A line of the checklist: a piece asked for (`causes` say why, none: of everybody) or attached besides."""

    kind: EvidenceKind
    asked: bool
    causes: tuple[str, ...]
    of_house: bool
    attachments: tuple[Attachment, ...] = ()
    none_reason: str = ""

    @property
    def settled(self) -> bool:
        """Present, or absent with a reason."""
        return bool(self.attachments) or bool(self.none_reason.strip())


def evidence_lines(content: RequestContent, evidence: Iterable[EvidenceItem]) -> tuple[EvidenceLine, ...]:
    """What is asked for in its order, each with what is held; then what lies there besides."""
    held = {item.kind: item for item in evidence}
    asked = asked_pieces(content)
    kinds = {piece.kind for piece in asked}
    besides = tuple(item for item in held.values() if item.kind not in kinds)
    return (
        *(_asked_line(piece, held.get(piece.kind)) for piece in asked),
        *(
            EvidenceLine(
                kind=item.kind,
                asked=False,
                causes=(),
                of_house=False,
                attachments=item.attachments,
                none_reason=item.none_reason,
            )
            for item in besides
        ),
    )


def _asked_line(piece: AskedPiece, item: EvidenceItem | None) -> EvidenceLine:
    return EvidenceLine(
        kind=piece.kind,
        asked=True,
        causes=tuple(sorted(piece.causes)),
        of_house=piece.of_house,
        attachments=item.attachments if item else (),
        none_reason=item.none_reason if item else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """A reviewer's comment on a section, and its answer."""

    comment_id: str
    section: str
    text: str
    made_at: str
    made_by: str
    answer: str | None
    answered_at: str | None
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisLine:
    """One version of the opinion, with the name of who gave it."""

    diagnosis: Diagnosis
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentVersion:
    """What was written at a time; `changed` names the fields that differ from the version before."""

    event_id: str
    at: str
    written_by: str
    changed: tuple[str, ...]
    content: RequestContent


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step of the history; `params` fill `requests.step.<what>`."""

    at: str
    made_by: str
    what: str
    params: dict[str, object]
    record_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """The family was told."""

    number: str
    method: str
    on: date
    told_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """What a panel resolved."""

    decision_id: str
    meeting_id: str
    meeting_number: str
    resolution_number: str
    outcome: str
    decided_on: date
    amount: Baht | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A voucher of the request; `paid_on` None where nothing was handed over, `void` where it counts no more."""

    voucher_id: str
    number: str
    run_id: str
    amount: Baht
    paid_on: date | None
    void: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """One request on one page; `findings` are what the rules say now, of the step that comes next.

    `exceptions` are those granted by name from the rule that duties exclude each other.
    """

    request: AidRequest
    person_name: str
    national_id: str | None
    restricted: bool
    waiting: Waiting
    next_action: NextAction
    reason: str
    evidence: tuple[EvidenceLine, ...]
    comments: tuple[CommentLine, ...]
    diagnoses: tuple[DiagnosisLine, ...]
    versions: tuple[ContentVersion, ...]
    steps: tuple[StepLine, ...]
    slips: tuple[Slip, ...]
    notices: tuple[NoticeLine, ...]
    decisions: tuple[DecisionLine, ...]
    payments: tuple[PaymentLine, ...]
    staff_names: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    exceptions: tuple[DutyException, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaFigures:
    """Days from request to payment in a fiscal year: of those paid, and how those still open stand today."""

    fiscal_year: int
    paid: int
    median_days: int | None
    within: int
    lights: Mapping[Light, int]


class RequestQueries(RequestRepository, Protocol):
    """Requests for lists and pages, and what judging one beside its form needs."""

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
        ...

    def counts(self) -> Mapping[RequestStatus, int]:
        """How many there are of each status."""
        ...

    def page(self, request_id: str) -> RequestPage:
        """A request's page without findings; raises `requests.unknown`."""
        ...

    def sla(self, fiscal_year: int) -> SlaFigures:
        """Days and lights of the requests of a fiscal year."""
        ...
