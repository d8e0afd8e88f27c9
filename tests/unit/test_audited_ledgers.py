"""Controls on ledgers with injected misconduct: each finds its own, and passes over what only looks like it."""

from __future__ import annotations

import pytest

from kmcase.rules.controls import CATALOGUE, observe
from kmcase.rules.regulations import shipped_regulations
from tests.audited_ledgers.measuring import EXACT, KINDS, MONTH, Score, injected, months, scores
from tests.audited_ledgers.misconduct_of_others import OF_OFFICERS
from tests.audited_ledgers.near_misses import NEAR_MISSES

CODES = {control.code for control in CATALOGUE}
OF_OFFICES = {*OF_OFFICERS, MONTH}


@pytest.fixture(scope="module")
def told() -> dict[str, Score]:
    ledger = injected(6_000, 2)
    return scores(ledger, observe(ledger.facts(), shipped_regulations())) | {MONTH: months(2)}


def test_every_control_has_misconduct_that_is_injected_for_it_and_near_misses() -> None:
    assert {*KINDS, *OF_OFFICES} == CODES
    assert {*NEAR_MISSES, *OF_OFFICES} == CODES
    assert EXACT < CODES
    assert sum(miss.rate.share for miss in NEAR_MISSES.values()) < 0.5, "Rounds are left for misconduct"


def test_every_control_finds_what_is_injected_for_it(told: dict[str, Score]) -> None:
    assert set(told) == CODES
    assert [code for code, score in told.items() if not score.found] == []
    assert [code for code, score in told.items() if code in EXACT and score.recall < 1] == []


def test_no_control_fires_on_what_only_looks_like_misconduct(told: dict[str, Score]) -> None:
    assert {code: score.fired for code, score in told.items() if score.fired} == {}
    assert sum(score.near for score in told.values()) > 50


def test_alerts_that_are_right_and_such_that_are_not_make_up_the_precision() -> None:
    score = Score(
        control="x", injected=4, found=3, near=0, fired=0, alerts=10, right=5, payments=1_000, concerned=10
    )  # fmt: skip
    assert (score.recall, score.precision, score.precision_as_studied) == (0.75, 0.5, 0.5)
    none = Score(control="x", injected=0, found=0, near=0, fired=0, alerts=0, right=0, payments=9, concerned=0)
    assert (none.recall, none.precision, none.precision_as_studied, none.weak) == (0.0, 0.0, 0.0, True)
