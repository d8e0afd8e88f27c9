"""What stands in the letter that goes with a referral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.ports.reading import Reading
from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.cases.referrals import Consent, Direction
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role
from kmcase.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetter:
    """An official letter outwards: what the client agreed to be told, and no more of the case."""

    office: str
    number: str
    day: date
    to: str
    case_number: str
    client: ClientValues
    dimensions: tuple[Message, ...]
    reason: str
    asked: str
    papers: tuple[str, ...]
    consent: Consent
    signer: str
    signer_position: str
    contact: str
    sample: bool = False


def collect(reading: Reading, case_id: str, referral_id: str) -> ReferralLetter:
    """The letter of a referral outwards.

    Raises `cases.unknown`, `case_referrals.unknown`, and `case_referrals.no_letter` of one that came in.
    """
    head = reading.cases.head(case_id)
    referral = reading.case_referrals.referral(case_id, referral_id)
    values = referral.values
    if values.direction is not Direction.OUT or values.consent is None:
        raise DomainError("case_referrals.no_letter")
    members = reading.staff.members()
    signer = next((one for one in members if one.active and Role.DIRECTOR in one.roles), None)
    casework = reading.cases.casework(head.casework)
    return ReferralLetter(
        office=reading.office.name,
        number=values.number,
        day=values.on,
        to=values.to_whom or values.agency_name,
        case_number=head.number,
        client=head.client,
        dimensions=tuple(casework.dimension(code).words for code in values.dimensions),
        reason=values.reason,
        asked=values.asked,
        papers=tuple(paper.title for paper in values.papers),
        consent=values.consent,
        signer=signer.name if signer else "",
        signer_position=signer.position if signer else "",
        contact=next((one.name for one in members if one.staff_id == referral.made_by), ""),
        sample=reading.office.sample,
    )
