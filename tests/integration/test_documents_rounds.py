"""Papers after a round: the lesson with its marks, the publicity text that is a draft until it is approved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.application.lessons import MarkProposal
from kmcase.domain.errors import DomainError
from tests.builders import TestOffice, new_office
from tests.paper import printing, says
from tests.round_builders import closed_round, lesson_of, lessons, publicity, text_of

DRAFT = "ร่าง ยังไม่ได้อนุมัติให้เผยแพร่"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = new_office(tmp_path)
    yield found
    found.engine.dispose()


def test_a_lesson_is_printed_with_its_answers_and_what_became_practice(office: TestOffice, tmp_path: Path) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    proposal_id = lessons(office).page(lesson_id).values.proposals[0].proposal_id
    mark = MarkProposal(lesson_id=lesson_id, proposal_id=proposal_id, adopted=True, practice="ใบนัดจากโปรแกรม")
    lessons(office).mark(mark)
    pdf = printing(office, tmp_path, "auditor").lesson(lesson_id)
    answers = ("ผู้สูงอายุรอนาน", "ยืนรอสองชั่วโมง", "นัดเป็นช่วงเวลา", "ยืมเก้าอี้จากวัด", "ใบนัดจากโปรแกรม", "ฎ 1/2567")
    assert says(pdf, *answers) == []


def test_lessons_written_apart_are_both_printed(office: TestOffice, tmp_path: Path) -> None:
    run_id = closed_round(office)
    lesson_id = lessons(office).write(lesson_of(run_id)).value
    lessons(office, "social").write(lesson_of(run_id, lesson_id=lesson_id, title="เขียนแยกกัน"))
    assert says(printing(office, tmp_path).lesson(lesson_id), "ผู้สูงอายุรอนาน", "เขียนแยกกัน") == []


def test_a_text_is_a_draft_until_it_is_approved(office: TestOffice, tmp_path: Path) -> None:
    publicity_id = publicity(office).write(text_of(closed_round(office))).value
    press = printing(office, tmp_path)
    assert says(press.publicity(publicity_id), DRAFT, "ช่วยเหลือครอบครัวที่เดือดร้อน") == []
    director = publicity(office, "director")
    director.approve(publicity_id, director.page(publicity_id).standing[0].version_id)
    approved = press.publicity(publicity_id)
    assert says(approved, "อนุมัติให้เผยแพร่โดย", office.work("director").actor.name) == []
    assert says(approved, DRAFT) == [DRAFT]


def test_texts_written_apart_are_not_printed_as_one(office: TestOffice, tmp_path: Path) -> None:
    run_id = closed_round(office)
    publicity_id = publicity(office).write(text_of(run_id)).value
    publicity(office, "social").write(text_of(run_id, publicity_id=publicity_id, text="แยก"))
    with pytest.raises(DomainError, check=lambda error: error.code == "publicity.written_apart"):
        printing(office, tmp_path).publicity(publicity_id)
