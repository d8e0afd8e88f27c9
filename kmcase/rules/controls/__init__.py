"""Controls: the six findings of the audit of B.E. 2561 and further patterns, each one pure function over all facts.

A control looks at `AuditFacts` and dated numbers and says what it observes; it stores nothing and blames nobody.
One module a family, whose `CONTROLS` stand in `CATALOGUE` here. To add a control: a function and its `Control`, its
numbers in `rules/regulations`, a name and sentences in the messages `controls.<code>`, one scenario that fires it and
one that does not in `tests/unit/test_rules_controls.py` (a test walks the catalogue). May import what rules may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kmcase.domain.controls import Observation
from kmcase.rules.controls import (
    banks,
    f1_pooling,
    f2_short,
    f3_repeats,
    f4_dates,
    f5_eligibility,
    f6_not_received,
    patterns,
    relatives,
)
from kmcase.rules.controls.control import Control, Family
from kmcase.rules.controls.facts import AuditFacts, OtherPayment, PaymentFact, PersonFact
from kmcase.rules.regulations import Regulations

__all__ = [
    "CATALOGUE",
    "AuditFacts",
    "Control",
    "Family",
    "OtherPayment",
    "PaymentFact",
    "PersonFact",
    "by_code",
    "observe",
    "version_of",
]

CATALOGUE: tuple[Control, ...] = (
    *f1_pooling.CONTROLS,
    *f2_short.CONTROLS,
    *f3_repeats.CONTROLS,
    *f4_dates.CONTROLS,
    *f5_eligibility.CONTROLS,
    *relatives.CONTROLS,
    *f6_not_received.CONTROLS,
    *banks.CONTROLS,
    *patterns.CONTROLS,
)
"""All controls, in the order of the report."""


def by_code(code: str) -> Control:
    """A control; `KeyError` for a code that none bears."""
    return {control.code: control for control in CATALOGUE}[code]


def version_of(control: Control, numbers: Regulations) -> str:
    """Version of a rule with that of the numbers: `2/3f9a0c11d2b4`."""
    return f"{control.version}/{numbers.version}"


def observe(
    facts: AuditFacts,
    numbers: Regulations,
    controls: Iterable[Control] = CATALOGUE,
    step: Callable[[int], None] = lambda done: None,
) -> tuple[Observation, ...]:
    """What the controls observe, control by control; `step` is told how many are done, and may raise to stop."""
    found: list[Observation] = []
    for done, control in enumerate(controls):
        step(done)
        found.extend(control.evaluate(facts, numbers))
    return tuple(found)
