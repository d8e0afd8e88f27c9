"""Who may not see a case enters nothing in it: every use case that writes, in the name of two who may not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import (
    AddPhotograph,
    CallConference,
    CaseIntakeService,
    CaseNoteService,
    CasePaperService,
    CasePlanService,
    CaseService,
    CaseStayService,
    CaseTaskService,
    ChangeTeam,
    ClosingService,
    ConferenceService,
    DecideClosing,
    DecideField,
    DecideOnCase,
    DescribeClient,
    EndTask,
    EnterStay,
    HearCase,
    HoldActivity,
    LinkClient,
    ListBelongings,
    LookAfter,
    MakeReferral,
    MoveAgenda,
    MoveCase,
    ProposeClosing,
    PutOffTask,
    ReceiveClient,
    RecordIntake,
    ReferralService,
    RefusePaper,
    ReopenCase,
    ReportProgress,
    RestrictCase,
    ReturnBelongings,
    ReviewNote,
    SignPaper,
    TakeBed,
    TakeStep,
    TellSame,
    WithdrawDecision,
    WithdrawPaper,
    WriteComplaint,
    WritePlan,
)
from kmcase.application.cases.assessments import Assess, CaseAssessmentService
from kmcase.application.cases.network import CaseNetworkService, DescribeRelative, DescribeResource
from kmcase.application.lessons import LearnFromCase
from kmcase.domain.cases.closing import ReachedBy
from kmcase.domain.cases.conferences import AgendaState, DecisionKind
from kmcase.domain.cases.heads import Seen, TeamRole
from kmcase.domain.cases.network import ResourceKind, ResourceValues
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.cases.plan_lines import LineKind, PlanField, Progress
from kmcase.domain.cases.plans import Agreement
from kmcase.domain.cases.referrals import Step
from kmcase.domain.cases.stays import Attendance
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.errors import DomainError
from tests.builders import TestOffice
from tests.case_assessment_builders import assessments, looked, mother, network
from tests.case_builders import a_case, a_sealed_case, cases, join, opening
from tests.case_ending_builders import OUTCOME, a_proposal, a_referral, closings, going_out, referrals
from tests.case_intake_builders import MARK, attachment, facts, intakes, papers, things
from tests.case_plan_builders import goal, plans, service, write
from tests.conference_builders import a_conference, conferences, decide, head
from tests.contract.test_case_lessons import LESSON
from tests.contract.test_case_notes import note, notes
from tests.contract.test_case_stays import a_bed, on_leave, stays
from tests.contract.test_case_tasks import task, tasks
from tests.round_builders import lessons
from tests.state import state_of

DAY = date(2024, 6, 10)
WHY = "ขอเพิ่ม"
SERVICES = (
    CaseAssessmentService,
    CaseIntakeService,
    CaseNetworkService,
    CaseNoteService,
    CasePaperService,
    CasePlanService,
    CaseService,
    CaseStayService,
    CaseTaskService,
    ClosingService,
    ConferenceService,
    ReferralService,
)
READING = frozenset({
    "alike", "beds", "choices", "client_of", "clients", "day", "glasses", "items", "list", "look_over", "looks_owed",
    "minutes", "morning", "needs", "newest_scores", "of_case", "on_screen", "page", "paper", "plan_of", "printed",
    "printed_belongings", "reception", "scores_between", "services", "services_due", "sights", "steps", "tasks",
    "waiting",
})  # fmt: skip
OF_NO_CASE = frozenset(
    {"arrange", "attend", "break_glass", "change", "close", "open", "reopen", "restrict_children", "set_bed"}
)
"""What writes and names no case that is there."""


Attempt = tuple[Callable[..., object], tuple[Any, ...]]
"""A use case as it is bound to somebody, and what it is told."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A case of a team with something of every kind in it, by id; `own` is a case of who tries to write."""

    own: str
    case_id: str
    things: tuple[str, ...]
    paper_id: str
    note_id: str
    task_id: str
    referral_id: str
    closing_id: str
    service_id: str
    comment_id: str
    bed_id: str
    conference_id: str
    decision_id: str
    next_id: str


def held(office: TestOffice, case_id: str, own: str) -> Held:
    """What its team enters in a case, up to a closing that waits for a word."""
    intakes(office).list_belongings(ListBelongings(case_id=case_id, items=things("ร่ม"), on=DAY, signed=MARK))
    signing = SignPaper(case_id=case_id, paper="agreement", on=DAY, items=("rules",), signed=MARK)
    write(office, case_id)
    bed_id = a_bed(office)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY))
    conference_id = a_conference(office, case_id)
    return Held(
        own=own,
        case_id=case_id,
        things=tuple(thing.item_id for thing in intakes(office).page(case_id).kept),
        paper_id=papers(office).sign(signing).value,
        note_id=notes(office).write(note(case_id)).value,
        task_id=tasks(office).plan(task(case_id)).value,
        referral_id=a_referral(office, case_id),
        closing_id=a_proposal(office, case_id),
        service_id=plans(office).plan_of(case_id).plan.content.services[0].line_id,
        comment_id=plans(office).comment(case_id, "", "ดี").value,
        bed_id=bed_id,
        conference_id=conference_id,
        decision_id=decide(office, conference_id, case_id, DecisionKind.NO_CHANGE),
        next_id=a_conference(office),
    )


def of_heads(office: TestOffice, login: str, it: Held) -> Iterator[Attempt]:
    head, case_id = cases(office, login), it.case_id
    yield head.note_sight, (case_id, Seen.PAGE, "head")
    yield head.note_listed, ((it.own, case_id), Seen.EXPORTED)
    yield head.describe, (DescribeClient(case_id=case_id, values={"phone": "0812345678"}, seen={}),)
    yield head.link, (LinkClient(case_id=case_id, person_id="", reason=WHY),)
    yield head.move, (MoveCase(case_id=case_id, stage="assess", on=DAY),)
    yield head.restrict, (RestrictCase(case_id=case_id, restricted_for=("asked",)),)
    yield head.change_team, (ChangeTeam(case_id=case_id, staff_id=login, role=TeamRole.WORKER),)
    yield lessons(office, login).learn, (LearnFromCase(case_id=case_id, lesson=LESSON),)


def of_reception(office: TestOffice, login: str, it: Held) -> Iterator[Attempt]:
    intake, paper, case_id = intakes(office, login), papers(office, login), it.case_id
    yield intake.receive, (ReceiveClient(opening=opening(), intake=facts(), same_case=case_id),)
    yield intake.record, (RecordIntake(case_id=case_id, values=facts()),)
    yield intake.list_belongings, (ListBelongings(case_id=case_id, items=things("มีด"), on=DAY),)
    yield intake.give_back, (ReturnBelongings(case_id=case_id, item_ids=it.things, on=DAY, signed=MARK),)
    yield intake.photograph, (AddPhotograph(case_id=case_id, photo=attachment()),)
    yield intake.tell_same, (TellSame(case_id=it.own, other_case_id=case_id, same=True, reason=WHY),)
    yield intake.tell_same, (TellSame(case_id=case_id, other_case_id=it.own, same=True, reason=WHY),)
    yield paper.sign, (SignPaper(case_id=case_id, paper="agreement", on=DAY, items=("rules",), signed=MARK),)
    yield paper.refuse, (RefusePaper(case_id=case_id, paper="agreement", on=DAY, reason=WHY, follows=WHY),)
    yield paper.withdraw, (WithdrawPaper(case_id=case_id, paper_id=it.paper_id, on=DAY, reason=WHY),)
    yield paper.complain, (WriteComplaint(case_id=case_id, values=ComplaintValues(on=DAY, about=WHY)),)
    yield assessments(office, login).assess, (Assess(case_id=case_id, values=looked()),)
    around = network(office, login)
    yield around.describe_relative, (DescribeRelative(case_id=case_id, values=mother()),)
    resource = ResourceValues(name="วัด", kind=ResourceKind.TEMPLE)
    yield around.describe_resource, (DescribeResource(case_id=case_id, values=resource),)


def of_plans(office: TestOffice, login: str, it: Held) -> Iterator[Attempt]:
    plan, case_id = plans(office, login), it.case_id
    text = PlanField(kind=LineKind.SERVICE, line_id=it.service_id, name="text")
    begun = ReportProgress(case_id=case_id, service_id=it.service_id, progress=Progress.BEGUN, on=DAY)
    yield plan.write, (WritePlan(case_id=case_id, goals=(goal(),), services=(service(),), seen={}),)
    yield plan.decide, (DecideField(case_id=case_id, field=text, value=WHY, seen={}),)
    yield plan.send, (case_id,)
    yield plan.review, (case_id, True)
    yield plan.comment, (case_id, "", WHY)
    yield plan.answer, (case_id, it.comment_id, WHY)
    yield plan.agree, (case_id, Agreement(why_not=WHY))
    yield plan.approve, (case_id,)
    yield plan.progress, (begun,)


def of_every_day(office: TestOffice, login: str, it: Held) -> Iterator[Attempt]:
    told, stay, todo, case_id = notes(office, login), stays(office, login), tasks(office, login), it.case_id
    both = HoldActivity(name=WHY, on=DAY, place=WHY, text=WHY, case_ids=(it.own, case_id))
    yield told.write, (note(case_id),)
    yield told.review, (ReviewNote(case_id=case_id, note_id=it.note_id, taken=True),)
    yield told.hold, (both,)
    yield stay.take_bed, (TakeBed(case_id=case_id, bed_id=it.bed_id, on=DAY),)
    yield stay.take_bed, (TakeBed(case_id=case_id, bed_id="", on=DAY),)
    yield stay.enter_stay, (EnterStay(case_id=case_id, bed_id=it.bed_id, on=DAY - timedelta(days=1), until=DAY),)
    yield stay.attend, ((case_id,), DAY, Attendance.ABSENT)
    yield stay.begin_leave, (on_leave(case_id),)
    yield stay.end_leave, (case_id, DAY)
    yield todo.plan, (task(case_id),)
    yield todo.put_off, (PutOffTask(case_id=case_id, task_id=it.task_id, due=DAY, responsible="", reason=WHY),)
    yield todo.end, (EndTask(case_id=case_id, task_id=it.task_id, state=TaskState.DONE, on=DAY),)


def of_endings(office: TestOffice, login: str, it: Held) -> Iterator[Attempt]:
    refer, close, case_id, closing_id = referrals(office, login), closings(office, login), it.case_id, it.closing_id
    yield refer.make, (MakeReferral(case_id=case_id, values=going_out()),)
    yield refer.take, (TakeStep(case_id=case_id, referral_id=it.referral_id, step=Step.SENT, on=DAY),)
    proposal = ProposeClosing(case_id=case_id, on=DAY, reason="family", summary=WHY, outcomes=(OUTCOME,))
    yield close.propose, (proposal,)
    yield close.decide, (DecideClosing(case_id=case_id, closing_id=closing_id, approved=True),)
    looking = LookAfter(
        case_id=case_id, closing_id=closing_id, months=1, on=DAY, reached=ReachedBy.PHONE, how_they_are=WHY
    )
    yield close.look, (looking,)
    yield close.reopen, (ReopenCase(case_id=case_id, on=DAY, stage="assess", reason=WHY),)


def of_conferences(office: TestOffice, login: str, it: Held) -> Iterator[Attempt]:
    meeting, of = conferences(office, login), {"conference_id": it.conference_id, "case_id": it.case_id}
    yield meeting.call, (CallConference(values=head(), case_ids=(it.own, it.case_id)),)
    yield meeting.set_up, (DAY + timedelta(days=1), (it.own, it.case_id))
    yield meeting.put_on, (it.next_id, (it.own, it.case_id))
    yield meeting.move, (MoveAgenda(**of, state=AgendaState.TAKEN_OFF, reason=WHY),)
    yield meeting.hear, (HearCase(**of, text=WHY),)
    yield meeting.decide, (DecideOnCase(**of, kind=DecisionKind.NO_CHANGE, text=WHY),)
    yield meeting.withdraw, (WithdrawDecision(**of, decision_id=it.decision_id, reason=WHY),)


def attempts(office: TestOffice, login: str, it: Held) -> list[Attempt]:
    """Every writing use case on a case, as somebody would call it who knew all its ids."""
    topics = (of_heads, of_reception, of_plans, of_every_day, of_endings, of_conferences)
    return [attempt for topic in topics for attempt in topic(office, login, it)]


def refusals(office: TestOffice, login: str, it: Held) -> dict[str, set[str]]:
    """How each of them is refused, by its name; nothing of it stays."""
    before = state_of(office.engine)
    found: dict[str, set[str]] = {}
    for use_case, told in attempts(office, login, it):
        with pytest.raises(DomainError) as refused:
            use_case(*told)
        found.setdefault(use_case.__qualname__, set()).add(refused.value.code)
    assert state_of(office.engine) == before
    return found


def test_who_may_not_see_a_restricted_case_enters_nothing_in_it(office: TestOffice) -> None:
    it = held(office, a_sealed_case(office), a_case(office, "director"))
    refused = refusals(office, "director", it)
    assert refused == {name: {"cases.unknown"} for name in refused}
    public = {
        method.__qualname__
        for service in SERVICES
        for name, method in inspect.getmembers(service, inspect.isfunction)
        if not name.startswith("_") and name not in READING | OF_NO_CASE
    }
    assert public <= refused.keys(), "Try it in one of the topics above"


def test_an_assistant_enters_nothing_in_a_case_of_others_though_it_is_open(office: TestOffice) -> None:
    own = a_case(office)
    join(office, own, "assistant", TeamRole.ASSISTANT)
    refused = refusals(office, "assistant", held(office, a_case(office), own))
    unknown = {name for name, codes in refused.items() if codes == {"cases.unknown"}}
    assert {name for name in refused if refused[name] == {"shell.not_permitted"}} == refused.keys() - unknown
    assert unknown >= {"CaseNoteService.write", "CaseTaskService.end", "ReferralService.take", "ClosingService.look"}
