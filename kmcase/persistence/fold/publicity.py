"""Publicity and consents: rows are only added; what stands follows from all of them."""

from __future__ import annotations

from kmcase.domain.publicity import (
    PhotoConsentGiven,
    PhotoConsentWithdrawn,
    PublicityApproved,
    PublicityWritten,
)
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import publicity as tables
from kmcase.persistence.statements import Rows


@folds(PublicityWritten)
def _written(rows: Rows, at: At, event: PublicityWritten) -> None:
    rows.insert(
        tables.publicity_version,
        version_id=event.version_id,
        publicity_id=event.publicity_id,
        run_id=event.run_id,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(PublicityApproved)
def _approved(rows: Rows, at: At, event: PublicityApproved) -> None:
    rows.insert(
        tables.publicity_approval,
        approval_id=event.approval_id,
        publicity_id=event.publicity_id,
        version_id=event.version_id,
        judgement=event.judgement,
        approved_at=at.at,
        approved_by=at.actor,
    )


@folds(PhotoConsentGiven)
def _given(rows: Rows, at: At, event: PhotoConsentGiven) -> None:
    consent = event.consent
    rows.insert(
        tables.photo_consent,
        consent_id=consent.consent_id,
        person_id=consent.person_id,
        content=consent,
        entered_at=at.at,
    )
    if consent.paper is not None:
        attach(rows, at, consent.paper, "photo_consent", consent.consent_id)


@folds(PhotoConsentWithdrawn)
def _withdrawn(rows: Rows, at: At, event: PhotoConsentWithdrawn) -> None:
    withdrawal = event.withdrawal
    rows.insert(
        tables.consent_withdrawal,
        withdrawal_id=withdrawal.withdrawal_id,
        person_id=withdrawal.person_id,
        content=withdrawal,
        entered_at=at.at,
        entered_by=at.actor,
    )
