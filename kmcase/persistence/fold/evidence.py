"""Evidence pieces and attachments."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.domain.evidence import Attachment, EvidenceSettled
from kmcase.domain.likeness import Signer, content_of
from kmcase.domain.payments import SignatureMark
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import evidence as tables
from kmcase.persistence.rows.pictures import drawn_signature
from kmcase.persistence.statements import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Of which record a signature is, who drew it, whom the record is about, and before whom it was drawn, when."""

    noun: str
    record_id: str
    person_id: str
    signer: Signer
    signed_as: str
    officer: str
    signed_at: str


def attach(rows: Rows, at: At, attachment: Attachment, noun: str, record_id: str) -> None:
    """Note that a record names a stored file; verification looks for its bytes."""
    put_newest(
        rows,
        tables.attachment,
        at,
        stored_sha256=attachment.stored_sha256,
        noun=noun,
        record_id=record_id,
        kind=attachment.kind,
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        size=attachment.size,
        name=attachment.name,
        taken_at=attachment.taken_at,
        latitude=attachment.latitude,
        longitude=attachment.longitude,
    )


def note_signature(rows: Rows, at: At, mark: SignatureMark, signed: Signed) -> None:
    """Note who drew a signature, and where: it is looked up by what was drawn."""
    put_newest(
        rows,
        drawn_signature,
        at,
        content=content_of(mark.strokes),
        noun=signed.noun,
        record_id=signed.record_id,
        signer=signed.signer,
        person_id=signed.person_id,
        signed_as=signed.signed_as,
        officer=signed.officer,
        signed_at=signed.signed_at,
    )


@folds(EvidenceSettled)
def _settled(rows: Rows, at: At, event: EvidenceSettled) -> None:
    put_newest(
        rows,
        tables.evidence_piece,
        at,
        noun=event.noun,
        record_id=event.record_id,
        kind=event.item.kind,
        none_reason=event.item.none_reason,
        attachments=event.item.attachments,
        settled_at=at.at,
        settled_by=at.actor,
    )
    for attachment in event.item.attachments:
        attach(rows, at, attachment, event.noun, event.record_id)
