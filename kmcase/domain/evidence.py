"""Pieces of evidence: attachments by SHA-256, and what each cause of hardship asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.events import Event, Touched, event


class EvidenceKind(StrEnum):
    """The pieces that the forms name (five photograph kinds: ministry practice)."""

    PHOTO_HOUSE_OUTSIDE = "photo_house_outside"
    PHOTO_HOUSE_INSIDE = "photo_house_inside"
    PHOTO_PERSON = "photo_person"
    PHOTO_PROBLEM = "photo_problem"
    PHOTO_FAMILY = "photo_family"
    ID_CARD = "id_card"
    HOUSE_REGISTRATION = "house_registration"
    DISABILITY_CARD = "disability_card"
    MEDICAL_CERTIFICATE = "medical_certificate"
    DEATH_CERTIFICATE = "death_certificate"
    PRISON_DOCUMENT = "prison_document"
    POLICE_REPORT = "police_report"
    HARDSHIP_CERTIFICATE = "hardship_certificate"
    BANK_BOOK = "bank_book"
    SURVEY_FORM = "survey_form"
    PROXY_AUTHORITY = "proxy_authority"
    HANDOVER_PHOTO = "handover_photo"
    SIGNATURE = "signature"
    THUMBPRINT = "thumbprint"
    RECEIPT_SCAN = "receipt_scan"
    MINUTES = "minutes"
    BANK_REPORT = "bank_report"
    OTHER = "other"


PHOTO_KINDS = tuple(kind for kind in EvidenceKind if kind.value.startswith("photo_"))
"""The five named places of photographs of a visit, in the order of the form."""

_HEIC_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"avif"}
)


def is_heic(head: bytes) -> bool:
    """Whether a file begins as the photographs of many telephones do (ISO/IEC 23008-12: box `ftyp` and its brands)."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A stored file: `sha256` of the original bytes, `stored_sha256` of what is kept (photographs are resized)."""

    sha256: str
    stored_sha256: str
    kind: EvidenceKind
    media_type: str
    size: int
    name: str = ""
    taken_at: datetime | None = None
    latitude: str | None = None
    longitude: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """A piece asked for: attached, or none with a reason."""

    kind: EvidenceKind
    attachments: tuple[Attachment, ...] = ()
    none_reason: str = ""

    @property
    def settled(self) -> bool:
        """Present, or absent with a reason."""
        return bool(self.attachments) or bool(self.none_reason.strip())


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettled(Event):
    """A piece of evidence of a record was attached, or said to be missing with a reason; the newest stands.

    `person_id` names whom a record is about that a laptop may keep, so that the piece goes where the person does.
    """

    TYPE = "evidence.settled"
    FIELD: ClassVar[bool] = True
    noun: str
    record_id: str
    item: EvidenceItem
    person_id: str | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        person = () if self.person_id is None else (("person", self.person_id),)
        return ((self.noun, self.record_id), *person)
