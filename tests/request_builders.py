"""Short ways to a request at each stage, through the use cases themselves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from kmcase.application.budgets import OpeningPayment
from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.application.requests import GiveDiagnosis, OpenRequest, RequestService, WriteRequest
from kmcase.bootstrap.forms import shipped_forms
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.meetings import MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.requests import REPORT_HEADINGS, RequestContent
from tests.builders import TestOffice

TODAY = date(2024, 6, 10)
_PIECES = count()


def requests(office: TestOffice, login: str = "officer") -> RequestService:
    """The use cases of requests in somebody's name."""
    return RequestService(office.work(login), shipped_forms())


def content(**changes: object) -> RequestContent:
    """What a diligent officer writes for a widow."""
    whole = RequestContent(
        received_on=TODAY,
        hardship_cause="died",
        cause_fact="สามีถึงแก่กรรมเมื่อเดือนพฤษภาคม 2567",
        cause_document="ใบมรณบัตรเลขที่ 1/2567",
        needed=Baht.of(5000),
        proposed=Baht.of(3000),
        purpose="ค่าครองชีพ",
        fact_finder="officer",
        fact_found_on=TODAY,
        informant="นางบุญมี ศรีสุข",
        report=dict.fromkeys(REPORT_HEADINGS, "เขียนจากการเยี่ยมบ้าน"),
        dependants={"children": 2},
        monthly_income=Baht.of(4000),
        housing="own_dilapidated",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def attachment(kind: EvidenceKind, page: int = 1, media_type: str = "image/jpeg") -> Attachment:
    """A stored page; its bytes matter to nobody here."""
    digest = hashlib.sha256(f"{kind} {page}".encode()).hexdigest()
    return Attachment(sha256=digest, stored_sha256=digest, kind=kind, media_type=media_type, size=1000 + page)


def piece(kind: EvidenceKind, pages: int = 1) -> EvidenceItem:
    """A piece that is there."""
    return EvidenceItem(kind=kind, attachments=tuple(attachment(kind, page) for page in range(1, pages + 1)))


def widow_pieces() -> tuple[EvidenceItem, ...]:
    """Everything that is asked for with `content()`."""
    kinds = (
        EvidenceKind.PHOTO_HOUSE_OUTSIDE,
        EvidenceKind.PHOTO_HOUSE_INSIDE,
        EvidenceKind.PHOTO_PERSON,
        EvidenceKind.PHOTO_PROBLEM,
        EvidenceKind.PHOTO_FAMILY,
        EvidenceKind.ID_CARD,
        EvidenceKind.DEATH_CERTIFICATE,
    )
    return (*(_own(kind) for kind in kinds), piece(EvidenceKind.HOUSE_REGISTRATION, pages=2))


def _own(kind: EvidenceKind) -> EvidenceItem:
    """A piece that is nobody else's: one picture of two persons is an observation."""
    digest = hashlib.sha256(f"{kind} {next(_PIECES)}".encode()).hexdigest()
    one = replace(attachment(kind), sha256=digest, stored_sha256=digest)
    return EvidenceItem(kind=kind, attachments=(one,))


def open_request(office: TestOffice, person_id: str, **changes: object) -> str:
    """A draft; gives its id."""
    return requests(office).open(OpenRequest(person_id=person_id, content=content(**changes))).value


def settle_all(office: TestOffice, request_id: str) -> None:
    """Attach everything that is asked for."""
    for item in widow_pieces():
        requests(office).settle_evidence(request_id, item)


def submitted_request(office: TestOffice, person_id: str, **changes: object) -> str:
    """A complete request in review, with its opinion."""
    request_id = open_request(office, person_id, **changes)
    settle_all(office, request_id)
    requests(office).submit(request_id)
    diagnose(office, request_id)
    return request_id


def diagnose(office: TestOffice, request_id: str, baht: int = 3000) -> None:
    """The social worker's opinion."""
    requests(office, "social").diagnose(
        GiveDiagnosis(request_id=request_id, text="ครอบครัวเดือดร้อนจริง", proposed=Baht.of(baht))
    )


def ready_request(office: TestOffice, person_id: str, **changes: object) -> str:
    """A request that can go before the panel."""
    request_id = submitted_request(office, person_id, **changes)
    requests(office, "director").find_ready(request_id)
    return request_id


def rewrite(office: TestOffice, request_id: str, **changes: object) -> None:
    """A new version of the content."""
    page = requests(office).page(request_id)
    requests(office).write(
        WriteRequest(
            request_id=request_id,
            content=replace(page.request.content, **changes),  # type: ignore[arg-type]
            seen_version=page.request.version,
        )
    )


def days_later(office: TestOffice, days: int) -> None:
    """Let the clock of an office go on."""
    office.clock.advance(days=days)


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    """A refusal that the user can mend."""
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def decide(office: TestOffice, request_id: str, outcome: Outcome, number: str = "1/2567") -> str:
    """A meeting of its own that resolves one request; gives the decision's id."""
    meetings = MeetingService(office.work("director"))
    values = MeetingValues(
        number=number,
        held_on=TODAY,
        panel=(PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),),
    )
    meeting_id = meetings.plan(values).value
    meetings.set_agenda(meeting_id, (request_id,))
    return meetings.decide(
        RecordDecision(
            meeting_id=meeting_id,
            request_id=request_id,
            resolution_number=number,
            outcome=outcome,
            amount=Baht.of(3000) if outcome is Outcome.APPROVED else None,
            reason="" if outcome is Outcome.APPROVED else "รอเงินงวดหน้า",
        )
    ).value


def opening(person_id: str, **changes: object) -> OpeningPayment:
    """A payment of April from before the program."""
    whole = OpeningPayment(
        person_id=person_id,
        aid_kind="low_income",
        amount=Baht.of(2000),
        paid_on=date(2024, 4, 20),
        voucher_number="เดิม 1",
        document="ทะเบียนคุมเดิม",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]
