"""Conferences: of heads, attendees and agendas the newest word stands; what was heard and decided are rows for ever."""

from __future__ import annotations

from kmcase.domain.cases.conferences import (
    AgendaMoved,
    ConferenceDecided,
    ConferenceHeard,
    DecisionWithdrawn,
    PutOnAgenda,
)
from kmcase.domain.conferences import (
    AttendanceTold,
    ConferenceCalled,
    ConferenceChanged,
    ConferenceClosed,
    ConferenceValues,
)
from kmcase.domain.numbers import CONFERENCE, series_of
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import conferences as tables
from kmcase.persistence.rows.office import series
from kmcase.persistence.statements import Rows


@folds(ConferenceCalled)
def _called(rows: Rows, at: At, event: ConferenceCalled) -> None:
    rows.bump(series, series_of(CONFERENCE, event.prefix, event.fiscal_year), event.serial)
    put_newest(
        rows,
        tables.conference,
        at,
        conference_id=event.conference_id,
        number=event.number,
        called_by=at.actor,
    )
    _head(rows, at, event.conference_id, event.values)


@folds(ConferenceChanged)
def _changed(rows: Rows, at: At, event: ConferenceChanged) -> None:
    _head(rows, at, event.conference_id, event.values)


@folds(AttendanceTold)
def _attendance(rows: Rows, at: At, event: AttendanceTold) -> None:
    told = dict.fromkeys(event.removed) | {each.attendee_id: each for each in event.attendees}
    for attendee_id, content in told.items():
        put_newest(
            rows,
            tables.conference_attendee,
            at,
            conference_id=event.conference_id,
            attendee_id=attendee_id,
            content=content,
        )


@folds(ConferenceClosed)
def _closed(rows: Rows, at: At, event: ConferenceClosed) -> None:
    put_newest(
        rows, tables.conference_end, at, conference_id=event.conference_id, closed=event.closed, closed_by=at.actor
    )


@folds(PutOnAgenda)
def _put_on(rows: Rows, at: At, event: PutOnAgenda) -> None:
    put_newest(
        rows,
        tables.case_agenda,
        at,
        conference_id=event.conference_id,
        case_id=event.case_id,
        place=event.place,
        needs=event.needs,
        put_by=at.actor,
    )


@folds(AgendaMoved)
def _moved(rows: Rows, at: At, event: AgendaMoved) -> None:
    put_newest(
        rows,
        tables.case_agenda_state,
        at,
        conference_id=event.conference_id,
        case_id=event.case_id,
        state=event.state,
        reason=event.reason,
        moved_by=at.actor,
    )


@folds(ConferenceHeard)
def _heard(rows: Rows, at: At, event: ConferenceHeard) -> None:
    rows.insert(
        tables.case_heard,
        version_id=event.version_id,
        case_id=event.case_id,
        conference_id=event.conference_id,
        replaces=event.replaces,
        text=event.text,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(ConferenceDecided)
def _decided(rows: Rows, at: At, event: ConferenceDecided) -> None:
    put_newest(
        rows,
        tables.case_decision,
        at,
        decision_id=event.decision_id,
        case_id=event.case_id,
        conference_id=event.conference_id,
        kind=event.kind,
        text=event.text,
        task_id=event.task_id,
        decided_by=at.actor,
    )


@folds(DecisionWithdrawn)
def _withdrawn(rows: Rows, at: At, event: DecisionWithdrawn) -> None:
    put_newest(
        rows,
        tables.case_decision_withdrawn,
        at,
        decision_id=event.decision_id,
        case_id=event.case_id,
        reason=event.reason,
        withdrawn_by=at.actor,
    )


def _head(rows: Rows, at: At, conference_id: str, values: ConferenceValues) -> None:
    put_newest(rows, tables.conference_head, at, conference_id=conference_id, on_day=values.on, content=values)
