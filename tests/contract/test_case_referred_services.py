"""A referral and the service of the plan that it carries out, on both engines: named, told of, shown on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from kmcase.application.cases import ReportProgress, ServiceTold, TakeStep
from kmcase.application.permissions import ALLOWED
from kmcase.application.printing.case_referrals import collect
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Step
from kmcase.domain.casework import ServiceKind
from tests.builders import TestOffice
from tests.case_builders import a_case, a_sealed_case, join
from tests.case_ending_builders import (
    TODAY,
    VOLUNTEER,
    a_closed_case,
    a_referral,
    coming_in,
    going_out,
    referrals,
    step,
)
from tests.case_plan_builders import agreed, approved, plans, rewrite, service, write
from tests.contract.test_cases import refused


def planned(office: TestOffice) -> tuple[str, str]:
    """A case with a plan in force, and its service."""
    case_id = approved(office)
    [one] = plans(office).plan_of(case_id).plan.content.services
    return case_id, one.line_id


def answer(case_id: str, referral_id: str, what: Step, **told: Any) -> TakeStep:
    """A step that says something of the service too."""
    note = "" if what is Step.ACCEPTED else "แพทย์รับไว้"
    service = ServiceTold(**told)
    return TakeStep(case_id=case_id, referral_id=referral_id, step=what, on=TODAY, note=note, service=service)


def test_a_referral_names_a_service_and_each_shows_the_other(office: TestOffice) -> None:
    case_id, service_id = planned(office)
    [offered] = referrals(office).services(case_id)
    assert (offered.service_id, offered.kind, offered.text) == (service_id, ServiceKind.DIRECT, "พาไปพบแพทย์")
    assert (offered.dimension, offered.need) == ("health", "เป็นเบาหวาน ขาดยามาสามเดือน")
    without = a_referral(office, case_id)
    referral_id = a_referral(office, case_id, going_out(service_id=service_id))
    items = {item.referral.referral_id: item.service for item in referrals(office).of_case(case_id)}
    carried = items[referral_id]
    assert carried is not None
    assert (carried.text, carried.progress, carried.may_tell) == ("พาไปพบแพทย์", Progress.PLANNED, True)
    assert items[without] is None
    page = plans(office).plan_of(case_id)
    assert [one.referral_id for one in page.referrals[service_id]] == [referral_id]
    assert page.may_be_referred(service_id)


def test_dimension_and_need_are_the_goals_where_a_service_has_none(office: TestOffice) -> None:
    case_id = a_case(office)
    assert referrals(office).services(case_id) == ()
    write(office, case_id, services=(service(dimension=""), service("+s2", goal_id="", dimension="")))
    assert referrals(office).services(case_id) == (), "a draft is not in force"
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    found = {(one.dimension, one.need) for one in referrals(office).services(case_id)}
    assert found == {("health", "เป็นเบาหวาน ขาดยามาสามเดือน"), ("", "")}


@pytest.mark.parametrize("wrong", ["unknown", "finished", "inwards"])
def test_a_service_that_no_referral_can_carry_out_is_refused(office: TestOffice, wrong: str) -> None:
    case_id, service_id = planned(office)
    values = going_out(service_id=service_id)
    code = "case_referrals.no_such_service"
    if wrong == "unknown":
        values = going_out(service_id="else")
    elif wrong == "finished":
        done = ReportProgress(case_id=case_id, service_id=service_id, progress=Progress.DONE, on=TODAY)
        plans(office).progress(done)
        assert not plans(office).plan_of(case_id).may_be_referred(service_id)
    else:
        values, code = coming_in(service_id=service_id), "case_referrals.service_outwards"
    with refused(code, "service_id"):
        a_referral(office, case_id, values)
    assert referrals(office).of_case(case_id) == ()


def test_what_came_of_a_referral_is_kept_with_its_service_in_one_step(office: TestOffice) -> None:
    case_id, service_id = planned(office)
    referral_id = a_referral(office, case_id, going_out(service_id=service_id, referrer=VOLUNTEER))
    step(office, case_id, referral_id, Step.SENT)
    referrals(office).take(answer(case_id, referral_id, Step.ACCEPTED, progress=Progress.BEGUN))
    assert plans(office).plan_of(case_id).progress(service_id) is Progress.BEGUN
    referrals(office).take(answer(case_id, referral_id, Step.RESULT, progress=Progress.DONE, result="ได้ยา"))
    page = plans(office).plan_of(case_id)
    assert [(word.progress, word.result, word.on) for word in page.words[service_id]] == [
        (Progress.DONE, "ได้ยา", TODAY),
        (Progress.BEGUN, "", TODAY),
    ]
    [item] = referrals(office).of_case(case_id)
    assert item.service is not None
    assert (item.service.progress, item.service.may_tell) == (Progress.DONE, False)


def test_a_step_that_says_what_cannot_be_of_a_service_is_not_kept_either(office: TestOffice) -> None:
    case_id, service_id = planned(office)
    referral_id = a_referral(office, case_id, going_out(service_id=service_id))
    step(office, case_id, referral_id, Step.SENT)
    with refused("case_plans.result_missing", "service_result"):
        referrals(office).take(answer(case_id, referral_id, Step.REFUSED, progress=Progress.GIVEN_UP))
    with refused("cases.team_only"):
        referrals(office, "officer").take(answer(case_id, referral_id, Step.ACCEPTED, progress=Progress.BEGUN))
    [item] = referrals(office).of_case(case_id)
    assert item.standing.step is Step.SENT
    alone = a_referral(office, case_id)
    step(office, case_id, alone, Step.SENT)
    with refused("case_referrals.no_service", "service_progress"):
        referrals(office).take(answer(case_id, alone, Step.ACCEPTED, progress=Progress.BEGUN))


def test_who_may_enter_a_step_may_tell_of_the_service() -> None:
    assert ALLOWED["cases.refer_step"] <= ALLOWED["case_plans.progress"]


def test_a_service_that_was_taken_away_is_named_still_and_told_of_no_more(office: TestOffice) -> None:
    case_id, service_id = planned(office)
    a_referral(office, case_id, going_out(service_id=service_id))
    page = plans(office).plan_of(case_id)
    write(office, case_id, goals=page.plan.content.goals, services=(), seen=page.seen, reason="ไม่ต้องแล้ว")
    [item] = referrals(office).of_case(case_id)
    assert item.service is not None
    assert (item.service.text, item.service.may_tell) == ("พาไปพบแพทย์", False)
    assert [one.service_id for one in referrals(office).services(case_id)] == [service_id], "the version in force"


def test_of_a_closed_case_or_by_others_nothing_is_told_of_the_service(office: TestOffice) -> None:
    case_id, service_id = planned(office)
    a_referral(office, case_id, going_out(service_id=service_id))
    [seen] = referrals(office, "officer").of_case(case_id)
    assert seen.service is not None and not seen.service.may_tell
    join(office, case_id, "officer")
    [seen] = referrals(office, "officer").of_case(case_id)
    assert seen.service is not None and seen.service.may_tell
    a_closed_case(office, case_id)
    [seen] = referrals(office, "officer").of_case(case_id)
    assert seen.service is not None and not seen.service.may_tell


def test_services_of_a_sealed_case_are_unknown_to_outsiders(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    with refused("cases.unknown"):
        referrals(office, "director").services(case_id)


def test_the_letter_says_what_the_client_agreed_to_and_no_more_of_the_plan(office: TestOffice) -> None:
    case_id, service_id = planned(office)
    page = plans(office).plan_of(case_id)
    rewrite(office, page, goal={"need": "ติดสุรา"}, reason="ประเมินใหม่")
    referral_id = a_referral(office, case_id, going_out(service_id=service_id))
    with office.work("social").read("cases.read") as reading:
        letter = collect(reading, case_id, referral_id)
    assert (letter.reason, letter.asked) == (going_out().reason, going_out().asked)
    assert "ติดสุรา" not in repr(letter) and "เบาหวาน" not in repr(letter)
