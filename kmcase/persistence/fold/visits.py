"""Visits: facts are inserted or the newest stands; what a visit's own row shows is told anew from all of them.

Nothing here may depend on which of two entries written apart is folded first (property test).
"""

from __future__ import annotations

from kmcase.domain.likeness import Signer
from kmcase.domain.versions import Resolved, Write, event_order, resolve
from kmcase.domain.visits import (
    NOUN,
    AidWished,
    DifferenceExplained,
    DifferencesConfirmed,
    InformantSigned,
    PartnerSigned,
    RequestMadeFromVisit,
    Sitting,
    SittingBegun,
    SittingEnded,
    VisitAbandoned,
    VisitBegun,
    VisitCommentAnswered,
    VisitCommented,
    VisitReturned,
    VisitReviewed,
    VisitState,
    VisitSubmitted,
    VisitWritten,
    state_of,
)
from kmcase.persistence.fold.evidence import Signed, attach, note_signature
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.plain import from_json, to_json
from kmcase.persistence.rows import visits as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date

RETURNED = "returned"
REVIEWED = "reviewed"


@folds(VisitBegun)
def _begun(rows: Rows, at: At, event: VisitBegun) -> None:
    rows.insert(
        tables.visit,
        visit_id=event.visit_id,
        person_id=event.person_id,
        household_id=event.household_id,
        form_id=event.form_id,
        form_version=event.form_version,
        appointment_id=event.appointment_id,
        officer=event.officer,
        started_at=event.sitting.started_at,
        corrects=event.corrects,
        begun_at=at.at,
        state=VisitState.DRAFT,
        visited_on=bangkok_date(event.sitting.started_at),
        conflicts=(),
        changed_at=at.at,
    )
    _sit(rows, at, event.visit_id, event.sitting)
    _note_step(rows, at, event.visit_id, "begun")


def _sit(rows: Rows, at: At, visit_id: str, sitting: Sitting) -> None:
    rows.insert(
        tables.visit_sitting,
        sitting_id=sitting.sitting_id,
        visit_id=visit_id,
        started_at=sitting.started_at,
        position=sitting.position,
        officer=at.actor,
    )


def _note_step(rows: Rows, at: At, visit_id: str, what: str, **params: object) -> None:
    """Enter a step in the history; its words are `visits.step.<what>`."""
    rows.insert(
        tables.visit_step, visit_id=visit_id, event_id=at.event_id, at=at.at, actor=at.actor, what=what, params=params
    )


def resolved_visit(rows: Rows, visit_id: str, writes: frozenset[str] | None = None) -> Resolved:
    """What stands of a visit's answers; of some of its writes alone where they are named."""
    return resolve(
        Write(
            event_id=row["event_id"],
            at=row["at"],
            actor=row["actor"],
            values=from_json(row["content"]),
            seen={name: tuple(ids) for name, ids in from_json(row["seen"]).items()},
        )
        for row in rows.all(tables.visit_write, visit_id=visit_id)
        if writes is None or row["event_id"] in writes
    )


def _changed(rows: Rows, at: At, visit_id: str, **columns: object) -> None:
    """The visit's own row tells when it was changed last, and what is told anew of its other rows."""
    for standing in rows.all(tables.visit, visit_id=visit_id):
        latest = max(standing["changed_at"], at.at)
        if columns or latest != standing["changed_at"]:
            rows.update(tables.visit, {"visit_id": visit_id}, changed_at=latest, **columns)


def _judge_anew(rows: Rows, at: At, visit_id: str) -> None:
    """State and day, told of all that was sent, judged and given up."""
    submissions = rows.all(tables.visit_submission, visit_id=visit_id)
    verdicts = rows.all(tables.visit_verdict, visit_id=visit_id)
    state = state_of(
        (row["submission_id"] for row in submissions),
        (row["submission_id"] for row in verdicts if row["verdict"] == RETURNED),
        (row["submission_id"] for row in verdicts if row["verdict"] == REVIEWED),
        abandoned=rows.one(tables.visit_abandoned, visit_id=visit_id) is not None,
    )
    newest = max(submissions, key=lambda row: event_order(row["at"], row["event_id"]), default=None)
    day = {} if newest is None else {"visited_on": newest["visited_on"]}
    _changed(rows, at, visit_id, state=state, **day)


@folds(VisitWritten)
def _written(rows: Rows, at: At, event: VisitWritten) -> None:
    rows.insert(
        tables.visit_write,
        visit_id=event.visit_id,
        event_id=at.event_id,
        at=at.at,
        actor=at.actor,
        content=event.answers,
        seen=event.seen,
    )
    conflicts = sorted(resolved_visit(rows, event.visit_id).conflicts)
    _changed(rows, at, event.visit_id, conflicts=conflicts)


@folds(SittingBegun)
def _sitting_begun(rows: Rows, at: At, event: SittingBegun) -> None:
    _sit(rows, at, event.visit_id, event.sitting)
    _note_step(rows, at, event.visit_id, "continued")
    _changed(rows, at, event.visit_id)


@folds(SittingEnded)
def _sitting_ended(rows: Rows, at: At, event: SittingEnded) -> None:
    put_newest(
        rows,
        tables.visit_sitting_end,
        at,
        sitting_id=event.sitting_id,
        visit_id=event.visit_id,
        ended_at=event.ended_at,
        reason=event.reason,
    )
    if event.reason:
        _note_step(rows, at, event.visit_id, "paused", reason=event.reason)
    _changed(rows, at, event.visit_id)


def _signed(at: At, event: InformantSigned | PartnerSigned, signer: Signer, name: str) -> Signed:
    return Signed(
        noun=NOUN,
        record_id=event.visit_id,
        person_id=event.person_id,
        signer=signer,
        signed_as=name,
        officer=at.actor,
        signed_at=at.at,
    )


@folds(InformantSigned)
def _informant_signed(rows: Rows, at: At, event: InformantSigned) -> None:
    rows.insert(
        tables.visit_informant,
        signature_id=event.informant.signature_id,
        visit_id=event.visit_id,
        content=event.informant,
        at=at.at,
        actor=at.actor,
    )
    if event.informant.thumbprint is not None:
        attach(rows, at, event.informant.thumbprint.image, NOUN, event.visit_id)
    if event.informant.signature is not None:
        note_signature(rows, at, event.informant.signature, _signed(at, event, Signer.INFORMANT, event.informant.name))
    _note_step(rows, at, event.visit_id, "informant_signed", name=event.informant.name)
    _changed(rows, at, event.visit_id)


@folds(PartnerSigned)
def _partner_signed(rows: Rows, at: At, event: PartnerSigned) -> None:
    put_newest(
        rows,
        tables.visit_partner,
        at,
        partner_id=event.partner.partner_id,
        visit_id=event.visit_id,
        content=event.partner,
    )
    if event.partner.signature is not None:
        note_signature(rows, at, event.partner.signature, _signed(at, event, Signer.PARTNER, event.partner.name))
    _note_step(rows, at, event.visit_id, "partner_signed", name=event.partner.name)
    _changed(rows, at, event.visit_id)


@folds(VisitSubmitted)
def _submitted(rows: Rows, at: At, event: VisitSubmitted) -> None:
    rows.insert(
        tables.visit_submission,
        submission_id=event.submission_id,
        visit_id=event.visit_id,
        event_id=at.event_id,
        writes=event.writes,
        visited_on=event.visited_on,
        judgement=event.judgement,
        at=at.at,
        actor=at.actor,
    )
    _note_step(rows, at, event.visit_id, "submitted")
    _judge_anew(rows, at, event.visit_id)


@folds(VisitAbandoned)
def _abandoned(rows: Rows, at: At, event: VisitAbandoned) -> None:
    put_newest(rows, tables.visit_abandoned, at, visit_id=event.visit_id, reason=event.reason)
    _note_step(rows, at, event.visit_id, "abandoned", reason=event.reason)
    _judge_anew(rows, at, event.visit_id)


@folds(VisitCommented)
def _commented(rows: Rows, at: At, event: VisitCommented) -> None:
    rows.insert(
        tables.visit_comment,
        comment_id=event.comment_id,
        visit_id=event.visit_id,
        section=event.section,
        remark=event.text,
        made_at=at.at,
        made_by=at.actor,
        event_id=at.event_id,
    )
    _changed(rows, at, event.visit_id)


@folds(VisitCommentAnswered)
def _comment_answered(rows: Rows, at: At, event: VisitCommentAnswered) -> None:
    put_newest(
        rows,
        tables.visit_answer_to_comment,
        at,
        comment_id=event.comment_id,
        visit_id=event.visit_id,
        answer=event.answer,
        answered_by=at.actor,
    )
    _changed(rows, at, event.visit_id)


def _judged(rows: Rows, at: At, event: VisitReturned | VisitReviewed, verdict: str, reason: str) -> None:
    for submission_id in event.submissions:
        rows.insert(
            tables.visit_verdict,
            submission_id=submission_id,
            event_id=at.event_id,
            visit_id=event.visit_id,
            verdict=verdict,
            reason=reason,
            at=at.at,
            actor=at.actor,
        )
    _note_step(rows, at, event.visit_id, verdict, reason=reason)
    _judge_anew(rows, at, event.visit_id)


@folds(VisitReturned)
def _returned(rows: Rows, at: At, event: VisitReturned) -> None:
    _judged(rows, at, event, RETURNED, event.reason)


@folds(VisitReviewed)
def _reviewed(rows: Rows, at: At, event: VisitReviewed) -> None:
    _judged(rows, at, event, REVIEWED, "")


@folds(DifferenceExplained)
def _explained(rows: Rows, at: At, event: DifferenceExplained) -> None:
    put_newest(
        rows,
        tables.visit_explanation,
        at,
        visit_id=event.visit_id,
        question=event.contradiction.question,
        surveyed=to_json(event.contradiction.surveyed),
        found=to_json(event.contradiction.found),
        reason=event.reason,
        explained_by=at.actor,
    )
    _changed(rows, at, event.visit_id)


@folds(DifferencesConfirmed)
def _confirmed(rows: Rows, at: At, event: DifferencesConfirmed) -> None:
    rows.insert(
        tables.visit_confirmation,
        visit_id=event.visit_id,
        event_id=at.event_id,
        contradictions=event.contradictions,
        at=at.at,
        actor=at.actor,
    )
    _note_step(rows, at, event.visit_id, "differences_confirmed", count=len(event.contradictions))
    _changed(rows, at, event.visit_id)


@folds(AidWished)
def _wished(rows: Rows, at: At, event: AidWished) -> None:
    put_newest(rows, tables.visit_wish, at, visit_id=event.visit_id, content=event.wish, wished_by=at.actor)
    _note_step(rows, at, event.visit_id, "wished")
    _changed(rows, at, event.visit_id)


@folds(RequestMadeFromVisit)
def _request_made(rows: Rows, at: At, event: RequestMadeFromVisit) -> None:
    rows.insert(tables.visit_request, visit_id=event.visit_id, request_id=event.request_id, made_at=at.at)
    _note_step(rows, at, event.visit_id, "request_made")
    _changed(rows, at, event.visit_id)
