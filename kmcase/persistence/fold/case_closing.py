"""Closings: of each fact, kept in a row of its own, the newest entry stands."""

from __future__ import annotations

from kmcase.domain.cases.closing import CaseReopened, ClosingDecided, ClosingProposed, LessonLearned, LookedAfter
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import case_closing as tables
from kmcase.persistence.statements import Rows


@folds(ClosingProposed)
def _proposed(rows: Rows, at: At, event: ClosingProposed) -> None:
    put_newest(
        rows,
        tables.case_closing,
        at,
        closing_id=event.closing_id,
        case_id=event.case_id,
        closed_on=event.on.isoformat(),
        reason=event.reason,
        summary=event.summary,
        outcomes=event.outcomes,
        proposed_by=at.actor,
    )


@folds(ClosingDecided)
def _decided(rows: Rows, at: At, event: ClosingDecided) -> None:
    put_newest(
        rows,
        tables.case_closing_word,
        at,
        closing_id=event.closing_id,
        case_id=event.case_id,
        approved=event.approved,
        comment=event.comment,
        decided_by=at.actor,
    )


@folds(LookedAfter)
def _looked(rows: Rows, at: At, event: LookedAfter) -> None:
    put_newest(
        rows,
        tables.case_look,
        at,
        look_id=event.look_id,
        case_id=event.case_id,
        closing_id=event.closing_id,
        months=event.months,
        looked_on=event.on.isoformat(),
        reached=event.reached,
        how_they_are=event.how_they_are,
        needs_reopening=event.needs_reopening,
        looked_by=at.actor,
    )


@folds(CaseReopened)
def _reopened(rows: Rows, at: At, event: CaseReopened) -> None:
    put_newest(
        rows,
        tables.case_reopening,
        at,
        closing_id=event.closing_id,
        case_id=event.case_id,
        reopened_on=event.on.isoformat(),
        reason=event.reason,
        reopened_by=at.actor,
    )


@folds(LessonLearned)
def _learned(rows: Rows, at: At, event: LessonLearned) -> None:
    rows.put(tables.case_lesson, case_id=event.case_id, lesson_id=event.lesson_id)
