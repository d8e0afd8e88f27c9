"""Figures of the indicators: what counts, what does not, and that parts add up whatever the order of cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Direction, Step
from kmcase.domain.casework import NeedCode, ServiceKind
from kmcase.domain.indicators import Period, Respondent
from kmcase.rules.casework import shipped_casework
from kmcase.rules.indicators import (
    AnswerFacts,
    AssessedFacts,
    CaseFacts,
    Change,
    ClosingFacts,
    IndicatorFacts,
    IndicatorFigures,
    ReferralFacts,
    ServiceFacts,
    Share,
    Stay,
    answer_figure,
    figures_of,
    limit_of,
)

YEAR, TODAY = Period(2567), date(2024, 6, 10)
CASEWORK = shipped_casework()
MAY = date(2024, 5, 1)


def case(case_id: str = "a", opened_on: date = MAY, **facts: Any) -> CaseFacts:
    """A case that was opened and is under way."""
    stages = ((opened_on, "aware"), *facts.pop("stages", ()))
    values = {"casework": CASEWORK.version, "group": "homeless", "manager": "m", **facts}
    return CaseFacts(case_id=case_id, opened_on=opened_on, stages=stages, **values)


def figures(*cases: CaseFacts, period: Period = YEAR, today: date = TODAY) -> IndicatorFigures:
    return figures_of(IndicatorFacts(cases=cases, caseworks={CASEWORK.version: CASEWORK}), CASEWORK, period, today)


def service(kind: ServiceKind = ServiceKind.DIRECT, due: date | None = MAY, **told: Progress) -> ServiceFacts:
    return ServiceFacts(kind=kind, due=due, told=tuple((MAY, progress) for progress in told.values()))


def done(kind: ServiceKind = ServiceKind.DIRECT) -> ServiceFacts:
    return service(kind, told=Progress.DONE)


def test_a_period_that_runs_is_counted_until_today_one_that_is_over_until_its_end() -> None:
    running, over = figures(period=Period(2567, 2)), figures(period=Period(2567, 1))
    assert (running.first, running.as_of) == (date(2024, 4, 1), TODAY)
    assert (over.first, over.as_of) == (date(2023, 10, 1), date(2024, 3, 31))


def test_cases_are_served_from_opening_to_their_end_and_again_when_they_come_back() -> None:
    ended = case("ended", date(2023, 5, 1), stages=((date(2023, 9, 1), "close"),))
    in_it = case("in-it", date(2023, 5, 1), stages=((date(2023, 10, 1), "close"),))
    back = case("back", date(2023, 5, 1), stages=((date(2023, 9, 1), "close"), (MAY, "serve")))
    later = case("later", TODAY + timedelta(days=1))
    assert figures(ended, in_it, back, later, case("new")).served == ("back", "in-it", "new")


def test_of_two_stages_that_of_the_later_entry_stands() -> None:
    corrected = case(stages=((date(2024, 5, 9), "close"), (date(2024, 5, 3), "serve")))
    assert corrected.stage_on(date(2024, 5, 20)) == "serve"
    assert corrected.stage_on(date(2024, 4, 1)) == ""
    assert corrected.standing_on(date(2024, 4, 1)) == (MAY, "")


def test_a_plan_counts_from_its_approval_and_a_young_case_is_not_yet_without_one() -> None:
    found = figures(
        case("planned", approved=(TODAY,)),
        case("planned-later", approved=(TODAY + timedelta(days=1),)),
        case("without"),
        case("young", TODAY - timedelta(days=15)),
        case("old", TODAY - timedelta(days=16)),
        case("gone", date(2024, 3, 1), stages=((date(2024, 3, 4), "close"),)),
    )
    assert found.plan == Share(met=("planned",), unmet=("old", "planned-later", "without"))
    assert found.plan_waits == ("gone", "young")
    assert found.plan.percent == 25
    assert Share().percent is None


def test_a_plan_and_a_review_are_due_when_the_conference_needs_say_and_else_as_shipped() -> None:
    cases = (case("sixteen", TODAY - timedelta(days=16)), case("planned", approved=(TODAY - timedelta(days=20),)))
    assert [limit_of(CASEWORK, code).days for code in (NeedCode.NO_PLAN, NeedCode.REVIEW)] == [15, 90]
    later = tuple(replace(need, days=17) for need in CASEWORK.conference_needs)
    for needs, without, reviewed in ((later, (), ()), ((), ("sixteen",), ("planned",))):
        casework = replace(CASEWORK, conference_needs=needs)
        facts = IndicatorFacts(cases=cases, caseworks={CASEWORK.version: casework})
        found = figures_of(facts, casework, YEAR, TODAY)
        assert (found.plan.unmet, found.reviews.met) == (without, reviewed)


def test_a_client_is_developed_by_half_of_what_was_due() -> None:
    planned: dict[str, Any] = {"approved": (MAY,)}
    found = figures(
        case("half", **planned, services=(done(), service())),
        case("less", **planned, services=(done(), service(), service())),
        case("given-up", **planned, services=(done(), service(told=Progress.GIVEN_UP))),
        case("not-due", **planned, services=(service(due=TODAY + timedelta(days=1)), service(due=None))),
        case("no-plan", services=(service(),)),
    )
    assert found.developed == Share(met=("given-up", "half"), unmet=("less",))


def test_what_is_told_later_of_a_service_or_of_a_later_day_does_not_count_yet() -> None:
    told = ((MAY, Progress.DONE), (MAY, Progress.BEGUN), (TODAY + timedelta(days=1), Progress.DONE))
    assert ServiceFacts(kind=ServiceKind.DIRECT, due=MAY, told=told).progress_on(TODAY) is Progress.BEGUN
    assert service().progress_on(TODAY) is Progress.PLANNED


def referral(direction: Direction, on: date, *steps: Step) -> ReferralFacts:
    return ReferralFacts(direction=direction, on=on, steps=tuple((on, step) for step in steps))


def test_services_due_by_right_and_referrals_are_reached_when_done_or_taken_on() -> None:
    planned: dict[str, Any] = {"approved": (MAY,)}
    found = figures(
        case("right", **planned, services=(done(ServiceKind.RIGHTS), service(ServiceKind.REFERRAL))),
        case("other-service", **planned, services=(done(),)),
        case("no-plan", services=(done(ServiceKind.RIGHTS),)),
        case("taken", referrals=(referral(Direction.OUT, MAY, Step.SENT, Step.ACCEPTED, Step.TOLD),)),
        case("result", referrals=(referral(Direction.OUT, MAY, Step.RESULT),)),
        case("waiting", referrals=(referral(Direction.OUT, MAY),)),
        case("refused", referrals=(referral(Direction.OUT, MAY, Step.REFUSED),)),
        case("withdrawn", referrals=(referral(Direction.OUT, MAY, Step.WITHDRAWN),)),
        case("long-ago", referrals=(referral(Direction.OUT, date(2023, 9, 30), Step.REFUSED),)),
        case("came-in", referrals=(referral(Direction.IN, MAY, Step.REFUSED),)),
    )
    assert found.reached == Share(met=("result", "right", "taken"), unmet=("refused", "waiting"))
    assert {part.code: part.cases for part in found.referrals_out} == {
        "accepted": ("taken",), "refused": ("refused",), "result": ("result",), "waiting": ("waiting",),
        "withdrawn": ("withdrawn",),
    }  # fmt: skip
    assert {part.code: part.cases for part in found.referrals_in} == {"refused": ("came-in",)}


def test_reviews_are_overdue_after_ninety_days_without_assessment_or_approval() -> None:
    edge, old = TODAY - timedelta(days=90), TODAY - timedelta(days=91)
    opened = date(2023, 10, 2)
    found = figures(
        case("edge", opened, approved=(edge,)),
        case("overdue", opened, approved=(old,)),
        case("assessed", opened, approved=(old,), assessed=(AssessedFacts(on=MAY, percents={}),)),
        case("closed", opened, approved=(old,), stages=((MAY, "close"),)),
        case("no-plan", opened),
    )
    assert found.reviews == Share(met=("assessed", "edge"), unmet=("overdue",))


def test_reception_ends_with_its_stage_or_a_later_one() -> None:
    found = figures(
        case("three", stages=((MAY + timedelta(days=3), "assess"), (MAY + timedelta(days=4), "plan"))),
        case("passed-over", stages=((MAY + timedelta(days=8), "serve"),)),
        case("running", TODAY - timedelta(days=2), stages=((TODAY, "screen"),)),
        case("before", date(2023, 9, 1), stages=((MAY, "assess"),)),
        case("later", stages=((TODAY + timedelta(days=1), "assess"),)),
    ).reception
    assert found.days == (("passed-over", 8), ("three", 3))
    assert found.running == (("later", 40), ("running", 2))
    assert found.kept == Share(met=("running", "three"), unmet=("later", "passed-over"))


def test_a_casework_without_the_deadline_has_no_reception() -> None:
    without = replace(CASEWORK, deadlines=())
    facts = IndicatorFacts(cases=(case(),), caseworks={CASEWORK.version: without})
    assert figures_of(facts, without, YEAR, TODAY).reception.kept.denominator == 0


def test_the_load_counts_open_cases_by_who_leads_and_who_works_in_them() -> None:
    found = figures(
        case("a", workers=("w", "m")),
        case("b", manager=""),
        case("c", stages=((MAY, "close"),)),
        case("d", manager="w"),
    ).load
    assert [(each.staff_id, each.led, each.worked) for each in found] == [
        ("", ("b",), ()), ("m", ("a",), ()), ("w", ("d",), ("a",)),
    ]  # fmt: skip


def assessed(on: date, **percents: int) -> AssessedFacts:
    return AssessedFacts(on=on, percents=percents)


def test_dimensions_compare_the_first_with_the_latest_assessment() -> None:
    opened = date(2023, 5, 1)
    first, middle, last = assessed(opened, health=20, income=5), assessed(MAY, health=90), assessed(TODAY, health=60)
    found = figures(
        case("both", opened, assessed=(last, first, middle)),
        case("once", assessed=(assessed(MAY, health=50),)),
        case("before", opened, assessed=(first, assessed(opened + timedelta(days=1), health=30))),
        case("later", assessed=(assessed(MAY, health=1), assessed(TODAY + timedelta(days=1), health=99))),
    ).dimensions
    assert [(each.code, each.changes) for each in found] == [
        ("health", (Change(case_id="both", first=20, latest=60),)),
    ]  # fmt: skip


def test_closings_of_the_period_count_with_their_goals() -> None:
    outcomes = (("health", "reached"), ("health", "partly"), ("income", "dropped"))
    found = figures(
        case("a", closings=(ClosingFacts(on=MAY, reason="family", outcomes=outcomes),)),
        case("b", closings=(ClosingFacts(on=date(2023, 9, 1), reason="died", outcomes=outcomes),)),
    )
    assert [(part.code, part.cases) for part in found.closings] == [("family", ("a",))]
    assert {each.code: each.goals for each in found.dimensions} == {
        "health": Share(met=("a",), unmet=("a",)),
        "income": Share(unmet=("a",)),
    }


def test_nights_are_counted_until_last_night_those_on_leave_apart() -> None:
    day = timedelta(days=1)
    stayed = case(
        "a",
        beds=((MAY, True), (MAY + 2 * day, True), (MAY + 10 * day, False)),
        leaves=((MAY + day, MAY + 3 * day), (MAY + 9 * day, None)),
    )
    there = case("b", beds=((TODAY - 2 * day, True),))
    moved = case("c", beds=((MAY, False), (MAY, True), (MAY, False)))
    before = case("d", date(2023, 9, 1), beds=((date(2023, 9, 29), True), (date(2023, 10, 3), False)))
    assert figures(stayed, there, moved, before).stays == (
        Stay(case_id="a", nights=10, away=3),
        Stay(case_id="b", nights=2, away=0),
        Stay(case_id="d", nights=2, away=0),
    )


# --- properties ---

DAYS = st.dates(date(2023, 8, 1), date(2024, 10, 1))


@st.composite
def any_case(draw: st.DrawFn) -> CaseFacts:
    opened = draw(DAYS)
    later = st.dates(opened, date(2024, 12, 1))
    stages = draw(st.lists(st.tuples(later, st.sampled_from([stage.code for stage in CASEWORK.stages])), max_size=4))
    services = st.builds(
        ServiceFacts,
        kind=st.sampled_from(ServiceKind),
        due=st.none() | later,
        told=st.lists(st.tuples(later, st.sampled_from(Progress)), max_size=3).map(tuple),
    )
    referrals = st.builds(
        ReferralFacts,
        direction=st.sampled_from(Direction),
        on=later,
        steps=st.lists(st.tuples(later, st.sampled_from(Step)), max_size=3).map(tuple),
    )
    return case(
        draw(st.sampled_from(["", "a", "b", "c"])),
        opened,
        group=draw(st.sampled_from(["homeless", "roaming", ""])),
        manager=draw(st.sampled_from(["", "m", "n"])),
        stages=tuple(stages),
        approved=tuple(draw(st.lists(later, max_size=2))),
        services=tuple(draw(st.lists(services, max_size=3))),
        referrals=tuple(draw(st.lists(referrals, max_size=3))),
        assessed=tuple(AssessedFacts(on=day, percents={"health": 40}) for day in draw(st.lists(later, max_size=3))),
        beds=tuple(sorted(draw(st.lists(st.tuples(later, st.booleans()), max_size=4)), key=lambda move: move[0])),
    )


CASES = st.lists(any_case(), max_size=8)


@settings(max_examples=40)
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_cases_makes_no_difference(cases: list[CaseFacts], chance: Any) -> None:
    mixed = list(cases)
    chance.shuffle(mixed)
    assert figures(*mixed) == figures(*cases)


@settings(max_examples=40)
@given(CASES, st.sampled_from([YEAR, Period(2567, 1), Period(2567, 2)]))
def test_parts_sum_to_the_whole(cases: list[CaseFacts], period: Period) -> None:
    found = figures(*cases, period=period, today=date(2024, 9, 15))
    served = Counter(found.served)
    assert sum((Counter(part.cases) for part in found.groups), Counter()) == served
    assert Counter([*found.plan.met, *found.plan.unmet, *found.plan_waits]) == served
    assert Counter(found.developed.met) + Counter(found.developed.unmet) <= Counter(found.plan.met)
    assert Counter(found.opened) <= served
    reception = found.reception
    ended = [case_id for case_id, _ in (*reception.days, *reception.running)]
    assert Counter(ended) == Counter([*reception.kept.met, *reception.kept.unmet]) == Counter(found.opened)
    assert all(stay.nights >= stay.away >= 0 for stay in found.stays)


@settings(max_examples=40)
@given(CASES)
def test_what_happened_in_a_year_is_what_happened_in_its_halves(cases: list[CaseFacts]) -> None:
    over = date(2024, 12, 1)
    year, *halves = (figures(*cases, period=Period(2567, half), today=over) for half in (0, 1, 2))
    assert Counter(year.opened) == Counter(halves[0].opened) + Counter(halves[1].opened)
    nights = [sum(stay.nights for stay in one.stays) for one in (year, *halves)]
    assert nights[0] == nights[1] + nights[2]


# --- short forms ---


def answers(count: int, score: int, half: int = 2, by: Respondent = Respondent.STAFF) -> list[AnswerFacts]:
    period = Period(2567, half)
    return [AnswerFacts(form="morale", period=period, respondent=by, scores={"team": score})] * count


def test_answers_are_told_five_at_a_time() -> None:
    assert answer_figure(answers(4, 5), "morale", YEAR).average is None
    nine = answer_figure(answers(5, 4) + answers(4, 0), "morale", YEAR)
    assert (nine.given, nine.counted, nine.average, nine.questions) == (9, 5, 400, {"team": 400})


@pytest.mark.parametrize("apart", [answers(2, 0, half=1), answers(2, 0, by=Respondent.CLIENT)])
def test_no_difference_of_two_averages_is_of_less_than_five_answers(apart: list[AnswerFacts]) -> None:
    """The year against a half of it, or all against staff alone."""
    figure = answer_figure([*apart, *answers(5, 5)], "morale", YEAR)
    assert (figure.given, figure.counted, figure.average) == (7, 5, 500)


def test_other_forms_years_and_questions_do_not_count() -> None:
    other = AnswerFacts(form="quality", period=Period(2567, 2), respondent=Respondent.STAFF, scores={"time": 1})
    older = [replace(one, period=Period(2566, 2)) for one in answers(5, 0)]
    renamed = [replace(one, scores={"learning": 0}) for one in answers(3, 0)]
    figure = answer_figure([other, *older, *renamed, *answers(5, 3)], "morale", Period(2567, 2))
    assert (figure.given, figure.counted, figure.average) == (8, 5, 300)
    assert answer_figure(answers(5, 3), "morale", Period(2567, 1)).given == 0


@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.sampled_from(Respondent), st.integers(0, 5)), max_size=40))
def test_the_year_counts_what_its_halves_count(given_answers: list[tuple[int, Respondent, int]]) -> None:
    every = [one for half, by, score in given_answers for one in answers(1, score, half, by)]
    year, *halves = (answer_figure(every, "morale", Period(2567, half)) for half in (0, 1, 2))
    assert year.counted == sum(half.counted for half in halves)
    assert year.total == sum(half.total for half in halves)
    assert all(half.counted % 5 == 0 for half in halves)


@pytest.mark.parametrize(("text", "period"), [("2567", Period(2567)), ("2567/2", Period(2567, 2))])
def test_periods_are_read_as_they_are_written(text: str, period: Period) -> None:
    assert Period.parse(text) == period
    assert period.period_id == text
    assert period.bounds[1] == date(2024, 9, 30)


@pytest.mark.parametrize("text", ["", "x", "2567/3", "2567/", "2499", "67"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


def test_a_day_lies_in_a_year_and_in_a_half() -> None:
    assert Period.half_at(date(2023, 10, 1)) == Period(2567, 1)
    assert Period.year_at(date(2024, 9, 30)) == YEAR
