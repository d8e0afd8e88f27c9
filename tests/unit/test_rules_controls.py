"""Each control fires where it should and is silent beside; every one of the catalogue has its pair of scenarios."""

from __future__ import annotations

import pytest

from kmcase.messages import LANGUAGES, Catalogue
from kmcase.rules.controls import CATALOGUE, by_code, observe, version_of
from kmcase.rules.meanings import MEANINGS
from kmcase.rules.regulations import shipped_regulations
from tests.control_scenarios import SCENARIOS

NUMBERS = shipped_regulations()
CODES = tuple(control.code for control in CATALOGUE)


def test_every_control_has_its_scenarios_and_every_scenario_its_control() -> None:
    assert set(SCENARIOS) == set(CODES), "Removing a control, or adding one without scenarios, is not done unseen"
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", sorted(SCENARIOS))
def test_a_control_fires_on_what_it_is_for_and_is_silent_beside(code: str) -> None:
    fires, silent = SCENARIOS[code]
    assert [found.control for found in observe(fires, NUMBERS, (by_code(code),))] == [code]
    assert observe(silent, NUMBERS, (by_code(code),)) == ()


@pytest.mark.parametrize("code", sorted(SCENARIOS))
def test_equal_facts_give_an_equal_digest_in_whatever_order_they_are_read(code: str) -> None:
    fires, _ = SCENARIOS[code]
    turned = type(fires)(**{**vars_of(fires), "payments": tuple(reversed(fires.payments))})
    [one] = observe(fires, NUMBERS, (by_code(code),))
    [other] = observe(turned, NUMBERS, (by_code(code),))
    assert one.digest == other.digest
    assert len(one.digest) == 64


def vars_of(facts: object) -> dict[str, object]:
    return {name: value for name, value in vars(facts).items() if name in type(facts).__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("control", CATALOGUE, ids=lambda control: control.code)
def test_a_control_says_its_name_what_it_means_and_what_to_ask(control: object, language: str) -> None:
    catalogue = Catalogue(language)  # type: ignore[arg-type]
    code = control.code  # type: ignore[attr-defined]
    assert all(catalogue.has(f"controls.{code}.{part}") for part in ("name", "says", "ask"))
    assert catalogue.has(f"controls.family.{control.family.value}")  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SCENARIOS))
def test_every_fact_has_a_name(code: str, language: str) -> None:
    catalogue = Catalogue(language)  # type: ignore[arg-type]
    [found] = observe(SCENARIOS[code][0], NUMBERS, (by_code(code),))
    assert all(catalogue.has(f"controls.fact.{name}") for name, _ in (*found.facts, *found.context))


def test_values_that_stand_side_by_side_are_as_many_in_each_fact() -> None:
    for code, (fires, _) in SCENARIOS.items():
        for found in observe(fires, NUMBERS, (by_code(code),)):
            wide = {len(value) for _, value in found.facts if isinstance(value, tuple)}
            assert len(wide) <= 1, code


def test_the_numbers_that_a_control_names_are_shipped_with_a_meaning() -> None:
    for control in CATALOGUE:
        assert set(control.numbers) <= set(MEANINGS)
        assert version_of(control, NUMBERS) == f"{control.version}/{NUMBERS.version}"


def test_computing_tells_how_many_controls_are_done() -> None:
    told: list[int] = []
    observe(SCENARIOS[CODES[0]][1], NUMBERS, step=told.append)
    assert told == list(range(len(CATALOGUE)))
