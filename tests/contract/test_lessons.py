"""Lessons of rounds on both engines: kept by versions, found, marked; who may not is refused."""

from __future__ import annotations

import pytest

from kmcase.application.lessons import MarkProposal
from kmcase.application.read.lessons import LessonState
from kmcase.application.read.today import Task
from kmcase.application.today import TodayService
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.clocks import Clocks
from tests.money_builders import prepared_run
from tests.round_builders import closed_round, lesson_of, lessons, two_runs
from tests.state import state_of


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_a_closed_round_waits_for_lessons_and_an_open_one_does_not(office: TestOffice) -> None:
    prepared_run(office)
    assert lessons(office).list() == ()
    assert waiting(office) == (0, "")


def waiting(office: TestOffice) -> tuple[int, str]:
    tasks = TodayService(office.work("officer"), Clocks()).page().tasks
    return next((item.count, item.record_id) for item in tasks if item.task is Task.LESSONS)


def test_a_closed_round_waits_for_its_lessons_until_they_are_written(office: TestOffice) -> None:
    run_id = closed_round(office)
    [item] = lessons(office).list()
    assert (item.state, item.key, waiting(office)) == (LessonState.MISSING, run_id, (1, run_id))
    lesson_id = lessons(office).write(lesson_of(run_id)).value
    [item] = lessons(office).list()
    assert (item.state, item.key, item.title) == (LessonState.WRITTEN, lesson_id, "ผู้สูงอายุรอนาน")
    assert waiting(office) == (0, "")


def test_a_lesson_holds_what_was_written_and_is_searched_by_all_of_it(office: TestOffice) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    values = lessons(office, "auditor").page(lesson_id).values
    assert values.topics == ("การนัดหมาย", "วันจ่ายเงิน")
    assert [proposal.text for proposal in values.proposals] == ["นัดเป็นช่วงละสิบคน", "ยืมเก้าอี้จากวัด"]
    [item] = lessons(office).list()
    assert "ยืนรอสองชั่วโมง" in item.contents
    assert "ยืมเก้าอี้จากวัด" in item.contents


def test_a_correction_stands_beside_the_old_version(office: TestOffice) -> None:
    run_id = closed_round(office)
    lesson_id = lessons(office).write(lesson_of(run_id)).value
    seen = tuple(one.version_id for one in lessons(office).page(lesson_id).standing)
    corrected = lesson_of(run_id, lesson_id=lesson_id, seen=seen, title="นัดเป็นช่วง", proposals=("ยืมเก้าอี้จากวัด", "เพิ่มโต๊ะ"))
    assert lessons(office, "finance").write(corrected).value == lesson_id
    page = lessons(office).page(lesson_id)
    assert [one.values.title for one in page.versions] == ["นัดเป็นช่วง", "ผู้สูงอายุรอนาน"]
    assert page.values.title == "นัดเป็นช่วง"
    kept, new = page.values.proposals
    assert kept == page.versions[1].values.proposals[1]
    assert new.proposal_id not in {one.proposal_id for one in page.versions[1].values.proposals}


def test_what_the_writer_did_not_see_is_not_replaced(office: TestOffice) -> None:
    run_id = closed_round(office)
    lesson_id = lessons(office).write(lesson_of(run_id)).value
    lessons(office, "social").write(lesson_of(run_id, lesson_id=lesson_id, title="เขียนโดยไม่เห็นฉบับแรก"))
    page = lessons(office).page(lesson_id)
    assert len(page.standing) == 2
    assert lessons(office).list()[0].state is LessonState.APART
    both = tuple(one.version_id for one in page.standing)
    lessons(office).write(lesson_of(run_id, lesson_id=lesson_id, seen=both, title="รวมแล้ว"))
    page = lessons(office).page(lesson_id)
    assert [one.values.title for one in page.standing] == ["รวมแล้ว"]
    assert len(page.versions) == 3


def test_a_proposal_becomes_practice_and_is_given_up_again(office: TestOffice) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    proposal_id = lessons(office).page(lesson_id).values.proposals[0].proposal_id
    mark = MarkProposal(lesson_id=lesson_id, proposal_id=proposal_id, adopted=True, practice=" นัดรอบละสิบคน ")
    lessons(office, "director").mark(mark)
    [item] = lessons(office).list()
    practice = lessons(office).page(lesson_id).practices[proposal_id]
    assert (item.proposals, item.adopted) == (2, 1)
    assert (practice.adopted, practice.practice, practice.marked_by) == (True, "นัดรอบละสิบคน", "director")
    lessons(office).mark(MarkProposal(lesson_id=lesson_id, proposal_id=proposal_id, adopted=False))
    assert lessons(office).list()[0].adopted == 0


def test_a_round_may_have_several_lessons_and_an_open_round_one_already(office: TestOffice) -> None:
    run_id = prepared_run(office)
    lessons(office).write(lesson_of(run_id))
    lessons(office).write(lesson_of(run_id, title="อีกเรื่อง"))
    assert {item.title for item in lessons(office).list()} == {"ผู้สูงอายุรอนาน", "อีกเรื่อง"}


def test_a_lesson_stays_with_its_round(office: TestOffice) -> None:
    one, other = two_runs(office)
    lesson_id = lessons(office).write(lesson_of(one)).value
    with refused("lessons.other_round"):
        lessons(office).write(lesson_of(other, lesson_id=lesson_id))


def test_what_lacks_or_is_not_there_is_said(office: TestOffice) -> None:
    run_id = closed_round(office)
    service = lessons(office)
    with refused("lessons.title_missing"):
        service.write(lesson_of(run_id, title=" "))
    with refused("lessons.happened_missing"):
        service.write(lesson_of(run_id, happened=""))
    with refused("payments.unknown_run"):
        service.write(lesson_of("nowhere"))
    with refused("lessons.unknown"):
        service.page("nowhere")
    lesson_id = service.write(lesson_of(run_id)).value
    proposal_id = service.page(lesson_id).values.proposals[0].proposal_id
    with refused("lessons.unknown_proposal"):
        service.mark(MarkProposal(lesson_id=lesson_id, proposal_id="nowhere", adopted=True, practice="ก"))
    with refused("lessons.practice_missing"):
        service.mark(MarkProposal(lesson_id=lesson_id, proposal_id=proposal_id, adopted=True, practice=" "))


@pytest.mark.parametrize("login", ["auditor", "admin"])
def test_who_only_looks_writes_no_lesson(office: TestOffice, login: str) -> None:
    with refused("shell.not_permitted"):
        lessons(office, login).write(lesson_of("any"))


def test_lessons_are_the_same_after_a_rebuild(office: TestOffice) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    proposal_id = lessons(office).page(lesson_id).values.proposals[0].proposal_id
    lessons(office).mark(MarkProposal(lesson_id=lesson_id, proposal_id=proposal_id, adopted=True, practice="ทำแล้ว"))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
