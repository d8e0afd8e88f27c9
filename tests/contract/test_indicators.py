"""Indicators on both engines: counted, judged, answered; told to who sees all, and to who does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import ChangeTeam, MoveCase, ReportProgress, TakeBed
from kmcase.application.indicators import IndicatorService
from kmcase.application.read.indicators import (
    IndicatorCard,
    IndicatorReport,
    Topic,
    figure_said,
    judgement_said,
    percent_said,
    period_said,
    suggestion_said,
)
from kmcase.application.read.small_counts import told_words
from kmcase.documents.press import Printer
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Step
from kmcase.domain.errors import DomainError
from kmcase.domain.indicators import Indicator, Period, Respondent
from kmcase.messages import Catalogue
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, TestOffice
from tests.case_assessment_builders import an_assessment
from tests.case_builders import a_case, a_sealed_case, cases, join
from tests.case_ending_builders import TODAY, a_closed_case, a_referral, coming_in, step
from tests.case_plan_builders import agreed, plans, service, write
from tests.contract.test_case_stays import a_bed, on_leave, stays
from tests.indicator_builders import HALF, YEAR, indicators, judging, morale, quality
from tests.state import state_of

SAY = Catalogue("en").render


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def planned(office: TestOffice, case_id: str, **changes: Any) -> str:
    """A case with a plan in force, of one service due today."""
    write(office, case_id, services=(service(**{"due": TODAY, **changes}),))
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    return case_id


def card(report: IndicatorReport, indicator: Indicator) -> IndicatorCard:
    return next(each for each in report.cards if each.indicator is indicator)


def figures(report: IndicatorReport) -> dict[str, str]:
    """What each line says, by its key."""
    return {line.key: SAY(line.figure) for line in report.lines}


def a_year(office: TestOffice) -> tuple[str, str, str]:
    """Three cases: one with a plan and a service done, one closed, one that waits for a plan too long."""
    first = planned(office, a_case(office))
    [done] = plans(office).plan_of(first).plan.content.services
    plans(office).progress(
        ReportProgress(case_id=first, service_id=done.line_id, progress=Progress.DONE, on=TODAY, result="ไปแล้ว")
    )
    referral = a_referral(office, first)
    step(office, first, referral, Step.SENT)
    step(office, first, referral, Step.REFUSED, "เตียงเต็ม")
    a_referral(office, first, coming_in())
    closed = a_case(office)
    a_closed_case(office, closed)
    late = a_case(office, opened_at=JUNE - timedelta(days=16), client_group="roaming")
    cases(office).move(MoveCase(case_id=late, stage="assess", on=TODAY - timedelta(days=6)))
    return first, closed, late


def test_a_year_is_counted_with_the_cases_behind_each_figure(office: TestOffice) -> None:
    first, closed, late = a_year(office)
    report = indicators(office).report(YEAR)
    assert (report.first, report.as_of, report.running) == (date(2023, 10, 1), TODAY, True)
    assert (report.served.exact, report.hidden.exact) == (3, 0)
    plan = card(report, Indicator.PLAN)
    assert (plan.met, plan.unmet, plan.percents, plan.suggestion) == ((first,), (late,), (50, 50), False)
    assert card(report, Indicator.DEVELOPED).met == (first,)
    reached = card(report, Indicator.REACHED)
    assert (reached.unmet, SAY(figure_said(reached))) == ((first,), "0 of 1")
    said = figures(report)
    assert said["clients/homeless"] == "2"
    assert said["clients/total"] == "3"
    assert said["reception/median"] == "5 days"
    assert said["reception/longest"] == "10 days"
    assert said["reception/kept"] == "2 of 3"
    assert (said["reviews/kept"], said["reviews/over"]) == ("1 of 1", "0 of 1")
    assert said["reception/over"] == "1 of 3"
    assert said["led/social"] == "2"
    assert said["closings/family"] == "1"
    assert said["goals/health"] == "1 of 1"
    assert said["referrals_out/refused"] == "1"
    assert said["referrals_in/waiting"] == "1"
    [behind] = indicators(office).behind((closed, "unknown"))
    assert behind.case_id == closed


def test_assessments_and_beds_are_counted(office: TestOffice) -> None:
    case_id = a_case(office, opened_at=JUNE - timedelta(days=9))
    an_assessment(office, case_id, assessed_on=TODAY - timedelta(days=8))
    an_assessment(office, case_id, assessed_on=TODAY)
    take = TakeBed(case_id=case_id, bed_id=a_bed(office), on=TODAY - timedelta(days=4))
    stays(office).take_bed(take)
    going = {"on": TODAY - timedelta(days=3), "until": TODAY - timedelta(days=1)}
    stays(office).begin_leave(on_leave(case_id, **going))
    stays(office).end_leave(case_id, TODAY - timedelta(days=2))
    report = indicators(office).report(HALF)
    assert (figures(report)["nights/nights"], figures(report)["nights/away"]) == ("4", "1")
    changes = report.of(Topic.DIMENSIONS)
    assert changes
    assert all(line.cases == (case_id,) for line in changes)


def test_who_left_a_team_is_no_more_counted_to_work_in_the_case(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer")
    assert figures(indicators(office).report(YEAR))["worked/officer"] == "1"
    cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="officer", role=None))
    assert "worked/officer" not in figures(indicators(office).report(YEAR))


def test_restricted_cases_are_counted_and_told_loosely_to_who_may_not_see_them(office: TestOffice) -> None:
    for _ in range(6):
        a_case(office, opened_at=JUNE - timedelta(days=16))
    sealed = [a_sealed_case(office, opened_at=JUNE - timedelta(days=16)) for _ in range(2)]
    team, outside = indicators(office).report(YEAR), indicators(office, "director").report(YEAR)
    assert (team.served.exact, team.hidden.exact) == (8, 0)
    assert SAY(figure_said(card(team, Indicator.PLAN))) == "0 of 8"
    assert (SAY(told_words(outside.served)), SAY(told_words(outside.hidden))) == ("7–10", "fewer than 5")
    assert SAY(figure_said(card(outside, Indicator.PLAN))) == "0 of 7–10"
    assert figures(outside)["clients/homeless"] == "6"
    assert figures(outside)["clients/restricted"] == figures(outside)["led/restricted"] == "fewer than 5"
    assert "clients/total" not in figures(outside)
    shown = {case_id for line in outside.lines for case_id in line.cases}
    assert not shown & set(sealed)
    assert indicators(office, "director").behind(tuple(sealed)) == ()


def test_where_cases_are_hidden_the_order_of_staff_tells_nothing_of_their_counts(office: TestOffice) -> None:
    for login in ("officer", "social", "social"):
        a_case(office, login)
    a_sealed_case(office)
    team, outside = indicators(office).report(YEAR), indicators(office, "director").report(YEAR)
    assert [line.code for line in team.of(Topic.LED)][:2] == ["social", "officer"]
    assert [line.code for line in outside.of(Topic.LED)][:2] == ["officer", "social"]


def test_the_share_among_restricted_cases_is_told_as_a_range(office: TestOffice) -> None:
    early = JUNE - timedelta(days=16)
    for number in range(6):
        case_id = a_sealed_case(office, opened_at=early)
        if number:
            join(office, case_id, "director", TeamRole.SUPERVISOR)
            planned(office, case_id)
            cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="director", role=None))
    plan = card(indicators(office, "director").report(YEAR), Indicator.PLAN)
    assert (plan.met, plan.unmet) == ((), ())
    assert plan.percents == (0, 100)
    assert plan.suggestion is None
    assert SAY(suggestion_said(plan)) == "From 100 % on: the figure does not say"
    said = percent_said(plan)
    assert said is not None
    assert SAY(said) == "0–100 %"


def test_an_office_without_cases_has_an_empty_year(office: TestOffice) -> None:
    report = indicators(office).report(YEAR)
    assert report.is_empty
    assert {SAY(figure_said(each)) for each in report.cards} == {"No figure yet"}
    assert {percent_said(each) for each in report.cards} == {None}
    assert indicators(office).periods() == (YEAR, HALF, Period(2567, 1))


def test_periods_begin_with_the_first_case(office: TestOffice) -> None:
    a_case(office, opened_at=JUNE - timedelta(days=366))
    assert indicators(office).periods()[-2:] == (Period(2566, 2), Period(2566, 1))
    with refused("indicators.not_begun", "period"):
        indicators(office).report(Period(2568))


def test_a_judgement_is_kept_and_judged_again_by_a_new_one(office: TestOffice) -> None:
    indicators(office).judge(judging())
    indicators(office, "director").judge(judging(met=True, explanation=" ทำครบแล้ว "))
    indicators(office).judge(judging(period=HALF))
    plan = card(indicators(office).report(YEAR), Indicator.PLAN)
    assert [(one.met, one.explanation) for one in plan.judgements] == [(True, "ทำครบแล้ว"), (False, "สองรายรอประชุมทีม")]
    assert plan.judgement is not None
    assert plan.judgement.by
    assert SAY(judgement_said(plan)) == "Met"
    assert SAY(judgement_said(card(indicators(office).report(YEAR), Indicator.MORALE))) == "Not judged yet"


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"explanation": "  "}, "indicators.explanation_missing", "explanation"),
        ({"period": Period(2568)}, "indicators.not_begun", "period"),
    ],
)
def test_a_judgement_needs_an_explanation_and_a_period_that_has_begun(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str
) -> None:
    with refused(code, field):
        indicators(office).judge(judging(**wrong))


def test_averages_are_told_from_five_answers_on(office: TestOffice) -> None:
    for score in (5, 4, 3, 4):
        indicators(office).answer(quality(score))
    waiting = indicators(office).report(YEAR)
    assert (
        SAY(figure_said(card(waiting, Indicator.QUALITY))) == "fewer than 5 answers so far; the mean is shown from 5 on"
    )
    assert waiting.of(Topic.ANSWERS) == ()
    indicators(office).answer(quality(4))
    report = indicators(office).report(YEAR)
    told = card(report, Indicator.QUALITY)
    assert (told.average, told.percents, told.suggestion) == (400, (80, 80), True)
    assert SAY(figure_said(told)) == "4.00 of 5 (5 answers)"
    assert figures(report)["answers/quality.time"] == "4.00 of 5 points"
    indicators(office).answer(quality(0))
    assert card(indicators(office).report(YEAR), Indicator.QUALITY).average == 400


def test_a_colleague_answers_a_form_once_a_half(office: TestOffice) -> None:
    assert [each.answered for each in indicators(office).forms()] == [False, False]
    indicators(office).answer(morale())
    assert [each.answered for each in indicators(office).forms()] == [True, False]
    with refused("indicators.already_answered", "respondent"):
        indicators(office).answer(morale())
    indicators(office, "officer").answer(morale())


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"form": "none"}, "indicators.unknown_form", None),
        ({"respondent": Respondent.CLIENT}, "indicators.not_asked", "respondent"),
        ({"scores": {"meaning": 6}}, "indicators.score_missing", "meaning"),
        ({"scores": {"meaning": 5}}, "indicators.score_missing", "team"),
    ],
)
def test_answers_that_cannot_be_are_refused(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    with refused(code, field):
        indicators(office).answer(morale(**wrong))


def test_judgements_and_answers_are_folded_from_the_journal(office: TestOffice) -> None:
    indicators(office).judge(judging())
    indicators(office).answer(morale())
    indicators(office).answer(quality())
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


@pytest.mark.parametrize(
    ("period", "said"),
    [(YEAR, "Fiscal year 2567"), (Period(2567, 1), "First half of 2567 (Oct-Mar)")],
)
def test_periods_in_words(period: Period, said: str) -> None:
    assert SAY(period_said(period)) == said


def test_of_many_restricted_cases_those_that_ended_are_not_found_by_subtraction(office: TestOffice) -> None:
    """Nine are told, of whom eight are open: that one ended is not to be seen."""
    sealed = [a_sealed_case(office, opened_at=JUNE - timedelta(days=16)) for _ in range(9)]
    for case_id in sealed[:1]:
        join(office, case_id, "director", TeamRole.SUPERVISOR)
        a_closed_case(office, case_id)
        cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="director", role=None))
    report = indicators(office, "director").report(YEAR)
    assert (report.hidden.least, report.hidden.most) == (5, 9)
    assert figures(report)["clients/restricted"] == "5–9"
    assert figures(report)["led/restricted"] == "not shown"
    assert figures(report)["closings/restricted"] == "not shown"


def test_a_laptop_counts_no_indicators(office: TestOffice) -> None:
    work = office.work("social")
    work.store = replace(work.store, laptop_id="laptop-1")
    service = IndicatorService(work, Printer())
    assert not service.counts_here
    assert indicators(office).counts_here
    for ask in (service.report, service.paper, service.workbook):
        with refused("indicators.office_alone"):
            ask(YEAR)
