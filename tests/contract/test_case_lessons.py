"""Lessons of cases on both engines: kept without the case, refused where they speak of the client."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.application.cases import LinkClient
from kmcase.application.lessons import LearnFromCase, WriteLesson
from kmcase.domain.errors import DomainError
from kmcase.domain.people import Address
from tests.builders import TestOffice, register
from tests.case_builders import a_case, a_sealed_case, cases, client
from tests.round_builders import lessons

LESSON = WriteLesson(
    run_id="",
    title="ชวนญาติมาตั้งแต่วันแรก",
    happened="ญาติรับกลับเร็วเมื่อได้คุยกันก่อนวางแผน",
    next_time="โทรหาญาติภายในสามวัน",
    topics=("ครอบครัว",),
    proposals=("ใส่ช่องญาติในแบบแรกรับ",),
)


def learn(office: TestOffice, case_id: str, lesson: WriteLesson = LESSON, login: str = "social") -> str:
    return lessons(office, login).learn(LearnFromCase(case_id=case_id, lesson=lesson)).value


def test_a_lesson_of_a_case_is_found_by_its_words_and_does_not_lead_back(office: TestOffice) -> None:
    case_id = a_case(office)
    lesson_id = learn(office, case_id)
    page = lessons(office).page(lesson_id)
    assert (page.round.of_case, page.round.number, page.round.place) == (True, "คนไร้ที่พึ่ง", "")
    [item] = lessons(office).list()
    assert "โทรหาญาติภายในสามวัน" in item.contents
    assert (item.key, item.topics) == (lesson_id, ("ครอบครัว",))
    with office.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM lesson_version").all()
    assert case_id not in repr(kept)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "สมหวังกลับบ้าน"),
        ("happened", "นายรอดพ้นกลับบ้าน"),
        ("why", "ลุงหน้าตลาดไม่มีญาติ"),
        ("next_time", "โทร 081-234-5678"),
        ("expected", "บัตร 1 1037 01234 56 3"),
        ("proposals", ("แก้แฟ้ม 1/2567",)),
        ("topics", ("สมหวัง",)),
        ("participants", ("สมหวัง รอดพ้น",)),
    ],
)
def test_a_lesson_that_speaks_of_the_client_is_refused_beside_the_field(
    office: TestOffice, field: str, text: str | tuple[str, ...]
) -> None:
    known = client(called="ลุงหน้าตลาด", phone="0812345678", national_id="1103701234563", no_id_reason=None)
    case_id = a_case(office, client=known)
    with pytest.raises(DomainError, check=lambda error: (error.code, error.field) == ("lessons.names_client", field)):
        learn(office, case_id, replace(LESSON, **{field: text}))
    assert lessons(office).list() == ()


def test_the_house_of_the_register_is_no_part_of_a_lesson(office: TestOffice) -> None:
    person_id = register(office, address=Address(house_no="45/7", moo=3, subdistrict_code="410108"))
    case_id = a_case(office)
    cases(office).link(LinkClient(case_id=case_id, person_id=person_id, reason="บัตรตรงกัน"))
    with pytest.raises(DomainError, check=lambda error: error.field == "why"):
        learn(office, case_id, replace(LESSON, why="บ้าน 45/7 ไม่มีน้ำ"))
    learn(office, case_id, replace(LESSON, why="บ้าน 45/71 ไม่มีน้ำ"))


def test_a_case_is_learned_from_by_who_may_see_it_and_knows_what_happened(office: TestOffice) -> None:
    sealed = a_sealed_case(office)
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.unknown"):
        learn(office, sealed, login="director")
    with pytest.raises(DomainError, check=lambda error: error.code == "lessons.happened_missing"):
        learn(office, sealed, replace(LESSON, happened=" "))


def test_a_lesson_of_a_case_is_written_on_where_lessons_are(office: TestOffice) -> None:
    lesson_id = learn(office, a_case(office))
    before = lessons(office).page(lesson_id)
    seen = tuple(version.version_id for version in before.standing)
    lessons(office).write(replace(LESSON, lesson_id=lesson_id, seen=seen, title="ชวนญาติก่อน"))
    assert lessons(office).page(lesson_id).values.title == "ชวนญาติก่อน"


def test_on_a_laptop_the_case_may_be_known_and_the_person_not(office: TestOffice) -> None:
    person_id = register(office)
    case_id = a_case(office, person_id=person_id)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM person")
    assert lessons(office).page(learn(office, case_id)).round.of_case


def test_a_version_that_speaks_of_the_client_is_refused_too(office: TestOffice) -> None:
    lesson_id = learn(office, a_case(office))
    seen = tuple(version.version_id for version in lessons(office).page(lesson_id).standing)
    later = replace(LESSON, lesson_id=lesson_id, seen=seen, why="สมหวังไม่มีญาติ")
    with pytest.raises(DomainError, check=lambda error: (error.code, error.field) == ("lessons.names_client", "why")):
        lessons(office).write(later)
    assert len(lessons(office).page(lesson_id).versions) == 1
    lessons(office).write(replace(later, why="ผู้ใช้บริการไม่มีญาติ"))


def test_who_may_not_see_the_case_learns_nothing_from_the_refusal(office: TestOffice) -> None:
    lesson_id = learn(office, a_sealed_case(office))
    seen = tuple(version.version_id for version in lessons(office).page(lesson_id).standing)
    later = replace(LESSON, lesson_id=lesson_id, seen=seen, why="สมหวังไม่มีญาติ")
    lessons(office, "officer").write(later)
    with pytest.raises(DomainError, check=lambda error: error.code == "lessons.names_client"):
        lessons(office, "social").write(replace(later, title="ชวนญาติก่อน"))
