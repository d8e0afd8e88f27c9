"""What stands on the report of a fact-finding (รายงานการสอบข้อเท็จจริง)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kmcase.application.ports.reading import Reading
from kmcase.application.printing.request_forms import Piece, pieces_of, written_address
from kmcase.application.read.requests import RequestPage
from kmcase.domain.money import Baht
from kmcase.domain.requests import REPORT_HEADINGS
from kmcase.messages import Catalogue
from kmcase.rules.duties import DutyException
from kmcase.thai.calendar import format_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """Who signed with the fact-finder: a drawn signature (`strokes`) or the picture of a thumbprint."""

    role: str
    name: str
    position: str = ""
    strokes: str = ""
    image: bytes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLine:
    """What a photograph says of itself, and the SHA-256 of its original."""

    caption: str
    taken: str
    place: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """A question on which survey and visit differ, with the reason and who confirmed it."""

    question: str
    surveyed: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFindingSnapshot:
    """The report: sections in order, papers, photographs with captions, who found the facts, the opinion.

    Printed from a visit it shows who `signed`, the photographs' hashes and the differences from the survey; it is
    `diagnosable` once there is a request.
    """

    office: str
    number: str
    person: str
    national_id: str | None
    address: str
    informant: str
    found_on: date | None
    cause: str
    cause_fact: str
    cause_document: str
    sections: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    photos: tuple[tuple[str, bytes], ...]
    needed: Baht | None
    proposed: Baht | None
    diagnosis: str
    diagnosed_by: str
    diagnosed_position: str
    diagnosed_on: str
    fact_finder: str
    fact_finder_position: str
    joint_fact_finders: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    sample: bool = False
    diagnosable: bool = True
    signed: tuple[SignedBy, ...] = ()
    photo_lines: tuple[PhotoLine, ...] = ()
    differences: tuple[DifferenceLine, ...] = ()


def collect(
    reading: Reading, request_id: str, catalogue: Catalogue, open_bytes: Callable[[str], bytes]
) -> FactFindingSnapshot:
    """The report of a request, with its photographs."""
    page = reading.requests.page(request_id)
    content, diagnosis = page.request.content, page.request.diagnosis
    positions = {member.staff_id: member.position for member in reading.staff.members()}
    by = diagnosis.by if diagnosis else ""
    return FactFindingSnapshot(
        office=reading.office.name,
        number=page.request.number,
        person=page.person_name,
        national_id=page.national_id,
        address=written_address(page.request.address),
        informant=content.informant,
        found_on=content.fact_found_on,
        cause=catalogue.text(f"requests.cause.{content.hardship_cause}") if content.hardship_cause else "",
        cause_fact=content.cause_fact,
        cause_document=content.cause_document,
        sections=tuple(
            (catalogue.text(f"requests.heading.{heading}"), content.report.get(heading, "").strip())
            for heading in REPORT_HEADINGS
        ),
        pieces=pieces_of(page, catalogue),
        photos=_photos(page, catalogue, open_bytes),
        needed=content.needed,
        proposed=page.request.proposed,
        diagnosis=diagnosis.text if diagnosis else "",
        diagnosed_by=page.staff_names.get(by, ""),
        diagnosed_position=positions.get(by, ""),
        diagnosed_on=format_datetime(diagnosis.at) if diagnosis else "",
        fact_finder=page.staff_names.get(content.fact_finder, ""),
        fact_finder_position=positions.get(content.fact_finder, ""),
        joint_fact_finders=content.joint_fact_finders,
        exceptions=exceptions_of(reading.staff.duty_exceptions("request", request_id), page.staff_names, catalogue),
        sample=reading.office.sample,
    )


def exceptions_of(
    granted: tuple[DutyException, ...], names: Mapping[str, str], catalogue: Catalogue
) -> tuple[str, ...]:
    """Granted exceptions of duties in words, as every paper of the money has to say them."""
    found = []
    for exception in granted:
        one, other = sorted(exception.duties)
        found.append(
            catalogue.text(
                "documents_forms.exception",
                name=names.get(exception.staff_id, ""),
                one=catalogue.text(f"duties.duty.{one.value}"),
                other=catalogue.text(f"duties.duty.{other.value}"),
                reason=exception.reason,
                by=names.get(exception.granted_by, ""),
            )
        )
    return tuple(found)


def _photos(
    page: RequestPage, catalogue: Catalogue, open_bytes: Callable[[str], bytes]
) -> tuple[tuple[str, bytes], ...]:
    found = []
    for line in page.evidence:
        for attachment in line.attachments:
            if not line.kind.value.startswith("photo_") or not attachment.media_type.startswith("image/"):
                continue
            caption = catalogue.text(f"evidence.kind.{line.kind.value}")
            if attachment.taken_at is not None:
                caption = f"{caption} {format_datetime(attachment.taken_at)}"
            found.append((caption, open_bytes(attachment.stored_sha256)))
    return tuple(found)
