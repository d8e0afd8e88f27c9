"""Aid requests: what stands, each version written, each step taken.

Meetings and payments move a request on through `set_status`; their own tables say when and why.
"""

from __future__ import annotations

from datetime import date, datetime

from kmcase.domain.budgets import PostingKind
from kmcase.domain.requests import (
    CommentSettled,
    DiagnosisGiven,
    DocumentsGivenBack,
    DocumentsTaken,
    RequestCommented,
    RequestContent,
    RequestForwarded,
    RequestFoundReady,
    RequestOpened,
    RequestReturned,
    RequestStatus,
    RequestSubmitted,
    RequestWithdrawn,
    RequestWritten,
    ResultNotified,
)
from kmcase.persistence.fold.budgets import free_claims, post
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import office as office_tables
from kmcase.persistence.rows import requests as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date


def set_status(rows: Rows, request_id: str, status: RequestStatus, **columns: object) -> None:
    """Move a request on, with columns that the step fills (a decision fills `approved`)."""
    rows.update(tables.aid_request, {"request_id": request_id}, status=status, **columns)


def _note_step(rows: Rows, at: At, request_id: str, what: str, **params: object) -> None:
    """Enter a step in the history with the status reached; its words are `requests.step.<what>`."""
    standing = rows.one(tables.aid_request, request_id=request_id)
    rows.insert(
        tables.request_step,
        request_id=request_id,
        event_id=at.event_id,
        at=at.at,
        actor=at.actor,
        what=what,
        status=standing["status"] if standing else RequestStatus.DRAFT,
        params=params,
    )


@folds(RequestOpened)
def _opened(rows: Rows, at: At, event: RequestOpened) -> None:
    serial, year = serial_of(event.number)
    address = event.address
    rows.insert(
        tables.aid_request,
        request_id=event.request_id,
        number=event.number,
        fiscal_year=year,
        serial=serial,
        person_id=event.person_id,
        family_id=event.family_id,
        household_id=event.household_id,
        house_no=address.house_no,
        moo=address.moo,
        village=address.village,
        soi=address.soi,
        road=address.road,
        subdistrict_code=address.subdistrict_code,
        status=RequestStatus.DRAFT,
        diagnosed=None,
        approved=None,
        diagnosis=None,
        override=event.override,
        officer=event.officer or at.actor,
        reviewer="",
        opened_at=at.at,
        reason="",
        **_content_columns(at, event.content),
    )
    rows.bump(office_tables.series, f"request:{year}", serial)
    _keep_version(rows, at, event.request_id, event.content)
    _note_step(rows, at, event.request_id, "opened")


@folds(RequestWritten)
def _written(rows: Rows, at: At, event: RequestWritten) -> None:
    rows.update(tables.aid_request, {"request_id": event.request_id}, **_content_columns(at, event.content))
    _keep_version(rows, at, event.request_id, event.content)


def _content_columns(at: At, content: RequestContent) -> dict[str, object]:
    return {
        "received_on": content.received_on,
        "aid_kind": content.aid_kind,
        "known_case": content.known_case,
        "hardship_cause": content.hardship_cause,
        "needed": content.needed,
        "proposed": content.proposed,
        "fact_finder": content.fact_finder,
        "fact_found_on": content.fact_found_on,
        "monthly_income": content.monthly_income,
        "content": content,
        "content_event": at.event_id,
    }


def _keep_version(rows: Rows, at: At, request_id: str, content: RequestContent) -> None:
    rows.insert(
        tables.request_version,
        request_id=request_id,
        event_id=at.event_id,
        at=at.at,
        actor=at.actor,
        content=content,
    )


@folds(RequestSubmitted)
def _submitted(rows: Rows, at: At, event: RequestSubmitted) -> None:
    lifted = {} if event.override is None else {"override": event.override}
    set_status(rows, event.request_id, RequestStatus.IN_REVIEW, submitted_on=day_of(at), reason="", **lifted)
    _note_step(rows, at, event.request_id, "submitted")


@folds(RequestCommented)
def _commented(rows: Rows, at: At, event: RequestCommented) -> None:
    rows.insert(
        tables.request_comment,
        comment_id=event.comment_id,
        request_id=event.request_id,
        section=event.section,
        remark=event.text,
        made_at=at.at,
        made_by=at.actor,
        answer=None,
        event_id=at.event_id,
    )


@folds(CommentSettled)
def _comment_settled(rows: Rows, at: At, event: CommentSettled) -> None:
    rows.update(
        tables.request_comment,
        {"comment_id": event.comment_id},
        answer=event.answer,
        answered_at=at.at,
        answered_by=at.actor,
    )


@folds(RequestReturned)
def _returned(rows: Rows, at: At, event: RequestReturned) -> None:
    set_status(rows, event.request_id, event.status, reason=event.reason)
    _note_step(rows, at, event.request_id, "returned", reason=event.reason)


@folds(DiagnosisGiven)
def _diagnosed(rows: Rows, at: At, event: DiagnosisGiven) -> None:
    diagnosis = event.diagnosis
    rows.update(
        tables.aid_request,
        {"request_id": event.request_id},
        diagnosed=diagnosis.proposed,
        diagnosis=diagnosis,
    )
    rows.insert(
        tables.request_diagnosis,
        request_id=event.request_id,
        event_id=at.event_id,
        opinion=diagnosis.text,
        proposed=diagnosis.proposed,
        given_by=diagnosis.by,
        at=diagnosis.at,
    )
    _note_step(rows, at, event.request_id, "diagnosed")


@folds(RequestFoundReady)
def _found_ready(rows: Rows, at: At, event: RequestFoundReady) -> None:
    set_status(rows, event.request_id, RequestStatus.READY, reviewer=event.reviewer, ready_on=day_of(at))
    _note_step(rows, at, event.request_id, "found_ready")


@folds(RequestWithdrawn)
def _withdrawn(rows: Rows, at: At, event: RequestWithdrawn) -> None:
    if event.release is not None:
        post(
            rows,
            at,
            posting_id=event.release.posting_id,
            half=event.release.half,
            kind=PostingKind.RELEASE,
            amount=event.release.amount,
            on=event.on,
            request_id=event.request_id,
            reason=event.reason,
        )
    if event.decision_id is not None:
        free_claims(rows, event.decision_id)
    set_status(rows, event.request_id, RequestStatus.WITHDRAWN, ended_on=event.on, reason=event.reason)
    _note_step(rows, at, event.request_id, "withdrawn", reason=event.reason)


@folds(RequestForwarded)
def _forwarded(rows: Rows, at: At, event: RequestForwarded) -> None:
    set_status(rows, event.request_id, RequestStatus.FORWARDED, ended_on=event.on, reason=event.reason)
    _note_step(rows, at, event.request_id, "forwarded", agency=event.agency, reason=event.reason)


@folds(DocumentsTaken)
def _documents_taken(rows: Rows, at: At, event: DocumentsTaken) -> None:
    serial, year = serial_of(event.slip_number)
    rows.insert(
        tables.document_slip,
        slip_id=event.slip_id,
        request_id=event.request_id,
        number=event.slip_number,
        items=event.items,
        taken_from=event.taken_from,
        taken_on=event.on,
        taken_by=at.actor,
    )
    rows.bump(office_tables.series, f"slip:{year}", serial)
    _note_step(rows, at, event.request_id, "documents_taken", number=event.slip_number)


@folds(DocumentsGivenBack)
def _documents_given_back(rows: Rows, at: At, event: DocumentsGivenBack) -> None:
    rows.update(tables.document_slip, {"slip_id": event.slip_id}, given_back_on=event.on, given_back_by=at.actor)
    _note_step(rows, at, event.request_id, "documents_given_back")


@folds(ResultNotified)
def _notified(rows: Rows, at: At, event: ResultNotified) -> None:
    serial, year = serial_of(event.notice_number)
    rows.insert(
        tables.result_notice,
        number=event.notice_number,
        request_id=event.request_id,
        method=event.method,
        told_on=event.on,
        told_by=at.actor,
    )
    rows.bump(office_tables.series, f"notice:{year}", serial)
    rows.update(tables.aid_request, {"request_id": event.request_id}, notified_on=event.on)
    _note_step(rows, at, event.request_id, "notified", number=event.notice_number)


def serial_of(number: str) -> tuple[int, int]:
    """Serial and fiscal year of `12/2567`."""
    serial, year = number.split("/")
    return int(serial), int(year)


def day_of(at: At) -> date:
    """The day in Bangkok of an entry."""
    return bangkok_date(datetime.fromisoformat(at.at))
