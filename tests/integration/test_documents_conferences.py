"""The minutes of a case conference: the form of official minutes, cases that the printer may see, who signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.application.cases import HearCase, MoveAgenda
from kmcase.domain.cases.conferences import AgendaState, DecisionKind
from kmcase.domain.cases.heads import Seen
from kmcase.domain.conferences import Presence
from kmcase.thai.digits import to_thai
from tests.builders import STAFF, TestOffice, new_office
from tests.case_builders import a_case, a_sealed_case, cases
from tests.conference_builders import DOCTOR, TODAY, a_conference, came, conferences, decide
from tests.paper import text_of


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return new_office(tmp_path)


def printed(office: TestOffice, conference_id: str, login: str = "social") -> str:
    return " ".join(text_of(conferences(office, login).minutes(conference_id)).split())


def test_the_minutes_say_who_came_what_was_heard_and_resolved_and_who_signs(office: TestOffice) -> None:
    one, other, third = a_case(office), a_case(office), a_case(office)
    before = a_conference(office, one, on=TODAY - timedelta(days=30))
    decide(office, before, one, DecisionKind.PLAN, text="ทบทวนเป้าหมายด้านรายได้")
    conference_id = a_conference(office, one, other, third, checker="officer")
    came(office, conference_id)
    absent = replace(DOCTOR, presence=Presence.ABSENT, why_absent="ติดเวร")
    guest = replace(DOCTOR, name="นายสมบัติ ดีงาม", profession="", agency="อบต. เชียงพิณ")
    conferences(office).attend(conference_id, [absent, guest])
    heard = HearCase(conference_id=conference_id, case_id=one, text="น้องสาวยินดีรับกลับ\nมีห้องว่าง")
    conferences(office).hear(heard)
    due = TODAY + timedelta(days=7)
    decide(office, conference_id, one, DecisionKind.TASK, text="ติดต่อน้องสาว", due=due, responsible="officer")
    put_off = MoveAgenda(conference_id=conference_id, case_id=other, state=AgendaState.PUT_OFF, reason="รอผลตรวจ")
    conferences(office).move(put_off)
    words = printed(office, conference_id)
    for part in (
        "รายงานการประชุมทีมสหวิชาชีพ", to_thai("ครั้งที่ 2/2567"), to_thai("10 มิถุนายน 2567"), "ผู้มาประชุม",
        STAFF["director"][0], "ประธาน", "ผู้ไม่มาประชุม", "ติดเวร", "นายสมบัติ ดีงาม", "ทบทวนเป้าหมายด้านรายได้",
        to_thai(cases(office).page(one).head.number), "น้องสาวยินดีรับกลับ", "มีห้องว่าง", "มติที่ประชุม", "ติดต่อน้องสาว",
        STAFF["officer"][0], "รอผลตรวจ", "ยังไม่มีมติ", "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม",
    ):  # fmt: skip
        assert part in words, part


def test_minutes_of_nothing_say_so(office: TestOffice) -> None:
    conference_id = a_conference(office, place="", at_time="")
    words = printed(office, conference_id)
    assert "ยังไม่ได้บันทึก" in words
    assert "ไม่มี" in words
    english = " ".join(text_of(conferences(office).minutes(conference_id, "en")).split())
    assert "Minutes of a case conference" in english


def test_of_each_case_that_minutes_name_it_is_kept_that_it_was_printed(office: TestOffice) -> None:
    case_id, sealed = a_case(office), a_sealed_case(office)
    conference_id = a_conference(office, case_id, sealed)
    printed(office, conference_id, "director")
    [sight] = cases(office).sights(case_id)
    assert (sight.how, sight.what) == (Seen.PRINTED, "conferences")
    assert cases(office).sights(sealed) == ()


def test_minutes_name_no_case_that_whoever_prints_them_may_not_see(office: TestOffice) -> None:
    sealed = a_sealed_case(office)
    conference_id = a_conference(office, sealed)
    decide(office, conference_id, sealed, DecisionKind.NO_CHANGE, text="คงแผนเดิม")
    assert "คงแผนเดิม" in printed(office, conference_id)
    words = printed(office, conference_id, "director")
    assert "คงแผนเดิม" not in words
    assert to_thai("น้อยกว่า 5") in words
