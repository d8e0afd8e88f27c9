"""Notes: each is a row; of a watch the newest note that speaks of it stands."""

from __future__ import annotations

from kmcase.domain.cases.note_reviews import NoteReviewed
from kmcase.domain.cases.notes import NoteWritten
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import case_notes as tables
from kmcase.persistence.statements import Rows


@folds(NoteWritten)
def _written(rows: Rows, at: At, event: NoteWritten) -> None:
    watch, activity = event.watch, event.activity
    next_look = watch.next_look.isoformat() if watch and watch.next_look else ""
    rows.insert(
        tables.case_note,
        event_id=at.event_id,
        case_id=event.case_id,
        kind=event.kind,
        happened_on=event.on.isoformat(),
        at_time=event.at_time,
        text=event.text,
        minutes=event.minutes,
        corrects=event.corrects,
        watch=watch.kind if watch else "",
        open_reason=event.open_reason,
        next_look=next_look,
        activity_id=activity.activity_id if activity else "",
        activity_name=activity.name if activity else "",
        activity_place=activity.place if activity else "",
        noted_at=at.at,
        noted_by=at.actor,
    )
    if watch is not None:
        put_newest(
            rows,
            tables.case_watch,
            at,
            case_id=event.case_id,
            kind=watch.kind,
            next_look=next_look,
            note_id=at.event_id,
        )


@folds(NoteReviewed)
def _reviewed(rows: Rows, at: At, event: NoteReviewed) -> None:
    put_newest(
        rows,
        tables.case_note_review,
        at,
        note_id=event.note_id,
        case_id=event.case_id,
        taken=event.taken,
        comment=event.comment,
        reviewed_by=at.actor,
    )
