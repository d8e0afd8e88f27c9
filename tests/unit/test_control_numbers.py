"""Every dated number of a control decides: moved by one, something fires that did not, or does not that did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.rules.controls import AuditFacts, by_code, observe
from kmcase.rules.regulations import Regulations, shipped_regulations
from tests.control_borders import BORDERS, STEPS, UNMOVED

NUMBERS = shipped_regulations()


def moved(key: str, by: int) -> Regulations:
    return Regulations(
        tuple(replace(one, value=one.value + by) if one.key == key else one for one in NUMBERS.shipped)
    )  # fmt: skip


def told(code: str, facts: AuditFacts, numbers: Regulations) -> list[object]:
    """What fires, with the word for how alike pictures are; not the numbers that are told along."""
    return [dict(found.facts).get("nearness", code) for found in observe(facts, numbers, (by_code(code),))]


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(("code", "key"), sorted(BORDERS))
def test_a_number_that_is_moved_by_one_turns_what_lies_at_its_border(code: str, key: str, way: int) -> None:
    now = [told(code, facts, NUMBERS) for facts in BORDERS[code, key]]
    then = [told(code, facts, moved(key, way * STEPS.get(key, 1))) for facts in BORDERS[code, key]]
    assert (now != then) is ((code, key, way) not in UNMOVED)
