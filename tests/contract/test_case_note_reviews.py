"""Notes of assistants on both engines: looked at by who leads the case, taken or returned, corrected by a new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import CaseNoteService, CaseTaskService, ReviewNote, WriteNote
from kmcase.application.read.case_notes import NoteItem
from kmcase.application.read.case_tasks import DayGroup, DayKind, DayLine
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.note_reviews import ReviewState
from kmcase.domain.cases.notes import NoteKind, WatchKind, WatchSaid
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.case_builders import a_case, join
from tests.case_ending_builders import TODAY
from tests.state import state_of


def service(office: TestOffice, login: str = "social") -> CaseNoteService:
    return CaseNoteService(office.work(login))


def a_note(office: TestOffice, case_id: str, login: str = "assistant", **more: Any) -> str:
    command = WriteNote(case_id=case_id, kind=NoteKind.VISIT, on=TODAY, text="เยี่ยมแล้ว", **more)
    return service(office, login).write(command).value


def review(office: TestOffice, case_id: str, note_id: str, *, taken: bool = True, comment: str = "") -> None:
    command = ReviewNote(case_id=case_id, note_id=note_id, taken=taken, comment=comment)
    service(office).review(command)


def notes(office: TestOffice, case_id: str) -> dict[str, NoteItem]:
    return {note.note_id: note for note in service(office, "assistant").page(case_id).notes}


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def to_review(office: TestOffice, login: str = "social", *, own: bool = True) -> list[DayLine]:
    lines = CaseTaskService(office.work(login)).day(own=own).lines
    return [line for line in lines if line.kind is DayKind.NOTE_REVIEW]


@pytest.fixture
def case_id(office: TestOffice) -> str:
    made = a_case(office)
    join(office, made, "assistant", TeamRole.ASSISTANT)
    return made


def test_a_note_of_an_assistant_is_returned_corrected_and_taken(office: TestOffice, case_id: str) -> None:
    first = a_note(office, case_id)
    assert notes(office, case_id)[first].review is ReviewState.SUBMITTED
    with refused("case_notes.comment_missing", "comment"):
        review(office, case_id, first, taken=False)
    review(office, case_id, first, taken=False, comment="ใครอยู่บ้านบ้าง")
    found = notes(office, case_id)[first]
    assert (found.review, found.review_comment) == (ReviewState.RETURNED, "ใครอยู่บ้านบ้าง")
    second = a_note(office, case_id, corrects=first)
    assert notes(office, case_id)[second].review is ReviewState.SUBMITTED
    review(office, case_id, second)
    assert notes(office, case_id)[second].review is ReviewState.TAKEN


def test_a_note_of_a_worker_is_looked_at_by_nobody(office: TestOffice, case_id: str) -> None:
    own = a_note(office, case_id, "social")
    assert notes(office, case_id)[own].review is None
    with refused("case_notes.nothing_to_review"):
        review(office, case_id, own)
    with refused("case_notes.unknown"):
        review(office, case_id, "none")


def test_an_assistant_looks_at_no_note_as_a_reviewer(office: TestOffice, case_id: str) -> None:
    note_id = a_note(office, case_id)
    command = ReviewNote(case_id=case_id, note_id=note_id, taken=True)
    with pytest.raises(DomainError, check=lambda error: error.code == "shell.not_permitted"):
        service(office, "assistant").review(command)


def test_what_waits_stands_in_the_day_of_who_leads_the_case_alone(office: TestOffice, case_id: str) -> None:
    join(office, case_id, "officer")
    first = a_note(office, case_id)
    a_note(office, case_id, "social")
    assert [(line.record_id, line.due, line.group) for line in to_review(office)] == [
        (first, date(2024, 6, 13), DayGroup.WEEK)
    ]
    assert to_review(office, "officer") == []
    assert [line.record_id for line in to_review(office, "officer", own=False)] == [first]
    office.clock.at += timedelta(days=4)
    assert [line.group for line in to_review(office)] == [DayGroup.OVERDUE]


def test_a_note_that_was_looked_at_or_corrected_waits_no_longer(office: TestOffice, case_id: str) -> None:
    first, second = a_note(office, case_id), a_note(office, case_id)
    newer = a_note(office, case_id, corrects=first)
    assert [line.record_id for line in to_review(office)] == [second, newer]
    review(office, case_id, second)
    review(office, case_id, newer, taken=False, comment="ใครอยู่บ้านบ้าง")
    assert to_review(office) == []


def test_a_hidden_case_tells_nobody_of_its_notes(office: TestOffice, case_id: str) -> None:
    a_note(office, case_id, watch=WatchSaid(kind=WatchKind.VIOLENCE, next_look=TODAY))
    assert len(to_review(office)) == 1
    assert to_review(office, "officer", own=False) == []


def test_the_journal_gives_the_same_reviews_again(office: TestOffice, case_id: str) -> None:
    review(office, case_id, a_note(office, case_id))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
