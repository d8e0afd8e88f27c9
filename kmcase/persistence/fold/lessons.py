"""Lessons: versions side by side; of the marks of a proposal the newest stands."""

from __future__ import annotations

from kmcase.domain.lessons import LessonWritten, ProposalMarked
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import lessons as tables
from kmcase.persistence.statements import Rows


@folds(LessonWritten)
def _written(rows: Rows, at: At, event: LessonWritten) -> None:
    rows.insert(
        tables.lesson_version,
        version_id=event.version_id,
        lesson_id=event.lesson_id,
        run_id=event.round.run_id,
        round=event.round,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(ProposalMarked)
def _marked(rows: Rows, at: At, event: ProposalMarked) -> None:
    put_newest(
        rows,
        tables.lesson_practice,
        at,
        lesson_id=event.lesson_id,
        proposal_id=event.proposal_id,
        adopted=event.adopted,
        practice=event.practice,
        marked_by=at.actor,
    )
