"""What a number is said to do is what its rule does."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.domain.findings import Severity
from kmcase.domain.offices import NumberUnit
from kmcase.messages import LANGUAGES, Catalogue
from kmcase.rules.meanings import MEANINGS
from kmcase.rules.regulations import shipped_regulations

JUNE = date(2024, 6, 10)


def test_every_number_that_is_shipped_has_a_meaning_and_no_other() -> None:
    assert set(MEANINGS) == shipped_regulations().keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_and_unit_has_words(language: str) -> None:
    catalogue = Catalogue(language)  # type: ignore[arg-type]
    assert all(catalogue.has(f"regulations.number.{key}") for key in MEANINGS)
    assert all(catalogue.has(f"regulations.unit.{unit.value}") for unit in NumberUnit if unit is not NumberUnit.BAHT)


def test_shipped_numbers_are_none_that_could_not_be_entered() -> None:
    assert all(number.value >= MEANINGS[number.key].least for number in shipped_regulations().shipped)


@pytest.mark.parametrize(
    ("key", "effect"),
    [
        ("aid.low_income.max_per_time", Severity.BLOCK),
        ("aid.low_income.max_times_per_year", Severity.BLOCK),
        ("eligibility.min_age", Severity.BLOCK),
        ("eligibility.max_income_year", Severity.WARN),
        ("request.cooldown_days", Severity.BLOCK),
        ("request.max_active", Severity.BLOCK),
        ("sla.new_case_days", Severity.INFORM),
        ("receipt.thumb_witnesses", Severity.BLOCK),
        ("pay.committee_min", Severity.WARN),
        ("pay.witnesses_min", Severity.WARN),
        ("publicity.fewest_told", Severity.INFORM),
        ("plan.visits_per_day", Severity.WARN),
        ("visit.house_reg_pages", Severity.BLOCK),
        ("exchange.max_days", Severity.WARN),
        ("conference.ahead_days", Severity.INFORM),
    ],
)
def test_what_is_certain_blocks_what_is_not_warns_and_days_of_waiting_only_tell(key: str, effect: Severity) -> None:
    assert MEANINGS[key].effect_of(shipped_regulations().number(key, JUNE)) is effect
