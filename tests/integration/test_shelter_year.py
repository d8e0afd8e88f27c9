"""The scripted year of a shelter: deterministic, whole, and its indicators are what its script counts by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kmcase.application.read.indicators import IndicatorReport, Topic
from kmcase.bootstrap import SAMPLE_NOW, OpenOffice, services_for
from kmcase.cli.sample.shelter import make_shelter
from kmcase.cli.sample.shelter.diary import Diary
from kmcase.domain.indicators import Indicator, Period
from kmcase.thai.calendar import bangkok_date
from tests.sample import CHEAP, open_sample
from tests.shelter_counts import RECEPTION_WITHIN, Count

CLIENTS = 24
TODAY = bangkok_date(SAMPLE_NOW)
YEAR, FIRST_HALF, SECOND_HALF = Period(2567), Period(2567, 1), Period(2567, 2)
PERIODS = {YEAR: date(2023, 10, 1), FIRST_HALF: date(2023, 10, 1), SECOND_HALF: date(2024, 4, 1)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Diary]:
    """A small shelter, and what its script remembers."""
    folder = tmp_path_factory.mktemp("shelter") / "office"
    return folder, make_shelter(folder, clients=CLIENTS, cost=CHEAP)


@pytest.fixture(scope="module")
def diary(made: tuple[Path, Diary]) -> Diary:
    """What the script remembers."""
    return made[1]


@pytest.fixture(scope="module")
def director(made: tuple[Path, Diary]) -> Iterator[OpenOffice]:
    """Signed in as who sees all cases of this office."""
    office = open_sample(made[0], "director")
    yield office
    office.close()


@pytest.fixture(params=list(PERIODS), ids=lambda period: period.period_id)
def period(request: pytest.FixtureRequest) -> Period:
    """The year, and each half of it."""
    found: Period = request.param
    return found


@pytest.fixture
def report(director: OpenOffice, period: Period) -> IndicatorReport:
    """What the program tells of a period."""
    return director.services.indicators.report(period)


@pytest.fixture
def count(diary: Diary, period: Period) -> Count:
    """The same period, counted from the diary."""
    last = period.bounds[1]
    return Count(diary, PERIODS[period], min(last, TODAY), min(last, TODAY - timedelta(days=1)))


def card(report: IndicatorReport, indicator: Indicator) -> tuple[int | None, int | None]:
    found = next(one for one in report.cards if one.indicator is indicator)
    assert found.numerator is not None and found.denominator is not None
    return found.numerator.exact, found.denominator.exact


def numbers(report: IndicatorReport, topic: Topic) -> dict[str, int | None]:
    return {line.code: line.number for line in report.of(topic) if line.code != "total"}


def test_served_clients_and_their_plans_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    assert report.served.exact == len(count.served)
    assert card(report, Indicator.PLAN) == count.plans()
    groups: dict[str, int] = {}
    for case in count.served:
        groups[case.group] = groups.get(case.group, 0) + 1
    assert numbers(report, Topic.CLIENTS) == groups


def test_clients_developed_and_reached_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    assert card(report, Indicator.DEVELOPED) == count.developed()
    assert card(report, Indicator.REACHED) == count.reached()


def test_reviews_and_the_load_of_each_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    well, every = count.reviews()
    assert numbers(report, Topic.REVIEWS) == {"kept": well, "over": every - well}
    led, worked = count.load()
    assert numbers(report, Topic.LED) == led
    assert numbers(report, Topic.WORKED) == worked


def test_days_in_reception_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    longest, middle = count.longest_and_median()
    over, running = count.reception()
    told = {line.code: line for line in report.of(Topic.RECEPTION)}
    assert told["longest"].number == longest
    assert told["median"].figure.params["days"] == (f"{middle:.0f}" if middle.is_integer() else f"{middle:.1f}")
    in_time = sum(days <= RECEPTION_WITHIN for days in (*over, *running))
    assert told["kept"].number == in_time
    assert told["over"].number == len(over) + len(running) - in_time
    assert told["running"].number == len(running) if running else "running" not in told


def test_outcomes_by_dimension_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    told = {}
    for line in report.of(Topic.DIMENSIONS):
        params = line.figure.params
        told[line.code] = (params["first"], params["latest"])
    assert told == {code: (first, latest) for code, (first, latest, _) in count.dimensions().items()}
    assert {line.code: len(line.cases) for line in report.of(Topic.DIMENSIONS)} == {
        code: cases for code, (_, _, cases) in count.dimensions().items()
    }
    goals = {code: (met, 100 * met // every) for code, (met, every) in count.goals().items()}
    assert {line.code: (line.number, line.bar) for line in report.of(Topic.GOALS)} == goals


def test_closings_and_referrals_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    reasons: dict[str, int] = {}
    for closing in count.closed():
        reasons[closing.reason] = reasons.get(closing.reason, 0) + 1
    assert numbers(report, Topic.CLOSINGS) == reasons
    assert numbers(report, Topic.REFERRALS_OUT) == count.referrals("out")
    assert numbers(report, Topic.REFERRALS_IN) == count.referrals("in")


def test_nights_are_counted_alike(report: IndicatorReport, count: Count) -> None:
    clients, nights, away = count.nights()
    assert numbers(report, Topic.NIGHTS) == {"clients": clients, "nights": nights, "away": away}


def test_points_of_short_forms_are_counted_alike(report: IndicatorReport, count: Count, period: Period) -> None:
    halves = (period.half,) if period.half else (1, 2)
    for indicator in (Indicator.MORALE, Indicator.QUALITY):
        assert card(report, indicator) == count.points(indicator.value, halves)


def test_the_year_holds_every_part_of_the_work(diary: Diary) -> None:
    cases = diary.cases.values()
    assert len(cases) == CLIENTS
    assert 20 * CLIENTS <= diary.notes <= 21 * CLIENTS
    assert diary.services >= 10 * CLIENTS
    assert any(case.restricted for case in cases) and diary.complaints and diary.conferences and diary.tasks
    assert any(len(case.approved_on) > 1 for case in cases), "a plan was revised"
    assert any(case.leaves for case in cases) and diary.activities > 50
    assert any(closing.looks for case in cases for closing in case.closings)
    assert {one.direction.value for case in cases for one in case.referrals.values()} == {"in", "out"}


def test_nobody_writes_two_notes_at_once(director: OpenOffice, diary: Diary) -> None:
    notes = director.services.case_notes
    written = [note for case_id in diary.cases for note in notes.page(case_id).notes]
    by_hand = [note.written_at for note in written if note.activity is None]
    assert len(set(by_hand)) == len(by_hand)
    assert len(written) == diary.notes


def test_the_house_is_never_fuller_than_it_may_be(director: OpenOffice, diary: Diary) -> None:
    for day in (date(2023, 12, 1), date(2024, 3, 1), TODAY):
        staying = [
            case
            for case in diary.cases.values()
            if any(came <= day and (left is None or day < left) for came, left in case.stays)
        ]
        taken = [line for line in director.services.case_stays.beds(day).lines if line.case_id]
        assert {line.case_id for line in taken} == {case.case_id for case in staying}
        assert len(staying) <= 4


def test_the_same_year_is_made_again(tmp_path: Path) -> None:
    one, other = (make_shelter(tmp_path / name, clients=3, cost=CHEAP) for name in ("one", "other"))
    assert one == other
    assert len(one.cases) == 3


def test_what_is_restricted_is_hidden_from_colleagues_of_the_sample(director: OpenOffice, diary: Diary) -> None:
    services = services_for(director, "social1")
    seen = {item.case_id for item in services.cases.list().items}
    own = {case.case_id for case in diary.cases.values() if services.actor.staff_id in (case.manager, *case.workers)}
    others = {case.case_id for case in diary.cases.values() if case.restricted} - own
    assert others
    assert not others & seen
