"""Short forms answered at the office and on laptops: every answer counts once, and none is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kmcase.application.indicators import IndicatorService
from kmcase.domain.errors import DomainError
from kmcase.domain.events import encode
from kmcase.domain.indicators import FormAnswered, Indicator, QuestionScore, Respondent
from kmcase.domain.laptops import RefusedBy
from kmcase.persistence.rows.exchange import refused_entry
from kmcase.persistence.rows.indicators import indicator_answer
from kmcase.persistence.schema import rebuild
from kmcase.persistence.statements import Rows
from tests.contract.test_exchange_forged import Forger
from tests.exchange_builders import Star, Station, new_star
from tests.indicator_builders import YEAR, indicators, judging, morale, quality
from tests.integration.test_cases_apart import bodies

GOOD: dict[str, Any] = encode(
    FormAnswered(
        form="quality",
        fiscal_year=2567,
        half=2,
        respondent=Respondent.CLIENT,
        casework="2567.1",
        scores=(QuestionScore(question="respect", score=4),),
    )
)


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    found = new_star(tmp_path)
    yield found
    found.close()


def answering(station: Station, login: str = "officer") -> IndicatorService:
    """Somebody at work there, a minute later than what was entered there before."""
    station.later()
    return indicators(station, login)


def counted(star: Star, form: str) -> list[int]:
    """The score that each answer that counts at the office gave to all questions, in their order."""
    with star.office.work("social").read("indicators.read") as reading:
        answers = reading.indicators.facts().answers
    return [next(iter(answer.scores.values())) for answer in answers if answer.form == form]


def mean(star: Star) -> tuple[int, int, int | None]:
    """How many clients' answers are known at the office, how many are in the mean, and the mean in hundredths."""
    report = indicators(star.office).report(YEAR)
    card = next(each for each in report.cards if each.indicator is Indicator.QUALITY)
    return card.given, card.counted, card.average


def test_a_clients_answers_typed_on_a_laptop_count_at_the_office_once_and_go_nowhere_else(star: Star) -> None:
    one, other = star.laptops
    for score in (5, 4, 3, 4, 4):
        answering(one).answer(quality(score))
    brought = one.bundle()
    for _ in range(2):
        star.office.take(brought)
    star.office.take(one.bundle())
    assert mean(star) == (5, 5, 400)
    sent = star.office.bundle(other.name)
    assert '"respect"' not in bodies(other, sent)
    other.take(sent)
    star.settle()
    assert other.state()[indicator_answer.name] == []
    assert mean(star) == (5, 5, 400)


@pytest.mark.parametrize("first", ["office", "laptop"])
def test_of_what_a_colleague_answered_at_the_office_and_on_a_laptop_the_first_to_arrive_counts(
    star: Star, first: str
) -> None:
    laptop = star.laptops[0]
    answering(star.office, "social").answer(morale(5))
    answering(laptop).answer(morale(1))
    if first == "laptop":
        star.settle()
        with pytest.raises(DomainError, check=lambda error: error.code == "indicators.already_answered"):
            answering(star.office).answer(morale(3))
        assert counted(star, "morale") == [5, 1]
    else:
        star.office.clock.at += timedelta(days=1)
        answering(star.office).answer(morale(3))
        star.settle()
        assert counted(star, "morale") == [5, 3]
    [form, _] = indicators(star.office, "officer").forms()
    assert form.answered


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_what_a_colleague_answered_on_two_laptops_one_counts_whichever_comes_first(
    star: Star, order: tuple[int, int]
) -> None:
    for score, laptop in enumerate(star.laptops):
        answering(laptop).answer(morale(score))
    for place in order:
        star.round(star.laptops[place])
    star.settle()
    assert counted(star, "morale") == [order[0]]
    rebuild(star.office.engine)
    assert counted(star, "morale") == [order[0]]


def test_a_mean_that_was_told_stays_until_five_more_answers_came_however_long_a_laptop_was_away(star: Star) -> None:
    laptop = star.laptops[0]
    answering(laptop).answer(quality(0))
    star.office.clock.at += timedelta(days=3)
    for _ in range(5):
        answering(star.office, "social").answer(quality(5))
    assert mean(star) == (5, 5, 500)
    star.settle()
    assert mean(star) == (6, 5, 500)
    for _ in range(4):
        answering(laptop).answer(quality(0))
    star.settle()
    assert mean(star) == (10, 10, 250)


def test_a_laptop_asks_the_forms_and_judges_nothing(star: Star) -> None:
    laptop = star.laptops[0]
    assert not indicators(laptop, "officer").counts_here
    answering(laptop).answer(morale())
    assert [(each.answered, each.open) for each in answering(laptop).forms()] == [(True, False), (False, True)]
    with pytest.raises(DomainError, check=lambda error: error.code == "laptops.at_the_office"):
        indicators(laptop, "social").judge(judging())


@pytest.mark.parametrize(
    "wrong",
    [
        {"half": 0},
        {"half": 3},
        {"fiscal_year": 99_999},
        {"scores": [{"question": "respect", "score": 6}]},
        {"scores": [{"question": "respect", "score": -1}]},
        {"respondent": "nobody"},
    ],
)
def test_answers_that_cannot_be_are_no_part_of_the_figures_whatever_a_laptop_sends(
    star: Star, wrong: dict[str, object]
) -> None:
    star.settle()
    forger = Forger(star, star.laptops[0].store.laptop_id)
    forger.send(forger.entry(FormAnswered.TYPE, {**GOOD, **wrong}), forger.entry(FormAnswered.TYPE, GOOD))
    assert counted(star, "quality") == [4]
    assert mean(star) == (1, 0, None)
    with star.office.engine.connect() as connection:
        (refused,) = Rows(connection).all(refused_entry)
    assert refused["why"] == RefusedBy.UNREADABLE
