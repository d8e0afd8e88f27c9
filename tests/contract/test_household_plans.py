"""Plans of households on both engines: written, certified, followed; who was paid and has none is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kmcase.application.household_plans import AnswerNeed, CertifyPlan, MarkStep, SendNeed, TellLine
from kmcase.application.read.household_plans import StepState
from kmcase.application.read.today import Task
from kmcase.application.receipts import VoidReceipt
from kmcase.application.today import TodayService
from kmcase.domain.errors import DomainError
from kmcase.domain.household_plans import (
    FoundBy,
    LineState,
    NeedState,
    PlanLevel,
    PlanLine,
    PlanState,
    Step,
    Strand,
)
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice, password_of
from tests.clocks import Clocks
from tests.household_builders import a_household, plan_of, planned, plans
from tests.money_builders import pay, payments, prepared_run, receipts
from tests.request_builders import TODAY
from tests.round_builders import closed_round
from tests.state import state_of


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def waiting(office: TestOffice) -> int:
    tasks = TodayService(office.work("officer"), Clocks()).page().tasks
    return next(item.count for item in tasks if item.task is Task.HOUSEHOLD_PLAN)


def test_a_plan_holds_dimensions_lines_and_mentors(office: TestOffice) -> None:
    household_id = planned(office)
    page = plans(office, "auditor").page(household_id)
    assert page.values is not None
    assert page.persons == ("นางบุญมี อยู่ดี",)
    assert [line.strand for line in page.values.lines] == list(Strand)
    assert [mentor.name for mentor in page.values.mentors] == ["นายอาทิตย์", "นางสมใจ"]
    assert [dimension.code for dimension in page.dimensions] == ["health", "education", "housing", "income", "access"]
    [item] = plans(office).list()
    assert (item.state, item.found_by, item.head, item.next_due) == (
        PlanState.WRITTEN, FoundBy.TPMAP, "นางบุญมี อยู่ดี", TODAY,
    )  # fmt: skip


def test_a_version_takes_the_place_of_what_was_seen_and_keeps_the_ids_of_lines(office: TestOffice) -> None:
    household_id = planned(office)
    before = plans(office).page(household_id)
    assert before.values is not None
    lines = (*before.values.lines[:2], PlanLine(line_id="made-up", strand=Strand.SKILL, what=" ปลูกผัก "))
    seen = tuple(version.version_id for version in before.standing)
    plans(office).write(plan_of(household_id, lines=lines, seen=seen))
    after = plans(office).page(household_id)
    assert after.values is not None
    assert [line.line_id for line in after.values.lines[:2]] == [line.line_id for line in lines[:2]]
    assert after.values.lines[2].what == "ปลูกผัก"
    assert after.values.lines[2].line_id != "made-up"
    assert (len(after.standing), len(after.versions)) == (1, 2)


def test_plans_written_apart_both_stand_until_one_takes_the_place_of_both(office: TestOffice) -> None:
    household_id = planned(office)
    plans(office, "social").write(plan_of(household_id, note="เขียนแยก"))
    page = plans(office).page(household_id)
    assert (page.state, len(page.standing)) == (PlanState.APART, 2)
    with refused("household_plans.written_apart"):
        plans(office).certify(certificate(office, household_id))
    plans(office).write(plan_of(household_id, seen=tuple(one.version_id for one in page.standing)))
    assert plans(office).page(household_id).state is PlanState.WRITTEN


def certificate(office: TestOffice, household_id: str) -> CertifyPlan:
    return CertifyPlan(
        household_id=household_id,
        version_id=plans(office).page(household_id).versions[0].version_id,
        certified_by="นายอำเภอเมืองอุดรธานี",
        certified_on=TODAY,
        document="ศจพ.อ. 3/2567",
    )


def test_a_certificate_counts_for_the_version_that_it_names(office: TestOffice) -> None:
    household_id = planned(office)
    plans(office).certify(certificate(office, household_id))
    page = plans(office).page(household_id)
    assert page.state is PlanState.CERTIFIED
    assert page.certificate is not None
    assert page.certificate.document == "ศจพ.อ. 3/2567"
    assert plans(office).list()[0].state is PlanState.CERTIFIED
    plans(office).write(plan_of(household_id, seen=(page.standing[0].version_id,)))
    changed = plans(office).page(household_id)
    assert (changed.state, changed.certificate, len(changed.certificates)) == (PlanState.WRITTEN, None, 1)


def test_what_lacks_in_a_certificate_is_said(office: TestOffice) -> None:
    household_id = planned(office)
    whole = certificate(office, household_id)
    with refused("household_plans.changed_meanwhile"):
        plans(office).certify(replace(whole, version_id="old"))
    with refused("household_plans.certified_by_missing"):
        plans(office).certify(replace(whole, certified_by=" "))
    with refused("household_plans.document_missing"):
        plans(office).certify(replace(whole, document=""))
    for day in (None, TODAY + timedelta(days=1)):
        with refused("household_plans.day_wrong"):
            plans(office).certify(replace(whole, certified_on=day))
    with refused("household_plans.no_plan"):
        plans(office).certify(replace(whole, household_id=a_household(office, "99")))


def test_a_line_is_followed_and_its_end_needs_a_word(office: TestOffice) -> None:
    household_id = planned(office)
    values = plans(office).page(household_id).values
    assert values is not None
    line = values.lines[0].line_id
    plans(office).tell_line(TellLine(household_id=household_id, line_id=line, state=LineState.DOING))
    with refused("household_plans.result_missing"):
        plans(office).tell_line(TellLine(household_id=household_id, line_id=line, state=LineState.DONE))
    for each in values.lines:
        told = TellLine(household_id=household_id, line_id=each.line_id, state=LineState.DONE, result=" ทำแล้ว ")
        plans(office).tell_line(told)
    assert plans(office).page(household_id).results[line].result == "ทำแล้ว"
    assert plans(office).list()[0].next_due is None
    with refused("household_plans.unknown_line"):
        plans(office).tell_line(TellLine(household_id=household_id, line_id="none", state=LineState.DOING))


def test_a_need_is_sent_and_answered(office: TestOffice) -> None:
    household_id = planned(office)
    need = SendNeed(
        household_id=household_id, what="ส้วม", agency="อบต.เชียงพิณ", sent_on=TODAY, level=PlanLevel.SUBDISTRICT
    )
    need_id = plans(office).send_need(need).value
    [line] = plans(office).page(household_id).needs
    assert line.answer.state is NeedState.WAITING
    refusal = AnswerNeed(household_id=household_id, need_id=need_id, state=NeedState.REFUSED)
    with refused("household_plans.refusal_missing"):
        plans(office).answer_need(refusal)
    answer = replace(refusal, state=NeedState.ACCEPTED, in_plan="แผนพัฒนาตำบล 2568")
    plans(office).answer_need(answer)
    [line] = plans(office).page(household_id).needs
    assert (line.answer.state, line.answer.in_plan) == (NeedState.ACCEPTED, "แผนพัฒนาตำบล 2568")
    with refused("household_plans.unknown_need"):
        plans(office).answer_need(replace(answer, need_id="none"))
    with refused("household_plans.unknown_need"):
        plans(office).answer_need(replace(answer, household_id=a_household(office, "99")))
    with refused("household_plans.need_missing"):
        plans(office).send_need(replace(need, what=" "))
    with refused("household_plans.agency_missing"):
        plans(office).send_need(replace(need, agency=""))
    with refused("household_plans.no_plan"):
        plans(office).send_need(replace(need, household_id=a_household(office, "98")))


def test_the_road_shows_what_is_begun_and_what_is_done(office: TestOffice) -> None:
    household_id = planned(office)
    states = {line.step: line.state for line in plans(office).page(household_id).road}
    assert list(states) == list(Step)
    assert {step for step, state in states.items() if state is StepState.BEGUN} == {Step.PLAN}
    mark = MarkStep(household_id=household_id, step=Step.PLAN, done=True, on=TODAY)
    plans(office).mark_step(mark)
    assert plans(office).page(household_id).road[2].state is StepState.DONE
    assert plans(office).list()[0].steps == 1
    plans(office).mark_step(replace(mark, done=False))
    assert plans(office).page(household_id).road[2].state is StepState.BEGUN
    assert plans(office).list()[0].steps == 0
    with refused("household_plans.day_wrong"):
        plans(office).mark_step(replace(mark, on=None))


def test_a_household_that_was_paid_waits_for_a_plan_until_it_has_one(office: TestOffice) -> None:
    run_id = closed_round(office, 1)
    [voucher] = payments(office).run(run_id).vouchers
    people = office.people()
    household_id = a_household(office)
    assert (plans(office).list(), waiting(office)) == ((), 0)
    [(family_id, _, _)] = people.household(household_id).families
    people.join_family(voucher.person_id, family_id, "")
    [item] = plans(office).list()
    assert (item.state, item.paid, waiting(office)) == (PlanState.MISSING, voucher.amount, 1)
    page = plans(office).page(household_id)
    assert [line.number for line in page.paid] == [voucher.number]
    assert page.values is None
    plans(office).write(plan_of(household_id))
    assert waiting(office) == 0
    assert plans(office).list()[0].paid == voucher.amount


def test_a_payment_that_was_void_asks_for_no_plan(office: TestOffice) -> None:
    voucher = payments(office).run(prepared_run(office)).vouchers[0]
    pay(office, voucher.voucher_id)
    people = office.people()
    [(family_id, _, _)] = people.household(a_household(office)).families
    people.join_family(voucher.person_id, family_id, "")
    assert waiting(office) == 1
    receipts(office).void(
        VoidReceipt(
            voucher_id=voucher.voucher_id,
            reason="จ่ายผิดคน",
            second_person="director",
            second_password=password_of("director"),
        )
    )
    assert waiting(office) == 0


def test_what_lacks_in_a_plan_is_said(office: TestOffice) -> None:
    household_id = a_household(office)
    for changes, code in (
        ({"found_by": None}, "found_by_missing"),
        ({"dimensions": ()}, "dimensions_missing"),
        ({"lines": ()}, "lines_missing"),
        ({"lines": (PlanLine(line_id="", strand=Strand.SKILL, what=" "),)}, "what_missing"),
    ):
        with refused(f"household_plans.{code}"):
            plans(office).write(plan_of(household_id, **changes))
    for call in (plans(office).page, lambda gone: plans(office).write(plan_of(gone))):
        with refused("people.unknown_household"):
            call("nowhere")


@pytest.mark.parametrize("login", ["auditor", "finance", "admin"])
def test_who_does_not_work_with_households_writes_no_plan(office: TestOffice, login: str) -> None:
    with refused("shell.not_permitted"):
        plans(office, login).write(plan_of("any"))


def test_plans_are_the_same_after_a_rebuild(office: TestOffice) -> None:
    household_id = planned(office)
    plans(office).certify(certificate(office, household_id))
    plans(office).mark_step(MarkStep(household_id=household_id, step=Step.LIST, done=True, on=TODAY))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
