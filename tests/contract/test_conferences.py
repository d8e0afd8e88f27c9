"""Case conferences on both engines: the agenda, decisions that become tasks and plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kmcase.application.cases import (
    CallConference,
    CaseTaskService,
    DecideOnCase,
    EndTask,
    HearCase,
    MoveAgenda,
    WithdrawDecision,
)
from kmcase.domain.cases.conferences import AgendaState, DecisionKind, DecisionState
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.casework import NeedKind
from kmcase.domain.conferences import Attendee, Presence
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, cases
from tests.case_plan_builders import agreed, approved, plans, rewrite
from tests.conference_builders import DOCTOR, TODAY, a_conference, came, conferences, decide, head, needs
from tests.contract.test_cases import refused
from tests.state import state_of

LONG_AGO = JUNE - timedelta(days=40)


def move(office: TestOffice, conference_id: str, case_id: str, state: AgendaState, reason: str = "รอผลตรวจ") -> None:
    conferences(office).move(MoveAgenda(conference_id=conference_id, case_id=case_id, state=state, reason=reason))


def hear(office: TestOffice, conference_id: str, case_id: str, text: str, *seen: str) -> str:
    command = HearCase(conference_id=conference_id, case_id=case_id, text=text, seen=seen)
    return conferences(office).hear(command).value


# --- calling one ---


def test_one_step_calls_a_conference_with_its_cases_and_why_they_are_there(office: TestOffice) -> None:
    one, other = a_case(office, opened_at=LONG_AGO), a_case(office)
    conference_id = a_conference(office, one, other, one)
    page = conferences(office).page(conference_id)
    assert page.conference.number == "1/2567"
    assert [(line.agenda.case_id, line.agenda.place) for line in page.agenda] == [(one, 1), (other, 2)]
    assert {line.kind for line in page.agenda[0].needs} == {NeedKind.NEW, NeedKind.RISK}
    assert [line.words.key for line in page.agenda[1].needs] == ["conferences.need.asked"]
    invited = {each.staff_id: each.presence for each in page.conference.attendees}
    assert invited == {"director": Presence.INVITED, "social": Presence.INVITED}
    [item] = conferences(office).list()
    assert (item.cases, item.hidden, item.undecided, item.closed) == (2, 0, 2, False)
    assert a_conference(office) != conference_id
    assert {item.number for item in conferences(office).list()} == {"1/2567", "2/2567"}


def test_cases_of_the_list_come_on_the_conference_of_a_day_in_one_step(office: TestOffice) -> None:
    one, two, three = a_case(office), a_case(office), a_case(office)
    day = TODAY + timedelta(days=2)
    conference_id = conferences(office).set_up(day, (one, two)).value
    values = conferences(office).page(conference_id).conference.values
    assert (values.on, values.chair, values.writer) == (day, "director", "social")
    assert conferences(office).set_up(day, (three,)).value == conference_id
    page = conferences(office).page(conference_id)
    assert [line.agenda.case_id for line in page.agenda] == [one, two, three]
    conferences(office).change(conference_id, replace(values, place="ศาลากลาง", at_time="13:00", chair="officer"))
    again = conferences(office).set_up(TODAY, (one,)).value
    other = conferences(office).page(again).conference.values
    assert (again != conference_id, other.place, other.at_time, other.chair) == (True, "ศาลากลาง", "13:00", "officer")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"chair": ""}, "conferences.chair_missing", "chair"),
        ({"chair": "finance"}, "cases.not_in_case_work", "chair"),
        ({"checker": "social"}, "conferences.own_minutes", "checker"),
        ({"at_time": "เช้า"}, "appointments.time_unreadable", "at_time"),
    ],
)
def test_a_head_that_cannot_be_is_refused_beside_its_field(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str
) -> None:
    with refused(code, field):
        a_conference(office, **wrong)
    assert conferences(office).list() == ()


def test_the_head_can_be_changed_until_the_minutes_are_ready(office: TestOffice) -> None:
    conference_id = a_conference(office)
    conferences(office).change(conference_id, head(place="ศาลากลาง", on=TODAY))
    assert conferences(office).page(conference_id).conference.values.place == "ศาลากลาง"
    assert conferences(office).change(conference_id, head(place="ศาลากลาง", on=TODAY)).changes.touched == frozenset()
    conferences(office).change(conference_id, head(at_time="๑๓.๓๐"))
    assert conferences(office).page(conference_id).conference.values.at_time == "13:30"
    with refused("conferences.unknown"):
        conferences(office).change("none", head())
    came(office, conference_id)
    conferences(office).close(conference_id)
    with refused("conferences.is_closed"):
        conferences(office).change(conference_id, head(place="ที่อื่น"))


def test_who_came_from_outside_has_an_agency_and_a_promise(office: TestOffice) -> None:
    conference_id = a_conference(office)
    for wrong, code, field in (({"name": " "}, "name_missing", "name"), ({"agency": ""}, "agency_missing", "agency")):
        with refused(f"conferences.{code}", field):
            conferences(office).attend(conference_id, [replace(DOCTOR, **wrong)])
    conferences(office).attend(conference_id, [replace(DOCTOR, presence=Presence.PRESENT, why_absent="ไม่มี")])
    doctor = conferences(office).page(conference_id).conference.attendees[-1]
    assert (doctor.agency, doctor.promised, doctor.why_absent) == ("โรงพยาบาลอุดรธานี", True, "")
    absent = replace(doctor, presence=Presence.ABSENT, why_absent="ติดเวร")
    conferences(office).attend(conference_id, [absent])
    assert conferences(office).page(conference_id).conference.attendees[-1] == absent
    assert conferences(office).attend(conference_id, [absent]).changes.touched == frozenset()
    conferences(office).attend(conference_id, [], removed=(doctor.attendee_id, "none"))
    assert len(conferences(office).page(conference_id).conference.attendees) == 2


def test_others_may_be_invited_when_it_is_called(office: TestOffice) -> None:
    chair = Attendee(attendee_id="of a list", name="", staff_id="director", presence=Presence.PRESENT)
    command = CallConference(values=head(), case_ids=(), attendees=(DOCTOR, chair))
    conference_id = conferences(office).call(command).value
    [*staff, doctor] = conferences(office).page(conference_id).conference.attendees
    assert doctor.name == DOCTOR.name
    told = {each.attendee_id: (each.staff_id, each.presence) for each in staff}
    assert told == {"director": ("director", Presence.PRESENT), "social": ("social", Presence.INVITED)}


# --- its agenda ---


def test_cases_are_put_on_arranged_and_taken_off(office: TestOffice) -> None:
    one, two, three = a_case(office), a_case(office), a_case(office)
    conference_id = a_conference(office, one)
    conferences(office).put_on(conference_id, (two, one, three))

    def order() -> list[str]:
        return [line.agenda.case_id for line in conferences(office).page(conference_id).agenda]

    assert order() == [one, two, three]
    conferences(office).arrange(conference_id, (three, one, two))
    assert order() == [three, one, two]
    with refused("conferences.not_on_agenda"):
        conferences(office).arrange(conference_id, (one,))
    move(office, conference_id, one, AgendaState.TAKEN_OFF)
    assert order() == [three, two]
    with refused("conferences.not_on_agenda"):
        hear(office, conference_id, one, "มา")
    conferences(office).put_on(conference_id, (one,))
    assert order() == [three, two, one]


@pytest.mark.parametrize("days", [0, 3])
def test_a_case_is_put_off_for_a_reason_and_waits_for_the_next_conference(office: TestOffice, days: int) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    with refused("cases.reason_missing", "reason"):
        move(office, conference_id, case_id, AgendaState.PUT_OFF, " ")
    move(office, conference_id, case_id, AgendaState.PUT_OFF)
    [line] = needs(office)[case_id].needs
    assert (line.words.key, line.what, line.since) == ("conferences.need.put_off", "รอผลตรวจ", TODAY)
    assert conferences(office).list()[0].undecided == 0
    move(office, a_conference(office, case_id), case_id, AgendaState.TAKEN_OFF)
    assert [line.what for line in needs(office)[case_id].needs] == ["รอผลตรวจ"]
    again = a_conference(office, case_id, on=TODAY + timedelta(days=days))
    assert needs(office)[case_id].coming.conference_id == again  # type: ignore[union-attr]
    decide(office, conference_id, case_id, DecisionKind.NO_CHANGE)
    [line] = conferences(office).page(conference_id).agenda
    assert line.agenda.state is AgendaState.ON
    move(office, conference_id, case_id, AgendaState.ON)


# --- what it heard and decided ---


def test_what_was_heard_is_written_over_and_nothing_is_lost_and_lets_the_case_rest(office: TestOffice) -> None:
    case_id = a_case(office, opened_at=LONG_AGO)
    conference_id = a_conference(office, case_id)
    with refused("conferences.text_missing", "text"):
        hear(office, conference_id, case_id, " ")
    assert case_id in needs(office)
    first = hear(office, conference_id, case_id, "มีญาติที่ขอนแก่น")
    assert case_id not in needs(office)
    hear(office, conference_id, case_id, "น้องสาวยินดีรับกลับ", first)
    [line] = conferences(office).page(conference_id).agenda
    assert [text.values for text in line.agenda.heard] == ["น้องสาวยินดีรับกลับ"]


def test_a_decision_becomes_a_task_and_is_done_with_it(office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    with refused("conferences.due_missing", "due"):
        decide(office, conference_id, case_id, DecisionKind.TASK)
    with refused("conferences.text_missing", "text"):
        decide(office, conference_id, case_id, DecisionKind.TASK, text="")
    due = TODAY + timedelta(days=7)
    decide(office, conference_id, case_id, DecisionKind.TASK, text="ติดต่อน้องสาว", due=due, responsible="officer")
    tasks = CaseTaskService(office.work("social"))
    [task] = tasks.tasks(case_id)
    assert (task.what, task.due, task.responsible) == ("ติดต่อน้องสาว", due, "officer")

    def state() -> DecisionState:
        [decision] = conferences(office).page(conference_id).agenda[0].agenda.decisions
        assert (decision.due, decision.responsible) == (due, "officer")
        return decision.state

    assert state() is DecisionState.OPEN
    assert conferences(office).list()[0].open_decisions == 1
    tasks.end(EndTask(case_id=case_id, task_id=task.task_id, state=TaskState.DONE, on=TODAY))
    assert state() is DecisionState.DONE
    assert conferences(office).list()[0].open_decisions == 0


def test_a_decision_becomes_a_change_of_the_plan_and_is_done_when_it_is_in_force(office: TestOffice) -> None:
    case_id = approved(office)
    conference_id = a_conference(office, case_id)
    decision_id = decide(office, conference_id, case_id, DecisionKind.PLAN)

    def state() -> DecisionState:
        return conferences(office).of_case(case_id)[0].line.agenda.decisions[0].state

    assert state() is DecisionState.OPEN
    rewrite(office, plans(office).plan_of(case_id), goal={"indicator": "ไปครบ 6 ครั้ง"}, decision_id=decision_id)
    assert state() is DecisionState.BEGUN
    assert plans(office).plan_of(case_id).plan.open_reasons == (("", decision_id),)
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    assert state() is DecisionState.DONE


def test_a_decision_that_was_a_mistake_is_withdrawn_for_a_reason(office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office, case_id)
    decision_id = decide(office, conference_id, case_id, DecisionKind.NO_CHANGE)
    wrong = WithdrawDecision(conference_id=conference_id, case_id=case_id, decision_id=decision_id, reason="ผิดราย")
    with refused("cases.reason_missing", "reason"):
        conferences(office).withdraw(replace(wrong, reason=" "))
    conferences(office).withdraw(wrong)
    [decision] = conferences(office).page(conference_id).agenda[0].agenda.decisions
    assert (decision.state, decision.withdrawn) == (DecisionState.WITHDRAWN, "ผิดราย")
    assert conferences(office).page(conference_id).undecided
    with refused("conferences.unknown_decision"):
        conferences(office).withdraw(wrong)


# --- closing ---


def test_closing_names_what_is_undecided_which_then_waits_for_another(office: TestOffice) -> None:
    one, other = a_case(office), a_case(office)
    conference_id = a_conference(office, one, other)
    with refused("conferences.nobody_came"):
        conferences(office).close(conference_id)
    came(office, conference_id)
    decide(office, conference_id, one, DecisionKind.NO_CHANGE)
    assert conferences(office).close(conference_id).value == (cases(office).page(other).head.number,)
    assert [line.words.key for line in needs(office)[other].needs] == ["conferences.need.put_off"]
    with refused("conferences.is_closed"):
        decide(office, conference_id, other, DecisionKind.NO_CHANGE)
    conferences(office).reopen(conference_id)
    decide(office, conference_id, other, DecisionKind.NO_CHANGE)
    with refused("conferences.not_closed"):
        conferences(office).reopen(conference_id)


def test_minutes_are_not_ready_before_the_day(office: TestOffice) -> None:
    conference_id = a_conference(office, on=TODAY + timedelta(days=3))
    came(office, conference_id)
    with refused("conferences.in_future"):
        conferences(office).close(conference_id)


def test_a_case_is_thrown_on_the_wall_with_its_plan_and_assessments(office: TestOffice) -> None:
    case_id = approved(office)
    conference_id = a_conference(office, case_id)
    shown = conferences(office).on_screen(conference_id, case_id)
    assert (shown.line.initials, shown.page.head.case_id, len(shown.plan.plan.content.goals)) == ("ส. ร.", case_id, 1)
    assert shown.assessments == ()
    with refused("conferences.not_on_agenda"):
        conferences(office).on_screen(conference_id, "none")


def test_the_tables_of_conferences_follow_from_the_journal(office: TestOffice) -> None:
    case_id = approved(office)
    conference_id = a_conference(office, case_id)
    hear(office, conference_id, case_id, "ดีขึ้น")
    decide(office, conference_id, case_id, DecisionKind.TASK, due=TODAY)
    came(office, conference_id)
    conferences(office).close(conference_id)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_nothing_is_decided_of_a_case_that_is_not_on_the_agenda(office: TestOffice) -> None:
    case_id = a_case(office)
    conference_id = a_conference(office)
    command = DecideOnCase(conference_id=conference_id, case_id=case_id, kind=DecisionKind.NO_CHANGE, text="คงเดิม")
    with refused("conferences.not_on_agenda"):
        conferences(office).decide(command)
