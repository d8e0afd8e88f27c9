"""Referrals: what was written stands, steps are kept one beside the other."""

from __future__ import annotations

from kmcase.domain.cases.referrals import ReferralMade, ReferralStepped
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import case_referrals as tables
from kmcase.persistence.statements import Rows


@folds(ReferralMade)
def _made(rows: Rows, at: At, event: ReferralMade) -> None:
    put_newest(
        rows,
        tables.case_referral,
        at,
        referral_id=event.referral_id,
        case_id=event.case_id,
        content=event.values,
        made_by=at.actor,
    )


@folds(ReferralStepped)
def _stepped(rows: Rows, at: At, event: ReferralStepped) -> None:
    rows.insert(
        tables.case_referral_step,
        event_id=at.event_id,
        case_id=event.case_id,
        referral_id=event.referral_id,
        step=event.step,
        on_day=event.on.isoformat(),
        note=event.note,
        by_whom=event.by_whom,
        entered_at=at.at,
        entered_by=at.actor,
    )
