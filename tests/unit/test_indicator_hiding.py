"""Small counts of indicators: what is told of them lets nobody subtract them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.rules.indicators import Told, told_hidden, told_parts, told_share
from kmcase.rules.indicators.hiding import FEW, FEWER, SOME, WITHHELD

COUNTS = st.lists(st.integers(0, 60), max_size=9)


def told_total(total: int) -> Told:
    return FEWER if 0 < total < FEW else Told.exactly(total)


def tables(parts: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every table of so many parts whose sum is not above a number."""
    if not parts:
        yield ()
        return
    for first in range(most + 1):
        yield from ((first, *rest) for rest in tables(parts - 1, most - first))


@pytest.mark.parametrize(("parts", "most"), [(1, 12), (2, 40), (3, 30), (4, 26)])
def test_no_few_can_be_found_by_the_sum_and_the_other_parts(parts: int, most: int) -> None:
    """Of every table of so many parts there is another one with equal words and an equal sum, and another count.

    So who knows the rule by which counts are hidden finds none either. Sums reach past five for each part: up to there
    nothing is told of a table that holds few.
    """
    same = defaultdict(list)
    for counts in tables(parts, most):
        same[told_parts(counts), told_total(sum(counts))].append(counts)
    for alike in same.values():
        for place in range(parts):
            values = {counts[place] for counts in alike}
            assert not (len(values) == 1 and 0 < min(values) < FEW), alike


def test_no_few_can_be_found_by_numerator_and_denominator() -> None:
    same = defaultdict(list)
    for denominator in range(30):
        for numerator in range(denominator + 1):
            same[told_share(numerator, denominator)].append((numerator, denominator - numerator))
    for shares in same.values():
        for place in (0, 1):
            values = {share[place] for share in shares}
            assert not (len(values) == 1 and 0 < min(values) < FEW), shares


@given(COUNTS)
def test_every_count_lies_within_what_is_told_of_it(counts: list[int]) -> None:
    for count, told in zip(counts, told_parts(counts), strict=True):
        assert told.least <= count
        assert told.most is None or count <= told.most


@given(st.integers(0, 80), st.integers(0, 80))
def test_numerator_and_denominator_lie_within_what_is_told(met: int, unmet: int) -> None:
    for count, told in zip((met, met + unmet), told_share(met, met + unmet), strict=True):
        assert told.least <= count
        assert told.most is None or count <= told.most


@given(COUNTS)
def test_tables_without_few_are_told_as_they_are(counts: list[int]) -> None:
    large = [count + FEW for count in counts]
    assert told_parts(large) == tuple(Told.exactly(count) for count in large)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((), ()),
        ((0, 7), (Told.exactly(0), Told.exactly(7))),
        ((3,), (FEWER,)),
        ((2, 3, 20), (FEWER, FEWER, Told.exactly(20))),
        ((0, 1, 2), (Told.exactly(0), FEWER, FEWER)),
        ((1, 1, 1), (WITHHELD, WITHHELD, WITHHELD)),
        ((1, 1, 20), (FEWER, FEWER, SOME)),
        ((2, 30, 20), (FEWER, Told.exactly(30), SOME)),
        ((1, 5, 0), (WITHHELD, WITHHELD, WITHHELD)),
        ((2, 20, 30), (FEWER, Told.exactly(20), SOME)),
        ((1, 5, 30), (FEWER, Told.exactly(5), SOME)),
        ((1, 30, 5), (WITHHELD, WITHHELD, WITHHELD)),
        ((1, 30, 7), (WITHHELD, WITHHELD, WITHHELD)),
        ((1, 30, 8), (FEWER, Told.exactly(30), SOME)),
        ((4, 6), (WITHHELD, WITHHELD)),
        ((4, 7), (FEWER, SOME)),
        ((4, 4, 20), (FEWER, FEWER, SOME)),
    ],
)
def test_tables(counts: tuple[int, ...], told: tuple[Told, ...]) -> None:
    assert told_parts(counts) == told


@pytest.mark.parametrize(
    ("numerator", "denominator", "told"),
    [
        (0, 0, (Told.exactly(0), Told.exactly(0))),
        (0, 30, (Told.exactly(0), Told.exactly(30))),
        (30, 30, (Told.exactly(30), Told.exactly(30))),
        (20, 30, (Told.exactly(20), Told.exactly(30))),
        (3, 30, (FEWER, Told.exactly(30))),
        (28, 30, (Told(least=26, most=29), Told.exactly(30))),
        (4, 9, (Told(least=1, most=8), Told.exactly(9))),
        (4, 10, (FEWER, Told.exactly(10))),
        (0, 3, (Told.exactly(0), FEWER)),
        (3, 3, (FEWER, FEWER)),
        (1, 3, (FEWER, FEWER)),
    ],
)
def test_shares(numerator: int, denominator: int, told: tuple[Told, Told]) -> None:
    assert told_share(numerator, denominator) == told


def test_a_count_that_is_told_exactly_says_so() -> None:
    assert Told.exactly(7).exact == 7
    assert FEWER.exact is None
    assert FEWER.few
    assert not WITHHELD.few


@pytest.mark.parametrize(("count", "told"), [(0, (0, 0)), (4, (1, 4)), (5, (5, 9)), (9, (5, 9)), (10, (10, 14))])
def test_the_hidden_are_told_by_the_five_in_which_they_lie(count: int, told: tuple[int, int]) -> None:
    assert told_hidden((count,)) == (Told(least=told[0], most=told[1]),)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_year_less_one_of_its_halves_tells_no_few_of_the_hidden(half: int, rest: int) -> None:
    [year], [one] = told_hidden((half + rest,)), told_hidden((half,))
    assert year.least <= half + rest <= (year.most or 0)
    assert one.least <= half <= (one.most or 0)
    could_be = {whole - part for whole in _all(year) for part in _all(one)} if half else set(_all(year))
    assert not 0 < rest < FEW or len({each for each in could_be if each >= 0}) > 1


def _all(told: Told) -> range:
    return range(told.least, (told.most or 0) + 1)
