"""Sample sizes against the published table, and a draw that anybody draws again by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.money import Baht
from kmcase.domain.samples import DrawnFor, RegisterLine, SampleMethod, SamplePlan
from kmcase.rules.regulations import shipped_regulations
from kmcase.rules.sampling import (
    discovery_size,
    draw,
    everyone_up_to,
    interval_of,
    meets,
    missing_bound,
    money_size,
    most_bad,
    plan_for,
    poisson_factor,
    register_hash,
    register_text,
    seed_of,
    size_of,
    to_list,
)

EVERYONE = SamplePlan(method=SampleMethod.EVERYONE)
FEW = SamplePlan(method=SampleMethod.DISCOVERY, bad_percent=20)
MONEY = SamplePlan(method=SampleMethod.MONEY)


def register(*rounds: int, baht: int = 3000) -> tuple[RegisterLine, ...]:
    """A register of rounds with so many payees each."""
    of_round = [f"{number}/2567" for number, payees in enumerate(rounds, 1) for _ in range(payees)]
    return tuple(
        RegisterLine(voucher_id=f"v{n:04}", number=f"{n:04}/2567", round=found, amount=Baht.of(baht))
        for n, found in enumerate(of_round, 1)
    )


def discovery(percent: int, confidence: int = 95, meet: int = 1) -> SamplePlan:
    return SamplePlan(method=SampleMethod.DISCOVERY, confidence=confidence, bad_percent=percent, meet=meet)


# duplicates-notes.md §6: N, then the size at 95 (99) per cent for 1, 2, 5, 10 and 20 per cent of bad payments.
TABLE = {
    50: ((48, 50), (48, 50), (31, 39), (22, 29), (12, 17)),
    100: ((95, 99), (78, 90), (45, 59), (25, 36), (13, 19)),
    300: ((189, 235), (117, 160), (54, 78), (28, 41), (14, 20)),
    1_000: ((258, 368), (138, 204), (57, 86), (29, 43), (14, 21)),
    100_000: ((298, 458), (149, 228), (59, 90), (29, 44), (14, 21)),
}


@pytest.mark.parametrize("population", TABLE)
def test_sizes_are_those_of_the_published_table(population: int) -> None:
    for percent, (at_95, at_99) in zip((1, 2, 5, 10, 20), TABLE[population], strict=True):
        assert discovery_size(population, discovery(percent)) == at_95
        assert discovery_size(population, discovery(percent, confidence=99)) == at_99


def test_two_cases_need_more_because_one_can_be_a_misunderstanding() -> None:
    assert discovery_size(300, discovery(5, meet=2)) == 83
    assert discovery_size(1_000, discovery(5, meet=2)) == 90


def test_where_even_all_would_not_do_everybody_is_asked() -> None:
    assert discovery_size(10, discovery(1, meet=2)) == 10
    assert discovery_size(0, discovery(5)) == 0


@given(population=st.integers(1, 80), data=st.data())
def test_a_size_is_enough_and_the_smallest(population: int, data: st.DataObject) -> None:
    plan = discovery(data.draw(st.integers(1, 50)))
    size, bad = discovery_size(population, plan), max(1, -(-population * plan.bad_percent // 100))
    assert meets(population, bad, size) >= 0.95
    assert size == 1 or meets(population, bad, size - 1) < 0.95


def test_what_may_still_be_bad_among_those_who_were_not_asked() -> None:
    assert [most_bad(1_000, 59, bad) for bad in range(4)] == [48, 76, 100, 124]
    assert most_bad(167, 167, 3) == 3
    assert most_bad(20, 0, 0) == 20


def test_factors_of_money_are_those_of_the_guide() -> None:
    # As scipy gives them: half of the chi-square quantile of .95 with 2, 4, 6 and 8 degrees of freedom.
    assert [round(poisson_factor(errors), 2) for errors in range(4)] == [3.0, 4.74, 6.3, 7.75]
    assert round(poisson_factor(0, 99), 2) == 4.61
    assert money_size(MONEY) == 60
    assert interval_of(register(*([10] * 16), baht=3125), 60) == 833_333


def test_missing_money_is_bounded_from_what_was_found_missing() -> None:
    assert missing_bound(833_333, ()) == 2_496_443
    none, one, two = (missing_bound(833_333, found) for found in ((), (1.0,), (0.25, 1.0)))
    assert none < one < two
    assert two == missing_bound(833_333, (1.0, 0.25))
    assert one == pytest.approx(833_333 * 4.7439, rel=1e-4)


def test_more_are_listed_than_are_needed_since_some_are_not_reached() -> None:
    assert to_list(57, 30) == 82


def test_the_register_is_written_down_in_one_way() -> None:
    lines = register(1, 1)
    assert register_text(lines) == "0001/2567|300000|1/2567\n0002/2567|300000|2/2567\n"
    assert register_hash(lines) == hashlib.sha256(register_text(lines).encode()).hexdigest()
    assert register_hash(lines) != register_hash(lines[:1])


def test_a_draw_is_repeated_by_hand_from_the_seed() -> None:
    lines = register(40)
    plan = discovery(20)
    by_hand = sorted(lines, key=lambda line: hashlib.sha256(f"2024:{line.number}".encode()).hexdigest())
    expected = {line.number for line in by_hand[: discovery_size(40, plan)]}
    assert {one.number for one in draw(lines, plan, "2024")} == expected
    assert {one.number for one in draw(lines, plan, "2025")} != expected


def test_everybody_of_a_flagged_round_and_somebody_of_each_other_is_drawn() -> None:
    found = draw(register(30, 2, 9, 1), FEW, "S", flagged=("3/2567",))
    why = {one.number: one.why for one in found}
    assert [why.get(f"{n:04}/2567") for n in range(33, 42)] == [DrawnFor.FLAGGED_ROUND] * 9
    assert why["0042/2567"] is DrawnFor.ROUND
    assert Counter(why.values())[DrawnFor.ROUND] == 3
    assert len(found) == max(12, discovery_size(42, FEW))


def test_rounds_may_bring_in_more_than_the_size() -> None:
    assert len(draw(register(*([2] * 40)), FEW, "S")) == 40 > size_of(register(*([2] * 40)), FEW)


def test_everyone_is_everyone_and_the_lots_among_them_are_those_of_discovery() -> None:
    lines = register(30, 40)
    for seed in ("S", "T"):
        found = draw(lines, EVERYONE, seed, flagged=("1/2567",))
        assert [one.number for one in found] == [line.number for line in lines]
        lots = {one.number for one in found if one.why is not DrawnFor.EVERYONE}
        assert lots == {one.number for one in draw(lines, discovery(5), seed, flagged=("1/2567",))}
    assert len(
        {one.number for one in draw(lines, EVERYONE, "S") if one.why is DrawnFor.EVERYONE}
    ) == 70 - discovery_size(70, EVERYONE)


def test_a_small_half_is_asked_whole_by_a_dated_number() -> None:
    numbers, day = shipped_regulations(), date(2024, 3, 31)
    assert (everyone_up_to(numbers, day).value, everyone_up_to(numbers, day).certainty) == (200, "C")
    assert plan_for(200, numbers, day).method is SampleMethod.EVERYONE
    assert plan_for(201, numbers, day).method is SampleMethod.DISCOVERY


def test_the_seed_of_a_checkpoint_is_the_digest_of_its_text() -> None:
    assert seed_of("KM1:ABC") == hashlib.sha256(b"KM1:ABC").hexdigest()


def test_by_money_hits_lie_an_interval_apart() -> None:
    lines = register(500)
    drawn = [one for one in draw(lines, MONEY, "S") if one.why is not DrawnFor.ROUND]
    assert len(drawn) in (59, 60)
    places = [int(one.number[:4]) for one in drawn]
    assert {after - before for before, after in pairwise(places)} <= {7, 8, 9, 16, 17}


def test_by_money_a_payee_above_the_interval_is_certain() -> None:
    lines = register(80, 80)
    rich = RegisterLine(voucher_id="rich", number="0161/2567", round="2/2567", amount=Baht.of(90_000))
    for seed in ("a", "b", "c", "d", "e"):
        why = {one.voucher_id: one.why for one in draw((*lines, rich), MONEY, seed)}
        assert why["rich"] is DrawnFor.LARGE, seed


@pytest.mark.parametrize("plan", [EVERYONE, FEW, MONEY], ids=lambda plan: plan.method.value)
def test_of_an_empty_register_nobody_is_drawn(plan: SamplePlan) -> None:
    assert draw((), plan, "S") == ()


@given(
    rounds=st.lists(st.integers(1, 12), min_size=1, max_size=8),
    seed=st.text(max_size=12),
    method=st.sampled_from(SampleMethod),
    data=st.data(),
)
def test_a_draw_is_the_same_each_time_meets_every_round_and_has_its_size(
    rounds: list[int], seed: str, method: SampleMethod, data: st.DataObject
) -> None:
    lines = register(*rounds)
    plan = SamplePlan(method=method, bad_percent=data.draw(st.sampled_from((5, 20))))
    flagged = data.draw(st.sets(st.sampled_from([line.round for line in lines])))
    found = draw(lines, plan, seed, flagged)
    assert found == draw(lines, plan, seed, flagged)
    assert {line.round for line in lines} == {line.round for line in lines if line.number in {d.number for d in found}}
    assert {line.number for line in lines if line.round in flagged} <= {one.number for one in found}
    assert method is SampleMethod.MONEY or len(found) >= size_of(lines, plan)
