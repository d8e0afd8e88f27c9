"""Service plans on both engines: written apart and merged, agreed, approved, changed, followed; services due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kmcase.application.cases import DecideField, ReportProgress
from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.heads import StageReached, TeamRole
from kmcase.domain.cases.plan_lines import Change, LineKind, Progress
from kmcase.domain.cases.plans import Agreement, PlanState
from kmcase.domain.cases.signing import Signed
from kmcase.domain.casework import ServiceKind
from kmcase.domain.errors import DomainError
from kmcase.domain.payments import SignatureMark
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, STAFF, TestOffice
from tests.case_builders import a_case, a_sealed_case, join, leave
from tests.case_plan_builders import agreed, approved, goal, plans, rewrite, service, write
from tests.state import state_of

TODAY = date(2024, 6, 10)


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def page(office: TestOffice, case_id: str, login: str = "social") -> PlanPage:
    return plans(office, login).plan_of(case_id)


def first_service(office: TestOffice, case_id: str) -> str:
    return page(office, case_id).plan.content.services[0].line_id


def test_a_plan_is_goals_with_their_services(office: TestOffice) -> None:
    case_id = a_case(office)
    assert page(office, case_id).plan.state is PlanState.EMPTY
    write(office, case_id)
    found = page(office, case_id)
    [reached] = found.plan.content.goals
    [done] = found.plan.content.services_of(reached.line_id)
    assert (reached.values.text, done.values.responsible) == ("ได้รับการรักษาต่อเนื่อง", "social")
    assert (found.plan.state, found.findings, found.own) == (PlanState.DRAFT, (), True)


def test_what_two_write_apart_on_different_fields_merges(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = page(office, case_id)
    rewrite(office, seen, service={"agency": "รพ.สต."})
    rewrite(office, seen, "officer", service={"text": "พาไปตามนัดทุกเดือน"}, goal={"indicator": "ไปครบ 6 ครั้ง"})
    content = page(office, case_id).plan.content
    values = content.services[0].values
    assert (values.agency, values.text) == ("รพ.สต.", "พาไปตามนัดทุกเดือน")
    assert (content.goals[0].values.indicator, content.conflicts) == ("ไปครบ 6 ครั้ง", False)


def test_one_field_written_twice_apart_waits_for_a_decision_and_is_not_agreed_to_before(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = page(office, case_id)
    rewrite(office, seen, service={"due": date(2024, 7, 1)})
    rewrite(office, seen, "officer", service={"due": date(2024, 8, 1)})
    apart = page(office, case_id)
    [conflict] = apart.conflicts
    assert conflict.field.name == "due"
    assert [(value.plain, value.written_by) for value in conflict.values] == [
        ("2024-07-01", STAFF["social"][0]),
        ("2024-08-01", STAFF["officer"][0]),
    ]
    with refused("case_plans.conflicts_first"):
        agreed(office, case_id)
    plans(office).decide(
        DecideField(case_id=case_id, field=conflict.field, value=conflict.values[0].plain, seen=apart.seen)
    )
    decided = page(office, case_id)
    assert (decided.conflicts, decided.plan.content.services[0].values.due) == ((), date(2024, 7, 1))
    with refused("case_plans.nothing_apart"):
        plans(office).decide(DecideField(case_id=case_id, field=conflict.field, value="x", seen=decided.seen))


def test_what_a_writer_left_as_it_was_undoes_nothing_that_came_meanwhile(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    old = page(office, case_id)
    rewrite(office, old, service={"text": "ใหม่"})
    rewrite(office, page(office, case_id), service={"text": "ใหม่กว่า"})
    rewrite(office, old, "officer")
    assert page(office, case_id).plan.content.services[0].values.text == "ใหม่กว่า"


@pytest.mark.parametrize("keep", [True, False])
def test_a_line_that_one_removed_and_another_wrote_on_stays_until_somebody_decides(
    office: TestOffice, keep: bool
) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = page(office, case_id)
    write(office, case_id, services=(), goals=seen.plan.content.goals, seen=seen.seen)
    assert page(office, case_id).plan.content.services == ()
    rewrite(office, seen, "officer", service={"agency": "เทศบาล"})
    apart = page(office, case_id)
    [conflict] = apart.conflicts
    assert (conflict.field.says_removed, apart.plan.content.services[0].values.agency) == (True, "เทศบาล")
    plans(office).decide(DecideField(case_id=case_id, field=conflict.field, value=keep, seen=apart.seen))
    decided = page(office, case_id).plan.content
    assert (len(decided.services), decided.conflicts) == (int(keep), False)


def test_a_line_is_removed_with_all_that_its_remover_saw(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = page(office, case_id)
    write(office, case_id, goals=(), services=(), seen=seen.seen)
    assert page(office, case_id).plan.content.is_empty
    write(office, case_id, goals=(), services=(), seen=page(office, case_id).seen)
    assert len(page(office, case_id).plan.writes) == 2, "removing it once more says nothing"
    with refused("case_plans.nothing_written"):
        plans(office).send(case_id)


def test_a_plan_goes_from_review_to_agreement_to_approval_by_others_than_its_writer(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    plans(office).send(case_id, "ช่วยดูตัวชี้วัดด้วย")
    assert page(office, case_id).plan.state is PlanState.IN_REVIEW
    with refused("case_plans.own_writing"):
        plans(office).review(case_id, True)
    with refused("case_plans.note_missing", "note"):
        plans(office, "officer").review(case_id, False)
    plans(office, "officer").review(case_id, False, "ระบุวันครบกำหนด")
    assert page(office, case_id).plan.state is PlanState.SENT_BACK
    rewrite(office, page(office, case_id), service={"due": date(2024, 7, 5)})
    assert page(office, case_id).plan.state is PlanState.DRAFT
    plans(office, "officer").review(case_id, True)
    assert page(office, case_id).plan.state is PlanState.REVIEWED
    with refused("case_plans.not_agreed"):
        plans(office, "director").approve(case_id)
    agreed(office, case_id)
    assert page(office, case_id).plan.state is PlanState.AGREED
    with refused("case_plans.not_supervisor"):
        plans(office, "officer").approve(case_id)
    plans(office, "director").approve(case_id, "ดำเนินการได้")
    found = page(office, case_id)
    assert (found.plan.state, found.plan.versions[0].number, found.own) == (PlanState.APPROVED, 1, False)
    assert found.plan.versions[0].agreed is not None


def test_a_supervisor_of_the_team_approves_but_not_what_he_wrote(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer", TeamRole.SUPERVISOR)
    write(office, case_id, "officer")
    agreed(office, case_id)
    assert page(office, case_id, "officer").supervises
    with refused("case_plans.own_writing"):
        plans(office, "officer").approve(case_id)


def test_a_change_of_an_approved_plan_has_a_reason_and_is_shown_line_by_line(office: TestOffice) -> None:
    case_id = approved(office)
    seen = page(office, case_id)
    with refused("case_plans.reason_missing", "reason"):
        rewrite(office, seen, service={"text": "พาไปทุกสองสัปดาห์"})
    rewrite(office, seen, service={"text": "พาไปทุกสองสัปดาห์"}, decision_id="decision-1", reason="ที่ประชุมปรับ")
    rewrite(office, page(office, case_id), goal={"indicator": "ไปครบ"})
    changed = page(office, case_id).plan
    assert (changed.state, changed.open_reasons) == (PlanState.DRAFT, (("ที่ประชุมปรับ", "decision-1"),))
    assert [(line.kind, line.change, line.names) for line in changed.changes] == [
        (LineKind.GOAL, Change.CHANGED, ("indicator",)),
        (LineKind.SERVICE, Change.CHANGED, ("text",)),
    ]
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    again = page(office, case_id).plan
    assert [version.number for version in again.versions] == [1, 2]
    assert (again.versions[1].reasons, again.changes) == ((("ที่ประชุมปรับ", "decision-1"),), ())
    assert again.versions[0].content.services[0].values.text == "พาไปพบแพทย์"


def test_an_agreement_is_to_the_wording_that_was_signed(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    agreed(office, case_id)
    old = page(office, case_id)
    rewrite(office, old, service={"text": "อีกอย่าง"})
    assert (page(office, case_id).plan.state, page(office, case_id).plan.agreed) == (PlanState.DRAFT, None)
    rewrite(office, page(office, case_id), service={"text": "พาไปพบแพทย์"})
    assert page(office, case_id).plan.state is PlanState.AGREED, "the same words were signed"


def test_an_agreement_is_signed_or_says_why_not(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    signed = Signed(name="สมหวัง", signature=SignatureMark(strokes="{}"))
    with refused("case_intake.signature_missing", "way"):
        plans(office).agree(case_id, Agreement())
    with refused("case_plans.agreed_or_not", "why_not"):
        plans(office).agree(case_id, Agreement(signed=signed, why_not="ไม่พร้อม"))
    plans(office).agree(case_id, Agreement(why_not=" ยังไม่พร้อมลงนาม "))
    agreement = page(office, case_id).plan.agreed
    assert agreement is not None and agreement.agreement == Agreement(why_not="ยังไม่พร้อมลงนาม")


def test_what_is_missing_is_warned_of_and_stops_nobody_from_writing(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id, goals=(), services=(service(goal_id="", responsible=""),))
    found = [finding.code for finding in page(office, case_id).findings]
    assert found == ["case_plans.no_goals", "case_plans.no_responsible"]
    other = a_case(office)
    late = service(start=date(2024, 7, 2), due=date(2024, 7, 1))
    write(office, other, goals=(goal(indicator=""), goal("+2")), services=(late,))
    content = page(office, other).plan.content
    lines = (content.goals[0].line_id, content.goals[1].line_id, content.services[0].line_id)
    assert {(finding.code, finding.fields) for finding in page(office, other).findings} == {
        ("case_plans.goal_without_indicator", (f"goal/{lines[0]}/indicator",)),
        ("case_plans.goal_without_service", (f"goal/{lines[1]}/text",)),
        ("case_plans.due_before_start", (f"service/{lines[2]}/due",)),
    }


def test_who_has_left_is_put_in_charge_of_nothing(office: TestOffice) -> None:
    case_id = a_case(office)
    leave(office, "officer")
    with refused("cases.not_in_case_work", "service/+s1/responsible"):
        write(office, case_id, services=(service(responsible="officer"),))
    with refused("cases.not_in_case_work", "manager"):
        a_case(office, manager="officer")
    with refused("cases.not_in_case_work", "staff_id"):
        join(office, case_id, "officer")


def test_who_has_left_is_marked_and_must_be_replaced_before_the_next_version(office: TestOffice) -> None:
    case_id = a_case(office, manager="officer")
    write(office, case_id, services=(service(responsible="officer"),))
    leave(office, "officer")
    found = page(office, case_id)
    line_id = found.plan.content.services[0].line_id
    assert [(one.code, one.fields) for one in found.findings] == [
        ("case_plans.responsible_left", (f"service/{line_id}/responsible",))
    ]
    with refused("case_plans.responsible_left"):
        agreed(office, case_id)
    with refused("cases.not_in_case_work", f"service/{line_id}/responsible"):
        rewrite(office, found, service={"responsible": "finance"})
    rewrite(office, found, service={"responsible": "social"})
    agreed(office, case_id)


def test_an_unknown_dimension_is_refused_beside_its_field(office: TestOffice) -> None:
    case_id = a_case(office)
    with refused("cases.unknown_dimension", "goal/+1/dimension"):
        write(office, case_id, goals=(goal(dimension="wealth"),))


def test_a_comment_stands_beside_a_line_and_is_answered_once(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    line_id = first_service(office, case_id)
    with refused("case_plans.comment_empty", "text"):
        plans(office, "director").comment(case_id, line_id, " ")
    comment_id = plans(office, "director").comment(case_id, line_id, "วันใด").value
    with refused("case_plans.comment_empty", "answer"):
        plans(office).answer(case_id, comment_id, "")
    plans(office).answer(case_id, comment_id, "ทุกวันพุธ")
    with refused("case_plans.comment_answered", "answer"):
        plans(office).answer(case_id, comment_id, "อีกครั้ง")
    [line] = page(office, case_id).comments
    assert (line.section, line.made_by, line.answer) == (line_id, STAFF["director"][0], "ทุกวันพุธ")


def test_a_service_goes_on_by_the_words_of_the_team_and_the_newest_stands(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id, services=(service(), service("+s2", text="เยี่ยมบ้าน")))
    line_id = first_service(office, case_id)
    told = ReportProgress(case_id=case_id, service_id=line_id, progress=Progress.BEGUN, on=TODAY)
    with refused("cases.team_only"):
        plans(office, "director").progress(told)
    with refused("case_plans.unknown_service"):
        plans(office).progress(replace(told, service_id="other"))
    with refused("cases.in_future", "on"):
        plans(office).progress(replace(told, on=TODAY + timedelta(days=1)))
    with refused("case_plans.result_missing", "result"):
        plans(office).progress(replace(told, progress=Progress.GIVEN_UP))
    plans(office).progress(told)
    office.clock.at = JUNE + timedelta(minutes=5)
    join(office, case_id, "assistant", TeamRole.ASSISTANT)
    plans(office, "assistant").progress(replace(told, progress=Progress.DONE, result="พบแพทย์แล้ว"))
    found = page(office, case_id)
    words = found.words[line_id]
    assert [(word.progress, word.told_by) for word in words] == [
        (Progress.DONE, STAFF["assistant"][0]),
        (Progress.BEGUN, STAFF["social"][0]),
    ]
    bar = found.bar(found.plan.content.goals[0].line_id)
    assert (bar.done, bar.begun, bar.all) == (1, 0, 2)


def test_open_services_are_due_across_cases_and_those_of_hidden_and_closed_ones_are_not_told(
    office: TestOffice,
) -> None:
    first, second, sealed = a_case(office), a_case(office), a_sealed_case(office)
    write(office, first, services=(service(due=date(2024, 6, 20)), service("+s2", due=date(2024, 6, 30))))
    write(office, second, services=(service(due=date(2024, 6, 15), kind=ServiceKind.RIGHTS, responsible="officer"),))
    write(office, sealed, services=(service(due=date(2024, 6, 12)),))
    until = date(2024, 6, 20)
    assert [line.case_id for line in plans(office).services_due(until)] == [sealed, second, first]
    assert [line.case_id for line in plans(office, "director").services_due(until)] == [second, first]
    assert [line.case_id for line in plans(office).services_due(until, "officer")] == [second]
    assert [line.case_id for line in plans(office).services_due(until, most=1)] == [sealed]
    with office.work("social").read("case_plans.read") as reading:
        due = reading.case_plans
        assert (due.count_due(until), due.count_due(until, "officer"), due.count_due(until, since=TODAY)) == (3, 1, 3)
        late = due.services_due(date(2024, 6, 30), since=date(2024, 6, 16))
    assert [line.due for line in late] == [date(2024, 6, 20), date(2024, 6, 30)]
    [_, line, _] = plans(office).services_due(until)
    assert (line.number, line.name, line.kind, line.responsible_name) == (
        "2/2567",
        "นายสมหวัง รอดพ้น",
        ServiceKind.RIGHTS,
        STAFF["officer"][0],
    )
    done = ReportProgress(
        case_id=first, service_id=first_service(office, first), progress=Progress.DONE, on=TODAY, result="แล้ว"
    )
    plans(office).progress(done)
    assert [line.case_id for line in plans(office).services_due(until)] == [sealed, second]


def test_the_services_of_a_closed_case_are_not_due_and_its_plan_is_not_written(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id, services=(service(due=TODAY),))
    with office.work("social").begin("cases.move") as unit:
        unit.record(StageReached(case_id=case_id, stage="close", on=TODAY))
        unit.commit(None)
    assert plans(office).services_due(TODAY) == ()
    assert page(office, case_id).closed
    with refused("cases.is_closed"):
        plans(office).send(case_id)


def test_a_plan_of_a_case_that_is_hidden_is_unknown(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    write(office, case_id)
    outside = plans(office, "director")
    for attempt in (
        lambda: outside.plan_of(case_id),
        lambda: outside.paper(case_id),
        lambda: outside.comment(case_id, "", "x"),
        lambda: outside.approve(case_id),
    ):
        with refused("cases.unknown"):
            attempt()


def test_plans_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id = approved(office)
    plans(office).progress(
        ReportProgress(
            case_id=case_id, service_id=first_service(office, case_id), progress=Progress.DONE, on=TODAY, result="แล้ว"
        )
    )
    plans(office).comment(case_id, "", "ดีมาก")
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_a_first_plan_has_at_least_a_line(office: TestOffice) -> None:
    case_id = a_case(office)
    with refused("case_plans.nothing_written"):
        write(office, case_id, goals=(), services=())
    assert not page(office, case_id).plan.writes
    write(office, case_id)
    rewrite(office, page(office, case_id))
    assert page(office, case_id).plan.state is PlanState.DRAFT
