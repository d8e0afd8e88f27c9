"""Evidence pieces and attachments."""

from __future__ import annotations

from kmcase.domain.evidence import Attachment, EvidenceSettled
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import evidence as tables
from kmcase.persistence.statements import Rows


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
