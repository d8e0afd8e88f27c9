"""What the controls look up of hand-overs; judgements of observations, of which the newest of a digest stands."""

from __future__ import annotations

from kmcase.domain.controls import ObservationJudged, observation_key
from kmcase.domain.payments import Handover
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import controls as tables
from kmcase.persistence.statements import Rows


def note_handover(rows: Rows, voucher_id: str, handover: Handover) -> None:
    """Keep of a hand-over what the controls look for across all of them, so that none is unpacked for it."""
    photo, proxy = handover.photo, handover.proxy
    rows.insert(
        tables.handover_fact,
        voucher_id=voucher_id,
        place=handover.place,
        committee=handover.committee,
        mark_kind=_mark_kind(handover),
        has_photo=photo is not None,
        photo_at=photo.taken_at if photo is not None else None,
        proxy_name=proxy.name if proxy is not None else "",
        proxy_national_id=proxy.national_id if proxy is not None else None,
    )


def _mark_kind(handover: Handover) -> str:
    if handover.thumbprint is not None:
        return "thumbprint"
    return "signature" if handover.signature is not None else "paper"


@folds(ObservationJudged)
def _judged(rows: Rows, at: At, event: ObservationJudged) -> None:
    rows.insert(
        tables.observation_judgement,
        event_id=at.event_id,
        control=event.control,
        noun=event.noun,
        record_id=event.record_id,
        digest=event.digest,
        verdict=event.verdict,
        reason=event.reason,
        rule_version=event.rule_version,
        attachment=event.attachment,
        judged_at=at.at,
        judged_by=at.actor,
    )
    if event.attachment is not None:
        key = observation_key(event.control, event.noun, event.record_id)
        attach(rows, at, event.attachment, "observation", key)
