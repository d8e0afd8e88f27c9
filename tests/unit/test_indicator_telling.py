"""How the report of the indicators is told where something is hidden: no mean, sum or share of few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.application.indicators.telling import tell
from kmcase.application.read.indicators import IndicatorLine, IndicatorReport
from kmcase.application.read.small_counts import told_words
from kmcase.domain.indicators import Indicator, Period
from kmcase.messages import Catalogue
from kmcase.rules.casework import shipped_casework
from kmcase.rules.indicators import (
    Change,
    DimensionFigure,
    IndicatorFacts,
    IndicatorFigures,
    Reception,
    Share,
    Stay,
    answer_figure,
    answer_forms,
    figures_of,
)
from tests.unit.test_indicator_figures import TODAY, YEAR

CASEWORK, NO_GOALS = shipped_casework(), Share()
SAY = Catalogue("en").render
NOTHING = figures_of(IndicatorFacts(cases=(), caseworks={}), CASEWORK, YEAR, TODAY)


def ids(count: int) -> tuple[str, ...]:
    """So many cases that the viewer sees."""
    return tuple(f"case{number}" for number in range(count))


def told(figures: IndicatorFigures, *, sees_all: bool = False) -> IndicatorReport:
    answers = {form.code: answer_figure((), form.code, Period(2567)) for form in answer_forms(CASEWORK)}
    return tell(figures, answers, CASEWORK, {}, (), sees_all=sees_all)


def lines(figures: IndicatorFigures, *, sees_all: bool = False) -> dict[str, IndicatorLine]:
    return {line.key: line for line in told(figures, sees_all=sees_all).lines}


def of_dimension(*, changes: int = 0, goals: Share = NO_GOALS) -> IndicatorFigures:
    every = tuple(Change(case_id=case_id, first=20, latest=60) for case_id in ids(changes))
    return replace(NOTHING, dimensions=(DimensionFigure(code="health", changes=every, goals=goals),))


@pytest.mark.parametrize(("count", "sees_all", "shown"), [(4, False, False), (5, False, True), (1, True, True)])
def test_a_mean_or_a_sum_is_told_of_five_at_least_where_anything_is_hidden(
    count: int, sees_all: bool, shown: bool
) -> None:
    days = tuple((case_id, 7) for case_id in ids(count))
    found = lines(replace(NOTHING, reception=Reception(days=days)), sees_all=sees_all)
    assert ({"reception/median", "reception/longest"} <= found.keys()) is shown
    nights = tuple(Stay(case_id=case_id, nights=3, away=1) for case_id in ids(count))
    found = lines(replace(NOTHING, stays=nights), sees_all=sees_all)
    assert ({"nights/nights", "nights/away"} <= found.keys()) is shown
    [change] = lines(of_dimension(changes=count), sees_all=sees_all).values()
    assert (change.number, change.bar) == ((40, 60) if shown else (None, None))


def test_a_share_one_part_of_which_is_few_has_no_number_and_no_bar() -> None:
    reached = Share(met=ids(2), unmet=ids(10))
    [loose] = lines(of_dimension(goals=reached)).values()
    assert (SAY(loose.figure), loose.number, loose.bar) == ("fewer than 5 of 12", None, None)
    [exact] = lines(of_dimension(goals=reached), sees_all=True).values()
    assert (SAY(exact.figure), exact.number, exact.bar) == ("2 of 12", 2, 16)


def test_of_hidden_cases_no_part_is_told_to_be_more_than_all_of_them() -> None:
    hidden = ("",) * 3
    figures = replace(NOTHING, served=hidden * 2, reached=Share(met=hidden, unmet=hidden))
    card = next(each for each in told(figures).cards if each.indicator is Indicator.REACHED)
    assert card.numerator is not None
    assert (SAY(told_words(card.numerator)), card.percents) == ("0–9", (0, 100))


def test_no_part_is_told_to_be_more_than_its_whole() -> None:
    met, unmet = ids(52) + ("",) * 6, ("",) * 2
    developed = Share(met=ids(9) + ("",) * 3, unmet=("",) * 2)
    figures = replace(NOTHING, served=met + unmet, plan=Share(met=met, unmet=unmet), developed=developed)
    card = next(each for each in told(figures).cards if each.indicator is Indicator.PLAN)
    assert card.numerator is not None and card.denominator is not None
    assert [SAY(told_words(each)) for each in (card.numerator, card.denominator)] == ["52–61", "52–61"]


def test_between_two_days_lies_half_a_day() -> None:
    figures = replace(NOTHING, reception=Reception(days=(("long", 8), ("short", 3))))
    assert SAY(lines(figures, sees_all=True)["reception/median"].figure) == "5.5 days"
