"""Notes of a case, the newest first, and its watches."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.sql.expression import FromClause

from kmcase.application.read.case_notes import NoteItem, NotesPage, NoteWaiting, WatchItem
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.note_reviews import ReviewState
from kmcase.domain.cases.notes import Activity, NoteKind, WatchKind, WatchSaid
from kmcase.persistence.queries.cases.named import named
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_notes import ALONE, SqlCaseNotes
from kmcase.persistence.rows import case_notes as tables
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.rows.office import staff
from kmcase.persistence.statements import Row
from kmcase.thai.calendar import bangkok_date


class SqlCaseNoteQueries(SqlCaseNotes):
    """`CaseNoteQueries` on plain selects."""

    def page(self, case_id: str, most: int | None = None) -> NotesPage:
        """The newest notes of a case, at most so many; raises `cases.unknown`."""
        self.require(case_id)
        note = tables.case_note
        newest = (
            select(note)
            .where(note.c.case_id == case_id)
            .order_by(note.c.happened_on.desc(), note.c.at_time.desc(), note.c.noted_at.desc(), note.c.event_id.desc())
            .limit(most)
        )
        rows = self._rows.found(newest)
        count = len(rows)
        if most is not None and count == most:
            every = select(func.count()).where(note.c.case_id == case_id)
            count = int(self._rows.connection.execute(every).scalar_one())
        corrected = self._corrected(case_id)
        names, assistants = staff_names(self._rows), self.assistants()
        reviews = {row["note_id"]: row for row in self._rows.all(tables.case_note_review, case_id=case_id)}
        return NotesPage(
            notes=tuple(
                _item(row, names, tuple(corrected[row["event_id"]]), _review(row, reviews, assistants)) for row in rows
            ),
            count=count,
            watches=self._watches(case_id),
        )

    def waiting(self, *, own: bool) -> tuple[NoteWaiting, ...]:
        """Assistants' notes that wait to be looked at, the oldest first: of cases that one leads, or that one sees."""
        note, review, newer = tables.case_note, tables.case_note_review, tables.case_note.alias()
        reviewed = exists().where(review.c.note_id == note.c.event_id)
        corrected = exists().where(newer.c.corrects == note.c.event_id, newer.c.case_id == note.c.case_id)
        query = (
            named(note)
            .add_columns(staff.c.name.label("writer"))
            .join(staff, and_(staff.c.staff_id == note.c.noted_by, staff.c.roles == ALONE))
            .where(~reviewed, ~corrected, self.visible(note), self._leads(note) if own else true())
            .order_by(note.c.noted_at, note.c.event_id)
        )
        return tuple(_waiting(row) for row in self._rows.found(query))

    def _leads(self, case: FromClause) -> ColumnElement[bool]:
        member = heads.case_member
        return exists().where(
            member.c.case_id == case.c.case_id,
            member.c.staff_id == self._viewer.staff_id,
            member.c.role == TeamRole.MANAGER.value,
        )

    def _corrected(self, case_id: str) -> defaultdict[str, list[str]]:
        note = tables.case_note
        query = (
            select(note.c.corrects, note.c.event_id)
            .where(note.c.case_id == case_id, note.c.corrects != "")
            .order_by(note.c.noted_at, note.c.event_id)
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for corrects, event_id in self._rows.connection.execute(query):
            found[corrects].append(event_id)
        return found

    def _watches(self, case_id: str) -> tuple[WatchItem, ...]:
        today = bangkok_date(self._now)
        found = (
            WatchItem(
                kind=WatchKind(row["kind"]),
                next_look=(look := date.fromisoformat(row["next_look"])),
                note_id=row["note_id"],
                late=look < today,
            )
            for row in self._rows.all(tables.case_watch, case_id=case_id)
            if row["next_look"]
        )
        return tuple(sorted(found, key=lambda watch: (watch.next_look, watch.kind)))


def _review(row: Row, reviews: dict[str, Row], assistants: frozenset[str]) -> tuple[ReviewState | None, str]:
    """How a note stands, and the comment with which it was returned."""
    if row["noted_by"] not in assistants:
        return None, ""
    review = reviews.get(row["event_id"])
    if review is None:
        return ReviewState.SUBMITTED, ""
    return ReviewState.TAKEN if review["taken"] else ReviewState.RETURNED, review["comment"]


def _item(
    row: Row, names: dict[str, str], corrected_by: tuple[str, ...], review: tuple[ReviewState | None, str]
) -> NoteItem:
    return NoteItem(
        note_id=row["event_id"],
        kind=NoteKind(row["kind"]),
        on=date.fromisoformat(row["happened_on"]),
        at_time=row["at_time"],
        minutes=row["minutes"],
        text=row["text"],
        written_by=names.get(row["noted_by"], ""),
        written_at=datetime.fromisoformat(row["noted_at"]),
        corrects=row["corrects"],
        corrected_by=corrected_by,
        watch=_watch(row),
        activity=_activity(row),
        review=review[0],
        review_comment=review[1],
        open_reason=row["open_reason"],
    )


def _waiting(row: Row) -> NoteWaiting:
    return NoteWaiting(
        case_id=row["case_id"],
        note_id=row["event_id"],
        number=row["number"],
        name=row["shown_name"],
        restricted=bool(row["restricted"]),
        kind=NoteKind(row["kind"]),
        on=date.fromisoformat(row["happened_on"]),
        written_by=row["writer"],
        written_at=datetime.fromisoformat(row["noted_at"]),
    )


def _watch(row: Row) -> WatchSaid | None:
    if not row["watch"]:
        return None
    look = row["next_look"]
    return WatchSaid(kind=WatchKind(row["watch"]), next_look=date.fromisoformat(look) if look else None)


def _activity(row: Row) -> Activity | None:
    if not row["activity_id"]:
        return None
    return Activity(activity_id=row["activity_id"], name=row["activity_name"], place=row["activity_place"])
