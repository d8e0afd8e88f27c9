"""What stands on the papers that a family takes home: the notice of the result, and the slip for papers taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.ports.reading import Reading
from kmcase.application.printing.request_forms import written_address
from kmcase.application.printing.words import said
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.requests import WITH_RESULT
from kmcase.domain.staff import Role
from kmcase.messages import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSnapshot:
    """The result of a request: `result` is `approved`, `rejected`, `deferred`, `forwarded` or `withdrawn`."""

    office: str
    notice_number: str
    day: date
    number: str
    received_on: date
    person: str
    address: str
    result: str
    amount: Baht | None
    reason: str
    meeting: str
    resolution: str
    decided_on: date | None
    signer: str
    signer_position: str
    contact: str
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSnapshot:
    """Papers that the office holds for a family."""

    office: str
    number: str
    request_number: str
    person: str
    taken_from: str
    taken_on: date
    items: tuple[str, ...]
    taker: str
    given_back_on: date | None = None
    sample: bool = False


def collect_notice(reading: Reading, request_id: str) -> NoticeSnapshot:
    """The notice of a request with a result; raises `requests.no_result_yet`."""
    page = reading.requests.page(request_id)
    if page.request.status not in WITH_RESULT:
        raise DomainError("requests.no_result_yet", number=page.request.number)
    decision = page.decisions[-1] if page.decisions else None
    told = page.notices[-1] if page.notices else None
    ended = page.request.status.value
    decided = decision.outcome if decision is not None else ended
    signer = next((one for one in reading.staff.members() if one.active and Role.DIRECTOR in one.roles), None)
    return NoticeSnapshot(
        office=reading.office.name,
        notice_number=told.number if told else "",
        day=told.on if told else reading.today,
        number=page.request.number,
        received_on=page.request.content.received_on,
        person=page.person_name,
        address=written_address(page.request.address),
        result=ended if ended in ("forwarded", "withdrawn") else decided,
        amount=decision.amount if decision else None,
        reason=page.reason or (decision.reason if decision else ""),
        meeting=decision.meeting_number if decision else "",
        resolution=decision.resolution_number if decision else "",
        decided_on=decision.decided_on if decision else None,
        signer=signer.name if signer else "",
        signer_position=signer.position if signer else "",
        contact=page.staff_names.get(page.request.officer, ""),
        sample=reading.office.sample,
    )


def collect_slip(reading: Reading, slip_id: str, catalogue: Catalogue) -> SlipSnapshot:
    """A slip; `taker` is who recorded it."""
    slip = reading.requests.slip(slip_id)
    page = reading.requests.page(slip.request_id)
    taken = (step for step in page.steps if step.what == "documents_taken" and step.params["number"] == slip.number)
    step = next(taken, None)
    return SlipSnapshot(
        office=reading.office.name,
        number=slip.number,
        request_number=page.request.number,
        person=page.person_name,
        taken_from=slip.taken_from,
        taken_on=slip.taken_on,
        items=tuple(said(catalogue, "evidence.kind", item) for item in slip.items),
        taker=step.made_by if step else "",
        given_back_on=slip.given_back_on,
        sample=reading.office.sample,
    )
