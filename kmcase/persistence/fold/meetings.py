"""Meetings and decisions; approving reserves the money and takes the claims."""

from __future__ import annotations

from kmcase.domain.budgets import PostingKind
from kmcase.domain.meetings import (
    AgendaSet,
    DecisionRecorded,
    MeetingClosed,
    MeetingPlanned,
    MeetingStatus,
    MinutesAttached,
    Outcome,
)
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.fold.budgets import post, take_claims
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.fold.requests import set_status
from kmcase.persistence.rows import meetings as tables
from kmcase.persistence.statements import Rows

STATUS_AFTER = {
    Outcome.APPROVED: RequestStatus.APPROVED,
    Outcome.REJECTED: RequestStatus.NOT_QUALIFIED,
    Outcome.DEFERRED: RequestStatus.AWAITING_BUDGET,
}


@folds(MeetingPlanned)
def _planned(rows: Rows, at: At, event: MeetingPlanned) -> None:
    values = event.values
    head = {
        "number": values.number,
        "held_on": values.held_on,
        "place": values.place,
        "panel": values.panel,
        "remark": values.remark,
    }
    if rows.one(tables.meeting, meeting_id=event.meeting_id):
        rows.update(tables.meeting, {"meeting_id": event.meeting_id}, **head)
        return
    rows.insert(
        tables.meeting,
        meeting_id=event.meeting_id,
        **head,
        status=MeetingStatus.PLANNED,
        minutes_sha256=None,
        minutes_stored=None,
        planned_by=at.actor,
    )


@folds(AgendaSet)
def _agenda_set(rows: Rows, at: At, event: AgendaSet) -> None:
    rows.delete(tables.agenda_item, meeting_id=event.meeting_id)
    decided = {row["request_id"] for row in rows.all(tables.decision, meeting_id=event.meeting_id)}
    for position, request_id in enumerate(event.request_ids):
        rows.insert(tables.agenda_item, meeting_id=event.meeting_id, request_id=request_id, position=position)
        if request_id not in decided:
            set_status(rows, request_id, RequestStatus.BEFORE_PANEL)
    for request_id in event.removed:
        set_status(rows, request_id, RequestStatus.READY)


@folds(DecisionRecorded)
def _decided(rows: Rows, at: At, event: DecisionRecorded) -> None:
    rows.insert(
        tables.decision,
        decision_id=event.decision_id,
        meeting_id=event.meeting_id,
        request_id=event.request_id,
        turn=len(rows.all(tables.decision, request_id=event.request_id)) + 1,
        person_id=event.person_id,
        resolution_number=event.resolution_number,
        outcome=event.outcome,
        decided_on=event.decided_on,
        amount=event.amount,
        budget_id=event.half.budget_id if event.half else None,
        reason=event.reason,
        reserve_posting_id=event.reserve_posting_id,
        claims=event.claims,
        override=event.override,
        recorder=event.recorder,
        judgement=event.judgement,
        recorded_at=at.at,
        event_id=at.event_id,
    )
    set_status(rows, event.request_id, STATUS_AFTER[event.outcome], approved=event.amount)
    if event.half is None or event.amount is None or event.reserve_posting_id is None:
        return
    post(
        rows,
        at,
        posting_id=event.reserve_posting_id,
        half=event.half,
        kind=PostingKind.RESERVE,
        amount=event.amount,
        on=event.decided_on,
        request_id=event.request_id,
        document=event.resolution_number,
    )
    take_claims(rows, event.claims, event.decision_id)


@folds(MinutesAttached)
def _minutes(rows: Rows, at: At, event: MinutesAttached) -> None:
    found = event.attachment
    meeting = rows.one(tables.meeting, meeting_id=event.meeting_id) or {}
    replaceable = meeting.get("status") != MeetingStatus.CLOSED.value or meeting.get("minutes_sha256") is None
    if replaceable:
        rows.update(
            tables.meeting,
            {"meeting_id": event.meeting_id},
            minutes_sha256=found.sha256,
            minutes_stored=found.stored_sha256,
        )
    attach(rows, at, found, "meeting", event.meeting_id)


@folds(MeetingClosed)
def _closed(rows: Rows, at: At, event: MeetingClosed) -> None:
    rows.update(tables.meeting, {"meeting_id": event.meeting_id}, status=MeetingStatus.CLOSED)
