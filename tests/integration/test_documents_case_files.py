"""The whole case file on paper: nothing of it is cut off, and everybody prints what he may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.application.cases import CaseNoteService, PutOffTask, TakeBed
from kmcase.application.cases.files import CaseFileService
from kmcase.documents.press import Printer
from kmcase.domain.cases.heads import WHOLE_FILE, Seen
from kmcase.domain.cases.stays import BedTaken
from kmcase.domain.errors import DomainError
from kmcase.messages import Catalogue
from tests.builders import TestOffice, new_office
from tests.case_builders import a_case, a_sealed_case, cases
from tests.contract.test_case_notes import note
from tests.contract.test_case_stays import DAY, a_stay, on_leave, stays
from tests.contract.test_case_tasks import ending, task, tasks
from tests.paper import photograph, text_of

_LONG = 50_000


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = new_office(tmp_path)
    yield found
    found.engine.dispose()


def files(office: TestOffice, login: str = "social") -> CaseFileService:
    return CaseFileService(office.work(login), Printer(), lambda stored_sha256: photograph())


def test_an_empty_case_says_of_each_part_that_there_is_nothing(office: TestOffice) -> None:
    case_id = a_case(office)
    text = text_of(files(office).printed(case_id))
    say = Catalogue().text
    for key in ("case_assessment.list.none", "case_plans.paper.nothing", "case_notes.list.none", "case_closing.none"):
        assert say(key) in text
    english = text_of(files(office).printed(case_id, "en"))
    assert say("case_tasks.list.none") in text
    assert say("cases.part.stay") not in text, "who never stayed has no section of stays"
    assert "Case file" in english and Catalogue("en").text("case_closing.none") in english


def test_a_note_of_many_pages_is_whole(office: TestOffice) -> None:
    case_id = a_case(office)
    pasted = " ".join(f"word{number}" for number in range(_LONG // 9))
    CaseNoteService(office.work("social")).write(note(case_id, text=f"{pasted}\nthe end of it"))
    text = text_of(files(office).printed(case_id))
    shown = {int(figures) for figures in re.findall("[0-9]+", text)}
    assert shown >= set(range(_LONG // 9))
    assert "the end of it" in " ".join(text.split())


def test_tasks_and_stays_stand_in_the_file(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    done = tasks(office).plan(task(case_id, what="เยี่ยมบ้าน")).value
    tasks(office).plan(task(case_id, what="พาไปทำบัตร"))
    put_off = tasks(office).plan(task(case_id, what="โทรหาพี่สาว")).value
    later = PutOffTask(
        case_id=case_id, task_id=put_off, due=DAY + timedelta(days=3), responsible="social", reason="ติดฝน"
    )
    tasks(office).put_off(later)
    tasks(office).end(ending(case_id, done))
    stays(office).begin_leave(on_leave(case_id))
    office.clock.at += timedelta(days=1)
    text = _plain(files(office).printed(case_id))
    wanted = ("เยี่ยมบ้าน", "กินยาครบ", "พาไปทำบัตร", "เลยกำหนด", "เลื่อน 1 ครั้ง", "ติดฝน")
    stayed = ("เรือนชาย", "กลับบ้านเยี่ยมแม่", "พักอยู่", "ลาอยู่")
    assert [words for words in (*wanted, *stayed) if words.replace(" ", "") not in text] == []
    stays(office).end_leave(case_id, DAY + timedelta(days=1))
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY + timedelta(days=1)))
    ended = _plain(files(office).printed(case_id))
    assert "พักอยู่" not in ended
    assert "ลาอยู่" not in ended


def test_a_leave_that_is_overrun_and_a_bed_that_two_have_are_told(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    stays(office).begin_leave(on_leave(case_id))
    other = a_case(office)
    with office.work("social").begin("case_stays.take_bed") as unit:
        unit.record(BedTaken(case_id=other, bed_id=bed_id, on=DAY))
        unit.commit(other)
    office.clock.at += timedelta(days=5)
    english = _plain(files(office).printed(case_id, "en"))
    assert "Leaveoverrun" in english
    assert "Sharesitwithanother" in english


def _plain(paper: bytes) -> str:
    """The words of a paper without blanks, which lines of a table break anywhere."""
    return "".join(text_of(paper).split())


def test_a_hidden_case_is_unknown_and_nothing_is_kept_of_it(office: TestOffice) -> None:
    hidden = a_sealed_case(office)
    number = cases(office).page(hidden).head.number
    for called in (hidden, number):
        with pytest.raises(DomainError, match=r"cases\.unknown"):
            files(office, "director").called(called)
    with pytest.raises(DomainError, match=r"cases\.unknown"):
        files(office, "director").printed(hidden)
    assert cases(office).sights(hidden) == ()
    assert files(office).called(number) == hidden


def test_each_print_is_kept_by_whom(office: TestOffice) -> None:
    case_id = a_case(office)
    for login in ("social", "director"):
        files(office, login).printed(case_id)
    sights = cases(office).sights(case_id)
    assert [(sight.how, sight.what) for sight in sights] == [(Seen.PRINTED, WHOLE_FILE)] * 2
    assert len({sight.by for sight in sights}) == 2
