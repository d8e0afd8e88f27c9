"""Verification samples as they were drawn, and the end of asking."""

from __future__ import annotations

from kmcase.domain.samples import VerificationClosed, VerificationSampleDrawn
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import samples as tables
from kmcase.persistence.statements import Rows


@folds(VerificationSampleDrawn)
def _drawn(rows: Rows, at: At, event: VerificationSampleDrawn) -> None:
    drawn = event.sample
    rows.insert(
        tables.verification_sample,
        sample_id=drawn.sample_id,
        budget_id=drawn.half.budget_id,
        turn=drawn.turn,
        sample=drawn,
        drawn_at=at.at,
    )


@folds(VerificationClosed)
def _closed(rows: Rows, at: At, event: VerificationClosed) -> None:
    rows.insert(
        tables.verification_closing,
        event_id=at.event_id,
        budget_id=event.half.budget_id,
        sample_id=event.sample_id,
        asked=event.asked,
        unanswered=event.unanswered,
        differing=event.differing,
        most_bad=event.most_bad,
        reason=event.reason,
        closed_at=at.at,
        closed_by=at.actor,
    )
