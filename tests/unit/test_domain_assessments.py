"""Dimensions count what was scored alone, each item by its own anchors."""

from __future__ import annotations

from datetime import date

from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, dimension_scores
from kmcase.domain.cases.network import Life, Relation, RelativeValues
from kmcase.rules.casework import read_casework, shipped_casework, shipped_text

DAY = date(2024, 6, 10)


def values(**given: int | None) -> AssessmentValues:
    scores = tuple(ItemScore(dimension="health", item=name, score=score) for name, score in given.items())
    return AssessmentValues(assessed_on=DAY, scores=scores)


def test_a_dimension_is_the_mean_of_the_items_that_were_scored() -> None:
    [health] = [each for each in dimension_scores(shipped_casework(), values(body=1, mind=4, care=None)) if each.scored]
    assert (health.dimension, health.percent, health.scored, health.items) == ("health", 62, 2, 4)


def test_the_worst_is_zero_and_nothing_is_none() -> None:
    assert dimension_scores(shipped_casework(), values(body=0))[0].percent == 0
    assert dimension_scores(shipped_casework(), values(body=None))[0].percent is None


def test_every_item_counts_by_its_own_anchors() -> None:
    wider = shipped_text().replace('{ score = 4, th = "แข็งแรงดี"', '{ score = 10, th = "แข็งแรงดี"')
    casework, faults = read_casework(wider)
    assert casework is not None, faults
    assert dimension_scores(casework, values(body=10, mind=4))[0].percent == 100
    assert dimension_scores(casework, values(body=3, mind=3))[0].percent == round(100 * (0.3 + 0.75) / 2)


def test_every_dimension_has_items_enough_and_five_anchors_each() -> None:
    for dimension in shipped_casework().dimensions:
        assert len(dimension.items) >= 3, dimension.code
        for item in dimension.items:
            assert [anchor.score for anchor in item.anchors] == [0, 1, 2, 3, 4], item.code
            assert all(anchor.th and anchor.en for anchor in item.anchors)


def test_an_item_that_was_not_asked_has_no_score() -> None:
    looked = values(body=2)
    assert looked.score_of("health", "body") == 2
    assert looked.score_of("health", "mind") is None


def test_ages_are_about_and_the_dead_have_none() -> None:
    known = RelativeValues(name="", relation=Relation.PARENT, birth_year=1941)
    assert known.age_on(DAY) == 83
    assert RelativeValues(name="", relation=Relation.PARENT).age_on(DAY) is None
    dead = RelativeValues(name="", relation=Relation.PARENT, birth_year=1941, life=Life.DEAD)
    assert dead.age_on(DAY) is None
