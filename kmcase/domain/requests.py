"""Aid requests (ปสค.1): from the first draft to the day the family is helped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.people import Address


class RequestStatus(StrEnum):
    """Status words of the ministry's own system (domain.md §4.2), said in plain Thai by the catalogue."""

    DRAFT = "draft"  # รอรับเรื่อง
    IN_REVIEW = "in_review"  # รับเรื่องเรียบร้อย
    NEEDS_CORRECTION = "needs_correction"  # แก้ไขข้อมูล
    NEEDS_INFORMATION = "needs_information"  # หาข้อมูลเพิ่มเติม
    READY = "ready"  # ตรวจแล้ว พร้อมเสนอที่ประชุม
    BEFORE_PANEL = "before_panel"  # คณะกรรมการพิจารณา
    AWAITING_BUDGET = "awaiting_budget"  # รอจัดสรรงบ
    NOT_QUALIFIED = "not_qualified"  # คุณสมบัติไม่ตรง
    APPROVED = "approved"  # อยู่ระหว่างการเบิก
    DISBURSED = "disbursed"  # เบิกจ่าย (037)
    HELPED = "helped"  # ช่วยเหลือแล้ว
    FORWARDED = "forwarded"  # ส่งต่อข้อมูล
    WITHDRAWN = "withdrawn"


_S = RequestStatus
TRANSITIONS: Mapping[RequestStatus, frozenset[RequestStatus]] = {
    _S.DRAFT: frozenset({_S.IN_REVIEW, _S.WITHDRAWN, _S.FORWARDED}),
    _S.IN_REVIEW: frozenset({_S.NEEDS_CORRECTION, _S.NEEDS_INFORMATION, _S.READY, _S.WITHDRAWN, _S.FORWARDED}),
    _S.NEEDS_CORRECTION: frozenset({_S.IN_REVIEW, _S.WITHDRAWN, _S.FORWARDED}),
    _S.NEEDS_INFORMATION: frozenset({_S.IN_REVIEW, _S.WITHDRAWN, _S.FORWARDED}),
    _S.READY: frozenset({_S.BEFORE_PANEL, _S.NEEDS_CORRECTION, _S.WITHDRAWN, _S.FORWARDED}),
    _S.BEFORE_PANEL: frozenset({_S.READY, _S.APPROVED, _S.NOT_QUALIFIED, _S.AWAITING_BUDGET, _S.NEEDS_INFORMATION}),
    _S.AWAITING_BUDGET: frozenset({_S.BEFORE_PANEL, _S.NEEDS_CORRECTION, _S.WITHDRAWN, _S.FORWARDED}),
    _S.NOT_QUALIFIED: frozenset({_S.FORWARDED}),
    _S.APPROVED: frozenset({_S.DISBURSED, _S.HELPED, _S.WITHDRAWN}),
    _S.DISBURSED: frozenset({_S.HELPED, _S.APPROVED, _S.WITHDRAWN}),
    _S.HELPED: frozenset({_S.APPROVED, _S.WITHDRAWN}),
    _S.FORWARDED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
EDITABLE = frozenset({_S.DRAFT, _S.NEEDS_CORRECTION, _S.NEEDS_INFORMATION})
# Until the panel has it, papers are added and reviewers write; afterwards the case stands as it was put before them.
OPEN_TO_PAPERS = EDITABLE | {_S.IN_REVIEW, _S.READY, _S.AWAITING_BUDGET}
OPEN_TO_DIAGNOSIS = EDITABLE | {_S.IN_REVIEW}
ENDED = frozenset({_S.NOT_QUALIFIED, _S.HELPED, _S.FORWARDED, _S.WITHDRAWN})
WITH_RESULT = frozenset(
    {_S.NOT_QUALIFIED, _S.AWAITING_BUDGET, _S.APPROVED, _S.DISBURSED, _S.HELPED, _S.FORWARDED, _S.WITHDRAWN}
)

# Codes; their words are in the catalogue under `requests.<table>.<code>`.
HARDSHIP_CAUSES = (
    "died",
    "deserted",
    "missing",
    "imprisoned",
    "accident_or_illness",
    "disabled",
    "cannot_care",
    "destitute",
)
REPORT_HEADINGS = (
    "background",
    "housing",
    "income_debts",
    "health",
    "dependants",
    "problem",
    "needs",
    "officer_opinion",
)
HOUSING = ("own_stable", "own_dilapidated", "on_others_land", "rented", "none")
NO_HOUSE = "none"
DEPENDANTS = ("parents", "children", "elderly", "disabled", "other")
AID_KINDS = ("low_income", "emergency")
NOTICE_METHODS = ("in_person", "phone", "letter", "through_village_head")


class AidForm(StrEnum):
    """What is asked for."""

    MONEY = "money"
    IN_KIND = "in_kind"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContent:
    """What an officer writes in a request; `report` holds the narrative under its guiding headings."""

    received_on: date
    aid_kind: str = "low_income"
    aid_form: AidForm = AidForm.MONEY
    known_case: bool = False
    hardship_cause: str = ""
    cause_fact: str = ""
    cause_document: str = ""
    needed: Baht | None = None
    proposed: Baht | None = None
    purpose: str = ""
    fact_finder: str = ""
    fact_found_on: date | None = None
    joint_fact_finders: tuple[str, ...] = ()
    informant: str = ""
    report: dict[str, str] = field(default_factory=dict)
    dependants: dict[str, int] = field(default_factory=dict)
    monthly_income: Baht | None = None
    housing: str = ""
    proxy_name: str = ""
    proxy_relation: str = ""
    repeat_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The professional's opinion (คำวินิจฉัย) by a named social worker."""

    text: str
    proposed: Baht
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRequest:
    """A request as it stands; the address is the register's on the day it was opened.

    `version` names the event that wrote the content; `officer` opened it; `override` lifts blocks of the limits.
    """

    request_id: str
    number: str
    person_id: str
    family_id: str | None
    household_id: str | None
    address: Address
    status: RequestStatus
    content: RequestContent
    evidence: tuple[EvidenceItem, ...] = ()
    diagnosis: Diagnosis | None = None
    approved: Baht | None = None
    reviewer: str = ""
    officer: str = ""
    version: str = ""
    override: Override | None = None

    @property
    def proposed(self) -> Baht | None:
        """The amount proposed to the panel: the social worker's where there is a diagnosis, else the officer's."""
        return self.diagnosis.proposed if self.diagnosis else self.content.proposed

    def move(self, target: RequestStatus) -> None:
        """Check a step of the state machine; raises `requests.wrong_state`."""
        if target not in TRANSITIONS[self.status]:
            raise DomainError("requests.wrong_state", number=self.number)

    def require_editable(self) -> None:
        """Raise `requests.not_editable` unless the officer may still write."""
        if self.status not in EDITABLE:
            raise DomainError("requests.not_editable", number=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Papers taken from a family against a numbered slip; `given_back_on` None while the office holds them."""

    slip_id: str
    request_id: str
    number: str
    items: tuple[str, ...]
    taken_from: str
    taken_on: date
    given_back_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A reservation given back to its half."""

    posting_id: str
    half: BudgetHalf
    amount: Baht


class _OfRequest(Event):
    __slots__ = ()
    request_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("request", self.request_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOpened(_OfRequest):
    """A request was begun for a person in the register; `officer` answers for it, empty: whoever wrote the entry."""

    TYPE = "request.opened"
    request_id: str
    number: str
    person_id: str
    family_id: str | None = None
    household_id: str | None = None
    address: Address
    content: RequestContent
    judgement: Judgement
    override: Override | None = None
    officer: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("request", self.request_id), ("person", self.person_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWritten(_OfRequest):
    """A new version of what the officer writes; earlier versions stay in the journal."""

    TYPE = "request.written"
    request_id: str
    content: RequestContent


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSubmitted(_OfRequest):
    """Sent for review, with what the rules said."""

    TYPE = "request.submitted"
    request_id: str
    judgement: Judgement
    override: Override | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCommented(_OfRequest):
    """A reviewer's comment beside one section of the draft."""

    TYPE = "request.commented"
    request_id: str
    comment_id: str
    section: str
    text: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSettled(_OfRequest):
    """The officer answered a comment."""

    TYPE = "request.comment_settled"
    request_id: str
    comment_id: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReturned(_OfRequest):
    """Sent back by the reviewer (or the panel) for correction or for more information."""

    TYPE = "request.returned"
    request_id: str
    status: RequestStatus
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisGiven(_OfRequest):
    """A named professional wrote the opinion and proposed an amount; edits are new events."""

    TYPE = "request.diagnosis_given"
    request_id: str
    diagnosis: Diagnosis
    judgement: Judgement


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFoundReady(_OfRequest):
    """Reviewed and complete: it can go before the panel."""

    TYPE = "request.found_ready"
    request_id: str
    reviewer: str
    judgement: Judgement


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(_OfRequest):
    """The person or the office took it back; a reservation and the decision's claims are released with it."""

    TYPE = "request.withdrawn"
    request_id: str
    person_id: str
    reason: str
    on: date
    release: Release | None = None
    decision_id: str | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        budget = () if self.release is None else (("budget", self.release.half.budget_id),)
        return (("request", self.request_id), ("person", self.person_id), *budget)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForwarded(_OfRequest):
    """Handed to another agency."""

    TYPE = "request.forwarded"
    request_id: str
    agency: str
    reason: str
    on: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsTaken(_OfRequest):
    """A slip was given for papers taken from the family."""

    TYPE = "request.documents_taken"
    request_id: str
    slip_id: str
    slip_number: str
    items: tuple[str, ...]
    taken_from: str
    on: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsGivenBack(_OfRequest):
    """Papers of a slip went back to the family."""

    TYPE = "request.documents_given_back"
    request_id: str
    slip_id: str
    on: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultNotified(_OfRequest):
    """The family was told the result and its reason."""

    TYPE = "request.result_notified"
    request_id: str
    notice_number: str
    method: str
    on: date
